"""The console and `More` in SimCord: what a facilitator gets."""

import pytest

from bot.content import prompts
from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain

SIX = ("Ana", "Ben", "Chi", "Dmitri", "Esi")


async def test_removing_asks_once_and_is_undone_with_one_press(evening):
    group = await evening(*SIX, stage="discussion")

    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group["Fran"], "Choose a person", "Ben", on=chooser.message)
    assert "Remove Ben for this evening?" in asked.text
    done = await cast.press(group["Fran"], cast.YES, on=asked.message)
    assert "Ben has been removed for this evening" in done.text
    undone = await cast.press(group["Fran"], "Let back in", on=done.message)
    assert "through the door again" in undone.text


async def test_no_members_id_stands_in_what_removing_draws(evening):
    group = await evening(*SIX, stage="discussion")
    ids = [str(group[name].id) for name in ("Ana", "Ben")]

    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group["Fran"], "Choose a person", "Ben", on=chooser.message)
    done = await cast.press(group["Fran"], cast.YES, on=asked.message)

    drawn = "".join(str(one.message.components) for one in (chooser, asked, done))
    assert "let_back" in drawn
    assert not [one for one in ids if one in drawn]


async def test_somebody_who_went_meanwhile_is_not_handed_the_evening(evening):
    group = await evening(*SIX, stage="discussion")
    chooser = await group.more("Hand over")
    await group.options("Ben", "Leave")
    refused = await cast.choose(group["Fran"], "Choose a person", "Ben", on=chooser.message)
    assert "This person isn't in the meeting any more" in refused.text


async def test_somebody_else_helps_and_then_leads(evening):
    group = await evening(*SIX, stage="discussion")

    chooser = await group.more("Add co-facilitator")
    await cast.choose(group["Fran"], "Choose a person", "Ana", on=chooser.message)
    theirs = await group.console("Ana")
    assert theirs.text.startswith("You help Fran to lead. These buttons do the same for both")
    assert "Say:" in theirs.text
    assert "You help" not in (await group.console()).text
    chooser = await group.more("Hand over")
    done = await cast.choose(group["Fran"], "Choose a person", "Ana", on=chooser.message)
    assert "Ana leads from now on" in done.text


@pytest.mark.parametrize(
    ("label", "then"),
    [("Pause", "Resume"), ("+1 min", "until"), ("Back one stage", "Agenda"),
     ("Close the door", "Discussion")],
)  # fmt: skip
async def test_the_rest_is_under_more(evening, label, then):
    group = await evening(*SIX, stage="discussion")

    done = await group.more(label)

    assert then in str(done.shown)


async def test_the_round_can_go_together_and_by_turns_again(evening):
    group = await evening(*SIX, stage="check_in")

    await group.more("Together")
    await group.wait(2)
    assert "Everyone can write one answer" in group.words
    await group.lead("Turns anyway")
    await group.wait(2)
    assert "has the floor" in group.words


async def test_one_question_is_there_and_another_on_request(evening):
    group = await evening(*SIX, stage="discussion")

    console = await group.console()
    assert console.text.count("Why ask this:") == 1
    other = await cast.press(group["Fran"], "Another", on=console.message)
    assert other.text.count("Why ask this:") == 1
    ways = await cast.press(group["Fran"], "Ways to respond", on=other.message)
    assert "Notice an effort or a strength" in ways.text


async def test_after_a_question_one_reads_what_to_listen_for_and_what_to_say_and_ask_next(evening):
    group = await evening(*SIX, stage="discussion")
    await group.lead("Ask")
    await group.wait(2)
    (asked,) = [one for one in prompts.load() if one.text in group.words]

    ways = await group.lead("Ways to respond")

    places = [ways.text.index(one) for one in (asked.listen_for, asked.reflect, asked.follow_up)]
    assert places == sorted(places)
    handed = await cast.press(group["Fran"], "I handed it to the group", on=ways.message)
    assert "1 thing handed to the group" in handed.text
    assert asked.reflect not in group.words


async def test_moving_on_asks_while_people_wait(evening):
    group = await evening(*SIX, stage="check_in")

    asked = await group.lead("Next stage")

    assert "5 people are still waiting for a turn" in asked.text
    assert group.stage == "check_in"


async def test_an_old_card_answers_kindly(evening):
    group = await evening(*SIX, stage="check_in")
    old = group.card()
    await group.go_to("agenda")

    folded = next(one for one in group.seen("Ana") if one.message.id == old.message.id)
    assert "Check-in is over." in plain(folded.components).text
