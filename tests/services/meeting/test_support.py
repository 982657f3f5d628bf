"""A request for help, from the press to the reading of it: who is told, when, and how."""

from datetime import timedelta

import pytest

from bot.domain.ids import ChannelId, MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import AidKind, Reached
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.person import Way
from bot.services.ports.trouble import Blocked, Gone, Unsure
from bot.text.catalog import speaker
from cogs.ui.kit.one_sentence import line_text
from tests.services.conftest import GUILD, lead, member
from tests.services.small_discord import Killed, Lost

STAFF = ChannelId(15)
SECOND = timedelta(seconds=1)


async def running(story) -> LiveMeeting:
    return await story.meetings.get((await story.occurrence()).id)


def alerts(story):
    return [(who, line.key) for who, line in story.discord.whispers]


async def test_whoever_leads_is_told_within_seconds_and_hears_neither_name_nor_content(story):
    now = await story.begun()
    asked_at = story.clock.now()
    await story.support.ask(now.id, member(1), AidKind.WORD, "I nearly did not come")
    await story.wait(seconds=1)
    assert alerts(story) == [(lead().id, "note.alert")]
    (mine,) = (await running(story)).aids
    assert (mine.reached, mine.read) == (Reached.MESSAGE, False)
    said = line_text(story.discord.whispers[0][1], speaker("en"))
    assert "Something is waiting for you in **Tuesday group**" in said
    for secret in ("Member 1", str(member(1).id), "nearly", "word", "help"):
        assert secret not in said
    await story.support.read(now.id, lead(), [mine.number])
    (mine,) = (await running(story)).aids
    assert mine.read_by == lead().id
    assert story.clock.now() - asked_at <= 2 * SECOND


async def test_the_card_stays_as_it_is_from_the_asking_to_the_reading(story):
    now = await story.begun()
    redrawn = story.discord.redrawn
    await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.wait(seconds=2)
    (mine,) = (await running(story)).aids
    await story.support.read(now.id, lead(), [mine.number])
    await story.support.ask(now.id, member(2), AidKind.BOTHERED)
    await story.support.take_back(now.id, member(2))
    assert story.discord.redrawn == redrawn


async def test_with_closed_messages_whoever_leads_is_called_in_the_facilitators_channel(story):
    now = await story.begun()
    await story.settle_server(facilitators_channel=STAFF)
    story.discord.closed_to.add(lead().id)
    await story.support.ask(now.id, member(1), AidKind.BOTHERED, "he writes to me")
    await story.wait(seconds=1)
    (call,) = story.discord.said(STAFF)
    assert (call.drawing.loud, call.drawing.mentions) == (True, (lead().id,))
    said = line_text(call.drawing, speaker("en"))
    assert said.startswith(f"<@{lead().id}>: something is waiting for you")
    assert "Member 1" not in said
    assert (await running(story)).aids[0].reached is Reached.CALLED


async def test_the_call_goes_once_nothing_waits_and_at_the_end_in_any_case(story):
    now = await story.begun()
    await story.settle_server(facilitators_channel=STAFF)
    story.discord.closed_to.add(lead().id)
    await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.wait(seconds=1)
    assert story.discord.keys(STAFF) == ["note.call"]
    (mine,) = (await running(story)).aids
    await story.support.read(now.id, lead(), [mine.number])
    await story.wait(seconds=1)
    assert story.discord.keys(STAFF) == []
    await story.wait(minutes=2)
    await story.support.ask(now.id, member(2), AidKind.WORD)
    await story.wait(seconds=1)
    assert story.discord.keys(STAFF) == ["note.call_more"]
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.wait(seconds=5)
    assert story.discord.keys(STAFF) == []


@pytest.mark.parametrize("channel", [None, STAFF])
async def test_without_a_private_channel_for_facilitators_nothing_is_said_in_public(story, channel):
    now = await story.begun()
    if channel:
        await story.settle_server(facilitators_channel=channel)
        story.discord.public.add(channel)
    story.discord.closed_to.add(lead().id)
    before = len(story.discord.messages)
    await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.wait(minutes=3)
    assert len(story.discord.messages) == before
    assert story.discord.whispers == []
    (mine,) = (await running(story)).aids
    assert mine.reached is Reached.NOBODY
    assert help_requests.is_unheard(mine, story.clock.now())


async def test_everyone_who_helps_to_lead_is_told_and_whoever_asks_is_not(story):
    now = await story.begun()
    helper = member(3)
    await story.meetings.decide(now.id, lambda m, _: _helped(m, helper.id))
    story.discord.closed_to.add(helper.id)
    await story.settle_server(facilitators_channel=STAFF)
    await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.wait(seconds=1)
    assert [who for who, _ in alerts(story)] == [lead().id]
    assert [one.drawing.mentions for one in story.discord.said(STAFF)] == [(helper.id,)]
    assert (await running(story)).aids[0].reached is Reached.MESSAGE
    await story.wait(minutes=2)
    await story.support.ask(now.id, helper, AidKind.WORD)
    await story.wait(seconds=1)
    assert [who for who, _ in alerts(story)] == [lead().id] * 2


def _helped(meeting, who):
    return leading.add_co_facilitator(meeting, lead(), who)


async def test_whoever_is_handed_the_evening_hears_what_waits(story):
    now = await story.begun()
    await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.wait(minutes=2)
    heir = member(2)
    rule = lambda m, at: leading.hand_over(m, lead(), at, heir.id)  # noqa: E731 - one rule
    await story.meetings.decide(now.id, rule, lead())
    await story.wait(seconds=1)
    assert [who for who, _ in alerts(story)] == [lead().id, lead().id, heir.id]
    assert {key for _, key in alerts(story)} == {"note.alert"}, "nothing new waits"


async def test_many_requests_make_one_message_a_minute(story):
    now = await story.begun(8)
    told = []
    for number in range(8):
        await story.support.ask(now.id, member(number), AidKind.WORD)
        await story.wait(seconds=9)
        told.append(len(story.discord.whispers))
    assert told == [1, 1, 1, 1, 1, 1, 2, 2]
    await story.wait(minutes=5)
    assert len(story.discord.whispers) == 3, "the last one asked after the second message"
    assert [key for _, key in alerts(story)] == ["note.alert", *["note.alert_more"] * 2]
    said = line_text(story.discord.whispers[1][1], speaker("en"))
    assert said.startswith("Something new is waiting for you in **Tuesday group**.")


async def test_what_was_read_or_taken_back_before_the_message_went_out_tells_nobody(story):
    now = await story.begun()
    await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.wait(seconds=1)
    await story.support.ask(now.id, member(2), AidKind.WORD)
    await story.support.take_back(now.id, member(2))
    first = (await running(story)).aids[0]
    await story.support.read(now.id, lead(), [first.number])
    await story.wait(minutes=3)
    assert len(story.discord.whispers) == 1


async def test_before_the_beginning_everyone_in_the_room_who_may_lead_is_told(story):
    occurrence = await story.opened()
    await story.come_in(member(1))
    room = (await running(story)).room
    story.discord.channels[room].inside.add(MemberId(7))
    story.discord.may_lead = {MemberId(7): "Ivy", MemberId(8): "Gus, who is elsewhere"}
    await story.come_in(lead(9), Way.TYPING)
    await story.support.ask(occurrence.id, member(1), AidKind.WORD)
    await story.wait(seconds=1)
    assert sorted(alerts(story)) == [(7, "note.alert"), (9, "note.alert")]
    ears = await story.support.ears(GUILD, await running(story))
    assert ears.hosts == {7: "Ivy", 9: "Facilitator 9"}
    (mine,) = (await running(story)).aids
    await story.support.read(occurrence.id, lead(7), [mine.number])
    assert (await running(story)).aids[0].read_by == 7


async def test_before_the_beginning_with_nobody_who_may_lead_it_says_so_at_once(story):
    occurrence = await story.opened()
    await story.come_in(member(1))
    with pytest.raises(help_requests.NobodyLeads):
        await story.support.ask(occurrence.id, member(1), AidKind.WORD)


async def test_a_message_whose_answer_was_lost_comes_once(story):
    now = await story.begun()
    story.discord.plan("whisper", Lost(), Unsure())
    await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.wait(minutes=2)
    assert len(story.discord.whispers) == 1
    assert (await running(story)).aids[0].reached is Reached.MESSAGE


@pytest.mark.parametrize("trouble", [Blocked("forbidden"), Gone()])
async def test_whoever_cannot_be_written_to_at_all_is_called(story, trouble):
    now = await story.begun()
    await story.settle_server(facilitators_channel=STAFF)
    story.discord.plan("whisper", trouble)
    await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.wait(seconds=1)
    assert story.discord.keys(STAFF) == ["note.call"]


@pytest.mark.at_length
@pytest.mark.parametrize("boundary", range(1, 12))
async def test_a_process_that_dies_on_the_way_tells_them_after_its_restart_once(
    file_story, boundary
):
    story = file_story
    now = await story.begun()
    asked = await story.support.ask(now.id, member(1), AidKind.WORD)
    story.discord.killed_at = story.discord.boundaries + boundary
    try:
        await story.wait(seconds=5)
    except Killed:
        await story.restart()
    await story.wait(minutes=2)
    assert alerts(story) == [(lead().id, "note.alert")]
    assert (await running(story)).aids[0].number == asked.aids[0].number
