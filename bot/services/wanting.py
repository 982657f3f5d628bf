"""What a meeting that has changed wants of Discord, noted in the transaction that changed it."""

from dataclasses import replace
from datetime import datetime

from bot.domain import aid
from bot.domain.effect import Effect, EffectKind
from bot.domain.meeting import Meeting
from bot.services.ports import Tx

CALLS = 2**30
"""Lines that call whoever leads are taken down under numbers above those of all typed words."""


def follow_up(tx: Tx, before: Meeting, after: Meeting, now: datetime) -> None:
    """Want a new card where the page was turned, messages deleted that were taken out, an alert."""
    if after.cards != before.cards:
        _turn_page(tx, before, after, now)
    if after.alerts != before.alerts and after.alert_at:
        alert = Effect(after.id, after.guild, EffectKind.ALERT, after.alerts, after.alert_at)
        tx.effects.want(alert)
    if aid.unread(before) and not aid.unread(after):
        _hang_up(tx, after, now)
    for post in set(before.posts) - set(after.posts):
        down = Effect(after.id, after.guild, EffectKind.TAKE_DOWN, post.number, now)
        tx.effects.want(replace(down, channel=post.room, message=post.message))


def is_urgent(before: Meeting, after: Meeting) -> bool:
    """Tell whether `follow_up` wanted something that is due at once, or soon."""
    told = after.cards != before.cards or after.alerts != before.alerts
    heard = bool(aid.unread(before)) and not aid.unread(after)
    return told or heard or not set(before.posts) <= set(after.posts)


def wind_up(tx: Tx, running: Meeting, now: datetime, why: str) -> None:
    """Want the last words of an evening; `why` is the last part of a text key."""
    meeting, guild = running.id, running.guild
    tx.effects.want(Effect(meeting, guild, EffectKind.FAREWELL, running.cards, now, why))
    tx.effects.want(Effect(meeting, guild, EffectKind.DOOR_SHUT, 0, now))
    tx.effects.want(Effect(meeting, guild, EffectKind.ROOM_NOTE, running.cards, now, why))
    _hang_up(tx, running, now)


def _hang_up(tx: Tx, meeting: Meeting, now: datetime) -> None:
    """Want the lines deleted that called whoever leads: they name people, and nothing waits."""
    for call in tx.effects.of(meeting.id):
        if call.kind is EffectKind.ALERT and call.message:
            down = Effect(meeting.id, meeting.guild, EffectKind.TAKE_DOWN, CALLS + call.seq, now)
            tx.effects.want(replace(down, channel=call.channel, message=call.message))


def _turn_page(tx: Tx, before: Meeting, after: Meeting, now: datetime) -> None:
    meeting, guild = after.id, after.guild
    tx.effects.want(Effect(meeting, guild, EffectKind.CARD, after.cards, now))
    same = after.stage == before.stage
    kind, old = (EffectKind.CLEAR, "") if same else (EffectKind.FOLD, str(before.now_in))
    tx.effects.want(Effect(meeting, guild, kind, before.cards, now, old))
