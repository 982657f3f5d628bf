"""Presses on the facilitator's console: the next step (product.md §3)."""

from bot.content import worksheets
from bot.domain import agenda, aid, asking, clock, hands, stages
from bot.domain import round as rounds
from bot.domain import words as rules
from bot.domain.errors import AskFirst, BeforeUpdate
from bot.domain.ids import MemberId, PromptId
from bot.domain.meeting import Meeting
from bot.domain.prompt import Purpose
from bot.domain.rights import leads
from bot.domain.template import StageKey
from bot.domain.turn import Mode
from bot.domain.worksheet import WorksheetKind
from cogs.ui import console as drawn
from cogs.ui.admission import hosted
from cogs.ui.answer import Decision, are_you_sure, decide, privately
from cogs.ui.button import Interaction, chosen, pressed
from cogs.ui.content import exercise
from cogs.ui.desk import people as choosers
from cogs.ui.desk.questions import WAYS, ways_to_respond
from cogs.ui.desk.waiting import aid_card
from cogs.ui.ids import Tag, number_in, read_as
from cogs.ui.sheet import sheet


@pressed("console")
async def console(interaction: Interaction, tag: Tag) -> None:
    """Open the console, fresh."""
    await show_console(interaction, await interaction.client.services.meetings.get(tag.meeting))


@pressed("begin")
async def begin(interaction: Interaction, tag: Tag) -> None:
    """Begin the evening and lead it."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.meetings.begin(tag.meeting, by, tag.place)
    await show_console(interaction, await bot.in_time(interaction, work), "done.begun")


@pressed("next_speaker")
async def next_speaker(interaction: Interaction, tag: Tag) -> None:
    """End the turn that the button names and give the floor on."""
    await step(interaction, tag, lambda m, by, at: rounds.next_speaker(m, by, at, tag.place))


@pressed("call")
async def call(interaction: Interaction, tag: Tag) -> None:
    """Give the word to the hand that has been up longest."""
    await step(interaction, tag, lambda m, by, _: hands.call_next(m, by, tag.place))


@pressed("resume")
async def resume(interaction: Interaction, tag: Tag) -> None:
    """Let the clock run again."""
    await step(interaction, tag, clock.resume)


@pressed("turns", "together")
async def mode(interaction: Interaction, tag: Tag) -> None:
    """Choose how the round goes."""
    wanted = Mode(tag.kind)
    await step(interaction, tag, lambda m, by, at: rounds.choose_mode(m, by, at, wanted))


@pressed("next_stage")
async def next_stage(interaction: Interaction, tag: Tag) -> None:
    """Go to the next stage; asks once while people wait."""
    await advance(interaction, tag, sure=False)


@pressed("end")
async def end(interaction: Interaction, tag: Tag) -> None:
    """End the meeting; asks once."""
    await finish(interaction, tag, sure=False)


@pressed("topic")
async def topic(interaction: Interaction, tag: Tag) -> None:
    """Choose what to talk about; asks once while hands are up."""
    await talk_about(interaction, tag, number_in(chosen(interaction)), sure=False)


@pressed("another")
async def another(interaction: Interaction, tag: Tag) -> None:
    """Suggest three other questions."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.questions.suggest(tag.meeting, by)
    await show_console(interaction, await bot.in_time(interaction, work))


@pressed("ask")
async def ask(interaction: Interaction, tag: Tag) -> None:
    """Put a question on the card."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.questions.ask(tag.meeting, by, tag.place, PromptId(tag.more))
    await show_console(interaction, await bot.in_time(interaction, work), "done.asked")


@pressed("respond")
async def respond(interaction: Interaction, tag: Tag) -> None:
    """Show ways to respond."""
    await _ways(interaction, await hosted(interaction, tag))


@pressed("responded")
async def responded(interaction: Interaction, tag: Tag) -> None:
    """Count for oneself what one just said."""
    way = read_as(Purpose, tag.more)
    meeting = await decide(interaction, tag, lambda m, by, _: asking.respond(m, by, way))
    await _ways(interaction, meeting)


async def _ways(interaction: Interaction, meeting: Meeting) -> None:
    bot = interaction.client
    stems = await bot.services.questions.ways_to_respond(meeting, WAYS)
    await privately(interaction, ways_to_respond(meeting, stems, bot.say(interaction)))


@pressed("exercise")
async def choose_exercise(interaction: Interaction, tag: Tag) -> None:
    """Show the exercises."""
    bot, meeting = interaction.client, await hosted(interaction, tag)
    await privately(interaction, choosers.choose_exercise(meeting, bot.say(interaction)))


@pressed("exercise_pick")
async def exercise_chosen(interaction: Interaction, tag: Tag) -> None:
    """Choose the exercise of the evening."""
    kind = WorksheetKind(chosen(interaction))
    if kind not in worksheets.load():
        raise BeforeUpdate
    meeting = await decide(interaction, tag, lambda m, by, _: rules.choose_exercise(m, by, kind))
    one = exercise(meeting)
    await show_console(interaction, meeting, "done.exercise", title=one.title if one else "")


@pressed("held_show", "held_drop")
async def release(interaction: Interaction, tag: Tag) -> None:
    """Show words without a name, or let them go."""
    bot, show = interaction.client, tag.kind == "held_show"
    by = await bot.actor(interaction)
    work = bot.services.words.release(tag.meeting, by, tag.number, show=show)
    key = "done.shown" if show else "done.dropped"
    await show_console(interaction, await bot.in_time(interaction, work), key)


@pressed("aid_read")
async def aid_read(interaction: Interaction, tag: Tag) -> None:
    """Read a request; whoever asked can see that it was read."""
    meeting = await decide(interaction, tag, lambda m, by, _: aid.read(m, by, tag.number))
    one = next(each for each in meeting.aids if each.number == tag.number)
    await privately(interaction, aid_card(meeting, one, interaction.client.say(interaction)))


async def advance(interaction: Interaction, tag: Tag, *, sure: bool) -> None:
    """Go to the next stage, or ask whether to."""
    try:
        await step(
            interaction,
            tag,
            lambda m, by, at: stages.advance(m, by, at, tag.place, sure=sure),
        )
    except AskFirst as asked:
        say = interaction.client.say(interaction)
        await privately(interaction, are_you_sure(asked, tag, "next_stage", say))


async def talk_about(interaction: Interaction, tag: Tag, number: int, *, sure: bool) -> None:
    """Change the topic, or ask whether to."""
    try:
        await step(
            interaction,
            tag,
            lambda m, by, _: agenda.talk_about(m, by, tag.place, number, sure=sure),
        )
    except AskFirst as asked:
        say = interaction.client.say(interaction)
        await privately(interaction, are_you_sure(asked, tag, f"topic.{number}", say))


async def finish(interaction: Interaction, tag: Tag, *, sure: bool) -> None:
    """End the meeting, or ask whether to."""
    bot = interaction.client
    by, say = await bot.actor(interaction), bot.say(interaction)
    work = bot.services.meetings.end(tag.meeting, by, tag.place, sure=sure)
    try:
        await bot.in_time(interaction, work)
    except AskFirst as asked:
        await privately(interaction, are_you_sure(asked, tag, "end", say))
    else:
        await privately(interaction, sheet(say("done.ended")))


async def step(interaction: Interaction, tag: Tag, decision: Decision) -> None:
    """Decide a step and answer with the console as it stands then."""
    await show_console(interaction, await decide(interaction, tag, decision))


def strangers(interaction: Interaction, meeting: Meeting) -> dict[MemberId, str]:
    """Name those in the voice room who are not in through the door, as Discord calls them."""
    inside = {one.id for one in meeting.here}
    guild = interaction.guild
    found = [guild.get_member(who) for who in meeting.in_voice - inside] if guild else []
    return {MemberId(one.id): one.display_name for one in found if one}


async def show_console(
    interaction: Interaction, meeting: Meeting, note: str = "", **facts: object
) -> None:
    """Answer with the console; `note` is the key of a sentence on what was just done.

    In the discussion three questions are there without asking for them. Raises NotFacilitator.
    """
    bot = interaction.client
    by, say = await bot.actor(interaction), bot.say(interaction)
    if leads(meeting, by) and meeting.now_in is StageKey.DISCUSSION and not meeting.suggested:
        meeting = await bot.services.questions.suggest(meeting.id, by)
    words = say(note, **facts) if note else ""
    names, now = strangers(interaction, meeting), bot.services.clock.now()
    view = drawn.console_for(meeting, by, now, say, words, names)
    await privately(interaction, view)
