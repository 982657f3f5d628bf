"""The plan of the week: one at a time, asked about once at a door, whichever server it is."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import OWN, GuildId
from bot.domain.journal.entry import JournalShelf
from bot.domain.journal.plan import RESTS, PlanNeedsWords, PlanOutcome, PlanRecalled, outcome_of
from bot.domain.people.membership import NO_PLAN, Membership
from bot.domain.server.server import Server
from bot.services.journal.drafts import EntryGone, fresh_id
from tests.services.conftest import GUILD, member

ANA, BEN = member(1).id, member(2).id
FRIDAY = {"if_situation": "It is Friday", "then_action": "I ring Chi"}
ELSEWHERE, NEVER = GuildId(9002), GuildId(9003)
AGREED = Membership(1, datetime(2026, 11, 1, tzinfo=UTC))


@pytest.fixture
async def plans(story):
    await story.choices.choose(ANA, keeps=True)
    return story.plans


async def made(plans, place=GUILD, typed=FRIDAY):
    entry = fresh_id()
    await plans.write(ANA, place, entry, 0, typed, begins=True)
    return entry


async def waiting(story, *guilds):
    """Give which plan is to be asked about at each door."""
    return await story.kept.run(lambda tx: [tx.memberships.get(one, ANA).plan for one in guilds])


async def test_a_plan_is_asked_about_once_and_not_in_the_evening_it_was_made_in(story, plans):
    entry = await made(plans)
    assert await waiting(story, GUILD) == [entry]
    assert await plans.recall(ANA, entry) is None
    assert await waiting(story, GUILD) == [entry]
    story.clock.at += RESTS
    found = await plans.recall(ANA, entry)
    assert found is not None
    assert found.answers == FRIDAY
    assert await waiting(story, GUILD) == [NO_PLAN]


async def test_how_it_went_is_kept_once_also_long_after_it_was_asked(story, plans):
    entry = await made(plans)
    story.clock.at += timedelta(days=7)
    await plans.recall(ANA, entry)
    written = await plans.say_how(ANA, entry, PlanOutcome.PARTLY)
    assert outcome_of(written.entry) is PlanOutcome.PARTLY
    with pytest.raises(PlanRecalled):
        await plans.say_how(ANA, entry, PlanOutcome.WORKED)
    assert await plans.recall(ANA, entry) is None


async def test_a_new_plan_takes_the_place_of_the_one_before_which_stays_readable(story, plans):
    first = await made(plans)
    story.clock.at += timedelta(days=1)
    second = await made(plans, OWN)
    assert [one.id for one in await plans.all(ANA)] == [second, first]
    assert [one.done for one in await plans.all(ANA)] == [False, True]
    await plans.write(ANA, GUILD, first, 0, FRIDAY, begins=True)
    assert not (await plans.read(ANA, second)).entry.done, "the old form changes no newer plan"


async def test_a_plan_made_in_private_is_asked_about_where_its_author_goes_and_nowhere_else(
    story, plans
):
    def known(tx):
        for guild in (GUILD, ELSEWHERE):
            tx.servers.put(Server(guild))
            tx.memberships.put(guild, ANA, AGREED)
        tx.servers.put(Server(NEVER))

    await story.kept.run(known)
    entry = await made(plans, OWN)
    assert await waiting(story, GUILD, ELSEWHERE, NEVER) == [entry, entry, NO_PLAN]
    story.clock.at += RESTS
    assert await plans.recall(ANA, entry) is not None
    assert await waiting(story, GUILD, ELSEWHERE) == [NO_PLAN, NO_PLAN]


async def test_a_deleted_plan_is_asked_about_nowhere(story, plans):
    entry = await made(plans)
    await plans.delete(ANA, entry)
    assert await waiting(story, GUILD) == [NO_PLAN]
    assert await plans.recall(ANA, entry) is None
    with pytest.raises(EntryGone):
        await plans.write(ANA, GUILD, entry, 1, {"obstacle": "rain"})


async def test_who_keeps_nothing_has_no_plan_to_be_asked_about(story, plans):
    await story.choices.choose(ANA, keeps=False)
    entry = await made(plans)
    assert await waiting(story, GUILD) == [NO_PLAN]
    assert await plans.all(ANA) == ()
    later = await plans.write(ANA, GUILD, entry, 1, {"obstacle": "rain"})
    assert later.entry.answers == FRIDAY | {"obstacle": "rain"}


async def test_a_plan_has_an_if_or_a_then_and_nobody_else_reads_it(story, plans):
    with pytest.raises(PlanNeedsWords):
        await made(plans, typed={"focus": "sleep"})
    entry = await made(plans)
    for tried in (
        plans.read(BEN, entry),
        plans.delete(BEN, entry),
        plans.say_how(BEN, entry, PlanOutcome.WORKED),
    ):
        with pytest.raises(EntryGone):
            await tried
    assert await plans.recall(BEN, entry) is None
    assert (await plans.read(ANA, entry)).entry.shelf is JournalShelf.PLAN
