"""Check-ins through the real store: one form is one entry, and what is another's is not found."""

from datetime import timedelta

import pytest

from bot.domain.ids import OWN
from bot.domain.journal.entry import DayNotYet, DayTooEarly, JournalShelf, NothingSaid
from bot.domain.journal.filling import opened
from bot.domain.journal.strands import followed
from bot.services.journal.check_ins import TypedCheckIn
from bot.services.journal.drafts import EntryGone, fresh_id
from tests.domain.journal.writing import sheet as a_sheet
from tests.services.conftest import GUILD, member

ANA, BEN = member(1).id, member(2).id


async def check_in(story, place=GUILD, who=ANA, **answers):
    typed = TypedCheckIn(fresh_id(), answers or {"mood": "4", "urge": "7"})
    return (await story.check_ins.check_in(who, place, typed)).entry


@pytest.fixture
async def keeping(story):
    for who in (ANA, BEN):
        await story.choices.choose(who, keeps=True)
    return story


async def test_a_form_that_is_sent_again_takes_the_place_of_what_it_said(keeping):
    typed = TypedCheckIn(fresh_id(), {"mood": "4"})
    first = await keeping.check_ins.check_in(ANA, GUILD, typed)
    again = TypedCheckIn(typed.id, {"mood": "6", "helped": "Tea."})
    second = await keeping.check_ins.check_in(ANA, OWN, again)
    assert (second.place, second.entry.at) == (GUILD, first.entry.at)
    seen = await keeping.check_ins.history(ANA, 30)
    assert [one.answers for one in seen.entries] == [{"mood": "6", "helped": "Tea."}]


async def test_what_was_written_in_the_server_and_in_private_is_one_history_the_newest_first(
    keeping,
):
    here, alone = await check_in(keeping), await check_in(keeping, OWN)
    seen = await keeping.check_ins.history(ANA, 30)
    assert {one.id for one in seen.entries} == {here.id, alone.id}
    assert seen.trend.entries == 2
    assert (await keeping.check_ins.history(BEN, 30)).entries == ()


async def test_nobody_reads_changes_or_moves_what_is_anothers(keeping):
    mine = await check_in(keeping)
    with pytest.raises(EntryGone):
        await keeping.check_ins.one(BEN, mine.id)
    with pytest.raises(EntryGone):
        await keeping.check_ins.correct(BEN, mine.id, {"mood": "0"})
    with pytest.raises(EntryGone):
        await keeping.check_ins.move(BEN, mine.id, mine.day)
    with pytest.raises(EntryGone):
        await keeping.drafts.drop(BEN, mine.id)
    assert (await keeping.check_ins.one(ANA, mine.id))[0].entry == mine


async def test_an_entry_counts_for_another_day_within_reach_alone(keeping):
    mine = await check_in(keeping)
    moved = await keeping.check_ins.move(ANA, mine.id, mine.day - timedelta(days=3))
    assert moved.entry.day == mine.day - timedelta(days=3)
    with pytest.raises(DayNotYet):
        await keeping.check_ins.move(ANA, mine.id, mine.day + timedelta(days=1))
    with pytest.raises(DayTooEarly):
        await keeping.check_ins.move(ANA, mine.id, mine.day - timedelta(days=366))
    old = await keeping.check_ins.history(ANA, 7)
    assert [one.day for one in old.entries] == [moved.entry.day]


async def test_a_day_before_is_written_for_and_one_to_come_is_not(keeping):
    today = (await check_in(keeping)).day
    typed = TypedCheckIn(fresh_id(), {"mood": "5"}, day=today - timedelta(days=2))
    written = await keeping.check_ins.check_in(ANA, GUILD, typed)
    assert written.entry.day == today - timedelta(days=2)
    later = TypedCheckIn(fresh_id(), {"mood": "5"}, day=today + timedelta(days=1))
    with pytest.raises(DayNotYet):
        await keeping.check_ins.check_in(ANA, GUILD, later)


async def test_a_strand_that_was_dropped_meanwhile_costs_nobody_their_words(keeping):
    settings = await keeping.choices.change(ANA, lambda one: followed(one, "wine"))
    number = settings.strands[0].number
    about = TypedCheckIn(fresh_id(), {"urge": "5"}, strand=number)
    assert (await keeping.check_ins.check_in(ANA, GUILD, about)).entry.strand == number
    unknown = TypedCheckIn(fresh_id(), {"urge": "5"}, strand=number + 1)
    assert (await keeping.check_ins.check_in(ANA, GUILD, unknown)).entry.strand == 0


async def test_correcting_keeps_what_the_form_did_not_ask_for_and_refuses_to_blank_all(keeping):
    mine = await check_in(keeping, mood="4", helped="Tea.")
    after = await keeping.check_ins.correct(ANA, mine.id, {"mood": "5"})
    assert after.entry.answers == {"mood": "5", "helped": "Tea."}
    with pytest.raises(NothingSaid):
        await keeping.check_ins.correct(ANA, mine.id, {"mood": "", "helped": " "})
    assert (await keeping.check_ins.one(ANA, mine.id))[0].entry == after.entry


async def test_a_worksheet_is_no_day_to_look_back_at(keeping):
    def sheet(_, settings):
        return opened(number, a_sheet("values"), keeping.clock.at, settings)

    number = fresh_id()
    written = await keeping.drafts.write(ANA, GUILD, number, sheet)
    assert written.entry.shelf is JournalShelf.WORKSHEET
    with pytest.raises(EntryGone):
        await keeping.check_ins.one(ANA, number)
    assert (await keeping.check_ins.history(ANA, 30)).entries == ()
