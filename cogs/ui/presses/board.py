"""Presses on the shared board and on worksheets (product.md §2, §6)."""

from bot.content import worksheets
from bot.domain import words as rules
from bot.domain.limits import Counted
from bot.domain.rights import must_be_at
from bot.domain.worksheet import WorksheetKind
from cogs.ui import words as forms
from cogs.ui.admission import here, in_sight
from cogs.ui.answer import decide, privately, tell
from cogs.ui.button import Interaction, pressed
from cogs.ui.content import exercise
from cogs.ui.form import Given, sent, words
from cogs.ui.ids import Tag
from cogs.ui.paper import paper

PLAN = WorksheetKind("seven_day_plan")


@pressed("line")
async def line(interaction: Interaction, tag: Tag) -> None:
    """Open the form for a line."""
    bot, meeting = interaction.client, await here(interaction, tag)
    must_be_at(meeting, tag.place)
    form = forms.line_form(meeting, tag, bot.say(interaction))
    if form is None:
        await tell(interaction, "worksheet.none")
    else:
        await interaction.response.send_modal(form)


@sent("line")
async def shared(interaction: Interaction, tag: Tag, filled: Given) -> None:
    """Put the line on the board."""
    column, text = words(filled, "column"), words(filled, "text")
    put = lambda m, by, _: rules.add_line(m, by, tag.place, column, text)  # noqa: E731 - one rule
    await decide(interaction, tag, put, counts=Counted.LINES)
    await tell(interaction, "talk.line_in")


@pressed("worksheet")
async def worksheet(interaction: Interaction, tag: Tag) -> None:
    """Show the questions of the exercise to whoever wants to think them through alone."""
    sheet = exercise(await in_sight(interaction, tag))
    if sheet is None:
        await tell(interaction, "worksheet.none")
    else:
        await privately(interaction, paper(sheet, interaction.client.say(interaction)))


@pressed("plan")
async def plan(interaction: Interaction, _: Tag) -> None:
    """Show the questions of the seven-day plan."""
    say = interaction.client.say(interaction)
    await privately(interaction, paper(worksheets.load()[PLAN], say))
