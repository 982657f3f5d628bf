"""Presses that take written things out of the room again."""

from datetime import datetime

from bot.domain.errors import AskFirst
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk import agenda, posted_words, taking_down
from bot.domain.meeting.talk import board as rules
from bot.domain.meeting.talk.taking_down import Pile
from bot.domain.person import Actor
from cogs.ui.console.taking_down import draw as drawn
from cogs.ui.kit.admission import hosted, welcome
from cogs.ui.kit.answer import are_you_sure, decide, privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.ids import CustomId, number_in


async def take_down(interaction: Interaction, custom_id: CustomId) -> None:
    """Show what can be taken down."""
    await _show(interaction, await hosted(interaction, custom_id), "")


@on_press("take_down_topic", "take_down_line")
async def topic_or_line(interaction: Interaction, custom_id: CustomId) -> None:
    """Take a topic or a line down; the room is not told."""
    number, said = number_in(chosen(interaction)), list[str]()

    def decision(meeting: LiveMeeting, by: Actor, _: datetime) -> LiveMeeting:
        after, text = rules.take_down(meeting, by, number)
        said[:] = [text]
        return after

    meeting = await decide(interaction, custom_id, decision)
    await _show(
        interaction, meeting, drawn.taken_down(said[0], interaction.client.say(interaction))
    )


@on_press("take_down_words")
async def typed_words(interaction: Interaction, custom_id: CustomId) -> None:
    """Take typed words down; their message is deleted."""
    number = number_in(chosen(interaction))
    meeting = await decide(
        interaction, custom_id, lambda m, by, _: posted_words.take_down(m, by, number)
    )
    await _show(interaction, meeting, interaction.client.say(interaction)("done.words_taken_down"))


@on_press("clear_board", "clear_agenda", "clear_held", "clear_removed")
async def pile(interaction: Interaction, custom_id: CustomId) -> None:
    """Take a whole pile down; asks once."""
    await clear(interaction, custom_id, Pile(custom_id.action.removeprefix("clear_")), sure=False)


async def clear(interaction: Interaction, custom_id: CustomId, what: Pile, *, sure: bool) -> None:
    """Take a whole pile down, or ask whether to."""
    say = interaction.client.say(interaction)
    rule = lambda m, by, _: taking_down.clear(m, by, what, sure=sure)  # noqa: E731 - one rule
    try:
        meeting = await decide(interaction, custom_id, rule)
    except AskFirst as asked:
        await privately(interaction, are_you_sure(asked, custom_id, f"clear.{what}", say))
    else:
        await _show(interaction, meeting, say("done.cleared"))


@on_press("take_back")
async def take_back(interaction: Interaction, custom_id: CustomId) -> None:
    """Show what one wrote oneself."""
    await _show_own(interaction, await welcome(interaction, custom_id), "")


@on_press("take_back_words")
async def taken_back(interaction: Interaction, custom_id: CustomId) -> None:
    """Take back one's own words; their message is deleted."""
    number = number_in(chosen(interaction))
    meeting = await decide(
        interaction, custom_id, lambda m, by, _: posted_words.take_back(m, by, number)
    )
    await _show_own(interaction, meeting, interaction.client.say(interaction)("options.taken_back"))


@on_press("take_back_line", "take_back_topic")
async def line_or_topic_taken_back(interaction: Interaction, custom_id: CustomId) -> None:
    """Take a line off the board, or a topic off the agenda, that stands under one's own name."""
    number = number_in(chosen(interaction))
    rule = lambda m, by, _: rules.take_back(m, by, number)  # noqa: E731 - one rule
    known = await interaction.client.services.meetings.get(custom_id.meeting)
    redraw = custom_id.action == "take_back_line" or agenda.is_shown(known)
    meeting = await decide(interaction, custom_id, rule, redraw=redraw)
    await _show_own(interaction, meeting, interaction.client.say(interaction)("options.taken_back"))


async def _show(interaction: Interaction, meeting: LiveMeeting, note: str) -> None:
    bot = interaction.client
    read = await bot.defer_if_slow(interaction, bot.services.words.read(meeting))
    now, say = bot.services.clock.now(), bot.say(interaction)
    await privately(interaction, drawn.choose_writing(meeting, read, now, say, note))


async def _show_own(interaction: Interaction, meeting: LiveMeeting, note: str) -> None:
    bot, me = interaction.client, MemberId(interaction.user.id)
    read = await bot.defer_if_slow(interaction, bot.services.words.read(meeting))
    now, say = bot.services.clock.now(), bot.say(interaction)
    await privately(interaction, drawn.choose_own(meeting, me, read, now, say, note))
