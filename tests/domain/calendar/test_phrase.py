"""Phrases for a time: every one is read as people mean it, or refused with the reason."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.repeat import Repeat, weekly
from bot.domain.calendar.when.phrase import read
from bot.domain.calendar.when.reading import FURTHEST, Reading, placed
from bot.domain.calendar.when.refusals import (
    WhenFifth,
    WhenLengthDiffers,
    WhenPast,
    WhenRefused,
    WhenRepeatDiffers,
    WhenTooFar,
    WhenZoneSaid,
)
from bot.domain.calendar.when.suggestions import suggestions
from bot.domain.errors import Refusal
from bot.domain.language.folding import one_line
from bot.domain.sentence import Sentence
from bot.domain.zones import to_utc
from bot.text.catalog import speaker
from bot.text.plain import plain
from tests.domain.calendar.phrases import READ, REFUSED, WEEKLY

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning in London."""
LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("text", "near", "local"),
    [
        ("Thursday 19:00", "2026-12-16", "2026-12-17T19:00"),
        ("Wednesday 20:00", "2026-12-16", "2026-12-16T20:00"),
        ("Monday 19:00", "2026-12-16", "2026-12-14T19:00"),
        ("Sunday 19:00", "2026-12-16", "2026-12-20T19:00"),
        ("Monday 19:00", "2026-12-20", "2026-12-21T19:00"),
        ("Monday 11:00", "2026-11-25", "2026-11-23T11:00"),
        ("Monday 09:00", "2026-11-25", "2026-11-30T09:00"),
        ("this Thursday 19:00", "2026-12-16", "2026-11-26T19:00"),
        ("tomorrow 19:00", "2026-12-16", "2026-11-24T19:00"),
        ("Thursday 26 Nov 19:00", "2026-12-16", "2026-11-26T19:00"),
    ],
)
def test_a_weekday_alone_is_that_of_the_week_of_what_moves(text, near, local) -> None:
    found = read(text, LONDON, NOW, near=datetime.fromisoformat(near).date())
    assert found.local == datetime.fromisoformat(local)


@pytest.mark.parametrize(("text", "local"), READ.items())
def test_a_phrase_is_read_as_people_mean_it(text: str, local: str) -> None:
    wanted = datetime.fromisoformat(local)
    at = wanted.replace(tzinfo=UTC) - _summer(wanted)
    assert read(text, LONDON, NOW) == Reading(wanted, at, LONDON)


def _summer(local: datetime) -> timedelta:
    return timedelta(hours=1 if 4 <= local.month <= 9 else 0)


@pytest.mark.parametrize("text", WEEKLY)
def test_a_phrase_that_says_it_repeats_is_heard(text: str) -> None:
    found = read(text, LONDON, NOW)
    assert found.local.isoformat() == "2026-11-24T19:00:00"
    assert found.repeat == weekly(1)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in REFUSED.items() for text in texts]
)
def test_what_is_not_clear_is_refused_with_the_reason(kind: type[WhenRefused], text: str) -> None:
    with pytest.raises(kind) as refused:
        read(text, LONDON, NOW)
    assert type(refused.value) is kind
    assert refused.value.facts["typed"] == text.strip()[:60]


EXAMPLE = re.compile("“([^”]*)”")


def sentence_of(text: str, language: str = "en") -> str:
    with pytest.raises(Refusal) as refused:
        read(text, LONDON, NOW)
    return plain(Sentence(refused.value.key, refused.value.facts), speaker(language))


@pytest.mark.parametrize("text", [text for texts in REFUSED.values() for text in texts])
def test_every_question_back_is_kind_and_gives_two_examples_that_are_read(text: str) -> None:
    said = sentence_of(text)
    typed = one_line(text)[:60].strip()
    assert "lease " in said
    examples = [one for one in EXAMPLE.findall(said.replace(f"“{typed}”", "")) if one != "repeat"]
    assert len(examples) == 2
    for example in examples:
        found = read(example, LONDON, NOW)
        assert found.at > NOW


def test_what_is_asked_beside_the_time_has_examples_that_are_read_too() -> None:
    asked = (WhenRepeatDiffers(), WhenLengthDiffers(said=60, chosen=90), _fifth())
    for one in asked:
        said = plain(Sentence(one.key, one.facts), speaker("en"))
        examples = [word for word in EXAMPLE.findall(said) if word not in {"repeat", "minutes"}]
        assert len(examples) == 2
        assert all(read(example, LONDON, NOW).at > NOW for example in examples)


def _fifth() -> WhenFifth:
    with pytest.raises(WhenFifth) as asked:
        read("Tue 29 Dec 19:00 monthly", LONDON, NOW)
    return asked.value


def test_a_time_that_the_clocks_leap_over_is_asked_with_the_hours_after_it() -> None:
    said = sentence_of("Sunday 28 March 01:30")
    assert "“Sun 28 Mar 02:30” or “Sun 28 Mar 03:30”" in said


def test_a_bare_hour_of_another_zone_is_asked_about_on_the_groups_clock() -> None:
    said = sentence_of("7pm pacific")
    assert "clocks of Europe/London; there, please write “Tue 24 Nov 03:00” or" in said
    assert "“Wed 25 Nov 03:00”" in said
    assert "An organiser can change the group's zone with `/setup server timezone:`" in said
    offered = [one.on_the_clock for one in suggestions("7pm pacific", LONDON, NOW)]
    assert f"{offered[0]:%d %H:%M} {offered[1]:%d %H:%M}" == "24 03:00 25 03:00"


def test_my_time_is_the_readers_own_where_it_is_known() -> None:
    found = read("Tuesday 7pm my time", LONDON, NOW, mine="America/New_York")
    assert (found.on_the_clock.isoformat(), found.zone) == ("2026-11-25T00:00:00", LONDON)


@pytest.mark.parametrize(
    ("zone", "text", "local"),
    [
        (LONDON, "Tuesday 7pm EST", "2026-11-25T00:00"),
        ("America/New_York", "Tuesday 7pm Central", "2026-11-24T20:00"),
        ("Asia/Kolkata", "Tuesday 7pm IST", "2026-11-24T19:00"),
        ("Asia/Manila", "Tuesday 7pm PST", "2026-11-24T19:00"),
        ("America/Chicago", "Tuesdays 7pm CT", "2026-11-24T19:00"),
        (LONDON, "Tuesday 7pm UTC+2", "2026-11-24T17:00"),
        *(("Australia/Sydney", f"Tuesday 7pm {name}", None) for name in ("EST", "Eastern", "AEST")),
        ("Europe/Berlin", "Tuesday 7pm Central", None),
        ("Asia/Dhaka", "Tuesday 7pm BST", None),
        (LONDON, "Tuesdays 7pm GMT", None),
        (LONDON, "Tuesday 7pm UTC+5:30", None),
    ],
)
def test_a_zone_that_is_said_is_heard_where_only_one_can_be_meant(
    zone: str, text: str, local: str | None
) -> None:
    if local is None:
        with pytest.raises(WhenZoneSaid):
            read(text, zone, NOW)
    else:
        assert read(text, zone, NOW).on_the_clock == datetime.fromisoformat(local)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("Tuesday 7-8pm", 60), ("Tuesday 7–8:30pm", 90), ("Tuesdays 19:00-20:15", 75)),
        *(("Tuesday 11-1pm", 120), ("Tuesday 7pm for 45 minutes", 45), ("tonight 7 till 8", 60)),
        ("Tuesday 7pm", None),
    ],
)
def test_how_long_it_lasts_is_heard(text: str, minutes: int | None) -> None:
    assert read(text, LONDON, NOW).minutes == minutes


def test_the_day_is_the_day_in_the_zone_of_the_group() -> None:
    late = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert read("today 19:00", "Pacific/Auckland", late).local.isoformat() == "2026-11-24T19:00:00"
    assert read("today 19:00", "America/New_York", late).at == datetime(2026, 11, 24, tzinfo=UTC)


def test_of_what_comes_back_a_time_that_the_clocks_leap_over_starts_an_hour_on() -> None:
    found = read("every Sunday 01:30", LONDON, datetime(2027, 3, 25, tzinfo=UTC))
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
    assert placed(soon, LONDON, NOW, "x", Repeat.WEEKLY).repeat is Repeat.WEEKLY
    with pytest.raises(WhenPast):
        placed(soon - timedelta(days=2), LONDON, NOW, "x")
    with pytest.raises(WhenTooFar):
        placed(soon + timedelta(days=366), LONDON, NOW, "x")


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
    assert read(local.strftime(form), zone, NOW) == Reading(local, to_utc(local, zone), zone)


_BITS = sorted({bit for text in READ for bit in text.split()} | {"every", "/", "99", "31"})


@given(st.one_of(st.text(), st.lists(st.sampled_from(_BITS), max_size=6).map(" ".join)))
def test_whatever_is_typed_is_read_ahead_of_now_or_kindly_refused(text: str) -> None:
    try:
        found = read(text, LONDON, NOW)
    except Refusal as refused:
        assert isinstance(refused, (WhenRefused, WhenFifth))  # noqa: PT017 - either way is a good end
    else:
        assert NOW < found.at <= NOW + FURTHEST
        assert found.local.tzinfo is None
