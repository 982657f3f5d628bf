"""Two things that meet in the same instant: neither undoes what somebody was told."""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import MemberId
from bot.domain.meeting import stages
from bot.domain.outbox_entry import Subject
from bot.domain.person import Way
from bot.domain.rooms.closing import Farewell
from bot.services.ports.trouble import Blocked, Unsure
from tests.services.conftest import lead, member

ANA = member(1)


class Interrupted:
    """The store; after its next work somebody else comes in between, once."""

    def __init__(self, store, between) -> None:
        self.store, self.between, self.latest = store, between, store.latest

    async def run(self, work):
        done = await self.store.run(work)
        between, self.between = self.between, None
        if between:
            await between()
        return done


async def test_a_room_kept_open_in_the_last_instant_is_not_shut(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(seconds=5)
    _, until = await story.room_requests.still_open(now.room)

    async def keep_open():
        await story.room_requests.keep_open(now.id, lead(), int(until.timestamp()))

    story.clock.at = until
    delivery = replace(story.delivery, store=Interrupted(story.store, keep_open))
    await delivery.deliver_due(Subject.meeting(now.id))
    assert not story.discord.channels[now.room].locked
    await story.wait(minutes=31)
    assert story.discord.channels[now.room].locked


async def test_last_words_that_had_no_card_to_stand_on_are_not_said_again_when_kept_open(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.wait(minutes=1)
    story.discord.plan("send", *[Unsure()] * 3)
    now = await story.meetings.decide(
        now.id, lambda m, at: stages.advance(m, lead(), at, now.place, sure=True)
    )
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(minutes=5)
    _, until = await story.room_requests.still_open(now.room)
    later = await story.room_requests.keep_open(now.id, lead(), int(until.timestamp()))
    await story.wait(minutes=1)
    last = [one.shown for one in story.discord.said(now.room) if isinstance(one.shown, Farewell)]
    assert [one.open_until for one in last] == [later]


async def test_a_room_kept_open_twice_while_its_last_words_are_written_says_the_later_time(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(seconds=5)
    _, until = await story.room_requests.still_open(now.room)
    until = await story.room_requests.keep_open(now.id, lead(), int(until.timestamp()))
    edit, again = story.delivery.messages.edit, list[datetime]()

    async def edited(*args):
        await edit(*args)
        if not again:
            pressed = story.room_requests.keep_open(now.id, lead(), int(until.timestamp()))
            again.append(await pressed)

    story.delivery.messages.edit = edited
    await story.wait(minutes=1)
    (last,) = [one.shown for one in story.discord.said(now.room) if isinstance(one.shown, Farewell)]
    assert [last.open_until] == again
    assert again[0] > until


async def test_last_words_posted_anew_while_the_room_is_kept_open_stand_once(story):
    now = await story.begun(room_kind=RoomKind.TEXT)
    await story.wait(minutes=1)
    story.discord.plan("send", *[Unsure()] * 3)
    now = await story.meetings.decide(
        now.id, lambda m, at: stages.advance(m, lead(), at, now.place, sure=True)
    )
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    _, until = await story.room_requests.still_open(now.room)
    send, again = story.delivery.messages.send, list[datetime]()

    async def sent(drawing, *args, **how):
        message = await send(drawing, *args, **how)
        if isinstance(drawing, Farewell) and not again:
            pressed = story.room_requests.keep_open(now.id, lead(), int(until.timestamp()))
            again.append(await pressed)
        return message

    story.delivery.messages.send = sent
    story.discord.nonce_window *= 0
    await story.wait(minutes=5)
    last = [one.shown for one in story.discord.said(now.room) if isinstance(one.shown, Farewell)]
    assert [one.open_until for one in last] == again
    assert len(again) == 1


async def test_who_comes_back_while_names_are_dropped_keeps_the_way_in(story):
    now = await story.begun()
    for who in (ANA, member(2)):
        await story.come_in(who, Way.TYPING)
        story.discord.channels[now.room].inside.discard(who.id)
        await story.door.leave(now.id, who)
    drop, came = story.closings.rooms.unbar, list[MemberId]()

    async def unbar(room, who):
        await drop(room, who)
        if not came:
            came.append(member(2).id)
            await story.door.knock(now.id, member(2), Way.SPEAKING)

    story.closings.rooms.unbar = unbar
    await story.wait(minutes=3)
    assert came
    assert member(2).id in story.discord.channels[now.room].allowed


async def test_who_comes_back_in_the_very_request_that_drops_them_keeps_the_way_in(story):
    now = await story.begun()
    await story.come_in(ANA, Way.TYPING)
    story.discord.channels[now.room].inside.discard(ANA.id)
    await story.door.leave(now.id, ANA)
    drop, came = story.closings.rooms.unbar, list[MemberId]()

    async def unbar(room, who):
        if not came:
            came.append(who)
            await story.door.knock(now.id, ANA, Way.SPEAKING)
        await drop(room, who)

    story.closings.rooms.unbar = unbar
    await story.wait(minutes=5)
    assert came
    assert ANA.id in story.discord.channels[now.room].allowed


async def test_who_could_not_be_kept_out_at_once_is_kept_out_soon(story):
    now = await story.begun()
    story.discord.plan("bar", Unsure())
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    assert story.discord.channels[now.room].barred == set()
    await story.wait(minutes=3)
    assert story.discord.channels[now.room].barred == {ANA.id}
    story.discord.calls.clear()
    await story.removals.let_back_in(now.id, lead(), ANA.id)
    await story.wait(minutes=3)
    assert story.discord.channels[now.room].barred == set()
    assert story.discord.calls["bar"] == 0


async def test_where_the_bot_may_keep_nobody_out_discord_is_not_asked_again_and_again(story):
    now = await story.begun()
    story.discord.plan("bar", *[Blocked("forbidden")] * 20)
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    await story.wait(minutes=20)
    assert story.discord.calls["bar"] == 2
