"""A check-in: its form opened, answered, and what it makes of what was written."""

from datetime import date

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import MemberId, short
from bot.domain.journal.checkin import CheckInField
from bot.services.journal.check_ins import TypedCheckIn
from bot.services.journal.drafts import fresh_id
from cogs.ui.journal.checkin import draw, forms
from cogs.ui.journal.choice import chosen_first, opens
from cogs.ui.journal.heard import heard_if_refused, heard_in
from cogs.ui.kit.admission import country
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.command import home_of
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import CustomId, entry_in


@opens("checkin")
async def check_in(interaction: Interaction, day: str) -> None:
    """Open the form, once somebody has chosen whether it is kept; `day` is one before today."""
    before = _day(day)
    settings = await chosen_first(interaction, f"checkin.{day}" if day else "checkin")
    if settings is not None:
        number = short(fresh_id())
        custom_id = CustomId("checkin", argument=f"{number}.{day}" if day else number)
        say = interaction.client.say(interaction)
        opened = forms.check_in_form(custom_id, settings, say, day=before)
        await open_form(interaction, opened)


@on_press("checkin")
async def check_in_pressed(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form, for the day that the button was drawn for."""
    await check_in(interaction, custom_id.argument)


@on_press("checkin_day")
async def check_in_for_a_day(interaction: Interaction, _: CustomId) -> None:
    """Open the form for the day that was chosen in the history."""
    await check_in(interaction, chosen(interaction))


@on_submit("checkin")
@heard_if_refused
async def checked_in(interaction: Interaction, custom_id: CustomId, given: Given) -> None:
    """Keep it where that was chosen, and give it back."""
    bot, me, care = interaction.client, MemberId(interaction.user.id), await heard_in(given)
    number, _, day = custom_id.argument.partition(".")
    typed = TypedCheckIn(
        entry_in(number),
        forms.answers_in(given, CheckInField),
        strand_in(given) or 0,
        _day(day),
    )
    where, say = await country(interaction), bot.say(interaction)
    work = bot.services.check_ins.check_in(me, home_of(interaction), typed)
    written = await bot.defer_if_slow(interaction, work)
    settings = await bot.services.choices.settings(me, home_of(interaction))
    await privately(interaction, draw.saved(written, settings, care, where, say))


def strand_in(given: Given) -> int | None:
    """Give the strand chosen in a form; None where the form did not ask."""
    text = text_value(given, forms.STRAND)
    if forms.STRAND not in given:
        return None
    return int(text) if text.isdecimal() and len(text) < len("10000") else 0


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BeforeUpdate from None
