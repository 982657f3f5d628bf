"""The exercise of the evening: a shared board, whose last third of time is for talking about it."""

from datetime import datetime, timedelta

from bot.domain import clock
from bot.domain.meeting import Meeting
from bot.domain.words import LONGEST_LINE
from bot.domain.worksheet import Column, Worksheet
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.button import Item, button
from cogs.ui.cards.hands import called, hands_up, ready, ready_button
from cogs.ui.cards.question import asked
from cogs.ui.content import exercise
from cogs.ui.ids import tag
from cogs.ui.names import label
from cogs.ui.sheet import lines, paragraphs

BOARD = 2400
"""Characters of all lines on the card; the newest are kept."""
ONE_MINUTE = timedelta(minutes=1)


def working_body(meeting: Meeting, now: datetime, say: Say) -> str:
    """Show the exercise, its board, and how long to write."""
    sheet = exercise(meeting)
    if sheet is None:
        return paragraphs(say("card.working.none"), ready(meeting, say))
    talking = is_for_talking(meeting, now)
    lead = say("card.working.ask", question=sheet.talk) if talking else escaped(sheet.intro)
    room = BOARD // len(sheet.board)
    return paragraphs(
        lines(say("card.working.title", title=sheet.title), lead),
        *(_column(meeting, column, room, say) for column in sheet.board),
        lines(asked(meeting, say), called(meeting, say), hands_up(meeting, say)),
        lines(_time(meeting, now, say, talking=talking), ready(meeting, say)),
    )


def working_buttons(meeting: Meeting, say: Say) -> list[Item]:
    """Offer the worksheet and a line, once there is an exercise, and to move on."""
    have = [] if exercise(meeting) is None else _exercise_buttons(meeting, say)
    return [*have, ready_button(meeting, say)]


def is_for_talking(meeting: Meeting, now: datetime) -> bool:
    """Tell whether the last third of the stage has begun."""
    return (meeting.paused_at or now) >= clock.talk_from(meeting, meeting.paused_at or now)


def board_column(meeting: Meeting, sheet: Worksheet, column_id: str) -> list[str]:
    """List the lines in one column, the oldest first."""
    known = {column.id for column in sheet.board}
    spare = sheet.board[0].id
    return [
        line.text
        for line in meeting.board
        if (line.column if line.column in known else spare) == column_id
    ]


def _exercise_buttons(meeting: Meeting, say: Say) -> list[Item]:
    return [
        button(tag("worksheet", meeting), say),
        button(tag("line", meeting), say, main=True),
    ]


def _column(meeting: Meeting, column: Column, room: int, say: Say) -> str:
    sheet = exercise(meeting)
    texts = board_column(meeting, sheet, column.id) if sheet else []
    shown: list[str] = []
    for text in reversed(texts):
        line = say("card.working.line", line=label(text, LONGEST_LINE, say))
        room -= len(line) + 1
        if room < 0:
            break
        shown.insert(0, line)
    earlier = len(texts) - len(shown)
    return lines(
        say("card.working.column", label=Shown(column.label)),
        say("card.working.earlier", count=earlier) if earlier else "",
        *shown,
        "" if texts else say("card.working.empty"),
    )


def _time(meeting: Meeting, now: datetime, say: Say, *, talking: bool) -> str:
    if talking:
        return say("card.working.talk")
    at = meeting.paused_at or now
    minutes = round((clock.talk_from(meeting, at) - at) / ONE_MINUTE)
    if minutes < 1:
        return say("card.working.write_on")
    return say("card.working.write", length=say("card.minutes", count=minutes))
