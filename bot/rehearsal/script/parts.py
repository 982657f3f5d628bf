"""Who plays what in a scripted evening: the seed decides, so that no two evenings are alike."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

LINES: dict[str, Any] = tomllib.loads(
    files("bot.rehearsal").joinpath("lines.toml").read_text(encoding="utf-8")
)
"""What the members say and write."""
_TOPICS = 4
"""One more than the group could talk about without a vote."""


@dataclass(frozen=True, slots=True)
class RehearsalTopic:
    """What somebody would like to talk about, and what three people say about it."""

    text: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """What the facilitator chooses for the working stage, and lines for its board."""

    title: str
    lines: tuple[tuple[str, str], ...]
    """Column and words."""
    early: bool
    """Whether it is chosen before the evening begins."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everyone's part, by name."""

    newcomer: str
    typing: tuple[str, str]
    listening: str
    late: str
    drops: str
    """Loses the connection in the middle of a turn."""
    comes_back: str
    """Passes, and then has a turn at the end of the round."""
    talkative: str
    topics: tuple[RehearsalTopic, ...]
    exercise: Exercise
    forgets: bool
    """Whether somebody forgets to press, so that the facilitator passes the floor on."""

    @property
    def wish_for_time(self) -> dict[str, RehearsalTopic]:
        """Who would like group time, and on what."""
        return dict(zip((self.talkative, self.typing[0]), self.topics, strict=False))

    @property
    def suggest(self) -> dict[str, RehearsalTopic]:
        """Who suggests a topic when the group gathers them."""
        return dict(zip((self.comes_back, self.listening), self.topics[2:], strict=False))

    @property
    def ways(self) -> dict[str, str]:
        """Which button of the door people press who do not press `Join`."""
        return dict.fromkeys(self.typing, "Join by typing") | {self.listening: "Just listening"}


def drawn(rng: Random, names: Sequence[str]) -> Parts:
    """Draw everyone's part; `names` are the eight members."""
    newcomer, one, two, listening, late, drops, comes_back, talkative = rng.sample(names, 8)
    topics = [RehearsalTopic(each["text"], tuple(each["voices"])) for each in LINES["topic"]]
    exercise = rng.choice(LINES["exercise"])
    lines = tuple((column, words) for column, words in exercise["lines"])
    return Parts(
        newcomer=newcomer,
        typing=(one, two),
        listening=listening,
        late=late,
        drops=drops,
        comes_back=comes_back,
        talkative=talkative,
        topics=tuple(rng.sample(topics, _TOPICS)),
        exercise=Exercise(exercise["title"], lines, early=rng.random() < 1 / 2),
        forgets=rng.random() < 1 / 2,
    )
