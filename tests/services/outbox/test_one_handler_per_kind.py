"""A new kind of outbox entry is one handler with what it carries, registered once."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.services.outbox.handler import Editing, Handler, Handlers, Posting, Standalone
from bot.services.outbox.payload import Payload
from bot.services.outbox.relay import AGAIN
from bot.services.ports.drawings import Card, Line
from bot.services.ports.trouble import Gone, Unsure
from tests.services.conftest import GUILD, START, member

ANA = member(1).id
OTHER = GuildId(GUILD + 1)
HER_OWN = Subject.member(GUILD, ANA)


@dataclass(frozen=True, slots=True)
class Greeted(Payload):
    whom: str = "everybody"
    late: bool = False


class Greeting(Posting):
    kind = "toy"
    payload = Greeted
    order = 1

    def is_still_relevant(self, context):
        return not Greeted.read(context.entry).late

    def draw(self, context, now):
        facts = {"title": context.occurrence.title, "whom": Greeted.read(context.entry).whom}
        return Line(context.server.language, "note.toy", facts)


class CardOverdrawn(Editing):
    kind = "toy"
    order = 1
    edits = EntryKind.CARD

    def draw(self, context, now):
        return Line(context.server.language, "note.toy", {})


class Reminder(Standalone):
    """What a member asked to be told: their own entry, whether or not a meeting is there."""

    kind = "toy"
    payload = Greeted

    def __init__(self, messages):
        self.messages = messages

    def is_still_relevant(self, tx, entry, now):
        return not Greeted.read(entry).late

    async def deliver(self, entry):
        line = Line("en", "note.toy", {"whom": Greeted.read(entry).whom})
        await self.messages.whisper(line, entry.subject.id, entry.key.nonce)


def delivering(story, toy):
    """Give what delivers the outbox, with one more handler."""
    known = [story.delivery.handlers.of(kind) for kind in EntryKind]
    return replace(story.delivery, handlers=Handlers([*known, toy]))


async def wanted(story, subject, payload="", kind="toy"):
    toy = OutboxEntry(subject, subject.guild or GUILD, kind, 1, story.clock.at, payload)
    await story.kept.run(lambda tx: tx.outbox.want(toy))


async def state(story, subject, kind="toy"):
    toy = await story.kept.run(lambda tx: tx.outbox.get(subject, kind, 1))
    return toy.state


async def opened(story):
    """Give a meeting whose room has opened, and what its entries are about."""
    now = await story.opened()
    return now, Subject.meeting(now.id)


async def test_a_toy_kind_is_delivered_once_by_its_handler_alone(file_story):
    story = file_story
    now, about = await opened(story)
    await wanted(story, about, Greeted("Ana").written())
    toys = delivering(story, Greeting(story.delivery.messages))
    story.discord.plan("send", Unsure())
    await toys.deliver_due(about)
    assert await state(story, about) is EntryState.CLAIMED
    for _ in range(2):
        await story.clock.sleep_until(story.clock.at + 2 * AGAIN)
        await toys.deliver_due(about)
    assert await state(story, about) is EntryState.DONE
    said = [one.drawing for one in story.discord.said(now.room)]
    lines = [(one.key, one.facts["whom"]) for one in said if isinstance(one, Line)]
    assert lines == [("note.toy", "Ana")]


async def test_a_toy_that_is_out_of_date_is_not_posted(file_story):
    story = file_story
    now, about = await opened(story)
    await wanted(story, about, Greeted(late=True).written())
    await delivering(story, Greeting(story.delivery.messages)).deliver_due(about)
    assert await state(story, about) is EntryState.DONE
    assert story.discord.keys(now.room) == []


async def test_a_toy_that_edits_changes_what_another_kind_posted(file_story):
    story = file_story
    now, about = await opened(story)
    await wanted(story, about)
    await delivering(story, CardOverdrawn(story.delivery.messages)).deliver_due(about)
    (card,) = [one for one in story.discord.said(now.room) if isinstance(one.drawing, Card)]
    assert card.shown == Line("en", "note.toy", {})


UNREADABLE = ["not json", "[]", '{"whom": 7}', '{"late": "yes"}', "7", '{"whom": null}']


@pytest.mark.parametrize("payload", UNREADABLE)
async def test_what_nobody_can_read_is_given_up_and_stops_nothing_else(file_story, payload, caplog):
    story = file_story
    now, about = await opened(story)
    await wanted(story, about, payload)
    await wanted(story, about, payload="", kind=EntryKind.ROOM_NOTE)
    await delivering(story, Greeting(story.delivery.messages)).deliver_due(about)
    assert await state(story, about) is EntryState.GIVEN_UP
    assert await state(story, about, EntryKind.ROOM_NOTE) is EntryState.GIVEN_UP
    told = {(one.kind, one.code) for one in caplog.records if one.msg == "outbox.given_up"}
    assert told == {("toy", "unreadable_payload"), ("note", "unreadable_payload")}
    assert story.discord.keys(now.room) == []


async def test_a_kind_that_this_version_does_not_know_is_given_up(file_story):
    story = file_story
    _, about = await opened(story)
    await wanted(story, about)
    await story.wait(seconds=30)
    assert await state(story, about) is EntryState.GIVEN_UP


@pytest.mark.parametrize("subject", [Subject.server(GUILD), HER_OWN], ids=["server", "member"])
async def test_what_is_for_meetings_alone_is_given_up_for_anything_else(file_story, subject):
    story = file_story
    await story.settle_server()
    await wanted(story, subject, kind=EntryKind.CARD)
    await story.wait(seconds=5)
    assert await state(story, subject, EntryKind.CARD) is EntryState.GIVEN_UP


async def test_a_members_reminder_is_told_once_by_the_tick(file_story):
    story = file_story
    await story.settle_server()
    story.ticks._relay = delivering(story, Reminder(story.delivery.messages))
    await wanted(story, HER_OWN, Greeted("Ana").written())
    story.discord.plan("whisper", Unsure())
    await story.wait(minutes=1)
    assert await state(story, HER_OWN) is EntryState.DONE
    told = [(who, line.facts) for who, line in story.discord.whispers]
    assert told == [(ANA, {"whom": "Ana"})]


async def test_a_reminder_that_is_too_late_or_for_nobody_is_not_told(file_story):
    story = file_story
    toys = delivering(story, Reminder(story.delivery.messages))
    ben = Subject.member(GUILD, member(2).id)
    await wanted(story, HER_OWN, Greeted(late=True).written())
    await wanted(story, ben)
    story.discord.plan("whisper", Gone())
    for subject in (HER_OWN, ben):
        await toys.deliver_due(subject)
        assert await state(story, subject) is EntryState.DONE
    assert story.discord.whispers == []


async def test_a_reminder_that_discord_does_not_answer_for_is_given_up_after_a_day(file_story):
    story = file_story
    toys = delivering(story, Reminder(story.delivery.messages))
    await wanted(story, HER_OWN)
    tries, began = 0, story.clock.at
    while story.clock.at - began < timedelta(days=2):
        story.discord.plan("whisper", Unsure())
        await toys.deliver_due(HER_OWN)
        story.clock.at, tries = story.clock.at + timedelta(hours=1), tries + 1
    assert await state(story, HER_OWN) is EntryState.GIVEN_UP
    assert story.discord.whispers == []


async def test_what_a_member_asked_for_is_told_and_erased_with_them(file_story):
    story = file_story
    ben = Subject.member(GUILD, member(2).id)
    for subject in (HER_OWN, Subject.member(OTHER, ANA), ben):
        await wanted(story, subject)
    kept = await story.privacy.kept(ANA)
    assert [one.what for each in kept for one in each.holdings] == ["asked_for"] * 2
    receipt = await story.privacy.erase(ANA, GUILD)
    assert receipt.rows == 1
    assert await story.kept.run(lambda tx: tx.outbox.of(HER_OWN)) == ()
    assert await state(story, Subject.member(OTHER, ANA)) is EntryState.WANTED
    assert await state(story, ben) is EntryState.WANTED


def test_one_kind_has_one_handler(file_story):
    messages = file_story.delivery.messages
    with pytest.raises(ValueError, match="two handlers"):
        Handlers([Greeting(messages), CardOverdrawn(messages)])


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_has_its_handler(file_story, kind):
    assert file_story.delivery.handlers.of(kind).kind is kind


def test_moves_take_their_steps_before_old_rooms_and_both_before_any_message(file_story):
    handlers = file_story.delivery.handlers
    assert [one.kind for one in handlers.stepwise] == [EntryKind.MOVE, EntryKind.OLD_ROOM]
    steps = {one.order for one in handlers.stepwise}
    others = {handlers.of(kind).order for kind in EntryKind} - steps
    assert max(steps) < min(others)


def test_what_others_edit_is_known_by_a_mark_also_when_it_is_out_of_date(file_story):
    handlers = [file_story.delivery.handlers.of(kind) for kind in EntryKind]
    edited = {one.edits for one in handlers if isinstance(one, Handler) and one.edits}
    assert edited == {EntryKind.CARD, EntryKind.DOOR, EntryKind.NEEDED, EntryKind.CONSOLE}
    for kind in edited:
        posts = file_story.delivery.handlers.of(kind)
        assert (
            posts.mark(OutboxEntry(Subject.meeting(OccurrenceId(1)), GUILD, kind, 1, START))
            is not None
        )
