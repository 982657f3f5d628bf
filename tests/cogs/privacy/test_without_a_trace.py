"""Words without a name on the evening itself: nothing moves on the card when they are handed in."""

import re

import pytest

from bot.rehearsal import cast, chance
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")


async def whisper(group: Group, name: str) -> None:
    given = await group.write(name, "Type instead", {"text": "I drank on Friday.", "hide": True})
    assert given.private
    assert "The facilitator reads it first" in given.text


def edits(group: Group) -> int:
    card = group.card().message.id
    return sum(
        one.method == "PATCH" and one.path.endswith(f"/messages/{card}")
        for one in group.env.http_requests
    )


@pytest.fixture
async def anas_turn(evening) -> Group:
    group = await evening(*FOUR, stage="check_in")
    await group.press("Fran", "I've finished")
    await group.wait(2)
    assert group.floor == "Ana"
    return group


@pytest.mark.parametrize("author", FOUR)
async def test_whoever_hands_them_in_the_card_shows_the_same_at_the_same_time(anas_turn, author):
    group = anas_turn
    before, edited = group.words, edits(group)
    with chance.drawn_from(7):
        await whisper(group, author)
    seen = []
    for _ in range(12):
        await group.wait(5)
        seen.append(group.words)
    waits = before + "\n1 line without a name is waiting for the facilitator."
    at = next(place for place, words in enumerate(seen) if words != before)
    assert seen == [before] * at + [waits] * (12 - at)
    assert 3 <= at <= 11
    assert edits(group) == edited + 1


async def test_whoever_has_the_floor_keeps_it_and_hears_how_to_end_their_turn(anas_turn):
    group = anas_turn
    given = await group.write("Ana", "Type instead", {"text": "I drank.", "hide": True})
    assert "Press I've finished or Pass whenever you like." in given.text
    assert group.floor == "Ana"
    console = await group.console()
    assert "I drank." in console.text
    await group.press("Ana", "I've finished")
    await group.wait(2)
    assert group.floor == "Ben"
    assert "waiting for the facilitator" not in group.words


def without_minutes(console):
    """What a console says, but for how long each has had the floor by now."""
    return re.sub(r"\d+:\d\d", "", console)


async def test_a_topic_from_the_check_in_moves_nothing_that_anybody_sees(anas_turn):
    group = anas_turn
    await group.press("Ana", "I've finished")
    await group.wait(5)
    card, edited = group.words, edits(group)
    console = (await group.console()).text
    asked = next(
        one for one in group.seen("Ana") if "to talk about later" in plain(one.components).text
    )
    first, form = [await cast.press(group["Ana"], "Yes, add it", on=asked) for _ in "ab"]
    await cast.fill(group["Ana"], first, {"text": "Work", "named": True})
    mine = await group.options("Ana", "Take back what I wrote")
    await cast.choose(group["Ana"], "Choose a topic to take back", "Work", on=mine.message)
    await cast.fill(group["Ana"], form, "My brother")
    await group.wait(5)
    assert (group.words, edits(group)) == (card, edited)
    again = await group.console()
    assert without_minutes(again.text) == without_minutes(console)
    assert "Take something down" not in str(again.message.components)
    await group.go_to("agenda")
    assert "1. My brother" in group.words
