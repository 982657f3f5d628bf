"""Killed and started again: a card that shows what it is to show is left as it is."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import MessageId
from bot.domain.outbox_entry import EntryKind
from tests.faults.group.evening import Evenings
from tests.faults.group.pressing import Group
from tests.faults.group.scene import Scene, scene
from tests.waiting import until

SPEED = 15
NONE = MessageId(0)
EDIT = r"/channels/\d+/messages/\d+$"
A_MINUTE_AND_MORE = timedelta(seconds=80)
"""In a minute every card is looked at that was not edited, and every room."""


async def paused(here: Scene, evenings: Evenings) -> None:
    """Begin an evening and pause it: then nothing changes by itself."""
    group, evenings._title = evenings.group, "Tonight"
    assert await group.command("fay", "meeting start", title="Tonight", template="newcomers-45")
    await until(lambda: (now := evenings.seen()) and now.occurrence.phase is Phase.OPEN)
    for who in ("fay", "ana"):
        await evenings._come(who)
    await evenings._step("begun", lambda m: m.stage > 0, "begin")
    await choose(evenings, "pause")
    await until(lambda: evenings.seen().meeting.paused_at is not None)


async def choose(evenings: Evenings, what: str) -> None:
    opened = await evenings.group.press("fay", evenings._room(), "options")
    assert await evenings.group.choose("fay", opened, what)


def card(here: Scene, evenings: Evenings) -> MessageId:
    meeting = evenings.seen().meeting
    posted = [one for one in here.look.entries(meeting.id) if one.kind == EntryKind.CARD]
    return next((one.message for one in posted if one.seq == meeting.cards and one.message), NONE)


async def noted(here: Scene, *every: Evenings) -> None:
    """Wait until it is written what the cards show."""
    running = {one.seen().meeting.id for one in every}
    await here.until(lambda: running <= {one.meeting for one in here.look.shown()})


def requests(here: Scene, method: str, message: MessageId) -> int:
    asked = here.place.entries("request")
    return sum(one["method"] == method and one["path"].endswith(f"/messages/{message}")
               for one in asked)  # fmt: skip


async def a_minute_later(here: Scene) -> None:
    await here.place.until(here.place.now() + A_MINUTE_AND_MORE)


async def what_has_not_changed_is_not_edited(folder: Path, **how: Any) -> None:
    async with scene(folder, SPEED, **how) as here:
        await paused(here, here.evenings)
        await noted(here, here.evenings)
        one, before = card(here, here.evenings), requests(here, "PATCH", card(here, here.evenings))
        await here.bot.restart()
        await here.until(lambda: requests(here, "GET", one))
        await a_minute_later(here)
        assert (requests(here, "PATCH", one), requests(here, "GET", one)) == (before, 1)
        await here.bot.restart()
        await here.until(lambda: requests(here, "GET", one) > 1)
        assert requests(here, "PATCH", one) == before, "what was kept holds for the next start too"
        assert here.troubles() == []


async def a_change_that_was_not_shown_is_shown_and_no_other_card_is_edited(
    folder: Path, **how: Any
) -> None:
    async with scene(folder, SPEED, **how) as here:
        other = Group(here.people, here.group.tally, "b-")
        await other.found()
        assert await other.set_up()
        beside = Evenings(other, here.look)
        for evenings in (here.evenings, beside):
            await paused(here, evenings)
        await noted(here, here.evenings, beside)
        changed, stays = card(here, here.evenings), card(here, beside)
        await here.people.fault("PATCH", EDIT, status=504, times=-1)
        await choose(here.evenings, "resume")
        await here.until(lambda: here.evenings.seen().meeting.paused_at is None)
        await here.bot.kill()
        await here.people.no_faults()
        before = requests(here, "PATCH", changed), requests(here, "PATCH", stays)
        here.bot.start()
        await here.bot.ready()
        await here.until(lambda: requests(here, "PATCH", changed) > before[0])
        await here.until(lambda: requests(here, "GET", stays))
        assert requests(here, "PATCH", stays) == before[1]
        assert requests(here, "GET", changed) == 0, "the edit itself has found it"
        assert here.troubles() == []


async def a_card_that_was_deleted_meanwhile_comes_again(folder: Path) -> None:
    async with scene(folder, SPEED) as here:
        await paused(here, here.evenings)
        await noted(here, here.evenings)
        one = card(here, here.evenings)
        await here.bot.kill()
        await here.people.delete_message(str(one))
        here.bot.start()
        await here.bot.ready()
        await here.until(lambda: card(here, here.evenings) not in {NONE, one})
        assert here.troubles() == []


STORIES = (
    what_has_not_changed_is_not_edited,
    a_change_that_was_not_shown_is_shown_and_no_other_card_is_edited,
    a_card_that_was_deleted_meanwhile_comes_again,
)


async def test_after_a_start_only_what_shows_something_else_is_edited(tmp_path: Path):
    told = [story(tmp_path / story.__name__) for story in STORIES]
    ends = await asyncio.gather(*told, return_exceptions=True)
    wrong = [(story.__name__, end) for story, end in zip(STORIES, ends, strict=True) if end]
    assert not wrong, "\n".join(f"{name}: {end!r}" for name, end in wrong)


@pytest.mark.parametrize("story", STORIES[:2])
async def test_so_it_is_where_processes_divide_the_shards_by_themselves(
    tmp_path: Path, pg_url: str, story
):
    """There a start has no servers until the gateway has named them."""
    await story(tmp_path, url=pg_url, shards="auto/2")
