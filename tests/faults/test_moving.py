"""A move to a new room over the wire: the answer is lost, the process dies, one room is made."""

import asyncio
from pathlib import Path

from bot.domain.calendar.occurrence import Phase
from tests.faults import checking
from tests.faults.group.scene import Scene, scene
from tests.waiting import in_the_end

SPEED = 20


async def remove(here: Scene, who: str) -> None:
    """Let the facilitator remove somebody, sure of it."""
    room = str(here.occurrence().room)
    console = await here.group.press("fay", room, "options")
    chooser = await here.group.choose("fay", console, "remove")
    asked = await here.group.choose("fay", chooser, who)
    await here.people.press("fay", asked, label="Yes, remove them")


async def sees(here: Scene, who: str, room: int) -> bool:
    return "view_channel" in await here.people.can(who, str(room))


async def let_in(here: Scene, who: str, room: int) -> None:
    """Wait until somebody sees a room."""
    while not await sees(here, who, room):  # noqa: ASYNC110 - the stand-in tells nobody
        await asyncio.sleep(0.05)


async def test_a_move_whose_answer_is_lost_when_the_process_dies_makes_one_room(tmp_path: Path):
    async with scene(tmp_path / "moving", SPEED) as here:
        assert await here.start(template="newcomers-45")
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        here.evenings._title = "Tonight"
        for who in ("fay", "ana", "ben"):
            await here.evenings._come(who)
        await here.evenings._step("begun", lambda m: m.stage > 0, "begin")
        first = here.occurrence().room
        await remove(here, "ana")
        still = lambda: here.look.evening(here.occurrence().id).meeting.still_in_voice  # noqa: E731
        await here.until(still)
        await here.people.fault("POST", r"/guilds/\d+/channels", status=504, after=True)
        assert await here.group.press("fay", str(first), "options")
        assert await here.group.press("fay", str(first), "move")
        await here.until(lambda: here.creates() == 2)
        await here.bot.kill()
        here.bot.start()
        await here.bot.ready()
        await here.until(lambda: here.occurrence().room not in {first, None})
        new = here.occurrence().room
        assert new is not None
        await in_the_end(let_in(here, "ben", new))
        assert not await sees(here, "ana", new)
        for who in ("fay", "ben"):
            await here.group.stand_up(who)
            await here.group.sit(who, new)
        await here.until(lambda: [one["id"] for one in here.place.rooms() if not one["deleted"]]
                         == [str(new)])  # fmt: skip
        assert here.creates() == 2
        assert checking.rooms_at_once(here.place) == []
        assert here.troubles() == []
