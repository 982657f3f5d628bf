"""What two people write to each other in private at the page."""

import pytest

from bot.rehearsal import simkit
from bot.rehearsal.page.hands import Hands
from bot.rehearsal.page.sight import commands, people, sight

ANSWER = "Thank you. I'd like to stay and just listen."


@pytest.fixture
def hands(world):
    return Hands(world)


async def write(hands, eyes, to, words):
    opened = await hands.do("chat", {"eyes": eyes, "who": to})
    return await hands.do("write", {"eyes": eyes, "at": opened["channel"], "words": words})


def lines(world, eyes, other):
    seen = sight(world, eyes, f"@{other}")
    assert seen["other"] == other
    return [(each["author"], each["content"]) for each in seen["messages"]]


def tabs(world, eyes):
    return [each["name"] for each in sight(world, eyes)["channels"] if each["kind"] == "chat"]


async def test_both_see_what_is_written_and_nobody_else_does(world, hands):
    await write(hands, "Fran", "Ben", "Are you all right?")
    assert lines(world, "Fran", "Ben") == lines(world, "Ben", "Fran")
    assert lines(world, "Fran", "Ben")[0] == ("Fran", "Are you all right?")
    assert [name for name in world.people if tabs(world, name)] == ["Fran", "Ben"]
    assert sight(world, "Ana", "@Ben")["kind"] == "text", "hers is where she'd look"


async def test_a_chat_that_was_only_opened_shows_for_who_opened_it(world, hands):
    await hands.do("chat", {"eyes": "Fran", "who": "Ben"})
    assert tabs(world, "Fran") == ["Ben"]
    assert tabs(world, "Ben") == []


async def test_the_invented_person_answers_something_new_each_time_and_then_no_more(world, hands):
    for words in ("Are you all right?", "Good.", "Take care.", "See you later."):
        await write(hands, "Fran", "Ben", words)
    said = [words for who, words in lines(world, "Fran", "Ben") if who == "Ben"]
    assert said[0] == ANSWER
    assert len(set(said)) == len(said) == 3
    assert [who for who, _ in lines(world, "Fran", "Ben")] == ["Fran", "Ben"] * 3 + ["Fran"]
    notes = [each["note"] for each in sight(world, "Fran", "@Ben")["messages"]]
    assert notes == ["", "Ben's answer is made up for this practice."] * 3 + [""]


async def test_nobody_answers_for_whoever_plays_them_or_leads(world, hands):
    await write(hands, "Ben", "Fran", "Could we talk?")
    await write(hands, "Fran", "Ben", "Of course.")
    await write(hands, "Fran", "Olu", "Somebody is unwell.")
    assert [who for who, _ in lines(world, "Fran", "Ben")] == ["Ben", "Fran"]
    assert [who for who, _ in lines(world, "Fran", "Olu")] == ["Fran"]


async def test_what_the_other_wrote_last_is_news_until_it_is_answered(world, hands):
    await write(hands, "Fran", "Ben", "Are you all right?")
    await write(hands, "Fran", "Olu", "Somebody is unwell.")
    told = {each["name"]: each["chats"] for each in people(world, "")}
    assert [each["newest"] for each in told["Ben"]] == [""]
    assert [each["newest"] for each in told["Fran"]] == ["2", ""]
    assert [each["newest"] for each in told["Olu"]] == ["3"]
    assert told["Ana"] == []


async def test_the_bot_hears_nothing_of_it_and_offers_no_command(world, hands):
    heard = []
    simkit.listen(world.env, lambda event, _: heard.append(event))
    await write(hands, "Fran", "Ben", "Are you all right?")
    assert heard == []
    assert simkit.private_channel(world.env, world["Ben"].id) is None
    offered = commands(world, "Fran", "@Ben")
    assert offered
    assert all("elsewhere" in each for each in offered)


@pytest.mark.parametrize("who", ["Fran", "Nobody"])
async def test_one_writes_to_somebody_else_who_is_there(hands, who):
    with pytest.raises(KeyError):
        await hands.do("chat", {"eyes": "Fran", "who": who})
