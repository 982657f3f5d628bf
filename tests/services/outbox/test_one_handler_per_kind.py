"""A new kind of outbox entry is one handler, registered once."""

from dataclasses import replace

import pytest

from bot.domain.ids import OccurrenceId
from bot.domain.outbox_entry import MARKED_BY_CODE, EntryKind, EntryState, OutboxEntry
from bot.services.outbox.delivery import AGAIN
from bot.services.outbox.handler import Editing, Handler, Handlers, Posting
from bot.services.ports.drawings import Card, Line
from bot.services.ports.trouble import Unsure
from tests.services.conftest import GUILD, START

NEVER_A_ROW = frozenset({EntryKind.WORDS})
"""Sent at once; so it is free for a toy."""


class Greeting(Posting):
    kind = EntryKind.WORDS
    order = 1

    def is_still_relevant(self, context):
        return context.entry.detail != "too late"

    def draw(self, context, now):
        return Line(context.server.language, "note.toy", {"title": context.occurrence.title})


class CardOverdrawn(Editing):
    kind = EntryKind.WORDS
    order = 1
    edits = EntryKind.CARD

    def draw(self, context, now):
        return Line(context.server.language, "note.toy", {})


def delivering(story, toy):
    """Give what delivers the outbox, with one more handler."""
    known = [story.delivery.handlers.of(kind) for kind in EntryKind]
    return replace(story.delivery, handlers=Handlers([*filter(None, known), toy]))


async def wanted(story, now, **changes):
    toy = replace(OutboxEntry(now.id, GUILD, EntryKind.WORDS, 1, story.clock.at), **changes)
    await story.kept.run(lambda tx: tx.outbox.want(toy))


async def state(story, now):
    toy = await story.kept.run(lambda tx: tx.outbox.get(now.id, EntryKind.WORDS, 1))
    return toy.state


async def test_a_toy_kind_is_delivered_once_by_its_handler_alone(file_story):
    story = file_story
    now = await story.opened()
    await wanted(story, now)
    toys = delivering(story, Greeting(story.delivery.messages))
    story.discord.plan("send", Unsure())
    await toys.deliver_due(now.id)
    assert await state(story, now) is EntryState.CLAIMED
    for _ in range(2):
        await story.clock.sleep_until(story.clock.at + 2 * AGAIN)
        await toys.deliver_due(now.id)
    assert await state(story, now) is EntryState.DONE
    assert story.discord.keys(now.room) == ["note.toy"]


async def test_a_toy_that_is_out_of_date_is_not_posted(file_story):
    story = file_story
    now = await story.opened()
    await wanted(story, now, detail="too late")
    await delivering(story, Greeting(story.delivery.messages)).deliver_due(now.id)
    assert await state(story, now) is EntryState.DONE
    assert story.discord.keys(now.room) == []


async def test_a_toy_that_edits_changes_what_another_kind_posted(file_story):
    story = file_story
    now = await story.opened()
    await wanted(story, now)
    await delivering(story, CardOverdrawn(story.delivery.messages)).deliver_due(now.id)
    (card,) = [one for one in story.discord.said(now.room) if isinstance(one.drawing, Card)]
    assert card.shown == Line("en", "note.toy", {})


async def test_what_no_handler_is_for_waits_for_whoever_does_it(file_story):
    story = file_story
    now = await story.opened()
    await wanted(story, now)
    await story.wait(seconds=30)
    assert await state(story, now) is EntryState.WANTED


def test_one_kind_has_one_handler(file_story):
    messages = file_story.delivery.messages
    with pytest.raises(ValueError, match="two handlers"):
        Handlers([Greeting(messages), CardOverdrawn(messages)])


def test_every_kind_that_posts_or_takes_back_has_its_handler(file_story):
    handlers = file_story.delivery.handlers
    without = {kind for kind in EntryKind if handlers.of(kind) is None}
    assert without == MARKED_BY_CODE | NEVER_A_ROW


def test_what_others_edit_is_known_by_a_mark_also_when_it_is_out_of_date(file_story):
    handlers = [file_story.delivery.handlers.of(kind) for kind in EntryKind]
    edited = {one.edits for one in handlers if isinstance(one, Handler) and one.edits}
    assert edited == {EntryKind.CARD, EntryKind.DOOR}
    for kind in edited:
        posts = file_story.delivery.handlers.of(kind)
        assert posts.mark(OutboxEntry(OccurrenceId(1), GUILD, kind, 1, START)) is not None
