"""Finding the right question: the library and a group's own prompts, answered from memory."""

import asyncio
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.content.lookup import languages, never_hurt, quiet_room
from bot.content.notes import library
from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import GuildId, MemberId, NoteId, OccurrenceId, PromptId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.person import Actor
from bot.domain.prompts.browsing import THREE, Wanted, least_heard, three
from bot.domain.prompts.closeness import pushes_closeness
from bot.domain.prompts.own_prompt import OwnPrompt, active
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.situation_note import need_heard
from bot.domain.search.note_finder import NO_NOTES, NotesFound
from bot.domain.support.danger.level import Care
from bot.services.ports.store import Store, Tx
from bot.services.prompts.shelf import Finder, Shelf, first, shelf_of
from bot.services.server.setup import Setup

MOST_FOUND = 8
"""Results of one search: so many ids fit on the button that shows the rest."""
MOST_SHELVES = 256
"""Groups whose index is kept in memory; the one that asked longest ago is built again."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Prompts for somebody who looked for some."""

    prompts: tuple[Prompt, ...]
    meeting: LiveMeeting | None = None
    """The running meeting of this server that the one who asks leads."""
    waiting: int = 0
    """How many own prompts wait for a second facilitator; 0 for members."""
    notes: NotesFound = NO_NOTES
    """What to say and ask when this happens, where one of our notes fits or may."""
    unsure: bool = False
    """Whether nothing fits well, so that these are some that never hurt."""


class RunningMeetings(Protocol):
    """The meetings that run now, as far as a search concerns them."""

    async def offer(
        self, meeting: OccurrenceId, by: Actor, prompts: Sequence[PromptId]
    ) -> LiveMeeting:
        """Note what was offered to whoever leads, so that it is not offered again."""


@dataclass(slots=True)
class PromptSearch:
    """Keeps a shelf for each group; built off the loop, and again whenever its own change."""

    store: Store
    setup: Setup
    running: RunningMeetings
    shipped: Callable[[str], Sequence[Prompt]]
    """The library in one language; empty where there is none."""
    index: Callable[[Sequence[Prompt], str], Finder]
    _shelves: dict[GuildId, Shelf] = field(default_factory=dict)
    _plain: dict[str, Shelf] = field(default_factory=dict)
    _generations: dict[GuildId, int] = field(default_factory=dict)
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
        generation = self._generations[guild] = self._generations.get(guild, 0) + 1
        language = (await self.setup.get(guild)).language
        own = await self.store.run(lambda tx: tx.prompts.of(guild))
        shelf = await asyncio.to_thread(self._built, language, own)
        if self._generations.get(guild) == generation:
            self._shelves.pop(guild, None)
            while len(self._shelves) >= MOST_SHELVES:
                del self._shelves[next(iter(self._shelves))]
            self._shelves[guild] = shelf
        return shelf

    def forget(self, guild: GuildId) -> None:
        """Drop the shelf of a server that removed the bot."""
        self._shelves.pop(guild, None)
        self._generations.pop(guild, None)

    async def complete(
        self, guild: GuildId, typed: str, limit: int, *, apart: bool = False
    ) -> tuple[Prompt, ...]:
        """Give what fits while somebody types, from memory."""
        shelf = await self.shelf(guild)
        found = (one.prompt for one in shelf.finder.complete(typed, limit, apart=apart))
        return first(_fitting(shelf.named(typed), apart=apart), found, limit)

    async def find(
        self,
        guild: GuildId,
        by: Actor,
        text: str,
        wanted: Wanted,
        *,
        care: Care | None = None,
    ) -> Offer:
        """Find the best prompts for a situation in plain words, at most `MOST_FOUND`.

        The id of a prompt, as completing gives it, finds that one and then what is like it; so do
        its own words. With plain words comes the note that fits them; where nothing fits, some come
        that never hurt. `care` is what was heard in the words: where violence was told, nothing
        comes that pushes closeness, thanks or an apology; a note on the danger comes first.
        """
        shelf = await self.shelf(guild)
        meeting, heard = await self._evening(guild, by)
        apart = care is not None and care.violence
        chosen = shelf.by_id.get(PromptId(text))
        meant = (one for one in shelf.named(text) if chosen or wanted.suits(one))
        named = list(_fitting(meant, apart=apart))
        plain = not named and wanted.is_open
        notes = shelf.finder.notes(text, need_heard(care)) if plain else NO_NOTES
        beside, words = notes.note is not None, chosen.text if chosen else text
        found = shelf.finder.find(
            words, wanted, limit=MOST_FOUND, heard=heard, apart=apart, beside_note=beside
        )
        prompts = first(named, (one.prompt for one in found), MOST_FOUND)
        unsure = plain and notes.note is None and not any(one.sure for one in found)
        prompts = prompts or (_never_hurt(shelf) if unsure else ())
        return Offer(prompts, meeting, _waiting(shelf, by), notes, unsure and bool(prompts))

    async def draw(
        self, guild: GuildId, by: Actor, wanted: Wanted, pick: int, page: int = 0
    ) -> Offer:
        """Give three that this group has not heard lately.

        For whoever leads a running meeting they are others each time, the evening long.
        """
        shelf = await self.shelf(guild)
        meeting, heard = await self._evening(guild, by)
        offered = meeting.offered if meeting else ()
        at = 0 if meeting else page
        drawn = three(shelf.prompts, wanted, heard=heard, offered=offered, pick=pick, page=at)
        if meeting and drawn:
            meeting = await self.running.offer(meeting.id, by, [one.id for one in drawn])
        return Offer(drawn, meeting, _waiting(shelf, by))

    async def surprise(self, guild: GuildId, by: Actor, pick: int, page: int = 0) -> Offer:
        """Give one question for a quiet room that this group has not heard lately."""
        shelf = await self.shelf(guild)
        meeting, heard = await self._evening(guild, by)
        lately = (*heard, *(meeting.offered if meeting else ()))
        light = quiet_room(shelf.language) if shelf.language in languages() else ()
        known = [shelf.by_id[one] for one in light if one in shelf.by_id]
        drawn = least_heard(known, lately, pick, 0 if meeting else page)
        if meeting and drawn:
            meeting = await self.running.offer(meeting.id, by, [drawn.id])
        return Offer((drawn,) if drawn else (), meeting, _waiting(shelf, by))

    async def notes(self, guild: GuildId, text: str, care: Care | None) -> NotesFound:
        """Give the notes that fit somebody's words, or may, from memory."""
        return (await self.shelf(guild)).finder.notes(text, need_heard(care))

    async def again(
        self,
        guild: GuildId,
        by: Actor,
        prompts: Iterable[PromptId],
        wanted: Wanted | None = None,
        note: NoteId | None = None,
        perhaps: Sequence[NoteId] = (),
    ) -> Offer:
        """Give prompts and notes by their ids, for a button that was drawn before.

        What is gone is left out, and so are prompts that are not `wanted`.
        """
        shelf = await self.shelf(guild)
        meeting = await self.store.run(lambda tx: led_by(tx, guild, by.id))
        found = (shelf.by_id.get(one) for one in prompts)
        kept = tuple(one for one in found if one and (wanted is None or wanted.suits(one)))
        known = {one.id: one for one in library(shelf.language)}
        others = tuple(known[one] for one in perhaps if one in known)
        notes = NotesFound(known.get(note) if note else None, others)
        return Offer(kept, meeting, _waiting(shelf, by), notes)

    async def _evening(
        self, guild: GuildId, by: Actor
    ) -> tuple[LiveMeeting | None, tuple[PromptId, ...]]:
        """Give the meeting that somebody leads now, and what the group heard, the oldest first."""

        def work(tx: Tx) -> tuple[LiveMeeting | None, tuple[PromptId, ...]]:
            meeting = led_by(tx, guild, by.id)
            return meeting, (*tx.heard.last(guild), *(meeting.asked if meeting else ()))

        return await self.store.run(work)

    def _built(self, language: str, own: tuple[OwnPrompt, ...]) -> Shelf:
        """Build a shelf; groups without active prompts of their own share the library's."""
        mine = active(own, language)
        if mine:
            prompts = (*self.shipped(language), *mine)
            return shelf_of(language, own, prompts, self.index(prompts, language))
        if language not in self._plain:
            prompts = tuple(self.shipped(language))
            self._plain[language] = shelf_of(language, (), prompts, self.index(prompts, language))
        return replace(self._plain[language], own=own)


def new_pick() -> int:
    """Draw what makes one person's three others than the next one's."""
    return secrets.randbelow(36**4)


def led_by(tx: Tx, guild: GuildId, member: MemberId) -> LiveMeeting | None:
    """Give the meeting that runs in this server and is led by this person, if one does."""
    for occurrence in tx.occurrences.of(guild, {Phase.OPEN}):
        running = tx.live_meetings.get(occurrence.id)
        if running is not None and member in running.facilitators:
            return running
    return None


def _fitting(prompts: Iterable[Prompt], *, apart: bool) -> Iterable[Prompt]:
    return (one for one in prompts if not (apart and pushes_closeness(one)))


def _never_hurt(shelf: Shelf) -> tuple[Prompt, ...]:
    known = never_hurt(shelf.language) if shelf.language in languages() else {}
    found = (shelf.by_id.get(one) for one in known.get(None, ()))
    return tuple(one for one in found if one)[:THREE]


def _waiting(shelf: Shelf, by: Actor) -> int:
    return len(shelf.waiting) if by.leads else 0
