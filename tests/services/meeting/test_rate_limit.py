"""One voice does not fill the room, and nobody loses a turn or words by it."""

from datetime import timedelta

import pytest

from bot.domain.meeting import stages
from bot.domain.meeting.rate_limit import (
    OF_ALL,
    OF_ONE,
    Counted,
    EnoughTopics,
    ManyPresses,
    ManyWords,
    RoomIsFull,
)
from bot.domain.meeting.rights import EmptyWords
from bot.domain.meeting.talk import agenda, hands
from bot.domain.template import StageKey
from bot.services.meeting.words_posted import NotPosted
from bot.services.ports.trouble import Gone
from tests.services.conftest import lead, member

ENOUGH = OF_ONE[Counted.WORDS].most


async def talk(story, key: StageKey = StageKey.DISCUSSION):
    now = await story.begun(5)
    while now.now_in is not key:
        now = await story.meetings.decide(
            now.id, lambda m, when, p=now.place: stages.advance(m, lead(), when, p, sure=True)
        )
    return now


async def fill(story, now, who):
    for number in range(ENOUGH):
        await story.words.say(now.id, who, now.place, f"words {number}")


async def test_whoever_types_on_and_on_is_asked_to_let_others_read(file_story):
    now = await talk(file_story)
    await fill(file_story, now, member(1))
    posted = file_story.discord.keys(now.room).count("words.typed")
    with pytest.raises(ManyWords):
        await file_story.words.say(now.id, member(1), now.place, "and more")
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
    for number in range(ENOUGH):
        await file_story.words.hold(now.id, member(1), now.place, f"words {number}")
    with pytest.raises(ManyWords):
        await file_story.words.hold(now.id, member(1), now.place, "and more")
    await file_story.words.say(now.id, member(1), now.place, "the turn is still theirs")


async def test_words_that_did_not_reach_the_room_do_not_count(file_story):
    now = await talk(file_story)
    for _ in range(ENOUGH + 1):
        file_story.discord.plan("send", Gone())
        with pytest.raises(NotPosted):
            await file_story.words.say(now.id, member(1), now.place, "again")
    await file_story.words.say(now.id, member(1), now.place, "again")


async def test_a_raid_of_many_does_not_fill_the_room_and_who_leads_is_never_refused(file_story):
    now = await talk(file_story)
    for number in range(10, 50):
        await file_story.come_in(member(number))
    posted = 0
    for number in range(10, 50):
        try:
            await file_story.words.say(now.id, member(number), now.place, "spam")
            posted += 1
        except RoomIsFull:
            continue
    assert posted < OF_ALL[Counted.WORDS].most
    for number in range(ENOUGH + 1):
        await file_story.words.say(now.id, lead(), now.place, f"please wait {number}")
    file_story.clock.at += OF_ALL[Counted.WORDS].within
    await file_story.words.say(now.id, member(1), now.place, "is it quiet again?")


async def suggest(story, now, who, text):
    rule = lambda m, _: agenda.suggest(m, who, text)  # noqa: E731 - one rule
    return await story.meetings.decide(now.id, rule, who, counts=Counted.TOPICS)


async def test_one_person_does_not_fill_the_agenda_and_nothing_says_whose_a_topic_is(file_story):
    now = await talk(file_story)
    for number in range(5):
        await suggest(file_story, now, member(1), f"topic {number}")
    with pytest.raises(EnoughTopics):
        await suggest(file_story, now, member(1), "one more")
    after = await suggest(file_story, now, member(2), "mine")
    assert [topic.by for topic in after.topics] == [None] * 6


async def test_a_topic_that_is_there_already_or_that_is_refused_does_not_count(file_story):
    now = await talk(file_story)
    for _ in range(9):
        await suggest(file_story, now, member(1), "sleep")
        with pytest.raises(EmptyWords):
            await suggest(file_story, now, member(1), "  ")
    for number in range(4):
        await suggest(file_story, now, member(1), f"topic {number}")
    with pytest.raises(EnoughTopics):
        await suggest(file_story, now, member(1), "one more")


async def test_a_hand_that_goes_up_and_down_rests_a_moment(file_story):
    now = await talk(file_story)

    async def press(who):
        def rule(m, _):
            step = hands.lower_hand if hands.is_up(m, who.id) else hands.raise_hand
            return step(m, who, now.place)

        return await file_story.meetings.decide(now.id, rule, who, counts=Counted.PRESSES)

    for _ in range(OF_ONE[Counted.PRESSES].most):
        await press(member(1))
    with pytest.raises(ManyPresses):
        await press(member(1))
    await press(member(2))
    file_story.clock.at += OF_ONE[Counted.PRESSES].within
    await press(member(1))


async def test_after_the_end_nothing_is_remembered_of_who_did_how_much(file_story):
    now = await talk(file_story)
    await suggest(file_story, now, member(1), "sleep")
    await file_story.words.say(now.id, member(1), now.place, "hello")
    await file_story.meetings.end(now.id, lead(), now.place, sure=True)
    rate = file_story.meetings.rate
    assert not rate._paces
    assert not rate._numbers
