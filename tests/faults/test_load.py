"""Many presses at once are answered, every one of them; `scripts/bench press` tells how soon."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.calendar.occurrence import Phase
from bot.domain.template import StageKey
from tests.faults import checking
from tests.faults.group.evening import reached
from tests.faults.group.pressing import Group
from tests.faults.group.scene import Scene, scene
from tests.waiting import HANGS

MEETINGS = 20
AT_ONCE = 10
"""As many as one server may have."""


@contextmanager
def stalls(file: Path, seconds: float = 0.2) -> Iterator[None]:
    """Hold the database for that long, again and again, as a slow disk would."""
    over = threading.Event()

    def hold() -> None:
        with sqlite3.connect(file, isolation_level=None, timeout=HANGS) as other:
            while not over.wait(0.1):
                other.execute("BEGIN IMMEDIATE")
                over.wait(seconds)
                other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


async def meetings_in(here: Scene, group: Group, count: int) -> list[int]:
    for number in range(count):
        assert await group.command("fay", "meeting start", title=f"Evening {number}")
    every = lambda: here.look.evenings(group.guild)  # noqa: E731 - read twice
    await here.until(lambda: sum(one.meeting is not None for one in every()) == count)
    await here.until(lambda: _doors(here, group) > count)  # the week stands among them
    return [one.occurrence.id for one in every()]


def _doors(here: Scene, group: Group) -> int:
    made = here.place.entries("message_created")
    return sum(one["channel"] == group.places["doors"] and one["private"] is None for one in made)


async def test_presses_in_twenty_meetings_on_a_slow_disk_are_all_answered(tmp_path: Path):
    async with scene(tmp_path, 5) as here:
        other = Group(here.people, here.group.tally, "b-")
        await other.found()
        assert await other.set_up()
        meetings = [(here.group, one) for one in await meetings_in(here, here.group, AT_ONCE)]
        meetings += [(other, one) for one in await meetings_in(here, other, AT_ONCE)]
        assert len(meetings) == MEETINGS
        with stalls(tmp_path / "data" / "openround.db"):
            for kind in ("join", "adult_yes", "agree", "join"):
                presses = [
                    group.press(who, "doors", kind, meeting)
                    for group, meeting in meetings
                    for who in ("ana", "ben", "chi")
                ]
                assert None not in await asyncio.gather(*presses)
        for group, meeting in meetings:
            running = here.look.evening(meeting).meeting
            assert {group.ids[who] for who in ("ana", "ben", "chi")} == {
                one.id for one in running.people
            }
        late = [one for one in here.place.entries("request") if one["code"] in {10062, 40060}]
        assert late == []
        assert here.troubles() == []


async def test_twelve_people_press_at_once_and_each_gets_an_answer(tmp_path: Path):
    twelve = tuple(f"m{number}" for number in range(12))
    async with scene(tmp_path, 5, members=("fay", *twelve)) as here:
        assert await here.start(template="newcomers-45")
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        evenings = here.evenings
        evenings._title = "Tonight"
        for who in ("fay", *twelve):
            await evenings._come(who)
        await evenings._step("begun", lambda m: m.stage > 0, "begin")
        while (now := evenings.seen().meeting).now_in is not StageKey.DISCUSSION:
            await evenings._step("on", reached(now.stage + 1), "next_stage")
        room = str(evenings.seen().meeting.room)
        await here.until(lambda: _card_is_there(here))
        answers = await asyncio.gather(*(here.group.press(who, room, "ready") for who in twelve))
        assert None not in answers
        ready = evenings.seen().meeting.ready
        assert ready == {here.group.ids[who] for who in twelve}
        assert checking.messages_twice(here.place) == []
        assert here.troubles() == []


def _card_is_there(here: Scene) -> bool:
    meeting = here.evenings.seen().meeting
    entries = here.look.entries(meeting.id)
    return any(one.kind == "card" and one.seq == meeting.cards and one.message for one in entries)
