"""A new kind of outbox entry is one handler, registered once."""

from dataclasses import replace

import pytest

from bot.domain.outbox_entry import MARKED_BY_CODE, Effect, EffectKind, EffectState
from bot.services.outbox.delivery import AGAIN
from bot.services.outbox.handler import Editing, Handler, Handlers, Posting
from bot.services.ports.drawings import Card, Line
from bot.services.ports.trouble import Unsure
from tests.services.conftest import GUILD, START

NEVER_A_ROW = frozenset({EffectKind.WORDS})
"""Sent at once; so it is free for a toy."""


class Greeting(Posting):
    kind = EffectKind.WORDS
    order = 1

    def is_still_relevant(self, scene):
        return scene.effect.detail != "too late"

    def draw(self, scene, now):
        return Line(scene.server.language, "note.toy", {"title": scene.occurrence.title})


class CardOverdrawn(Editing):
    kind = EffectKind.WORDS
    order = 1
    edits = EffectKind.CARD

    def draw(self, scene, now):
        return Line(scene.server.language, "note.toy", {})


def delivering(story, toy):
    """Give what delivers the outbox, with one more handler."""
    known = [story.projections.handlers.of(kind) for kind in EffectKind]
    return replace(story.projections, handlers=Handlers([*filter(None, known), toy]))


async def wanted(story, now, **changes):
    toy = replace(Effect(now.id, GUILD, EffectKind.WORDS, 1, story.clock.at), **changes)
    await story.kept.run(lambda tx: tx.effects.want(toy))


async def state(story, now):
    toy = await story.kept.run(lambda tx: tx.effects.get(now.id, EffectKind.WORDS, 1))
    return toy.state


async def test_a_toy_kind_is_delivered_once_by_its_handler_alone(file_story):
    story = file_story
    now = await story.opened()
    await wanted(story, now)
    toys = delivering(story, Greeting(story.projections.messages))
    story.discord.plan("send", Unsure())
    await toys.carry_out(now.id)
    assert await state(story, now) is EffectState.CLAIMED
    for _ in range(2):
        await story.clock.sleep_until(story.clock.at + 2 * AGAIN)
        await toys.carry_out(now.id)
    assert await state(story, now) is EffectState.DONE
    assert story.discord.keys(now.room) == ["note.toy"]


async def test_a_toy_that_is_out_of_date_is_not_posted(file_story):
    story = file_story
    now = await story.opened()
    await wanted(story, now, detail="too late")
    await delivering(story, Greeting(story.projections.messages)).carry_out(now.id)
    assert await state(story, now) is EffectState.DONE
    assert story.discord.keys(now.room) == []


async def test_a_toy_that_edits_changes_what_another_kind_posted(file_story):
    story = file_story
    now = await story.opened()
    await wanted(story, now)
    await delivering(story, CardOverdrawn(story.projections.messages)).carry_out(now.id)
    (card,) = [one for one in story.discord.said(now.room) if isinstance(one.drawing, Card)]
    assert card.shown == Line("en", "note.toy", {})


async def test_what_no_handler_is_for_waits_for_whoever_does_it(file_story):
    story = file_story
    now = await story.opened()
    await wanted(story, now)
    await story.wait(seconds=30)
    assert await state(story, now) is EffectState.WANTED


def test_one_kind_has_one_handler(file_story):
    messages = file_story.projections.messages
    with pytest.raises(ValueError, match="two handlers"):
        Handlers([Greeting(messages), CardOverdrawn(messages)])


def test_every_kind_that_posts_or_takes_back_has_its_handler(file_story):
    handlers = file_story.projections.handlers
    without = {kind for kind in EffectKind if handlers.of(kind) is None}
    assert without == MARKED_BY_CODE | NEVER_A_ROW


def test_what_others_edit_is_known_by_a_mark_also_when_it_is_out_of_date(file_story):
    handlers = [file_story.projections.handlers.of(kind) for kind in EffectKind]
    edited = {one.edits for one in handlers if isinstance(one, Handler) and one.edits}
    assert edited == {EffectKind.CARD, EffectKind.DOOR}
    for kind in edited:
        posts = file_story.projections.handlers.of(kind)
        assert posts.mark(Effect(1, GUILD, kind, 1, START)) is not None
