"""Whatever somebody does while the database takes long, Discord hears in time that it comes."""

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from bot.domain.ids import ChannelId, short
from bot.rehearsal import cast, simkit
from bot.storage.engine.store import Store
from bot.storage.files.faults import StorageFault
from bot.text.catalog import speaker
from cogs.ui.kit.button import Item
from tests.cogs.commands import COMMANDS
from tests.cogs.group import Group

SAY = speaker("en")
SECONDS = 10
AT_ONCE = 30
WAIT, LATER, NOTHING = 5, 6, 8
"""Kinds of answers: a message comes, a change comes, nothing to complete with."""


@pytest.fixture
def no_fault():
    """In these stories the log tells of the database."""


class Slow:
    """A database that takes ten seconds for whatever it is asked, and may be away then."""

    def __init__(self, group: Group) -> None:
        self.heard: list[int] = []
        """What Discord had heard when the first answer came from the database."""
        self._group, self._since = group, len(group.env.http_requests)

    def answers(self) -> None:
        """Take note of the database's first answer."""
        self.heard = self.heard or self.in_all()

    def in_all(self) -> list[int]:
        """What kinds of answers Discord has heard, one for each interaction."""
        kinds = []
        for one in self._group.env.http_requests[self._since :]:
            if "/callback" in one.path:
                body: Any = one.json
                kinds.append((json.loads(body) if isinstance(body, str | bytes) else body)["type"])
        return kinds


@pytest.fixture
def slowly(monkeypatch):
    """`async with slowly(group) as slow:` the database is slow; after it, all has come to rest."""
    asked, known = Store.run, Store.latest

    @asynccontextmanager
    async def slowly(group: Group, *, away: bool = False):
        slow = Slow(group)

        async def run(store, work):
            await asyncio.sleep(SECONDS)
            slow.answers()
            if away:
                raise StorageFault("fault.database_away", server="here")
            return await asked(store, work)

        monkeypatch.setattr(Store, "run", run)
        monkeypatch.setattr(Store, "latest", lambda *_: None)
        yield slow
        await group.env.advance_time(5 * SECONDS)
        monkeypatch.setattr(Store, "run", asked)
        monkeypatch.setattr(Store, "latest", known)
        await group.env.advance_time(5 * SECONDS)

    return slowly


def batched(actions: list[str]) -> list[list[str]]:
    """As many as are quickly played at once: what that takes grows with the square of them."""
    return [actions[first : first + AT_ONCE] for first in range(0, len(actions), AT_ONCE)]


@pytest.mark.parametrize("away", [False, True])
async def test_every_button_there_is(evening, slowly, away):
    group = await evening("Ana", stage="check_in")
    card, actions = group.card("Ana"), sorted(Item.presses)
    meeting = short(group.bot.services.meetings.in_room(ChannelId(group.room.id)))
    later = 0
    for some in batched(actions):
        async with slowly(group, away=away) as slow:
            simkit.press_at_once([(group["Ana"], card, f"or:{one}:{meeting}:0:0") for one in some])
        assert len(slow.heard) == len(some), "each was answered, or was told to wait"
        assert len(slow.in_all()) == len(some), "and nothing was answered twice"
        later += slow.heard.count(LATER)
    assert later > len(actions) / 3, "and most of the others open a form, or need no database"


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_there_is(evening, slowly, command):
    group, row = await evening("Ana"), COMMANDS[command]
    name = "Olu" if command.startswith("setup") else "Fran"
    place = group.room if row.in_room else group.world.facilitators_channel
    for away in (True, False):  # what could not be saved leaves the evening as it was
        async with slowly(group, away=away) as slow:
            await group[name].slash(place, command, **dict(row.options))
        assert len(slow.heard) == len(slow.in_all()) == 1, f"{away=}"
        if away and slow.heard == [WAIT]:
            assert group.seen(name, place.id)[0].content == SAY("not_saved.away")


async def test_what_completes_a_command_offers_nothing(evening, slowly):
    group = await evening("Ana")
    async with slowly(group) as slow:
        place = group.world.facilitators_channel
        await group["Fran"].autocomplete(place, "prompt retire", "prompt", "")
    assert (slow.heard, slow.in_all()) == ([NOTHING], [NOTHING])


async def test_a_form_that_is_sent(evening, slowly):
    group = await evening("Ana", stage="check_in")
    form = await group.press("Ana", "Type instead")
    await group.wait(31)  # the week stands
    async with slowly(group) as slow:
        with suppress(cast.NoAnswer):  # not yet
            await cast.fill(group["Ana"], form, "A long week.")
    assert (slow.heard, slow.in_all()) == ([LATER], [LATER])
    assert group.seen("Ana")[0].ephemeral


async def test_a_form_that_cannot_open_any_more(evening, slowly):
    group = await evening("Ana", stage="check_in")
    await group.wait(31)  # the week stands
    async with slowly(group) as slow:
        with suppress(cast.NoAnswer):  # not yet
            await group.press("Ana", "Type instead")
    assert (slow.heard, slow.in_all()) == ([LATER], [LATER])
    assert group.seen("Ana")[0].content == SAY("refusal.took_too_long")
