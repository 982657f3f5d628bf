"""Presses on the facilitator's console: the next step."""

from bot.content import worksheets
from bot.domain.errors import AskFirst, BeforeUpdate
from bot.domain.ids import MemberId, PromptId
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting import clock, stages
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.member_token import member_for_token
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk import agenda, hands, questions
from bot.domain.meeting.talk import board as rules
from bot.domain.prompts.prompt import Purpose
from cogs.ui.console.falling_behind import is_console
from cogs.ui.console.keeping_shown import ended, left_for, open_console, show_console
from cogs.ui.console.members import draw as choosers
from cogs.ui.console.questions import found_is_asked, stems_wanted, ways_to_respond
from cogs.ui.console.standing_presses import stepped
from cogs.ui.kit.admission import hosted
from cogs.ui.kit.answer import Decision, are_you_sure, decide, privately
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.content import exercise
from cogs.ui.kit.ids import CustomId, number_in, read_as


@on_press("console")
async def console(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the console, fresh."""
    await open_console(
        interaction, await interaction.client.services.meetings.get(custom_id.meeting)
    )


@on_press("begin")
async def begin(interaction: Interaction, custom_id: CustomId) -> None:
    """Begin the evening and lead it; asks once long before the time, and while nobody is here."""
    await begun(interaction, custom_id, sure=False)


@on_press("next_speaker")
async def next_speaker(interaction: Interaction, custom_id: CustomId) -> None:
    """End the turn that the button names and give the floor on."""
    place, whom = custom_id.place, custom_id.argument
    await step(
        interaction,
        custom_id,
        lambda m, by, at: rounds.next_speaker(m, by, at, place, _named(m, whom)),
    )


@on_press("call")
async def call(interaction: Interaction, custom_id: CustomId) -> None:
    """Give the word to the hand that has been up longest."""
    place, whom = custom_id.place, custom_id.argument
    await step(
        interaction, custom_id, lambda m, by, _: hands.call_next(m, by, place, _named(m, whom))
    )


@on_press("call_done")
async def call_done(interaction: Interaction, custom_id: CustomId) -> None:
    """End what somebody was called to say, for them."""
    place = custom_id.place
    await step(interaction, custom_id, lambda m, by, _: hands.finish_for(m, by, place))


def _named(meeting: LiveMeeting, whom: str) -> MemberId | None:
    """Give whom the button named; None where it named nobody. Raises NobodyThere."""
    return member_for_token(meeting, whom) if whom else None


@on_press("resume")
async def resume(interaction: Interaction, custom_id: CustomId) -> None:
    """Let the clock run again."""
    await step(interaction, custom_id, clock.resume)


@on_press("turns", "together")
async def mode(interaction: Interaction, custom_id: CustomId) -> None:
    """Choose how the round goes."""
    wanted = Mode(custom_id.action)
    await step(interaction, custom_id, lambda m, by, at: rounds.choose_mode(m, by, at, wanted))


@on_press("next_stage")
async def next_stage(interaction: Interaction, custom_id: CustomId) -> None:
    """Go to the next stage; asks once while people wait."""
    await advance(interaction, custom_id, sure=False)


@on_press("end")
async def end(interaction: Interaction, custom_id: CustomId) -> None:
    """End the meeting; asks once."""
    await finish(interaction, custom_id, sure=False)


@on_press("topic")
async def topic(interaction: Interaction, custom_id: CustomId) -> None:
    """Choose what to talk about; asks once while hands are up."""
    await talk_about(interaction, custom_id, number_in(chosen(interaction)), sure=False)


@on_press("next_topic")
async def next_topic(interaction: Interaction, custom_id: CustomId) -> None:
    """Go on to the topic that the console named; asks once while hands are up."""
    await talk_about(interaction, custom_id, custom_id.number, sure=False)


@on_press("another")
async def another(interaction: Interaction, custom_id: CustomId) -> None:
    """Suggest another question."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.questions.another(custom_id.meeting, by)
    meeting = await bot.defer_if_slow(interaction, work)
    await show_console(interaction, meeting, "" if meeting.suggested else "console.none_left")


@on_press("ask")
async def ask(interaction: Interaction, custom_id: CustomId) -> None:
    """Put a question on the card; one that was found elsewhere is answered in a line."""
    bot = interaction.client
    by, found = await bot.actor(interaction), not is_console(interaction)
    question = PromptId(custom_id.argument)
    work = bot.services.questions.ask(
        custom_id.meeting, by, custom_id.place, question, looked_up=found
    )
    meeting = await bot.defer_if_slow(interaction, work)
    if not found:
        await show_console(interaction, meeting, "done.asked")
    else:
        await privately(interaction, found_is_asked(meeting, bot.say(interaction)))


@on_press("respond")
async def respond(interaction: Interaction, custom_id: CustomId) -> None:
    """Show ways to respond."""
    await _ways(interaction, await hosted(interaction, custom_id))


@on_press("responded")
async def responded(interaction: Interaction, custom_id: CustomId) -> None:
    """Count for oneself what one just said."""
    way = read_as(Purpose, custom_id.argument)
    meeting = await decide(interaction, custom_id, lambda m, by, _: questions.respond(m, by, way))
    await _ways(interaction, meeting)


async def _ways(interaction: Interaction, meeting: LiveMeeting) -> None:
    bot = interaction.client
    ways, count = stems_wanted(meeting)
    stems = await bot.services.questions.ways_to_respond(meeting, ways, count)
    await privately(interaction, ways_to_respond(meeting, stems, bot.say(interaction)))


@on_press("exercise")
async def choose_exercise(interaction: Interaction, custom_id: CustomId) -> None:
    """Show the exercises."""
    bot, meeting = interaction.client, await hosted(interaction, custom_id)
    await privately(interaction, choosers.choose_exercise(meeting, bot.say(interaction)))


@on_press("exercise_pick")
async def exercise_chosen(interaction: Interaction, custom_id: CustomId) -> None:
    """Choose the exercise of the evening."""
    kind = WorksheetKind(chosen(interaction))
    if kind not in worksheets.load():
        raise BeforeUpdate
    meeting = await decide(
        interaction, custom_id, lambda m, by, _: rules.choose_exercise(m, by, kind)
    )
    one = exercise(meeting)
    await show_console(interaction, meeting, "done.exercise", title=one.title if one else "")


async def begun(interaction: Interaction, custom_id: CustomId, *, sure: bool) -> None:
    """Begin the evening, or ask whether to."""
    bot = interaction.client
    by = await bot.actor(interaction)
    work = bot.services.meetings.begin(custom_id.meeting, by, custom_id.place, sure=sure)
    try:
        meeting = await bot.defer_if_slow(interaction, work)
    except AskFirst as asked:
        say = bot.say(interaction)
        await privately(interaction, are_you_sure(asked, custom_id, "begin", say))
    else:
        await stepped(interaction, meeting, "done.begun")


async def advance(interaction: Interaction, custom_id: CustomId, *, sure: bool) -> None:
    """Go to the next stage, or ask whether to."""
    try:
        await step(
            interaction,
            custom_id,
            lambda m, by, at: stages.advance(m, by, at, custom_id.place, sure=sure),
        )
    except AskFirst as asked:
        say = interaction.client.say(interaction)
        await privately(interaction, are_you_sure(asked, custom_id, "next_stage", say))


async def talk_about(
    interaction: Interaction, custom_id: CustomId, number: int, *, sure: bool
) -> None:
    """Change the topic, or ask whether to."""
    try:
        await step(
            interaction,
            custom_id,
            lambda m, by, at: agenda.talk_about(m, by, at, custom_id.place, number, sure=sure),
        )
    except AskFirst as asked:
        say = interaction.client.say(interaction)
        await privately(interaction, are_you_sure(asked, custom_id, f"topic.{number}", say))


async def finish(interaction: Interaction, custom_id: CustomId, *, sure: bool) -> None:
    """End the meeting, or ask whether to."""
    bot = interaction.client
    by, say = await bot.actor(interaction), bot.say(interaction)
    running = await bot.services.meetings.get(custom_id.meeting)
    work = bot.services.meetings.end(custom_id.meeting, by, custom_id.place, sure=sure)
    try:
        await bot.defer_if_slow(interaction, work)
    except AskFirst as asked:
        await privately(interaction, are_you_sure(asked, custom_id, "end", say))
    else:
        left = left_for(running, by, say, interaction.guild)
        await privately(interaction, ended(left, say, began=running.stage > 0))


async def step(interaction: Interaction, custom_id: CustomId, decision: Decision) -> None:
    """Decide a step and answer with the console as it stands then."""
    await stepped(interaction, await decide(interaction, custom_id, decision))
