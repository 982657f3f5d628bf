"""What a meeting that has changed wants of Discord, noted in the transaction that changed it."""

import secrets
from dataclasses import replace
from datetime import datetime

from bot.domain import aid, traces
from bot.domain.card_place import followed
from bot.domain.digests import KEY_BYTES
from bot.domain.effect import Effect, EffectKind
from bot.domain.meeting import Meeting
from bot.domain.person import Actor
from bot.domain.said import Post
from bot.services.effacing import take_down
from bot.services.evening import with_aliases
from bot.services.ports import Tx

CALLS = 2**30
"""Lines that call whoever leads are taken down under numbers above those of all typed words."""


def kept(
    tx: Tx, before: Meeting, after: Meeting, now: datetime, by: Actor | None = None
) -> tuple[Meeting, Meeting]:
    """Save what became of a meeting, with what follows from it; gives it before and after."""
    after = with_aliases(followed(before, aid.passed_on(before, after, by, now), now))
    if after == before:
        return before, before
    follow_up(tx, before, after, now)
    return before, tx.evenings.save(after)


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
        take_down(tx, after.id, after.guild, post, now)


def is_urgent(before: Meeting, after: Meeting) -> bool:
    """Tell whether `follow_up` wanted something that is due at once, or soon."""
    told = after.cards != before.cards or after.alerts != before.alerts
    heard = bool(aid.unread(before)) and not aid.unread(after)
    return told or heard or not set(before.posts) <= set(after.posts)


def wind_up(tx: Tx, running: Meeting, now: datetime, why: str) -> None:
    """Want the last words of an evening, and note which messages of ours stay behind.

    `why` is the last part of a text key.
    """
    meeting, guild = running.id, running.guild
    tx.effects.want(Effect(meeting, guild, EffectKind.FAREWELL, running.cards, now, why))
    tx.effects.want(Effect(meeting, guild, EffectKind.DOOR_SHUT, 0, now))
    tx.effects.want(Effect(meeting, guild, EffectKind.ROOM_NOTE, running.cards, now, why))
    known, key = tx.traces.get(meeting), secrets.token_hex(KEY_BYTES)
    left = traces.left_by(running, key)
    tx.traces.put(replace(left, unnaming=known.unnaming) if known else left)
    _hang_up(tx, running, now)


def _hang_up(tx: Tx, meeting: Meeting, now: datetime) -> None:
    """Want the lines deleted that called whoever leads: they name people, and nothing waits."""
    for call in tx.effects.of(meeting.id):
        if call.kind is EffectKind.ALERT and call.channel and call.message:
            post = Post(CALLS + call.seq, call.channel, call.message)
            take_down(tx, meeting.id, meeting.guild, post, now)


def _turn_page(tx: Tx, before: Meeting, after: Meeting, now: datetime) -> None:
    meeting, guild = after.id, after.guild
    tx.effects.want(Effect(meeting, guild, EffectKind.CARD, after.cards, now))
    same = after.stage == before.stage
    kind, old = (EffectKind.CLEAR, "") if same else (EffectKind.FOLD, str(before.now_in))
    tx.effects.want(Effect(meeting, guild, kind, before.cards, now, old))
