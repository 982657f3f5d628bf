"""Finding and drawing questions: from memory, the group's own among them, none twice an evening."""

import asyncio
from dataclasses import replace

import pytest

from bot.content import prompts as library
from bot.content import rounds
from bot.domain.ids import GuildId, PromptId
from bot.domain.meeting.form_entries import Topic
from bot.domain.prompts.browsing import Wanted
from bot.domain.prompts.prompt import Point, Purpose
from bot.domain.prompts.theme import Theme
from bot.domain.template import StageKey
from bot.services.prompts.search import MOST_FOUND
from tests.services.conftest import GUILD, lead, member
from tests.services.meeting.test_presses import at
from tests.services.prompt_story import SEA, SONG, shelves

ANY = Wanted()


@pytest.fixture
def few(monkeypatch):
    """A library of which every question comes up in one evening, the group's own as well."""
    every = library.library
    monkeypatch.setattr(library, "library", lambda language: every(language)[:90])


@pytest.fixture
def shelf(story):
    return shelves(story)


def ids(offer):
    return [one.id for one in offer.prompts]


async def test_plain_words_find_the_library_and_the_groups_own(shelf):
    kept = (await shelf.add()).kept
    offer = await shelf.prompts.find(GUILD, member(1), "a walk by the sea", ANY)
    assert ids(offer)[0] == kept.id
    assert 1 < len(offer.prompts) <= MOST_FOUND
    assert (offer.meeting, offer.waiting) == (None, 0)
    begun = await shelf.prompts.complete(GUILD, "What does a walk by the s", 5)
    assert begun[0] == kept.prompt
    assert ids(await shelf.prompts.find(GUILD, member(1), kept.id, ANY))[0] == kept.id
    wanted = Wanted(point=Point.URGES)
    other = await shelf.prompts.find(GUILD, member(1), "a walk by the sea", wanted)
    assert kept.id not in ids(other)


async def test_another_group_finds_nothing_of_it(shelf):
    kept = (await shelf.add()).kept
    other = GuildId(9002)
    assert kept.id not in ids(await shelf.prompts.find(other, lead(), "a walk by the sea", ANY))
    assert ids(await shelf.prompts.again(other, lead(), [kept.id])) == []


async def test_only_what_was_wanted_is_found(shelf):
    wanted = Wanted(Point.URGES, Theme.CRAVINGS, Purpose.OPEN_QUESTION)
    found = (await shelf.prompts.find(GUILD, member(1), "cravings after work", wanted)).prompts
    assert found
    assert all(wanted.fits(one) for one in found)


async def test_an_index_is_built_once_and_shared_until_a_group_has_its_own(shelf):
    groups = [GuildId(number) for number in range(9100, 9110)]
    await asyncio.gather(*(shelf.prompts.shelf(group) for group in groups for _ in range(5)))
    assert len(set(shelf.built)) == 1
    built = len(shelf.built)
    await shelf.prompts.find(groups[0], member(1), "pub", ANY)
    assert len(shelf.built) == built
    await shelf.add()
    await shelf.add(SONG)
    assert shelf.built[built:] == [shelf.built[0] + 1, shelf.built[0] + 2]


async def test_after_a_restart_the_own_ones_are_found_again(shelf):
    kept = (await shelf.add()).kept
    await shelf.story.restart()
    again = shelves(shelf.story)
    assert kept.id in ids(await again.prompts.find(GUILD, member(1), "walk by the sea", ANY))


async def test_a_build_that_was_overtaken_is_not_kept(shelf):
    await shelf.add()
    await asyncio.gather(*(shelf.prompts.refresh(GUILD) for _ in range(5)))
    known = await shelf.prompts.shelf(GUILD)
    assert [one.prompt.text for one in known.own] == [SEA]


async def test_without_words_three_come_that_the_group_has_not_heard(shelf):
    heard = [one.id for one in library.load()[:300]]
    await shelf.story.kept.run(lambda tx: tx.heard.add(GUILD, 1, heard, shelf.story.clock.now()))
    seen = []
    for page in range(8):
        offer = await shelf.prompts.draw(GUILD, member(1), ANY, 7, page)
        seen += ids(offer)
    assert len(seen) == len(set(seen)) == 24
    assert not set(seen) & set(heard)


async def test_whoever_leads_gets_others_each_time_and_the_console_knows_of_them(shelf):
    now = await at(shelf.story, StageKey.DISCUSSION)
    seen = []
    for _ in range(6):
        offer = await shelf.prompts.draw(GUILD, lead(), ANY, 7)
        assert offer.meeting.id == now.id
        seen += ids(offer)
    assert len(seen) == len(set(seen)) == 18
    suggested = await shelf.story.questions.suggest(now.id, lead())
    assert not set(suggested.suggested) & set(seen)
    assert (await shelf.prompts.draw(GUILD, member(1), ANY, 7)).meeting is None


async def test_a_talk_without_a_topic_is_offered_what_opens_one_until_all_of_that_was(shelf):
    now = await at(shelf.story, StageKey.DISCUSSION)
    seen: set[PromptId] = set()
    openers = rounds.openers("en")
    while not openers <= seen:
        before = len(seen)
        suggested = await shelf.story.questions.suggest(now.id, lead())
        seen |= set(suggested.suggested)
        assert seen <= openers
        assert len(seen) > before
    further = await shelf.story.questions.suggest(now.id, lead())
    assert not openers & set(further.suggested)
    assert not rounds.off_the_card("en") & set(further.suggested)


def _about_saying_no(meeting, _):
    return replace(meeting, topics=(Topic(1, "Saying no"),), talking_about=1)


async def test_on_a_topic_nothing_points_to_what_was_said_until_a_question_was_asked(shelf):
    now = await at(shelf.story, StageKey.DISCUSSION)
    now = await shelf.story.meetings.decide(now.id, _about_saying_no)
    opening, asked = rounds.opening("en"), PromptId("b001")
    for _ in range(5):
        now = await shelf.story.questions.suggest(now.id, lead())
        assert set(now.suggested) <= opening
    now = await shelf.story.questions.ask(now.id, lead(), now.place, asked)
    seen: set[PromptId] = set()
    while seen <= opening:
        now = await shelf.story.questions.suggest(now.id, lead())
        assert set(now.suggested) - seen
        seen |= set(now.suggested)


# ---------------------------------------------------------------- own ones in the evening


async def test_an_own_question_is_suggested_asked_and_on_the_card_with_its_words(few, shelf):
    kept = (await shelf.add()).kept
    now = await at(shelf.story, StageKey.DISCUSSION)
    for _ in range(100):
        suggested = await shelf.story.questions.suggest(now.id, lead())
        if kept.id in suggested.suggested:
            break
    assert kept.id in suggested.suggested
    assert kept.id in suggested.offered
    asked = await shelf.story.questions.ask(now.id, lead(), now.place, kept.id)
    assert [one.text for one in asked.own] == [SEA]
    assert await shelf.story.kept.run(lambda tx: tx.heard.last(GUILD)) == (kept.id,)


async def test_a_question_that_was_retired_after_it_was_suggested_can_still_be_asked(shelf):
    kept = (await shelf.add()).kept
    now = await at(shelf.story, StageKey.DISCUSSION)
    await shelf.story.questions.ask(now.id, lead(), now.place, kept.id)
    await shelf.own.retire(GUILD, lead(), kept.id)
    again = await shelf.story.questions.ask(now.id, lead(), now.place, kept.id)
    assert [one.text for one in again.own] == [SEA]
    other = library.load()[0].id
    moved = await shelf.story.questions.ask(now.id, lead(), now.place, PromptId(other))
    assert moved.own == ()


async def test_stems_of_the_group_are_among_the_ways_to_respond(shelf):
    stem = "It took patience to wait for the sea to calm down."
    await shelf.add(stem, purpose=Purpose.AFFIRMATION)
    now = await at(shelf.story, StageKey.DISCUSSION)
    ways = await shelf.story.questions.ways_to_respond(now, [Purpose.AFFIRMATION], count=999)
    assert stem in [one.text for one in ways[Purpose.AFFIRMATION]]
