"""Who leads a planned meeting: one is asked, then everyone who may lead; nobody is told on."""

import asyncio

import pytest

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import MemberId, RoleId
from bot.domain.meeting.members.facilitating import (
    BegunMeanwhile,
    NotDownToLead,
    TakenAlready,
)
from bot.domain.person import Actor
from bot.services.calendar.leading import OrganiserWithoutRole
from bot.services.calendar.schedule import NotAFacilitator
from bot.services.ports.drawings import Line
from bot.services.ports.members import Standing
from bot.text.catalog import speaker
from cogs.ui.kit.one_sentence import line_text
from tests.services.conftest import GUILD, MINUTE, ORGANISERS, START, lead, member
from tests.services.meeting.facilitating.asking import (
    ASKED,
    FACILITATORS,
    NEEDED,
    OLU,
    SECOND,
    asked,
    cannot,
    everything_said,
    take,
    yes,
)


async def test_whoever_is_to_lead_is_asked_a_quarter_of_an_hour_before_and_nobody_else(planned):
    await planned.until(ASKED - SECOND)
    assert asked(planned) == []
    await planned.until(ASKED + SECOND)
    assert asked(planned) == [(OLU.id, "facilitators.asked")]
    await yes(planned)
    await yes(planned)
    await planned.until(START + 2 * MINUTE)
    assert planned.discord.keys(FACILITATORS) == []
    assert len(planned.discord.whispers) == 1


async def test_without_a_yes_the_role_is_called_once_five_minutes_before(planned):
    planned.discord.role_is_called = True
    await planned.until(NEEDED - SECOND)
    assert planned.discord.keys(FACILITATORS) == []
    await planned.until(START + 10 * MINUTE)
    (said,) = planned.discord.said(FACILITATORS)
    assert (said.drawing.key, said.drawing.roles) == ("facilitators.needed_role", (RoleId(14),))
    assert (said.drawing.mentions, str(OLU.id) in line_text(said.drawing, speaker("en"))) == (
        (),
        False,
    )


async def test_a_role_that_cannot_be_called_is_not_and_who_is_to_lead_is_asked_by_name(planned):
    await planned.until(NEEDED + SECOND)
    (said,) = planned.discord.said(FACILITATORS)
    assert (said.drawing.key, said.drawing.roles) == ("facilitators.needed_named", ())
    assert said.drawing.mentions == (OLU.id,)


@pytest.mark.parametrize("why", ["everybody reads it", "left", "no role any more", "opened late"])
async def test_nobody_is_named_where_others_read_it_or_they_cannot_lead_or_it_is_late(planned, why):
    planned.discord.standings[OLU.id] = {
        "left": None,
        "no role any more": Standing(),
    }.get(why, Standing(leads=True))
    planned.discord.public |= {FACILITATORS} if why == "everybody reads it" else set()
    if why == "opened late":
        planned.clock.at = START + 6 * MINUTE
    await planned.until(max(NEEDED, planned.clock.at) + 5 * SECOND)
    assert planned.discord.keys(FACILITATORS) == ["facilitators.needed"]
    assert not any(str(OLU.id) in one for one in everything_said(planned))


async def test_who_left_or_lost_the_role_is_not_written_to(planned):
    planned.discord.standings[OLU.id] = None
    await planned.until(NEEDED - SECOND)
    assert planned.discord.whispers == []


async def test_who_takes_no_private_messages_is_asked_where_facilitators_are(planned):
    planned.discord.closed_to.add(OLU.id)
    await planned.until(ASKED + SECOND)
    (said,) = planned.discord.said(FACILITATORS)
    assert (said.drawing.key, said.drawing.mentions) == ("facilitators.asked_here", (OLU.id,))


async def test_in_a_channel_that_everybody_reads_they_are_not(planned):
    planned.discord.closed_to.add(OLU.id)
    planned.discord.public.add(FACILITATORS)
    await planned.until(NEEDED - SECOND)
    assert planned.discord.keys(FACILITATORS) == []


@pytest.mark.parametrize("kind", RoomKind)
async def test_being_in_the_room_counts_as_a_yes(file_story, kind):
    story = file_story
    story.discord.standings[OLU.id] = Standing(leads=True)
    await story.settle_server(facilitators_channel=FACILITATORS)
    await story.plan(Repeat.WEEKLY, facilitator=OLU.id, room_kind=kind)
    await story.until(START - 9 * MINUTE)
    await story.come_in(OLU)
    await story.come_in(member(1))
    await story.until(START + 10 * MINUTE)
    assert story.discord.keys(FACILITATORS) == []
    said = [one.drawing for one in story.discord.said()]
    assert not any("waiting" in one.key for one in said if isinstance(one, Line))


async def test_the_first_who_takes_it_leads_and_the_second_is_thanked(planned):
    await planned.until(NEEDED + SECOND)
    done = await asyncio.gather(
        take(planned, lead(1)), take(planned, lead(2)), return_exceptions=True
    )
    assert [type(each) for each in done if isinstance(each, Exception)] == [TakenAlready]
    assert (await planned.occurrence()).facilitator in {lead(1).id, lead(2).id}
    await planned.tick()
    (said,) = planned.discord.said(FACILITATORS)
    assert said.shown.key == "facilitators.taken"
    await planned.restart()
    await planned.until(START + 2 * MINUTE)
    assert len(planned.discord.said(FACILITATORS)) == 1


async def test_who_may_not_lead_cannot_take_it(planned):
    await planned.until(NEEDED + SECOND)
    with pytest.raises(NotAFacilitator):
        await take(planned, member(1))
    with pytest.raises(OrganiserWithoutRole):
        await take(planned, Actor(MemberId(900), "Oda", manages=True))


async def test_the_question_goes_when_the_evening_begins_and_then_nobody_can_take_it(planned):
    await planned.until(NEEDED + SECOND)
    await planned.come_in(lead())
    meeting = await planned.meetings.get((await planned.occurrence()).id)
    await planned.meetings.begin(meeting.id, lead(), meeting.place)
    await planned.tick()
    assert planned.discord.said(FACILITATORS) == []
    with pytest.raises(BegunMeanwhile):
        await take(planned, lead(2))
    with pytest.raises(BegunMeanwhile):
        await yes(planned)


async def test_who_cannot_after_all_is_replaced_by_asking_everyone_at_once(planned):
    await planned.until(ASKED + SECOND)
    await yes(planned)
    await planned.until(START - 12 * MINUTE)
    assert (await cannot(planned)).others_asked
    await planned.tick()
    assert planned.discord.keys(FACILITATORS) == ["facilitators.needed"]
    await planned.until(START - MINUTE)
    assert len(planned.discord.said(FACILITATORS)) == 1
    assert not any(str(OLU.id) in one for one in everything_said(planned))
    with pytest.raises(NotDownToLead):
        await cannot(planned)


async def test_taken_and_given_back_it_is_asked_once_more(planned):
    await planned.until(NEEDED + SECOND)
    await take(planned, lead(1))
    await cannot(planned, lead(1))
    await planned.wait(seconds=10)
    assert planned.discord.keys(FACILITATORS) == ["facilitators.needed"]
    await take(planned, lead(2))
    assert (await planned.occurrence()).facilitator == lead(2).id


async def test_without_a_channel_for_facilitators_organisers_hear_that_somebody_is_needed(planned):
    await planned.settle_server(facilitators_channel=None)
    await planned.until(ASKED + SECOND)
    assert not (await cannot(planned)).others_asked
    await planned.tick()
    assert planned.discord.keys(ORGANISERS) == ["organisers.lead_needed"]
    assert str(OLU.id) not in str(planned.discord.said(ORGANISERS)[0].drawing.facts)


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("", [(lead(1).id, "facilitators.helps")]),
        ("who leads said yes", [(lead(1).id, "facilitators.helps")]),
        ("holds the role no more", []),
    ],
)
async def test_who_helps_is_told_too_a_quarter_of_an_hour_before(file_story, before, told):
    story, helper = file_story, lead(1)
    story.discord.standings |= {OLU.id: Standing(leads=True), helper.id: Standing(leads=True)}
    await story.settle_server(facilitators_channel=FACILITATORS)
    await story.plan(Repeat.WEEKLY, facilitator=OLU.id, co_facilitator=helper.id)
    await story.until(ASKED - SECOND)
    if before == "who leads said yes":
        await yes(story)
    if before == "holds the role no more":
        story.discord.standings[helper.id] = Standing()
    await story.until(ASKED + SECOND)
    mine = [one for one in asked(story) if one[0] == helper.id]
    assert mine == told


async def test_who_helps_to_lead_is_asked_by_name_too_and_being_there_is_a_yes(file_story):
    story, helper = file_story, MemberId(70_707_071)
    story.discord.standings |= dict.fromkeys((OLU.id, helper), Standing(leads=True))
    await story.settle_server(facilitators_channel=FACILITATORS)
    await story.plan(Repeat.WEEKLY, facilitator=OLU.id, co_facilitator=helper)
    await story.plan(Repeat.WEEKLY, title="Other", facilitator=OLU.id, co_facilitator=helper)
    await story.until(START - 9 * MINUTE)
    one = next(one for one in await story.kept.run(lambda tx: tx.occurrences.of(GUILD)))
    story.discord.channels[one.room].inside.add(helper)
    await story.voice_changes.seen(GUILD, one.room)
    await story.until(NEEDED + 10 * SECOND)
    (said,) = story.discord.said(FACILITATORS)
    assert said.drawing.mentions == (OLU.id, helper)
    assert said.drawing.facts["meeting"] != one.id
    await story.privacy.erase(helper, GUILD)
    assert {each.co_facilitator for each in await story.kept.run(lambda tx: tx.series.all())} == {
        None
    }
