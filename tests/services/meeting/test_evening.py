"""A whole evening by the use cases alone, as a group lives it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.meeting import stages
from bot.domain.meeting.members import participation
from bot.domain.meeting.round import round  # noqa: A004 - the round of a meeting
from bot.domain.meeting.talk import hands
from bot.domain.person import Way
from bot.domain.rooms.closing import Farewell
from bot.domain.template import StageKey
from bot.services.meeting.first_evening import next_date
from bot.services.meeting.members.door import MustAgree
from bot.services.ports.drawings import Card, DoorMessage, Folded, Line
from tests.services.conftest import ANNOUNCED, GUILD, MINUTE, START, lead, member


async def gather(story):
    """The doors have opened and six people come in; gives the room."""
    (room,) = story.discord.channels
    knocked = await story.door.knock((await story.occurrence()).id, member(1), Way.SPEAKING)
    assert isinstance(knocked, MustAgree)
    for number in range(1, 6):
        await story.come_in(member(number), Way.TYPING if number == 5 else Way.SPEAKING)
    await story.come_in(lead())
    assert story.discord.channels[room].allowed == {1, 101, 102, 103, 104, 105}
    return room


async def walk_through(story, now):
    """Move from stage to stage, four minutes each; gives the meeting in its last one."""
    while stages.next_stage(now) is not None:
        await story.wait(minutes=4)
        now = await story.meetings.get(now.id)
        if now.round and now.round.floor == 1:
            now = await story.meetings.decide(
                now.id, lambda m, at, p=now.place: round.finish(m, lead(), at, p), lead()
            )
        now = await story.meetings.decide(
            now.id, lambda m, at, p=now.place: stages.advance(m, lead(), at, p, sure=True)
        )
        await story.tick()
    assert now.now_in is StageKey.CLOSE
    return now


def check_what_was_shown(story, now):
    """A card for each stage, every one folded, the last words, and a door that is shut."""
    shown = [one.shown for one in story.discord.said(now.room)]
    cards = [one.drawing for one in story.discord.said(now.room) if isinstance(one.drawing, Card)]
    assert [one.meeting.now_in for one in cards] == [stage.key for stage in now.stages]
    assert [type(one) for one in shown if not isinstance(one, Line)] == [
        *[Folded] * (len(cards) - 1),
        Farewell,
    ]
    assert story.discord.keys(now.room) == ["note.ended"]
    (door,) = story.discord.said(ANNOUNCED)
    assert door.shown.shut


async def test_an_evening_from_scheduling_to_the_closed_room(story):
    await story.settle_server()
    scheduled = await story.plan()
    assert scheduled.next_dates == (START,)
    assert (await story.schedule.next(GUILD, member(1))).coming.starts_at == START
    await story.until(START - 11 * MINUTE)
    assert story.discord.channels == {}

    await story.until(START - 10 * MINUTE + timedelta(seconds=2))
    meeting = (await story.occurrence()).id
    assert [type(one.shown) for one in story.discord.said()] == [Card, DoorMessage]
    room = await gather(story)
    assert story.discord.channels[room].status == "Before we start"

    await story.until(START)
    now = await story.meetings.get(meeting)
    now = await walk_through(story, await story.meetings.begin(meeting, lead(), now.place))
    ended = await story.meetings.end(meeting, lead(), now.place, sure=True)
    assert (ended.phase, ended.present) == (Phase.ENDED, 6)
    await story.tick()
    check_what_was_shown(story, now)

    await story.wait(minutes=4)
    await story.everybody_leaves()
    await story.wait(minutes=4)
    assert room in story.discord.channels
    await story.wait(minutes=3)
    assert story.discord.channels == {}
    assert (await story.occurrence()).phase is Phase.CLOSED
    kept = await story.kept.run(lambda tx: tx.memberships.get(GUILD, member(1).id))
    assert kept.came_before


async def test_the_next_date_is_one_that_is_not_skipped(story):
    await story.opened(repeat=Repeat.WEEKLY)
    tonight = await story.occurrence()
    week = timedelta(days=7)

    async def next_after(**changes):
        def change(tx):
            (planned,) = tx.occurrences.of(GUILD, {Phase.PLANNED})
            tx.occurrences.save(replace(planned, **changes))
            return next_date(tx, tonight)

        return await story.kept.run(change)

    assert await next_after(starts_at=START + week + MINUTE) == START + week + MINUTE
    assert await next_after(phase=Phase.CANCELLED) == START + 2 * week


async def test_in_a_discreet_server_the_room_does_not_say_what_it_is_for(story):
    await story.settle_server(discreet=True)
    await story.plan()
    await story.until(START - 9 * MINUTE)
    meeting = await story.meetings.get((await story.occurrence()).id)
    assert meeting.title == "Group"


async def test_every_old_card_is_folded_exactly_once(story):
    now = await story.begun()
    await story.meetings.decide(
        now.id, lambda m, at: stages.advance(m, lead(), at, now.place, sure=True)
    )
    await story.tick()
    await story.wait(minutes=2)
    cards = [one for one in story.discord.said(now.room) if isinstance(one.drawing, Card)]
    assert [len([e for e in one.edits if isinstance(e, Folded)]) for one in cards] == [1, 1, 0]


async def test_a_press_with_a_durable_commit_redraws_the_card_unless_it_answers_with_it(story):
    now = await story.begun()
    place = now.place
    drawn = story.discord.redrawn
    await story.meetings.decide(
        now.id, lambda m, at: participation.speak_early(m, member(1), at), redraw=False
    )
    assert story.discord.redrawn == drawn
    await story.meetings.decide(now.id, lambda m, _: participation.close_door(m, lead()), lead())
    assert story.discord.redrawn == drawn + 1
    assert (await story.meetings.get(now.id)).place == place


async def test_time_alone_redraws_the_card_and_drops_a_lost_call(story):
    now = await story.begun()
    now = await story.meetings.decide(
        now.id, lambda m, at: stages.advance(m, lead(), at, now.place, sure=True)
    )
    assert now.now_in is StageKey.CHECK_IN
    await story.tick()
    inside = story.discord.channels[now.room].inside
    await story.meetings.voice_is(now.id, inside)
    first = (await story.meetings.get(now.id)).round.floor
    inside.discard(first)
    await story.meetings.voice_is(now.id, inside)
    drawn = story.discord.redrawn
    await story.wait(seconds=61)
    assert story.discord.redrawn > drawn
    assert (await story.meetings.get(now.id)).round.floor != first


async def test_a_card_posted_while_somebody_pressed_is_drawn_anew(story):
    now = await story.begun()
    send = story.delivery.messages.send

    async def slowly(drawing, channel, key, **how):
        await story.meetings.decide(now.id, lambda m, _: participation.close_door(m, lead()))
        return await send(drawing, channel, key, **how)

    story.delivery.messages.send = slowly
    await story.meetings.decide(
        now.id, lambda m, at: stages.advance(m, lead(), at, now.place, sure=True)
    )
    drawn = story.discord.redrawn
    await story.tick()
    assert story.discord.redrawn >= drawn + 2
    found = await story.meetings.newest(now.id)
    assert found is not None
    assert found[0].door_closed


async def test_a_text_room_takes_no_messages_after_a_while_and_goes_after_a_day(story):
    now = await story.begun(people=3, room_kind=RoomKind.TEXT)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(minutes=14)
    assert not story.discord.channels[now.room].locked
    await story.wait(minutes=2)
    assert story.discord.channels[now.room].locked
    await story.wait(hours=23)
    assert now.room in story.discord.channels
    await story.wait(hours=1)
    assert story.discord.channels == {}
    assert (await story.occurrence()).phase is Phase.CLOSED


async def test_twelve_people_press_at_once_and_all_of_them_count(story):
    import asyncio  # noqa: PLC0415 - only this story has a crowd

    now = await story.begun(people=12, template="newcomers-45")
    for _ in range(2):
        now = await story.meetings.decide(
            now.id, lambda m, at, p=now.place: stages.advance(m, lead(), at, p, sure=True)
        )
    assert now.now_in is StageKey.DISCUSSION
    crowd = [
        story.meetings.decide(
            now.id, lambda m, _, n=number: hands.raise_hand(m, member(n), now.place)
        )
        for number in range(12)
    ]
    await asyncio.gather(*crowd)
    assert len((await story.meetings.get(now.id)).hands) == 12
