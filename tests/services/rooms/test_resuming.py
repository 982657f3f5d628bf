"""After a start a thousand cards come first, and a thousand looks not in one second."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from bot.domain.ids import ChannelId, GuildId, OccurrenceId
from bot.services.rooms.in_turn.resuming import Resuming
from bot.services.rooms.work_in_progress import KnownFaults
from tests.services.conftest import GUILD, MINUTE

MANY = 1000


async def test_the_card_is_redrawn_before_the_servers_are_known_and_not_again(story):
    await story.begun()
    story.start()
    drawn = story.discord.redrawn
    await story.ticks.draw_cards()
    assert story.discord.redrawn == drawn + 1
    await story.ticks.resume()
    assert story.discord.redrawn == drawn + 1
    await story.ticks.resume()
    assert story.discord.redrawn == drawn + 2


async def test_what_was_nobodys_before_the_servers_were_named_is_redrawn_once_they_are(story):
    """Where processes divide the shards by themselves, a start has no servers at first."""
    meeting = await story.begun()
    looked = Looked(lambda _: True)
    closings: Any = looked
    away = NamedLater(story.store)
    resuming = Resuming(away, story.clock, closings, KnownFaults())
    await resuming.draw_cards()
    assert (looked.drawn, resuming.drawn) == ([], frozenset())
    away.named = True
    await resuming.look_at_all()
    assert looked.redrawn == [meeting.id]


class NamedLater:
    """A store of whose meetings none is ours at first."""

    def __init__(self, store):
        self.store, self.named = store, False

    async def run(self, work):
        return await self.store.run(work) if self.named else ()

    def latest(self, meeting):
        return self.store.latest(meeting)


class Looked:
    """Closings that only note what they are asked."""

    def __init__(self, named):
        self.drawn: list[OccurrenceId] = []
        self.resumed: list[OccurrenceId] = []
        self.redrawn: list[OccurrenceId] = []
        self.messages = SimpleNamespace(redraw=self.drawn.append)
        self.named = named
        self.rooms = SimpleNamespace(our_overwrites=self._our_overwrites)

    def _our_overwrites(self, _, room):
        return {} if self.named(room) else None

    async def resume(self, one, *, redraw):
        self.resumed.append(one.id)
        if redraw:
            self.redrawn.append(one.id)


async def many(story, **changes):
    """Put a thousand open meetings, that have begun, beside the one there is."""
    await story.begun()
    made = replace(await story.occurrence(), **changes)
    made = replace(made, series=None)
    numbered = [
        replace(made, id=OccurrenceId(n), guild=GuildId(n), room=ChannelId(n), code=f"c-{n}")
        for n in range(1, MANY + 1)
    ]
    await story.kept.run(lambda tx: [tx.occurrences.add(one) for one in numbered])


async def resumed(story, named=lambda _: True):
    looked = Looked(named)
    closings: Any = looked
    resuming = Resuming(story.store, story.clock, closings, KnownFaults())
    await resuming.draw_cards()
    assert looked.resumed == []
    await resuming.look_at_all()
    assert len(looked.drawn) == len(looked.resumed) == MANY + 1
    assert looked.redrawn == []
    live = await story.kept.run(lambda tx: tx.occurrences.live())
    return [one.due - story.clock.now() for one in live if one.guild != GUILD]


async def test_a_thousand_looks_are_spread_over_the_minute(story):
    await many(story)
    dues = await resumed(story)
    assert max(dues) < MINUTE
    a_second = Counter(due // timedelta(seconds=1) for due in dues)
    assert max(a_second.values()) <= 20


async def test_a_room_that_the_gateway_did_not_name_is_looked_at_now(story):
    await many(story)
    dues = await resumed(story, named=lambda room: room != 7)
    assert sum(due <= timedelta(0) for due in dues) == 2  # and the first of the others


async def test_where_nobody_has_begun_it_tells_since_when_nobody_looked(story):
    await many(story, due=story.clock.now(), began_at=None)
    dues = await resumed(story)
    assert max(dues) <= timedelta(0)
