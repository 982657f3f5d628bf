"""What was shown in the list is what comes back when it is chosen, whole, or it is asked again."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.repeat import monthly, repeat_written
from bot.domain.calendar.when.choice import chosen, value_of
from bot.domain.calendar.when.reading import Reading
from bot.domain.calendar.when.refusals import TimeChoiceInOtherZone, TimeChoiceStale, WhenPast
from bot.domain.calendar.when.suggestions import suggestions
from bot.domain.ids import GuildId
from bot.domain.zones import instants_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LONDON = "Europe/London"
GUILD, OTHER = GuildId(1234567890123456789), GuildId(9001)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
RULES = [
    repeat_written(one)
    for one in ("once", "daily", "weekdays", "weekly/1/TU", "weekly/4/MO,TU,WE,TH,FR,SA")
] + [monthly(nth, day) for nth in (-1, 1, 2, 3, 4, 5) for day in range(7)]
TYPED = st.lists(
    st.sampled_from(
        [
            "every",
            "next",
            "friday",
            "tue",
            "1",
            "dec",
            "at",
            "tonight",
            "tomorrow",
            "7",
            "7pm",
            "01:30",
            "00:30",
            "midnight",
            "in",
            "2",
            "hours",
            "90",
            "minutes",
            "25",
            "oct",
            "28",
            "mar",
            "2:30",
            "19:00",
            "saturday",
            "s",
        ]
    ),
    max_size=5,
).map(" ".join)
MOMENTS = st.integers(0, 600 * 24 * 60).map(lambda n: NOW + timedelta(minutes=n))


@given(TYPED, MOMENTS, st.sampled_from(ZONES))
def test_whatever_is_offered_comes_back_as_it_was_shown(typed, now, zone):
    for offered in suggestions(typed, zone, now):
        value = value_of(offered, GUILD)
        assert len(value) <= 100
        back = chosen(value, GUILD, zone, now)
        assert back == offered
        assert back.local.fold == offered.local.fold


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from(RULES), st.booleans())
def test_every_instant_of_every_zone_travels_whole(at, zone, repeat, again):
    local = at.replace(tzinfo=None, fold=0)
    reading = Reading(local, instants_of(local, zone)[0], zone, repeat)
    if again and len(instants_of(local, zone)) > 1:
        reading = Reading(local.replace(fold=1), instants_of(local, zone)[1], zone, repeat)
    before = reading.at - timedelta(hours=1)
    back = chosen(value_of(reading, GUILD), GUILD, zone, before)
    assert (back, back.local.fold) == (reading, reading.local.fold)


def first(typed: str = "every thursday 7pm") -> Reading:
    return suggestions(typed, LONDON, NOW)[0]


def test_words_are_no_choice():
    for typed in ("", "Tuesday 19:00", "~", "~7", "|", "1|2", "2026-12-03 19:00"):
        assert chosen(typed, GUILD, LONDON, NOW) is None


def test_a_choice_of_another_server_or_one_that_nobody_was_shown_is_asked_again():
    value = value_of(first(), GUILD)
    forged = (
        *(value[:-1], value + "0", value.replace("weekly", "hourly"), "~3|" + value[3:], "~2|"),
        *(re.sub(r"^~2\|\w+", "~2|ffffffff", value), "~2|" + "9" * 90, "~2|x|y|z", value.upper()),
    )
    for one in forged:
        with pytest.raises(TimeChoiceStale):
            chosen(one, GUILD, LONDON, NOW)
    with pytest.raises(TimeChoiceStale):
        chosen(value, OTHER, LONDON, NOW)


def test_a_choice_made_before_the_zone_changed_is_asked_again():
    with pytest.raises(TimeChoiceInOtherZone) as asked:
        chosen(value_of(first(), GUILD), GUILD, "Europe/Rome", NOW)
    assert asked.value.facts == {"was": LONDON, "zone": "Europe/Rome"}


def test_a_choice_whose_wall_time_is_another_instant_by_now_is_asked_again():
    """The zone database may be newer than the choice."""
    moved = Reading(first().local, first().at + timedelta(hours=1), LONDON)
    with pytest.raises(TimeChoiceStale):
        chosen(value_of(moved, GUILD), GUILD, LONDON, NOW)


def test_a_choice_that_waited_too_long_is_gone_by():
    with pytest.raises(WhenPast) as refused:
        chosen(value_of(first(), GUILD), GUILD, LONDON, NOW + timedelta(days=9))
    assert refused.value.facts == {"typed": "2026-11-26 19:00"}
