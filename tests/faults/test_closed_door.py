"""Many come to one closed door at once: everyone gets in, and no other server notices."""

import asyncio
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.text.catalog import speaker
from tests.faults.group.answers import is_inside
from tests.faults.group.people import Answer
from tests.faults.group.pressing import Group
from tests.faults.group.scene import Scene, scene
from tests.faults.standin.ledger import Entry
from tests.waiting import until

OTHERS = 3
SINGLE = 10
"""Single changes of one room's rights that Discord takes in a quarter of a minute."""
RIGHTS = r"/channels/\d+/permissions"
SOON = (speaker("en")("inside.soon"), "at the door. The room opens to you by itself")


async def come_in(group: Group, who: str, meeting: int) -> Answer | None:
    """Press what a new member presses at the door, each thing once."""
    answer = await group.press(who, "doors", "join", meeting)
    for kind in ("adult_yes", "agree"):
        if answer is not None and not is_inside(answer):
            answer = await group.press(who, "doors", kind, meeting)
    return answer


def seconds_of(asked: list[Entry]) -> float:
    """Give the simulated seconds from the first request to the last."""
    at = [datetime.fromisoformat(one["at"]) for one in asked]
    return (max(at) - min(at)).total_seconds()


def asked_of(here: Scene, method: str, path: str) -> list[Entry]:
    """Give what the bot asked for with a method, whose path begins so."""
    asked = [one for one in here.place.entries("request") if one["method"] == method]
    return [one for one in asked if one["path"].startswith(path)]


async def may_enter(here: Scene, who: str, room: int) -> bool:
    return "view_channel" in await here.people.can(who, str(room))


async def other_servers(here: Scene) -> list[Group]:
    """Let other groups plan a meeting whose doors open while people stand at ours."""
    groups = [Group(here.people, here.group.tally, f"g{number}-") for number in range(OTHERS)]
    for group in groups:
        await group.found()
        assert await group.set_up()
        assert await group.command("fay", "meeting schedule", title="Elsewhere",
                                   when="in 12 minutes", repeat="once")  # fmt: skip
    return groups


async def all_inside(here: Scene, people: tuple[str, ...], room: int) -> None:
    """Wait until everyone may enter."""
    left = people
    while left:
        left = tuple([who for who in left if not await may_enter(here, who, room)])
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("herd", [25, 150])
async def test_everyone_who_comes_to_a_closed_door_gets_in_and_nobody_is_shut_out(
    tmp_path: Path, herd: int
):
    people = tuple(f"m{number}" for number in range(herd))
    async with scene(tmp_path, 15, members=("fay", *people)) as here:
        await here.people.limit("PUT", RIGHTS, count=SINGLE, seconds=15)
        assert await here.start()
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        room, meeting = here.occurrence().room, here.occurrence().id
        assert room is not None
        await until(lambda: any(one["channel"] == here.group.places["doors"]
                                for one in here.place.entries("message_created")))  # fmt: skip
        groups = await other_servers(here)
        before = len(asked_of(here, "PATCH", f"/channels/{room}"))
        inside = asyncio.ensure_future(all_inside(here, people, room))
        answers = await asyncio.gather(*(come_in(here.group, who, meeting) for who in people))
        assert all(one is not None and is_inside(one) for one in answers), "nobody is refused"
        told = [one for one in answers if any(words in one.text for words in SOON)]
        assert told, "who has to wait a little reads so"

        await inside
        for group in groups:
            await until(partial(opened, here, group))
        together = asked_of(here, "PATCH", f"/channels/{room}")[before:]
        assert 0 < len(together) <= 2 + seconds_of(together), "one request a second while they come"
        singles = [one["path"] for one in asked_of(here, "PUT", f"/channels/{room}/permissions/")]
        assert len(singles) == len(set(singles)), "nobody is let in twice"
        assert not [one for one in here.place.entries("request") if one["status"] == 429]
        assert "breaker" not in here.bot.log()
        assert here.troubles() == []


def opened(here: Scene, group: Group) -> bool:
    [there] = here.look.evenings(group.guild)
    assert there.occurrence.reason == "", "no other door is shut"
    return there.occurrence.phase is Phase.OPEN
