"""Presses in `Private help` (product.md §2); nobody is told anything unasked."""

from bot.domain import aid
from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.domain.rights import MeetingOver
from bot.domain.said import AidKind
from cogs.ui import help as drawn
from cogs.ui import words as forms
from cogs.ui.answer import decide, privately
from cogs.ui.button import Interaction, chosen, pressed
from cogs.ui.form import Given, sent, words
from cogs.ui.helplines import crisis
from cogs.ui.ids import NO_MEETING, Tag, read_as
from cogs.ui.presses.door import country


@pressed("help")
async def private_help(interaction: Interaction, tag: Tag) -> None:
    """Show numbers first, then what one can ask for."""
    await show_help(interaction, tag, None)


@pressed("country")
async def another_country(interaction: Interaction, tag: Tag) -> None:
    """Show the lines of another country."""
    wanted, say = chosen(interaction), interaction.client.say(interaction)
    if tag.meeting == NO_MEETING:
        await privately(interaction, crisis(wanted, say))
    else:
        await show_help(interaction, tag, wanted)


@pressed("how")
async def how(interaction: Interaction, tag: Tag) -> None:
    """Say how this works."""
    meeting, say = await running(interaction, tag), interaction.client.say(interaction)
    await privately(interaction, drawn.how_this_works(meeting, say))


@pressed("word")
async def private_word(interaction: Interaction, tag: Tag) -> None:
    """Ask the facilitator for a private word."""
    await ask(interaction, tag, AidKind.WORD, "")


@pressed("bothered")
async def bothered(interaction: Interaction, tag: Tag) -> None:
    """Tell the facilitator that someone is bothering me."""
    await ask(interaction, tag, AidKind.BOTHERED, "")


@pressed("add_note")
async def add_note(interaction: Interaction, tag: Tag) -> None:
    """Open the form for a few words."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    meeting, kind = await bot.services.meetings.get(tag.meeting), read_as(AidKind, tag.more)
    mine = [one for one in meeting.aids if one.member == me and one.kind is kind]
    known = mine[0].note if mine else ""
    form = forms.aid_form(meeting, kind, known, bot.say(interaction))
    await interaction.response.send_modal(form)


@sent("add_note")
async def noted(interaction: Interaction, tag: Tag, filled: Given) -> None:
    """Add the words to the request."""
    await ask(interaction, tag, read_as(AidKind, tag.more), words(filled, "text"))


async def ask(interaction: Interaction, tag: Tag, kind: AidKind, note: str) -> None:
    """Pass a request on, and say who sees it."""
    meeting = await decide(interaction, tag, lambda m, by, _: aid.ask_for(m, by, kind, note))
    me, bot = MemberId(interaction.user.id), interaction.client
    mine = next(one for one in meeting.aids if one.member == me and one.kind is kind)
    say, now = bot.say(interaction), bot.services.clock.now()
    await privately(interaction, drawn.sent(meeting, mine, now, say))


async def show_help(interaction: Interaction, tag: Tag, wanted: str | None) -> None:
    """Answer with the help for this person."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    meeting = await running(interaction, tag)
    where = wanted or await country(interaction)
    say, now = bot.say(interaction), bot.services.clock.now()
    await privately(interaction, drawn.private_help(meeting, me, now, say, where))


async def running(interaction: Interaction, tag: Tag) -> Meeting | None:
    """Give the meeting if it is still running; help is there without it too."""
    if tag.meeting == NO_MEETING:
        return None
    try:
        return await interaction.client.services.meetings.get(tag.meeting)
    except MeetingOver:
        return None
