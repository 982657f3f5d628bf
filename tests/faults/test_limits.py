"""What keeps a room from opening is told once, in words; mended, the room opens (T-LIM-1)."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.domain.calendar.occurrence import Phase
from bot.text.catalog import Shown, speaker
from tests.faults.crash.crash import mutant
from tests.faults.group.scene import Scene, scene

SPEED = 15
OPEN_RIGHTS = ("view_channel", "send_messages", "read_message_history", "connect", "speak",
               "manage_channels", "set_voice_channel_status", "create_events")  # fmt: skip


@dataclass(frozen=True)
class InTheWay:
    """Something in the way of a room, and how it is taken away again."""

    reason: str
    creates: int
    """Requests for a channel until it is mended: none where it can be seen beforehand."""

    async def make(self, here: Scene) -> None:
        raise NotImplementedError

    async def mend(self, here: Scene) -> None:
        raise NotImplementedError


class FullCategory(InTheWay):
    async def make(self, here: Scene) -> None:
        await here.people.add_channels("full", category="Meetings", count=50)

    async def mend(self, here: Scene) -> None:
        await here.people.delete_channel("full-7")


class FullServer(InTheWay):
    async def make(self, here: Scene) -> None:
        there = len(await here.people.channels())
        await here.people.add_channels("full", count=500 - there)

    async def mend(self, here: Scene) -> None:
        await here.people.delete_channel("full-7")


class CategoryDeleted(InTheWay):
    async def make(self, here: Scene) -> None:
        await here.people.delete_channel(here.group.places["Meetings"])

    async def mend(self, here: Scene) -> None:
        [made] = await here.people.add_channels("New place", type=4)
        assert await here.group.command("olga", "setup server", rooms=made)


class NoRight(InTheWay):
    async def make(self, here: Scene) -> None:
        rights = [one for one in OPEN_RIGHTS if one != "manage_channels"]
        await here.people.bot_rights(*rights)

    async def mend(self, here: Scene) -> None:
        await here.people.bot_rights(*OPEN_RIGHTS)


class RefusedAfterTheCheck(InTheWay):
    """The right is gone, but the bot has not heard of it yet."""

    async def make(self, here: Scene) -> None:
        await here.people.fault("POST", r"/guilds/\d+/channels", status=403, code=50013, times=-1)

    async def mend(self, here: Scene) -> None:
        await here.people.no_faults()
        await here.people.bot_rights(*OPEN_RIGHTS)


class TimedOut(InTheWay):
    async def make(self, here: Scene) -> None:
        await here.people.time_out("openround")

    async def mend(self, here: Scene) -> None:
        await here.people.time_out("openround", on=False)


class TwoFactor(InTheWay):
    async def make(self, here: Scene) -> None:
        await here.people.fault("POST", r"/guilds/\d+/channels", status=403, code=60003, times=-1)

    async def mend(self, here: Scene) -> None:
        await here.people.no_faults()
        await here.people.ask("guild_changed")


WAYS = [
    FullCategory("category_full", 0),
    FullServer("server_full", 0),
    CategoryDeleted("no_category", 0),
    NoRight("no_manage_channels", 0),
    RefusedAfterTheCheck("forbidden", 1),
    TimedOut("timed_out", 0),
    TwoFactor("needs_two_factor", 1),
]


async def told_once(here: Scene, way: InTheWay) -> None:
    say, starts = speaker("en"), int(here.occurrence().starts_at.timestamp())
    why, at = say(f"reason.{way.reason}"), Shown(f"<t:{starts}:F>")
    blocked = say("organisers.blocked", title="Tonight", starts_at=at, reason=Shown(why))
    about = [one for one in await here.said() if why in one]
    assert about.count(blocked) == 1
    # What can be seen beforehand is told half an hour before, too, or when it was deleted.
    assert len(about) <= 1 + (way.creates == 0)


async def get_over(way: InTheWay, folder: Path) -> None:
    # Time alone opens nothing here: the room opens because what was in its way has changed.
    async with scene(folder, SPEED, private=False, argv=mutant("no-retry")) as here:
        await asyncio.sleep(0.5)
        await way.make(here)
        # `/meeting start` looks first and would refuse; a plan for later is taken all the same.
        plan = {"title": "Tonight", "when": "in 11 minutes", "repeat": "once"}
        assert await here.group.command("fay", "meeting schedule", **plan)
        await here.until(lambda: here.occurrence().phase is Phase.BLOCKED)
        assert here.occurrence().reason == way.reason
        await asyncio.sleep(60 / SPEED)  # a simulated minute in which nobody does anything
        assert here.creates() == way.creates, "asking again is no use"
        if not isinstance(way, TimedOut):  # it may not write either
            await told_once(here, way)
        await way.mend(here)
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        assert len([one for one in here.place.rooms() if one["deleted"] is None]) == 1
        assert here.troubles() == []


async def test_what_is_in_the_way_is_told_once_and_mended_the_room_opens(tmp_path: Path):
    names = [type(way).__name__ for way in WAYS]
    stories = [get_over(way, tmp_path / name) for way, name in zip(WAYS, names, strict=True)]
    ends = await asyncio.gather(*stories, return_exceptions=True)
    assert {name: end for name, end in zip(names, ends, strict=True) if end} == {}
