"""Packs: shown before they are taken, taken whole or not at all, refused in one sentence."""

import asyncio
import threading
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content import prompts
from bot.domain.finding import Unreadable
from bot.domain.ids import GuildId, PromptId
from bot.domain.prompts import own_prompt as rules
from bot.domain.prompts.own_prompt import State
from bot.domain.prompts.pack import Diff
from bot.services.prompts.packs import (
    LARGEST,
    BadFile,
    ChangedMeanwhile,
    FileGone,
    Format,
    NothingToExport,
    StillReading,
    _compared,
)
from bot.services.prompts.shelf import shelf_of
from bot.text.catalog import speaker
from bot.text.plain import plain
from tests.content.malformed import NO_PACKS, NOTHING_TO_TAKE
from tests.services.conftest import GUILD, lead, member
from tests.services.prompt_story import RIVER, SEA, SONG, shelves

SAY = speaker("en")

FILE = f'text,point,why\n"{SEA}",balance,\n"{SONG}",balance,=1+1\n"Do you?",urges,\n'.encode()


@pytest.fixture
def shelf(story):
    return shelves(story)


async def read(shelf, data=FILE, name="ours.csv", by=None, guild=GUILD):
    return await shelf.packs.read(guild, by or lead(), name, data)


async def test_nothing_is_written_before_somebody_says_yes(shelf):
    found = await read(shelf)
    assert [one.text for one in found.diff.new] == [SEA, SONG]
    assert [one.text for one in found.diff.refused] == ["Do you?"]
    assert await shelf.kept() == ()
    await shelf.packs.take(GUILD, lead(), found.handle)
    assert sorted(one.prompt.text for one in await shelf.kept()) == [SEA, SONG]


async def test_a_second_press_and_a_second_file_change_nothing(shelf):
    found = await read(shelf)
    await shelf.packs.take(GUILD, lead(), found.handle)
    before = await shelf.kept()
    with pytest.raises(FileGone):
        await shelf.packs.take(GUILD, lead(), found.handle)
    again = await read(shelf)
    assert (again.diff.takes, len(again.diff.unchanged)) == (0, 2)
    assert await shelf.kept() == before


@pytest.mark.parametrize("kind", Format)
async def test_what_was_given_away_comes_back_unchanged_and_a_change_is_shown(shelf, kind):
    await shelf.packs.take(GUILD, lead(), (await read(shelf)).handle)
    (part,) = await shelf.packs.export(GUILD, lead(), kind)
    same = await read(shelf, part, f"x.{kind}")
    assert (same.diff.takes, len(same.diff.unchanged)) == (0, 2)
    assert {one.prompt.why for one in same.diff.unchanged} == {"", "=1+1"}
    other = await read(shelf, part.replace(SEA.encode(), RIVER.encode()), f"x.{kind}")
    ((before, after),) = [(c.before.prompt.text, c.after.text) for c in other.diff.changed]
    assert (before, after) == (SEA, RIVER)


async def test_another_group_takes_a_pack_as_new_and_ours_stays(shelf):
    await shelf.packs.take(GUILD, lead(), (await read(shelf)).handle)
    (part,) = await shelf.packs.export(GUILD, lead(), Format.TOML)
    ours, other = await shelf.kept(), GuildId(9002)
    found = await read(shelf, part, "x.toml", guild=other)
    await shelf.packs.take(other, lead(), found.handle)
    theirs = await shelf.kept(other)
    assert len(theirs) == 2
    assert not {one.id for one in theirs} & {one.id for one in ours}
    assert await shelf.kept() == ours


async def test_a_diff_that_is_out_of_date_is_not_taken(shelf):
    found = await read(shelf)
    await shelf.add(RIVER)
    with pytest.raises(ChangedMeanwhile):
        await shelf.packs.take(GUILD, lead(), found.handle)
    assert [one.prompt.text for one in await shelf.kept()] == [RIVER]


async def test_a_file_belongs_to_who_sent_it_where_it_was_sent(shelf):
    handle = (await read(shelf)).handle
    for guild, by in ((GUILD, lead(2)), (GuildId(9002), lead())):
        with pytest.raises(FileGone):
            await shelf.packs.take(guild, by, handle)
    with pytest.raises(FileGone):
        await shelves(shelf.story).packs.take(GUILD, lead(), handle)
    with pytest.raises(rules.NotForYou):
        await shelf.packs.take(GUILD, member(1), handle)
    assert await shelf.kept() == ()


async def test_members_give_and_take_nothing(shelf):
    with pytest.raises(rules.NotForYou):
        await read(shelf, by=member(1))
    with pytest.raises(rules.NotForYou):
        await shelf.packs.export(GUILD, member(1), Format.CSV)
    with pytest.raises(rules.NotForYou):
        shelf.packs.must_fit(member(1), 1)


async def test_a_large_file_is_refused_before_it_is_fetched(shelf):
    shelf.packs.must_fit(lead(), LARGEST)
    with pytest.raises(BadFile):
        shelf.packs.must_fit(lead(), LARGEST + 1)


async def test_where_there_is_nothing_of_ones_own_there_is_nothing_to_give(shelf):
    with pytest.raises(NothingToExport):
        await shelf.packs.export(GUILD, lead(), Format.CSV)


async def test_what_is_taken_waits_where_a_second_look_is_wanted(shelf):
    await shelf.story.setup.save(GUILD, lead(), review_prompts=True)
    await shelf.packs.take(GUILD, lead(), (await read(shelf)).handle)
    kept = await shelf.kept()
    assert {one.state for one in kept} == {State.WAITING_REVIEW}
    with pytest.raises(rules.NeedsSomeoneElse):
        await shelf.own.approve(GUILD, lead(), kept[0].id)


async def test_more_than_fit_are_refused_at_once(shelf):
    kept = (await shelf.add(RIVER)).kept

    def fill(tx):
        for number in range(rules.MOST - 2):
            one = replace(kept.prompt, id=PromptId(f"gf{number}"), text=f"What is {number}?")
            tx.prompts.add(replace(kept, prompt=one))

    await shelf.story.kept.run(fill)
    await shelf.prompts.refresh(GUILD)
    with pytest.raises(rules.TooManyPrompts):
        await read(shelf)


async def test_no_malformed_file_writes_anything_and_each_is_told_why(file_story):
    shelf = shelves(file_story)
    for name, (file, data) in NO_PACKS.items():
        with pytest.raises(BadFile) as refused:
            await read(shelf, data, file)
        told = SAY(refused.value.key, **refused.value.facts)
        assert told.endswith(". Nothing was changed."), name
    for name, (file, data) in NOTHING_TO_TAKE.items():
        found = await read(shelf, data, file)
        assert (found.diff.takes, len(found.diff.refused)) == (0, 1), name
        assert plain(found.diff.refused[0].findings[0].what, SAY).endswith("."), name
        assert plain(found.diff.refused[0].findings[0].mend, SAY), name
        await shelf.packs.take(GUILD, lead(), found.handle)
    assert len(NO_PACKS) + len(NOTHING_TO_TAKE) >= 100
    assert await shelf.kept() == ()


class NothingFound:
    """An index that finds nothing."""

    def find(self, *_, **__):
        return ()

    complete = notes = find


BESIDE = 50
"""Questions of the library that stand beside a damaged file: each is held against each of them."""
BARE = shelf_of("en", (), prompts.load()[:BESIDE], NothingFound())
BITS = [
    '"',
    "'",
    ",",
    ";",
    "\n",
    "[",
    "]",
    "=",
    "\u200b",
    ".",
    "\\",
    "x",
    "#",
    "",
    "urges",
    "?",
    "why",
]


def compared_or_told(data: bytes):
    try:
        return _compared(BARE, "a.csv", data)
    except Unreadable as fault:
        return fault


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from(BITS), st.integers(0, 5)), max_size=6)
)
@example([(0, "", 0)])
def test_a_damaged_file_is_told_in_one_sentence_or_sorted_row_by_row(damages):
    text = FILE.decode()
    for spot, bit, gone in damages:
        at = spot % len(text)
        text = text[:at] + bit + text[at + gone :]
    found = compared_or_told(text.encode())
    if isinstance(found, Unreadable):
        assert plain(found.sentence, SAY).endswith(".")
    else:
        assert found.takes + len(found.refused) >= 1
        assert all(one.findings for one in found.refused)


async def test_files_take_turns_and_a_group_has_one_at_a_time(shelf):
    first, second = asyncio.Event(), threading.Event()
    at_once, most = [], []

    def slow(*_):
        at_once.append(1)
        most.append(len(at_once))
        loop.call_soon_threadsafe(first.set)
        second.wait()
        at_once.pop()
        return Diff()

    loop, packs = asyncio.get_running_loop(), shelf.packs
    reads = [asyncio.create_task(packs._in_turn(guild, slow)) for guild in (1, 2, 3)]
    await first.wait()
    with pytest.raises(StillReading):
        await packs._in_turn(1, slow)
    second.set()
    assert await asyncio.gather(*reads) == [Diff()] * 3
    assert max(most) == 1
    assert await packs._in_turn(1, Diff) == Diff()
