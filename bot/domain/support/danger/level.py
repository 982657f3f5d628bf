"""What was heard: how near a danger to life is, what it is about, and who is answered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Level(StrEnum):
    """How near it is, the nearest first."""

    NOW = "now"
    """Life may be in danger now: whom to call, before anything else."""
    MAYBE = "maybe"
    """There may be more behind it: one line, and then what was asked for."""
    PAST = "past"
    """Mourning, something long past, or a figure of speech: a small line at most."""


class About(StrEnum):
    """What the danger is, the most pressing first."""

    OVERDOSE = "overdose"
    """An overdose, or somebody who cannot be woken."""
    WITHDRAWAL = "withdrawal"
    """Fits, seeing things or shaking after stopping drink or tranquillisers."""
    CHILD = "child"
    LIFE = "life"
    """Somebody means to die, or may."""
    VIOLENCE = "violence"
    LOSS = "loss"
    """Somebody mourns."""
    FIGURE = "figure"
    """It is only a way of speaking, or the name of something."""


class Addressed(StrEnum):
    """Who typed it, and is answered."""

    FACILITATOR = "facilitator"
    """Told what to say and do for somebody else."""
    MEMBER = "member"
    """Told whom to call."""


@dataclass(frozen=True, slots=True)
class Care:
    """What was heard in somebody's words; kept by nobody."""

    level: Level
    about: About
    violence: bool = False
    """Violence or abuse was told, now or long ago: no question may push towards who did it."""
    guessed: bool = False
    """Only the scores heard it: no word that is known to speak of dying stands there."""


LEVELS, ABOUTS = tuple(Level), tuple(About)
_STEPS = {Addressed.FACILITATOR: 5, Addressed.MEMBER: 3}


def nearest(heard: Iterable[Care | None]) -> Care | None:
    """Give the nearest and most pressing of what was heard, with any violence that was told."""
    found = [care for care in heard if care]
    if not found:
        return None
    first = min(found, key=lambda care: (LEVELS.index(care.level), ABOUTS.index(care.about)))
    return replace(first, violence=any(care.violence for care in found))


def steps(care: Care, addressed: Addressed) -> tuple[str, ...]:
    """Name the sentences that tell this person what to do, in their order; none unless it is now.

    To a facilitator: ask straight, stay, leave nobody alone, fetch a second one, call. To a member:
    whom to call, and what to do until somebody is there.
    """
    if care.level is not Level.NOW:
        return ()
    places = range(1, _STEPS[addressed] + 1)
    return tuple(f"care.{addressed}.{care.about}.{place}" for place in places)
