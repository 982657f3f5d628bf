"""Labelled phrases, and how well their dangers are heard."""

import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DANGER, ALIKE = ("now", "maybe"), ("past", "none")


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1, and the past that was answered as a danger now."""

    dangers: int
    alike: int
    heard: float
    """Of the dangers: how many are heard, as `now` or `maybe`."""
    alarmed: float
    """Of what only sounds like one: how many bring the full card."""
    mourners: tuple[str, ...]
    """What is labelled as past and brings the full card, which hides questions."""


def phrases(name: str) -> dict[str, list[str]]:
    """Give the phrases of one file by their level."""
    rows = tomllib.loads((HERE / f"phrases_{name}.toml").read_text(encoding="utf-8"))["phrases"]
    return {
        level: [row["text"] for row in rows if row["level"] == level] for level in (*DANGER, *ALIKE)
    }


def unseen(levels: tuple[str, ...] = (*DANGER, *ALIKE)) -> dict[str, list[str]]:
    """Give the list that nothing was learnt from, by level; `ordinary` is one more level."""
    rows = (HERE / "unseen.tsv").read_text(encoding="utf-8").splitlines()
    told = [row.split("\t") for row in rows]
    return {each: [text for level, text in told if level == each] for each in levels}


def own_writing() -> dict[str, list[str]]:
    """Give what members may write for themselves: `danger`, else `known` to us or kept `aside`.

    From `known` we took what to learn more lines of; nobody looked at `aside` before it measured.
    """
    rows = (HERE / "own_writing.tsv").read_text(encoding="utf-8").splitlines()
    told = [row.split("\t") for row in rows]
    return {
        each: [text for which, text in told if which == each]
        for each in ("danger", "known", "aside")
    }


def figures(labelled: dict[str, list[str]], level: Callable[[str], str]) -> Figures:
    """Measure what is heard in labelled phrases; `level` gives `none` where nothing is."""
    levels = {label: Counter(map(level, texts)) for label, texts in labelled.items()}
    dangers, alike = (sum(len(labelled[each]) for each in side) for side in (DANGER, ALIKE))
    heard = sum(levels[label][each] for label in DANGER for each in DANGER)
    alarmed = sum(levels[label]["now"] for label in ALIKE)
    mourners = tuple(text for text in labelled["past"] if level(text) == "now")
    return Figures(dangers, alike, heard / dangers, alarmed / alike, mourners)
