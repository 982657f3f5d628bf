"""What somebody at the page does as one of the people, and what they see of it."""

import asyncio

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal.page.hands import Hands
from bot.rehearsal.page.sight import choices, names, sight
from bot.rehearsal.plain_text import plain
from bot.text.catalog import FALLBACK, speaker
from tests.rehearsal.toy import REFUSED


@pytest.fixture
def hands(world):
    return Hands(world)


@pytest.fixture
async def card(world):
    """A card of the toy's in #announcements, as Ana would press it."""
    done = await cast.say(world.facilitator, "toy card", world.announcements, title="Check-in")
    message = done.message
    return {"eyes": "Ana", "at": str(message.channel_id), "message": str(message.id)}


def newest(world, name):
    return sight(world, name)["messages"][-1]


async def test_a_press_is_answered_with_the_message_to_look_at(world, hands, card):
    answer = await hands.do("press", {**card, "id": "toy:options"})
    told = newest(world, "Ana")
    assert answer == {"answer": told["id"]}
    assert told["private"]
    assert newest(world, "Ben")["id"] == card["message"], "only Ana sees it"


async def test_presses_of_one_moment_are_all_done_in_their_order(world, hands, card):
    pressed = [
        hands.do("press", {**card, "eyes": who, "id": "toy:join"}) for who in ("Ana", "Ben", "Chi")
    ]
    await asyncio.gather(*pressed)
    assert world.env.bot.joined == [world[who].id for who in ("Ana", "Ben", "Chi")]


async def test_what_is_pressed_while_the_clock_moves_waits_for_it(world, hands, card):
    env = world.env
    env._begin_operation("the clock")
    press = asyncio.create_task(hands.do("press", {**card, "id": "toy:join"}))
    await asyncio.sleep(0)
    assert env.bot.joined == []
    env._end_operation()
    await press
    assert env.bot.joined == [world["Ana"].id]


@pytest.mark.parametrize("gone", [{"message": "1"}, {"id": "toy:another"}])
async def test_a_card_or_a_button_that_is_gone_is_told_in_a_sentence(hands, card, gone):
    told = await hands.do("press", {**card, "id": "toy:join", **gone})
    assert told == {"notice": "That card is gone by now. What's newest is below."}


async def test_a_form_is_filled_and_sent(world, hands, card):
    opened = (await hands.do("press", {**card, "id": "toy:type"}))["form"]
    fields = cast.fields_of(opened)
    words, how = fields
    values = {words: "A quiet week.", how: "named"}
    await hands.do("send", {**card, "form": opened["key"], "values": values})
    assert newest(world, "Ben")["content"] == "**A quiet week.** (named)"


async def test_a_form_that_lacks_something_stays_open(hands, card):
    opened = (await hands.do("press", {**card, "id": "toy:type"}))["form"]
    told = await hands.do("send", {**card, "form": opened["key"], "values": {}})
    assert told["again"]
    assert told["notice"].startswith("Discord wouldn't take that:")
    values = dict(zip(cast.fields_of(opened), ("A word.", "unnamed"), strict=True))
    assert "answer" in await hands.do("send", {**card, "form": opened["key"], "values": values})


async def test_a_menu_is_chosen_from(world, hands, card):
    answer = await hands.do("press", {**card, "id": "toy:options"})
    menu = {**card, "message": answer["answer"], "id": "toymenu", "values": ["skip"]}
    await hands.do("choose", menu)
    assert newest(world, "Ana")["content"] == "You chose skip."


async def test_a_private_answer_is_put_away_and_a_card_is_not(world, hands, card):
    answer = await hands.do("press", {**card, "id": "toy:options"})
    for message in (answer["answer"], card["message"]):
        await hands.do("dismiss", {**card, "message": message})
    assert [each["id"] for each in sight(world, "Ana")["messages"]] == [card["message"]]


async def test_a_command_is_sent_with_what_was_filled_in(world, hands, card):
    here = {"eyes": "Ben", "at": card["at"]}
    await hands.do("command", {**here, "name": "toy card", "options": {"title": "Later"}})
    assert "Later" in plain(newest(world, "Ben")["components"]).text
    known = [
        each["name"] for each in simkit.commands_for(world.env, world["Ben"].id, int(card["at"]))
    ]
    assert known == ["toy card", "toy silent"]


async def test_a_command_that_was_refused_is_told_from_one_that_was_done(hands, card):
    here = {"eyes": "Ben", "at": card["at"], "name": "toy card"}
    for title, refused in (("Later", False), (REFUSED, True)):
        told = await hands.do("command", {**here, "options": {"title": title}})
        assert told.get("refused", False) is refused


async def test_a_card_that_says_how_to_answer_in_private_has_a_name_to_tap(world, hands, card):
    assert newest(world, "Ben")["note"] == ""
    how = speaker(FALLBACK)("aid.how")
    here = {"eyes": "Ben", "at": card["at"], "name": "toy card"}
    await hands.do("command", {**here, "options": {"title": str(how)}})
    told = f"Try it here: tap <@{world['Ana'].id}>, then *Message*."
    assert newest(world, "Ben")["note"] == told


async def test_a_command_that_gets_no_answer_is_told_plainly(hands, card):
    told = await hands.do("command", {**card, "name": "toy silent"})
    assert told == {"notice": "OpenRound didn't answer that."}


async def test_words_are_written_straight_into_the_channel(world, hands, card):
    await hands.do("write", {**card, "words": "Hello, all."})
    said = newest(world, "Ben")
    assert (said["author"], said["content"]) == ("Ana", "Hello, all.")


async def test_whoever_writes_into_a_room_that_is_gone_is_told_so(world, hands, card):
    world.env.backend.delete_channel(world.announcements.id)
    told = await hands.do("write", {**card, "words": "Good evening."})
    assert told == {"notice": "That room is gone by now, so nobody would read it there."}


async def test_somebody_sees_the_channels_that_are_open_to_them(world):
    for name, seen in (("Ana", ["announcements"]), ("Fran", ["announcements", "facilitators"])):
        assert [each["name"] for each in sight(world, name)["channels"]] == seen


async def test_a_channel_that_is_closed_to_somebody_gives_way_to_one_that_is_open(world):
    closed = str(world.facilitators_channel.id)
    assert sight(world, "Fran", closed)["at"] == closed
    assert sight(world, "Ana", closed)["at"] == str(world.announcements.id)
    assert sight(world, "Olu")["at"] == str(world.organisers.id), "the organiser has a channel"


async def test_whoever_comes_into_the_room_looks_at_it(world):
    room = world.guild.create_voice_channel("Room")
    await cast.come_in(world["Ana"], room)
    assert sight(world, "Ana")["at"] == str(room.id)
    assert sight(world, "Ben")["inside"] == []
    assert sight(world, "Ben", str(room.id))["inside"] == ["Ana"]


async def test_a_private_message_has_a_channel_of_its_own(world):
    user = await world.env.bot.fetch_user(world["Ana"].id)
    await user.send("Your meeting starts soon.")
    private = sight(world, "Ana")["channels"][-1]
    assert private["kind"] == "private"
    [seen] = sight(world, "Ana", private["id"])["messages"]
    assert seen["content"] == "Your meeting starts soon."
    assert "private" not in [each["kind"] for each in sight(world, "Ben")["channels"]]


async def test_what_a_card_names_has_a_name(world):
    named = names(world)
    assert named[f"<@{world['Ana'].id}>"] == "@Ana"
    assert named[f"<@&{world.facilitators.id}>"] == "@Facilitators"
    assert named[f"<#{world.announcements.id}>"] == "#announcements"
    assert "Meetings" in [each["name"] for each in choices(world)["rooms"]]
