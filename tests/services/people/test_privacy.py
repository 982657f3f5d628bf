"""What is kept of a person, and forgetting it."""

import pytest

from bot.domain.meeting.members import participation
from bot.domain.meeting.rights import Removed
from bot.domain.people.membership import Membership
from bot.domain.person import Way
from bot.services.ports.trouble import Blocked
from tests.services.conftest import GUILD, lead, member


async def test_what_is_kept_of_a_person_is_told_by_server(story):
    await story.opened()
    assert await story.privacy.kept(member(1).id) == []
    await story.come_in(member(1))
    (kept,) = await story.privacy.kept(member(1).id)
    assert kept.guild == GUILD
    assert [one.what for one in kept.holdings] == ["rules", "in_meeting"]


async def test_forgetting_takes_a_person_out_of_everything_at_once(story):
    now = await story.begun(facilitator=member(1).id)
    receipt = await story.privacy.erase(member(1).id, None)
    there = "the membership, the series, the date, the running meeting, and that they were told"
    assert receipt.rows == 5, there
    assert len(receipt.number) == 8
    assert await story.privacy.kept(member(1).id) == []
    after = await story.meetings.get(now.id)
    assert after.person(member(1).id) is None
    assert member(1).id not in story.discord.channels[now.room].allowed
    assert (await story.occurrence()).facilitator is None
    assert await story.kept.run(lambda tx: tx.series.all()[0].facilitator) is None


async def test_forgetting_again_changes_nothing_and_other_servers_keep_theirs(story):
    now = await story.begun()
    other = Membership(name="Elsewhere", rules_version=1)
    await story.kept.run(lambda tx: tx.memberships.put(9002, member(1).id, other))
    await story.privacy.erase(member(1).id, GUILD)
    again = await story.privacy.erase(member(1).id, GUILD)
    assert again.rows == 0
    assert await story.kept.run(lambda tx: tx.memberships.get(9002, member(1).id)) == other
    assert (await story.meetings.get(now.id)).person(member(2).id) is not None


async def test_forgetting_holds_though_discord_does_not_let_go(story):
    now = await story.begun()
    story.discord.plan("unbar", Blocked("forbidden"))
    await story.privacy.erase(member(1).id, GUILD)
    assert (await story.meetings.get(now.id)).person(member(1).id) is None


async def test_the_facilitator_too_may_be_forgotten_and_the_evening_goes_on(story):
    now = await story.begun()
    await story.privacy.erase(lead().id, GUILD)
    after = await story.meetings.get(now.id)
    assert after.facilitators == ()
    await story.wait(minutes=2)
    assert (await story.occurrence()).room == now.room


async def test_whoever_was_removed_is_forgotten_and_stays_out_until_the_room_is_gone(story):
    now = await story.begun()
    await story.removals.remove(now.id, lead(), member(1).id, sure=True)
    await story.privacy.erase(member(1).id, GUILD)
    room = story.discord.channels[now.room]
    assert member(1).id not in room.allowed
    await story.restart()
    for way in Way:
        with pytest.raises(Removed):
            await story.door.agree(now.id, member(1), way)
    await story.wait(minutes=3)
    assert member(1).id not in room.allowed
    kept = await story.meetings.get(now.id)
    assert kept.person(member(1).id) is None
    assert member(1).id not in kept.removed | kept.told


async def test_what_shuts_the_removed_out_of_a_room_outlives_being_forgotten_after_the_end(story):
    now = await story.begun()
    await story.removals.remove(now.id, lead(), member(1).id, sure=True)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.tick()
    barred = set(story.discord.channels[now.room].barred)
    await story.privacy.erase(member(1).id, GUILD)
    assert story.discord.channels[now.room].barred == barred


async def test_whoever_only_sits_in_the_voice_room_is_told_of_it_and_erased(story):
    now = await story.begun()
    await story.meetings.decide(
        now.id, lambda meeting, at: participation.voice_is(meeting, {member(77).id}, at)
    )
    (kept,) = await story.privacy.kept(member(77).id)
    assert [one.what for one in kept.holdings] == ["in_meeting"]
    assert (await story.privacy.erase(member(77).id, GUILD)).rows == 1
    assert await story.privacy.kept(member(77).id) == []
