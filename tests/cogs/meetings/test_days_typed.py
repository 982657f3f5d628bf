"""A day typed as people write it, wherever a date is asked for, and where a meeting is."""

import pytest

from tests.cogs.meetings.changing import THIRD, TITLE, at, listed, meeting, planned


@pytest.mark.parametrize("typed", ["15/12", "2026-12-15", "15th December", "in two weeks"])
async def test_a_day_typed_as_people_write_it_offers_that_date_and_means_it(group, typed):
    await planned(group)
    found = await group["Fran"].autocomplete(
        group.world.facilitators_channel, "meeting skip", "meeting", typed
    )
    assert [one["name"] for one in found] == [f"{TITLE} · Tue 15 Dec 2026 19:00 · Europe/London"]
    for said in (typed, f"{TITLE} {typed}", f"{TITLE.lower()}, {typed}"):
        assert f"{at(THIRD)} won't take place" in (await meeting(group, "skip", meeting=said)).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("03/04", "Please write “Thu 4 Mar” or “Sat 3 Apr”."),
        ("next Tuesday", "Several meetings here fit “next Tuesday”."),
        ("16 December", "We don't know that meeting here."),
    ],
)
async def test_a_day_that_is_not_clear_or_has_no_meeting_is_asked_back(group, typed, said):
    await planned(group)
    assert said in (await meeting(group, "skip", meeting=typed)).text


@pytest.mark.parametrize(
    "typed", ["Thursday 24 December", "24th December", "Dec 24", "Thursday, Dec 24", "24/12"]
)
async def test_a_date_is_read_as_people_write_it_wherever_one_is_asked_for(group, typed):
    await planned(group)
    moved = await meeting(group, "move", meeting=TITLE, when=typed)
    assert f"to {at('2026-12-24T19:00')}" in moved.text
    paused = await meeting(group, "pause", meeting=TITLE, until=typed)
    assert f"until {at('2026-12-24T00:00')}" in paused.text
    new = await meeting(group, "schedule", title="Eve", when=f"{typed} 18:00")
    assert at("2026-12-24T18:00") in new.text


async def test_a_meeting_that_has_ended_is_not_offered_any_more(group):
    await planned(group, repeat="once")
    await group.wait(55 * 60)
    await group.come("Fran", "Ana", "Ben")
    await group.go_to("close")
    assert any(TITLE in one for one in await listed(group, "skip"))
    await group.end()
    await group.wait(30)
    assert await listed(group, "skip") == {}
