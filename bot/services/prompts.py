"""Finding the right question: the library and a group's own prompts, answered from memory."""

import asyncio
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from bot.domain import asking
from bot.domain.browsing import Wanted, three
from bot.domain.ids import GuildId, MeetingId, MemberId, PromptId
from bot.domain.meeting import Meeting
from bot.domain.occurrence import Phase
from bot.domain.own_prompt import OwnPrompt, State, active
from bot.domain.person import Actor
from bot.domain.prompt import Point, Prompt, Purpose
from bot.domain.theme import Theme
from bot.services.meetings import Meetings
from bot.services.ports import Store, Tx
from bot.services.setup import Setup

MOST_FOUND = 8
"""Results of one search: so many ids fit on the button that shows the rest."""
MOST_SHELVES = 256
"""Groups whose index is kept in memory; the one that asked longest ago is built again."""


class Found(Protocol):
    """One result of a search."""

    @property
    def prompt(self) -> Prompt:
        """What was found."""
        ...


class Finder(Protocol):
    """An index over some prompts; answers from memory."""

    def find(
        self,
        text: str,
        *,
        point: Point | None = None,
        theme: Theme | None = None,
        purpose: Purpose | None = None,
        limit: int = 5,
        heard: Collection[PromptId] = (),
    ) -> Sequence[Found]:
        """Give the best `limit` prompts for plain words, the best first."""
        ...

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Complete what somebody types, at most `limit` ways."""
        ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that one group can be offered, in its language."""

    language: str
    own: tuple[OwnPrompt, ...]
    """The group's own in every language and state."""
    prompts: tuple[Prompt, ...]
    """The library and the group's own that are active."""
    by_id: Mapping[PromptId, Prompt]
    finder: Finder

    @property
    def waiting(self) -> tuple[OwnPrompt, ...]:
        """Own prompts that wait for a second facilitator, the oldest first."""
        found = (one for one in self.own if one.state is State.WAITING_REVIEW)
        return tuple(sorted(found, key=lambda one: (one.changed_at, one.id)))


@dataclass(frozen=True, slots=True)
class Offer:
    """Prompts for somebody who looked for some."""

    prompts: tuple[Prompt, ...]
    meeting: Meeting | None = None
    """The running meeting of this server that the one who asks leads."""
    waiting: int = 0
    """How many own prompts wait for a second facilitator; 0 for members."""


@dataclass(slots=True)
class Prompts:
    """Keeps a shelf for each group; built off the loop, and again whenever its own change."""

    store: Store
    setup: Setup
    meetings: Meetings
    shipped: Callable[[str], Sequence[Prompt]]
    """The library in one language; empty where there is none."""
    index: Callable[[Sequence[Prompt]], Finder]
    _shelves: dict[GuildId, Shelf] = field(default_factory=dict)
    _plain: dict[str, Finder] = field(default_factory=dict)
    _turns: dict[GuildId, int] = field(default_factory=dict)
    _builds: dict[GuildId, "asyncio.Future[Shelf]"] = field(default_factory=dict)
    """First builds under way, shared by everybody who waits for one."""

    async def shelf(self, guild: GuildId) -> Shelf:
        """Give a group's shelf, from memory once it was built."""
        language = (await self.setup.get(guild)).language
        known = self._shelves.pop(guild, None)
        if known is not None and known.language == language:
            self._shelves[guild] = known
            return known
        if guild not in self._builds:
            build = self._builds[guild] = asyncio.ensure_future(self.refresh(guild))
            build.add_done_callback(lambda _: self._builds.pop(guild, None))
        return await asyncio.shield(self._builds[guild])

    async def refresh(self, guild: GuildId) -> Shelf:
        """Build a group's shelf anew after a change; a build that was overtaken is not kept."""
        turn = self._turns[guild] = self._turns.get(guild, 0) + 1
        language = (await self.setup.get(guild)).language
        own = await self.store.run(lambda tx: tx.prompts.of(guild))
        shelf = await asyncio.to_thread(self._built, language, own)
        if self._turns.get(guild) == turn:
            self._shelves.pop(guild, None)
            while len(self._shelves) >= MOST_SHELVES:
                del self._shelves[next(iter(self._shelves))]
            self._shelves[guild] = shelf
        return shelf

    def forget(self, guild: GuildId) -> None:
        """Drop the shelf of a server that removed the bot."""
        self._shelves.pop(guild, None)
        self._turns.pop(guild, None)

    async def complete(self, guild: GuildId, typed: str, limit: int) -> Sequence[str]:
        """Complete what somebody types."""
        return (await self.shelf(guild)).finder.complete(typed, limit)

    async def find(self, guild: GuildId, by: Actor, text: str, wanted: Wanted) -> Offer:
        """Find the best prompts for a situation in plain words, at most `MOST_FOUND`."""
        shelf = await self.shelf(guild)
        meeting, heard = await self.store.run(
            lambda tx: (led_by(tx, guild, by.id), _heard(tx, guild))
        )
        found = shelf.finder.find(
            text,
            point=wanted.point,
            theme=wanted.theme,
            purpose=wanted.purpose,
            limit=MOST_FOUND,
            heard=heard,
        )
        return Offer(tuple(one.prompt for one in found), meeting, _waiting(shelf, by))

    async def draw(
        self, guild: GuildId, by: Actor, wanted: Wanted, pick: int, page: int = 0
    ) -> Offer:
        """Give three that this group has not heard lately.

        For whoever leads a running meeting they are others each time, the evening long.
        """
        shelf = await self.shelf(guild)
        meeting, heard = await self.store.run(
            lambda tx: (led_by(tx, guild, by.id), _heard(tx, guild))
        )
        offered = meeting.offered if meeting else ()
        seen = (*heard, *meeting.asked) if meeting else heard
        at = 0 if meeting else page
        drawn = three(shelf.prompts, wanted, heard=seen, offered=offered, pick=pick, page=at)
        if meeting and drawn:
            meeting = await self._offered(meeting.id, by, drawn)
        return Offer(drawn, meeting, _waiting(shelf, by))

    async def again(self, guild: GuildId, by: Actor, prompts: Iterable[PromptId]) -> Offer:
        """Give prompts by their ids, for a button that was drawn before; gone ones are left out."""
        shelf = await self.shelf(guild)
        meeting = await self.store.run(lambda tx: led_by(tx, guild, by.id))
        found = (shelf.by_id.get(one) for one in prompts)
        return Offer(tuple(one for one in found if one), meeting, _waiting(shelf, by))

    async def _offered(self, meeting: MeetingId, by: Actor, drawn: Sequence[Prompt]) -> Meeting:
        ids = [one.id for one in drawn]
        return await self.meetings.decide(
            meeting, lambda now, _: asking.offer(now, by, ids), by, redraw=False
        )

    def _built(self, language: str, own: tuple[OwnPrompt, ...]) -> Shelf:
        shipped, mine = tuple(self.shipped(language)), active(own, language)
        prompts = (*shipped, *mine)
        by_id = MappingProxyType({one.id: one for one in prompts})
        return Shelf(language, own, prompts, by_id, self._finder(language, prompts, bool(mine)))

    def _finder(self, language: str, prompts: Sequence[Prompt], own: bool) -> Finder:
        """Share one index among all groups that have no prompts of their own."""
        if own:
            return self.index(prompts)
        if language not in self._plain:
            self._plain[language] = self.index(prompts)
        return self._plain[language]


def new_pick() -> int:
    """Draw what makes one person's three others than the next one's."""
    return secrets.randbelow(36**4)


def led_by(tx: Tx, guild: GuildId, member: MemberId) -> Meeting | None:
    """Give the meeting that runs in this server and is led by this person, if one does."""
    for occurrence in tx.occurrences.of(guild, {Phase.OPEN}):
        running = tx.evenings.get(occurrence.id)
        if running is not None and member in running.facilitators:
            return running
    return None


def _heard(tx: Tx, guild: GuildId) -> tuple[PromptId, ...]:
    return tx.heard.last(guild)


def _waiting(shelf: Shelf, by: Actor) -> int:
    return len(shelf.waiting) if by.leads else 0
