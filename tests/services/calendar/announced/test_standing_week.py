"""The standing message of the week: posted once, changed as the calendar does, never doubled."""

from datetime import timedelta

from bot.domain.calendar.announced.this_week import WeekStanding
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import ChannelId, RoleId
from bot.services.ports.rooms import Need
from bot.services.ports.trouble import Unsure
from tests.services.calendar.announced.weeks import (
    DAY,
    HOUR,
    hours,
    lines,
    looked,
    planned,
    the_one,
)
from tests.services.calendar.changing import move, skip, weekly
from tests.services.conftest import ANNOUNCED, GUILD, MINUTE, ORGANISERS, START, Story, lead
from tests.services.small_discord import Lost


async def test_it_is_posted_where_something_is_planned_and_changed_only_when_the_week_does(story):
    await story.settle_server()
    await looked(story, minutes=2)
    assert story.discord.standing() == {}  # nothing is planned: nobody needs a message for that
    await story.plan(Repeat.WEEKLY)
    await looked(story, seconds=40)
    at, message = the_one(story)
    assert message.channel == ANNOUNCED
    assert lines(story) == [(WeekStanding.COMING, START)]
    await story.until(START - 11 * MINUTE)
    await looked(story, seconds=5)
    assert message.edits == []
    await story.until(START - 5 * MINUTE)
    await looked(story, seconds=40)
    assert the_one(story)[0] == at
    assert lines(story) == [(WeekStanding.OPEN, START)]
    [door] = [known for known, one in story.discord.messages.items() if one.channel == ANNOUNCED][
        1:
    ]
    assert message.shown.week.lines[0].door == (ANNOUNCED, door)


async def test_a_moved_and_a_skipped_date_are_said_as_such(file_story):
    series = await planned(file_story)
    await move(file_story, series, 0, START + DAY)
    await looked(file_story, seconds=40)
    [line] = the_one(file_story)[1].shown.week.lines
    assert (line.starts_at, line.moved_from) == (START + DAY, START)
    await skip(file_story, series, 0)
    await looked(file_story, seconds=40)
    assert lines(file_story) == [(WeekStanding.NOT_HELD, START + DAY)]


async def test_a_discreet_server_shows_neither_title_nor_topic(file_story):
    await file_story.settle_server(discreet=True)
    await file_story.plan(Repeat.WEEKLY, topic="Sleep")
    await looked(file_story, seconds=40)
    [line] = the_one(file_story)[1].shown.week.lines
    assert (line.title, line.topic) == ("Group", "")


async def test_a_meeting_for_the_holders_of_a_role_is_not_in_it(file_story):
    await file_story.settle_server()
    await file_story.plan(Repeat.WEEKLY, visible_to=RoleId(77))
    await looked(file_story, seconds=40)
    assert file_story.discord.standing() == {}


async def test_twenty_messages_of_others_below_bring_it_down_once_a_day(file_story):
    await planned(file_story)
    first, _ = the_one(file_story)
    file_story.discord.chat(ANNOUNCED, 20)
    await hours(file_story, 20)
    assert the_one(file_story)[0] == first  # it was posted today
    await hours(file_story, 5)
    second, message = the_one(file_story)
    assert second > first
    assert message.channel == ANNOUNCED
    file_story.discord.chat(ANNOUNCED, 25)
    await hours(file_story, 3)
    assert the_one(file_story)[0] == second


async def test_nineteen_below_or_a_channel_that_cannot_be_read_leave_it_where_it_is(file_story):
    await planned(file_story)
    first, _ = the_one(file_story)
    file_story.discord.chat(ANNOUNCED, 19)
    await hours(file_story, 25)
    assert the_one(file_story)[0] == first
    file_story.discord.chat(ANNOUNCED, 9)
    file_story.discord.plan("others_below", *[Unsure()] * 3)
    await hours(file_story, 2)
    assert the_one(file_story)[0] == first


async def test_deleted_by_hand_it_comes_back_the_next_day(file_story):
    await planned(file_story)
    await hours(file_story, 4)
    file_story.discord.messages.pop(the_one(file_story)[0])
    await hours(file_story, 20)
    assert file_story.discord.standing() == {}
    await hours(file_story, 6)
    the_one(file_story)


async def test_deleted_by_hand_it_comes_back_at_the_next_change(file_story):
    series = await planned(file_story)
    file_story.discord.messages.pop(the_one(file_story)[0])
    await looked(file_story, seconds=80)
    assert file_story.discord.standing() == {}
    await skip(file_story, series, 0)
    await looked(file_story, seconds=40)
    assert lines(file_story) == [(WeekStanding.NOT_HELD, START)]


async def test_deleted_twice_it_stays_away_until_its_channel_is_chosen_again(file_story):
    series = await planned(file_story)
    for to in (START + HOUR, START + 2 * HOUR, START + 3 * HOUR):
        for at in file_story.discord.standing():
            file_story.discord.messages.pop(at)
        await move(file_story, series, 0, to)
        await looked(file_story, seconds=40)
    assert file_story.discord.standing() == {}
    assert file_story.discord.keys(ORGANISERS) == ["organisers.week_deleted"]
    await file_story.weeks.ask_for(GUILD)
    await looked(file_story, seconds=40)
    assert lines(file_story) == [(WeekStanding.COMING, START + 3 * HOUR)]


async def test_another_channel_takes_it_over(file_story):
    await planned(file_story)
    other = ChannelId(21)
    await file_story.setup.save(GUILD, lead(), announcements=other)
    file_story.weeks.look_again(GUILD)
    await looked(file_story, seconds=40)
    assert the_one(file_story)[1].channel == other


async def test_a_channel_that_takes_nothing_is_told_once_and_has_it_once_that_is_mended(
    file_story,
):
    file_story.discord.needs = [Need("announcements_closed", {}, blocks=False)]
    await weekly(file_story)
    for _ in range(3):
        await looked(file_story, minutes=10)
        await file_story.setup_monitor.check(GUILD)
    assert file_story.discord.standing() == {}
    told = file_story.discord.keys()
    assert told.count("organisers.gone") == 1
    assert file_story.discord.calls["send"] == len(told)  # nothing was asked of the channel
    file_story.discord.needs = []
    file_story.weeks.look_again(GUILD)
    await looked(file_story, seconds=40)
    the_one(file_story)


async def test_a_lost_answer_is_no_second_message_and_what_was_posted_is_put_right(file_story):
    file_story.discord.nonce_window = timedelta(0)
    file_story.discord.plan("send", Lost())
    await weekly(file_story)
    await looked(file_story, minutes=2)
    at, message = the_one(file_story)
    assert lines(file_story) == [(WeekStanding.COMING, START)]
    assert len(message.edits) == 1  # nobody knew which week that try had shown
    await hours(file_story, 2)
    assert the_one(file_story)[0] == at


async def test_taken_out_and_in_again_it_shows_nothing_until_somebody_says_that_all_goes_on(story):
    await planned(story)
    await story.ticks.server_left(GUILD)
    await looked(story, minutes=2)
    assert len(story.discord.standing()) == 1  # from out there nothing can be taken away
    await story.departures.returned(GUILD)
    story.weeks.look_again(GUILD)
    await looked(story, minutes=2)
    assert story.discord.standing() == {}
    await story.departures.take_back(GUILD, lead())
    await looked(story, minutes=2)
    assert lines(story) == [(WeekStanding.COMING, START)]


async def test_two_processes_post_one(story):
    await weekly(story)
    other = Story(story.kept, story.discord, story.clock)
    for _ in range(4):
        await story.wait(seconds=10)
        await other.wait(seconds=10)
    the_one(story)
