"""The console's `More`: what is needed now and then (product.md §2, §4)."""

from collections.abc import Awaitable, Callable

from bot.domain import clock, leading, people, stages
from bot.domain import round as rounds
from bot.domain.clearing import Pile
from bot.domain.errors import AskFirst, BeforeUpdate
from bot.domain.ids import MemberId
from bot.domain.reference import referred
from bot.domain.turn import Mode
from cogs.ui.admission import hosted, welcome
from cogs.ui.answer import are_you_sure, decide, privately
from cogs.ui.button import Interaction, button, chosen, pressed
from cogs.ui.desk.people import choose_person
from cogs.ui.desk.writing import clear_buttons
from cogs.ui.ids import Tag, number_in, read_as
from cogs.ui.ids import tag as tag_now
from cogs.ui.names import shown_name
from cogs.ui.presses.desk import advance, finish, show_console, step, talk_about
from cogs.ui.presses.options import show_options
from cogs.ui.presses.writing import clear, take_down
from cogs.ui.sheet import paragraphs, row, sheet

Does = Callable[[Interaction, Tag], Awaitable[None]]


@pressed("more")
async def more(interaction: Interaction, tag: Tag) -> None:
    """Do what was chosen in the menu."""
    does = MENU.get(chosen(interaction))
    if does is None:
        raise BeforeUpdate
    await does(interaction, tag)


@pressed("hand_over_pick")
async def hand_over(interaction: Interaction, tag: Tag) -> None:
    """Let somebody else lead."""
    to = await meant(interaction, tag, chosen(interaction))
    meeting = await decide(interaction, tag, lambda m, by, at: leading.hand_over(m, by, at, to))
    name = shown_name(meeting, to, interaction.client.say(interaction))
    await show_console(interaction, meeting, "done.handed_over", name=name)


@pressed("add_co_pick")
async def add_co(interaction: Interaction, tag: Tag) -> None:
    """Let somebody help to lead."""
    who = await meant(interaction, tag, chosen(interaction))
    meeting = await decide(
        interaction, tag, lambda m, by, _: leading.add_co_facilitator(m, by, who)
    )
    name = shown_name(meeting, who, interaction.client.say(interaction))
    await show_console(interaction, meeting, "done.co_added", name=name)


@pressed("remove_pick")
async def remove(interaction: Interaction, tag: Tag) -> None:
    """End somebody's access for this evening; asks once."""
    await removed(interaction, tag, chosen(interaction), sure=False)


@pressed("let_back")
async def let_back(interaction: Interaction, tag: Tag) -> None:
    """Undo a removal."""
    bot = interaction.client
    by, who = await bot.actor(interaction), await meant(interaction, tag, tag.more)
    work = bot.services.door.let_back_in(tag.meeting, by, who)
    await show_console(interaction, await bot.in_time(interaction, work), "done.let_back")


@pressed("sure")
async def sure(interaction: Interaction, tag: Tag) -> None:
    """Do what was asked about."""
    step_name, _, which = tag.more.partition(".")
    if step_name == "next_stage":
        await advance(interaction, tag, sure=True)
    elif step_name == "end":
        await finish(interaction, tag, sure=True)
    elif step_name == "topic":
        await talk_about(interaction, tag, number_in(which), sure=True)
    elif step_name == "clear":
        await clear(interaction, tag, read_as(Pile, which), sure=True)
    else:
        await removed(interaction, tag, which, sure=True)


async def meant(interaction: Interaction, tag: Tag, who: str) -> MemberId:
    """Tell whom a private button or menu means. Raises MeetingOver, NobodyThere."""
    return referred(await interaction.client.services.meetings.get(tag.meeting), who)


async def removed(interaction: Interaction, tag: Tag, who: str, *, sure: bool) -> None:
    """Remove somebody, or ask whether to; undone with one press."""
    bot, member = interaction.client, await meant(interaction, tag, who)
    by, say = await bot.actor(interaction), bot.say(interaction)
    work = bot.services.door.remove(tag.meeting, by, member, sure=sure)
    try:
        out = await bot.in_time(interaction, work)
    except AskFirst as asked:
        await privately(interaction, are_you_sure(asked, tag, f"remove.{who}", say))
        return
    meeting, known = out.meeting, out.meeting.person(member)
    key = "done.removed" if known else "done.removed_somebody"
    undo = button(tag_now("let_back", meeting, who), say)
    name = shown_name(meeting, member, say)
    theirs = clear_buttons(meeting, say, Pile.REMOVED)
    back = row(undo, *theirs, button(tag_now("console", meeting), say))
    seen = say("done.still_seen") if out.sees_room else ""
    await privately(interaction, sheet(paragraphs(say(key, name=name), seen), back))


def choosing(what: str) -> Does:
    """Show the people to choose from."""

    async def choose(interaction: Interaction, tag: Tag) -> None:
        bot, meeting = interaction.client, await hosted(interaction, tag)
        inside = {one.id for one in meeting.here}
        guild = interaction.guild
        found = [guild.get_member(who) for who in meeting.in_voice - inside] if guild else []
        strangers = {MemberId(one.id): one.display_name for one in found if one}
        view = choose_person(what, meeting, bot.say(interaction), strangers)
        await privately(interaction, view)

    return choose


async def extend(interaction: Interaction, tag: Tag) -> None:
    """Add a minute."""
    await step(interaction, tag, clock.extend)


async def pause(interaction: Interaction, tag: Tag) -> None:
    """Stop the clock."""
    await step(interaction, tag, clock.pause)


async def resume(interaction: Interaction, tag: Tag) -> None:
    """Let the clock run again."""
    await step(interaction, tag, clock.resume)


async def skip(interaction: Interaction, tag: Tag) -> None:
    """Pass over the present speaker."""
    await step(interaction, tag, lambda m, by, at: rounds.skip(m, by, at, tag.place))


async def back(interaction: Interaction, tag: Tag) -> None:
    """Go back one stage."""
    await step(interaction, tag, lambda m, by, at: stages.back(m, by, at, tag.place))


async def turns(interaction: Interaction, tag: Tag) -> None:
    """Go by turns."""
    await step(interaction, tag, lambda m, by, at: rounds.choose_mode(m, by, at, Mode.TURNS))


async def together(interaction: Interaction, tag: Tag) -> None:
    """Go together."""
    await step(interaction, tag, lambda m, by, at: rounds.choose_mode(m, by, at, Mode.TOGETHER))


async def close_door(interaction: Interaction, tag: Tag) -> None:
    """Let nobody new in."""
    await step(interaction, tag, lambda m, by, _: people.close_door(m, by))


async def open_door(interaction: Interaction, tag: Tag) -> None:
    """Let people in again."""
    await step(interaction, tag, lambda m, by, _: people.close_door(m, by, closed=False))


async def end(interaction: Interaction, tag: Tag) -> None:
    """End the meeting; asks once."""
    await finish(interaction, tag, sure=False)


async def own_options(interaction: Interaction, tag: Tag) -> None:
    """Show a facilitator what everyone else has: their name, larger text, leaving."""
    by = await interaction.client.actor(interaction)
    await show_options(interaction, await welcome(interaction, tag), by)


MENU: dict[str, Does] = {
    "extend": extend,
    "skip": skip,
    "back": back,
    "pause": pause,
    "resume": resume,
    "turns": turns,
    "together": together,
    "add_co": choosing("add_co"),
    "hand_over": choosing("hand_over"),
    "close_door": close_door,
    "open_door": open_door,
    "remove": choosing("remove"),
    "take_down": take_down,
    "own_options": own_options,
    "end": end,
}
"""What each line of the menu does."""
