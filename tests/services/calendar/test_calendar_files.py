"""Calendar files of a server: true after every change, named so for ever, with no word too many."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.edited import Edit
from bot.domain.calendar.repeat import Repeat, weekly
from bot.domain.calendar.when.reading import Reading
from bot.domain.ids import GuildId, RoleId
from bot.domain.zones import to_local
from bot.services.calendar.calendar_files import NothingForCalendar
from bot.services.calendar.changes.refusals import MeetingNotFound
from tests.feeds.reading import by_icalendar, by_vobject
from tests.services.calendar.changing import (
    HOUR,
    WEEK,
    held,
    meant,
    move,
    skip,
    yes,
)
from tests.services.calendar.changing import (
    weekly as planned,
)
from tests.services.conftest import GUILD, NOW, START, lead, member

ROME = "Europe/Rome"


async def file_of(story, by=None, typed=None):
    made = await story.calendar_files.of(GUILD, by or member(1), typed)
    assert made.name == "meetings.ics"
    return made.content


def read(raw, weeks=6):
    span = NOW, NOW + WEEK * weeks
    assert by_icalendar(raw, *span) == by_vobject(raw, *span)
    return [at for at, _ in by_icalendar(raw, *span)]


def lines(raw, name):
    return [
        line for line in raw.decode().replace("\r\n ", "").split("\r\n") if line.startswith(name)
    ]


async def test_every_change_is_in_the_next_file_and_counts_up_and_its_name_stays(story):
    series = await planned(story)
    seen = [await file_of(story)]
    assert read(seen[0]) == [START + WEEK * number for number in range(6)]
    await move(story, series, 1, START + WEEK + HOUR)
    seen.append(await file_of(story))
    assert read(seen[1])[1] == START + WEEK + HOUR
    await skip(story, series, 2)
    seen.append(await file_of(story))
    assert START + 2 * WEEK not in read(seen[2])
    await story.restart()
    assert await file_of(story) == seen[2]
    done = await yes(story, await story.changes.ask_pause(await meant(story, series), None))
    seen.append(await file_of(story))
    assert read(seen[3]) == []
    await story.changes.undo(GUILD, lead(), done.change.id)
    seen.append(await file_of(story))
    assert read(seen[4]) == read(seen[2])
    numbers = [int(lines(raw, "SEQUENCE")[0].partition(":")[2]) for raw in seen]
    assert numbers == sorted(set(numbers))
    assert {tuple(set(lines(raw, "UID"))) for raw in seen} == {tuple(set(lines(seen[0], "UID")))}


async def test_a_series_edited_from_a_date_on_keeps_its_dates_before_also_after_a_restart(story):
    series = await planned(story)
    before = lines(await file_of(story), "UID")
    at = START + 2 * WEEK + timedelta(days=1, hours=1)
    when = Reading(to_local(at, ROME), at, ROME, weekly(2))
    outlook = await story.changes.ask_edit(await meant(story, series, 2), Edit(when=when))
    done = await yes(story, outlook)
    await story.restart()
    raw = await file_of(story)
    assert read(raw) == [START, START + WEEK, at, at + WEEK, at + 2 * WEEK, at + 3 * WEEK]
    assert set(before) < set(lines(raw, "UID"))
    assert len(set(lines(raw, "UID"))) == 2
    await story.changes.undo(GUILD, lead(), done.change.id)
    again = await file_of(story)
    assert read(again) == [START + WEEK * number for number in range(6)]
    assert lines(again, "UID") == before
    assert await held(story) == read(again)[:4]


async def test_one_meeting_by_its_title_or_all_of_them(story):
    await planned(story)
    await story.plan(Repeat.DAILY, title="Morning")
    both = await file_of(story)
    assert {said for _, said in by_icalendar(both, NOW, NOW + WEEK)} == {"Tuesday group", "Morning"}
    one = await file_of(story, typed="morning")
    assert {said for _, said in by_icalendar(one, NOW, NOW + WEEK)} == {"Morning"}
    with pytest.raises(MeetingNotFound):
        await file_of(story, typed="whales")


async def test_a_discreet_server_says_nothing_of_what_it_is_for_whoever_asks(story):
    await story.settle_server(discreet=True)
    await story.plan(Repeat.WEEKLY, title="Sober Tuesday", topic="relapse")
    for by in (member(1), lead()):
        raw = (await file_of(story, by)).decode()
        assert not [word for word in ("Sober", "relapse", "openround.") if word in raw]
        assert "SUMMARY:Group" in raw


async def test_no_file_names_who_leads_and_a_server_without_meetings_is_told(story):
    await story.settle_server()
    with pytest.raises(NothingForCalendar):
        await file_of(story)
    await story.plan(Repeat.WEEKLY, facilitator=lead(71234567).id, topic="Sleep; and \n more")
    raw = (await file_of(story)).decode()
    assert "71234567" not in raw
    assert "Topic: Sleep\\; and more" in raw.replace("\r\n ", "")
    with pytest.raises(NothingForCalendar):
        await story.calendar_files.of(GuildId(404), member(1), None)


async def test_a_meeting_kept_for_a_role_is_in_nobody_elses_file(story):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY, visible_to=RoleId(77))
    with pytest.raises(NothingForCalendar):
        await file_of(story)
    with pytest.raises(MeetingNotFound):
        await file_of(story, typed="tuesday group")
    holder = replace(member(2), roles=frozenset({RoleId(77)}))
    assert read(await file_of(story, holder))[0] == START
    assert await story.listing(member(1)) == ()
