"""The first moment of an evening: its lobby, and the code that marks its room."""

import secrets
from datetime import datetime, timedelta
from itertools import count

from bot.content import codes
from bot.domain.calendar.exceptions import why_not_held
from bot.domain.calendar.occurrence import DOORS_BEFORE, Occurrence, Phase
from bot.domain.calendar.series import dates
from bot.domain.ids import ChannelId, GuildId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.rooms import opening
from bot.domain.rooms.closing import Farewell, lock_of
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.domain.template import Stage, StageKey
from bot.services.calendar.evenings import shape_of
from bot.services.outbox.notices import Note
from bot.services.ports.store import Tx
from bot.services.server.discretion import title_of

LOBBY = Stage(StageKey.LOBBY, int(DOORS_BEFORE / timedelta(minutes=1)))
OPENED_LATE = 0
"""The number of the note that says how late the room opened; cards count from 1."""
LOOK_AHEAD = 8
"""So many dates of a series are looked at for one that is not skipped."""


def first_evening(
    tx: Tx, occurrence: Occurrence, server: Server, room: ChannelId, now: datetime, doorway: Doorway
) -> LiveMeeting:
    """Make the running meeting of an occurrence whose room has just opened, in its lobby."""
    shape = shape_of(tx, occurrence)
    return LiveMeeting(
        id=occurrence.id,
        guild=occurrence.guild,
        title=title_of(server, occurrence.title),
        room=room,
        room_kind=occurrence.room_kind,
        closed_door=doorway.closed,
        onlookers=doorway.onlookers,
        starts_at=occurrence.starts_at,
        stages=(LOBBY, *shape.stages),
        since=now,
        language=server.language,
        country=server.country,
        topic=occurrence.topic,
        texts=server.texts,
        next_at=next_date(tx, occurrence),
        capacity=occurrence.capacity,
        visible_to=occurrence.visible_to,
        self_guided=occurrence.self_guided,
        console_in=server.console_in,
        console_at=now,
    )


def want_card_and_door(tx: Tx, opened: Occurrence, cards: int, now: datetime) -> None:
    """Want the card and the door; and say once how late it is, where it is late."""
    about, guild = Subject.meeting(opened.id), opened.guild
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.CARD, cards, now))
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.DOOR, 0, now))
    minutes = opening.minutes_late(opened, now)
    if minutes and not opened.reopened:
        note = Note("opened_late", minutes).written()
        tx.outbox.want(OutboxEntry(about, guild, EntryKind.ROOM_NOTE, OPENED_LATE, now, note))


def new_code(tx: Tx, guild: GuildId) -> str:
    """Draw two words that mark no room of ours on this server now.

    Where all are taken there are as many again with a number between them.
    """
    known = tx.occurrences.codes_in_use(guild) | tx.outbox.codes_in_use(guild)
    drawn = secrets.choice(codes.load())
    if drawn not in known:
        return drawn
    sets = (codes.load(number) for number in count(1))
    left = ([code for code in each if code not in known] for each in sets)
    return secrets.choice(next(free for free in left if free))


def next_date(tx: Tx, occurrence: Occurrence) -> datetime | None:
    """Give when the group meets next: dates that are skipped do not count, moved ones do."""
    series = tx.series.get(occurrence.series) if occurrence.series else None
    if series is None:
        return None
    others = (one for one in tx.occurrences.of(occurrence.guild) if one.series == series.id)
    known = {one.rule_date: one for one in others}
    off = tx.servers.get(series.guild).days_off
    for rule_date, at in dates(series, occurrence.starts_at, LOOK_AHEAD):
        one = known.get(rule_date)
        if one is None and not why_not_held(series, at, off):
            return at
        if one and one.phase is Phase.PLANNED:
            return one.starts_at
    return None


def farewell(tx: Tx, occurrence: Occurrence, server: Server, why: str) -> Farewell | None:
    """Give what the last words of an evening are drawn from, once it is over."""
    if occurrence.ended_at is None:
        return None
    lock = lock_of(
        occurrence, tx.outbox.get(Subject.meeting(occurrence.id), EntryKind.TEXT_LOCK, 0)
    )
    return Farewell(server, occurrence, why, lock.due, next_date(tx, occurrence))
