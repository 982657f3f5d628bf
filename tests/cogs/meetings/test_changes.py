"""`/meeting show`, `move`, `skip`, `pause`, `cancel`: shown first, asked once, taken back."""

import pytest

from bot.rehearsal import cast
from tests.cogs.meetings.changing import (
    FIRST,
    SECOND,
    TITLE,
    YES,
    agreed,
    at,
    listed,
    meeting,
    planned,
    shown,
)

ONLY_THIS = "That's just this once. All its other meetings stay as they are."


async def test_one_date_moves_once_it_was_agreed_and_keeps_its_length(group):
    await planned(group)
    asked = await meeting(group, "move", meeting="tuesday GROUP", when="Wednesday 18:00")
    there = at("2026-12-02T18:00")
    assert f"{TITLE} on {at(FIRST)} moves to {there}." in asked.text
    assert "The new time is Wednesday 18:00 London time." in asked.text
    assert ONLY_THIS in asked.text
    assert "60 minutes" in asked.text
    assert "moved from" not in await shown(group)
    done = await agreed(group, asked)
    assert "It's moved" in done.text
    assert ONLY_THIS in done.text
    seen = await meeting(group, "show", "Ana", meeting=TITLE)
    assert f"{at('2026-12-02T18:00')}, moved from {at(FIRST)}" in seen.text
    assert seen.shown.buttons == ("Remind me",)


async def test_a_meeting_that_comes_once_moves_and_no_other_dates_are_spoken_of(group):
    await planned(group, repeat="once")
    asked = await meeting(group, "move", meeting=TITLE, when="Wednesday 18:00")
    assert f"{TITLE} on {at(FIRST)} moves to" in asked.text
    assert "other dates" not in asked.text


@pytest.mark.parametrize(
    ("when", "then"),
    [
        ("+1h", "2026-12-08T20:00"),
        ("-30 min", "2026-12-08T18:30"),
        ("+1 day", "2026-12-09T19:00"),
        ("8pm", "2026-12-08T20:00"),
        ("20:30", "2026-12-08T20:30"),
        ("2026-12-09 18:00", "2026-12-09T18:00"),
        ("Wednesday 18:00", "2026-12-09T18:00"),
        ("monday 7pm", "2026-12-07T19:00"),
        ("Saturday", "2026-12-12T19:00"),
        ("10 Dec", "2026-12-10T19:00"),
        ("this Thursday 20:00", "2026-12-03T20:00"),
        ("tomorrow 20:00", "2026-12-02T20:00"),
    ],
)
async def test_a_date_that_was_chosen_moves_within_its_week_and_keeps_what_nobody_named(
    group, when, then
):
    await planned(group)
    offered = await listed(group, "move")
    assert f"{TITLE} · just the next one" in offered
    assert f"{TITLE} · every meeting" in await listed(group, "cancel")
    chosen = offered[f"{TITLE} · Tue 08 Dec 2026 19:00 · Europe/London"]
    asked = await meeting(group, "move", meeting=chosen, when=when)
    await agreed(group, asked)
    assert f"{at(then)}, moved from {at(SECOND)}" in await shown(group)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("wednesday", "Wed 09 Dec 2026 19:00"),
        ("wed", "Wed 09 Dec 2026 19:00"),
        ("10 dec", "Thu 10 Dec 2026 19:00"),
        ("+1 day", "Wed 09 Dec 2026 19:00"),
        ("thursday 8pm", "Thu 10 Dec 2026 20:00"),
    ],
)
async def test_the_list_shows_the_day_in_the_week_of_what_moves_and_its_own_hour_first(
    group, typed, first
):
    await planned(group)
    chosen = (await listed(group, "move"))[f"{TITLE} · Tue 08 Dec 2026 19:00 · Europe/London"]
    found = await group["Fran"].autocomplete(
        group.world.facilitators_channel, "meeting move", "when", typed, meeting=chosen
    )
    assert found[0]["name"] == f"{first} · Europe/London"


@pytest.mark.parametrize(
    "typed", ["15 Dec", "tue dec 15", "tuesday group 15", "2026 15", "15 december", "Tuesday 15th"]
)
async def test_a_date_is_found_by_the_words_of_its_day(group, typed):
    await planned(group)
    found = await group["Fran"].autocomplete(
        group.world.facilitators_channel, "meeting skip", "meeting", typed
    )
    assert [one["name"] for one in found] == [f"{TITLE} · Tue 15 Dec 2026 19:00 · Europe/London"]


async def test_a_time_is_shown_as_it_is_read_in_the_meetings_own_zone_and_day(group):
    await planned(group)
    await cast.say(
        group.world.organiser, "setup server", group.world.organisers, timezone="Auckland"
    )
    offered = await listed(group, "move")
    chosen = offered[f"{TITLE} · Tue 08 Dec 2026 19:00 · Europe/London"]
    found = await group["Fran"].autocomplete(
        group.world.facilitators_channel, "meeting move", "when", "20:00", meeting=chosen
    )
    assert found[0]["name"] == "Tue 08 Dec 2026 20:00 · Europe/London"
    asked = await meeting(group, "move", meeting=chosen, when=found[0]["value"])
    assert at("2026-12-08T20:00") in asked.text
    unknown = await group["Fran"].autocomplete(
        group.world.facilitators_channel, "meeting move", "when", "20:00", meeting="whales"
    )
    assert unknown == []


async def test_what_is_asked_before_a_restart_is_answered_after_it(
    group, make_bot, closed_at_the_end
):
    await planned(group)
    asked = await meeting(group, "skip", meeting=TITLE)
    assert at(FIRST) in asked.text
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    done = await agreed(group, asked)
    assert "skipped" in done.text
    assert f"{at(FIRST)}: skipped" in await shown(group)


async def test_undo_stands_in_show_and_brings_a_date_back(group):
    await planned(group)
    await agreed(group, await meeting(group, "skip", meeting=TITLE))
    seen = await meeting(group, "show", meeting=TITLE)
    assert f"Skipped on {at(FIRST)}" in seen.text
    back = await cast.press(group["Fran"], "Undo", on=seen.message)
    assert "Undone." in back.text
    assert "skipped" not in back.text


async def test_a_question_is_answered_once(group):
    await planned(group)
    asked = await meeting(group, "skip", meeting=TITLE)
    await agreed(group, asked)
    late = await meeting(group, "skip", meeting=TITLE)
    assert at(SECOND) in late.text, "the next one that takes place"


async def test_the_second_of_two_is_told_what_changed_and_asked_again(group):
    await planned(group)
    one = await meeting(group, "move", meeting=TITLE, when="20:00")
    other = await cast.say(
        group.world.organiser, "meeting move", group.world.organisers, meeting=TITLE, when="21:00"
    )
    await agreed(group, one)
    again = await cast.press(group.world.organiser, YES, on=other.message)
    assert "Somebody else has just changed this" in again.text
    assert at("2026-12-01T20:00") in again.text
    done = await cast.press(group.world.organiser, YES, on=again.message)
    assert "It's moved" in done.text


async def test_a_date_whose_room_is_open_is_neither_moved_nor_skipped(group):
    await planned(group, repeat="once")
    chosen = next(
        value for name, value in (await listed(group, "move")).items() if "01 Dec" in name
    )
    await group.wait(51 * 60)
    for command, more in (("move", {"when": "+1h"}), ("skip", {})):
        refused = await meeting(group, command, meeting=chosen, **more)
        assert "is open already or about to open" in refused.text
    assert "open now" in await shown(group)


@pytest.mark.parametrize(
    ("command", "options", "said"),
    [
        ("move", {"when": "yesterday 19:00"}, "has already passed"),
        ("move", {"when": "-3h"}, "has already passed"),
        ("move", {"when": "+0h"}, "couldn't read a time"),
        ("move", {"when": "when the moon is full"}, "couldn't read a time"),
        ("move", {"when": "every Wednesday 19:00"}, "One meeting moves to one time"),
        ("move", {"when": "19:00"}, "so nothing would change"),
        ("move", {"when": "2026-12-08 19:00"}, "Please pick another time"),
        ("edit", {"title": TITLE}, "That wouldn't change anything"),
        ("pause", {"until": "yesterday"}, "already passed"),
        ("pause", {"until": "every Tuesday"}, "A pause ends on one day"),
        ("pause", {"until": "28 Nov"}, "already passed"),
        ("skip", {"meeting": "Whales"}, "We don't know that meeting here"),
        ("show", {"meeting": "~m1|1||00000000"}, "We don't know that meeting here"),
        ("cancel", {"meeting": "🐳"}, "We don't know that meeting here"),
    ],
)
async def test_what_cannot_be_gets_one_kind_sentence(group, command, options, said):
    await planned(group)
    answer = await meeting(group, command, **({"meeting": TITLE} | options))
    assert said in answer.text
    assert answer.shown.buttons == ()


async def test_members_may_look_and_change_nothing(group):
    await planned(group)
    for command, more in (("move", {"when": "+1h"}), ("skip", {}), ("pause", {}), ("cancel", {})):
        refused = await meeting(group, command, "Ana", meeting=TITLE, **more)
        assert "Only people who lead meetings here can do this" in refused.text
    assert at(FIRST) in await shown(group, "Ana")


async def test_a_discreet_group_shows_no_title_to_members(group):
    await planned(group)
    await group.set_up(discreet=True)
    assert all(TITLE not in name for name in await listed(group, "show", "Ana"))
    assert "We don't know that meeting here" in await shown(group, "Ana")
    value = next(iter((await listed(group, "show", "Ana")).values()))
    assert TITLE not in (await meeting(group, "show", "Ana", meeting=value)).text
    assert TITLE in await shown(group)
