"""Erasing a person: every repository of the registry, by itself or by the rules of a meeting.

What is told to a person, given out, counted or erased walks the registry; nobody here knows a
table by name. A test joins the registry with what the tables say of themselves.
"""

import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain.ids import OWN, GuildId, MemberId
from bot.domain.journal.settings import gone_from
from bot.domain.meeting import traces
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leaving
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.people.digests import KEY_BYTES
from bot.domain.people.personal_data import BeingErased
from bot.services.meeting import follow_up
from bot.services.meeting.facilitating.wanted import take_down_questions
from bot.services.meeting.meetings import Meetings
from bot.services.outbox.effacing import STANDING, RoomOf, take_down, unname
from bot.services.outbox.notices import tells
from bot.services.people.eraser import Eraser, Forgotten
from bot.services.ports.personal_rows import Erases, Exports
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Tx
from bot.services.ports.trouble import Trouble

_NUMBERS = 2**28
_MENTIONED = "nobody_began_led"
"""How the version before noted a line to the organisers that mentions who was to lead."""
Follow = Callable[[Consequences, MemberId], Awaitable[None]]
"""Lets Discord follow: what came of taking somebody out of a meeting, and who it was."""


def erasers(follow: Follow | None = None) -> tuple[Eraser, ...]:
    """List them; `follow` lets Discord follow at once what changes in a meeting.

    Without it, as while the bot does not run, the next look at each room does.
    """
    return (_Led(), _Running(follow), _Ended(), _Written(), _Asked())


def places(tx: Tx, known: Sequence[Eraser]) -> tuple[Eraser, ...]:
    """Give what erases each repository with something of members: its own way, or its eraser."""
    by_rules = {id(one.rows(tx)): one for one in known}
    return tuple(by_rules.get(id(rows)) or _Rows(rows) for rows in tx.registry.personal)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a repository erases by itself."""

    its: Exports

    def rows(self, tx: Tx) -> Exports:  # noqa: ARG002 - the same for all
        """Give the repository."""
        return self.its

    def forget(self, tx: Tx, guild: GuildId, member: MemberId, at: datetime) -> Forgotten:  # noqa: ARG002 - the same for all
        """Erase it from its rows."""
        if not isinstance(self.its, Erases):
            raise TypeError(type(self.its).__name__)
        return Forgotten(self.its.forget(member, guild))


@dataclass(frozen=True, slots=True)
class _Led:
    """Who leads what; lines that mention somebody as a leader go with it."""

    def rows(self, tx: Tx) -> Exports:
        """Give the dated meetings."""
        return tx.occurrences

    def forget(self, tx: Tx, guild: GuildId, member: MemberId, at: datetime) -> Forgotten:
        """Clear the leader, and delete what was told of them."""
        led = [
            one
            for one in tx.occurrences.of(guild)
            if member in {one.facilitator, one.co_facilitator}
        ]
        told = [line for one in led for line in tx.outbox.of(Subject.meeting(one.id))]
        posts = [
            (line.meeting, Post(line.seq, line.channel, line.message))
            for line in told
            if tells(line, _MENTIONED) and line.channel and line.message
        ]
        for meeting, post in posts:
            take_down(tx, meeting, guild, post, at)
        asked = sum(take_down_questions(tx, one, at) for one in led)
        return Forgotten(tx.occurrences.forget(member, guild), len(posts) + asked)


@dataclass(frozen=True, slots=True)
class _Running:
    """Meetings that run now: the rules say what goes, the cards are drawn again without it."""

    follow: Follow | None

    def rows(self, tx: Tx) -> Exports:
        """Give the running meetings."""
        return tx.live_meetings

    def forget(self, tx: Tx, guild: GuildId, member: MemberId, at: datetime) -> Forgotten:
        """Take the person out of every meeting."""
        looked = [
            follow_up.kept(tx, one, leaving.forget(one, member, at, _fresh_key()), at)
            for one in _in(tx, guild)
        ]
        changes = [one for one in looked if one.changed]
        messages = sum(len(one.taken_out) for one in changes)
        for after in (one.after for one in changes):
            for place in _moved_out_of(tx, RoomOf(after.id, guild, after.room)):
                unname(tx, place, secrets.randbelow(_NUMBERS), at, member)
        steps = [partial(self.follow, one, member) for one in changes] if self.follow else []
        return Forgotten(len(changes), messages, tuple(steps))


@dataclass(frozen=True, slots=True)
class _Ended:
    """Rooms of ended meetings that still stand: messages, and the way in that names somebody."""

    def rows(self, tx: Tx) -> Exports:
        """Give what ended meetings leave behind."""
        return tx.traces

    def forget(self, tx: Tx, guild: GuildId, member: MemberId, at: datetime) -> Forgotten:
        """Want the messages deleted, and the name off each room, until Discord has done so."""
        rows = messages = 0
        for occurrence in tx.occurrences.of(guild, STANDING):
            if occurrence.room is None:
                continue
            left = tx.traces.get(occurrence.id)
            left = left or traces.Traces(occurrence.id, guild, occurrence.room)
            mine = left.of(member)
            for post in mine:
                take_down(tx, occurrence.id, guild, post, at)
            tx.traces.put(traces.forget(left, member))
            place = RoomOf(occurrence.id, guild, occurrence.room)
            for one in (place, *_moved_out_of(tx, place)):
                unname(tx, one, secrets.randbelow(_NUMBERS), at, member)
            rows, messages = rows + bool(mine), messages + len(mine)
        return Forgotten(rows, messages)


@dataclass(frozen=True, slots=True)
class _Written:
    """What somebody wrote for themselves; that it was in this server goes from what they chose."""

    def rows(self, tx: Tx) -> Exports:
        """Give the entries."""
        return tx.entries

    def forget(self, tx: Tx, guild: GuildId, member: MemberId, at: datetime) -> Forgotten:
        """Erase what was written in this place."""
        gone = tx.entries.forget(member, guild)
        with suppress(BeingErased):  # then what they chose goes as well
            settings = tx.entries.settings(member)
            without = gone_from(settings, guild)
            if without != settings:
                tx.entries.settle(member, without, at.date())
        return Forgotten(gone)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody wanted to be told in private, and at the end what they were told."""

    def rows(self, tx: Tx) -> Exports:
        """Give the outbox."""
        return tx.outbox

    def forget(self, tx: Tx, guild: GuildId, member: MemberId, at: datetime) -> Forgotten:
        """Forget it; what was written to them goes where all of it is to be forgotten."""
        gone = tx.outbox.forget(member, guild)
        if guild == OWN:
            about = Subject.member(OWN, member)
            tx.outbox.want(OutboxEntry(about, OWN, EntryKind.UNSAY, 0, at))
        return Forgotten(gone)


def in_discord(meetings: Meetings, rooms: Rooms) -> Follow:
    """Give what lets Discord follow at once: the card drawn again, the room without the person.

    Whoever was removed stays out for as long as the room is there. Where Discord refuses, every
    later look at the room tries again.
    """

    async def follow(change: Consequences, member: MemberId) -> None:
        meetings.follow(change)
        after = change.after
        way = rooms.bar if after.is_removed(member) else rooms.unbar
        with suppress(Trouble):
            await way(after.room, member)

    return follow


def _moved_out_of(tx: Tx, place: RoomOf) -> list[RoomOf]:
    """Give the rooms that a meeting has left and that may be there still."""
    entries = tx.outbox.of(Subject.meeting(place.meeting))
    left = [one for one in entries if one.kind == EntryKind.OLD_ROOM]
    there = [one.channel for one in left if one.state is not EntryState.DONE]
    return [place._replace(room=room) for room in there if room]


def _in(tx: Tx, guild: GuildId) -> list[LiveMeeting]:
    return [one for one in tx.live_meetings.all() if one.guild == guild]


def _fresh_key() -> str:
    return secrets.token_hex(KEY_BYTES)
