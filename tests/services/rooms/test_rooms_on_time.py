"""One room, on time, whatever Discord answers (docs/reliability.md#opening-a-room)."""

from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.services.ports.rooms import Need
from bot.services.ports.trouble import NAME_REFUSED, Blocked, Unsure, refused
from tests.services.conftest import (
    GUILD,
    MINUTE,
    ORGANISERS,
    START,
    member,
)
from tests.services.small_discord import Late, Lost

DOORS = START - 10 * MINUTE
SECOND = timedelta(seconds=1)


async def planned(story, **wish):
    await story.settle_server()
    await story.plan(**wish)


async def test_a_room_whose_answer_was_lost_is_found_and_not_made_twice(story):
    await planned(story)
    story.discord.plan("create", Lost())
    await story.until(DOORS + 5 * SECOND)
    assert (story.discord.made, len(story.discord.channels)) == (1, 1)
    assert (await story.occurrence()).phase is Phase.OPEN


async def test_a_room_that_was_never_made_is_asked_for_again_once_that_is_certain(story):
    await planned(story)
    story.discord.plan("create", Unsure())
    await story.until(DOORS + 14 * SECOND)
    assert story.discord.made == 0
    await story.until(DOORS + 25 * SECOND)
    assert story.discord.made == 1
    assert (await story.occurrence()).attempt == 2


async def test_a_room_that_comes_after_we_asked_again_is_swept_away(story):
    await planned(story)
    story.discord.plan("create", Late(timedelta(seconds=40)))
    await story.until(DOORS + 30 * SECOND)
    kept = (await story.occurrence()).room
    assert (story.discord.made, len(story.discord.rooms())) == (2, 1)
    await story.until(DOORS + 130 * SECOND)
    assert set(story.discord.channels) == {kept}


async def test_a_second_room_with_somebody_in_it_is_left_alone(story):
    await planned(story)
    story.discord.plan("create", Late(timedelta(seconds=40)))
    await story.until(DOORS + 30 * SECOND)
    late = min(story.discord.channels)
    story.discord.channels[late].inside.add(member(1).id)
    await story.wait(minutes=5)
    assert late in story.discord.channels


async def test_of_two_rooms_that_are_found_the_lowest_is_kept(story):
    await planned(story)
    story.discord.plan("find", *[Unsure()] * 3)
    story.discord.plan("create", Lost())
    await story.until(DOORS + 1 * SECOND)
    twin = story.discord.channels[min(story.discord.channels)]
    story.discord.channels[story.discord.new_id()] = type(twin)(
        twin.guild, twin.code, twin.kind, twin.made_at, twin.seen_from
    )
    await story.until(DOORS + 90 * SECOND)
    assert len(story.discord.channels) == 1
    assert (await story.occurrence()).room == min(story.discord.channels)


async def test_looking_while_discord_is_down_slows_down(story):
    await planned(story)
    story.discord.plan("create", Unsure())
    story.discord.plan("find", *[Unsure()] * 100)
    await story.until(DOORS + 5 * MINUTE)
    assert 10 < 100 - len(story.discord.plans["find"]) < 25
    story.discord.plans.clear()
    await story.until(DOORS + 7 * MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN


async def test_what_is_in_the_way_is_told_once_and_tried_again(story):
    await planned(story)
    await story.until(DOORS - MINUTE)
    story.discord.needs.append(Need("no_manage_channels", {}))
    await story.until(DOORS + 6 * MINUTE)
    assert story.discord.keys(ORGANISERS) == ["organisers.blocked"]
    assert story.discord.said(ORGANISERS)[0].drawing.facts["reason"] == "no_manage_channels"
    story.discord.needs.clear()
    await story.ticks.unblock(GUILD)
    await story.wait(seconds=3)
    assert (await story.occurrence()).phase is Phase.OPEN
    assert story.discord.keys(ORGANISERS) == ["organisers.blocked"]


async def test_a_name_that_discord_refuses_costs_the_name_and_not_the_evening(story):
    await planned(story)
    story.discord.plan("create", Blocked(NAME_REFUSED))
    await story.until(DOORS + SECOND)
    assert (await story.occurrence()).phase is Phase.OPEN
    assert len(story.discord.channels) == 1
    assert story.discord.keys(ORGANISERS) == ["organisers.neutral_name"]


async def test_a_neutral_room_whose_making_got_no_answer_is_found_and_told_of(story):
    await planned(story)
    story.discord.plan("create", Blocked(NAME_REFUSED), Lost())
    await story.until(DOORS + MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN
    assert len(story.discord.channels) == 1
    assert story.discord.keys(ORGANISERS) == ["organisers.neutral_name"]


async def test_where_the_neutral_name_is_refused_too_only_that_is_told(story):
    await planned(story)
    story.discord.plan("create", Blocked(NAME_REFUSED), Blocked(refused(50035)))
    await story.until(DOORS + SECOND)
    assert (await story.occurrence()).reason == "refused 50035"
    assert story.discord.keys(ORGANISERS) == ["organisers.blocked"]


async def test_in_a_discreet_server_there_is_no_other_name_to_ask_for(story):
    await planned(story)
    await story.settle_server(discreet=True)
    story.discord.plan("create", Blocked(NAME_REFUSED))
    await story.until(DOORS + SECOND)
    assert story.discord.calls["create"] == 1
    assert (await story.occurrence()).phase is Phase.BLOCKED


async def test_unblocking_a_server_where_nothing_is_blocked_changes_nothing(story):
    await planned(story)
    await story.ticks.unblock(GUILD)
    assert (await story.occurrence()).phase is Phase.PLANNED


@pytest.mark.parametrize("reason", ["category_full", "server_full", "no_category", "forbidden"])
async def test_a_refusal_of_discord_is_told_in_its_own_words_and_misses_at_last(story, reason):
    await planned(story)
    story.discord.plan("create", *[Blocked(reason)] * 10)
    await story.until(START + 15 * MINUTE - SECOND)
    assert (await story.occurrence()).phase is Phase.BLOCKED
    await story.until(START + 20 * MINUTE)
    occurrence = await story.occurrence()
    assert (occurrence.phase, occurrence.reason) == (Phase.MISSED, reason)
    assert story.discord.keys(ORGANISERS) == ["organisers.blocked", "organisers.missed_open"]
    assert story.discord.made == 0


async def test_what_passes_by_itself_bothers_nobody(story):
    await planned(story)
    story.discord.plan("create", Blocked("discord_down"), Blocked("too_many_requests"))
    await story.until(DOORS + 2 * MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN
    assert story.discord.keys(ORGANISERS) == []


async def test_a_blocked_look_does_not_lead_to_a_second_room(story):
    await planned(story)
    story.discord.plan("create", Lost())
    story.discord.plan("find", Blocked("no_view"))
    await story.until(DOORS + 6 * MINUTE)
    assert story.discord.made == 1
    assert (await story.occurrence()).phase is Phase.OPEN
