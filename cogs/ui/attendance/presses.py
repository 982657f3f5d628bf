"""Asking for a letter, naming it, having it made, given again and withdrawn."""

from bot.domain.attendance.letter import IssuedLetter, LetterDraft
from bot.domain.attendance.statement import LONGEST_NAME
from bot.domain.errors import BeforeUpdate
from bot.domain.ids import LetterId, MemberId, OccurrenceId, long
from bot.services.attendance.letters import Asked
from bot.services.attendance.paper import files_of
from cogs.ui.attendance import draw as drawn
from cogs.ui.kit.answer import privately, tell
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.command import answer, files
from cogs.ui.kit.form import Given, form, on_submit, open_form, text_field, text_value
from cogs.ui.kit.ids import CustomId

_LARGEST_ID = 2**63 - 1
_FIELD = "name"


def number(text: str) -> int:
    """Read an id of ours out of a button or an option. Raises BeforeUpdate."""
    try:
        found = long(text)
    except ValueError:
        raise BeforeUpdate from None
    if not 0 < found <= _LARGEST_ID:
        raise BeforeUpdate
    return found


@on_press("letter")
async def wanted(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask for a letter where a meeting is drawn."""
    message = interaction.message
    in_room = message is not None and not message.flags.ephemeral
    await ask(interaction, custom_id.meeting, in_room=in_room, beside=True)


@on_press("letter_of")
async def wanted_of(interaction: Interaction, _: CustomId) -> None:
    """Ask for the letter of the meeting that was chosen."""
    await ask(interaction, OccurrenceId(number(chosen(interaction))))


@on_press("letter_name", waits=False)
async def name(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask which name is to stand on it."""
    say = interaction.client.say(interaction)
    label, help_text = say("letter.form.name"), say("letter.form.name_help")
    field = text_field(_FIELD, label, LONGEST_NAME, help_text)
    await open_form(interaction, form(custom_id, say("letter.form.title"), field))


@on_submit("letter_name")
async def named(interaction: Interaction, custom_id: CustomId, given: Given) -> None:
    """Take the name, and show what the letter will say."""
    meeting = OccurrenceId(number(custom_id.argument))
    await ask(interaction, meeting, text_value(given, _FIELD))


@on_press("letter_make")
async def make(interaction: Interaction, custom_id: CustomId) -> None:
    """Have the letter made, and hand it over."""
    bot, by = interaction.client, await interaction.client.actor(interaction)
    meeting = OccurrenceId(number(custom_id.argument))
    issued = await bot.defer_if_slow(interaction, bot.services.letters.issue(meeting, by))
    await hand_over(interaction, issued)


@on_press("letter_cancel")
async def cancel(interaction: Interaction, custom_id: CustomId) -> None:
    """Want no letter after all."""
    bot, by = interaction.client, await interaction.client.actor(interaction)
    meeting = OccurrenceId(number(custom_id.argument))
    await bot.defer_if_slow(interaction, bot.services.letters.want_none(meeting, by))
    await tell(interaction, "letter.asked.cancelled")


@on_press("letter_mine")
async def one_of_mine(interaction: Interaction, _: CustomId) -> None:
    """Show one of one's own letters."""
    issued = await _own(interaction, chosen(interaction))
    await privately(
        interaction, drawn.one_of_mine(issued.letter, interaction.client.say(interaction))
    )


@on_press("letter_again")
async def again(interaction: Interaction, custom_id: CustomId) -> None:
    """Hand a letter over again."""
    await hand_over(interaction, await _own(interaction, custom_id.argument))


@on_press("letter_show")
async def back_to_mine(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the letter that was not withdrawn after all."""
    issued = await _own(interaction, custom_id.argument)
    say = interaction.client.say(interaction)
    await privately(interaction, drawn.one_of_mine(issued.letter, say))


@on_press("letter_withdraw")
async def withdraw(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask once before a letter is withdrawn."""
    issued = await _own(interaction, custom_id.argument)
    say = interaction.client.say(interaction)
    await privately(interaction, drawn.withdraw_asked(issued.letter, say))


@on_press("letter_withdraw_sure")
async def withdraw_sure(interaction: Interaction, custom_id: CustomId) -> None:
    """Withdraw a letter."""
    bot, letter = interaction.client, LetterId(number(custom_id.argument))
    me = MemberId(interaction.user.id)
    work = bot.services.own_letters.withdraw(letter, me)
    meeting = await bot.defer_if_slow(interaction, work)
    await privately(interaction, drawn.withdrawn(meeting, bot.say(interaction)))


async def ask(
    interaction: Interaction,
    meeting: OccurrenceId,
    name: str | None = None,
    *,
    in_room: bool = False,
    beside: bool = False,
) -> None:
    """Ask for the letter of a meeting, and show how it stands; `beside` leaves the old answer."""
    bot, by = interaction.client, await interaction.client.actor(interaction)
    show = answer if beside else privately
    work = bot.services.letters.ask(meeting, by, name, in_room=in_room)
    match await bot.defer_if_slow(interaction, work):
        case Asked() as wish:
            await show(interaction, drawn.asked(wish, bot.say(interaction)))
        case LetterDraft() as made:
            await show(interaction, drawn.draft(made, bot.say(interaction)))
        case IssuedLetter() as issued:
            await hand_over(interaction, issued)


async def hand_over(interaction: Interaction, issued: IssuedLetter) -> None:
    """Give a letter with its files, in a private answer of its own."""
    bot = interaction.client
    language = bot.language_of(interaction)
    made = await bot.defer_if_slow(interaction, files_of(issued.letter, language))
    page = bot.services.letter_checks.page(language)
    view = drawn.ready(issued, bot.say(interaction))
    await answer(interaction, view, files(view, (*made, page)))


async def _own(interaction: Interaction, letter: str) -> IssuedLetter:
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.own_letters.again(LetterId(number(letter)), me)
    return await bot.defer_if_slow(interaction, work)
