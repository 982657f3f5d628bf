"""Whoever plans a series that would begin today is told so, and can leave that date out."""

from bot.rehearsal import cast
from tests.cogs.meetings.changing import TITLE, meeting

TODAY, LATER = "The first one is today.", "Leave today out"
WEEKLY = {"title": TITLE, "when": "Tuesday 21:00", "repeat": "weekly"}


async def test_a_series_that_begins_today_says_so_and_today_can_be_left_out(group):
    made = await meeting(group, "schedule", **WEEKLY)
    assert TODAY in made.text
    done = await cast.press(group["Fran"], LATER, on=made.message)
    assert "That meeting is skipped" in done.text
    assert "Undo" in done.shown.buttons


async def test_what_begins_another_day_or_takes_place_once_does_not(group):
    for title, when in (("Walk", "every Thursday 19:00"), ("Tea", "today 21:00")):
        made = await meeting(group, "schedule", title=title, when=when)
        assert "is planned" in made.text
        assert TODAY not in made.text
        assert made.shown.buttons == ()
