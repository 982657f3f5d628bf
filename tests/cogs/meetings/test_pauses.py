"""`/meeting pause`, `cancel` and `edit`: whole series, shown first, asked once, taken back."""

from bot.rehearsal import cast
from tests.cogs.meetings.changing import (
    FIRST,
    SECOND,
    THIRD,
    TITLE,
    YES,
    agreed,
    at,
    listed,
    meeting,
    planned,
    shown,
)


async def test_a_series_pauses_until_a_day_and_shows_that(group):
    await planned(group)
    asked = await meeting(group, "pause", meeting=TITLE, until="15 Dec")
    assert at("2026-12-15T00:00") in asked.text
    assert asked.text.index("won't take place") < asked.text.index(at(FIRST))
    assert asked.text.index("After that, it meets") < asked.text.index(at(THIRD))
    await agreed(group, asked)
    seen = await meeting(group, "show", meeting=TITLE)
    assert f"paused until {at('2026-12-15T00:00')}" in seen.text
    assert f"{at(SECOND)}: paused" in seen.text
    back = await cast.press(group["Fran"], "Undo", on=seen.message)
    assert ": paused" not in back.text


async def test_a_pause_without_an_end_lasts_until_it_is_taken_back(group):
    await planned(group)
    done = await agreed(group, await meeting(group, "pause", meeting=TITLE))
    assert "at any time" in done.text
    assert "paused until somebody ends the pause" in await shown(group)
    assert "Nothing is planned yet" in (await meeting(group, "next", "Ana")).text


async def test_a_series_ends_and_can_come_back(group):
    await planned(group)
    whole = (await listed(group, "cancel"))[f"{TITLE} · every meeting"]
    asked = await meeting(group, "cancel", meeting=whole)
    assert f"{TITLE} is cancelled, and won't meet again." in asked.text
    assert "All your other meetings stay as they are." in asked.text
    assert "After that" not in asked.text
    done = await agreed(group, asked)
    assert "It's cancelled" in done.text
    assert "ended" not in done.text
    assert await listed(group, "cancel") == {}
    seen = await meeting(group, "show", meeting=whole)
    assert f"{at(FIRST)}: cancelled" in seen.text
    back = await cast.press(group["Fran"], "Undo", on=seen.message)
    assert ": cancelled" not in back.text


async def test_a_series_that_ends_while_its_room_is_open_goes_on_to_its_end(group):
    await planned(group)
    await group.wait(51 * 60)
    asked = await meeting(group, "cancel", meeting=TITLE)
    assert "The meeting that's open now goes on until its end." in asked.text
    assert "`/meeting console` in its room has End meeting." in asked.text
    await agreed(group, asked)
    assert group.stage == "lobby"
    refused = await meeting(group, "show", meeting=TITLE)
    assert "We don't know that meeting here" in refused.text


async def test_a_one_off_whose_room_is_open_is_ended_in_its_room_instead(group):
    await planned(group, repeat="once")
    asked = await meeting(group, "cancel", meeting=TITLE)
    await group.wait(51 * 60)
    for refused in (await agreed(group, asked), await meeting(group, "cancel", meeting=TITLE)):
        assert "so it can't be moved, skipped or cancelled any more." in refused.text
        assert "`/meeting console` in its room has End meeting." in refused.text
    console = await cast.say(group["Fran"], "meeting console", group.room)
    sure = await cast.choose(group["Fran"], "More", "End meeting", on=console.message)
    done = await cast.press(group["Fran"], YES, on=sure.message)
    assert "The meeting is over, and it never began." in done.text
    await group.wait(3)
    assert "This evening is over." in group.room_words("Fran")


async def test_one_date_is_called_off(group):
    await planned(group)
    chosen = (await listed(group, "cancel"))[f"{TITLE} · Tue 08 Dec 2026 19:00 · Europe/London"]
    asked = await meeting(group, "cancel", meeting=chosen)
    assert f"on {at(SECOND)} won't take place" in asked.text
    await agreed(group, asked)
    assert f"{at(SECOND)}: skipped" in await shown(group)


async def test_this_and_all_later_dates_are_edited(group):
    await planned(group)
    offered = await listed(group, "edit")
    assert f"{TITLE} · from the next one on" in offered
    chosen = offered[f"{TITLE} · from Tue 08 Dec 2026 19:00 · Europe/London on"]
    asked = await meeting(
        group, "edit", meeting=chosen, title="Later group", when="20:00", template="newcomers-45",
        room="text", facilitator=group["Fran"], topic="Sleep",
    )  # fmt: skip
    for said in ("It's called Later group", "20:00 London time, every week", "45",
                 "Room: text", "leads it", "Topic: Sleep", at("2026-12-08T20:00")):  # fmt: skip
        assert said in asked.text
    done = await agreed(group, asked)
    assert "It's changed" in done.text
    seen = await meeting(group, "show", meeting="Later group")
    assert at(FIRST) in seen.text
    assert at("2026-12-15T20:00") in seen.text
    back = await cast.press(group["Fran"], "Undo", on=seen.message)
    assert at(THIRD) in back.text
    assert TITLE in back.text


async def test_a_new_time_of_a_series_is_shown_as_it_is_read(group):
    await planned(group)
    found = await group["Fran"].autocomplete(
        group.world.facilitators_channel,
        "meeting edit",
        "when",
        "every thursday 7pm",
        meeting=TITLE,
    )
    asked = await meeting(group, "edit", meeting=TITLE, when=found[0]["value"])
    assert at("2026-12-03T19:00") in asked.text
    assert at(FIRST) not in asked.text
    await agreed(group, asked)
    assert at("2026-12-10T19:00") in await shown(group)


async def test_how_often_a_series_comes_back_is_edited(group):
    await planned(group)
    asked = await meeting(group, "edit", meeting=TITLE, repeat="fortnightly")
    assert "every 2 weeks" in asked.text
    await agreed(group, asked)
    assert at(SECOND) not in await shown(group)


async def test_an_edit_without_anything_new_says_so(group):
    await planned(group)
    answer = await meeting(group, "edit", meeting=TITLE)
    assert "please choose what should change" in answer.text
    nobody = await meeting(group, "edit", meeting=TITLE, facilitator=group["Ana"])
    assert "doesn't have the facilitator role" in nobody.text


async def test_a_list_of_one_is_told_as_one(group):
    await planned(group, when="Friday 12:00", repeat="once")
    assert "The next meeting, in your time zone\n" in await shown(group)
    edited = await meeting(group, "edit", meeting=TITLE, topic="Sleep")
    assert f"{TITLE} changes:" in edited.text, "there are no later ones"
    off = await meeting(group, "cancel", meeting=TITLE)
    assert f"{TITLE} is cancelled. All your other meetings stay as they are." in off.text
    assert "This meeting won't take place:" in off.text
    for told_of_a_series in ("still to come", "After that"):
        assert told_of_a_series not in off.text
    await planned(group, "Weekly")
    assert (
        "The next meetings, in your time zone\n"
        in (await meeting(group, "show", meeting="Weekly")).text
    )
    off = await cast.say(
        group.world.organiser, "setup server", group.world.organisers, days_off="4 Dec"
    )
    assert "This one falls on a day off and won't take place:" in off.text
