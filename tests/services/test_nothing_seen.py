"""Titles, texts, names and typed words in which nothing is seen, through the use cases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.repeat import Repeat
from bot.domain.meeting.rights import EmptyWords
from bot.domain.meeting.round_state import Turn
from bot.domain.person import Actor
from bot.domain.template import StageKey
from bot.services.calendar.schedule import NoTitle, Wish
from tests.domain.nothing_seen import NOTHING_SEEN
from tests.services.conftest import GUILD, lead
from tests.services.meeting.test_presses import at

UNSEEN = "\u200b\u3164"
DAY = timedelta(days=1)


@pytest.mark.parametrize("typed", NOTHING_SEEN, ids=ascii)
async def test_no_meeting_is_called_nothing(file_story, typed):
    story = file_story
    await story.settle_server()
    with pytest.raises(NoTitle):
        await story.schedule.start_now(GUILD, lead(), Wish(typed))
    with pytest.raises(NoTitle):
        await story.plan(title=typed)


async def test_a_topic_of_nothing_is_no_topic_and_a_title_is_cut_between_characters(story):
    await story.settle_server()
    family = "👨‍👩‍👧"
    made = await story.schedule.start_now(GUILD, lead(), Wish("x" * 57 + family, topic=UNSEEN))
    assert (made.title, made.topic) == ("x" * 57, "")


async def test_a_series_called_nothing_by_an_older_version_stops_nobodys_plans(story):
    await story.settle_server()
    made = await story.plan(Repeat.WEEKLY)
    await story.kept.run(lambda tx: tx.series.put(replace(made.series, title=UNSEEN)))
    story.clock.at += 30 * DAY
    await story.schedule.plan_ahead()
    titles = {one.title for one in await story.kept.run(lambda tx: tx.occurrences.of(GUILD))}
    assert titles == {made.series.title, "Open meeting"}


async def test_texts_of_nothing_are_the_usual_ones(story):
    saved = await story.setup.save_texts(GUILD, lead(), {"rules": UNSEEN, "opening": UNSEEN})
    texts = saved.server.texts
    assert (texts.rules, texts.opening, texts.rules_version) == ("", "", 1)


@pytest.mark.parametrize("typed", NOTHING_SEEN, ids=ascii)
async def test_typed_words_of_nothing_reach_nobody_and_the_turn_stays(file_story, typed):
    story = file_story
    now = await at(story, StageKey.CHECK_IN)
    before = list(story.discord.keys(now.room))
    first = next(one for one in now.people if one.id == now.round.floor)
    by = Actor(first.id, first.name)
    for attempt in (story.words.say, story.words.hold):
        with pytest.raises(EmptyWords):
            await attempt(now.id, by, now.place, typed)
    after = await story.meetings.get(now.id)
    assert story.discord.keys(now.room) == before
    assert after.round.seat(first.id).turn is Turn.FLOOR
