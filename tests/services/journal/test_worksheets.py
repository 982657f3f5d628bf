"""Worksheets of one member: begun once, gone on with, shared line by line; never anybody else's."""

import pytest

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import OWN
from bot.domain.journal.entry import NothingSaid
from bot.domain.journal.filling import MayNotShare, NothingToShare
from bot.services.journal.drafts import EntryGone, fresh_id
from tests.services.conftest import GUILD, member

ANA, BEN = member(1).id, member(2).id
KIND = "seven_day_plan"


@pytest.fixture
async def worksheets(story):
    await story.choices.choose(ANA, keeps=True)
    return story.worksheets


async def test_a_first_page_sent_twice_is_one_worksheet(story, worksheets):
    entry = fresh_id()
    for _ in range(2):
        await worksheets.fill(ANA, GUILD, entry, 0, {"focus": "sleep"}, begins=KIND)
    assert [one.id for one in await worksheets.mine(ANA)] == [entry]


async def test_a_later_page_of_what_is_gone_begins_nothing(worksheets):
    with pytest.raises(EntryGone):
        await worksheets.fill(ANA, GUILD, fresh_id(), 1, {"obstacle": "rain"})
    with pytest.raises(BeforeUpdate):
        await worksheets.fill(ANA, GUILD, fresh_id(), 0, {"a": "b"}, begins="no_such_kind")
    assert await worksheets.mine(ANA) == ()


async def test_the_unfinished_come_first_and_then_the_newest(story, worksheets):
    numbers = [fresh_id() for _ in range(3)]
    for number in numbers:
        await worksheets.fill(ANA, GUILD, number, 0, {"focus": "sleep"}, begins=KIND)
        await story.wait(minutes=1)
    await worksheets.stop(ANA, numbers[2])
    await worksheets.stop(ANA, numbers[0])
    assert [one.id for one in await worksheets.mine(ANA)] == [numbers[1], numbers[2], numbers[0]]
    found = await worksheets.open(ANA, KIND)
    assert found.unfinished is not None
    assert found.unfinished.entry.id == numbers[1]


async def test_a_blank_worksheet_is_not_stopped_as_if_it_held_something(worksheets):
    entry = fresh_id()
    await worksheets.fill(ANA, GUILD, entry, 0, {}, begins=KIND)
    with pytest.raises(NothingSaid):
        await worksheets.stop(ANA, entry)


async def test_of_all_that_is_written_only_lines_that_may_be_shared_are_offered(worksheets):
    entry = fresh_id()
    typed = {"focus": "more sleep", "support": "my sister"}
    await worksheets.fill(ANA, OWN, entry, 0, typed, begins=KIND)
    (lines,) = await worksheets.lines(ANA)
    assert [one.text for one in lines.lines] == ["more sleep"]
    assert await worksheets.shared(ANA, entry, "focus", 0) == "more sleep"
    with pytest.raises(MayNotShare):
        await worksheets.shared(ANA, entry, "support", 0)
    with pytest.raises(NothingToShare):
        await worksheets.shared(ANA, entry, "focus", 1)


async def test_nobody_else_reads_shares_stops_or_deletes_it(worksheets):
    entry = fresh_id()
    await worksheets.fill(ANA, GUILD, entry, 0, {"focus": "sleep"}, begins=KIND)
    for tried in (
        worksheets.read(BEN, entry),
        worksheets.stop(BEN, entry),
        worksheets.delete(BEN, entry),
        worksheets.shared(BEN, entry, "focus", 0),
    ):
        with pytest.raises(EntryGone):
            await tried
    assert (await worksheets.mine(BEN), await worksheets.lines(BEN)) == ((), ())
    assert (await worksheets.read(ANA, entry)).entry.answers == {"focus": "sleep"}
