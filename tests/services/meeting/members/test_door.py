"""The door: ground rules, age, names, leaving, and keeping somebody out."""

import re

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.errors import Refusal
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.members import participation
from bot.domain.meeting.members.leaving import NotYourself, SureToRemove
from bot.domain.meeting.members.participation import DoorClosed
from bot.domain.meeting.rights import MeetingOver, NotFacilitator, NotHere, Removed
from bot.domain.people.membership import Membership
from bot.domain.person import Way
from bot.services.meeting.members.admissions import NoWayIn
from bot.services.meeting.members.door import ForAdults, Inside, MustAgree, NotOpenYet
from bot.services.meeting.members.removals import StillShut
from bot.services.ports.trouble import Blocked, Gone, Unsure
from tests.services.conftest import GUILD, ORGANISERS, lead, member


async def known(story, number) -> Membership:
    return await story.kept.run(lambda tx: tx.memberships.get(GUILD, member(number).id))


async def test_the_ground_rules_are_agreed_to_once_for_each_version(story):
    occurrence = await story.opened()
    asked = await story.door.knock(occurrence.id, member(1), Way.LISTENING)
    assert isinstance(asked, MustAgree)
    assert not asked.asks_age
    await story.door.agree(occurrence.id, member(1), Way.LISTENING)
    again = await story.door.knock(occurrence.id, member(1), Way.TYPING)
    assert isinstance(again, Inside)
    assert again.membership.by_typing
    await story.setup.save_texts(GUILD, lead(), {"rules": "Be kind. Listen."})
    asked = await story.door.knock(occurrence.id, member(1), Way.SPEAKING)
    assert isinstance(asked, MustAgree)


async def test_nothing_is_kept_of_somebody_who_only_reads_the_ground_rules(story):
    occurrence = await story.opened()
    await story.door.knock(occurrence.id, member(1), Way.SPEAKING)
    assert await known(story, 1) == Membership()
    assert (await story.meetings.get(occurrence.id)).people == ()


async def test_a_group_for_adults_asks_the_age_once(story):
    occurrence = await story.opened()
    await story.door.agree(occurrence.id, member(1), Way.SPEAKING)
    await story.setup.save(GUILD, lead(), adults_only=True)
    asked = await story.door.knock(occurrence.id, member(1), Way.SPEAKING)
    assert isinstance(asked, MustAgree)
    assert asked.asks_age
    await story.door.agree(occurrence.id, member(1), Way.SPEAKING)
    assert (await known(story, 1)).adult
    assert isinstance(await story.door.knock(occurrence.id, member(1), Way.SPEAKING), Inside)


async def test_somebody_known_to_be_no_adult_is_kindly_refused(story):
    occurrence = await story.opened()
    await story.setup.save(GUILD, lead(), adults_only=True)
    young = Membership(rules_version=1, adult=False)
    await story.kept.run(lambda tx: tx.memberships.put(GUILD, member(1).id, young))
    with pytest.raises(ForAdults):
        await story.door.knock(occurrence.id, member(1), Way.SPEAKING)


async def test_a_name_of_which_nothing_can_be_seen_is_the_servers_name(story):
    occurrence = await story.opened()
    await story.come_in(member(1))
    after = await story.door.rename(occurrence.id, member(1), "\u200b \u3164")
    assert after.person(member(1).id).name == "Member 1"


async def test_a_name_of_somebody_who_is_not_here_is_not_kept(story):
    occurrence = await story.opened()
    with pytest.raises(NotHere):
        await story.door.rename(occurrence.id, member(1), "Robin")
    assert await known(story, 1) == Membership()


@pytest.mark.parametrize("trouble", [Blocked("forbidden"), Blocked("no_view"), Gone()])
async def test_a_way_in_that_discord_refuses_is_said_and_the_next_press_tries_again(story, trouble):
    occurrence = await story.opened()
    story.discord.plan("admit", trouble)
    with pytest.raises(NoWayIn):
        await story.door.agree(occurrence.id, member(1), Way.SPEAKING)
    await story.door.knock(occurrence.id, member(1), Way.SPEAKING)
    assert story.discord.channels[occurrence.room].allowed == {member(1).id}


async def test_an_open_door_needs_nobody_to_be_let_in(story):
    story.discord.closed_door = False
    occurrence = await story.opened()
    inside = await story.door.agree(occurrence.id, member(1), Way.SPEAKING)
    assert not inside.meeting.closed_door
    assert story.discord.channels[occurrence.room].allowed == set()


@pytest.mark.parametrize(
    ("phase", "refusal"),
    [
        (Phase.PLANNED, NotOpenYet),
        (Phase.OPENING, NotOpenYet),
        (Phase.BLOCKED, NotOpenYet),
        (Phase.ENDED, MeetingOver),
        (Phase.CLOSED, MeetingOver),
        (Phase.MISSED, MeetingOver),
        (Phase.CANCELLED, MeetingOver),
        (Phase.ABANDONED, MeetingOver),
    ],
)
async def test_a_door_that_is_not_open_says_whether_it_will_be(file_story, phase, refusal):
    from dataclasses import replace  # noqa: PLC0415 - only this story forges a phase

    story = file_story
    await story.settle_server()
    await story.plan()
    one = await story.occurrence()
    await story.kept.run(lambda tx: tx.occurrences.save(replace(one, phase=phase)))
    with pytest.raises(refusal):
        await story.door.knock(one.id, member(1), Way.SPEAKING)


async def test_a_meeting_nobody_knows_is_over(story):
    with pytest.raises(MeetingOver):
        await story.door.knock(OccurrenceId(404), member(1), Way.SPEAKING)


async def test_somebody_who_is_removed_is_told_whom_to_write_to_and_may_be_let_back_in(story):
    await story.settle_server()
    await story.setup.save_texts(GUILD, lead(), {"contact": "Kim, kim@example.org"})
    now = await story.begun()
    with pytest.raises(SureToRemove):
        await story.removals.remove(now.id, lead(), member(2).id, sure=False)
    await story.removals.remove(now.id, lead(), member(2).id, sure=True)
    await story.removals.remove(now.id, lead(), member(2).id, sure=True)
    await story.tick()
    room = story.discord.channels[now.room]
    assert (member(2).id in room.barred, member(2).id in room.allowed) == (True, False)
    ((told, line),) = story.discord.whispers
    assert (told, line.key) == (member(2).id, "note.left_out")
    assert story.discord.keys(ORGANISERS) == ["organisers.removed"]
    told = re.findall(r"\d+", str(story.discord.said(ORGANISERS)[0].drawing))
    assert str(member(2).id) not in told
    with pytest.raises(Removed):
        await story.door.knock(now.id, member(2), Way.SPEAKING)
    await story.removals.let_back_in(now.id, lead(), member(2).id)
    assert member(2).id not in room.barred
    assert isinstance(await story.door.knock(now.id, member(2), Way.SPEAKING), Inside)


async def test_without_a_contact_the_private_word_names_the_organisers(story):
    now = await story.begun()
    await story.removals.remove(now.id, lead(), member(2).id, sure=True)
    assert story.discord.whispers[0][1].key == "note.left_out_no_contact"


async def test_after_a_restart_who_was_removed_stays_out(story):
    now = await story.begun()
    story.discord.plan("bar", Unsure())
    assert (await story.removals.remove(now.id, lead(), member(2).id, sure=True)).sees_room
    await story.restart()
    await story.tick()
    assert member(2).id in story.discord.channels[now.room].barred


@pytest.mark.parametrize("trouble", [Blocked("forbidden"), Unsure()])
async def test_a_removal_stands_and_is_told_though_discord_does_not_shut_the_room(story, trouble):
    story.discord.closed_door = False
    now = await story.begun()
    story.discord.plan("bar", trouble)
    story.discord.plan("unbar", trouble)
    out = await story.removals.remove(now.id, lead(), member(2).id, sure=True)
    assert (out.sees_room, len(story.discord.whispers)) == (True, 1)
    with pytest.raises(Removed):
        await story.door.knock(now.id, member(2), Way.SPEAKING)
    await story.removals.let_back_in(now.id, lead(), member(2).id)
    assert isinstance(await story.door.knock(now.id, member(2), Way.SPEAKING), Inside)


async def test_whom_discord_still_keeps_out_is_let_back_in_by_pressing_once_more(story):
    now = await story.begun()
    assert not (await story.removals.remove(now.id, lead(), member(2).id, sure=True)).sees_room
    story.discord.plan("unbar", Unsure())
    with pytest.raises(StillShut):
        await story.removals.let_back_in(now.id, lead(), member(2).id)
    await story.removals.let_back_in(now.id, lead(), member(2).id)
    assert member(2).id not in story.discord.channels[now.room].barred


@pytest.mark.parametrize(
    ("by", "who", "refusal"),
    [(member(1), 102, NotFacilitator), (lead(), 1, NotYourself), (lead(), 999, NotHere)],
)
async def test_a_removal_that_may_not_be_is_refused(file_story, by, who, refusal):
    now = await file_story.begun()
    with pytest.raises(refusal):
        await file_story.removals.remove(now.id, by, who, sure=True)


async def test_behind_a_closed_door_only_those_who_were_in_come_back(story):
    now = await story.begun()
    await story.meetings.decide(now.id, lambda m, _: participation.close_door(m, lead()))
    await story.door.leave(now.id, member(1))
    assert isinstance(await story.door.knock(now.id, member(1), Way.SPEAKING), Inside)
    with pytest.raises(DoorClosed):
        await story.door.agree(now.id, member(30), Way.SPEAKING)
    assert await known(story, 30) == Membership()


def test_every_refusal_has_a_key_of_its_own():
    kinds = [ForAdults, NotOpenYet, NoWayIn]
    assert len({kind.key for kind in kinds} | {Refusal.key}) == len(kinds) + 1
