"""Pages are kept at once where that was chosen; else they wait in memory, and in no file."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.ids import OWN, EntryId
from bot.domain.journal import entry as rules
from bot.domain.journal.entry import JournalFull, JournalShelf
from bot.services.journal import drafts as module
from bot.services.journal.drafts import HELD, EntryGone, fresh_id
from tests.domain.journal.writing import check_in
from tests.services.conftest import GUILD, member

ANA, BEN = member(1).id, member(2).id
ONE = check_in(5, helped="A walk.")
OPEN = replace(ONE, id=EntryId(6), shelf=JournalShelf.WORKSHEET, about="values", page=1, done=False)


def further(entry, _):
    """The next page of a worksheet, or its first."""
    if entry is None:
        return OPEN
    return replace(entry, page=entry.page + 1, answers={**entry.answers, f"p{entry.page}": "yes"})


async def all_of(story, who=ANA):
    return await story.kept.run(lambda tx: tx.entries.all(who, (OWN, GUILD)))


async def test_every_page_is_kept_as_it_is_sent_and_is_there_after_a_restart(story):
    await story.choices.choose(ANA, keeps=True)
    first = await story.drafts.write(ANA, GUILD, OPEN.id, further)
    assert (first.kept, first.until, first.entry.page) == (True, None, 1)
    await story.restart()
    second = await story.drafts.write(ANA, OWN, OPEN.id, further)
    assert (second.place, second.entry.page, second.entry.version) == (GUILD, 2, 1)
    assert await all_of(story) == ((GUILD, second.entry),)
    assert await story.drafts.read(ANA, OPEN.id) == second


@pytest.mark.parametrize("chosen", [False, None])
async def test_who_does_not_keep_gets_it_back_and_no_row_is_written(story, chosen):
    if chosen is not None:
        await story.choices.choose(ANA, keeps=chosen)
    done = await story.drafts.write(ANA, GUILD, ONE.id, lambda *_: ONE)
    assert (done.kept, done.until, done.entry) == (False, None, ONE)
    waiting = await story.drafts.write(ANA, GUILD, OPEN.id, further)
    assert waiting.until == story.clock.at + HELD
    assert (await story.drafts.write(ANA, GUILD, OPEN.id, further)).entry.page == 2
    assert await all_of(story) == ()


async def test_what_waits_is_gone_after_its_time_after_a_restart_and_for_anybody_else(story):
    await story.drafts.write(ANA, GUILD, OPEN.id, further)
    with pytest.raises(EntryGone):
        await story.drafts.read(BEN, OPEN.id)
    assert (await story.drafts.read(ANA, OPEN.id)).entry == OPEN
    story.clock.at += HELD
    with pytest.raises(EntryGone):
        await story.drafts.read(ANA, OPEN.id)
    await story.drafts.write(ANA, GUILD, OPEN.id, further)
    await story.restart()
    with pytest.raises(EntryGone):
        await story.drafts.keep(ANA, OPEN.id)


async def test_the_oldest_make_room(story, monkeypatch):
    monkeypatch.setattr(module, "MOST_HELD", 2)
    numbers = [fresh_id() for _ in range(3)]
    for number in numbers:
        entry = replace(OPEN, id=number)
        await story.drafts.write(ANA, GUILD, number, lambda *_, e=entry: e)
    with pytest.raises(EntryGone):
        await story.drafts.read(ANA, numbers[0])
    assert [(await story.drafts.read(ANA, one)).entry.id for one in numbers[1:]] == numbers[1:]


async def test_what_waits_for_a_choice_of_its_own_is_kept_when_its_author_says_so(story):
    await story.choices.choose(ANA, keeps=True)
    asked = await story.drafts.write(ANA, GUILD, ONE.id, lambda *_: ONE, waits=True)
    assert (asked.kept, await all_of(story)) == (False, ())
    kept = await story.drafts.keep(ANA, ONE.id)
    assert (kept.kept, kept.entry) == (True, ONE)
    assert await all_of(story) == ((GUILD, ONE),)
    assert await story.drafts.keep(ANA, ONE.id) == kept


async def test_a_change_of_mind_between_two_pages_holds_from_then_on(story):
    await story.choices.choose(ANA, keeps=True)
    await story.drafts.write(ANA, GUILD, OPEN.id, further)
    await story.choices.choose(ANA, keeps=False)
    second = await story.drafts.write(ANA, GUILD, OPEN.id, further)
    assert (second.kept, second.entry.page) == (False, 2)
    assert await all_of(story) == ((GUILD, OPEN),)
    await story.choices.choose(ANA, keeps=True)
    third = await story.drafts.write(ANA, GUILD, OPEN.id, further)
    assert (third.kept, third.entry.page) == (True, 3)
    assert [entry.page for _, entry in await all_of(story)] == [3]


async def test_a_form_that_arrives_twice_is_one_entry(story):
    await story.choices.choose(ANA, keeps=True)
    for _ in range(2):
        await story.drafts.write(
            ANA, GUILD, ONE.id, lambda known, _: replace(known or ONE, answers=ONE.answers)
        )
    assert len(await all_of(story)) == 1


async def test_what_is_dropped_is_gone_wherever_it_was(story):
    await story.drafts.write(ANA, GUILD, OPEN.id, further)
    await story.choices.choose(ANA, keeps=True)
    await story.drafts.write(ANA, GUILD, ONE.id, lambda *_: ONE)
    for number in {OPEN.id, ONE.id}:
        await story.drafts.drop(ANA, number)
        with pytest.raises(EntryGone):
            await story.drafts.drop(ANA, number)
    assert await all_of(story) == ()


async def test_what_was_given_back_at_its_end_waits_no_longer(story):
    await story.drafts.write(ANA, GUILD, OPEN.id, further)
    done = await story.drafts.write(ANA, GUILD, OPEN.id, lambda entry, _: replace(entry, done=True))
    assert (done.kept, done.until) == (False, None)
    with pytest.raises(EntryGone):
        await story.drafts.read(ANA, OPEN.id)


async def test_whoever_is_forgotten_has_nothing_waiting(story):
    for who in (ANA, BEN):
        await story.drafts.write(who, GUILD, OPEN.id, further)
    story.drafts.forget(ANA)
    with pytest.raises(EntryGone):
        await story.drafts.read(ANA, OPEN.id)
    assert (await story.drafts.read(BEN, OPEN.id)).entry == OPEN


async def test_nobody_keeps_more_than_fits(story, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ENTRIES", 2)
    await story.choices.choose(ANA, keeps=True)
    for number in (1, 2):
        entry = check_in(number)
        await story.drafts.write(ANA, GUILD, entry.id, lambda *_, e=entry: e)
    with pytest.raises(JournalFull):
        await story.drafts.write(ANA, OWN, ONE.id, lambda *_: ONE)
    changed = check_in(1, mood="9")
    await story.drafts.write(ANA, GUILD, changed.id, lambda *_: changed)
    assert len(await all_of(story)) == 2


async def test_a_number_that_is_somebody_elses_is_taken_for_another_and_nothing_is_told(story):
    await story.choices.choose(ANA, keeps=True)
    await story.choices.choose(BEN, keeps=True)
    hers = await story.drafts.write(ANA, GUILD, ONE.id, lambda *_: ONE)
    his = await story.drafts.write(
        BEN, GUILD, ONE.id, lambda *_: replace(ONE, answers={"mood": "2"})
    )
    assert his.kept
    assert his.entry.id != ONE.id
    assert (await story.drafts.read(BEN, his.entry.id)).entry.answers == {"mood": "2"}
    assert await story.drafts.read(ANA, ONE.id) == hers
    again = await story.drafts.write(
        BEN, GUILD, ONE.id, lambda *_: replace(ONE, answers={"mood": "4"})
    )
    assert again.entry.id == his.entry.id, "sent again it is no second entry"
    assert [one.answers for _, one in await all_of(story, BEN)] == [{"mood": "4"}]


@pytest.mark.parametrize("shelf", ["worksheet", "plan"])
async def test_two_begin_forms_with_one_number_make_one_entry_each_and_cross_nobody(story, shelf):
    number, typed = EntryId(77), {"if_situation": "a bar", "then_action": "walk on"}

    async def begins(who, words):
        if shelf == "plan":
            return await story.plans.write(who, GUILD, number, 0, typed | words, begins=True)
        said = {"behaviour": words["then_action"]}
        return await story.worksheets.fill(who, GUILD, number, 0, said, begins="pros_cons")

    for who in (ANA, BEN):
        await story.choices.choose(who, keeps=True)
    for words in ("hers", "his", "hers again", "his again"):
        who = ANA if words.startswith("hers") else BEN
        await asyncio.gather(*(begins(who, {"then_action": words}) for _ in range(2)))
    ((_, hers),) = await all_of(story, ANA)
    ((_, his),) = await all_of(story, BEN)
    assert "hers again" in str(hers.answers)
    assert "his again" in str(his.answers)
    assert hers.id == number != his.id
    assert not his.done or shelf == "worksheet", "a plan that was begun so is asked about as well"
