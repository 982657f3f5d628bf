"""Packs of questions between groups: read, shown as a diff, taken only then; and given away."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.content.prompts import pack as files
from bot.content.prompts.pack import Format
from bot.content.source import LARGEST, too_large
from bot.domain.errors import Refusal
from bot.domain.finding import Unreadable
from bot.domain.ids import GuildId, MemberId
from bot.domain.person import Actor
from bot.domain.prompts import own_prompt as rules
from bot.domain.prompts.own_prompt import OwnPrompt, State
from bot.domain.prompts.pack import Diff, compare, taken
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.prompts.own_prompts import author_if_review_required, keep, new_id
from bot.services.prompts.search import PromptSearch
from bot.services.prompts.shelf import Shelf
from bot.services.retry import run_with_retry
from bot.text.catalog import speaker
from bot.text.value_names import value_names

__all__ = ["LARGEST", "Format", "Packs", "Read"]

MOST_OPEN = 100
"""Files that were read and not yet taken, of all groups together."""


class BadFile(Refusal):
    """The file is not one of questions; `sentence` is the one that says why."""

    key = "refusal.bad_file"


class FileGone(Refusal):
    """The file was taken already, or is too long ago, or never was."""

    key = "refusal.file_gone"


class StillReading(Refusal):
    """A file of the same group is being read just now."""

    key = "refusal.still_reading"


class ChangedMeanwhile(Refusal):
    """The group's questions changed after the diff was shown."""

    key = "refusal.prompts_changed"


class NothingToExport(Refusal):
    """The group has no question of its own in its language."""

    key = "refusal.nothing_to_export"


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: what taking it would do, and the name by which it can be taken."""

    handle: str
    diff: Diff


@dataclass(frozen=True, slots=True)
class _Open:
    guild: GuildId
    by: MemberId
    language: str
    own: tuple[OwnPrompt, ...]
    diff: Diff


@dataclass(slots=True)
class Packs:
    """Reads and writes files of questions; what is read waits in memory until it is taken."""

    store: Store
    clock: Clock
    prompts: PromptSearch
    _open: dict[str, _Open] = field(default_factory=dict)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Files take turns, so that many at once cost everybody else no more than one."""
    _reading: set[GuildId] = field(default_factory=set)

    def forget(self, guild: GuildId) -> None:
        """Drop what was read for a server that has removed the bot."""
        theirs = [handle for handle, one in self._open.items() if one.guild == guild]
        for handle in theirs:
            del self._open[handle]

    def must_fit(self, by: Actor, size: int) -> None:
        """Look at a file before it is fetched. Raises NotForYou, BadFile."""
        rules.must_write(by)
        if size > LARGEST:
            raise BadFile(sentence=too_large().sentence)

    async def read(self, guild: GuildId, by: Actor, name: str, data: bytes) -> Read:
        """Read a file and say what taking it would do; nothing is written.

        Raises NotForYou, BadFile, StillReading, TooManyPrompts.
        """
        rules.must_write(by)
        shelf = await self.prompts.shelf(guild)
        diff = await self._in_turn(guild, partial(_compared, shelf, name, data))
        new, _ = taken(diff, guild, shelf.language, self.clock.now(), reviewed_after=None)
        rules.add(shelf.own, new)
        handle = secrets.token_hex(8)
        while len(self._open) >= MOST_OPEN:
            del self._open[next(iter(self._open))]
        self._open[handle] = _Open(guild, by.id, shelf.language, shelf.own, diff)
        return Read(handle, diff)

    async def _in_turn(self, guild: GuildId, read: Callable[[], Diff]) -> Diff:
        """Read a file off the loop, after those that came before it; one of each group waits."""
        if guild in self._reading:
            raise StillReading
        self._reading.add(guild)
        try:
            async with self._one_at_a_time:
                return await asyncio.to_thread(read)
        except Unreadable as fault:
            raise BadFile(sentence=fault.sentence) from fault
        finally:
            self._reading.discard(guild)

    async def take(self, guild: GuildId, by: Actor, handle: str) -> Diff:
        """Write what the diff showed, all of it or nothing.

        Raises NotForYou, FileGone, ChangedMeanwhile, TooManyPrompts.
        """
        rules.must_write(by)
        waiting = self._open.get(handle)
        if waiting is None or (waiting.guild, waiting.by) != (guild, by.id):
            raise FileGone

        def work(tx: Tx) -> None:
            if tx.prompts.of(guild) != waiting.own:
                raise ChangedMeanwhile
            after, now = author_if_review_required(tx, guild, by), self.clock.now()
            new, changed = taken(waiting.diff, guild, waiting.language, now, reviewed_after=after)
            keep(tx, guild, new)
            for one in changed:
                tx.prompts.put(one)

        await run_with_retry(self.store, work)
        self._open.pop(handle, None)
        await self.prompts.refresh(guild)
        return waiting.diff

    async def export(self, guild: GuildId, by: Actor, kind: Format) -> tuple[bytes, ...]:
        """Write the group's own questions that are not retired; each file can be read again.

        Raises NotForYou, NothingToExport.
        """
        rules.must_write(by)
        shelf = await self.prompts.shelf(guild)
        prompts = tuple(
            one.prompt
            for one in shelf.own
            if one.state is not State.RETIRED and one.language == shelf.language
        )
        if not prompts:
            raise NothingToExport
        return await asyncio.to_thread(files.write, prompts, kind)


def _compared(shelf: Shelf, name: str, data: bytes) -> Diff:
    pack = files.read(name, data, value_names(speaker(shelf.language)))
    fresh = [new_id() for _ in pack.prompts]
    mine = {one.id for one in shelf.own}
    library = [one for one in shelf.prompts if one.id not in mine]
    return compare(shelf.own, library, pack.prompts, fresh, pack.unread, shelf.language)
