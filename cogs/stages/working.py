"""The exercise of the evening: a shared board, its lines and the worksheet."""

from datetime import datetime, timedelta

from bot.domain.journal.worksheet import Column, Worksheet
from bot.domain.meeting import clock
from bot.domain.meeting.form_entries import BoardLine
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk.board import LONGEST_LINE
from bot.text.catalog import Say, Shown, escaped
from cogs.stages.hands import called, hands_up, ready, ready_button
from cogs.ui.journal.worksheets.presses import open_sheet
from cogs.ui.kit.admission import in_sight
from cogs.ui.kit.answer import tell
from cogs.ui.kit.button import Interaction, Item, button, on_press
from cogs.ui.kit.content import asked, exercise
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.names import label, named
from cogs.ui.kit.sheet import lines, paragraphs

BOARD = 2400
"""Characters of all lines on the card; the newest are kept."""
ONE_MINUTE = timedelta(minutes=1)


def body(meeting: LiveMeeting, now: datetime, say: Say) -> str:
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
        lines(
            say("card.working.two_ways"),
            _time(meeting, now, say, talking=talking),
            ready(meeting, say),
        ),
    )


def buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Offer the worksheet and a line, once there is an exercise, and to move on."""
    have = [] if exercise(meeting) is None else _exercise_buttons(meeting, say)
    return [*have, ready_button(meeting, say)]


def is_for_talking(meeting: LiveMeeting, now: datetime) -> bool:
    """Tell whether the last third of the stage has begun."""
    return (meeting.paused_at or now) >= clock.talk_from(meeting, meeting.paused_at or now)


def board_column(meeting: LiveMeeting, sheet: Worksheet, column_id: str) -> list[BoardLine]:
    """List the lines in one column, the oldest first."""
    known = {column.id for column in sheet.board}
    spare = sheet.board[0].id
    return [
        line
        for line in meeting.board
        if (line.column if line.column in known else spare) == column_id
    ]


def _exercise_buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    return [
        button(id_for("worksheet", meeting), say),
        button(id_for("line", meeting), say),
    ]


def _column(meeting: LiveMeeting, column: Column, room: int, say: Say) -> str:
    sheet = exercise(meeting)
    written = board_column(meeting, sheet, column.id) if sheet else []
    shown: list[str] = []
    for one in reversed(written):
        line = _line(meeting, one, say)
        room -= len(line) + 1
        if room < 0:
            break
        shown.insert(0, line)
    earlier = len(written) - len(shown)
    return lines(
        say("card.working.column", label=Shown(column.label)),
        say("card.working.earlier", count=earlier) if earlier else "",
        *shown,
        "" if written else say("card.working.empty"),
    )


def _line(meeting: LiveMeeting, one: BoardLine, say: Say) -> str:
    words = label(one.text, LONGEST_LINE, say)
    if one.by is None:
        return say("card.working.line", line=words)
    return say("card.working.line_by", line=words, name=named(meeting, one.by, say))


def _time(meeting: LiveMeeting, now: datetime, say: Say, *, talking: bool) -> str:
    if talking:
        return say("card.working.talk")
    at = meeting.paused_at or now
    minutes = round((clock.talk_from(meeting, at) - at) / ONE_MINUTE)
    if minutes < 1:
        return say("card.working.write_on")
    return say("card.working.write", length=say("card.minutes", count=minutes))


@on_press("worksheet")
async def worksheet(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the worksheet of the exercise, for whoever presses alone."""
    sheet = exercise(await in_sight(interaction, custom_id))
    if sheet is None:
        await tell(interaction, "worksheet.none")
    else:
        await open_sheet(interaction, sheet.kind)
