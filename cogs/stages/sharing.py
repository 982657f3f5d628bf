"""Sharing one line on the board of the exercise: typed, or taken out of one's own worksheet."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.errors import BeforeUpdate, Refusal
from bot.domain.ids import MemberId, short
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rate_limit import Counted
from bot.domain.meeting.rights import must_be_at
from bot.domain.meeting.talk import board as rules
from bot.domain.person import Actor
from bot.services.journal.drafts import fresh_id
from bot.services.journal.worksheets import Lines
from bot.text.catalog import Say
from cogs.ui.journal.worksheets.draw import line_choices
from cogs.ui.journal.worksheets.presses import entry_in, working_here
from cogs.ui.kit import ids
from cogs.ui.kit.admission import here
from cogs.ui.kit.answer import decide, privately, tell
from cogs.ui.kit.button import Choice, Interaction, button, on_press
from cogs.ui.kit.content import exercise
from cogs.ui.kit.form import (
    Form,
    Given,
    form,
    on_submit,
    open_form,
    pick,
    text_field,
    text_value,
    tick,
)
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.sheet import row, sheet
from cogs.ui.kit.without_store import promptly


class NoBoardHere(Refusal):
    """No board is filled in this channel, or whoever wants to share is not in the meeting."""

    key = "refusal.no_board_here"


@on_press("line")
async def line(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for a line, with what may be shared of one's own worksheets."""
    meeting = await here(interaction, custom_id)
    must_be_at(meeting, custom_id.place)
    me = MemberId(interaction.user.id)
    found = await promptly(interaction.client.services.worksheets.lines(me), ())
    first = sorted(found, key=lambda one: one.sheet.kind != meeting.exercise)
    await _open(interaction, meeting, first)


@on_press("sheet_share")
async def share(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for a line out of one worksheet."""
    await share_from(interaction, custom_id.argument)


@on_submit("line")
async def shared(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Put the line on the board."""
    column, text = text_value(filled, "column"), text_value(filled, "text")
    text = text or await _out_of_worksheet(interaction, text_value(filled, "from"))
    with_name, place, ticket = filled.get("named") is True, custom_id.place, fresh_id()

    def put(meeting: LiveMeeting, by: Actor, _: datetime) -> LiveMeeting:
        return rules.add_line(meeting, by, place, column, text, with_name=with_name, ticket=ticket)

    await decide(interaction, custom_id, put, counts=Counted.LINES)
    say = interaction.client.say(interaction)
    told = say("talk.line_in_named" if with_name else "talk.line_in")
    back = CustomId("line_back", custom_id.meeting, place, short(ticket))
    await privately(interaction, sheet(told, row(button(back, say))))


@on_press("line_back")
async def taken_back(interaction: Interaction, custom_id: CustomId) -> None:
    """Take the line off the board again, whose button only its author has."""
    ticket = ids.entry_in(custom_id.argument)
    rule = lambda m, by, _: rules.take_back_by_ticket(m, by, ticket)  # noqa: E731 - one rule
    await decide(interaction, custom_id, rule)
    await tell(interaction, "talk.line_back")


async def share_from(interaction: Interaction, entry: str, line: str = "") -> None:
    """Open the form with what may be shared of one worksheet; `line` stands in it already.

    Raises NoBoardHere.
    """
    bot, me = interaction.client, MemberId(interaction.user.id)
    meeting, wanted = await working_here(interaction), entry_in(entry)
    if meeting is None:
        raise NoBoardHere
    found = await bot.defer_if_slow(interaction, bot.services.worksheets.lines(me))
    known = await _out_of_worksheet(interaction, line) if line else ""
    await _open(interaction, meeting, [one for one in found if one.entry == wanted], known)


async def _open(
    interaction: Interaction, meeting: LiveMeeting, found: Sequence[Lines], known: str = ""
) -> None:
    drawn = line_form(meeting, found, interaction.client.say(interaction), known)
    if drawn is None:
        await tell(interaction, "worksheet.none")
    else:
        await open_form(interaction, drawn)


async def _out_of_worksheet(interaction: Interaction, chosen: str) -> str:
    """Give the line that was chosen; nothing where none was."""
    if not chosen:
        return ""
    entry, _, rest = chosen.partition(".")
    place, _, field = rest.partition(".")
    if not place.isdecimal() or len(place) > len("1000"):
        raise BeforeUpdate
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.worksheets.shared(me, entry_in(entry), field, int(place))
    return await bot.defer_if_slow(interaction, work)


def line_form(
    meeting: LiveMeeting, found: Sequence[Lines], say: Say, known: str = ""
) -> Form | None:
    """Share one line on the board; None while no exercise is chosen."""
    sheet = exercise(meeting)
    if sheet is None:
        return None
    own = line_choices([(one.entry, line) for one in found for line in one.lines], say)
    first = sheet.board[0].id
    columns = [Choice(one.id, one.label, one.help, chosen=one.id == first) for one in sheet.board]
    helped = say("form.line_help_own" if own else "form.line_help")
    longest = rules.LONGEST_LINE
    return form(
        id_for("line", meeting),
        say("button.line"),
        text_field("text", say("form.line"), longest, helped, known=known, required=not own),
        *([pick("from", say("form.line_from"), own, say("form.line_from_help"))] if own else []),
        pick("column", say("form.column"), columns),
        tick("named", say("form.named"), say("form.line_named_help")),
    )
