"""How evenings end by themselves, and when their rooms go (docs/evening.md#the-end)."""

from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import MemberId
from bot.domain.meeting.rights import NotFacilitator
from bot.domain.rooms.closing import Farewell, OpenLongEnough, RoomShut
from bot.services.ports.drawings import Card, Folded, Line
from bot.services.ports.trouble import Blocked, Gone, Unsure
from tests.services.conftest import (
    GUILD,
    MINUTE,
    ORGANISERS,
    START,
    lead,
    member,
)

DOORS = START - 10 * MINUTE
SECOND = timedelta(seconds=1)


async def test_a_meeting_that_nobody_begins_ends_kindly(story):
    opened = await story.opened()
    await story.come_in(member(1))
    await story.until(START + 19 * MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN
    await story.until(START + 20 * MINUTE + SECOND)
    assert (await story.occurrence()).phase is Phase.ENDED
    assert story.discord.keys(opened.room) == ["note.waiting", "note.nobody_began"]
    kept = await story.kept.run(lambda tx: tx.memberships.get(GUILD, member(1).id))
    assert not kept.came_before


async def test_a_meeting_ends_when_its_room_has_been_empty_for_five_minutes(story):
    now = await story.begun()
    await story.everybody_leaves()
    await story.until(START + 14 * MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN
    await story.until(START + 16 * MINUTE)
    assert story.discord.keys(now.room) == ["note.deserted"]


async def test_a_room_about_which_nothing_is_known_does_not_count_as_empty(story):
    now = await story.begun()
    story.discord.sees_people = False
    await story.everybody_leaves()
    await story.until(START + 50 * MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(hours=3)
    assert now.room in story.discord.channels
    story.discord.sees_people = True
    await story.wait(minutes=8)
    assert story.discord.channels == {}


async def test_a_text_meeting_that_nobody_ends_is_ended_an_hour_past_its_time(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.until(START + 119 * MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN
    await story.until(START + 121 * MINUTE)
    assert story.discord.keys(now.room) == ["note.deserted_text"]


async def test_people_who_stay_are_told_and_so_are_the_organisers_and_nobody_is_cut_off(story):
    now = await story.begun()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(minutes=14)
    assert story.discord.keys(now.room) == ["note.ended"]
    await story.wait(minutes=3)
    assert story.discord.keys(now.room) == ["note.ended", "note.still_here"]
    await story.wait(hours=4)
    assert story.discord.keys(ORGANISERS) == ["organisers.still_here"]
    await story.wait(hours=1)
    assert now.room in story.discord.channels
    assert story.discord.keys(now.room) == ["note.ended", "note.still_here"]


async def test_somebody_who_comes_in_at_the_last_moment_keeps_the_room(story):
    now = await story.begun()
    await story.everybody_leaves()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(minutes=4)
    looks = iter([frozenset[MemberId]()])
    room = story.discord.channels[now.room]
    seen = story.rooms.rooms.occupants

    def occupants(guild, channel):
        room.inside.update(() if next(looks, None) is not None else {MemberId(1)})
        return seen(guild, channel)

    story.closings.rooms.occupants = occupants
    await story.wait(minutes=2)
    assert now.room in story.discord.channels
    assert story.discord.deleted == []


async def test_a_room_deleted_by_hand_after_the_end_is_closed(story):
    now = await story.begun()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.tick()
    del story.discord.channels[now.room]
    await story.wait(minutes=2)
    assert (await story.occurrence()).phase is Phase.CLOSED


async def ended_and_empty(story):
    now = await story.begun()
    await story.everybody_leaves()
    await story.meetings.end(now.id, lead(), now.place, sure=True)


async def test_a_room_that_discord_does_not_delete_is_left_to_people_after_half_an_hour(story):
    await ended_and_empty(story)
    story.discord.plan("delete", *[Blocked("forbidden")] * 9)
    await story.wait(minutes=25)
    assert (await story.occurrence()).phase is Phase.ENDED
    await story.wait(minutes=25)
    assert (await story.occurrence()).phase is Phase.ABANDONED
    assert story.discord.keys(ORGANISERS) == ["organisers.abandoned"]


@pytest.mark.parametrize("answer", [Blocked("discord_down"), Unsure()])
async def test_a_room_that_an_outage_keeps_goes_once_discord_answers_again(story, answer):
    await ended_and_empty(story)
    story.discord.plan("delete", *[answer] * 9)
    await story.wait(minutes=70)
    assert (await story.occurrence()).phase is Phase.CLOSED
    assert (story.discord.channels, story.discord.keys(ORGANISERS)) == ({}, [])


async def test_trouble_that_lasts_for_two_days_leaves_the_room_to_people(file_story):
    await ended_and_empty(file_story)
    file_story.discord.plan("delete", *[Unsure()] * 999)
    await file_story.wait(hours=49)
    assert (await file_story.occurrence()).phase is Phase.ABANDONED


async def test_a_room_that_goes_while_it_is_deleted_is_closed(story):
    now = await story.begun()
    await story.everybody_leaves()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    story.discord.plan("delete", Gone())
    await story.wait(minutes=10)
    assert (await story.occurrence()).phase is Phase.CLOSED


async def test_the_last_card_stays_to_be_read_and_names_the_next_date(story):
    now = await story.begun(repeat=Repeat.WEEKLY)
    week = timedelta(days=7)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(seconds=2)
    (last,) = [one.shown for one in story.discord.said(now.room) if isinstance(one.shown, Farewell)]
    assert (last.why, last.next_at) == ("ended", START + week)
    assert story.discord.keys(now.room) == ["note.ended"]


async def test_a_card_that_words_have_covered_is_taken_away_once_the_new_one_stands(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.wait(minutes=1)
    for number in range(1, 7):
        who = member(number % 5)
        await story.words.say(now.id, who, now.place, f"words {number}")
    await story.wait(seconds=5)
    shown = [one.shown for one in story.discord.said(now.room)]
    assert [type(one) for one in shown] == [Folded, *[Line] * 6, Card]
    assert (await story.meetings.get(now.id)).now_in is now.now_in


async def test_words_in_a_burst_move_the_card_once_more_by_time_alone(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.wait(minutes=1)
    for number in range(20):
        await story.words.say(now.id, member(number % 5), now.place, f"words {number}")
    await story.wait(seconds=40)
    shown = [type(one.shown) for one in story.discord.said(now.room)]
    assert (shown.count(Card), shown[-1]) == (1, Card)
    assert (await story.meetings.get(now.id)).cards == now.cards + 2


async def test_an_evening_that_ends_between_two_cards_still_says_goodbye(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.wait(minutes=1)
    for number in range(6):
        await story.words.say(now.id, member(number % 5), now.place, f"words {number}")
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(seconds=9)
    shown = [type(one.shown) for one in story.discord.said(now.room)]
    assert (shown.count(Card), shown.count(Farewell)) == (0, 1)


async def test_a_facilitator_keeps_a_text_room_open_and_the_last_card_says_until_when(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(seconds=5)
    meeting, until = await story.room_requests.still_open(now.room)
    assert (meeting, story.discord.channels[now.room].locked) == (now.id, False)
    seen = int(until.timestamp())
    with pytest.raises(NotFacilitator):
        await story.room_requests.keep_open(now.id, member(1), seen)
    for _ in range(2):
        later = await story.room_requests.keep_open(now.id, lead(), seen)
        assert later == until + 30 * MINUTE
    await story.wait(minutes=20)
    assert not story.discord.channels[now.room].locked
    (last,) = [one.shown for one in story.discord.said(now.room) if isinstance(one.shown, Farewell)]
    assert last.open_until == later
    await story.wait(minutes=30)
    assert story.discord.channels[now.room].locked
    with pytest.raises(RoomShut):
        await story.room_requests.keep_open(now.id, lead(), int(later.timestamp()))


async def test_a_text_room_is_kept_open_for_four_hours_at_most(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(seconds=5)
    _, until = await story.room_requests.still_open(now.room)
    for _ in range(7):
        until = await story.room_requests.keep_open(now.id, lead(), int(until.timestamp()))
    with pytest.raises(OpenLongEnough):
        await story.room_requests.keep_open(now.id, lead(), int(until.timestamp()))


async def test_an_empty_voice_room_is_looked_at_once_a_minute_while_it_waits_for_people(story):
    await story.opened()
    await story.until(START - MINUTE)
    story.discord.calls.clear()
    await story.until(START + 14 * MINUTE)
    assert 10 <= story.discord.calls["keep_closed"] <= 16


async def test_organisers_hear_of_a_voice_room_that_nobody_ever_entered(story):
    await story.opened()
    await story.until(START + 16 * MINUTE)
    assert (story.discord.channels, (await story.occurrence()).began_at) == ({}, None)
    assert story.discord.keys(ORGANISERS) == ["organisers.nobody_began"]
