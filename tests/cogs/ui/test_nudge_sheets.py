"""A schedule, and the messages that come from it, on a telephone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.journal.schedule import ClockChange, Due, Pause, scheduled
from bot.domain.journal.settings import JournalSettings
from bot.services.journal.nudges import Planned, PutOff
from bot.services.ports.drawings import Nudge, NudgeKind
from bot.text.catalog import speaker
from cogs.ui.journal.nudge import draw
from tests.cogs.ui.measured import fits

SAY = speaker("en")
AT = datetime(2026, 12, 1, 20, tzinfo=UTC)
DAY = date(2026, 12, 1)
SCHEDULE = scheduled(time(21), (0, 3))
SETTINGS = JournalSettings(zone="Europe/Rome", schedule=SCHEDULE)
NEXT = Due(DAY, AT, 1)


def a_plan(**changed):
    return Planned(replace(SETTINGS, schedule=replace(SCHEDULE, **changed)), NEXT)


@pytest.mark.parametrize("pause", [None, *Pause])
@pytest.mark.parametrize("reached", [None, True, False])
def test_a_schedule_fits_and_can_always_be_stopped(pause, reached):
    found = fits(draw.planned(replace(a_plan(pause=pause), reached=reached), SAY, is_new=True))
    assert "Stop these" in found.labels
    assert ("Start them again" in found.labels) is (pause is not None)
    assert "Mon, Thu" in found.text


@pytest.mark.parametrize(
    ("twice", "words"), [(True, "comes twice"), (False, "doesn't happen, so it comes at 03:30")]
)
def test_what_the_clocks_do_is_said_with_its_day(twice, words):
    change = ClockChange(date(2027, 3, 28), twice, time(2, 30), time(3, 30))
    text = fits(draw.planned(replace(a_plan(), change=change), SAY)).text
    assert words in text
    assert "28 Mar 2027" in text


@pytest.mark.parametrize("kind", NudgeKind)
def test_a_message_says_nothing_of_a_group_and_can_be_answered_or_stopped(kind):
    found = fits(draw.nudge(Nudge("en", DAY, kind), SAY))
    assert {"Check in", "Stop these"} <= set(found.labels)
    for word in ("group", "meeting", "urge", "recovery"):
        assert word not in found.text.lower()


def test_what_was_put_off_says_when_it_comes_back():
    assert "comes back" in fits(draw.put_off(PutOff(AT, NEXT), SAY)).text
    enough = fits(draw.put_off(PutOff(None, NEXT), SAY)).text
    assert "can't be put off any further today" in enough
    assert "Next:" in enough
    assert "Next:" not in fits(draw.put_off(PutOff(None, None), SAY)).text


def test_every_day_is_one_word():
    every = replace(SETTINGS, schedule=scheduled(time(21), range(7)))
    assert "every day" in fits(draw.planned(Planned(every, NEXT), SAY)).text
