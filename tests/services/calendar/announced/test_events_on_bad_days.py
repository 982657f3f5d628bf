"""Events where Discord refuses, is full, loses answers or was left: one each, in the end."""

from dataclasses import replace

from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import ChannelId, EventId
from bot.services.ports.trouble import Blocked, Unsure
from tests.services.calendar.announced.listed_events import (
    of_others,
    standing,
    switched_on,
    the_one,
    told,
)
from tests.services.calendar.announced.weeks import DAY, HOUR, looked
from tests.services.calendar.changing import move, skip, weekly
from tests.services.conftest import GUILD, START, lead
from tests.services.small_discord import Lost

WEEK = 7 * DAY


async def test_a_title_that_discord_refuses_gets_the_neutral_name(file_story):
    file_story.discord.refused_names = {"Tuesday group"}
    await switched_on(file_story)
    await looked(file_story, seconds=40)
    event = the_one(file_story)
    assert event.shown.words.name == "Group"
    assert "Tuesday" not in repr(event)
    await looked(file_story, minutes=50)
    assert file_story.discord.calls["create_event"] == 2


async def test_where_discord_takes_no_name_at_all_it_is_left_alone(file_story):
    file_story.discord.refused_names = {"Tuesday group", "Group"}
    series = await switched_on(file_story)
    await looked(file_story, minutes=20)
    assert file_story.discord.calls["create_event"] == 2
    file_story.discord.refused_names = set()
    await move(file_story, series, 0, START + DAY)
    await looked(file_story, seconds=40)
    assert the_one(file_story).shown.starts_at == START + DAY


async def test_a_full_list_is_told_once_and_taken_up_when_there_is_room(file_story):
    of_others(file_story, 100)
    await switched_on(file_story)
    for _ in range(3):
        file_story.events.look_again(GUILD)
        await looked(file_story, minutes=10)
    assert len(standing(file_story)) == 100
    assert file_story.discord.calls["create_event"] == 0
    assert told(file_story) == ["organisers.events_full"]
    file_story.discord.events.popitem()
    file_story.events.look_again(GUILD)
    await looked(file_story, seconds=40)
    assert the_soonest(file_story).shown.starts_at == START


async def test_a_list_with_room_for_one_shows_the_soonest(file_story):
    of_others(file_story, 99)
    series = await weekly(file_story)
    await file_story.plan(Repeat.ONCE, title="Later", topic="Sleep")
    await move(file_story, series, 0, START - HOUR / 2)
    await file_story.setup.save(GUILD, lead(), events=True)
    await looked(file_story, seconds=40)
    assert the_soonest(file_story).shown.words.name == "Tuesday group"
    assert len(standing(file_story)) == 100


def the_soonest(story):
    return standing(story)[0]


async def test_a_right_that_is_taken_asks_nothing_and_once_given_all_is_made_up_for(file_story):
    series = await switched_on(file_story)
    file_story.discord.may_make_events = False
    await skip(file_story, series, 0)
    before = file_story.discord.calls.total()
    await looked(file_story, minutes=20)
    assert the_one(file_story).shown.starts_at == START
    assert file_story.discord.calls["change_event"] == 0
    assert file_story.discord.calls.total() - before < 10
    file_story.discord.may_make_events = True
    file_story.events.look_again(GUILD)
    await looked(file_story, seconds=40)
    assert the_one(file_story).shown.starts_at == START + WEEK


async def test_where_discord_refuses_all_the_same_the_organisers_are_told_how(
    file_story,
):
    file_story.discord.plan("create_event", *[Blocked("forbidden")] * 30)
    await switched_on(file_story)
    await looked(file_story, minutes=10)
    assert standing(file_story) == []
    assert told(file_story) == ["organisers.events_refused"]
    file_story.discord.plans.clear()
    file_story.events.look_again(GUILD)
    await looked(file_story, seconds=40)
    the_one(file_story)


async def test_on_an_older_copy_of_the_database_the_event_that_stands_is_known(file_story):
    await switched_on(file_story)
    event = the_one(file_story)
    [known] = await file_story.kept.run(lambda tx: tx.meeting_events.of(GUILD))
    older = replace(known, event=EventId(5), asked_at=None)
    await file_story.kept.run(lambda tx: tx.meeting_events.put(older))
    await file_story.restart()
    await looked(file_story, minutes=1)
    assert the_one(file_story) == event
    assert told(file_story) == []


async def test_many_are_made_a_few_at_a_time(file_story):
    await file_story.settle_server(events=True)
    for number in range(25):
        await file_story.plan(Repeat.ONCE, title=f"Group {number}")
    await looked(file_story, minutes=1)
    assert len(standing(file_story)) == 25
    assert file_story.discord.calls["list_events"] == 3


async def test_a_lost_answer_is_no_second_event(file_story):
    file_story.discord.plan("create_event", Lost())
    await switched_on(file_story)
    event = the_one(file_story)
    await looked(file_story, minutes=50)
    assert the_one(file_story) == event
    assert file_story.discord.calls["create_event"] == 1


async def test_a_lost_answer_whose_event_is_listed_late_is_waited_for(file_story):
    await weekly(file_story)
    await file_story.setup.save(GUILD, lead(), events=True)
    file_story.discord.plan("create_event", Lost())
    await file_story.wait(seconds=31)
    file_story.discord.unlisted = set(file_story.discord.events)
    await file_story.wait(seconds=10)
    file_story.discord.unlisted = set()
    await looked(file_story, minutes=2)
    the_one(file_story)


async def test_a_change_whose_answer_is_lost_is_nobodys_hand(file_story):
    series = await switched_on(file_story)
    file_story.discord.plan("change_event", Lost())
    await move(file_story, series, 0, START + DAY)
    await looked(file_story, minutes=2)
    await move(file_story, series, 0, START + DAY + HOUR)
    await looked(file_story, minutes=2)
    assert the_one(file_story).shown.starts_at == START + DAY + HOUR
    assert told(file_story) == []


async def test_told_to_slow_down_it_makes_changes_and_removes_each_once_a_little_later(file_story):
    slower = [Blocked("too_many_requests")] * 3
    for call in ("create_event", "change_event", "remove_event"):
        file_story.discord.plan(call, *slower)
    series = await switched_on(file_story)
    await tried_again(file_story)
    event = the_one(file_story)
    await move(file_story, series, 0, START + DAY)
    await tried_again(file_story)
    moved = the_one(file_story)
    assert (moved.id, moved.shown.starts_at) == (event.id, START + DAY)
    await file_story.setup.save(GUILD, lead(), events=False)
    await tried_again(file_story)
    assert standing(file_story) == []
    calls = file_story.discord.calls
    assert [calls[one] for one in ("create_event", "change_event", "remove_event")] == [4, 4, 4]
    assert told(file_story) == [], "nothing is to be mended, and nobody changed it by hand"


async def tried_again(story):
    for _ in range(4):
        await looked(story, seconds=30)


async def test_an_outage_while_they_are_listed_delays_them(file_story):
    file_story.discord.plan("list_events", *[Unsure()] * 3)
    await switched_on(file_story)
    await looked(file_story, minutes=1)
    the_one(file_story)


async def test_taken_out_and_in_again_they_go_until_somebody_says_that_all_goes_on(story):
    await switched_on(story)
    await story.ticks.server_left(GUILD)
    await looked(story, minutes=2)
    assert len(standing(story)) == 1  # from out there nothing can be taken away
    await story.departures.returned(GUILD)
    story.events.look_again(GUILD)
    await looked(story, minutes=2)
    assert standing(story) == []
    await story.departures.take_back(GUILD, lead())
    await looked(story, minutes=2)
    the_one(story)


async def test_what_nobody_knows_of_and_is_ours_goes(file_story):
    of_others(file_story, 1)
    of_others(file_story, 1, is_ours=True)
    await switched_on(file_story)
    names = [one.shown.words.name for one in standing(file_story)]
    assert names == ["Tuesday group", "Games"]


async def test_where_no_channel_is_chosen_it_names_discord(file_story):
    await file_story.settle_server(events=True, announcements=ChannelId(0))
    await file_story.plan(topic="Sleep")
    await looked(file_story, seconds=40)
    words = the_one(file_story).shown.words
    assert words.place == "Here in Discord"
    assert words.description.startswith("Topic: Sleep\n")
