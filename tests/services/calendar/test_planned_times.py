"""What was understood of a time is what is planned: the instant, the zone, how often."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.calendar.repeat import Often, Repeat, repeat_written
from bot.domain.calendar.when.choice import value_of
from bot.domain.calendar.when.reading import repeat_agreed
from bot.domain.calendar.when.refusals import TimeChoiceInOtherZone, WhenRepeatDiffers
from bot.services.calendar.phrases import suggestions, understood
from bot.services.calendar.schedule import Wish
from tests.services.conftest import GUILD, NOW, lead

LONDON, ROME = "Europe/London", "Europe/Rome"
AUTUMN = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
"""In London the clocks went back ten minutes ago: it is 01:10 for the second time."""


async def planned(story, typed, zone=LONDON):
    now = story.clock.now()
    reading = understood(typed, GUILD, zone, now)
    repeat = repeat_agreed(reading, None)
    return await story.schedule.schedule(GUILD, lead(), Wish("Soon"), reading, repeat)


@pytest.mark.parametrize("typed", ["in 30 minutes", "today 01:40", "every sunday 01:40"])
async def test_a_meeting_in_the_second_of_two_like_hours_is_planned_listed_and_opens(story, typed):
    story.clock.at = AUTUMN
    await story.settle_server(timezone=LONDON)
    made = await planned(story, typed)
    assert made.next_dates[0] == AUTUMN + timedelta(minutes=30)
    kept = await story.kept.run(lambda tx: tx.series.get(made.series.id))
    assert kept.first.fold == 1
    await story.restart()
    listed = await story.listing(lead(), days=1)
    assert [one.starts_at for one in listed] == [AUTUMN + timedelta(minutes=30)]
    await story.until(AUTUMN + timedelta(minutes=21))
    assert story.discord.made == 1


async def test_the_weeks_after_keep_the_hour_on_the_wall(story):
    story.clock.at = AUTUMN
    await story.settle_server(timezone=LONDON)
    made = await planned(story, "every sunday 01:40")
    week = timedelta(weeks=1)
    assert made.next_dates == tuple(AUTUMN + timedelta(minutes=30) + week * n for n in range(4))


@pytest.mark.parametrize("zone", [LONDON, "America/New_York", "Asia/Kolkata"])
async def test_an_instant_is_planned_for_that_instant(story, zone):
    await story.settle_server(timezone=zone)
    made = await planned(story, "<t:1796151600:F>", zone)
    assert made.next_dates == (datetime(2026, 12, 1, 19, 0, tzinfo=UTC),)


async def test_what_was_chosen_before_a_restart_means_the_same_after_it(story):
    await story.settle_server(timezone=LONDON)
    shown = suggestions("every thursday 7pm", LONDON, NOW)[0]
    await story.restart()
    made = await planned(story, value_of(shown, GUILD))
    assert made.next_dates[0] == shown.at
    assert made.series.repeat == repeat_written("weekly/1/TH")


async def test_a_time_read_in_a_zone_that_is_no_longer_the_groups_is_asked_again(story):
    await story.settle_server(timezone=LONDON)
    reading = understood("Thursday 7pm", GUILD, LONDON, NOW)
    await story.setup.save(GUILD, lead(), timezone="Berlin")
    with pytest.raises(TimeChoiceInOtherZone):
        await story.schedule.schedule(GUILD, lead(), Wish("Soon"), reading, Repeat.ONCE)
    assert await story.kept.run(lambda tx: tx.series.all()) == ()


def test_what_repeats_is_not_made_once_by_the_option_beside_it():
    weekly = understood("every thursday 7pm", GUILD, LONDON, NOW)
    once = understood("thursday 7pm", GUILD, LONDON, NOW)
    assert repeat_agreed(once, Often.WEEKLY) == weekly.repeat
    assert repeat_agreed(weekly, Often.WEEKLY) == weekly.repeat
    assert repeat_agreed(once, Often.ONCE) is Repeat.ONCE
    for other in (Often.ONCE, Often.DAILY, Often.FORTNIGHTLY, Often.MONTHLY):
        with pytest.raises(WhenRepeatDiffers):
            repeat_agreed(weekly, other)
