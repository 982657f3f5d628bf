"""A nudge about a plan: once, at its time, saying nothing of it; none that would be untrue."""

from datetime import timedelta

import pytest

from bot.domain.journal.plan import PlanOutcome
from bot.services.journal.drafts import EntryGone, fresh_id
from bot.services.journal.plan_nudges import TOO_LATE
from bot.services.ports.drawings import PlanNudge
from tests.services.conftest import GUILD, member

ANA, BEN = member(1).id, member(2).id
SOON = timedelta(hours=3)
FRIDAY = {"if_situation": "It is Friday", "then_action": "I ring Chi"}


@pytest.fixture
async def plan(story):
    await story.choices.choose(ANA, keeps=True)
    return await made(story)


async def made(story):
    entry = fresh_id()
    await story.plans.write(ANA, GUILD, entry, 0, FRIDAY, begins=True)
    return entry


def nudges(story):
    """Give what Ana was sent in private."""
    return [said for to, said in story.discord.whispers if to == ANA]


async def test_it_comes_once_at_its_time_and_says_nothing_of_the_plan(story, plan):
    await story.plan_nudges.want(ANA, plan, SOON, "en")
    await story.wait(hours=2, minutes=59)
    assert nudges(story) == []
    await story.restart()
    await story.wait(minutes=5)
    assert nudges(story) == [PlanNudge("en", plan)]
    await story.wait(hours=1)
    assert len(nudges(story)) == 1


async def test_another_time_takes_the_place_of_the_one_before_and_none_calls_it_off(story, plan):
    await story.plan_nudges.want(ANA, plan, SOON, "en")
    await story.plan_nudges.want(ANA, plan, SOON, "en")
    await story.plan_nudges.want(ANA, plan, 2 * SOON, "en")
    await story.wait(hours=4)
    assert nudges(story) == []
    await story.plan_nudges.call_off(ANA, plan)
    await story.wait(hours=4)
    assert nudges(story) == []


@pytest.mark.parametrize("end", ["delete", "answer", "replace"])
async def test_none_comes_for_a_plan_that_waits_no_longer(story, plan, end):
    await story.plan_nudges.want(ANA, plan, SOON, "en")
    match end:
        case "delete":
            await story.plans.delete(ANA, plan)
        case "answer":
            await story.plans.say_how(ANA, plan, PlanOutcome.WORKED)
        case _:
            await made(story)
    kept = [each.what for one in await story.privacy.kept(ANA) for each in one.holdings]
    assert "asked_for" not in kept
    assert ("plan" in kept) is (end == "replace")
    await story.wait(hours=4)
    assert nudges(story) == []


async def test_once_everything_is_deleted_nothing_is_told_of_a_plan(story, plan):
    await story.plan_nudges.want(ANA, plan, SOON, "en")
    assert await story.choices.delete_all(ANA) == 1
    kept = [each.what for one in await story.privacy.kept(ANA) for each in one.holdings]
    assert kept == ["chose"]


async def test_a_plan_that_is_not_kept_is_nudged_about_and_not_shown(story):
    await story.choices.choose(ANA, keeps=False)
    await story.plan_nudges.want(ANA, await made(story), SOON, "en")
    await story.wait(hours=4)
    assert nudges(story) == [PlanNudge("en", None)]


async def test_none_comes_much_too_late_and_nobody_else_wants_one(story, plan):
    await story.plan_nudges.want(ANA, plan, SOON, "en")
    with pytest.raises(EntryGone):
        await story.plan_nudges.want(BEN, plan, SOON, "en")
    story.clock.at += SOON + TOO_LATE
    await story.tick()
    assert nudges(story) == []
