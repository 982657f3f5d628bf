"""For which day something counts: by one's own clocks, else by those of the group."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.ids import OWN
from bot.domain.journal.entry import DayNotYet
from bot.services.journal.check_ins import TypedCheckIn
from bot.services.journal.drafts import fresh_id
from tests.services.conftest import GUILD, member

ANA = member(1).id
TUESDAY, WEDNESDAY = date(2026, 12, 1), date(2026, 12, 2)
LATE = datetime(2026, 12, 2, 4, 30, tzinfo=UTC)
"""Tuesday half past eleven at night in New York."""


@pytest.fixture
async def new_york(story):
    await story.settle_server(timezone="America/New_York")
    await story.choices.choose(ANA, keeps=True)
    story.clock.at = LATE
    return story


async def day_of_a_check_in(story, place):
    typed = TypedCheckIn(fresh_id(), {"mood": "5"})
    return (await story.check_ins.check_in(ANA, place, typed)).entry


async def test_in_a_server_the_clocks_of_the_group_hold_for_who_has_said_no_zone(new_york):
    assert (await day_of_a_check_in(new_york, GUILD)).day == TUESDAY
    assert (await day_of_a_check_in(new_york, OWN)).day == WEDNESDAY
    assert (await new_york.choices.settings(ANA)).zone == "", "nothing of it is kept"
    seen = await new_york.check_ins.history(ANA, 7, GUILD)
    assert seen.settings.zone == "America/New_York"


async def test_ones_own_zone_comes_before_that_of_the_group(new_york):
    await new_york.choices.live_in(ANA, "Europe/London")
    assert (await day_of_a_check_in(new_york, GUILD)).day == WEDNESDAY


async def test_before_the_day_begins_the_date_of_the_calendar_may_be_chosen(new_york):
    new_york.clock.at = datetime(2026, 12, 2, 7, tzinfo=UTC)  # two at night in New York
    entry = await day_of_a_check_in(new_york, GUILD)
    assert entry.day == TUESDAY
    moved = await new_york.check_ins.move(ANA, entry.id, WEDNESDAY, GUILD)
    assert moved.entry.day == WEDNESDAY
    seen = await new_york.check_ins.history(ANA, 7, GUILD)
    assert [one.id for one in seen.entries] == [entry.id], "it is there to be seen at once"
    with pytest.raises(DayNotYet):
        await new_york.check_ins.move(ANA, entry.id, date(2026, 12, 3), GUILD)
