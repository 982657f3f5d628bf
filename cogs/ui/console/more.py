"""The console's `More`: what is needed now and then."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import MemberId
from bot.domain.meeting import clock, stages
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import participation
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk.taking_down import Pile
from bot.domain.person import Actor
from bot.domain.prompts.browsing import THREE
from cogs.ui.console.keeping_shown import show_console
from cogs.ui.console.members.presses import choosing, removed
from cogs.ui.console.newcomers import presses as newcomers
from cogs.ui.console.presses import advance, begun, finish, step, talk_about
from cogs.ui.console.questions import other_kinds
from cogs.ui.console.runs.presses import short_run
from cogs.ui.console.taking_down.presses import clear, take_down
from cogs.ui.console.what_if.presses import own_words, what_if
from cogs.ui.kit.admission import hosted
from cogs.ui.kit.answer import decide, privately
from cogs.ui.kit.button import Interaction, Item, chosen, on_press
from cogs.ui.kit.ids import OWN, CustomId, number_in, read_as
from cogs.ui.kit.names import shown_name

Does = Callable[[Interaction, CustomId], Awaitable[None]]


@on_press("more")
async def more(interaction: Interaction, custom_id: CustomId) -> None:
    """Do what was chosen in the menu."""
    does = MENU.get(chosen(interaction))
    if does is None:
        raise BeforeUpdate
    await does(interaction, custom_id)


@on_press("sure")
async def sure(interaction: Interaction, custom_id: CustomId) -> None:
    """Do what was asked about."""
    step_name, _, which = custom_id.argument.partition(".")
    if step_name == "begin":
        await begun(interaction, custom_id, sure=True)
    elif step_name == "next_stage":
        await advance(interaction, custom_id, sure=True)
    elif step_name == "end":
        await finish(interaction, custom_id, sure=True)
    elif step_name == "finish":
        await step(
            interaction,
            custom_id,
            lambda m, by, at: rounds.finish(m, by, at, custom_id.place, sure=True),
        )
    elif step_name == "topic":
        await talk_about(interaction, custom_id, number_in(which), sure=True)
    elif step_name == "clear":
        await clear(interaction, custom_id, read_as(Pile, which), sure=True)
    else:
        await removed(interaction, custom_id, which, sure=True)


async def extend(interaction: Interaction, custom_id: CustomId) -> None:
    """Add a minute."""
    await step(interaction, custom_id, clock.extend)


async def pause(interaction: Interaction, custom_id: CustomId) -> None:
    """Stop the clock."""
    await step(interaction, custom_id, clock.pause)


async def resume(interaction: Interaction, custom_id: CustomId) -> None:
    """Let the clock run again."""
    await step(interaction, custom_id, clock.resume)


async def skip(interaction: Interaction, custom_id: CustomId) -> None:
    """Pass over the present speaker, and say how they get a turn after all."""
    over: list[MemberId] = []

    def decision(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
        over[:] = [meeting.round.floor] if meeting.round and meeting.round.floor else []
        return rounds.skip(meeting, by, at, custom_id.place)

    meeting = await decide(interaction, custom_id, decision)
    name = shown_name(meeting, over[0], interaction.client.say(interaction))
    await show_console(interaction, meeting, "done.skipped", name=name)


async def back(interaction: Interaction, custom_id: CustomId) -> None:
    """Go back one stage."""
    await step(interaction, custom_id, lambda m, by, at: stages.back(m, by, at, custom_id.place))


async def turns(interaction: Interaction, custom_id: CustomId) -> None:
    """Go by turns."""
    await step(interaction, custom_id, lambda m, by, at: rounds.choose_mode(m, by, at, Mode.TURNS))


async def together(interaction: Interaction, custom_id: CustomId) -> None:
    """Go together."""
    await step(
        interaction, custom_id, lambda m, by, at: rounds.choose_mode(m, by, at, Mode.TOGETHER)
    )


async def close_door(interaction: Interaction, custom_id: CustomId) -> None:
    """Let nobody new in."""
    await step(interaction, custom_id, lambda m, by, _: participation.close_door(m, by))


async def open_door(interaction: Interaction, custom_id: CustomId) -> None:
    """Let people in again."""
    await step(
        interaction, custom_id, lambda m, by, _: participation.close_door(m, by, closed=False)
    )


async def end(interaction: Interaction, custom_id: CustomId) -> None:
    """End the meeting; asks once."""
    await finish(interaction, custom_id, sure=False)


async def own_options(interaction: Interaction, custom_id: CustomId) -> None:
    """Show a facilitator what everyone else has: their name, larger text, leaving."""
    await Item.presses["options"](interaction, replace(custom_id, argument=OWN))


async def more_questions(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the other kinds of questions."""
    meeting = await hosted(interaction, custom_id)
    await privately(interaction, other_kinds(meeting, interaction.client.say(interaction)))


async def quiet_room(interaction: Interaction, custom_id: CustomId) -> None:
    """Draw a question for a quiet room."""
    await Item.presses["surprise"](interaction, replace(custom_id, argument=""))


async def kept_questions(interaction: Interaction, custom_id: CustomId) -> None:
    """Show one's favourites, and offer to keep what was asked last."""
    meeting = await hosted(interaction, custom_id)
    asked = ".".join(reversed(meeting.asked[-THREE:]))
    await Item.presses["favourites"](interaction, replace(custom_id, argument=asked))


@on_press("question_kind")
async def question_kind(interaction: Interaction, custom_id: CustomId) -> None:
    """Show one kind of questions."""
    kinds = {
        "own_words": own_words,
        "short_run": short_run,
        "surprise": quiet_room,
        "favourites": kept_questions,
    }
    does = kinds.get(custom_id.argument)
    if does is None:
        raise BeforeUpdate
    await does(interaction, custom_id)


MENU: dict[str, Does] = {
    "extend": extend,
    "skip": skip,
    "back": back,
    "pause": pause,
    "resume": resume,
    "turns": turns,
    "together": together,
    "add_co": choosing("add_co"),
    "drop_co": choosing("drop_co"),
    "hand_over": choosing("hand_over"),
    "close_door": close_door,
    "open_door": open_door,
    "remove": choosing("remove"),
    "let_back": choosing("let_back"),
    "newcomers": newcomers.choose,
    "sweep": newcomers.ask,
    "only_listen": newcomers.only_listen,
    "all_write": newcomers.all_write,
    "take_down": take_down,
    "what_if": what_if,
    "questions": more_questions,
    "short_run": short_run,
    "surprise": quiet_room,
    "favourites": kept_questions,
    "own_options": own_options,
    "end": end,
}
"""What each line of the two menus does, and each that stood there before an update."""
