"""Somebody whom Discord does not let into the room is not counted among those who are here."""

import pytest

from bot.domain.person import Way
from bot.services.meeting.members.admissions import NoWayIn
from bot.services.ports.trouble import Blocked, Gone
from tests.services.conftest import GUILD, lead, member


@pytest.mark.parametrize("trouble", [Blocked("forbidden"), Blocked("no_view"), Gone()])
async def test_who_is_refused_at_the_door_is_not_counted_as_here(story, trouble):
    now = await story.begun(people=2)
    story.discord.plan("admit", trouble)
    with pytest.raises(NoWayIn):
        await story.door.agree(now.id, member(9), Way.SPEAKING)
    after = await story.meetings.get(now.id)
    assert [one.id for one in after.here] == [one.id for one in now.here]
    assert after.person(member(9).id) is None, "nor as somebody who has taken part"


async def test_who_left_and_is_refused_has_left_still(story):
    now = await story.begun(people=2)
    await story.door.leave(now.id, member(1))
    story.discord.channels[now.room].inside.discard(member(1).id)
    await story.voice_changes.seen(GUILD, now.room)
    left = (await story.meetings.get(now.id)).person(member(1).id)
    story.discord.plan("admit", Blocked("forbidden"))
    with pytest.raises(NoWayIn):
        await story.door.knock(now.id, member(1), Way.SPEAKING)
    assert (await story.meetings.get(now.id)).person(member(1).id) == left


async def test_who_is_in_the_room_and_presses_again_stays_counted(story):
    now = await story.begun(people=2)
    story.discord.plan("admit", Blocked("forbidden"))
    with pytest.raises(NoWayIn):
        await story.door.knock(now.id, member(1), Way.TYPING)
    assert (await story.meetings.get(now.id)).person(member(1).id).gone is False


async def test_who_leads_and_is_refused_by_name_may_come_in_by_the_role(story):
    occurrence = await story.opened()
    story.discord.plan("admit", Blocked("forbidden"))
    with pytest.raises(NoWayIn):
        await story.door.agree(occurrence.id, lead(), Way.SPEAKING)
    assert (await story.meetings.get(occurrence.id)).person(lead().id).leads
