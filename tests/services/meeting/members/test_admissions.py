"""Behind a closed door: who came in gets in, if not at once then later, without a press more."""

from datetime import timedelta

import pytest

from bot.domain.person import Way
from bot.services.meeting.members.room_access import SEVERAL
from bot.services.ports.trouble import Blocked, Unsure
from tests.services.conftest import lead, member


@pytest.mark.parametrize(
    "trouble", [Unsure(), Blocked("discord_down"), Blocked("too_many_requests")]
)
async def test_a_way_in_that_discord_owes_opens_without_another_press(story, trouble):
    occurrence = await story.opened()
    story.discord.plan("admit", trouble)
    inside = await story.door.agree(occurrence.id, member(1), Way.SPEAKING)
    assert inside.waits
    assert story.discord.channels[occurrence.room].allowed == set()
    await story.wait(seconds=15)
    assert story.discord.channels[occurrence.room].allowed == {member(1).id}
    assert story.discord.calls["admit"] == 2


async def test_who_waits_for_a_full_bucket_is_let_in_the_instant_it_is_empty(story):
    occurrence = await story.opened()
    opens_at = story.clock.now() + timedelta(seconds=12)
    story.discord.plan("admit", *[Blocked("too_many_requests", opens_at)] * 3)
    for number in (1, 2, 3):
        inside = await story.door.agree(occurrence.id, member(number), Way.SPEAKING)
        assert inside.waits
    assert story.alarm.at == opens_at, "nobody waits for the next look at the room"
    await story.wait(seconds=11)
    assert story.discord.calls["admit"] == 3, "nothing is asked for before"
    await story.wait(seconds=1)
    everyone = {member(number).id for number in (1, 2, 3)}
    assert story.discord.channels[occurrence.room].allowed == everyone
    assert story.discord.calls["admit"] == 6


async def test_one_request_without_an_answer_keeps_nobody_else_out(story):
    occurrence = await story.opened()
    opens_at = story.clock.now() + timedelta(seconds=12)
    story.discord.plan("admit", *[Blocked("too_many_requests", opens_at)] * 2, Unsure())
    for number in (1, 2):
        await story.door.agree(occurrence.id, member(number), Way.SPEAKING)
    await story.wait(seconds=12)
    assert story.discord.channels[occurrence.room].allowed == {member(2).id}
    await story.wait(seconds=15)
    assert story.discord.channels[occurrence.room].allowed == {member(1).id, member(2).id}


async def test_who_is_removed_while_they_wait_is_not_let_in(story):
    occurrence = await story.opened()
    await story.door.agree(occurrence.id, lead(), Way.SPEAKING)
    opens_at = story.clock.now() + timedelta(seconds=12)
    story.discord.plan("admit", Blocked("too_many_requests", opens_at))
    assert (await story.door.agree(occurrence.id, member(1), Way.SPEAKING)).waits
    await story.removals.remove(occurrence.id, lead(), member(1).id, sure=True)
    await story.wait(seconds=60)
    assert story.discord.channels[occurrence.room].allowed == {lead().id}


async def test_a_fault_of_ours_forgets_nobody_who_waits(story, monkeypatch):
    occurrence = await story.opened()
    story.discord.plan("admit", Unsure())
    await story.door.agree(occurrence.id, member(1), Way.SPEAKING)
    get, asked = story.meetings.get, []

    async def broken_once(meeting):
        asked.append(meeting)
        if len(asked) == 1:
            raise OSError
        return await get(meeting)

    monkeypatch.setattr(story.meetings, "get", broken_once)
    await story.wait(seconds=30)
    assert story.discord.channels[occurrence.room].allowed == {member(1).id}


async def test_who_waits_is_let_in_by_the_process_that_comes_after(story):
    occurrence = await story.opened()
    story.discord.plan("admit", Unsure())
    await story.door.agree(occurrence.id, member(1), Way.SPEAKING)
    await story.restart()
    await story.wait(seconds=5)
    assert story.discord.channels[occurrence.room].allowed == {member(1).id}


async def test_several_who_wait_come_in_together_and_are_told_which_they_are(story):
    occurrence = await story.opened()
    opens_at = story.clock.now() + timedelta(seconds=12)
    story.discord.plan("admit", *[Blocked("too_many_requests", opens_at)] * 20)
    told = []
    for number in range(1, 15):
        inside = await story.door.agree(occurrence.id, member(number), Way.SPEAKING)
        told.append(inside.waits.place)
    assert told == list(range(1, 15))
    assert inside.waits.seconds == 5
    await story.wait(seconds=2)
    everyone = {member(number).id for number in range(1, 15)}
    assert story.discord.channels[occurrence.room].allowed == everyone
    assert story.discord.calls["admit_all"] == 1, "with one request"
    assert story.discord.calls["admit"] == SEVERAL, "nobody else asks where several wait"


async def test_a_restart_lets_in_together_whoever_waited(story):
    occurrence = await story.opened()
    story.discord.plan("admit", *[Blocked("too_many_requests")] * 20)
    for number in range(1, 9):
        await story.door.agree(occurrence.id, member(number), Way.SPEAKING)
    await story.restart()
    await story.wait(seconds=2)
    everyone = {member(number).id for number in range(1, 9)}
    assert story.discord.channels[occurrence.room].allowed == everyone
