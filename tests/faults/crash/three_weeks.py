"""Three weeks of one group on the Discord in memory, and what people have seen in the end.

Members are reminded, one of them takes no private messages, a date is moved and one is skipped, and
people write below the week.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar.chosen_meeting import ChosenMeeting
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.services.calendar.reminders.reminders import ReminderAsked
from bot.services.ports.drawings import (
    Drawing,
    Line,
    NewsMessage,
    ReminderMessage,
    StandingMessage,
)
from bot.simulation.in_memory.small_discord import FIRST_ID
from bot.storage.engine.store import Store
from tests.services.calendar.announced.weeks import looked
from tests.services.calendar.changing import WEEK, move, skip, weekly
from tests.services.conftest import ANNOUNCED, GUILD, MINUTE, START, Story, lead, member
from tests.services.small_discord import Clock, Discord, Killed

HOUR = timedelta(hours=1)
ANA, BEN, CHI = (member(number) for number in (1, 2, 3))
WISHES = ((ANA, ()), (BEN, (30, 15)), (CHI, (60,)))
"""Chi takes no private messages."""

Step = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Left:
    """What people have seen in the end, and how often the same message came at the most."""

    private: tuple[str, ...]
    waiting: tuple[str, ...]
    posted: tuple[tuple[str, int], ...]
    week: tuple[str, ...]
    events: tuple[str, ...]
    often: int


class ThreeWeeks:
    """One play; the process may die once in it."""

    def __init__(self, store: Store, away: float = 0, blind: str = "") -> None:
        clock = Clock(START - 3 * HOUR)
        self.discord = Discord(clock, nonce_window=timedelta(0), blind=blind)
        self.story, self.away = Story(store, self.discord, self.discord.clock), away
        self.kills = 0

    async def begin(self) -> None:
        """Plan the meetings and ask for reminders, before anybody dies."""
        await self.story.kept.run(lambda tx: tx.registry.forget_server(GUILD))
        self.series = await weekly(self.story)
        await self.story.setup.save(GUILD, lead(), events=True)
        for who, leads in WISHES:
            asked = ReminderAsked(ChosenMeeting(self.series.id), "en", leads)
            await self.story.reminders.ask(GUILD, who, asked)
        self.discord.closed_to.add(CHI.id)
        self.discord.boundaries = 0

    async def play(self) -> Left:
        """Play it, starting the process again wherever it was killed."""
        story, series = self.story, self.series
        steps: tuple[Step, ...] = (
            lambda: looked(story, seconds=40),
            lambda: story.until(START + 30 * MINUTE),
            lambda: move(story, series, 1, START + WEEK + HOUR),
            lambda: skip(story, series, 2),
            lambda: looked(story, minutes=2),
            lambda: self._until(START + WEEK - 2 * HOUR, chat=25),
            lambda: story.until(START + WEEK + 2 * HOUR),
            lambda: self._until(START + 2 * WEEK - 2 * HOUR),
            lambda: story.until(START + 2 * WEEK + HOUR),
            lambda: self._until(START + 3 * WEEK - 2 * HOUR),
            lambda: story.until(START + 3 * WEEK + 30 * MINUTE),
            lambda: looked(story, hours=1),
        )
        for step in steps:
            await self._taken(step)
        return await self._left()

    async def _until(self, at: datetime, chat: int = 0) -> None:
        if chat and not self.discord.chatter[ANNOUNCED]:
            self.discord.chat(ANNOUNCED, chat)
        self.story.clock.at = max(self.story.clock.at, at)
        await looked(self.story, hours=1)

    async def _taken(self, step: Step) -> None:
        """Take a step, again after a fall; what was taken then refuses to be taken twice."""
        try:
            await step()
        except Killed:
            self.kills += 1
            await self.story.ticks.idle()
            self.story.clock.at += timedelta(seconds=self.away)
            await self.story.restart()
            await self._taken(step)
        except Refusal:
            if not self.kills:
                raise

    async def _left(self) -> Left:
        kept = await self.story.kept.run(lambda tx: tx.reminders.of(CHI.id, [GUILD]))
        # An empty room may go before its last words stand in it: nobody would have read them.
        outside = (one for one in self.discord.said() if one.channel < FIRST_ID)
        said = Counter(_named(one.drawing) for one in outside)
        numbers = Counter(one.nonce for one in self.discord.said())
        weeks = self.discord.standing().values()
        return Left(
            tuple(sorted(_private(who, one) for who, one in self.discord.whispers)),
            tuple(sorted({repr(each) for one in kept for each in one.waiting})),
            tuple(sorted(said.items())),
            tuple(sorted(_lines(each.shown) for each in weeks)),
            tuple(
                sorted(
                    f"{one.status} {one.shown.starts_at}" for one in self.discord.events.values()
                )
            ),
            max(numbers.values()),
        )


def _lines(shown: Drawing) -> str:
    assert isinstance(shown, StandingMessage)
    return ", ".join(f"{one.standing} {one.starts_at}" for one in shown.week.lines)


def _named(drawing: object) -> str:
    return drawing.key if isinstance(drawing, Line) else type(drawing).__name__


def _private(who: MemberId, drawing: object) -> str:
    if isinstance(drawing, ReminderMessage):
        return f"{who} reminded of {drawing.starts_at}"
    if isinstance(drawing, NewsMessage):
        return f"{who} told {drawing.news}"
    return f"{who} {type(drawing).__name__}"
