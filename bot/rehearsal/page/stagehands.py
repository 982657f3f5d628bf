"""What the page has the script do and see in the room: stages, turns, and who comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rehearsal.page.onward import SeenInTheRoom

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


async def _nobody_calls() -> None:
    return


async def _nobody_comes(_: str) -> None:
    return


def nobody_moves(_: str) -> bool:
    """Leave the group where it is."""
    return False


@dataclass(frozen=True, slots=True)
class Stagehands:
    """What the script does for the page, each through what people can see and press.

    `zone` names the group's time zone, empty until it's set, `settings` what is set for their
    server, by the option. `stage` and `speaker`
    give the stage's key and who has the floor, empty for none; `seen` gives what else the room
    shows, and `next_speaker` lets the facilitator call the next person. `moves` tells whether the
    group is to move to a browser's time zone, before anything is played; `comes` lets one person
    in by the door.
    """

    next_stage: Callable[[], Awaitable[str]]
    everyone_comes: Callable[[], Awaitable[None]]
    stage: Callable[[], str] = str
    speaker: Callable[[], str] = str
    seen: Callable[[], SeenInTheRoom] = SeenInTheRoom
    zone: Callable[[], str] = lambda: "UTC"
    settings: Callable[[], dict[str, str]] = dict
    next_speaker: Callable[[], Awaitable[None]] = _nobody_calls
    moves: Callable[[str], bool] = nobody_moves
    comes: Callable[[str], Awaitable[None]] = _nobody_comes
