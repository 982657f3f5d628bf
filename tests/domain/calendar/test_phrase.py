"""Phrases for a time: every one is read as people mean it, or refused with the reason."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.when import phrase
from bot.domain.calendar.when.phrase import (
    Reading,
    WhenAmbiguousDate,
    WhenNoClock,
    WhenPast,
    WhenRefused,
    WhenTooFar,
    WhenTwoDays,
    WhenUnreadable,
    placed,
    read,
)
from bot.domain.calendar.zones import to_utc
from bot.domain.errors import Refusal
from bot.text.catalog import speaker

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning in London."""
LONDON = "Europe/London"

READ = {
    "Tuesday 19:00": "2026-11-24T19:00",
    "tuesday 7pm": "2026-11-24T19:00",
    "Tue 7 pm": "2026-11-24T19:00",
    "Tues. 19:00": "2026-11-24T19:00",
    "TUESDAY AT 19:00": "2026-11-24T19:00",
    "on Tuesday at 7 p.m.": "2026-11-24T19:00",
    "Tuesday, 19:00": "2026-11-24T19:00",
    "Tuesday @ 19:00": "2026-11-24T19:00",
    "  Tuesday   19:00  ": "2026-11-24T19:00",
    "19:00 Tuesday": "2026-11-24T19:00",
    "7pm on Tuesday": "2026-11-24T19:00",
    "7 P.M. on Tuesday.": "2026-11-24T19:00",
    "next Tuesday 7pm": "2026-11-24T19:00",
    "this Tuesday 7pm": "2026-11-24T19:00",
    "Monday 11:00": "2026-11-23T11:00",
    "Monday 09:00": "2026-11-30T09:00",
    "next Monday 11:00": "2026-11-30T11:00",
    "Wed 18.30": "2026-11-25T18:30",
    "thurs 18h30": "2026-11-26T18:30",
    "Friday noon": "2026-11-27T12:00",
    "Friday at midday": "2026-11-27T12:00",
    "12 noon Friday": "2026-11-27T12:00",
    "noon tomorrow": "2026-11-24T12:00",
    "Saturday morning at 10": "2026-11-28T10:00",
    "Saturday afternoon 3": "2026-11-28T15:00",
    "Saturday at 3 in the afternoon": "2026-11-28T15:00",
    "Sunday evening 7:30": "2026-11-29T19:30",
    "Sunday 12am": "2026-11-29T00:00",
    "Sunday 00:00": "2026-11-29T00:00",
    "Sunday 12:15 pm": "2026-11-29T12:15",
    "Sunday at 19": "2026-11-29T19:00",
    "1900h Sunday": "2026-11-29T19:00",
    "today 18:30": "2026-11-23T18:30",
    "today 6.30pm": "2026-11-23T18:30",
    "tonight at 8": "2026-11-23T20:00",
    "8 o'clock tonight": "2026-11-23T20:00",
    "tonight 7:30": "2026-11-23T19:30",
    "this evening at 7": "2026-11-23T19:00",
    "tomorrow at 7.30 pm": "2026-11-24T19:30",
    "tomorrow 7.30 p. m.": "2026-11-24T19:30",
    "tomorrow evening at 7": "2026-11-24T19:00",
    "tomorrow night 9": "2026-11-24T21:00",
    "day after tomorrow 19:00": "2026-11-25T19:00",
    "at 19:00": "2026-11-23T19:00",
    "19:00": "2026-11-23T19:00",
    "9:00": "2026-11-24T09:00",
    "7pm": "2026-11-23T19:00",
    "9 am": "2026-11-24T09:00",
    "noon": "2026-11-23T12:00",
    "in 20 minutes": "2026-11-23T10:20",
    "in 20 min": "2026-11-23T10:20",
    "in 2 hours": "2026-11-23T12:00",
    "in an hour": "2026-11-23T11:00",
    "in half an hour": "2026-11-23T10:30",
    "in 1 hour 30 minutes": "2026-11-23T11:30",
    "in two hours and ten minutes": "2026-11-23T12:10",
    "in 2 days at 19:00": "2026-11-25T19:00",
    "in a week 19:00": "2026-11-30T19:00",
    "2026-12-01 19:00": "2026-12-01T19:00",
    "2026-12-01T19:00": "2026-12-01T19:00",
    "2026/12/01 7pm": "2026-12-01T19:00",
    "1 Dec 19:00": "2026-12-01T19:00",
    "1st of December at 19:00": "2026-12-01T19:00",
    "Dec 1st 7pm": "2026-12-01T19:00",
    "December 1, 2026, 7pm": "2026-12-01T19:00",
    "1dec 19:00": "2026-12-01T19:00",
    "Tuesday 1 Dec 19:00": "2026-12-01T19:00",
    "19:00 on 1 Dec": "2026-12-01T19:00",
    "4 May at 7pm": "2027-05-04T19:00",
    "25/12 19:00": "2026-12-25T19:00",
    "12/25 19:00": "2026-12-25T19:00",
    "12/12 19:00": "2026-12-12T19:00",
    "25.12.2026 19:00": "2026-12-25T19:00",
    "23 Nov 2027 10:00": "2027-11-23T10:00",
    "from Tuesday 19:00": "2026-11-24T19:00",
}
WEEKLY = [
    *("every Tuesday at 19:00", "each tue 7pm", "Tuesdays 19:00", "on tuesdays at 7pm"),
    *("weekly on Tuesday 19:00", "Tuesday 19:00 weekly", "7pm every Tuesday"),
]
REFUSED = {
    WhenUnreadable: [
        *("", " ", ".", "banana", "soon", "maybe tuesday 7pm-ish", "when the moon is full"),
        *("Tuesday 25:00", "Tuesday 19:60", "Tuesday 13pm", "Tuesday 0 pm", "31 Feb 19:00"),
        *("2026-13-01 19:00", "2026-02-30 19:00", "29 Feb 19:00", "32/13 19:00"),
        "Tuesday 19:00 20:00",
        *("Tuesday Friday 19:00", "every other Tuesday 19:00", "twice a week", "every day 19:00"),
        *("19:00:00", "7pmm", "tuesdayy 19:00", "1900", "Tuesday 1900", "Dec 1 1900", "42", "-1"),
        *("Tuesday not 19:00", "19:00 EST", "19:00 UTC", "in 2 hours tomorrow", "half past seven"),
        *("at at", "٣ ديسمبر", "火曜日 19:00", "<@123> 19:00", "Tuesday 19:00 " * 20, "at 99"),
    ],
    WhenNoClock: [
        *("Tuesday", "tomorrow", "tonight", "1 Dec", "2026-12-01", "every Tuesday", "in 2 days"),
        *("Tuesday 7", "Friday at 6", "7", "at 8", "tomorrow evening", "tonight at 12"),
        *("tomorrow morning 7pm", "tonight 7am", "Dec 1 7"),
    ],
    WhenPast: [
        *("today 09:00", "today 10:00", "20 Nov 19:00", "2026-11-22 19:00", "this morning at 9"),
        *("2020-01-01 10:00", "in 0 minutes", "23 Nov 9am"),
    ],
    WhenTooFar: ["2030-01-01 10:00", "1 Dec 2027 19:00", "in 500 days 19:00", "in 60 weeks 19:00"],
    WhenAmbiguousDate: ["1/12 19:00", "1/12/2026 19:00", "1.12.2026 7pm", "1-12-26 7pm", "1/12"],
    WhenTwoDays: ["Wednesday 1 Dec 19:00", "tomorrow 1 Dec 19:00", "today Friday 19:00"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "local"), READ.items())
def test_a_phrase_is_read_as_people_mean_it(text: str, local: str) -> None:
    wanted = datetime.fromisoformat(local)
    assert read(text, LONDON, NOW) == Reading(wanted, wanted.replace(tzinfo=UTC) - _summer(wanted))


def _summer(local: datetime) -> timedelta:
    return timedelta(hours=1 if 4 <= local.month <= 9 else 0)


@pytest.mark.parametrize("text", WEEKLY)
def test_a_phrase_that_says_it_repeats_is_heard(text: str) -> None:
    found = read(text, LONDON, NOW)
    assert found.local.isoformat() == "2026-11-24T19:00:00"
    assert found.weekly


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in REFUSED.items() for text in texts]
)
def test_what_is_not_clear_is_refused_with_the_reason(kind: type[WhenRefused], text: str) -> None:
    with pytest.raises(kind) as refused:
        read(text, LONDON, NOW)
    assert type(refused.value) is kind
    assert refused.value.facts == {"typed": text.strip()[:60]}


@pytest.mark.parametrize("kind", REFUSED)
def test_every_refusal_has_words_that_say_what_to_write(kind: type[WhenRefused]) -> None:
    said = speaker("en")(kind.key, typed="Tuesday at some point")
    assert "Tuesday at some point" in said
    assert "Please" in said


def test_the_examples_in_the_refusals_are_phrases_that_we_read() -> None:
    for example in ("Tuesday 19:00", "tomorrow 7 pm", "1 Dec 19:00", "19:00", "7 pm"):
        assert any(example in speaker("en")(kind.key, typed="") for kind in REFUSED)
        assert read(example, LONDON, NOW).at > NOW


def test_the_day_is_the_day_in_the_zone_of_the_group() -> None:
    late = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert read("today 19:00", "Pacific/Auckland", late).local.isoformat() == "2026-11-24T19:00:00"
    assert read("today 19:00", "America/New_York", late).at == datetime(2026, 11, 24, tzinfo=UTC)


def test_a_time_the_clocks_leap_over_is_kept_as_said_and_starts_an_hour_on() -> None:
    found = read("29 Mar 2027 01:30", LONDON, NOW)
    assert found.at == datetime(2027, 3, 29, 0, 30, tzinfo=UTC)
    found = read("Sunday 28 March 01:30", LONDON, NOW)
    assert found.local == datetime.fromisoformat("2027-03-28T01:30")
    assert found.at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_hours_from_now_are_real_hours_when_the_clocks_change() -> None:
    before = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    found = read("in 2 hours", LONDON, before)
    assert found.at == before + timedelta(hours=2)
    assert found.local == datetime.fromisoformat("2027-03-28T03:30")


def test_a_date_long_gone_this_year_means_next_year() -> None:
    assert read("1 Sep 19:00", LONDON, NOW).local.year == 2027


def test_a_leap_day_is_read_when_it_comes() -> None:
    winter = datetime(2028, 1, 10, tzinfo=UTC)
    assert read("29 Feb 19:00", LONDON, winter).local.isoformat() == "2028-02-29T19:00:00"


def test_another_language_without_a_grammar_still_reads_english() -> None:
    assert read("Tuesday 19:00", LONDON, NOW, "fr") == read("Tuesday 19:00", LONDON, NOW)


def test_a_wall_time_from_elsewhere_is_held_to_the_same_bounds() -> None:
    soon = datetime.fromisoformat("2026-11-24T19:00")
    assert placed(soon, LONDON, NOW, "x", weekly=True).weekly
    with pytest.raises(WhenPast):
        placed(soon - timedelta(days=2), LONDON, NOW, "x", weekly=False)
    with pytest.raises(WhenTooFar):
        placed(soon + timedelta(days=366), LONDON, NOW, "x", weekly=False)


FORMS = [
    *("%Y-%m-%d %H:%M", "%d %b %Y %H:%M", "%d %B %Y at %I:%M %p", "%b %d %Y, %I.%M%p"),
    *("%A %d %B %Y %H.%M", "%H:%M on %d %b %Y", "%Y-%m-%dT%H:%M", "%I:%M %p %a %b %d %Y"),
]


@given(
    st.integers(1, 364 * 24 * 60),
    st.sampled_from(FORMS),
    st.sampled_from(["UTC", LONDON, "America/Santiago", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_a_date_written_out_is_read_back(minutes: int, form: str, zone: str) -> None:
    local = datetime.fromisoformat("2026-11-24T10:00") + timedelta(minutes=minutes)
    assert read(local.strftime(form), zone, NOW) == Reading(local, to_utc(local, zone))


_BITS = sorted({bit for text in READ for bit in text.split()} | {"every", "/", "99", "31"})


@given(st.one_of(st.text(), st.lists(st.sampled_from(_BITS), max_size=6).map(" ".join)))
def test_whatever_is_typed_is_read_ahead_of_now_or_kindly_refused(text: str) -> None:
    try:
        found = read(text, LONDON, NOW)
    except Refusal as refused:
        assert isinstance(refused, WhenRefused)  # noqa: PT017 - either way is a good end
    else:
        assert NOW < found.at <= NOW + phrase.FURTHEST
        assert found.local.tzinfo is None
