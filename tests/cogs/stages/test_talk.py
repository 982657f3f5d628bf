"""Agenda, discussion, working stage: topics, votes, hands, ready, the shared board."""

from itertools import pairwise

import pytest

from bot.rehearsal import cast
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")


@pytest.fixture
async def agenda(evening) -> Group:
    """Five people are at the agenda; there is no topic yet."""
    return await evening(*FOUR, stage="agenda")


@pytest.fixture
async def discussion(evening) -> Group:
    """Five people are in the discussion."""
    return await evening(*FOUR, stage="discussion")


async def suggest(group: Group, *topics: str) -> None:
    for topic in topics:
        await group.write("Ana", "Suggest a topic", topic)
        await group.wait(2)


async def test_a_topic_is_suggested_without_a_name_unless_wished(agenda):
    answer = await agenda.write("Ana", "Suggest a topic", "Sleep")
    assert answer.private
    assert "without your name" in answer.text
    words = {"What would you like to talk about?": "Boredom", "Show my name": True}
    named = await agenda.write("Ben", "Suggest a topic", words)
    assert "with your name beside it" in named.text
    await agenda.wait(2)
    assert "1. Sleep\n2. Boredom (from Ben)" in agenda.words
    again = {"What would you like to talk about?": "sleep", "Show my name": True}
    assert "without your name" in (await agenda.write("Chi", "Suggest a topic", again)).text


async def test_with_three_topics_there_is_no_vote_and_with_four_one_each(agenda):
    group = agenda
    await suggest(group, "Sleep")
    assert "There's time for this one, so we don't need a vote." in group.words
    await suggest(group, "Boredom", "Friends")
    assert "There's time for all of these, so we don't need a vote." in group.words
    console = (await group.console()).text
    assert "• Friends\nThere's time for all of these, so we don't need a vote." in console
    assert not cast.sees(group["Ana"], "Vote")

    await suggest(group, "Weekends")
    ballot = await group.press("Ben", "Vote")
    assert ballot.private
    await cast.choose(group["Ben"], "Choose one topic", "Weekends", on=ballot.message)
    await group.wait(2)
    assert "1. Weekends · 1 vote" in group.words

    again = await group.press("Ben", "Vote")
    moved = await cast.choose(group["Ben"], "Choose one topic", "Sleep", on=again.message)
    assert "Your vote is in. You can still change it." in moved.text
    await group.wait(2)
    assert "1. Sleep · 1 vote" in group.words
    assert "Weekends · 1" not in group.words
    assert "Ben" not in group.words


async def test_ready_is_counted_in_words_without_names(agenda):
    group = agenda
    await group.press("Ana", "Ready to move on")
    await group.press("Ben", "Ready to move on")
    await group.wait(2)
    assert "2 of 5 are ready to move on." in group.words
    assert "Ana" not in group.words
    taken_back = await group.press("Ben", "Ready to move on")
    assert taken_back.private
    assert "You're not marked as ready any more." in taken_back.text
    await group.wait(2)
    assert "1 of 5 is ready to move on." in group.words


async def test_the_topic_with_most_votes_is_talked_about_and_another_can_be_chosen(agenda):
    group = agenda
    await suggest(group, "Sleep", "Boredom", "Friends", "Weekends")
    ballot = await group.press("Ben", "Vote")
    await cast.choose(group["Ben"], "Choose one topic", "Friends", on=ballot.message)
    await group.go_to("discussion")
    assert "We're talking about: Friends" in group.words
    console = await group.console()
    await cast.choose(group["Fran"], "Choose what to talk about", "Sleep", on=console.message)
    await group.wait(2)
    assert "We're talking about: Sleep" in group.words


async def test_a_topic_does_not_close_silently_while_a_hand_is_up(agenda):
    group = agenda
    await suggest(group, "Sleep", "Boredom")
    await group.go_to("discussion")
    await group.press("Ben", "Raise hand")
    console = await group.console()
    menu = "Choose what to talk about"
    asked = await cast.choose(group["Fran"], menu, "Boredom", on=console.message)
    assert "1 hand is still up, and it stays up. Change the topic anyway?" in asked.text
    await cast.press(group["Fran"], cast.YES, on=asked.message)
    await group.wait(2)
    assert "We're talking about: Boredom" in group.words
    assert "Raised hands: Ben" in group.words


async def test_a_hand_goes_up_with_a_note_and_down_again(discussion):
    group = discussion
    up = await group.press("Ana", "Raise hand")
    assert up.private
    assert "Your hand is up. You're number 1." in up.text
    form = await cast.press(group["Ana"], "Add a note", on=up.message)
    noted = await cast.fill(group["Ana"], form, "A question to Ben")
    assert "Only the facilitator sees it." in noted.text
    await group.wait(2)
    assert "Raised hands: Ana" in group.words
    assert "question" not in group.words
    assert "Ana: A question to Ben" in (await group.console()).text

    again = await group.press("Ana", "Raise hand")
    assert "Your hand is up already. You're number 1." in again.text
    await group.wait(2)
    assert "Raised hands: Ana" in group.words
    assert "Ana: A question to Ben" in (await group.console()).text

    down = await cast.press(group["Ana"], "Lower my hand", on=again.message)
    assert "Your hand is down." in down.text
    await group.wait(2)
    assert "Raised hands" not in group.words


async def test_the_hand_that_was_up_longest_is_called_first(discussion):
    group = discussion
    await group.press("Chi", "Raise hand")
    await group.press("Ana", "Raise hand")
    console = await group.console()
    assert "Call next hand · Chi" in console.shown.buttons
    called = await cast.press(group["Fran"], "Call next hand", on=console.message)
    assert "Call next hand · Ana" in called.shown.buttons
    await group.wait(2)
    assert "Chi has the floor" in group.words


async def test_typed_words_stand_in_the_discussion_too(discussion):
    done = await discussion.write("Esi", "Type instead", "That helps me.")
    assert "Your words are in the room." in done.text
    assert "the group to talk about this" not in done.text
    assert "Esi writes:\nThat helps me." in discussion.room_words("Ana")


async def test_a_question_waits_on_the_console_and_is_asked(discussion):
    group = discussion
    console = await group.console()
    assert console.shown.buttons.count("Ask · everyone sees it") == 1
    (question,) = questions(console.text)
    asked = await cast.press(group["Fran"], "Ask", on=console.message)
    assert "The question is on the card." in asked.text
    assert "Ask · everyone sees it" not in asked.shown.buttons, "no other question is in the way"
    await group.wait(2)
    assert question in group.words
    following = await cast.press(group["Fran"], "Another", on=asked.message)
    assert questions(following.text).isdisjoint({question})
    assert "Ask · everyone sees it" in following.shown.buttons


async def test_another_is_another_each_time(discussion):
    group = discussion
    shown = await group.console()
    seen = [*questions(shown.text)]
    for _ in range(6):
        shown = await cast.press(group["Fran"], "Another", on=shown.message)
        seen += questions(shown.text)
    assert len(seen) == len(set(seen)) == 7


async def test_ways_to_respond_are_there_and_lead_back(discussion):
    group = discussion
    ways = await group.lead("Ways to respond")
    assert ways.private
    for heading in ("Notice an effort", "Say back", "Sum up a few things"):
        assert heading in ways.text
    back = await cast.press(group["Fran"], "Back to the console", on=ways.message)
    assert "Next stage · Working together" in back.shown.buttons


async def test_the_exercise_is_a_board_to_which_anyone_adds_a_line(evening):
    group = await evening(*FOUR, stage="working")
    assert "We're choosing a worksheet." in group.words
    assert not cast.sees(group["Ana"], "Share one line")
    chooser = await group.lead("Choose worksheet")
    chosen = await cast.choose(
        group["Fran"], "Choose a worksheet", "Pros and cons", on=chooser.message
    )
    assert "Chosen: Pros and cons." in chosen.text
    assert "\nWorksheet: Pros and cons" in chosen.text, "the console goes on naming it"
    await group.wait(2)
    assert "Open worksheet: for you alone.\nShare one line: everyone sees it." in group.words

    form = await group.press("Ana", "Share one line")
    words = {"Where does it belong?": "What it gives me", "Your line": "It makes me calm"}
    added = await cast.fill(group["Ana"], form, words)
    assert "Your line is on the card, without a name." in added.text
    await group.wait(2)
    assert "• It makes me calm" in group.words
    assert "Ana" not in group.words

    form = await group.press("Ben", "Share one line")
    wished = {"Your line": "A walk by the river", "Show my name beside it": True}
    named = await cast.fill(group["Ben"], form, wished)
    assert "with your name beside it" in named.text
    await group.wait(2)
    assert "• A walk by the river (from Ben)" in group.words

    asked = await group.press("Ben", "Open worksheet")
    assert asked.private
    sheet = await cast.press(group["Ben"], "Do not keep", on=asked.message)
    assert "Pros and cons" in sheet.text
    assert "Nothing is kept" in sheet.text


async def test_the_last_third_of_the_working_stage_is_for_talking(evening):
    group = await evening(*FOUR, stage="working")
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group["Fran"], "Choose a worksheet", "Pros and cons", on=chooser.message)
    await group.wait(2)
    assert "Now we talk about it" not in group.words
    await group.wait(8 * 60 + 5)
    assert "Now we talk about it" in group.words


async def test_a_seven_day_plan_can_be_made_at_the_close(evening):
    group = await evening(*FOUR, stage="close")
    asked = await group.press("Ana", "Make a 7-day plan")
    assert asked.private
    form = await cast.press(group["Ana"], "Keep my answers", on=asked.message)
    plan = await cast.fill(group["Ana"], form, {"If this happens": "It is Friday at six"})
    assert plan.private
    assert "It is Friday at six" in plan.text


def questions(text: str) -> set[str]:
    lines = text.splitlines()
    return {before for before, line in pairwise(lines) if "Why ask" in line}
