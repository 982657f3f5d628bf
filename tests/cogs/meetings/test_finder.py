"""`/meeting list`: the finder, one phone screen a page, true whatever became of a date."""

import re

from bot.rehearsal import cast
from tests.cogs.group import Group
from tests.cogs.meetings.changing import FIRST, SECOND, TITLE, agreed, at, meeting, planned

ON_A_PHONE = 120
"""Words of one page that a telephone shows without turning it, more or less."""


async def found(group: Group, name: str = "Ana", **options: object) -> str:
    return (await meeting(group, "list", name, **options)).text


async def many(group: Group, count: int) -> None:
    for number in range(count):
        await planned(group, title=f"Meeting {number:02}", when=f"2026-12-02 {8 + number}:00",
                      repeat="once")  # fmt: skip


DAYS = {
    "Wednesday": {"Midweek"},
    "weekend": {"Saturday walk"},
    "Wed and Sat": {"Midweek", "Saturday walk"},
    "20 December": {"Far away"},
    "every day": {TITLE, "Midweek", "Saturday walk"},
}


async def test_a_day_is_said_as_people_say_it(group):
    await planned(group)
    for title, when in (
        ("Midweek", "2026-12-02 12:00"),
        ("Saturday walk", "2026-12-05 10:00"),
        ("Far away", "2026-12-20 19:00"),
    ):
        await planned(group, title=title, when=when, repeat="once")
    names = set().union(*DAYS.values())
    for day, titles in DAYS.items():
        said = await found(group, day=day)
        assert {one for one in names if one in said} == titles, day
        assert "Only " in said


async def test_a_weekly_meeting_is_found_on_a_day_that_nobody_wrote_down_yet(group):
    await planned(group)
    assert at("2027-02-02T19:00") in await found(group, day="2 February 2027")


async def test_a_day_nobody_can_read_is_asked_back_kindly(group):
    said = await found(group, day="when the moon is full")
    assert "couldn't read “when the moon is full” as a day" in said
    assert "weekend" in said


async def test_days_are_those_of_the_readers_own_zone(group):
    await planned(group, title="Late", when="2026-12-02 23:30", repeat="once")
    assert "Late" in await found(group, day="Wednesday")
    await cast.say(group["Ana"], "timezone", group.world.announcements, zone="Europe/Rome")
    assert "Late" not in (await found(group, day="3 Dec", name="Ben")).partition("planned:")[0]
    assert "Late" in await found(group, day="3 Dec")


async def test_nothing_found_says_what_to_try_and_what_comes_next_of_all(group):
    assert "Nothing is planned for the next 7 days" in await found(group)
    await planned(group, title="Harbour", when="2026-12-03 12:00", repeat="once")
    said = await found(group, topic="whales")
    assert "Nothing that's planned fits. Try another day" in said
    assert f"The next one that's planned:\n{at('2026-12-03T12:00')}\n• Harbour" in said


async def test_every_word_counts_however_it_is_written(group):
    await planned(group, title="Café", topic="Sleep and stress")
    for words in ("cafe\u0301", "STRESS sleep", "caf"):
        assert "Café" in await found(group, topic=words), words
    assert "Café" not in (await found(group, topic="sleep whales")).split("Nothing")[0]


async def test_what_runs_comes_first_with_its_door_and_is_found_after_its_start(group):
    await planned(group, title="Noon tomorrow", when="2026-12-02 12:00", repeat="once")
    await planned(group, topic="Sleep")
    await group.wait(65 * 60)
    answer = await meeting(group, "list", "Ana")
    lines = answer.text.splitlines()
    running = next(line for line in lines if TITLE in line)
    assert f"open now · start {at(FIRST).replace(':F', ':R')}" in running
    assert answer.text.index(TITLE) < answer.text.index("Noon tomorrow")
    assert "<#" not in answer.text, "who isn't in can't see the room"
    assert answer.shown.buttons == ("Join", "Remind me", "Remind me")
    asked = await cast.press(group["Ana"], "Join", on=answer.message)
    assert "I agree" in asked.shown.buttons


async def test_what_comes_stands_by_its_time_below_its_day_once_for_what_begins_together(group):
    for title, when in (
        ("C", "2026-12-03 9:00"),
        ("A", "2026-12-02 19:00"),
        ("B", "2026-12-03 8:00"),
    ):
        await planned(group, title=title, when=when, repeat="once")
    await planned(group, title="A too", when="2026-12-02 19:00", repeat="once")
    said = await found(group)
    assert said.splitlines()[1:] == [
        at("2026-12-02T19:00"), "• A · voice", "• A too · voice",
        at("2026-12-03T08:00"), "• B · voice",
        at("2026-12-03T09:00"), "• C · voice",
    ]  # fmt: skip


async def test_a_moved_a_skipped_and_a_paused_date_are_shown_as_they_are(group):
    await planned(group)
    await planned(group, title="Daily", when="2026-12-02 08:00", repeat="daily")
    await agreed(group, await meeting(group, "move", meeting=TITLE, when="Wednesday 18:00"))
    await agreed(group, await meeting(group, "pause", meeting="Daily"))
    said = await found(group, days=14)
    moved = f"{at('2026-12-02T18:00')}\n• {TITLE} · voice · moved from {at(FIRST)}"
    assert moved in said
    assert said.count("Daily") == 1, "a series that pauses takes one line"
    assert "no meeting: paused" in said
    await agreed(group, await meeting(group, "skip", meeting=TITLE))
    skipped = f"{at('2026-12-02T18:00')}\n• {TITLE} · no meeting: skipped"
    assert skipped in await found(group, days=14)
    assert at(SECOND) in await found(group, days=14)


async def test_pages_turn_there_and_back_and_hold_what_was_looked_for(group):
    await many(group, 13)
    await planned(group, title="Elsewhere", when="2026-12-02 07:00", repeat="once")
    answer = await meeting(group, "list", "Ana", topic="meeting", day="tomorrow", room="voice")
    pages = [answer.text]
    assert answer.shown.buttons == (*["Remind me"] * 6, "Next page")
    for _ in range(2):
        answer = await cast.press(group["Ana"], "Next page", on=answer.message)
        pages.append(answer.text)
    assert answer.shown.buttons == ("Remind me", "Previous page")
    listed = [re.findall(r"Meeting (\d\d)", page) for page in pages]
    assert [len(one) for one in listed] == [6, 6, 1]
    assert [one for page in listed for one in page] == [f"{one:02}" for one in range(13)]
    assert all("Elsewhere" not in page for page in pages)
    assert all(len(page.split()) < ON_A_PHONE for page in pages)
    back = await cast.press(group["Ana"], "Previous page", on=answer.message)
    assert "Page 2 of 3" in back.text


async def test_a_page_of_before_a_restart_turns_and_one_that_is_gone_shows_the_last(
    group, make_bot, closed_at_the_end
):
    await many(group, 8)
    answer = await meeting(group, "list", "Ana", day="tomorrow")
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    second = await cast.press(group["Ana"], "Next page", on=answer.message)
    assert "Page 2 of 2" in second.text
    first = await cast.press(group["Ana"], "Previous page", on=second.message)
    for title in ("Meeting 00", "Meeting 01"):
        await agreed(group, await meeting(group, "cancel", meeting=title))
    gone = await cast.press(group["Ana"], "Next page", on=first.message)
    assert "Meeting 07" in gone.text
    assert "Page" not in gone.text


async def test_a_calendar_file_is_given_to_whoever_asks(group):
    await planned(group)
    answer = await meeting(group, "calendar", "Ana")
    assert answer.private
    assert "your calendar adds each meeting" in answer.text
    (file,) = answer.message.attachments
    assert file.filename == "meetings.ics"
    offered = await group["Ana"].autocomplete(
        group.world.announcements, "meeting calendar", "meeting", "tue"
    )
    value = next(one["value"] for one in offered)
    assert (await meeting(group, "calendar", "Ana", meeting=value)).message.attachments
