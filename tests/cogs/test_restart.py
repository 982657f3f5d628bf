"""The bot is stopped and started again in the middle of an evening: the evening goes on."""

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain import plain
from tests.cogs.group import LEAD

PEOPLE = ("Ana", "Ben", "Chi", "Dmitri", "Esi")
STAGES = ("lobby", "welcome", "check_in", "agenda", "discussion", "working", "check_out", "close")


@pytest.fixture
def restart(env, make_bot, closed_at_the_end):
    """`await restart()`: the bot goes away and another one comes back to the same database."""

    async def again() -> None:
        await env.bot.close()
        await env.restart_bot(closed_at_the_end(make_bot()))
        await env.settle()

    return again


def posted(group):
    """The ids of all messages that everyone in the room may see, with their words."""
    found = group.seen(LEAD, group.room.id) + group.seen(LEAD, group.world.announcements.id)
    return {one.id: plain(one.components, one.content).text for one in found if not one.ephemeral}


@pytest.mark.parametrize("stage", STAGES)
async def test_card_and_console_stand_as_before_and_nothing_is_posted_anew(evening, restart, stage):
    group = await evening(*PEOPLE, stage=stage)
    seen, console = posted(group), (await group.console()).text
    await restart()
    assert posted(group) == seen
    assert (await group.console()).text == console
    await group.wait(40)
    assert set(posted(group)) == set(seen)


@pytest.mark.parametrize("stage", STAGES)
async def test_every_button_of_an_old_card_answers(evening, restart, stage):
    group = await evening(*PEOPLE, stage=stage)
    old = group.card("Ana")
    await restart()
    for label in plain(old.components).buttons:
        words = label.partition(" · ")[0]
        answer = await cast.press(group["Ana"], words, on=old)
        assert answer.shown.text
        assert "something went wrong" not in answer.text


async def test_the_order_of_the_round_and_whose_turn_it_is_stay(evening, restart):
    group = await evening(*PEOPLE, stage="check_in")
    await group.press(LEAD, "I've finished")
    await group.press("Ben", "Pass")
    await group.wait(20)
    floor, words = group.floor, group.words
    await restart()
    assert (group.floor, group.words) == (floor, words)
    await group.press(floor, "I've finished")
    assert group.floor == "Chi"


async def test_a_turn_runs_out_when_it_would_have_without_the_restart(evening, restart):
    group = await evening(*PEOPLE, stage="check_in")
    await group.wait(100)
    assert "last sentence" not in group.words
    await restart()
    assert "last sentence" not in group.words
    await group.wait(120)
    assert "last sentence" in group.words


async def test_the_end_of_a_stage_is_the_same_instant_and_is_said(evening, restart):
    group = await evening(*PEOPLE, stage="discussion")
    await group.wait(60)
    until = group.words.splitlines()[-1]
    await restart()
    assert group.words.splitlines()[-1] == until
    await group.wait(16 * 60)
    assert "The time for this is up." in group.words


async def test_a_pause_lasts_over_a_restart(evening, restart):
    group = await evening(*PEOPLE, stage="discussion")
    await group.more("Pause")
    await group.wait(3)
    await restart()
    await group.wait(20 * 60)
    assert group.words.startswith("Discussion · paused")
    await group.lead("Resume")
    await group.wait(2)
    assert "The time for this is up." not in group.words


async def test_a_form_that_was_open_is_taken_and_its_words_reach_the_room(evening, restart):
    group = await evening(*PEOPLE, stage="check_in")
    form = await group.press("Ana", "Type instead")
    await restart()
    await cast.fill(group["Ana"], form, "I was in the middle of a word.")
    assert "I was in the middle of a word." in group.room_words("Ben")


async def test_an_old_private_answer_still_works(evening, restart):
    group = await evening(*PEOPLE, stage="check_in")
    passed = await group.press("Ana", "Pass")
    await restart()
    answer = await cast.press(group["Ana"], "Come back to me", on=passed.message)
    assert "at the end of the round" in answer.text


async def test_an_old_console_goes_on_leading(evening, restart):
    group = await evening(*PEOPLE, stage="welcome")
    console = await group.console()
    await restart()
    await cast.press(group[LEAD], "Next stage", on=console.message)
    await group.wait(2)
    assert group.stage == "check_in"


async def test_topics_votes_hands_and_lines_are_kept(evening, restart):
    group = await evening(*PEOPLE, stage="agenda")
    for name in ("Ana", "Ben", "Chi", "Dmitri"):
        await group.write(name, "Suggest a topic", f"Topic of {name}")
        await group.wait(2)
    await restart()
    ballot = await group.press("Esi", "Vote")
    await cast.choose(group["Esi"], "Choose one topic", "Topic of Chi", on=ballot.message)
    await restart()
    await group.wait(2)
    assert "1. Topic of Chi · 1 vote" in group.words
    await group.go_on()
    await group.press("Ana", "Raise hand")
    await restart()
    await group.wait(2)
    assert "We talk about: Topic of Chi" in group.words
    assert "Hands up: Ana" in group.words


async def test_who_left_the_voice_room_meanwhile_is_noticed(evening, restart):
    group = await evening(*PEOPLE, stage="check_in")
    await group.press(LEAD, "I've finished")
    assert group.floor == "Ana"
    await group.env.bot.close()
    await cast.go_out(group["Ana"])
    await restart()
    await group.wait(200)
    assert group.floor == "Ben"


async def test_an_evening_that_was_over_stays_over_and_its_room_closes_once(evening, restart):
    group = await evening(*PEOPLE, stage="close")
    room = group.room
    await group.end()
    await restart()
    seen = posted(group)
    for name in (LEAD, *PEOPLE):
        await cast.go_out(group[name])
    await restart()
    assert posted(group) == seen
    await group.wait(6 * 60)
    assert room.id not in [one.id for one in simkit.rooms(group.world.guild)]


async def test_there_is_one_room_however_often_the_bot_starts(evening, restart):
    group = await evening(*PEOPLE)
    for _ in range(4):
        await restart()
        await group.wait(35)
    rooms = [one for one in simkit.rooms(group.world.guild) if simkit.is_voice(one)]
    assert len(rooms) == 1
