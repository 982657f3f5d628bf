"""What must come true in Discord does, once, or stops being wanted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import OccurrenceId
from bot.domain.meeting import stages
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.services.ports.drawings import Card, DoorMessage
from bot.services.ports.trouble import Blocked, Gone, Unsure
from tests.services.conftest import ANNOUNCED, GUILD, ORGANISERS, START, lead, member
from tests.services.small_discord import Lost


async def entries(story, meeting):
    return await story.kept.run(lambda tx: tx.outbox.of(Subject.meeting(meeting)))


async def advance(story, now):
    return await story.meetings.decide(
        now.id, lambda m, at: stages.advance(m, lead(), at, now.place, sure=True)
    )


async def test_a_card_whose_answer_was_lost_is_found_and_not_posted_twice(story):
    story.discord.nonce_window = timedelta(0)
    now = await story.begun()
    story.discord.plan("send", Lost())
    await advance(story, now)
    await story.wait(seconds=30)
    cards = [m for m in story.discord.said(now.room) if isinstance(m.drawing, Card)]
    assert [card.drawing.meeting.stage for card in cards] == [0, 1, 2]
    assert (await story.meetings.newest(now.id)) is not None


async def test_the_old_card_is_folded_only_when_the_new_one_stands(story):
    now = await story.begun()
    await story.wait(seconds=5)
    old = story.discord.said(now.room)[-1]
    story.discord.plan("send", Unsure())
    await advance(story, now)
    await story.wait(seconds=4)
    assert isinstance(old.shown, Card)
    await story.wait(seconds=20)
    assert not isinstance(old.shown, Card)


async def test_a_card_that_was_overtaken_before_it_stood_is_not_posted(story):
    now = await story.begun()
    story.discord.plan("send", Unsure())
    now = await advance(story, now)
    await story.tick()
    await advance(story, now)
    await story.wait(seconds=30)
    cards = [m for m in story.discord.said(now.room) if isinstance(m.drawing, Card)]
    assert [card.drawing.meeting.stage for card in cards] == [0, 1, 3]
    assert [isinstance(card.shown, Card) for card in cards] == [False, False, True]


async def test_an_overtaken_card_that_stands_after_all_is_folded_too(story):
    now = await story.begun()
    story.discord.plan("send", Lost())
    now = await advance(story, now)
    await story.tick()
    await advance(story, now)
    await story.wait(seconds=30)
    cards = [m for m in story.discord.said(now.room) if isinstance(m.drawing, Card)]
    assert [card.drawing.meeting.stage for card in cards] == [0, 1, 2, 3]
    assert [isinstance(card.shown, Card) for card in cards] == [False] * 3 + [True]


async def test_a_door_that_was_not_posted_before_the_end_is_not_posted_after_it(story):
    await story.settle_server()
    await story.plan()
    await story.wait(seconds=40)  # the week stands there by then
    await story.wait(seconds=3)
    story.discord.plan("send", None, *[Blocked("no_send")] * 3)
    await story.until(START - timedelta(minutes=9, seconds=55))
    meeting = (await story.occurrence()).id
    now = await story.meetings.begin(meeting, lead(), (await story.meetings.get(meeting)).place)
    story.discord.plans.clear()
    await story.meetings.end(meeting, lead(), now.place, sure=True)
    await story.wait(minutes=3)
    assert story.discord.said(ANNOUNCED) == []


async def test_a_message_that_somebody_deleted_is_let_be(story):
    now = await story.begun()
    story.discord.plan("edit", Gone())
    await story.wait(minutes=1)
    await advance(story, now)
    await story.wait(minutes=1)
    assert {e.state for e in await entries(story, now.id)} == {EntryState.DONE}


async def test_the_line_under_the_room_is_never_in_the_way(story):
    story.discord.plan("show_stage", Blocked("forbidden"))
    now = await story.opened()
    assert story.discord.channels[now.room].status == ""
    assert [type(m.drawing) for m in story.discord.said()] == [Card, DoorMessage]


async def test_where_no_channel_was_chosen_nothing_is_said(story):
    await story.settle_server(announcements=None, organisers=None)
    await story.plan()
    await story.until(START)
    opened = await story.occurrence()
    states = {e.kind: e.state for e in await entries(story, opened.id)}
    assert states[EntryKind.DOOR] is EntryState.GIVEN_UP
    assert story.discord.said(ORGANISERS) == []


async def test_an_entry_of_no_meeting_is_given_up(story):
    stray = OutboxEntry(
        Subject.meeting(OccurrenceId(404)), GUILD, EntryKind.CARD, 1, story.clock.at
    )
    await story.kept.run(lambda tx: tx.outbox.want(stray))
    await story.wait(seconds=5)
    assert [e.state for e in await entries(story, 404)] == [EntryState.GIVEN_UP]


async def test_what_another_process_has_done_is_not_done_again(story):
    now = await story.opened()
    (card, *_) = [e for e in await entries(story, now.id) if e.kind == EntryKind.CARD]
    said = len(story.discord.messages)
    handler = story.delivery.handlers.of(EntryKind.CARD)
    await story.delivery._one(handler, replace(card, state=EntryState.WANTED))
    assert len(story.discord.messages) == said


async def test_what_a_server_left_behind_does_not_come_back(story):
    now = await story.begun()
    send = story.delivery.messages.send

    async def slowly(*args, **how):
        sent = await send(*args, **how)
        await story.kept.run(lambda tx: tx.registry.forget_server(GUILD))
        return sent

    story.delivery.messages.send = slowly
    await advance(story, now)
    await story.tick()
    assert await entries(story, now.id) == ()


@pytest.mark.parametrize("fault", [ValueError("ours"), KeyError("ours")])
async def test_a_fault_of_ours_in_one_entry_stops_neither_the_others_nor_the_tick(story, fault):
    story.discord.plan("send", fault)
    now = await story.opened()
    await story.wait(seconds=30)
    assert {type(m.drawing) for m in story.discord.said()} == {Card, DoorMessage}
    due = [one for one in await entries(story, now.id) if one.due <= story.clock.at]
    assert {one.state for one in due} == {EntryState.DONE}


async def test_a_fault_in_one_meeting_stops_no_other(story):
    await story.settle_server()
    await story.plan()
    await story.plan(title="Another")
    story.discord.plan("create", ValueError("ours"))
    await story.until(START - timedelta(minutes=8))
    assert len(story.discord.rooms()) == 2


async def test_somebody_new_does_not_change_the_card_of_a_stage(story):
    now = await story.begun()
    before = len(story.discord.said(now.room))
    await story.come_in(member(20))
    await story.wait(seconds=3)
    assert len(story.discord.said(now.room)) == before
