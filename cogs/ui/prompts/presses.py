"""Presses on questions that were looked for, and on the group's own."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.content import notes
from bot.domain.errors import BeforeUpdate
from bot.domain.ids import GuildId, PromptId
from bot.domain.person import Actor
from bot.domain.prompts.browsing import Wanted
from bot.domain.prompts.own_prompt import OwnPrompt
from bot.services.prompts.search import new_pick
from cogs.ui.console.what_if.draw import situation
from cogs.ui.kit.admission import country
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, button, on_press
from cogs.ui.kit.command import guild_of
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.helplines import line_above
from cogs.ui.kit.ids import NO_MEETING, CustomId
from cogs.ui.kit.sheet import row, sheet
from cogs.ui.prompts import danger, groups_own, looking, packs, wanted
from cogs.ui.prompts import draw as prompts
from cogs.ui.settings.draw import as_shown
from cogs.ui.settings.panel import panel

Decision = Callable[[GuildId, Actor, PromptId], Awaitable[OwnPrompt]]


@on_press("draw")
async def draw(interaction: Interaction, custom_id: CustomId) -> None:
    """Draw three others of the same sort."""
    bot, guild = interaction.client, guild_of(interaction)
    pick, page, wanted = prompts.draw_of(custom_id)
    by = await bot.actor(interaction)
    work = bot.services.prompts.draw(guild, by, wanted, pick, page)
    offer = await bot.defer_if_slow(interaction, work)
    more = prompts.draw_tag(offer, pick, page + 1, wanted)
    await privately(interaction, prompts.results(offer, more, bot.say(interaction)))


@on_press(prompts.SURPRISE)
async def surprise(interaction: Interaction, custom_id: CustomId) -> None:
    """Draw one question for a quiet room, another each time until all were shown."""
    bot, guild = interaction.client, guild_of(interaction)
    by, (pick, page) = (
        await bot.actor(interaction),
        prompts.surprise_of(custom_id) or (new_pick(), 0),
    )
    work = bot.services.prompts.surprise(guild, by, pick, page)
    offer = await bot.defer_if_slow(interaction, work)
    again = prompts.surprise_tag(custom_id, pick, page + 1)
    at_console = replace(custom_id, action="console", argument="")
    back = None if custom_id.meeting == NO_MEETING else at_console
    say = bot.say(interaction)
    await privately(interaction, prompts.results(offer, again, say, back=back))


@on_press("note_page")
async def note_page(interaction: Interaction, custom_id: CustomId) -> None:
    """Show a note that was offered by its title, with the ways back."""
    bot, guild = interaction.client, guild_of(interaction)
    language = (await bot.services.setup.get(guild)).language
    note, questions = prompts.offered_note(custom_id)
    found = next((one for one in notes.library(language) if one.id == note), None)
    if found is None:
        raise BeforeUpdate
    say, where = bot.say(interaction), await country(interaction)
    in_meeting = custom_id.meeting != NO_MEETING
    ways = row(
        button(questions, say, label="back_to_questions") if questions else None,
        button(replace(custom_id, action="console", argument=""), say) if in_meeting else None,
    )
    await privately(interaction, sheet(situation(found, where, say), ways))


@on_press("found_more")
async def found_more(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the next three results."""
    bot, guild = interaction.client, guild_of(interaction)
    by = await bot.actor(interaction)
    work = bot.services.prompts.again(guild, by, prompts.ids_in(custom_id))
    offer = await bot.defer_if_slow(interaction, work)
    view = prompts.results(offer, prompts.rest_tag(offer), bot.say(interaction))
    await privately(interaction, view)


@on_press("care_questions")
async def unfold(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the questions that were folded away, below whom to call."""
    bot, guild, kept = interaction.client, guild_of(interaction), danger.folded_in(custom_id)
    by, ids = await bot.actor(interaction), kept.prompts if kept else ()
    offer = await bot.defer_if_slow(interaction, bot.services.prompts.again(guild, by, ids))
    say, where = bot.say(interaction), await country(interaction)
    above = line_above(kept.care if kept else None, danger.addressed(by, offer), where, say)
    await privately(interaction, prompts.results(offer, prompts.rest_tag(offer), say, above))


@on_submit("what_if_words")
async def what_if(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Look up what happens in the room, said on the console in somebody's own words."""
    back = replace(custom_id, action="console")
    words = text_value(filled, "text")
    await privately(interaction, await looking.results(interaction, words, Wanted(), back))


@on_press("review")
async def review(interaction: Interaction, _: CustomId) -> None:
    """Show what waits for a second facilitator."""
    await _show_waiting(interaction)


@on_press("approve")
async def approve(interaction: Interaction, custom_id: CustomId) -> None:
    """Let a question be offered."""
    own = interaction.client.services.own_prompts
    await _decided(interaction, custom_id, own.approve, "prompts.approved")


@on_press("decline")
async def decline(interaction: Interaction, custom_id: CustomId) -> None:
    """Put a question aside; it can be changed and brought back."""
    own = interaction.client.services.own_prompts
    await _decided(interaction, custom_id, own.decline, "prompts.declined")


@on_press("wanted")
async def wanted_when(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form that asks when a question is wanted, as it stands."""
    bot, guild = interaction.client, guild_of(interaction)
    by, prompt = await bot.actor(interaction), PromptId(custom_id.argument)
    own = await bot.services.own_prompts.one(guild, by, prompt)
    await open_form(interaction, wanted.asked(own, bot.say(interaction)))


@on_submit("wanted_kept")
async def keep_wanted(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Keep when a question is wanted."""
    bot, guild = interaction.client, guild_of(interaction)
    by, prompt = await bot.actor(interaction), PromptId(custom_id.argument)
    lines, only = wanted.typed(filled), wanted.ticked(filled)
    work = bot.services.own_prompts.want(guild, by, prompt, lines, only_then=only)
    own = await bot.defer_if_slow(interaction, work)
    await privately(interaction, wanted.kept(own, bot.say(interaction)))


@on_press("take_pack")
async def take_pack(interaction: Interaction, custom_id: CustomId) -> None:
    """Take the file whose diff was shown."""
    bot, guild = interaction.client, guild_of(interaction)
    by = await bot.actor(interaction)
    diff = await bot.defer_if_slow(
        interaction, bot.services.packs.take(guild, by, custom_id.argument)
    )
    waits = (await bot.services.setup.get(guild)).review_prompts
    await privately(interaction, packs.done(diff, bot.say(interaction), waits=waits))


@on_press("review_on", "review_off")
async def review_wanted(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask for a second facilitator, or for none, and show the settings."""
    bot, guild = interaction.client, guild_of(interaction)
    by, wanted = await bot.actor(interaction), custom_id.action == "review_on"
    await bot.defer_if_slow(interaction, bot.services.setup.save(guild, by, review_prompts=wanted))
    server, needs = await bot.services.setup.check(guild, by)
    doorway, say = bot.services.setup.doorway(server), bot.say(interaction)
    shown = as_shown(interaction.guild, say)
    await privately(interaction, panel(server, needs, say, doorway, shown))


async def _decided(
    interaction: Interaction, custom_id: CustomId, decide: Decision, note: str
) -> None:
    """Carry out what a second facilitator decided, and show what still waits."""
    bot, guild = interaction.client, guild_of(interaction)
    by = await bot.actor(interaction)
    await bot.defer_if_slow(interaction, decide(guild, by, PromptId(custom_id.argument)))
    await _show_waiting(interaction, note)


async def _show_waiting(interaction: Interaction, note: str = "") -> None:
    bot, guild = interaction.client, guild_of(interaction)
    say, by = bot.say(interaction), await bot.actor(interaction)
    waiting = await bot.services.own_prompts.waiting(guild, by)
    await privately(interaction, groups_own.review(waiting, say, say(note) if note else ""))
