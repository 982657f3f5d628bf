"""A message is posted once, quietly; where it cannot be known, it is not posted again."""

import datetime as dt
from dataclasses import replace

import discord
import pytest

from bot.app.clock import DiscordClock
from bot.discordio.messages.urgency import urgency
from bot.discordio.overwrites.permissions import INVITE
from bot.discordio.requests.limiter import Priority
from bot.domain.calendar.announced.this_week import ThisWeek
from bot.domain.ids import ChannelId, MemberId, MessageId
from bot.domain.outbox_entry import EntryKind
from bot.rehearsal import simkit
from bot.services.meeting.cards_posted import CardPosted
from bot.services.ports.drawings import (
    Card,
    DoorMessage,
    Folded,
    Line,
    StandingConsole,
    StandingMessage,
)
from bot.services.ports.messages import Paper
from bot.services.ports.trouble import Blocked, Gone, Unsure
from bot.services.rooms.room_messages import DoorPosted
from tests.discordio.conftest import an_evening, draw

SILENT = 1 << 12


def a_line(group, text="hello"):
    return Line("en", "note.greeting", {"word": text})


def cards_posted(group):
    return CardPosted(group.bot.ports, group.bot.rooms, DiscordClock())


async def sent(group, drawing, entry, *, look_first=False, channel=None):
    channel = channel or group.server.announcements
    ports = group.bot.ports
    known = {one.kind: one for one in (cards_posted(group), DoorPosted(ports))}
    mark = known[entry.kind].mark(entry) if entry.kind in known else None
    return await ports.send(drawing, channel, entry.key, look_first=look_first, mark=mark)


async def test_a_card_that_is_not_wanted_any_more_is_found_without_a_drawing(group):
    posted = await sent(group, drawings(group)[EntryKind.CARD][0], group.entry(seq=1))
    cards, channel = cards_posted(group), group.server.announcements
    for seq, found in ((1, posted), (2, None)):
        wanted = group.entry(seq=seq)
        assert await group.bot.ports.find(channel, wanted.key, cards.mark(wanted)) == found


def posts(group):
    return group.asked("POST", "/messages")


async def test_a_message_is_silent_pings_nobody_and_carries_the_nonce_of_its_entry(group):
    entry = group.entry(EntryKind.ROOM_NOTE)
    await sent(group, a_line(group), entry)
    [body] = [one.json for one in posts(group)]
    assert body["flags"] & SILENT
    assert body["allowed_mentions"]["parse"] == []
    assert (body["nonce"], body["enforce_nonce"]) == (entry.key.nonce, True)


async def test_the_same_entry_twice_is_one_message(group):
    entry = group.entry(EntryKind.ROOM_NOTE)
    first = await sent(group, a_line(group), entry)
    assert await sent(group, a_line(group), entry) == first


def drawings(group):
    """One of each kind that is posted, with what is alike but something else."""
    evening = an_evening(group.server.id, group.server.announcements, "tea")
    card = Card(evening, discord.utils.utcnow())
    door = DoorMessage(group.server, group.occurrence())
    return {
        EntryKind.CARD: (card, replace(card, meeting=replace(evening, topic="other"))),
        EntryKind.DOOR: (door, door),
        EntryKind.ROOM_NOTE: (a_line(group), a_line(group)),
    }


@pytest.mark.parametrize("kind", [EntryKind.CARD, EntryKind.DOOR, EntryKind.ROOM_NOTE])
async def test_what_was_posted_before_a_crash_is_found_and_not_posted_again(group, kind):
    drawing, later = drawings(group)[kind]
    entry = group.entry(kind)
    first = await sent(group, drawing, entry)
    await group.env.advance_time(600)
    assert await sent(group, later, entry, look_first=True) == first
    assert len(posts(group)) == 1


async def test_what_only_looks_alike_is_not_taken_for_it(group):
    await sent(group, a_line(group, "other"), group.entry(EntryKind.ROOM_NOTE, seq=7))
    await sent(group, drawings(group)[EntryKind.CARD][0], group.entry(EntryKind.CARD, seq=1))
    for entry in (group.entry(EntryKind.ROOM_NOTE, seq=8), group.entry(EntryKind.CARD, 2)):
        before = len(posts(group))
        await sent(group, a_line(group), entry, look_first=True)
        assert len(posts(group)) == before + 1


def test_a_group_that_has_begun_is_not_kept_waiting_by_rooms_that_open(group):
    card = drawings(group)[EntryKind.CARD][0]
    begun = replace(card, meeting=replace(card.meeting, stage=1))
    waiting = replace(card, meeting=replace(card.meeting, stage=0))
    console = StandingConsole(begun.meeting, begun.at)
    assert urgency(begun) is urgency(console) is Priority.STAGE
    assert urgency(waiting) is urgency(a_line(group)) is Priority.CARD
    assert urgency(replace(a_line(group), awaited=True)) is Priority.PERSON
    assert Priority.PERSON < Priority.STAGE < Priority.OPEN < Priority.CARD


async def test_an_old_card_can_be_taken_away_and_what_is_gone_is_gone(group):
    message = await sent(group, drawings(group)[EntryKind.CARD][0], group.entry())
    await group.bot.ports.delete(group.server.announcements, message)
    with pytest.raises(Gone):
        await group.bot.ports.delete(group.server.announcements, message)


async def test_words_of_somebody_else_are_never_ours(group):
    line = a_line(group)
    words = draw(line).children[0].content
    await group.world["Ana"].send(group.world.announcements, words)
    await sent(group, line, group.entry(EntryKind.ROOM_NOTE), look_first=True)
    assert len(posts(group)) == 1


async def test_what_is_older_than_our_intent_is_not_ours(group):
    entry = group.entry(EntryKind.ROOM_NOTE)
    await sent(group, a_line(group), entry)
    await group.env.advance_time(600)
    later = replace(group.entry(EntryKind.ROOM_NOTE, seq=2), claimed_at=discord.utils.utcnow())
    await sent(group, a_line(group), later, look_first=True)
    assert len(posts(group)) == 2


async def test_what_others_wrote_below_a_message_is_counted_and_one_that_is_gone_is_none(group):
    ours, channel = await sent(group, a_line(group), group.entry()), group.server.announcements
    for number in range(3):
        await group.world["Ana"].send(group.world.announcements, f"word {number}")
    await sent(group, a_line(group, "more"), group.entry(seq=2))
    assert await group.bot.ports.others_below(group.server.id, channel, ours) == 3
    await group.bot.ports.delete(channel, ours)
    assert await group.bot.ports.others_below(group.server.id, channel, ours) is None


async def test_not_being_able_to_read_is_not_the_same_as_not_posted(group):
    simkit.grant_bot(group.world.guild, INVITE)
    everyone = group.world.guild.default_role
    rule = discord.PermissionOverwrite(read_message_history=False)
    simkit.overwrite(group.world.announcements, everyone, rule)
    await group.env.settle()
    with pytest.raises(Blocked) as refused:
        await sent(group, a_line(group), group.entry(EntryKind.ROOM_NOTE), look_first=True)
    assert (refused.value.reason, posts(group)) == ("no_history", [])
    channel, ours = group.server.announcements, MessageId(1)
    with pytest.raises(Blocked):
        await group.bot.ports.others_below(group.server.id, channel, ours)


async def test_an_edit_of_what_was_deleted_says_that_it_is_gone(group):
    with pytest.raises(Gone):
        await group.bot.ports.edit(Folded("en", "Lobby"), group.server.announcements, MessageId(7))


async def test_a_card_is_folded_to_one_line(group):
    message = await group.a_card()
    await group.bot.ports.edit(Folded("en", "Lobby"), group.server.announcements, message)
    shown = await group.bot.get_channel(group.server.announcements).fetch_message(message)
    assert [part.content for part in shown.components] == ["Lobby is over"]


async def test_what_the_message_of_the_week_says_now_comes_after_cards_and_doors(
    group, monkeypatch
):
    asked = []

    async def noted(priority, *_):
        asked.append(priority)

    monkeypatch.setattr(group.bot.requests, "send", noted)
    channel, message = group.server.announcements, MessageId(7)
    week = StandingMessage("en", ThisWeek(), 1, group.server.id)
    for drawing in (week, Folded("en", "Lobby")):
        await group.bot.ports.edit(drawing, channel, message)
    assert asked == [Priority.LINE, Priority.CARD]


async def test_a_channel_that_is_gone_and_a_fault_of_discord_are_told_apart(group):
    entry = group.entry(EntryKind.ROOM_NOTE)
    with pytest.raises(Gone):
        await sent(group, a_line(group), entry, channel=ChannelId(7))
    group.env.inject_error("POST", "/channels/*/messages", status=500)
    with pytest.raises(Unsure):
        await sent(group, a_line(group), entry)


async def test_a_whisper_reaches_one_person_or_says_that_it_did_not(group):
    ana = MemberId(group.world["Ana"].id)
    reached = [await group.bot.ports.whisper(a_line(group), ana)]
    group.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    reached.append(await group.bot.ports.whisper(a_line(group), ana))
    assert reached == [True, False]


async def test_a_file_goes_with_a_whisper_and_says_what_it_shows(group):
    ana = MemberId(group.world["Ana"].id)
    paper = Paper("trend.png", b"a picture", "Seven days, calm.")
    assert await group.bot.ports.hand(a_line(group), ana, [paper], "once-1")
    room = await group.bot.create_dm(discord.Object(ana))
    (told,) = [one async for one in room.history()]
    (attached,) = told.attachments
    assert (attached.filename, attached.description) == (paper.name, paper.shows)
    assert await attached.read() == paper.content


async def test_a_message_of_ours_leaves_nothing_behind_in_memory(group):
    await group.a_card()
    assert group.bot._connection._view_store._views == {}
    assert dt.timedelta(0) == group.bot.responses.skew


async def test_a_private_message_that_is_away_already_does_not_keep_the_others(group):
    ana = MemberId(group.world["Ana"].id)
    for number in range(3):
        await group.bot.ports.whisper(a_line(group, str(number)), ana)
    room = await group.bot.create_dm(discord.Object(ana))
    group.env.inject_error("DELETE", "/channels/*/messages/*", status=404, code=10008, times=1)
    assert not await group.bot.ports.take_back(ana, MessageId(0))
    left = [one async for one in room.history()]
    assert len(left) == 1, "all but the one that Discord no longer knows"
