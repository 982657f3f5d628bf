"""A group's own prompts, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import Stale
from bot.domain.ids import MemberId, PromptId
from bot.domain.prompts.own_prompt import State
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.theme import Theme
from bot.storage.prompts.own_prompts import OwnPrompts
from tests.storage.conftest import GUILD, NOW, OTHER_GUILD, own_prompt


async def test_an_own_prompt_comes_back_as_it_was_kept(store):
    bare = own_prompt("gbare", themes=frozenset(), avoid_with=frozenset(), why="")
    every = own_prompt("gall", avoid_with=frozenset(Theme))
    later = replace(bare, state=State.RETIRED, changed_at=NOW + timedelta(days=1), language="de")
    for one in (own_prompt(), bare, every):
        await store.run(lambda tx, one=one: tx.prompts.add(one))
    await store.run(lambda tx: tx.prompts.put(later))
    assert await store.run(lambda tx: tx.prompts.of(GUILD)) == (every, later, own_prompt())
    assert await store.run(lambda tx: tx.prompts.get(GUILD, PromptId("gsea"))) == own_prompt()


async def test_another_groups_prompt_is_as_unknown_as_one_that_never_was(store):
    await store.run(lambda tx: tx.prompts.add(own_prompt()))
    await store.run(lambda tx: tx.prompts.add(own_prompt(guild=OTHER_GUILD, text="Theirs.")))
    await store.run(lambda tx: tx.prompts.remove(OTHER_GUILD, [PromptId("gsea")]))
    assert await store.run(lambda tx: tx.prompts.get(OTHER_GUILD, PromptId("gsea"))) is None
    assert await store.run(lambda tx: tx.prompts.of(OTHER_GUILD)) == ()
    assert await store.run(lambda tx: tx.prompts.of(GUILD)) == (own_prompt(),)


async def test_an_id_that_is_taken_is_drawn_anew(store):
    await store.run(lambda tx: tx.prompts.add(own_prompt()))
    with pytest.raises(Stale):
        await store.run(lambda tx: tx.prompts.add(own_prompt(text="What else?")))
    assert await store.run(lambda tx: tx.prompts.of(GUILD)) == (own_prompt(),)


async def test_a_writer_is_sealed_forgotten_where_they_ask_and_stays_elsewhere(store):
    fran, ivy = MemberId(11), MemberId(12)
    for guild, name, who in ((GUILD, "ga", fran), (GUILD, "gb", ivy), (OTHER_GUILD, "ga", fran)):
        made = replace(own_prompt(name, guild, State.WAITING_REVIEW), writer=who)
        await store.run(lambda tx, one=made: tx.prompts.add(one))
    await store.run(lambda tx: tx.prompts.forget(fran, GUILD))
    kept = await store.run(lambda tx: (*tx.prompts.of(GUILD), *tx.prompts.of(OTHER_GUILD)))
    assert [one.writer for one in kept] == [None, ivy, fran]


def test_nothing_else_says_who_wrote_a_prompt():
    words = {"guild", "id", "language", "state", "changed_at", "writer"}
    told = set(Prompt.__dataclass_fields__) - {"id"}
    assert {column.name for column in OwnPrompts.table.columns} == words | told
