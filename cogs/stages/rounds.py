"""What check-in and check-out share: who has the floor, who comes next, what is asked."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import MemberId
from bot.domain.meeting import clock
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round import floor
from bot.domain.meeting.round.seating import all_heard, counted, sure_to_come
from bot.domain.meeting.round_state import Mode, Round
from bot.text.catalog import Say, Shown
from cogs.stages.hands import called, hand_button, hands_up, ready, ready_button
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.content import asked
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import named
from cogs.ui.kit.sheet import lines

_LENGTHS = (
    (timedelta(seconds=55), "under_one"),
    (timedelta(seconds=75), "one"),
    (timedelta(seconds=105), "one_half"),
    (timedelta(seconds=135), "two"),
    (timedelta(seconds=165), "two_half"),
)
"""A turn's length in words: the first that it is shorter than."""


def body(meeting: LiveMeeting, now: datetime, say: Say, question: str) -> str:
    """Say where the round stands and what it asks: its own question, or the facilitator's."""
    here = meeting.round or Round(Mode.FREE)
    words = asked(meeting, say) or question
    if here.mode is Mode.FREE:
        how = say("card.round.free_on" if floor.has_outgrown(meeting) else "card.round.free")
        count = ready(meeting, say) if meeting.is_guided else ""
        return lines(words, how, called(meeting, say), count)
    if here.mode is Mode.TOGETHER and all_heard(meeting):
        done = say("card.round.done_together")
        return lines(done, called(meeting, say), hands_up(meeting, say))
    if here.mode is Mode.TOGETHER:
        typed = meeting.room_kind is RoomKind.TEXT
        how = say("card.round.together_typed" if typed else "card.round.together")
        return lines(words, how, called(meeting, say), hands_up(meeting, say))
    return _turns(meeting, here, now, say, words)


def buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Offer what ends a turn; where nobody has a turn, a hand instead.

    Once everyone has been heard there is the way back for whoever passed in place of both.
    """
    here = meeting.round
    passing, typing = button(id_for("pass", meeting), say), button(id_for("type", meeting), say)
    if all_heard(meeting):
        hand = [hand_button(meeting, say)] if here and here.mode is Mode.TOGETHER else []
        return [button(id_for("come_back", meeting), say), typing, *hand]
    if here and here.mode is Mode.TURNS:
        return [button(id_for("finish", meeting), say), passing, typing]
    if here and here.mode is Mode.TOGETHER:
        return [typing, hand_button(meeting, say), passing]
    return [typing, passing, *([ready_button(meeting, say)] if meeting.is_guided else [])]


def in_words(length: timedelta, say: Say) -> str:
    """Say how long a turn is, as people say it."""
    key = next((key for most, key in _LENGTHS if length < most), "three")
    return say(f"length.{key}")


def _turns(meeting: LiveMeeting, here: Round, now: datetime, say: Say, words: str) -> str:
    coming = floor.coming(meeting, now)
    if here.floor is None and not coming:
        return say("card.round.done") if here.seats else lines(words, say("card.round.nobody"))
    late = here.turn_ends_at is not None and not meeting.paused_at and now >= here.turn_ends_at
    return lines(
        _who(meeting, here, coming, say),
        words,
        _last_sentence(meeting, coming, say) if late else _how_long(meeting, here, now, say),
    )


def _last_sentence(meeting: LiveMeeting, coming: tuple[MemberId, ...], say: Say) -> str:
    """Ask for it; where nobody leads the floor passes on by itself then."""
    if not meeting.is_guided or not coming:
        return say("card.round.last_sentence")
    return say("card.round.last_sentence_then", name=named(meeting, coming[0], say))


def _who(meeting: LiveMeeting, here: Round, coming: tuple[MemberId, ...], say: Say) -> str:
    names = [named(meeting, member, say) for member in floor_first(here, coming)]
    if here.floor is None:
        return say("card.round.wait_for", name=names[0])
    parts, sure = [say("card.round.floor", name=names[0])], sure_to_come(meeting, here, coming)
    after = [
        say(f"card.round.{key}", name=name)
        for key, name in zip(("next", "then"), names[1 : len(sure) + 1], strict=False)
    ]
    if after:
        parts.append(Shown(", ".join(after)))
    rest = len(names) - 1 - len(after)
    if rest:
        parts.append(say("card.more_people", count=rest))
    return Shown(" · ".join(parts))


def floor_first(here: Round, coming: tuple[MemberId, ...]) -> list[MemberId]:
    """List who has the floor, then who comes."""
    return [*([here.floor] if here.floor else []), *coming]


def _how_long(meeting: LiveMeeting, here: Round, now: datetime, say: Say) -> str:
    """Say how long a turn is: as it was said at first, unless it has to be shorter by now."""
    if not clock.left(meeting, now):
        return say("card.round.no_hurry")
    left = len(floor_first(here, floor.coming(meeting, now)))
    begun_at = here.turn_since or meeting.paused_at or now
    running = replace(meeting, paused_at=None)  # a pause makes no turn shorter
    length = clock.turn_length(running, left, begun_at, typing=False)
    said = clock.turn_from_the_start(meeting, len(counted(meeting, here)))
    if in_words(length, say) == in_words(said, say) or length > said:
        return say("card.round.how_long", length=in_words(said, say))
    return say("card.round.how_long_now", length=in_words(length, say))
