"""The library is never read within a transaction: everybody would wait for it."""

import asyncio

import pytest

from bot.domain.ids import PromptId
from bot.services.prompts.shipped import AtHand
from bot.services.retry import NotAtHand, run_with_retry
from tests.services.conftest import lead


class Lane:
    """Runs works, and knows whether one runs."""

    def __init__(self):
        self.works = False

    async def run(self, work):
        await asyncio.sleep(0)
        self.works = True
        try:
            return work(None)
        finally:
            self.works = False

    def latest(self, _):
        return None


class Shelf:
    """Takes long at the first reading in each language."""

    def __init__(self, lane):
        self.lane, self.read = lane, list[str]()
        self.faults = list[Exception]()

    def library(self, language):
        if language not in self.read:
            assert not self.lane.works
            if self.faults:
                raise self.faults.pop()
            self.read.append(language)
        return ()

    def search(self, topic, language):
        self.library(f"index {language}")
        return (PromptId(topic),)


@pytest.fixture
def lane():
    return Lane()


@pytest.fixture
def shelf(lane):
    return Shelf(lane)


@pytest.fixture
def at_hand(shelf):
    return AtHand(shelf.library, shelf.search)


async def test_it_is_read_between_two_transactions_once_for_all_who_wait(lane, shelf, at_hand):
    def work(_):
        return at_hand.library("en")

    assert await asyncio.gather(*(run_with_retry(lane, work) for _ in range(20))) == [()] * 20
    assert shelf.read == ["en"]
    assert await lane.run(work) == ()


async def test_the_index_waits_for_the_first_topic(lane, shelf, at_hand):
    def work(_):
        at_hand.library("en")
        return at_hand.surely_fitting("rows", "en")

    assert await run_with_retry(lane, work) == ("rows",)
    assert shelf.read == ["en", "index en"]


async def test_each_language_is_read_for_itself(lane, shelf, at_hand):
    async def read(language):
        await run_with_retry(lane, lambda _: at_hand.library(language))

    for language in ("en", "en", "it"):
        await read(language)
    assert shelf.read == ["en", "it"]


async def test_what_could_not_be_read_is_told_and_tried_again(lane, shelf, at_hand):
    shelf.faults.append(ValueError("no such row"))
    with pytest.raises(ValueError, match="no such row"):
        await run_with_retry(lane, lambda _: at_hand.library("en"))
    assert await run_with_retry(lane, lambda _: at_hand.library("en")) == ()


async def test_a_work_that_nobody_runs_again_says_what_it_lacks(lane, at_hand):
    with pytest.raises(NotAtHand):
        await lane.run(lambda _: at_hand.library("en"))


async def test_an_evening_suggests_questions_though_nothing_was_read_yet(story, monkeypatch):
    fetched, fetch = list[str](), AtHand._fetch

    async def noted(self, what, give):
        fetched.append(what)
        await fetch(self, what, give)

    monkeypatch.setattr(AtHand, "_fetch", noted)
    story.start()
    now = await story.begun()
    assert len((await story.questions.suggest(now.id, lead())).suggested) == 3
    assert len((await story.questions.suggest(now.id, lead())).suggested) == 3
    assert fetched == ["library en"]
