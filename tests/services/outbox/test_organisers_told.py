"""*Someone is bothering me* goes to the organisers: one line, a name only where it is wished."""

from datetime import timedelta

import pytest

from bot.domain.ids import ChannelId
from bot.domain.meeting.members import leaving
from bot.services.meeting.private_help import (
    NoOrganisers,
    NothingToTakeBack,
    OrganisersKnow,
    OrganisersNotTold,
)
from bot.services.ports.trouble import Blocked, Gone, Unsure
from bot.text.catalog import speaker
from cogs.ui.kit.one_sentence import line_text
from tests.services.conftest import GUILD, ORGANISERS, lead, member
from tests.services.small_discord import Lost


def lines(story):
    said = [one.drawing for one in story.discord.said(ORGANISERS)]
    return [line_text(one, speaker("en")) for one in said]


async def tell(story, who=None, meeting=None, once=1, known_as=""):
    asked = who or member(1)
    await story.support.tell_organisers(GUILD, asked, meeting, once=once, known_as=known_as)


async def test_without_a_name_the_line_tells_nothing_of_who_it_is(story):
    now = await story.begun()
    await tell(story, meeting=now)
    (said,) = lines(story)
    assert "Somebody in **Tuesday group** says that someone is bothering them" in said
    assert "Member 1" not in said
    assert str(member(1).id) not in said
    kept = await story.meetings.get(now.id)
    assert kept == now, "the meeting knows nothing of it"
    assert story.discord.whispers == [], "nor does anybody who leads"


async def test_among_fewer_than_five_the_meeting_would_be_a_name_so_it_is_left_out(story):
    now = await story.begun(2)
    await tell(story, meeting=now)
    await tell(story, who=member(2), meeting=now, once=2, known_as="member_two")
    unnamed, named = lines(story)
    assert "Tuesday group" not in unnamed
    assert "**Member 2** (member\\_two), who is in **Tuesday group**" in named


async def test_outside_a_meeting_the_line_names_the_server_alone(story):
    await story.settle_server()
    await tell(story)
    assert lines(story)[0].startswith("Somebody on this server says")


async def test_of_many_lines_within_a_minute_one_rings(story):
    await story.settle_server()
    for number in range(4):
        await tell(story, who=member(number), once=number)
        story.clock.at += timedelta(seconds=25)
    said = [one.drawing for one in story.discord.said(ORGANISERS)]
    assert [one.loud for one in said] == [True, False, False, True]


async def test_it_is_told_where_those_who_lead_read_along(story):
    await story.settle_server(facilitators_channel=ORGANISERS)
    assert (await story.support.ears(GUILD, None)).shared


async def test_a_double_press_sends_one_line(story):
    await story.settle_server()
    await tell(story, once=5)
    await tell(story, once=5)
    assert len(lines(story)) == 1


async def test_the_same_person_tells_them_again_after_ten_minutes_and_others_at_once(story):
    await story.settle_server()
    await tell(story)
    with pytest.raises(OrganisersKnow):
        await tell(story, once=2)
    await tell(story, who=member(2), once=3)
    story.clock.at += timedelta(minutes=10)
    await tell(story, once=4)
    assert len(lines(story)) == 3


async def test_a_line_is_taken_back_by_whoever_sent_it(story):
    await story.settle_server()
    await tell(story)
    with pytest.raises(NothingToTakeBack):
        await story.support.take_back_line(GUILD, member(2))
    await story.support.take_back_line(GUILD, member(1))
    assert lines(story) == []
    with pytest.raises(NothingToTakeBack):
        await story.support.take_back_line(GUILD, member(1))
    await tell(story, once=2)
    assert len(lines(story)) == 1, "whoever took it back may send another at once"


async def test_after_an_hour_a_line_is_theirs_and_nobody_here_knows_whose_it_was(story):
    await story.settle_server()
    await tell(story)
    story.clock.at += timedelta(hours=1)
    with pytest.raises(NothingToTakeBack):
        await story.support.take_back_line(GUILD, member(1))
    assert len(lines(story)) == 1


async def test_with_whoever_is_forgotten_a_line_with_their_name_goes_too(story):
    await story.settle_server()
    await tell(story, known_as="member_one")
    await tell(story, who=member(2), once=2)
    for number in (1, 2):
        await story.support.forget(member(number).id, GUILD)
    assert [line.startswith("Somebody") for line in lines(story)] == [True]
    with pytest.raises(NothingToTakeBack):
        await story.support.take_back_line(GUILD, member(2))


async def test_who_was_removed_can_still_tell_them(story):
    now = await story.begun()
    removed = await story.meetings.decide(
        now.id, lambda m, at: leaving.remove(m, lead(), at, member(1).id, sure=True)
    )
    await tell(story, meeting=removed)
    assert any("bothering them" in line for line in lines(story))


@pytest.mark.parametrize("settled", [{"organisers": None}, {"public": True}])
async def test_without_a_channel_for_organisers_alone_nothing_is_posted(story, settled):
    if settled.get("public"):
        await story.settle_server()
        story.discord.public.add(ORGANISERS)
    with pytest.raises(NoOrganisers):
        await tell(story)
    assert not (await story.support.ears(GUILD, None)).organisers
    assert story.discord.messages == {}


@pytest.mark.parametrize("trouble", [Blocked("forbidden"), Gone()])
async def test_a_line_that_discord_refuses_is_told_as_it_is(story, trouble):
    await story.settle_server()
    story.discord.plan("send", trouble)
    with pytest.raises(OrganisersNotTold):
        await tell(story)
    await tell(story)
    assert len(lines(story)) == 1


async def test_a_line_whose_answer_was_lost_stands_there_once(story):
    await story.settle_server()
    story.discord.plan("send", Lost())
    await tell(story)
    assert len(lines(story)) == 1
    story.discord.plan("send", Unsure(), Unsure())
    with pytest.raises(OrganisersNotTold):
        await tell(story, who=member(2), once=2)


async def test_every_server_has_its_own_organisers(story):
    await story.settle_server(organisers=ChannelId(77))
    await tell(story)
    assert story.discord.keys(ChannelId(77)) == ["organisers.bothered_unnamed_server"]
