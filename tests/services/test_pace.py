"""One voice does not fill the room, and nobody loses a turn or words by it."""

from datetime import timedelta

import pytest

from bot.domain import stages
from bot.domain.template import StageKey
from bot.domain.words import MOST_IN_A_MINUTE, ManyWords
from bot.services.ports import Gone
from bot.services.words import NotPosted
from tests.services.conftest import lead, member


async def talk(story, key: StageKey = StageKey.DISCUSSION):
    now = await story.begun(5)
    while now.now_in is not key:
        now = await story.meetings.decide(
            now.id, lambda m, when, p=now.place: stages.advance(m, lead(), when, p, sure=True)
        )
    return now


async def fill(story, now, who):
    for number in range(MOST_IN_A_MINUTE):
        await story.words.say(now.id, who, now.place, f"words {number}")


async def test_whoever_types_on_and_on_is_asked_to_let_others_read(file_story):
    now = await talk(file_story)
    await fill(file_story, now, member(1))
    posted = file_story.discord.keys(now.room).count("words.typed")
    with pytest.raises(ManyWords):
        await file_story.words.say(now.id, member(1), now.place, "and more")
    with pytest.raises(ManyWords):
        await file_story.words.hold(now.id, member(1), now.place, "and more")
    assert file_story.discord.keys(now.room).count("words.typed") == posted
    await file_story.words.say(now.id, member(2), now.place, "me too")
    file_story.clock.at += timedelta(minutes=1)
    await file_story.words.say(now.id, member(1), now.place, "and more")


async def test_ones_turn_in_the_round_always_goes(file_story):
    now = await talk(file_story, StageKey.CHECK_IN)
    await fill(file_story, now, member(1))
    await file_story.words.say(now.id, member(1), now.place, "the fifth beside the turn")
    with pytest.raises(ManyWords):
        await file_story.words.say(now.id, member(1), now.place, "and more")


async def test_words_without_a_name_are_no_turn_so_they_count_there_too(file_story):
    now = await talk(file_story, StageKey.CHECK_IN)
    for number in range(MOST_IN_A_MINUTE):
        await file_story.words.hold(now.id, member(1), now.place, f"words {number}")
    with pytest.raises(ManyWords):
        await file_story.words.hold(now.id, member(1), now.place, "and more")
    await file_story.words.say(now.id, member(1), now.place, "the turn is still theirs")


async def test_words_that_did_not_reach_the_room_do_not_count(file_story):
    now = await talk(file_story)
    for _ in range(MOST_IN_A_MINUTE + 1):
        file_story.discord.plan("send", Gone())
        with pytest.raises(NotPosted):
            await file_story.words.say(now.id, member(1), now.place, "again")
    await file_story.words.say(now.id, member(1), now.place, "again")
