"""Discord does not answer, or refuses, for long: no card is given up while its meeting runs."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.services.outbox.notices import Notice
from bot.services.ports.drawings import Card, DoorMessage
from bot.services.ports.trouble import Blocked, Gone
from bot.services.rooms import work_in_progress
from tests.services.conftest import ANNOUNCED, GUILD, MINUTE, ORGANISERS, START, lead
from tests.services.rooms.test_outbox_relay import advance, entries
from tests.services.small_discord import Lost
from tests.waiting import in_the_end


async def test_after_an_outage_of_an_hour_the_newest_card_stands_and_the_others_are_folded(story):
    now = await story.begun(minutes=180)
    await story.wait(seconds=5)
    story.discord.down = True
    now = await advance(story, now)
    await story.wait(minutes=2)
    now = await advance(story, now)
    await story.wait(minutes=58)
    story.discord.down = False
    await story.wait(minutes=3)
    cards = [m for m in story.discord.said(now.room) if isinstance(m.drawing, Card)]
    assert [card.drawing.meeting.stage for card in cards] == [0, 1, 3]
    assert [isinstance(card.shown, Card) for card in cards] == [False, False, True]
    _, card = await story.meetings.newest(now.id)
    assert story.discord.messages[card.message] is cards[-1]
    assert story.discord.keys(ORGANISERS) == []


@pytest.mark.parametrize(
    ("back", "phase", "told"),
    [(5, Phase.OPEN, ["note.opened_late"]), (14, Phase.OPEN, ["note.opened_late"]),
     (25, Phase.MISSED, [])],
)  # fmt: skip
@pytest.mark.parametrize("down", ["requests", "people", "both"])
async def test_an_outage_across_the_start_ends_as_the_table_says(story, down, back, phase, told):
    """Requests fail, or only the gateway is away, from before the doors until after the start."""
    await story.settle_server()
    await story.plan()
    await story.until(START - 15 * MINUTE)
    story.discord.down, story.discord.sees_people = down != "people", down == "requests"
    await story.until(START + back * MINUTE)
    story.discord.down, story.discord.sees_people = False, True
    await story.wait(minutes=2)
    listed = await story.occurrence()
    if down == "people":  # a room needs no gateway; once it is seen that nobody came, it may end
        stays = Phase.OPEN if back < 15 else Phase.ENDED
        assert (listed.phase, story.discord.made) == (stays, 1)
        return
    assert listed.phase is phase
    assert story.discord.made == (phase is Phase.OPEN)
    assert [key for key in story.discord.keys(listed.room) if key == "note.opened_late"] == told


async def test_a_room_with_people_in_it_stays_open_while_the_gateway_is_away(story):
    now = await story.begun(minutes=60)
    story.discord.sees_people = False
    await story.wait(minutes=30)
    assert (await story.occurrence()).phase is Phase.OPEN
    story.discord.sees_people = True
    await story.wait(minutes=2)
    assert (await story.meetings.get(now.id)).in_voice >= {lead().id}
    assert story.discord.deleted == []


async def test_a_card_that_discord_posted_in_an_outage_without_telling_stands_once(story):
    now = await story.begun(minutes=180)
    story.discord.nonce_window = timedelta(0)
    story.discord.plan("send", Lost())
    now = await advance(story, now)
    await story.tick()
    story.discord.down = True
    await story.wait(minutes=60)
    story.discord.down = False
    await story.wait(minutes=3)
    cards = [m for m in story.discord.said(now.room) if isinstance(m.drawing, Card)]
    assert [card.drawing.meeting.stage for card in cards] == [0, 1, 2]
    assert [isinstance(card.shown, Card) for card in cards] == [False, False, True]


async def test_an_outage_over_the_end_still_shuts_the_door_and_folds_the_card(story):
    now = await story.begun()
    await story.wait(seconds=5)
    story.discord.down = True
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(minutes=60)
    story.discord.down = False
    await story.wait(minutes=3)
    (door,) = [m for m in story.discord.said(ANNOUNCED) if isinstance(m.drawing, DoorMessage)]
    assert door.shown.shut
    cards = [m for m in story.discord.said(now.room) if isinstance(m.drawing, Card)]
    assert [isinstance(card.shown, Card) for card in cards] == [False, False]


async def test_what_nobody_answers_for_a_day_after_the_meeting_is_given_up(story):
    now = await story.begun()
    story.discord.down = True
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(minutes=1)
    for one in await entries(story, now.id):
        if one.state is EntryState.CLAIMED:
            before = replace(one, claimed_at=one.claimed_at - timedelta(days=1))
            await story.kept.run(lambda tx, before=before: tx.outbox.save(before))
    await story.wait(minutes=3)
    states = {e.kind: e.state for e in await entries(story, now.id)}
    assert states[EntryKind.DOOR_SHUT] is EntryState.GIVEN_UP


async def test_a_card_that_is_refused_is_told_once_and_stands_when_it_is_allowed_again(story):
    now = await story.begun(minutes=180)
    story.discord.plan("send", *[Blocked("no_send")] * 3)
    now = await advance(story, now)
    await story.wait(seconds=25)
    story.discord.plan("send", None, *[Blocked("no_send")] * 40)
    await story.wait(minutes=60)
    assert story.discord.keys(ORGANISERS) == ["organisers.no_card"]
    story.discord.plans["send"].clear()
    await story.wait(minutes=3)
    assert (await story.meetings.newest(now.id)) is not None


async def test_a_card_whose_room_seems_gone_for_a_moment_stands_after_all(story):
    now = await story.begun()
    story.discord.plan("send", Gone())
    await advance(story, now)
    await story.wait(seconds=30)
    assert (await story.meetings.newest(now.id)) is not None


async def test_what_is_refused_after_the_meeting_is_tried_more_slowly_and_given_up_at_last(story):
    running = await story.begun()
    await story.wait(seconds=5)
    await story.meetings.end(running.id, lead(), running.place, sure=True)
    await story.wait(seconds=5)
    now = await story.occurrence()
    story.discord.plan("send", *[Blocked("no_send")] * 99)
    note = OutboxEntry(
        Subject.meeting(now.id),
        GUILD,
        EntryKind.ORGANISERS,
        1,
        story.clock.at,
        Notice("missed").written(),
    )
    await story.kept.run(lambda tx: tx.outbox.want(note))
    await story.wait(minutes=9)
    (told,) = [e for e in await entries(story, now.id) if e.kind == EntryKind.ORGANISERS]
    assert told.state is EntryState.CLAIMED
    assert 5 < told.attempts < 20
    await story.kept.run(lambda tx: tx.outbox.save(replace(told, attempts=29)))
    await story.wait(minutes=3)
    (told,) = [e for e in await entries(story, now.id) if e.kind == EntryKind.ORGANISERS]
    assert told.state is EntryState.GIVEN_UP


async def test_work_on_a_meeting_that_hangs_is_let_go_and_done_at_the_next_look(
    story, monkeypatch, caplog
):
    now = await story.begun()
    monkeypatch.setattr(work_in_progress, "LONGEST_WORK", 0.1)
    keep_closed = story.closings.rooms.keep_closed

    async def never(*_):
        await asyncio.Event().wait()

    story.closings.rooms.keep_closed = never
    await story.ticks.look(now.id)
    await in_the_end(story.tick())
    assert "work.hung" in caplog.messages
    monkeypatch.undo()
    story.closings.rooms.keep_closed = keep_closed
    await advance(story, now)
    await story.wait(seconds=5)
    assert (await story.meetings.newest(now.id)) is not None
