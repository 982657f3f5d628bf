"""A door deleted by hand, over the wire: its answer is lost, the process dies, one stands there."""

from pathlib import Path

from bot.domain.calendar.occurrence import Phase
from bot.domain.outbox_entry import EntryKind, EntryState
from tests.faults.group.people import Seen
from tests.faults.group.scene import Scene, scene

SPEED = 30


async def doors(here: Scene) -> list[Seen]:
    """Give the messages that lead in."""
    found = await here.people.messages(here.group.places["doors"])
    return [one for one in found if "Join" in one.labels]


def posted(here: Scene) -> set[str]:
    """Name the doors that were ever made."""
    place = here.group.places["doors"]
    made = [one for one in here.place.entries("message_created") if one["channel"] == place]
    return {one["id"] for one in made if any("or:join:" in known for known in one["custom_ids"])}


def stands(here: Scene) -> str:
    """Name the door that stands, by what the bot has written down."""
    listed = here.look.entries(here.occurrence().id)
    (door,) = [one for one in listed if one.kind == EntryKind.DOOR]
    return str(door.message) if door.state is EntryState.DONE else ""


async def test_a_door_whose_answer_is_lost_when_the_process_dies_comes_back_once(tmp_path: Path):
    async with scene(tmp_path / "deleted", SPEED) as here:
        assert await here.start()
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        await here.until(lambda: posted(here))
        (first,) = await doors(here)
        await here.people.fault(
            "POST", rf"/channels/{first.channel}/messages", status=504, after=True
        )
        await here.people.delete(first)
        await here.until(lambda: len(posted(here)) == 2)
        await here.bot.kill()
        here.bot.start()
        await here.bot.ready()
        await here.until(lambda: stands(here) in posted(here) - {first.id})
        (again,) = await doors(here)
        assert again.id != first.id
        assert len(posted(here)) == 2
        assert here.troubles() == []
