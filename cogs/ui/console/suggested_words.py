"""What the facilitator could say at this moment, in the group's own words where it has them."""

from datetime import datetime

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import MemberId
from bot.domain.meeting import clock
from bot.domain.meeting.form_entries import Topic
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round import floor
from bot.domain.meeting.round.seating import DONE, all_heard
from bot.domain.meeting.round_state import Mode, Round
from bot.domain.meeting.talk import agenda
from bot.domain.template import StageKey
from bot.text.catalog import Say, Shown, escaped
from cogs.stages.working import is_for_talking
from cogs.ui.kit.content import exercise, prompt
from cogs.ui.kit.names import label, own_words, shown_name
from cogs.ui.kit.sheet import lines

TOPICS = 3
"""Topics named on the console; the card has them all."""
TOPIC = 60
"""Characters of a topic on the console."""
OWN_TEXT = 500
"""Characters of a group's own words on the console."""


def to_say(meeting: LiveMeeting, now: datetime, say: Say, me: MemberId | None) -> str:
    """Give what `me` could say now, whose voice it is for, and what the card has of it."""
    return lines(
        _now_or_later(meeting, now, say, me, Shown(saying(meeting, now, say, me))),
        whose_voice(meeting, say),
        beside_the_card(meeting, say),
    )


def _now_or_later(
    meeting: LiveMeeting, now: datetime, say: Say, me: MemberId | None, words: Shown
) -> str:
    """Say for when the words are: a question that came while somebody speaks is for afterwards."""
    in_talk = meeting.round is None and not meeting.paused_at and not clock.is_over(meeting, now)
    waits = meeting.called not in {None, me} and meeting.spoke_last == meeting.called
    if in_talk and waits:
        return say_after_speaker(meeting, say, words)
    return say("console.say", words=words)


def say_after_speaker(meeting: LiveMeeting, say: Say, words: Shown) -> str:
    """Give words to say once whoever was called has finished, if anybody was."""
    if meeting.called is None:
        return say("console.say", words=words)
    return say("console.say_later", name=shown_name(meeting, meeting.called, say), words=words)


def way_into_the_call(meeting: LiveMeeting, me: MemberId | None, say: Say, *, alone: bool) -> str:
    """Tell `me` how to come into the call, before the evening begins and while nobody is here."""
    wanted = me is not None and (alone or meeting.now_in is StageKey.LOBBY)
    if not wanted or meeting.room_kind is RoomKind.TEXT or me in meeting.in_voice:
        return ""
    return say("console.outside_call")


def saying(meeting: LiveMeeting, now: datetime, say: Say, me: MemberId | None = None) -> str:
    """Give one or two sentences for this moment to `me`, who leads or helps to."""
    if meeting.paused_at:
        return say("say.paused")
    if meeting.round and meeting.round:
        return _round(meeting, meeting.round, now, say, me)
    words = own_words(_own(meeting), OWN_TEXT)
    if words or meeting.now_in in {StageKey.LOBBY, StageKey.WELCOME, StageKey.CLOSE}:
        return words or say(f"say.{meeting.now_in}")
    if clock.is_over(meeting, now):
        return say("say.over")
    return _talk(meeting, now, say, me)


def whose_voice(meeting: LiveMeeting, say: Say) -> str:
    """Tell once, before the evening begins, that these words are for whoever leads to say."""
    if meeting.now_in is not StageKey.LOBBY:
        return ""
    written = meeting.room_kind is RoomKind.TEXT
    return say("console.say_written" if written else "console.say_aloud")


def beside_the_card(meeting: LiveMeeting, say: Say) -> str:
    """Say what to make of the card where it has words to be read too: one of the two is enough.

    Where both are the group's own words, only that the card has all of them.
    """
    if meeting.paused_at or meeting.now_in not in {StageKey.WELCOME, StageKey.CLOSE}:
        return ""
    whole = own_words(_own(meeting), len(_own(meeting)))
    if not whole:
        written = meeting.room_kind is RoomKind.TEXT
        return say("console.or_card_written" if written else "console.or_card")
    return say("console.all_on_card") if len(whole) > OWN_TEXT else ""


def of_the_end(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Say that the close sends nobody out: in it, and where it comes next and nobody waits."""
    if meeting.now_in is StageKey.CLOSE:
        return say(f"console.stay_{meeting.room_kind}")
    later = meeting.stages[meeting.stage + 1 :]
    if not later or later[0].key is not StageKey.CLOSE:
        return ""
    waits = floor.coming(meeting, now) and not clock.is_over(meeting, now)
    return "" if waits else say("console.before_close")


def spoken_of(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Name what the words speak of, topics or worksheet: the card may be off the screen."""
    if meeting.now_in is StageKey.WORKING:
        one = exercise(meeting)
        worksheet = say("console.worksheet", title=one.title) if one else ""
        return lines(worksheet, _lines_in(meeting, now, say))
    if meeting.now_in is not StageKey.AGENDA:
        return ""
    listed = agenda.by_votes(meeting)
    rest = len(listed) - TOPICS
    return lines(
        *(_topic(one, say) for one in listed[:TOPICS]),
        say("console.agenda_more", count=rest) if rest > 0 else "",
        _how_chosen(meeting, say) if listed else "",
    )


def _topic(one: Topic, say: Say) -> str:
    """Name a topic, with its votes once it has some."""
    line = say("console.agenda_topic", topic=escaped(label(one.text, TOPIC, say)))
    return say("card.agenda.votes", line=Shown(line), count=len(one.votes)) if one.votes else line


def _how_chosen(meeting: LiveMeeting, say: Say) -> str:
    """Say how many have voted and what ends the vote, or that none is needed, as the card does."""
    if not agenda.takes_votes(meeting):
        return say("card.agenda.no_vote", count=len(meeting.topics))
    voted = len(frozenset().union(*(one.votes for one in meeting.topics)))
    return say("console.vote_ends", count=voted)


def _lines_in(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Count the lines on the card, with words for the talk about them until it has its own."""
    if not meeting.board or is_for_talking(meeting, now):
        return ""
    return say("console.lines_in", count=len(meeting.board))


def _own(meeting: LiveMeeting) -> str:
    """Give the group's own words for this stage, as its organiser wrote them."""
    own = {StageKey.WELCOME: meeting.texts.opening, StageKey.CLOSE: meeting.texts.closing}
    return own.get(meeting.now_in, "")


def _round(meeting: LiveMeeting, here: Round, now: datetime, say: Say, me: MemberId | None) -> str:
    if here.mode is Mode.TOGETHER and all_heard(meeting):
        return say("say.round_done")
    if here.mode is not Mode.TURNS:
        typed = here.mode is Mode.TOGETHER and meeting.room_kind is RoomKind.TEXT
        words = "say.together_typed" if typed else f"say.{here.mode}"
        return say("say.over" if clock.is_over(meeting, now) else words)
    if here.floor is None and not floor.coming(meeting, now):
        return say("say.round_done")
    late = here.turn_ends_at is not None and now >= here.turn_ends_at
    if here.floor is not None and here.floor == me:
        return say(f"say.{_own_turn(meeting, here, late=late)}")
    if late:
        return say("say.turn_over")
    return _next_turn(meeting, here, say, me) or say(f"say.{meeting.now_in}")


def _next_turn(meeting: LiveMeeting, here: Round, say: Say, me: MemberId | None) -> str:
    """Hand the word on after the first turn, once everybody has heard what the round asks.

    Nobody is named where it isn't for one person, `me`, to read: the channel's console.
    """
    spoke = [seat.member for seat in here.seats if seat.turn in DONE and seat.took]
    if here.floor is None or me is None or not spoke:
        return ""
    return _called(meeting, here.floor, spoke[-1], say, me)


def _own_turn(meeting: LiveMeeting, here: Round, *, late: bool) -> str:
    """Name what whoever leads says in their own turn; the first one invites everybody too."""
    if late:
        return "own_turn_over"
    begun = any(seat.turn in DONE for seat in here.seats)
    return "own_turn" if begun else f"{meeting.now_in}_first"


def _called(
    meeting: LiveMeeting, member: MemberId, last: MemberId | None, say: Say, me: MemberId | None
) -> str:
    """Give somebody the word, with thanks to who spoke `last`, if they are to be thanked."""
    name = shown_name(meeting, member, say)
    if last in {None, member} or not _is_thanked(meeting, last, me):
        return say("say.called", name=name)
    return say("say.thanked", last=shown_name(meeting, last, say), name=name)


def _is_thanked(meeting: LiveMeeting, member: MemberId, me: MemberId | None) -> bool:
    """Tell whether `me` thanks somebody by name: they came, and were not removed since."""
    return member != me and meeting.person(member) is not None and not meeting.is_removed(member)


def _talk(meeting: LiveMeeting, now: datetime, say: Say, me: MemberId | None) -> str:
    last = meeting.spoke_last
    if meeting.called and meeting.called != last:
        return _called(meeting, meeting.called, last, say, me)
    words = _in_general(meeting, now, say)
    if last in {None, meeting.called} or not _is_thanked(meeting, last, me):
        return words
    thanked = shown_name(meeting, last, say)
    if meeting.now_in is StageKey.DISCUSSION or meeting.question is not None:
        return say("say.thanked_open", last=thanked)
    return say("say.thanked_then", last=thanked, words=Shown(words))


def _in_general(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    asked = prompt(meeting, meeting.question)
    if asked:
        return say("say.asked", question=escaped(asked.text))
    if meeting.now_in is StageKey.WORKING:
        return _working(meeting, now, say)
    if meeting.now_in is StageKey.AGENDA and meeting.topics:
        return say("say.agenda_vote" if agenda.takes_votes(meeting) else "say.agenda_all")
    return say(f"say.{meeting.now_in}")


def _working(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    sheet = exercise(meeting)
    if sheet is None:
        return say("say.working_none")
    if is_for_talking(meeting, now):
        return say("say.working_talk", question=sheet.talk)
    return say("say.working")
