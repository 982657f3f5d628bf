"""The figures of a crash test."""

from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from tests.faults import checking
from tests.faults.bots import Bot, Place
from tests.faults.group.evening import Evenings
from tests.faults.group.pressing import Tally

Json = dict[str, Any]
BAD = ("Traceback", "press.fault", "tick.fault", "task.fault", "wake.lost", "work.fault")


@dataclass
class Figures:
    """What came of it: every list should be empty, every evening finished or said why not."""

    seed: int
    kills: int = 0
    starts: int = 0
    identified: int = 0
    seconds: float = 0.0
    evenings: int = 0
    creates: int = 0
    failed_creates: int = 0
    pressed: int = 0
    answered: int = 0
    p50_ms: float = 0.0
    slowest_ms: float = 0.0
    typed: int = 0
    """Typed words that were answered as taken."""
    missed: int = 0
    """Ended with a reason: no room in time, because the bot was dead for too much of it."""
    unfinished: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    rooms_twice: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    deleted_with_people: list[str] = field(default_factory=list)
    messages_twice: list[str] = field(default_factory=list)
    words_twice: list[str] = field(default_factory=list)
    words_nowhere: list[str] = field(default_factory=list)
    not_one_farewell: list[str] = field(default_factory=list)
    could_ping: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    stopped_with: int = 0

    @property
    def wrong(self) -> Json:
        """Give whatever should not be there."""
        every = {name: found for name, found in asdict(self).items() if isinstance(found, list)}
        return {name: found for name, found in every.items() if found}


async def take_down(
    place: Place, bot: Bot, tally: Tally, evenings: list[Evenings], figures: Figures
) -> None:
    state = await place.people.state()
    figures.stopped_with = await bot.stop() if bot.running else -1
    figures.starts, figures.identified = bot.starts, state["identified"]
    figures.violations = state["violations"]
    asked = [one for one in place.entries("request") if one["route"] == "/guilds/{guild}/channels"]
    asked = [one for one in asked if one["method"] == "POST"]
    figures.creates = len(asked)
    figures.failed_creates = sum(one["status"] != 201 or one["dropped"] for one in asked)
    figures.pressed, figures.answered = tally.pressed, tally.answered
    figures.faults = tally.faults
    if tally.latencies:
        figures.p50_ms = round(1000 * median(tally.latencies), 1)
        figures.slowest_ms = round(1000 * max(tally.latencies), 1)
    for one in evenings:
        figures.evenings += len(one.ended)
        figures.missed += len(one.missed)
        figures.lost += one.lost
        figures.typed += len(one.said)
    said = [words for one in evenings for words in one.said]
    figures.words_twice, figures.words_nowhere = checking.words_in_rooms(place, said)
    figures.rooms_twice = checking.rooms_at_once(place)
    figures.orphans = checking.orphans(place)
    figures.deleted_with_people = checking.deleted_with_people(place)
    figures.messages_twice = checking.messages_twice(place)
    missed = [each for one in evenings for each in one.missed]
    figures.not_one_farewell = checking.not_one_farewell(place, missed)
    figures.could_ping = checking.could_ping(place)
    figures.log = [line for line in bot.log().splitlines() if any(bad in line for bad in BAD)]
