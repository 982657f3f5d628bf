"""Presses on the console that mean one person: who leads, who helps, who has to go."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain.errors import AskFirst
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.members.member_token import is_numbered, member_for_token
from bot.domain.meeting.talk.taking_down import Pile
from bot.domain.person import Actor
from bot.domain.rooms import moving
from bot.services.meeting.members.removals import PutOut
from bot.text.catalog import Say
from cogs.ui.console.keeping_shown import show_console, strangers
from cogs.ui.console.members.draw import choose_person
from cogs.ui.console.members.removed import move_button, removed_name
from cogs.ui.console.taking_down.draw import clear_buttons
from cogs.ui.kit.admission import hosted
from cogs.ui.kit.answer import are_you_sure, decide, privately
from cogs.ui.kit.button import Interaction, button, chosen, on_press
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.names import shown_name
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet

Does = Callable[[Interaction, CustomId], Awaitable[None]]
Means = Callable[[LiveMeeting, Actor, datetime, MemberId], LiveMeeting]
"""A rule about one person."""


@on_press("hand_over_pick")
async def hand_over(interaction: Interaction, custom_id: CustomId) -> None:
    """Let somebody else lead."""
    await about_one(interaction, custom_id, leading.hand_over, "done.handed_over")


@on_press("add_co_pick")
async def add_co(interaction: Interaction, custom_id: CustomId) -> None:
    """Let somebody help to lead."""
    rule: Means = lambda m, by, _, who: leading.add_co_facilitator(m, by, who)  # noqa: E731
    await about_one(interaction, custom_id, rule, "done.co_added")


@on_press("drop_co_pick")
async def drop_co(interaction: Interaction, custom_id: CustomId) -> None:
    """Let somebody help to lead no more."""
    rule: Means = lambda m, by, _, who: leading.drop_co_facilitator(m, by, who)  # noqa: E731
    await about_one(interaction, custom_id, rule, "done.co_dropped")


@on_press("remove_pick")
async def remove(interaction: Interaction, custom_id: CustomId) -> None:
    """End somebody's access for this evening; asks once."""
    await removed(interaction, custom_id, chosen(interaction), sure=False)


@on_press("let_back")
async def let_back(interaction: Interaction, custom_id: CustomId) -> None:
    """Undo a removal."""
    await back_in(interaction, custom_id, custom_id.argument)


@on_press("let_back_pick")
async def let_back_chosen(interaction: Interaction, custom_id: CustomId) -> None:
    """Undo the removal of whoever was chosen."""
    await back_in(interaction, custom_id, chosen(interaction))


@on_press("move")
async def move(interaction: Interaction, custom_id: CustomId) -> None:
    """Go on in another room, without whoever was removed and stays in this one."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.moving.ask(custom_id.meeting, by)
    await show_console(interaction, await bot.defer_if_slow(interaction, work))


async def meant(interaction: Interaction, custom_id: CustomId, who: str) -> MemberId:
    """Tell those who lead whom a private button or menu means.

    Raises MeetingOver, NotFacilitator, and only then NobodyThere: to everyone else it would tell
    who is in the meeting, or was.
    """
    return member_for_token(await hosted(interaction, custom_id), who)


async def about_one(interaction: Interaction, custom_id: CustomId, rule: Means, done: str) -> None:
    """Decide something about the person who was chosen; whoever has no console now is told too."""
    who = await meant(interaction, custom_id, chosen(interaction))
    meeting = await decide(interaction, custom_id, lambda m, by, at: rule(m, by, at, who))
    say = interaction.client.say(interaction)
    name = shown_name(meeting, who, say)
    if interaction.user.id in meeting.facilitators:
        await show_console(interaction, meeting, done, name=name)
    else:
        await privately(interaction, sheet(say("done.stepped_back")))


async def back_in(interaction: Interaction, custom_id: CustomId, who: str) -> None:
    """Let somebody back in."""
    bot = interaction.client
    by, member = await bot.actor(interaction), await meant(interaction, custom_id, who)
    work = bot.services.removals.let_back_in(custom_id.meeting, by, member)
    meeting = await bot.defer_if_slow(interaction, work)
    name = removed_name(meeting, member, strangers(interaction, meeting), bot.say(interaction))
    await show_console(interaction, meeting, "done.let_back", name=name)


async def removed(interaction: Interaction, custom_id: CustomId, who: str, *, sure: bool) -> None:
    """Remove somebody, or ask whether to; undone with one press."""
    bot, member = interaction.client, await meant(interaction, custom_id, who)
    by, say = await bot.actor(interaction), bot.say(interaction)
    before = await bot.services.meetings.get(custom_id.meeting)
    name = removed_name(before, member, strangers(interaction, before), say)
    work = bot.services.removals.remove(custom_id.meeting, by, member, sure=sure)
    try:
        out = await bot.defer_if_slow(interaction, work)
    except AskFirst as asked:
        await privately(interaction, are_you_sure(asked, custom_id, f"remove.{who}", say))
        return
    undo = button(id_for("let_back", out.meeting, who), say)
    move = move_button(out.meeting, say) if out.in_voice else None
    theirs = clear_buttons(out.meeting, say, Pile.REMOVED)
    back = row(undo, move, *theirs, button(id_for("console", out.meeting), say))
    await privately(interaction, sheet(_removed(out, name, say), back))


def _removed(out: PutOut, name: str, say: Say) -> str:
    move = out.in_voice and moving.is_offered(out.meeting)
    return paragraphs(
        lines(say("done.removed", name=name), say(f"done.{out.told}")),
        say("done.still_in_voice", name=name) if out.in_voice else "",
        say("console.move") if move else "",
        say("done.still_seen") if out.sees_room else "",
    )


def choosing(what: str) -> Does:
    """Show the people to choose from."""

    async def choose(interaction: Interaction, custom_id: CustomId) -> None:
        bot = interaction.client
        meeting = await hosted(interaction, custom_id)
        if not is_numbered(meeting):
            meeting = await decide(interaction, custom_id, lambda m, _by, _at: m, redraw=False)
        me, names = MemberId(interaction.user.id), strangers(interaction, meeting)
        await privately(interaction, choose_person(what, meeting, bot.say(interaction), names, me))

    return choose


on_press("let_back_ask")(choosing("let_back"))
