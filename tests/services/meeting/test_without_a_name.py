"""Words without a name: handed to the facilitator, counted after a while, shown once."""

from datetime import timedelta

import pytest

from bot.domain.meeting.rights import NotFacilitator
from bot.domain.meeting.talk import board
from bot.domain.template import StageKey
from tests.services.conftest import lead, member
from tests.services.meeting.test_presses import at
from tests.services.small_discord import Lost


async def test_words_without_a_name_wait_for_the_facilitator_and_come_once(story):
    now = await at(story, StageKey.DISCUSSION)
    await story.words.hold(now.id, member(1), now.place, "nobody knows")
    waiting = await story.words.hold(now.id, member(2), now.place, "not for all")
    first, second = waiting.held
    with pytest.raises(NotFacilitator):
        await story.words.release(now.id, member(1), first.number, show=True)
    story.discord.plan("send", Lost())
    await story.words.release(now.id, lead(), first.number, show=True)
    after = await story.words.release(now.id, lead(), second.number, show=False)
    assert after.held == ()
    assert story.discord.keys(now.room) == ["words.without_name"]
    with pytest.raises(board.GoneAlready):
        await story.words.release(now.id, lead(), first.number, show=True)


async def test_the_card_counts_words_without_a_name_after_a_while_also_in_another_process(story):
    now = await at(story, StageKey.CHECK_IN)
    await story.wait(seconds=1)
    redrawn, written_at = story.discord.redrawn, story.clock.now()
    after = await story.words.hold(now.id, member(1), now.place, "nobody knows")
    assert story.discord.redrawn == redrawn
    assert after.round == now.round
    (waiting,) = after.held
    least, most = board.COUNTED_AFTER
    assert least <= waiting.counts_from - written_at <= most
    await story.restart()
    redrawn = story.discord.redrawn
    await story.until(waiting.counts_from - timedelta(milliseconds=500))
    assert board.counted(await story.meetings.get(now.id), story.clock.now()) == 0
    await story.until(waiting.counts_from + timedelta(seconds=1))
    assert board.counted(await story.meetings.get(now.id), story.clock.now()) == 1
    assert story.discord.redrawn > redrawn


async def test_when_the_card_counts_them_is_drawn_anew_each_time(file_story):
    now = await at(file_story, StageKey.DISCUSSION)
    for number in range(5):
        await file_story.words.hold(now.id, member(number), now.place, "nobody knows")
    held = (await file_story.meetings.get(now.id)).held
    assert len({one.counts_from for one in held}) == len({one.number for one in held}) == 5


async def test_under_five_people_a_missing_name_would_hide_nobody(story):
    now = await at(story, StageKey.DISCUSSION, people=2)
    with pytest.raises(board.TooFewForNoName):
        await story.words.hold(now.id, member(1), now.place, "who?")
