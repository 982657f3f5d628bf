"""What happens to a server and its room by people's hands (T-LIFE-1)."""

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.domain.calendar.occurrence import FINAL, Phase
from bot.text.catalog import speaker
from tests.faults import checking
from tests.faults.group.pressing import Group
from tests.faults.group.scene import Scene, scene
from tests.waiting import in_the_end

SPEED = 60
UNHURRIED = 15
"""Where people have to come or begin: a meeting that nobody begins ends after twenty minutes, which
a slow machine may need for that at the other speed."""


async def in_the_room(here: Scene, *members: str) -> None:
    """Open a room, and let people come in and sit down."""
    assert await here.start(template="newcomers-45")
    await here.until(lambda: here.occurrence().phase is Phase.OPEN)
    here.evenings._title = "Tonight"
    for who in members:
        await here.evenings._come(who)


def requests_of(here: Scene) -> list[str]:
    """Name the requests about the server, answers to interactions aside."""
    return [f"{one['method']} {one['path']}" for one in here.place.entries("request")
            if not one["route"].startswith(("/interactions", "/webhooks", "/gateway", "/users"))
            and not one["path"].startswith("/applications")]  # fmt: skip


def stopped(here: Scene) -> bool:
    """Tell whether every meeting of the server is over, and nobody is known to be in one."""
    found = here.look.evenings(here.group.guild)
    return all(one.occurrence.phase in FINAL and one.meeting is None for one in found)


async def kicked_in_the_middle(folder: Path) -> None:
    async with scene(folder, SPEED) as here:
        await in_the_room(here, "fay", "ana")
        await here.people.kick_bot()
        await here.until(lambda: stopped(here))
        await asyncio.sleep(0.5)
        asked = requests_of(here)
        await asyncio.sleep(3.0)  # three simulated minutes
        assert requests_of(here) == asked
        await here.people.invite_bot()
        while await here.group.press("olga", "organisers", "keep_set") is None:  # noqa: ASYNC110 - the stand-in tells nobody
            await asyncio.sleep(0.05)
        assert await here.group.set_up()
        assert await here.start("Again")
        await here.until(lambda: here.occurrence("Again").phase is Phase.OPEN)
        assert here.troubles() == []


def asked_for_the_server(here: Scene) -> list[int]:
    """Give what the bot was answered when it asked for the server itself."""
    asked = here.place.entries("request")
    return [one["status"] for one in asked if one["route"] == "/guilds/{guild}"]


async def kicked_while_the_bot_is_away(folder: Path) -> None:
    async with scene(folder, SPEED) as here:
        await in_the_room(here, "fay", "ana")
        other = Group(here.people, here.group.tally, "b-")  # who still knows the bot
        await other.found()
        assert await other.set_up()
        await here.bot.kill()
        await here.people.kick_bot(str(here.group.guild))
        await here.people.fault("GET", r"/guilds/\d+$", status=403, times=1)
        here.bot.start()
        await here.bot.ready()
        await here.until(lambda: asked_for_the_server(here) == [403])
        await asyncio.sleep(0.5)
        assert here.look.evenings(here.group.guild) != (), "a refusal is no farewell"
        await here.bot.restart()
        await here.until(lambda: stopped(here) and len(asked_for_the_server(here)) > 1)
        assert asked_for_the_server(here) == [403, 404], "one request for each start"
        assert here.troubles() == []


async def an_outage_is_no_kick(folder: Path) -> None:
    async with scene(folder, UNHURRIED) as here:
        await in_the_room(here, "fay", "ana")
        await here.people.outage(on=True)
        await asyncio.sleep(2.0)
        assert here.occurrence().phase is Phase.OPEN
        await here.people.outage(on=False)
        await asyncio.sleep(2.0)
        assert here.occurrence().phase is Phase.OPEN
        assert len(here.place.rooms()) == 1
        assert here.troubles() == []


async def nobody_begins(folder: Path) -> None:
    async with scene(folder, SPEED) as here:
        await in_the_room(here, "ana")
        await here.until(lambda: here.occurrence().phase is Phase.ENDED)
        ended_at = here.occurrence().ended_at
        assert ended_at is not None
        waited = ended_at - here.occurrence().starts_at
        assert waited >= timedelta(minutes=20)
        assert await in_the_end(told_that_nobody_began(here)) == 1
        await here.group.stand_up("ana")
        await here.until(lambda: here.occurrence().phase is Phase.CLOSED)
        assert checking.orphans(here.place) == []
        assert here.troubles() == []


async def a_room_deleted_by_hand(folder: Path) -> None:
    async with scene(folder, UNHURRIED) as here:
        await in_the_room(here, "fay", "ana")
        first = here.occurrence().room
        await here.people.delete_channel(str(first))
        await here.until(lambda: here.occurrence().phase is Phase.DELETED)
        await in_the_end(pressed_open_it_again(here))
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        assert here.creates() == 2, "one room opened, and one for the press"
        again = here.occurrence()
        assert again.room != first
        assert again.reopened == 1
        here_now = here.look.evening(again.id).meeting
        assert [one.name for one in here_now.people] == ["fay", "ana"], "nothing said is lost"
        await in_the_end(let_in_again(here, "ana"))
        assert len(await here.said()) == 1, "the organisers hear of it once"
        assert here.troubles() == []


async def told_that_nobody_began(here: Scene) -> int:
    """Wait until the room is told so; gives how often it was, a moment later."""
    words, room = speaker("en")("note.nobody_began"), str(here.occurrence().room)
    while not any(words in one for one in await here.said(room)):  # noqa: ASYNC110 - the stand-in tells nobody
        await asyncio.sleep(0.05)
    await asyncio.sleep(1.0)
    return sum(words in one for one in await here.said(room))


async def pressed_open_it_again(here: Scene) -> None:
    """Let the organiser answer, once the question stands in the organisers' channel."""
    while await here.group.press("olga", "organisers", "open_again") is None:  # noqa: ASYNC110 - the stand-in tells nobody
        await asyncio.sleep(0.05)


async def let_in_again(here: Scene, who: str) -> None:
    """Wait until somebody sees the room: who was inside is let in once it stands."""
    while "view_channel" not in await here.people.can(who, str(here.occurrence().room)):  # noqa: ASYNC110 - the stand-in tells nobody
        await asyncio.sleep(0.05)


async def a_room_renamed_by_hand(folder: Path) -> None:
    """Inside the settle time: Discord made it, the bot has not heard of it, somebody renames it."""
    async with scene(folder, 5) as here:
        await here.people.fault("POST", r"/guilds/\d+/channels", status=504, after=True)
        assert await here.start()
        await here.until(here.place.rooms)
        [made] = here.place.rooms()
        code = made["name"].rpartition(" · ")[2]
        shown = code.upper().replace("-", " ")
        await here.people.rename_channel(made["id"], f"Our Tuesday {shown}")
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        assert str(here.occurrence().room) == made["id"]
        assert len(here.place.rooms()) == 1
        assert here.troubles() == []


async def an_empty_room_ends_its_meeting(folder: Path) -> None:
    async with scene(folder, UNHURRIED) as here:
        await in_the_room(here, "fay", "ana", "ben")
        await here.evenings._step("begun", lambda m: m.stage > 0, "begin")
        for who in ("fay", "ana", "ben"):
            await here.group.stand_up(who)
        await here.until(lambda: here.occurrence().phase is Phase.CLOSED)
        assert checking.deleted_with_people(here.place) == []
        assert checking.orphans(here.place) == []
        assert here.troubles() == []


STORIES = (
    kicked_in_the_middle,
    kicked_while_the_bot_is_away,
    an_outage_is_no_kick,
    nobody_begins,
    a_room_deleted_by_hand,
    a_room_renamed_by_hand,
    an_empty_room_ends_its_meeting,
)


async def test_what_people_do_to_a_server_and_a_room_is_lived_with(tmp_path: Path):
    told = [story(tmp_path / story.__name__) for story in STORIES]
    ends = await asyncio.gather(*told, return_exceptions=True)
    wrong = [(story.__name__, end) for story, end in zip(STORIES, ends, strict=True) if end]
    assert not wrong, "\n".join(f"{name}: {end!r}" for name, end in wrong)
