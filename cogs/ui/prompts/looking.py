"""Looking questions up for somebody, with an ear for a danger in what they typed."""

from discord import ui
from discord.app_commands import Choice

from bot.domain.prompts.browsing import Wanted
from bot.domain.search.note_finder import NO_NOTES
from bot.domain.support.danger.level import About, Addressed, Care, Level
from bot.services.prompts.search import MOST_FOUND, Offer
from bot.services.support.hearing import heard_soon
from bot.text.catalog import Say
from cogs.ui.console.what_if.draw import situation
from cogs.ui.kit.admission import country
from cogs.ui.kit.button import button
from cogs.ui.kit.command import Interaction, guild_of
from cogs.ui.kit.helplines import line_above
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import paragraphs, row, sheet
from cogs.ui.kit.without_store import promptly
from cogs.ui.prompts import danger
from cogs.ui.prompts import draw as prompts
from cogs.ui.prompts.danger import Carried

SHOWN = 5
"""Questions that are shown while somebody types."""


async def results(
    interaction: Interaction, text: str, wanted: Wanted, back: CustomId | None = None
) -> ui.LayoutView:
    """Give what fits somebody's words: the note on what happens first, then questions.

    Where life may be in danger now, whom to call instead. `back` leads to where one came from.
    """
    bot, chosen = interaction.client, danger.carried(text)
    heard = chosen.care if chosen else await heard_soon(text)
    where, say = await country(interaction), bot.say(interaction)
    work = _offer(interaction, chosen, heard, text, wanted)
    if heard is None:
        offer: Offer | None = await bot.defer_if_slow(interaction, work)
    else:
        offer = await promptly(work, None)  # whom to call does not wait for the questions
    if offer is None:
        return _without_questions(heard, where, say, back)
    back = back or prompts.to_console(offer)
    by = await bot.actor(interaction)
    whom = danger.addressed(by, offer)
    if heard is not None and heard.level is Level.NOW:
        return danger.card(heard, whom, where, offer.prompts, say, back)
    offer = prompts.for_everyone_first(offer)
    line, note = line_above(heard, whom, where, say), _note(offer, heard, where, say)
    above, below = (note, line) if _is_maybe(heard) else (paragraphs(line, note), "")
    return prompts.results(offer, prompts.rest_tag(offer), say, above, back, below)


def _note(offer: Offer, heard: Care | None, where: str | None, say: Say) -> str:
    """Give the note, with whom to call unless that stands below the questions."""
    if offer.notes.note is None:
        return ""
    return situation(offer.notes.note, where, say, with_help=not _is_maybe(heard))


def _is_maybe(heard: Care | None) -> bool:
    """Tell whether whom to call stands below the questions: most who typed it were on them."""
    return heard is not None and heard.about is not About.FIGURE and heard.level is Level.MAYBE


async def choices(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer what fits while somebody types; a choice is answered as the words were heard."""
    bot, heard = interaction.client, await heard_soon(typed)
    work = bot.services.prompts.complete(
        guild_of(interaction), typed, MOST_FOUND, apart=_apart(heard)
    )
    found = await promptly(work, ())
    if heard is None or heard.about is About.FIGURE:
        return prompts.offered(found[:SHOWN])
    finding = bot.services.prompts.notes(guild_of(interaction), typed, heard)
    notes = await promptly(finding, NO_NOTES)
    return danger.choices(heard, found, notes, SHOWN, bot.say(interaction))


def _without_questions(
    heard: Care | None, where: str | None, say: Say, back: CustomId | None
) -> ui.LayoutView:
    """Give the lines alone where the questions cannot be had."""
    if heard is not None and heard.level is Level.NOW:
        return danger.card(heard, Addressed.MEMBER, where, (), say, back)
    above = line_above(heard, Addressed.MEMBER, where, say)
    way = row(button(back, say)) if back else None
    return sheet(paragraphs(above, say("prompts.without_store")), way)


async def _offer(
    interaction: Interaction, chosen: Carried | None, heard: Care | None, text: str, wanted: Wanted
) -> Offer:
    """Look for the words, for what is like the one question chosen, or give all that were kept."""
    looking, guild = interaction.client.services.prompts, guild_of(interaction)
    by = await interaction.client.actor(interaction)
    if chosen is None or chosen.chosen:
        words = chosen.chosen if chosen and chosen.chosen else text
        return await looking.find(guild, by, words, wanted, care=heard)
    return await looking.again(guild, by, chosen.prompts, wanted, chosen.note, chosen.perhaps)


def _apart(heard: Care | None) -> bool:
    return heard is not None and heard.violence
