"""A group's own questions: judged, kept, changed, retired, and looked at by somebody else."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.ids import GuildId, PromptId
from bot.domain.prompts import own_prompt as rules
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.own_prompt import OwnPrompt, State
from bot.domain.prompts.prompt import Point, Purpose
from bot.domain.prompts.theme import Theme
from bot.services.prompts.own_prompts import Draft
from tests.services.conftest import GUILD, lead, member
from tests.services.prompt_story import RIVER, SEA, SONG, shelves


@pytest.fixture
def shelf(story):
    return shelves(story)


@pytest.fixture
async def watched(shelf):
    """The organiser wants a second facilitator to look."""
    await shelf.story.setup.save(GUILD, lead(), review_prompts=True)
    return shelf


async def offered(shelf):
    return [one.text for one in (await shelf.prompts.shelf(GUILD)).prompts[-3:]]


async def test_a_question_is_kept_with_what_was_left_out_filled_in(shelf):
    outcome = await shelf.add("  What do you do\nwhen a craving comes at work? ")
    (kept,) = await shelf.kept()
    assert kept == outcome.kept
    assert kept.prompt.text == "What do you do when a craving comes at work?"
    assert (kept.prompt.purpose, kept.prompt.why) == (Purpose.OPEN_QUESTION, "")
    assert Theme.CRAVINGS in kept.prompt.themes
    assert (kept.state, kept.language) == (State.ACTIVE, "en")
    assert rules.is_own(kept.id)


async def test_what_the_linter_keeps_out_is_explained_and_not_kept(shelf):
    outcome = await shelf.add("Do you like the sea?")
    assert outcome.kept is None
    assert outcome.verdict.faults
    assert await shelf.kept() == ()


async def test_the_same_question_is_not_kept_twice(shelf):
    await shelf.add()
    again = await shelf.add("What does a walk by the sea do for you on a grey, grey Sunday?")
    assert [one.rule for one in again.verdict.faults] == ["prompt.alike"]
    assert len(await shelf.kept()) == 1


async def test_a_change_keeps_what_was_not_mentioned(shelf):
    kept = (await shelf.add(why="We live here.", theme=Theme.JOY)).kept
    await shelf.own.edit(GUILD, lead(), kept.id, Draft(point=Point.URGES))
    (changed,) = await shelf.kept()
    assert changed.prompt == replace(kept.prompt, point=Point.URGES)
    bad = await shelf.own.edit(GUILD, lead(), kept.id, Draft(text="You should go."))
    assert bad.kept is None
    assert await shelf.kept() == (changed,)


async def test_lines_on_when_it_is_wanted_are_kept_and_survive_a_change(shelf):
    kept = (await shelf.add()).kept
    lines = ["stuck in all sunday", "", "Stuck in all Sunday", "she misses the coast"]
    wanted = await shelf.own.want(GUILD, lead(2), kept.id, lines, only_then=None)
    assert wanted.prompt.when == ("stuck in all sunday", "she misses the coast")
    await shelf.own.edit(GUILD, lead(), kept.id, Draft(text=RIVER))
    assert (await shelf.own.one(GUILD, lead(2), kept.id)).prompt.when == wanted.prompt.when


async def test_lines_need_no_second_look_and_bring_nothing_back(watched):
    kept = (await watched.add()).kept
    await watched.own.approve(GUILD, lead(2), kept.id)
    wanted = await watched.own.want(GUILD, lead(3), kept.id, ["stuck in"], only_then=None)
    assert (wanted.state, wanted.writer) == (State.ACTIVE, None)
    gone = await watched.own.retire(GUILD, lead(), kept.id)
    after = await watched.own.want(GUILD, lead(), kept.id, ["stuck out"], only_then=None)
    assert (after.state, after.changed_at) == (State.RETIRED, gone.changed_at)


async def test_only_where_it_was_said_is_kept_and_taken_back(shelf):
    kept = (await shelf.add("Which song did you play the morning after the slip?")).kept
    for only, assumed in (
        (True, {Circumstance.LAPSE}),
        (None, {Circumstance.LAPSE}),
        (False, set()),
    ):
        wanted = await shelf.own.want(GUILD, lead(), kept.id, [], only_then=only)
        assert wanted.prompt.assumes == assumed


async def test_members_and_other_servers_say_nothing_of_when_it_is_wanted(shelf):
    kept = (await shelf.add()).kept
    for work in (
        lambda guild, by: shelf.own.one(guild, by, kept.id),
        lambda guild, by: shelf.own.want(guild, by, kept.id, ["mine"], only_then=None),
    ):
        with pytest.raises(rules.NotForYou):
            await work(GUILD, member(5))
        with pytest.raises(rules.NoSuchOwnPrompt):
            await work(GuildId(77), lead())
    for lines in ([f"line {number}" for number in range(13)], ["x" * 101]):
        with pytest.raises(rules.TooManyLines):
            await shelf.own.want(GUILD, lead(), kept.id, lines, only_then=None)
    assert (await shelf.own.one(GUILD, lead(), kept.id)).prompt.when == ()


async def test_two_who_change_one_question_at_once_lose_nothing(shelf):
    kept = (await shelf.add(theme=Theme.JOY)).kept
    await asyncio.gather(
        shelf.own.edit(GUILD, lead(1), kept.id, Draft(point=Point.URGES)),
        shelf.own.edit(GUILD, lead(2), kept.id, Draft(why="We live here.")),
    )
    (changed,) = await shelf.kept()
    assert changed.prompt == replace(kept.prompt, point=Point.URGES, why="We live here.")


async def test_a_retired_question_is_not_offered_and_comes_back_changed(shelf):
    kept = (await shelf.add()).kept
    assert SEA in await offered(shelf)
    await shelf.own.retire(GUILD, lead(), kept.id)
    assert SEA not in await offered(shelf)
    back = await shelf.own.edit(GUILD, lead(), kept.id, Draft(text=RIVER))
    assert back.kept.state is State.ACTIVE
    assert RIVER in await offered(shelf)


async def test_what_waits_is_offered_only_when_somebody_else_has_looked(watched):
    kept = (await watched.add()).kept
    assert kept.state is State.WAITING_REVIEW
    assert SEA not in await offered(watched)
    with pytest.raises(rules.NeedsSomeoneElse):
        await watched.own.approve(GUILD, lead(), kept.id)
    assert [one.id for one in await watched.own.waiting(GUILD, lead(2))] == [kept.id]
    await watched.own.approve(GUILD, lead(2), kept.id)
    assert SEA in await offered(watched)
    with pytest.raises(rules.NotWaiting):
        await watched.own.approve(GUILD, lead(2), kept.id)
    with pytest.raises(rules.NotWaiting):
        await watched.own.decline(GUILD, lead(2), kept.id)


async def test_after_a_restart_the_writer_is_still_not_the_second_facilitator(watched):
    kept = (await watched.add()).kept
    again = shelves(watched.story)
    with pytest.raises(rules.NeedsSomeoneElse):
        await again.own.approve(GUILD, lead(), kept.id)
    assert (await again.own.approve(GUILD, lead(2), kept.id)).writer is None


async def test_whoever_changes_what_waits_is_not_the_second_facilitator_either(watched):
    kept = (await watched.add()).kept
    await watched.own.edit(GUILD, lead(2), kept.id, Draft(text=RIVER))
    with pytest.raises(rules.NeedsSomeoneElse):
        await watched.own.approve(GUILD, lead(2), kept.id)
    await watched.own.approve(GUILD, lead(), kept.id)
    assert RIVER in await offered(watched)


async def test_a_writer_who_is_forgotten_stands_nowhere_and_the_question_stays(watched):
    await watched.add()
    await watched.story.privacy.erase(lead().id, GUILD)
    (left,) = await watched.kept()
    assert (left.writer, left.state) == (None, State.WAITING_REVIEW)


async def test_a_question_that_is_put_aside_is_retired(watched):
    kept = (await watched.add()).kept
    put_aside = await watched.own.decline(GUILD, lead(2), kept.id)
    assert put_aside.state is State.RETIRED
    assert await watched.own.waiting(GUILD, lead(2)) == ()


async def test_a_waiting_question_is_not_kept_a_second_time(watched):
    await watched.add()
    assert (await watched.add(by=lead(2))).kept is None


async def test_members_and_other_groups_change_nothing(shelf):
    kept = (await shelf.add()).kept
    own, other = shelf.own, GuildId(9002)
    for attempt in (
        lambda: shelf.add(SONG, by=member(1)),
        lambda: own.edit(GUILD, member(1), kept.id, Draft(text=RIVER)),
        lambda: own.retire(GUILD, member(1), kept.id),
        lambda: own.approve(GUILD, member(1), kept.id),
        lambda: own.decline(GUILD, member(1), kept.id),
        lambda: own.waiting(GUILD, member(1)),
    ):
        with pytest.raises(rules.NotForYou):
            await attempt()
    for name, guild in ((kept.id, other), (PromptId("gnone"), GUILD), (PromptId("u001"), GUILD)):
        for attempt in (
            lambda n=name, g=guild: own.edit(g, lead(), n, Draft(text=RIVER)),
            lambda n=name, g=guild: own.retire(g, lead(), n),
            lambda n=name, g=guild: own.approve(g, lead(), n),
        ):
            with pytest.raises(rules.NoSuchOwnPrompt):
                await attempt()
    assert await shelf.kept() == (kept,)
    assert await own.all(GUILD, member(1)) == ()


async def test_the_five_hundredth_is_kept_and_the_next_is_refused_until_one_is_retired(shelf):
    kept = (await shelf.add()).kept

    def fill(tx):
        for number in range(rules.MOST - 1):
            prompt = replace(kept.prompt, id=PromptId(f"gf{number}"), text=f"What is {number}?")
            tx.prompts.add(OwnPrompt(GUILD, "en", prompt, State.ACTIVE, shelf.story.clock.now()))

    await shelf.story.kept.run(fill)
    with pytest.raises(rules.TooManyPrompts):
        await shelf.add(SONG)
    await shelf.own.retire(GUILD, lead(), kept.id)
    await shelf.add(SONG)
    texts = [one.prompt.text for one in await shelf.kept()]
    assert len(texts) == rules.MOST
    assert SONG in texts
    assert SEA not in texts
