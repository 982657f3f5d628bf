"""The console: the next step, and everything under `More`."""

import re

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.group import LEAD, SURE, Group

FOUR = ("Ana", "Ben", "Chi", "Esi")


def ends_at(group: Group) -> int:
    """The instant at which the stage ends, according to the card."""
    found = re.search(r"until <t:(\d+):t>", group.words)
    assert found, group.words
    return int(found[1])


@pytest.fixture
async def round_of_five(evening) -> Group:
    return await evening(*FOUR, stage="check_in")


async def test_begin_says_who_leads_and_shows_the_next_step(evening):
    group = await evening(*FOUR)
    begun = await group.lead("Begin")
    assert "The evening has begun, and you lead it." in begun.text
    assert begun.shown.buttons[0] == "Next stage · Check-in"
    await group.wait(2)
    assert "Fran is our facilitator today." in group.words


async def test_the_first_button_names_what_it_will_do(round_of_five):
    group = round_of_five
    console = await group.console()
    assert console.shown.buttons[0] == "Next speaker · Ana"
    moved = await cast.press(group[LEAD], "Next speaker", on=console.message)
    assert moved.shown.buttons[0] == "Next speaker · Ben"
    await group.wait(2)
    assert group.floor == "Ana"


async def test_next_stage_asks_while_people_wait(round_of_five):
    group = round_of_five
    asked = await group.lead("Next stage")
    assert "4 people are still waiting for a turn. Go on anyway?" in asked.text
    assert group.stage == "check_in"
    stayed = await cast.press(group[LEAD], "Back to the console", on=asked.message)
    assert stayed.shown.buttons[0] == "Next speaker · Ana"
    again = await group.lead("Next stage")
    await cast.press(group[LEAD], SURE, on=again.message)
    await group.wait(2)
    assert group.stage == "agenda"


async def test_a_minute_more_is_for_the_turn_in_a_round_and_else_for_the_stage(evening):
    group = await evening(*FOUR, stage="welcome")
    before = ends_at(group)
    await group.more("+1 min")
    await group.wait(2)
    assert ends_at(group) == before + 60
    await group.go_to("check_in")
    before = ends_at(group)
    await group.wait(170)
    await group.more("+1 min")
    await group.wait(2)
    assert "finish your thought" not in group.words
    assert ends_at(group) == before


async def test_skip_goes_on_without_a_word_about_it(round_of_five):
    group = round_of_five
    told = await group.more("Skip")
    assert "gone on without Fran for now" in told.text
    assert "Come back to me is on the card for them" in told.text
    await group.wait(2)
    assert group.floor == "Ana"
    assert "Fran" not in group.words


async def test_the_console_says_who_comes_back_at_the_end(round_of_five):
    group = round_of_five
    assert "Comes back" not in (await group.console()).text
    passed = await group.press("Ben", "Pass")
    await cast.press(group["Ben"], "Come back to me", on=passed.message)
    assert "Comes back at the end of the round: Ben" in (await group.console()).text


async def test_the_first_console_says_whose_voice_the_words_are_for(evening):
    group = await evening(*FOUR)
    first = (await group.console()).text
    assert "You say that yourself, aloud" in first
    assert "5 people here · 5 in the voice room" in first
    await group.go_to("welcome")
    assert "You say that yourself" not in (await group.console()).text


async def test_back_one_stage_finds_the_round_as_it_was_left(round_of_five):
    group = round_of_five
    await group.press("Fran", "I've finished")
    await group.wait(2)
    await group.go_to("agenda")
    await group.more("Back one stage")
    await group.wait(2)
    assert group.stage == "check_in"
    assert group.floor == "Ana"


async def test_a_pause_stops_the_clock_and_resume_starts_it_where_it_stood(round_of_five):
    group = round_of_five
    before = ends_at(group)
    paused = await group.more("Pause")
    assert "The clock is stopped." in paused.text
    await group.wait(300)
    assert "A short break." in group.words
    await group.lead("Resume")
    await group.wait(2)
    assert abs(ends_at(group) - before - 300) <= 2


async def test_the_round_goes_together_and_by_turns_again(round_of_five):
    group = round_of_five
    await group.more("Together")
    await group.wait(2)
    assert "Everyone can write one answer" in group.words
    await group.write("Ben", "Type instead", "Written together")
    assert "Written together" in group.room_words("Ana")
    await group.more("Turns anyway")
    await group.wait(2)
    assert group.floor not in {"", "Ben"}, "Ben has said his share"


async def test_a_co_facilitator_gets_the_same_console(round_of_five):
    group = round_of_five
    chooser = await group.more("Add co-facilitator")
    added = await cast.choose(group[LEAD], "Choose a person", "Ben", on=chooser.message)
    assert "Ben helps to lead from now on" in added.text
    console = await group.console("Ben")
    assert console.shown.buttons[0] == "Next speaker · Ana"
    await cast.press(group["Ben"], "Next speaker", on=console.message)
    await group.wait(2)
    assert group.floor == "Ana"


async def test_handing_over_changes_who_leads_and_keeps_the_console(evening):
    group = await evening(*FOUR, stage="welcome")
    chooser = await group.more("Hand over")
    done = await cast.choose(group[LEAD], "Choose a person", "Ben", on=chooser.message)
    assert "Ben leads from now on. Your console still works." in done.text
    await group.wait(2)
    assert "Ben is our facilitator today." in group.words
    assert "Next stage" in str((await group.console("Ben")).shown.buttons)
    assert "Next stage" in str((await group.console()).shown.buttons)


async def test_removing_somebody_asks_tells_them_kindly_and_is_undone_in_one_press(round_of_five):
    group = round_of_five
    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group[LEAD], "Choose a person", "Chi", on=chooser.message)
    assert "Remove Chi for this evening?" in asked.text
    assert simkit.may_see(group.env, group.room.id, group["Chi"].id)
    removed = await cast.press(group[LEAD], SURE, on=asked.message)
    assert "Chi has been removed for this evening" in removed.text
    await group.wait(35)
    assert "Chi" not in group.words
    assert not simkit.may_see(group.env, group.room.id, group["Chi"].id)

    told = [plain(one.components).text for one in group.seen("Chi") if not one.ephemeral]
    assert any("This is about this evening only." in one for one in told)
    note = next(
        plain(one.components).text
        for one in group.seen("Olu", group.world.organisers.id)
        if not one.ephemeral
    )
    assert "Somebody was removed from" in note
    assert "Chi" not in note

    back = await cast.press(group[LEAD], "Let back in", on=removed.message)
    assert "Chi is let back in. They can come through the door again." in back.text
    again = await cast.press(group["Chi"], "Join", on=group.door("Chi"))
    assert "You're in" in again.text
    assert simkit.may_see(group.env, group.room.id, group["Chi"].id)


async def test_ending_asks_once_and_says_thank_you(round_of_five):
    group = round_of_five
    asked = await group.more("End meeting")
    assert "This ends the evening and says thank you" in asked.text
    assert group.stage == "check_in"
    done = await cast.press(group[LEAD], SURE, on=asked.message)
    assert "Thank you for leading it." in done.text
    await group.wait(3)
    assert "This evening is over. You can stay and talk." in group.room_words("Ana")


async def test_the_voice_room_is_gone_five_minutes_after_the_last_person_left(round_of_five):
    group = round_of_five
    await group.end()
    await group.wait(20 * 60)
    assert group.world.voice_room() is not None, "people are in it"
    for name in (LEAD, *FOUR):
        await cast.go_out(group[name])
    await group.wait(4 * 60)
    assert group.world.voice_room() is not None
    await group.wait(2 * 60)
    assert group.world.voice_room() is None


async def test_requests_wait_on_the_console_and_show_nowhere_else(round_of_five):
    group = round_of_five
    for name in ("Ana", "Ben"):
        helped = await group.press(name, "Private help")
        await cast.press(group[name], "Ask the facilitator for a private word", on=helped.message)
    await group.wait(2)
    assert "for the facilitator" not in group.words
    console = await group.console()
    assert "Waiting for you" in console.text
    every = await cast.press(group["Fran"], "Read all", on=console.message)
    assert "Ana asks for a private word." in every.text
    assert "Ben asks for a private word." in every.text
    assert "Waiting for you" not in (await group.console()).text


async def test_not_heard_yet_names_those_who_neither_listen_nor_pass(evening):
    group = await evening(*FOUR, stage="check_in")
    await group.press("Fran", "I've finished")
    await group.press("Ana", "Pass")
    await group.go_to("discussion")
    console = await group.console()
    assert "Not heard yet: Ben, Chi, Esi" in console.text, "Ben had only just got the floor"
    assert "Not heard yet" not in group.words


async def test_a_second_facilitator_who_presses_begin_hears_who_leads(evening):
    group = await evening("Ana", "Ben")
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await group.come("Ivy")
    late = await group.console("Ivy")
    await group.lead("Begin")
    told = await cast.press(group["Ivy"], "Begin", on=late.message)
    assert told.private
    assert "Fran has begun the evening and is leading it." in told.text
