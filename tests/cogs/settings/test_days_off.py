"""`/setup server days_off:` and a new time zone: what is planned is named, and follows."""

from bot.rehearsal import cast
from tests.cogs.group import Group
from tests.cogs.meetings.changing import (
    FIRST,
    SECOND,
    TITLE,
    agreed,
    at,
    listed,
    meeting,
    planned,
    shown,
)

MOVES = "Move it to 19:00 Berlin time"


async def setup(group: Group, **options: object) -> cast.Answer:
    return await cast.say(group.world.organiser, "setup server", group.world.organisers, **options)


async def test_a_day_off_names_the_meetings_that_fall_on_it(group):
    await planned(group)
    answer = await setup(group, days_off="8 Dec, 2026-12-25")
    assert "Days off: Tue 8 Dec 2026, Fri 25 Dec 2026" in answer.text
    assert f"{TITLE} · {at(SECOND)}" in answer.text
    assert f"{at(SECOND)}: day off" in await shown(group, "Ana")
    seen = (await meeting(group, "list", "Ana", day="8 Dec")).text
    nearest = f"The next one that's planned:\n{at(FIRST)}\n• {TITLE}"
    assert f"no meeting: day off\n{nearest}" in seen
    again = await setup(group, days_off="none")
    assert "Days off: none" in again.text
    assert "day off" not in await shown(group)


async def test_a_holiday_is_written_from_its_first_day_to_its_last(group):
    await planned(group)
    answer = await setup(group, days_off="7 Dec - 9 Dec, 25 Dec")
    assert "Days off: Mon 7 Dec 2026 to Wed 9 Dec 2026, Fri 25 Dec 2026" in answer.text
    assert f"{at(SECOND)}: day off" in await shown(group, "Ana")
    again = await setup(group, days_off="Mon 7 Dec 2026 to Wed 9 Dec 2026, Fri 25 Dec 2026")
    assert again.text == answer.text, "what is shown can be copied and changed"
    refused = await setup(group, days_off="1 Jan - 1 Mar")
    assert "That's more than 40 days" in refused.text
    assert "/meeting pause" in refused.text


async def test_a_date_on_a_day_off_is_not_offered_and_whoever_insists_reads_why(group):
    await planned(group)
    chosen = (await listed(group, "skip"))[f"{TITLE} · Tue 08 Dec 2026 19:00 · Europe/London"]
    await setup(group, days_off="8 Dec")
    for command in ("move", "skip", "cancel", "edit"):
        assert not any("08 Dec" in name for name in await listed(group, command))
    assert any("08 Dec" in name for name in await listed(group, "show"))
    for command, more in (("skip", {}), ("move", {"when": "20:00"})):
        refused = await meeting(group, command, meeting=chosen, **more)
        assert "your group has that day off" in refused.text
        assert "/setup server days_off:" in refused.text


async def test_what_is_no_day_is_asked_back(group):
    await planned(group)
    answer = await setup(group, days_off="8 Dec, whales")
    assert "We couldn't read “whales” as days" in answer.text
    assert "24 Dec - 2 Jan" in answer.text, "an example says how"
    assert "day off" not in await shown(group)


async def test_meetings_of_another_zone_move_at_a_press_and_back(group):
    await planned(group)
    listed, again = [await setup(group, timezone="Berlin") for _ in range(2)]
    assert f"{TITLE} · Tuesday 19:00 London time (in your time zone: {at(FIRST)})" in listed.text
    assert "If you move what's here, anyone else who leads it" in listed.text
    moved = await cast.press(group.world.organiser, MOVES, on=listed.message)
    assert (
        f"{TITLE} · Tuesday 19:00 Berlin time (in your time zone: {at('2026-12-08T18:00')})"
        in moved.text
    )
    stays = moved.text.partition("This meeting keeps the time people were told.")[2]
    assert f"{TITLE} · {at(FIRST)}" in stays, "18:00 has come already"
    nothing = await cast.press(group.world.organiser, MOVES, on=again.message)
    assert "in your group's time zone already" in nothing.text
    seen = await meeting(group, "show", meeting=TITLE)
    assert "19:00 Berlin time" in seen.text
    assert at("2026-12-08T18:00") in seen.text
    assert "Moved from Europe/London time to Europe/Berlin time" in seen.text
    back = await cast.press(group["Fran"], "Undo", on=seen.message)
    assert "19:00 London time" in back.text


async def test_the_date_beside_another_zone_is_the_one_that_takes_place(group):
    await planned(group)
    await agreed(group, await meeting(group, "move", meeting=TITLE, when="Thursday 20:00"))
    answer = await setup(group, timezone="Berlin")
    assert (
        f"{TITLE} · Thursday 20:00 London time (in your time zone: {at('2026-12-03T20:00')})"
        in answer.text
    )
    moved = await cast.press(group.world.organiser, MOVES, on=answer.message)
    assert (
        f"{TITLE} · Tuesday 19:00 Berlin time (in your time zone: {at('2026-12-08T18:00')})"
        in moved.text
    )
    stays = moved.text.partition("This meeting keeps the time people were told.")[2]
    assert f"{TITLE} · {at('2026-12-03T20:00')}" in stays

    await agreed(group, await meeting(group, "pause", meeting=TITLE))
    paused = await setup(group, timezone="London")
    assert f"• {TITLE}, in Berlin time" in paused.text, "no date is promised in a pause"


async def test_a_single_meeting_whose_room_is_open_stays_whole_as_it_is(group):
    await planned(group, when="today 18:15", repeat="once")
    await group.wait(6 * 60)
    answer = await setup(group, timezone="New York")
    moved = await cast.press(
        group.world.organiser, "Move it to 6:15 pm New York time", on=answer.message
    )
    assert "same hour" not in moved.text
    assert f"{TITLE} · {at('2026-12-01T18:15')}" in moved.text
    assert "18:15 London time" in await shown(group)


async def test_a_new_meeting_says_which_of_its_dates_are_days_off(group):
    await setup(group, days_off="8 Dec")
    answer = await meeting(group, "schedule", title=TITLE, when="Tuesday 19:00", repeat="weekly")
    dates = [at(f"2026-12-{day}T19:00") for day in ("01", "08", "15", "22", "29")]
    lines = [line for line in answer.text.splitlines() if line.startswith("•")]
    assert lines == [f"• {dates[0]}", f"• {dates[1]}: day off", *(f"• {one}" for one in dates[2:])]
