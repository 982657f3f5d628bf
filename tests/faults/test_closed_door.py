"""Many come to one closed door at once: everyone gets in, and no other server notices."""

import asyncio
from functools import partial
from pathlib import Path

from bot.domain.calendar.occurrence import Phase
from bot.text.catalog import speaker
from tests.faults.group.answers import is_inside
from tests.faults.group.people import Answer
from tests.faults.group.pressing import Group
from tests.faults.group.scene import Scene, scene
from tests.waiting import until

PEOPLE = tuple(f"m{number}" for number in range(25))
OTHERS = 3
RIGHTS = r"/channels/\d+/permissions"
SOON = speaker("en")("inside.soon")


async def come_in(group: Group, who: str, meeting: int) -> Answer | None:
    """Press what a new member presses at the door, each thing once."""
    answer = await group.press(who, "doors", "join", meeting)
    for kind in ("adult_yes", "agree"):
        if answer is not None and not is_inside(answer):
            answer = await group.press(who, "doors", kind, meeting)
    return answer


def rights_changed(here: Scene, room: int) -> list[str]:
    """Name whose rights in a room the bot asked to change, in that order."""
    asked = [one for one in here.place.entries("request") if one["method"] == "PUT"]
    there = f"/channels/{room}/permissions/"
    return [one["path"].removeprefix(there) for one in asked if one["path"].startswith(there)]


async def other_servers(here: Scene) -> list[Group]:
    """Let other groups plan a meeting whose doors open while people stand at ours."""
    groups = [Group(here.people, here.group.tally, f"g{number}-") for number in range(OTHERS)]
    for group in groups:
        await group.found()
        assert await group.set_up()
        assert await group.command("fay", "meeting schedule", title="Elsewhere",
                                   when="in 12 minutes", repeat="once")  # fmt: skip
    return groups


async def test_everyone_who_comes_to_a_closed_door_gets_in_and_nobody_is_shut_out(tmp_path: Path):
    async with scene(tmp_path, 15, members=("fay", *PEOPLE)) as here:
        await here.people.limit("PUT", RIGHTS, count=10, seconds=15)
        assert await here.start()
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        room, meeting = here.occurrence().room, here.occurrence().id
        assert room is not None
        await until(lambda: any(one["channel"] == here.group.places["doors"]
                                for one in here.place.entries("message_created")))  # fmt: skip
        groups = await other_servers(here)
        answers = await asyncio.gather(*(come_in(here.group, who, meeting) for who in PEOPLE))
        assert all(one is not None and is_inside(one) for one in answers), "nobody is refused"
        told = [one for one in answers if SOON in one.text]
        assert told, "who has to wait a little reads so"

        ids = {str(here.group.ids[who]) for who in PEOPLE}
        await here.until(lambda: ids <= set(rights_changed(here, room)))
        for who in PEOPLE:
            assert "view_channel" in await here.people.can(who, str(room))
        for group in groups:
            await until(partial(opened, here, group))
        asked = rights_changed(here, room)
        assert len(asked) == len(set(asked)), "nobody is let in twice"
        assert not [one for one in here.place.entries("request") if one["status"] == 429]
        assert "breaker" not in here.bot.log()
        assert here.troubles() == []


def opened(here: Scene, group: Group) -> bool:
    [there] = here.look.evenings(group.guild)
    assert there.occurrence.reason == "", "no other door is shut"
    return there.occurrence.phase is Phase.OPEN
