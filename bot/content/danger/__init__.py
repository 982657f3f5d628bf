"""The rules by which a danger to life is heard, one folder of TOML files for each language.

`words.toml` and `endings.toml` say how people write and name words that belong together,
`marks.toml` what the words around a sign say of it, `figures.toml` what is only a way of speaking;
every other file holds signs. How a phrase is written stands in `bot.domain.support.danger.phrases`.

`weights.tsv`, made by scripts/learn from the lines in scripts/danger: in each line a feature (see
`bot.domain.support.danger.score`) and what it adds to the score of danger and of danger now, in
thousandths, ascending by feature; the first line holds what counts before any word, under the
digest of what was learnt.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from pydantic import BaseModel, Field, TypeAdapter

from bot.content.source import STRICT, folders_in, is_there, names_in, read, text_of
from bot.domain.support.danger.hearing import ContextMark, Rule, Rules, Together
from bot.domain.support.danger.level import About, Level
from bot.domain.support.danger.phrases import Phrase, Phrases, Scattered, read_phrase
from bot.domain.support.danger.plain_order import Habits
from bot.domain.support.danger.score import ScoreWeights
from bot.domain.support.danger.weight_table import WeightTable


class _Rule(BaseModel):
    model_config = STRICT
    name: str = Field(min_length=1)
    about: About
    phrases: str
    level: Level | None = None
    rises: bool = False
    done: bool = False
    firm: bool = False
    covers: bool = False


class _Together(BaseModel):
    model_config = STRICT
    signs: frozenset[str]
    about: About
    level: Level
    without: frozenset[str] = frozenset()


class _PhrasesFile(BaseModel):
    """One file; any part of it may be missing, and what several files say is put together."""

    model_config = STRICT
    fillers: str = ""
    counted: str = ""
    endings: str = ""
    tails: Mapping[str, str] = Field(default_factory=dict)
    negated: Mapping[str, str] = Field(default_factory=dict)
    spoken: Mapping[str, str] = Field(default_factory=dict)
    short: Mapping[str, str] = Field(default_factory=dict)
    joined: Mapping[str, str] = Field(default_factory=dict)
    classes: Mapping[str, str] = Field(default_factory=dict)
    marks: Mapping[ContextMark, str] = Field(default_factory=dict)
    figures: str = ""
    harmless: str = ""
    rules: tuple[_Rule, ...] = ()
    together: tuple[_Together, ...] = ()


_SHAPE = TypeAdapter(_PhrasesFile)
_FIGURE, _HARMLESS = "figure", "harmless"


def languages() -> tuple[str, ...]:
    """Name the languages in which a danger is heard."""
    return folders_in("danger")


@cache
def load(language: str = "en") -> Rules:
    """Give the rules of one language; read and checked once."""
    return made_of(read(text_of(name), _SHAPE) for name in names_in(f"danger/{language}"))


@cache
def weights(language: str = "en") -> ScoreWeights | None:
    """Give what was learnt of one language, read once; None where nothing was."""
    if not is_there(f"danger/{language}/weights.tsv"):
        return None
    first, _, features = text_of(f"danger/{language}/weights.tsv").partition("\n")
    _, danger, now = first.split("\t")
    table = WeightTable(features.encode())
    return ScoreWeights(table, (int(danger), int(now)), load(language).habits.endings)


def learnt_from(language: str = "en") -> str:
    """Give the digest (SHA-256) of the lines that the weights were learnt from."""
    return text_of(f"danger/{language}/weights.tsv").partition("\t")[0]


def parse(text: str) -> Rules:
    """Read rules from one TOML text; raises ValueError that says what is wrong."""
    return made_of([read(text, _SHAPE)])


def made_of(files: Iterable[_PhrasesFile]) -> Rules:
    """Put files together; raises ValueError for what none of them names."""
    parts = tuple(files)
    classes = {name: words.split() for each in parts for name, words in each.classes.items()}
    rules = [rule for each in parts for rule in each.rules]
    together = [one for each in parts for one in each.together]
    known = {rule.name for rule in rules}
    for one in together:
        if not (one.signs | one.without) <= known:
            message = f"{sorted((one.signs | one.without) - known)} are no signs."
            raise ValueError(message)
    return Rules(
        habits=_habits(parts),
        idle=Phrases(
            [
                *_read(((_FIGURE, each.figures) for each in parts), classes),
                *_read(((_HARMLESS, each.harmless) for each in parts), classes),
            ]
        ),
        figures=frozenset([_FIGURE]),
        marks=Phrases(_read(((m, t) for each in parts for m, t in each.marks.items()), classes)),
        signs=Phrases(_read(((rule.name, rule.phrases) for rule in rules), classes)),
        rules={rule.name: Rule(**rule.model_dump(exclude={"phrases"})) for rule in rules},
        together=[Together(one.signs, one.about, one.level, one.without) for one in together],
    )


def _habits(parts: Iterable[_PhrasesFile]) -> Habits:
    short: dict[str, tuple[str, ...]] = {}
    joined: dict[tuple[str, str], str] = {}
    fillers: set[str] = set()
    tails: dict[str, str] = {}
    negated: dict[str, str] = {}
    spoken: dict[str, str] = {}
    for each in parts:
        short |= {word: tuple(words.split()) for word, words in each.short.items()}
        pairs = ((both.split(), one) for both, one in each.joined.items())
        joined |= {(first, second): one for (first, second), one in pairs}
        fillers |= set(each.fillers.split())
        tails |= each.tails
        negated |= each.negated
        spoken |= each.spoken
    return Habits(
        short,
        joined,
        fillers,
        counted=frozenset(one for each in parts for one in each.counted.split()),
        tails=tails,
        negated=negated,
        spoken=spoken,
        endings=tuple(one for each in parts for one in each.endings.split()),
    )


def _read(
    named: Iterable[tuple[str, str]], classes: Mapping[str, Iterable[str]]
) -> list[Phrase | Scattered]:
    lines = ((name, line) for name, text in named for line in text.splitlines() if line.strip())
    return [read_phrase(name, line, classes) for name, line in lines]
