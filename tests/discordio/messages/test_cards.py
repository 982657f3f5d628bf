"""One place for all edits of a card: each press answered once, the newest state last."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import discord

from bot.app.clock import DiscordClock
from bot.discordio.messages import cards
from bot.discordio.messages.edit_slots import MOST_SLOTS
from bot.domain.ids import MessageId
from bot.storage.files.faults import StorageFault
from tests.discordio.conftest import MEETING, SmallBot, an_evening, draw
from tests.discordio.messages.card_story import answers, edits, now_about, press, redraw, shown


async def test_a_press_is_answered_with_the_newest_card_in_one_request(group):
    await group.a_card("tea")
    group.bot.redraws_on_press = True
    now_about(group, "rain")
    await press(group, "Ana")
    await group.env.advance_time(5)
    assert (answers(group), edits(group)) == ([7], [])
    assert await shown(group) == "Topic: rain"


async def test_many_wishes_to_redraw_make_one_edit(group):
    await group.a_card()
    for topic in ("a", "b", "c"):
        now_about(group, topic)
        redraw(group)
    await group.env.advance_time(2)
    assert (len(edits(group)), await shown(group)) == (1, "Topic: c")


async def test_a_card_is_edited_once_a_second_at_most_and_ends_in_the_last_state(group):
    await group.a_card()
    for number in range(20):
        now_about(group, str(number))
        redraw(group)
        await group.env.advance_time(0.25)
    await group.env.advance_time(2)
    assert 2 <= len(edits(group)) <= 7
    assert await shown(group) == "Topic: 19"


async def test_twelve_presses_at_once_are_twelve_answers_and_one_of_the_last_shows_the_card(group):
    await group.a_card()
    now_about(group, "rain")
    people = [*group.world.people][:10]
    await press(group, *people, "Ana", "Ben")
    assert len(answers(group)) == group.bot.pressed == 12
    assert set(answers(group)) <= {6, 7}
    assert answers(group).count(7) >= 1
    assert await shown(group) == "Topic: rain"


async def test_a_press_on_an_old_card_is_only_acknowledged(group):
    await group.a_card("tea")
    group.bot.card = replace(group.bot.card, message=MessageId(7))
    now_about(group, "rain")
    await press(group, "Ana")
    assert answers(group) == [6]


async def test_a_press_after_the_evening_is_acknowledged(group):
    await group.a_card()
    group.bot.evening = None
    await press(group, "Ana")
    assert answers(group) == [6]


async def test_a_lost_answer_is_made_good_by_an_edit(group):
    await group.a_card()
    now_about(group, "rain")
    group.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await press(group, "Ana")
    await group.env.advance_time(3)
    assert await shown(group) == "Topic: rain"


async def test_a_press_on_a_card_that_was_deleted_meanwhile_is_acknowledged(group):
    await group.a_card()
    group.env.inject_error("POST", "/interactions/*/callback", status=404, code=10008)
    await press(group, "Ana")
    assert answers(group) == [7, 6]


async def test_a_failed_redraw_is_tried_again(group):
    await group.a_card()
    now_about(group, "rain")
    group.env.inject_error("PATCH", "/channels/*/messages/*", status=503)
    redraw(group)
    await group.env.advance_time(10)
    assert await shown(group) == "Topic: rain"


async def test_a_redraw_is_made_good_after_an_outage_however_long(group):
    await group.a_card()
    now_about(group, "rain")
    group.env.inject_error("PATCH", "/channels/*/messages/*", status=503, times=9)
    redraw(group)
    await group.env.advance_time(1200)
    assert await shown(group) == "Topic: rain"
    assert group.bot.cards._tasks == {}


async def test_a_redraw_that_never_succeeds_ends_with_its_meeting(group):
    await group.a_card()
    group.env.inject_error("PATCH", "/channels/*/messages/*", status=503, times=50)
    redraw(group)
    await group.env.advance_time(120)
    assert 4 < len(edits(group)) < 9
    group.bot.evening = None
    await group.env.advance_time(60)
    assert (group.bot.cards._tasks, group.bot.cards._failures) == ({}, {})


async def test_a_deleted_card_is_told_once_and_let_go(group):
    message = await group.a_card()
    channel = group.bot.get_channel(group.server.announcements)
    await channel.get_partial_message(message).delete()
    redraw(group)
    await group.env.advance_time(30)
    assert (len(edits(group)), len(group.bot.gone)) == (1, 1)


async def test_a_card_that_moved_is_redrawn_where_it_is_now(group):
    await group.a_card()
    before = edits(group)
    redraw(group)
    message = await group.bot.get_channel(group.server.announcements).send("x")
    group.bot.card = replace(group.bot.card, message=MessageId(message.id))
    await group.env.advance_time(2)
    assert (before, len(edits(group))) == ([], 1)


async def test_what_is_known_about_messages_does_not_grow_for_ever(group):
    for number in range(3 * MOST_SLOTS):
        async with group.bot.cards.alone(number):
            pass
    assert len(group.bot.cards.slots) <= MOST_SLOTS


class SlowPress:
    """An interaction of which we decide when Discord takes its answer."""

    def __init__(self, number, message):
        self.id, self.message, self.response = number, discord.Object(message), self
        self.extras = {}
        self.did, self.may_end, self.begun = [], asyncio.Event(), asyncio.Event()

    def is_done(self):
        return bool(self.did)

    async def edit_message(self, *, view, **_):
        self.did.append(view.children[0].children[0].content)
        self.begun.set()
        await self.may_end.wait()

    async def defer(self):
        self.did.append("later")


async def test_while_one_answer_is_on_its_way_whoever_waits_shows_the_newest_for_all(make_bot):
    bot = make_bot()
    bot.evening = an_evening(1, 2, "first")
    bot.card = type("Posted", (), {"message": 5, "channel": 2})()
    first, second, third = (SlowPress(number, 5) for number in (1, 2, 3))
    second.may_end.set()
    third.may_end.set()
    tasks = [asyncio.create_task(bot.cards.answer(first, MEETING))]
    await first.begun.wait()
    bot.evening = replace(bot.evening, topic="second")
    tasks.append(asyncio.create_task(bot.cards.answer(second, MEETING)))
    await asyncio.sleep(0)
    bot.evening = replace(bot.evening, topic="third")
    tasks.append(asyncio.create_task(bot.cards.answer(third, MEETING)))
    await asyncio.sleep(0)
    first.may_end.set()
    await asyncio.gather(*tasks)
    done = [first.did, second.did, third.did]
    assert done == [["Topic: first"], ["Topic: third"], ["later"]]


async def test_a_card_whose_state_could_not_be_read_is_looked_at_again(monkeypatch):
    monkeypatch.setattr(cards, "AGAIN", timedelta(milliseconds=10))
    looks: asyncio.Queue[None] = asyncio.Queue()

    class Busy:
        async def newest(self, _):
            looks.put_nowait(None)
            if looks.qsize() == 1:
                raise StorageFault("fault.database_busy")

        async def lost(self, *_):
            looks.put_nowait(None)

    bot = SmallBot(DiscordClock())
    here = cards.Cards(bot, bot.requests, bot.clock, draw, Busy(), bot.showings)
    here.redraw(MEETING)
    await asyncio.gather(*here._tasks.values())
    assert looks.qsize() == 2


async def test_a_press_whose_card_could_not_be_read_leaves_the_card_wanted(group, monkeypatch):
    await group.a_card()
    now_about(group, "rain")
    newest, faults = group.bot.newest, [StorageFault("fault.database_busy")]

    async def faulty(meeting):
        if faults:
            raise faults.pop()
        return await newest(meeting)

    monkeypatch.setattr(group.bot, "newest", faulty)
    await press(group, "Ana")
    assert answers(group) == [6], "acknowledged: the press stands"
    await group.env.advance_time(5)
    assert faults == []
    assert await shown(group) == "Topic: rain"
