"""Words given without a name, and the shared board, where a name stands only if its owner wishes.

Nothing else that their author does may tell whose words without a name are: they end no turn and
change no list, and the room's count has them only after a while that is drawn at random.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.language.folding import cut, one_line, tidy
from bot.domain.meeting.form_entries import BoardLine, Held, Topic
from bot.domain.meeting.live_meeting import WITHOUT_NAME, LiveMeeting
from bot.domain.meeting.names import naming
from bot.domain.meeting.rights import (
    EmptyWords,
    NotNow,
    must_be_at,
    must_be_welcome,
    must_host,
    must_lead,
    must_take_part,
)
from bot.domain.meeting.round_state import Place
from bot.domain.person import Actor
from bot.domain.template import StageKey

LONGEST_WORDS = 1000
"""Characters of what one person types for the room."""
MOST_ROWS = 12
"""Lines of what one person types for the room; a wall of empty ones would hide who wrote it."""
LONGEST_LINE = 150
"""Characters of a line on the board."""
MOST_HELD = 25
MOST_LINES = 40
COUNTED_AFTER = (timedelta(seconds=20), timedelta(seconds=60))
"""Between these, at random, the room's count waits for words without a name."""


class TooFewForNoName(Refusal):
    """With so few people a missing name would hide nobody."""

    key = "refusal.too_few_for_no_name"
    can_be_mended = True


class NobodyReadsFirst(Refusal):
    """Nobody leads, so that nobody would read words without a name before the room does."""

    key = "refusal.nobody_reads_first"
    can_be_mended = True


class TooMuchWaiting(Refusal):
    """The facilitator has to read what waits first, or the board is full."""

    key = "refusal.too_much_waiting"
    can_be_mended = True


class GoneAlready(Refusal):
    """Somebody has dealt with this already."""

    key = "refusal.gone_already"


def for_the_room(text: str) -> str:
    """Give what somebody typed as the room will see it; nothing where nothing can be seen.

    At most twelve lines: what more there are go on in the last one, so that no word is lost.
    """
    lines = [line for line in cut(tidy(text), LONGEST_WORDS).split("\n") if line]
    return "\n".join([*lines[: MOST_ROWS - 1], " ".join(lines[MOST_ROWS - 1 :])]).strip()


def may_hide_name(meeting: LiveMeeting) -> bool:
    """Tell whether *without my name* is offered: from five people on, to be read first.

    Counted are those who could have written, so not who is in the voice room alone.
    """
    return _hides_among(meeting) and not meeting.is_guided


def _hides_among(meeting: LiveMeeting) -> bool:
    return len(meeting.here) >= WITHOUT_NAME


def hold(
    meeting: LiveMeeting, by: Actor, place: Place, text: str, *, number: int, counts_from: datetime
) -> LiveMeeting:
    """Keep words for the facilitator to release, without their author.

    `number` and `counts_from` are drawn at random: neither their order nor the moment at which the
    room hears of them says whose they are.
    Raises NotHere, StageOver, EmptyWords, TooFewForNoName, NobodyReadsFirst, TooMuchWaiting.
    """
    must_take_part(meeting, by)
    must_be_at(meeting, place)
    words = for_the_room(text)
    if not words:
        raise EmptyWords
    if not _hides_among(meeting):
        raise TooFewForNoName
    if meeting.is_guided:
        raise NobodyReadsFirst
    if len(meeting.held) >= MOST_HELD:
        raise TooMuchWaiting
    taken = {one.number for one in meeting.held}
    while number in taken:
        number += 1
    held = (*meeting.held, Held(number, words, counts_from))
    return replace(meeting, held=tuple(sorted(held, key=lambda one: one.number)))


def counted(meeting: LiveMeeting, at: datetime) -> int:
    """Count, for everybody, the words without a name that wait; never among fewer than five."""
    if not _hides_among(meeting):
        return 0
    return sum(one.counts_from is None or one.counts_from <= at for one in meeting.held)


def next_counted(meeting: LiveMeeting, at: datetime) -> datetime | None:
    """Tell when the room's count next has more of what waits."""
    instants = (one.counts_from for one in meeting.held)
    return min((one for one in instants if one and one > at), default=None)


def release(meeting: LiveMeeting, by: Actor, number: int) -> tuple[LiveMeeting, str]:
    """Take held words out, to be shown in the room or let go.

    Raises NotFacilitator, GoneAlready.
    """
    must_lead(meeting, by)
    found = next((one for one in meeting.held if one.number == number), None)
    if found is None:
        raise GoneAlready
    rest = tuple(one for one in meeting.held if one.number != number)
    return replace(meeting, held=rest), found.text


def choose_exercise(meeting: LiveMeeting, by: Actor, kind: WorksheetKind) -> LiveMeeting:
    """Choose the exercise of the evening; another one clears the board.

    Raises NotFacilitator, NotNow after the working stage has passed.
    """
    must_host(meeting, by)
    keys = [stage.key for stage in meeting.stages]
    if StageKey.WORKING not in keys or meeting.stage > keys.index(StageKey.WORKING):
        raise NotNow
    if meeting.exercise == kind:
        return meeting
    return replace(meeting, exercise=kind, board=())


def add_line(
    meeting: LiveMeeting,
    by: Actor,
    place: Place,
    column: str,
    text: str,
    *,
    with_name: bool = False,
    ticket: int = 0,
) -> LiveMeeting:
    """Put a line on the board, without a name unless wished; by its ticket it is taken back.

    Raises NotHere, StageOver, NotNow, EmptyWords, TooMuchWaiting when the board is full.
    """
    must_take_part(meeting, by)
    must_be_at(meeting, place)
    if meeting.now_in is not StageKey.WORKING or meeting.exercise is None:
        raise NotNow
    words = cut(one_line(text), LONGEST_LINE)
    if not words:
        raise EmptyWords
    if len(meeting.board) >= MOST_LINES:
        raise TooMuchWaiting
    number = meeting.numbered + 1
    line = BoardLine(column, words, number, by.id if with_name else None, ticket)
    added = replace(meeting, numbered=number, board=(*meeting.board, line))
    return naming.settled(added, by.id) if with_name else added


def take_down(meeting: LiveMeeting, by: Actor, number: int) -> tuple[LiveMeeting, str]:
    """Take a line off the board or a topic off the agenda, with its votes; nobody is told.

    Who wrote it stays unknown. The words are given back, so that they can be put in once more.
    Raises NotFacilitator, GoneAlready.
    """
    must_host(meeting, by)
    written: tuple[BoardLine | Topic, ...] = (*meeting.board, *meeting.topics)
    found = next((one for one in written if one.number == number), None)
    if found is None:
        raise GoneAlready
    return _without(meeting, number), found.text


def named_lines(meeting: LiveMeeting, member: MemberId) -> tuple[BoardLine, ...]:
    """Give the lines that stand on the board under somebody's name, the newest first."""
    return tuple(line for line in reversed(meeting.board) if line.by == member)


def named_topics(meeting: LiveMeeting, member: MemberId) -> tuple[Topic, ...]:
    """Give the topics that stand under somebody's name, also while nobody sees the agenda yet."""
    return tuple(topic for topic in meeting.topics if topic.by == member)


def take_back(meeting: LiveMeeting, by: Actor, number: int) -> LiveMeeting:
    """Take a line or a topic under one's own name out, also after leaving; a topic's votes too.

    Raises Removed, and GoneAlready, also for what anybody else wrote.
    """
    must_be_welcome(meeting, by.id)
    mine: tuple[BoardLine | Topic, ...] = (
        *named_lines(meeting, by.id),
        *named_topics(meeting, by.id),
    )
    if all(one.number != number for one in mine):
        raise GoneAlready
    return _without(meeting, number)


def take_back_by_ticket(meeting: LiveMeeting, by: Actor, ticket: int) -> LiveMeeting:
    """Take a line off the board, with a name or without: who has its ticket has written it.

    Raises Removed, GoneAlready.
    """
    must_be_welcome(meeting, by.id)
    found = next((line for line in meeting.board if ticket and line.ticket == ticket), None)
    if found is None:
        raise GoneAlready
    return _without(meeting, found.number)


def _without(meeting: LiveMeeting, number: int) -> LiveMeeting:
    """Take a line off the board, or a topic off the agenda with its votes."""
    kept = replace(
        meeting,
        board=tuple(one for one in meeting.board if one.number != number),
        topics=tuple(one for one in meeting.topics if one.number != number),
    )
    if meeting.talking_about == number:
        kept = replace(kept, talking_about=None, question=None, suggested=())
    return kept
