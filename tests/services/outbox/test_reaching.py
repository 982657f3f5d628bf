"""Somebody who can mend things is reached, whatever the group has chosen, and nobody else."""

from dataclasses import replace

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import ChannelId, MemberId
from bot.services.ports.rooms import Need
from bot.services.ports.trouble import Blocked, Gone
from bot.text.catalog import speaker
from cogs.ui.kit.one_sentence import line_text
from tests.services.conftest import GUILD, MINUTE, ORGANISERS, START, lead, member

FACILITATORS = ChannelId(15)
OWNER = MemberId(777)


async def blocked(story, *troubles):
    """A meeting whose room can't open; what is in the way came shortly before."""
    await story.plan()
    await story.until(START - 20 * MINUTE)
    story.discord.plan("send", *troubles)
    story.discord.needs.append(Need("no_manage_channels", {}))
    await story.until(START)
    assert (await story.occurrence()).phase is Phase.BLOCKED


async def test_without_a_channel_for_organisers_the_facilitators_hear_it(story):
    await story.settle_server(never="organisers", facilitators_channel=FACILITATORS)
    await blocked(story)
    assert story.discord.keys(FACILITATORS) == ["organisers.blocked"]
    assert story.discord.whispers == []


async def test_without_any_channel_whoever_owns_the_server_hears_it_in_private_once(story):
    story.discord.owner = OWNER
    await story.settle_server(never="organisers")
    await blocked(story)
    ((who, line),) = story.discord.whispers
    assert who == OWNER
    said = line_text(line, speaker("en"))
    assert "**Tuesday group**" in said
    assert "can't open its room: the bot isn't allowed to make rooms there." in said
    assert "because you own **Our server**" in said


async def test_where_nobody_is_known_nothing_is_tried_for_ever(story):
    await story.settle_server(never="organisers")
    await blocked(story)
    calls = story.discord.calls.total() - story.discord.calls["others_below"]
    await story.wait(minutes=10)
    assert story.discord.whispers == []
    assert story.discord.calls.total() - story.discord.calls["others_below"] == calls


@pytest.mark.parametrize("trouble", [Gone(), Blocked("forbidden"), Blocked("no_view")])
async def test_a_channel_that_was_deleted_or_closed_to_the_bot_is_as_good_as_none(story, trouble):
    await story.settle_server(facilitators_channel=FACILITATORS)
    await blocked(story, trouble)
    assert story.discord.keys(ORGANISERS) == []
    assert story.discord.keys(FACILITATORS) == ["organisers.blocked"]


async def test_what_is_about_a_member_is_for_organisers_alone(story):
    story.discord.owner = OWNER
    await story.settle_server()
    now = await story.begun(6)
    await story.settle_server(facilitators_channel=FACILITATORS)
    server = await story.setup.get(GUILD)
    story.setup.forget(GUILD)
    await story.kept.run(lambda tx: tx.servers.put(replace(server, organisers=None)))
    await story.removals.remove(now.id, lead(), member(2).id, sure=True)
    await story.wait(minutes=1)
    assert story.discord.keys(FACILITATORS) == []
    assert OWNER not in {who for who, _ in story.discord.whispers}


async def test_a_missed_meeting_is_told_without_a_channel_for_organisers_too(story):
    story.discord.owner = OWNER
    await story.settle_server(never="organisers")
    await story.plan()
    story.clock.at = START + 30 * MINUTE
    await story.restart()
    await story.wait(seconds=5)
    assert [line.facts["line"].key for _, line in story.discord.whispers] == [
        "organisers.missed_open"
    ]
