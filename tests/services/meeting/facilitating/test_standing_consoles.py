"""The standing console on bad days: one stands, the newest; and none once the evening is over."""

from datetime import timedelta

import pytest

from bot.domain.ids import ChannelId
from bot.domain.meeting import stages
from bot.domain.meeting.shown.standing_console import LASTS
from bot.domain.outbox_entry import EntryKind, Subject
from bot.services.ports.drawings import StandingConsole
from bot.services.ports.rooms import Need
from bot.services.ports.trouble import Blocked, Unsure
from bot.services.server.console_channel import FacilitatorsChannelShut
from tests.services.conftest import GUILD, NOW, Story, lead
from tests.services.instants import states_of
from tests.services.small_discord import Clock, Discord, Killed, Lost

AGED = 3
"""Consoles after the first, once the one of the check-in has grown old."""
STAFF, ELSEWHERE = ChannelId(15), ChannelId(16)


def standing(story) -> list[int]:
    """The stages on the consoles that stand in the facilitators' channel, as each was posted."""
    said = story.discord.said(STAFF)
    return [one.shown.meeting.stage for one in said if isinstance(one.shown, StandingConsole)]


async def begun(story):
    await story.settle_server()
    await story.setup.save(GUILD, lead(), facilitators_channel=STAFF, standing_console=True)
    return await story.begun()


async def advance(story):
    now = await story.meetings.get((await story.occurrence()).id)
    return await story.meetings.decide(
        now.id, lambda m, at: stages.advance(m, lead(), at, now.place, sure=True)
    )


async def end(story):
    now = await story.meetings.running((await story.occurrence()).id)
    if now is not None:  # else that was done before the process died
        await story.meetings.end(now.id, lead(), now.place, sure=True)


async def opened(story):
    await begun(story)


async def led_on(story):
    now = await story.meetings.get((await story.occurrence()).id)
    if now.stage == 1:
        await advance(story)
    await story.wait(seconds=10)


async def aged(story):
    now = await story.meetings.get((await story.occurrence()).id)
    if now.consoles < AGED:  # else that was before the process died
        story.clock.at = max(story.clock.at, now.console_at + LASTS)
    await story.wait(seconds=10)
    assert (await story.meetings.get(now.id)).consoles == AGED


async def ended(story):
    await end(story)
    await story.wait(seconds=10)


async def told(store, killed_at=None, seen=None):
    """Tell an evening on a fresh Discord, killed once; gives the story at each of its steps."""
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    discord = Discord(Clock(NOW), nonce_window=timedelta(0))
    story = Story(store, discord, discord.clock)
    await opened(story)
    await story.wait(seconds=20)
    discord.boundaries, discord.killed_at, discord.watched = 0, killed_at, seen
    for step, expected in ((led_on, [2]), (aged, [2]), (ended, [])):
        try:
            await step(story)
        except Killed:
            await story.ticks.idle()
            await story.restart()
            await step(story)
        assert standing(story) == expected, (step.__name__, killed_at)
    return story


@pytest.mark.at_length  # one short story many times over: other stories count it
async def test_killed_anywhere_one_stands_and_none_is_left(file_story, made_sqlite_url):
    with states_of(made_sqlite_url) as states:
        await told(file_story.kept, None, states.look)
    assert len(states.begun_at) > 15
    for killed_at in states.begun_at:
        await told(file_story.kept, killed_at)


@pytest.mark.at_length
@pytest.mark.parametrize("trouble", [Lost(), Unsure(), Blocked("no_send")])
async def test_whatever_becomes_of_its_post_one_stands_in_the_end(story, trouble):
    story.discord.nonce_window = timedelta(0)
    await begun(story)
    await story.wait(seconds=20)
    story.discord.plan("send", None, trouble)  # the card comes first
    await advance(story)
    await story.wait(minutes=1)
    assert standing(story) == [2]


async def test_one_that_cannot_be_taken_away_is_let_go_in_the_end(story):
    now = await begun(story)
    await story.wait(seconds=20)
    story.discord.plan("delete_message", *[Blocked("no_view")] * 500)
    await end(story)
    await story.wait(hours=3)
    asked = story.discord.calls["delete_message"]
    await story.wait(hours=3)
    assert story.discord.calls["delete_message"] == asked
    kept = await story.kept.run(lambda tx: tx.outbox.of(Subject.meeting(now.id)))
    assert [one.kind for one in kept if one.is_open and one.kind == EntryKind.CONSOLE_GONE] == []


async def test_what_discord_says_against_it_refuses_it_and_keeps_it_away(story):
    story.discord.needs.append(Need("console_closed", {"channel": "staff"}, blocks=False))
    await story.settle_server()
    await story.setup.save(GUILD, lead(), facilitators_channel=STAFF)
    with pytest.raises(FacilitatorsChannelShut) as caught:
        await story.setup.save(GUILD, lead(), standing_console=True)
    assert caught.value.facts == {"channel": "staff"}
    assert not (await story.setup.get(GUILD)).standing_console
    story.discord.needs.clear()
    await begun(story)
    story.discord.needs.append(Need("console_closed", {"channel": "staff"}, blocks=False))
    await story.wait(minutes=2)
    assert standing(story) == []
    story.discord.needs.clear()
    await story.wait(minutes=2)
    assert standing(story) == [1]


async def test_it_stays_in_the_channel_that_it_was_wanted_for(story):
    await begun(story)
    await story.wait(seconds=20)
    await story.setup.save(GUILD, lead(), facilitators_channel=ELSEWHERE)
    await story.wait(minutes=2)
    assert standing(story) == []
    there = [one.shown for one in story.discord.said(ELSEWHERE)]
    assert [type(one) for one in there if isinstance(one, StandingConsole)] == [StandingConsole]
    await end(story)
    await story.wait(minutes=2)
    assert [
        one for one in story.discord.said(ELSEWHERE) if isinstance(one.shown, StandingConsole)
    ] == []
