"""`Begin` asks first long before the planned time, and while nobody else is here."""

from datetime import datetime

import pytest

from bot.rehearsal import cast
from tests.cogs.group import LEAD, SURE, Group
from tests.cogs.meetings.changing import FIRST, planned

SEVEN = int(datetime.fromisoformat(FIRST + "+00:00").timestamp())


@pytest.fixture
async def waiting(group: Group) -> Group:
    """It is nine minutes before seven, and some are there already."""
    await planned(group, facilitator=group[LEAD])
    await group.wait(51 * 60)
    await group.come(LEAD, "Ana", "Ben", "Chi")
    return group


async def test_nine_minutes_before_the_time_it_asks_and_says_the_time(waiting):
    asked = await waiting.lead("Begin")
    assert f"The meeting is planned for <t:{SEVEN}:t>." in asked.text
    assert asked.text.endswith("Begin now anyway?")
    await waiting.wait(2)
    assert waiting.stage == "lobby"
    back = await cast.press(waiting[LEAD], "Back to the console", on=asked.message)
    assert back.shown.buttons[0] == "Begin"


async def test_whoever_is_sure_begins_early(waiting):
    asked = await waiting.lead("Begin")
    begun = await cast.press(waiting[LEAD], SURE, on=asked.message)
    assert "The evening has begun, and you lead it." in begun.text
    await waiting.wait(2)
    assert waiting.stage == "welcome"


async def test_shortly_before_the_time_it_begins_at_once(waiting):
    await waiting.wait(7 * 60)
    begun = await waiting.lead("Begin")
    assert "The evening has begun, and you lead it." in begun.text


async def test_who_answers_too_late_hears_that_the_evening_has_begun(waiting):
    waiting.newly_in_the_server("Ivy", waiting.world.facilitators)
    await waiting.come("Ivy")
    asked = await waiting.lead("Begin", "Ivy")
    await waiting.go_on()
    told = await cast.press(waiting["Ivy"], SURE, on=asked.message)
    assert "Fran has begun the evening and is leading it." in told.text


async def test_whoever_leads_is_counted_like_on_the_card_and_told_how_to_have_a_turn(group):
    await group.start()
    await group.come("Ana", "Ben", "Chi", "Esi")
    await cast.come_in(group[LEAD], group.room)
    await group.wait(2)
    assert "5 people are here." in group.words
    console = await group.console()
    assert "5 people here · 5 in the voice room" in console.text
    no_turn = "You have no turn in the rounds yet. If you'd like one, press Join on the card."
    assert no_turn in console.text

    await group.come(LEAD)
    console = await group.console()
    assert "5 people here · 5 in the voice room" in console.text
    assert "no turn" not in console.text


async def test_once_the_evening_has_begun_nothing_is_said_of_a_turn(group):
    await group.start()
    await group.come("Ana", "Ben", "Chi", "Esi")
    await group.go_to("check_in")
    console = await group.console()
    assert "no turn" not in console.text
    assert "Fran" not in group.words


async def test_where_the_card_has_no_join_the_console_names_none(group):
    await group.start()
    await group.come("Ana")
    assert "press Join on the card" in (await group.console()).text
    await group.more("Close the door")
    assert "press Join on the card" not in (await group.console()).text


async def test_while_nobody_else_is_here_the_console_says_so_and_begin_asks(group):
    await group.start()
    console = await group.console()
    assert "Nobody else is here yet." in console.text
    assert "You're not in the call yet: tap the room's name to join it." in console.text
    assert "0 people" not in console.text
    assert "Say:" not in console.text
    await group.come(LEAD)
    asked = await group.lead("Begin")
    assert asked.text.startswith("Nobody else is here yet. Begin anyway?")
    begun = await cast.press(group[LEAD], SURE, on=asked.message)
    assert "Nobody else is here right now." in begun.text
    assert "a few of us" not in begun.text
    assert "not in the call" not in begun.text


async def test_with_somebody_in_the_voice_room_it_begins_at_once(group):
    await group.start()
    await group.come(LEAD, "Ana")
    console = await group.console()
    assert "Nobody else" not in console.text
    assert "not in the call" not in console.text
    assert "The evening has begun" in (await group.lead("Begin")).text
