"""Two meetings at one time are asked about: when one is planned, moved or edited."""

import pytest

from bot.domain.ids import GuildId
from bot.rehearsal import cast
from tests.cogs.group import Group
from tests.cogs.meetings.changing import BOTH, FIRST, SECOND, TITLE, at, meeting, planned

OTHER = {"title": "Walk", "when": "Tuesday 19:30"}
THEN = "Two meetings at the same time"


@pytest.fixture
async def weekly(group: Group) -> Group:
    """There is a meeting every Tuesday from seven to eight."""
    await planned(group)
    return group


async def titles(group: Group) -> list[str]:
    store = group.bot.services.schedule.store
    kept = await store.run(lambda tx: tx.series.of(GuildId(group.world.guild.id)))
    return sorted(one.title for one in kept)


async def test_a_second_meeting_at_one_time_is_planned_only_when_that_is_meant(weekly):
    asked = await meeting(weekly, "schedule", **OTHER)
    assert asked.private
    assert f"Walk, the new one: {at('2026-12-01T19:30')} – <t:" in asked.text
    assert f"Tuesday group, planned already: {at(FIRST)} – <t:" in asked.text
    assert await titles(weekly) == [TITLE]
    made = await cast.press(weekly["Fran"], BOTH, on=asked.message)
    assert "Walk is planned" in made.text
    assert await titles(weekly) == [TITLE, "Walk"]


@pytest.mark.parametrize(
    ("when", "more"),
    [
        ("Tuesday 20:00", {}),
        ("Tuesday 19:57", {}),
        ("Wednesday 19:00", {"repeat": "weekly"}),
    ],
)
async def test_what_comes_after_it_or_shares_a_few_minutes_is_planned_at_once(weekly, when, more):
    answer = await meeting(weekly, "schedule", title="Walk", when=when, **more)
    assert "Walk is planned" in answer.text


async def test_a_later_date_of_a_new_series_counts_and_one_that_is_skipped_does_not(weekly):
    skipped = await meeting(weekly, "skip", meeting=TITLE)
    await cast.press(weekly["Fran"], cast.YES, on=skipped.message)
    once = await meeting(weekly, "schedule", **OTHER)
    assert "Walk is planned" in once.text
    asked = await meeting(weekly, "schedule", title="Tea", when="Tuesday 18:45", repeat="weekly")
    assert f"Walk, planned already: {at('2026-12-01T19:30')}" in asked.text
    later = await meeting(weekly, "schedule", title="Yoga", when="2026-12-08 19:00")
    assert f"Tuesday group, planned already: {at(SECOND)}" in later.text


async def test_a_move_onto_another_meeting_says_so_before_it_is_made(weekly):
    await meeting(weekly, "schedule", title="Walk", when="Friday 19:00")
    asked = await meeting(weekly, "move", meeting="Walk", when="Tuesday 19:30")
    assert f"{THEN}: Tuesday group meets then, too: {at(SECOND)}." in asked.text
    done = await cast.press(weekly["Fran"], cast.YES, on=asked.message)
    assert "It's moved" in done.text
    assert THEN not in done.text


async def test_an_edit_to_the_time_of_another_meeting_says_so_and_one_of_the_title_does_not(weekly):
    await planned(weekly, "Walk", when="Friday 19:00")
    asked = await meeting(weekly, "edit", meeting="Walk", when="every Tuesday 18:15")
    assert f"{THEN}: Tuesday group meets then, too" in asked.text
    await cast.press(weekly["Fran"], cast.YES, on=asked.message)
    named = await meeting(weekly, "edit", meeting="Walk", title="Stroll")
    assert THEN not in named.text


async def test_whoever_thinks_better_of_it_says_no_and_nothing_is_planned(weekly):
    asked = await meeting(weekly, "schedule", **OTHER)
    left = await cast.press(weekly["Fran"], "No, don't plan it", on=asked.message)
    assert left.text == "Nothing has changed."
    assert await titles(weekly) == [TITLE]


async def test_a_question_that_is_a_quarter_of_an_hour_old_is_asked_once_more(weekly):
    asked = await meeting(weekly, "schedule", **OTHER)
    await weekly.wait(16 * 60)
    late = await cast.press(weekly["Fran"], BOTH, on=asked.message)
    assert "please send `/meeting schedule` once more" in late.text
    assert await titles(weekly) == [TITLE]
