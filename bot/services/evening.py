"""The first moment of an evening: its lobby, and the code that marks its room."""

import secrets
from datetime import datetime, timedelta

from bot.content import codes, templates
from bot.domain.ids import ChannelId
from bot.domain.meeting import Meeting
from bot.domain.occurrence import DOORS_BEFORE, Occurrence
from bot.domain.series import dates
from bot.domain.server import Server
from bot.domain.template import Stage, StageKey, scaled
from bot.services.ports import Tx

LOBBY = Stage(StageKey.LOBBY, int(DOORS_BEFORE / timedelta(minutes=1)))


def first_evening(
    tx: Tx, occurrence: Occurrence, server: Server, room: ChannelId, now: datetime, *, closed: bool
) -> Meeting:
    """Make the running meeting of an occurrence whose room has just opened, in its lobby."""
    shape = scaled(templates.load()[occurrence.template], occurrence.minutes)
    return Meeting(
        id=occurrence.id,
        guild=occurrence.guild,
        title=occurrence.title,
        room=room,
        room_kind=occurrence.room_kind,
        closed_door=closed,
        starts_at=occurrence.starts_at,
        stages=(LOBBY, *shape.stages),
        since=now,
        language=server.language,
        country=server.country,
        topic=occurrence.topic,
        texts=server.texts,
        next_at=_next_date(tx, occurrence),
    )


def new_code(tx: Tx) -> str:
    """Draw two words that mark no room of ours now."""
    return secrets.choice(sorted(codes.load() - tx.occurrences.codes_in_use()))


def _next_date(tx: Tx, occurrence: Occurrence) -> datetime | None:
    series = tx.series.get(occurrence.series) if occurrence.series else None
    following = dates(series, occurrence.starts_at, 1) if series else ()
    return following[0][1] if following else None
