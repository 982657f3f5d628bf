"""A private message: once or never, and what comes after it is wanted before it goes out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.services.outbox.handler import Handlers, Standalone
from bot.services.ports.drawings import Line
from bot.services.ports.trouble import Unsure
from tests.services.conftest import GUILD, member
from tests.services.small_discord import Killed, Lost

HERS = Subject.member(GUILD, member(1).id)
DAY = timedelta(days=1)
TOO_LATE = timedelta(hours=2)


class Daily(Standalone):
    """Says something every day, unless it would come hours late."""

    kind = "toy"
    lasts = timedelta(minutes=2)

    def __init__(self, messages):
        self.messages = messages

    def is_still_relevant(self, tx, entry, now):
        return now - entry.due < TOO_LATE or bool(entry.attempts)

    def follows(self, tx, entry, now, *, goes_out):
        tx.outbox.want(OutboxEntry(HERS, GUILD, "toy", entry.seq + 1, entry.due + DAY))

    async def deliver(self, entry):
        line = Line("en", "note.toy", {"day": entry.seq})
        await self.messages.whisper(line, entry.subject.id, entry.key.nonce)


def delivering(story):
    known = [story.delivery.handlers.of(kind) for kind in EntryKind]
    toy = Daily(story.delivery.messages)
    story.ticks._relay = replace(story.delivery, handlers=Handlers([*known, toy]))
    return story.ticks._relay


@pytest.fixture
async def daily(file_story):
    """Give a story in which the first one is due now."""
    await file_story.settle_server()
    delivering(file_story)
    first = OutboxEntry(HERS, GUILD, "toy", 1, file_story.clock.at)
    await file_story.kept.run(lambda tx: tx.outbox.want(first))
    return file_story


async def states(story):
    entries = await story.kept.run(lambda tx: tx.outbox.of(HERS))
    return {one.seq: one.state for one in entries if one.kind == "toy"}


async def days_pass(story):
    for _ in range(4):
        for _ in range(4):  # what was missed meanwhile is caught up with
            await story.ticks._relay.deliver_due(HERS)
        story.clock.at += DAY


def said(story):
    return [line.facts["day"] for _, line in story.discord.whispers]


async def test_the_next_one_is_wanted_before_anything_is_sent(daily):
    daily.discord.plan("whisper", *[Unsure()] * 99)
    await daily.ticks._relay.deliver_due(HERS)
    assert await states(daily) == {1: EntryState.CLAIMED, 2: EntryState.WANTED}


async def test_it_is_never_said_twice_however_often_the_answer_is_lost(daily):
    daily.discord.plan("whisper", *[Lost()] * 99)
    await daily.wait(minutes=30)
    assert said(daily) == [1]
    assert await states(daily) == {1: EntryState.GIVEN_UP, 2: EntryState.WANTED}


async def test_it_is_sent_again_only_while_discord_drops_a_second_one(daily):
    daily.discord.plan("whisper", *[Unsure()] * 99)
    await daily.wait(minutes=30)
    tries = daily.discord.calls["whisper"]
    assert tries > 1
    await daily.wait(minutes=30)
    assert daily.discord.calls["whisper"] == tries


async def test_what_comes_hours_late_is_left_out_and_the_next_day_is_wanted(daily):
    daily.clock.at += TOO_LATE
    await daily.ticks._relay.deliver_due(HERS)
    assert said(daily) == []
    assert await states(daily) == {1: EntryState.DONE, 2: EntryState.WANTED}


@pytest.mark.parametrize("place", range(1, 9))
async def test_wherever_the_process_ends_the_chain_goes_on_and_says_each_day_at_most_once(
    daily, place
):
    daily.discord.killed_at = daily.discord.boundaries + place
    with pytest.raises(Killed):
        await days_pass(daily)
    daily.discord.killed_at = None
    daily.start()
    delivering(daily)
    await days_pass(daily)
    days = said(daily)
    assert len(days) == len(set(days))
    assert max(await states(daily)) > max(days) >= 3
