"""A server that removed the bot: nothing is done for it, and nothing is concluded on a guess."""

from datetime import timedelta

import pytest

from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import GuildId
from bot.domain.people.membership import Membership
from bot.services.ports.trouble import Blocked, Unsure
from tests.services.conftest import GUILD, lead, member
from tests.services.rooms.test_in_the_way import Faulty

HOUR = timedelta(hours=1)
OTHER = GuildId(9002)
"""A server that still knows us."""


async def settle_two(story):
    await story.settle_server()
    await story.setup.save(OTHER, lead(), language="en")


async def look_hourly(story, hours):
    for _ in range(hours):
        await story.wait(hours=1)


async def kept(story):
    """The servers for which anything is done."""

    def work(tx):
        left = {one.guild for one in tx.departures.all()}
        return tuple(guild for guild in tx.registry.servers() if guild not in left)

    return await story.kept.run(work)


async def test_a_server_that_removed_the_bot_while_it_was_away_is_forgotten(story):
    now = await story.begun()
    await settle_two(story)
    await story.plan(Repeat.WEEKLY, title="Another group")
    story.discord.unheard_of.add(GUILD)
    await story.restart()
    await story.tick()
    assert story.discord.calls["server"] == 1, "found gone, it is not asked for once more"
    assert await kept(story) == (OTHER,)
    assert await story.kept.run(lambda tx: tx.live_meetings.all()) == ()
    assert story.meetings.in_room(now.room) is None
    assert GUILD not in story.setup.known, "not even in memory"


async def test_a_server_of_which_nothing_was_kept_is_not_remembered_either(story):
    await settle_two(story)
    departures = story.ticks._departures
    departures.record_removal(GuildId(9003))
    departures.record_removal(OTHER)
    await departures.due()
    assert departures._removed == {OTHER}


@pytest.mark.parametrize("answer", [Blocked("no_view"), Blocked("forbidden"), Unsure()])
async def test_without_a_clear_answer_it_is_kept_and_asked_again_in_an_hour(story, answer):
    await settle_two(story)
    await story.plan(Repeat.WEEKLY)
    story.discord.unheard_of.add(GUILD)
    story.discord.plan("server", answer, answer)
    await story.tick()
    await story.wait(minutes=40)
    assert len(story.discord.plans["server"]) == 1, "one request, not one with each tick"
    assert await kept(story) == (GUILD, OTHER)
    await story.wait(minutes=40)
    assert story.discord.plans["server"] == []
    assert await kept(story) == (GUILD, OTHER)
    await story.wait(minutes=60)
    assert await kept(story) == (OTHER,)


async def test_servers_that_discord_names_are_never_asked_for(story):
    await story.settle_server()
    story.discord.plan("server", Unsure())
    await story.restart()
    await story.wait(hours=5)
    assert len(story.discord.plans["server"]) == 1
    assert await kept(story) == (GUILD,)


async def test_where_the_database_is_in_the_way_a_later_tick_forgets_the_server(story):
    await story.settle_server()
    await story.tick()
    story.discord.unheard_of.add(GUILD)
    departures = story.ticks._departures
    object.__setattr__(departures, "store", Faulty(story.store, faults=1))
    await story.ticks.server_left(GUILD)
    assert await kept(story) == (GUILD,)
    await story.wait(seconds=40)
    assert await kept(story) == ()


async def test_a_server_that_had_set_nothing_is_forgotten_at_once(story):
    await story.kept.run(lambda tx: tx.memberships.put(GUILD, member(1).id, Membership(name="A")))
    await story.ticks.server_left(GUILD)
    assert await story.kept.run(lambda tx: tx.registry.servers()) == ()


@pytest.mark.parametrize("unclear", [None, Unsure()])
async def test_the_token_of_another_bot_empties_no_database_within_a_day(story, unclear):
    await settle_two(story)
    await story.plan(Repeat.WEEKLY)
    story.discord.unheard_of |= {GUILD, OTHER}
    story.discord.plan("server", *[unclear, None] * 15)
    await story.restart()
    await look_hourly(story, 20)
    assert await kept(story) == (GUILD, OTHER)
    story.discord.unheard_of.clear()
    await look_hourly(story, 2)
    assert await kept(story) == (GUILD, OTHER), "the right token is back"


async def test_a_token_that_one_of_many_servers_knows_empties_no_database_either(story):
    await settle_two(story)
    third = GuildId(9003)
    await story.setup.save(third, lead(), language="en")
    story.discord.unheard_of |= {GUILD, third}
    await story.restart()
    await look_hourly(story, 20)
    assert await kept(story) == (GUILD, OTHER, third)
    await look_hourly(story, 6)
    assert await kept(story) == (OTHER,)


async def test_the_only_server_that_removed_the_bot_unheard_is_forgotten_after_a_day(story):
    await story.settle_server()
    story.discord.unheard_of.add(GUILD)
    await look_hourly(story, 23)
    assert await kept(story) == (GUILD,)
    await look_hourly(story, 3)
    assert await kept(story) == ()
