"""Whole processes that share one PostgreSQL, each with the servers of some shards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession, web

from bot.domain.calendar.occurrence import Phase
from bot.domain.server.share import ServerShare
from tests.faults import checking
from tests.faults.bots import Bot, Place, standing
from tests.faults.crash.crash import START, Plan, configure
from tests.faults.group.looking import Look
from tests.faults.group.pressing import Group, Tally
from tests.waiting import until

SPEED = 20.0
ANEW = ("Content-Length", "Content-Encoding", "Transfer-Encoding", "Connection", "Server")
"""Headers that a proxy makes itself; the date is Discord's."""
TROUBLES = ("Traceback", "tick.fault", "task.fault", "press.fault", "lease_lost", "shards_lost")
SHORT = {"template": "newcomers-45"}


@dataclass(slots=True)
class Shared:
    """Some processes with one folder, and a group in each shard."""

    place: Place
    folder: Path
    look: Look
    groups: dict[int, Group]

    def begin(self, shards: str, **env: str) -> Bot:
        """Start a process with some shards."""
        bot = self.place.bot(self.folder, OPENROUND_DISCORD__SHARDS=shards, **env)
        bot.start()
        return bot

    async def connected(self, shards: int) -> None:
        """Wait until so many shards have been connected in all."""
        await self.place.people.ready(after=shards - 1)

    async def opened(self, title: str) -> None:
        """Wait until a room stands for a meeting in every group."""
        await until(lambda: all(self._stands(one, title) for one in self.groups.values()))

    def _stands(self, group: Group, title: str) -> bool:
        meetings = [one.occurrence for one in self.look.evenings(group.guild)]
        return any(one.title == title and one.phase is Phase.OPEN for one in meetings)

    def said(self) -> list[str]:
        """Read what the processes said; they write into one file."""
        return (self.folder / "bot.log").read_text("utf-8", errors="replace").splitlines()

    def rooms(self, group: Group) -> int:
        return sum(one["guild_id"] == str(group.guild) for one in self.place.rooms())


@asynccontextmanager
async def shared(folder: Path, url: str, shards: int) -> AsyncIterator[Shared]:
    """Found groups until each shard has one."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 -- a folder, once
    async with standing(folder, speed=SPEED, start=START) as place:
        configure(place, folder, Plan(0, speed=SPEED, url=url))
        groups, share = dict[int, Group](), ServerShare(shards, frozenset())
        for number in range(20 * shards):
            group = Group(place.people, Tally(), f"g{number}-")
            await group.found()
            groups.setdefault(share.shard_of(group.guild), group)
            if len(groups) == shards:
                break
        yield Shared(place, folder, Look(folder, url), groups)


async def test_each_process_looks_after_the_servers_of_its_shards(tmp_path: Path, pg_url: str):
    async with shared(tmp_path, pg_url, 3) as here:
        first, other = here.begin("0-1/3"), here.begin("2/3")
        await here.connected(3)
        for group in here.groups.values():
            assert await group.set_up()
            assert await group.command("fay", "meeting start", title="Tonight")
        await here.opened("Tonight")
        await other.kill()
        for shard in (0, 1):
            assert await here.groups[shard].command("fay", "meeting start", title="Later", **SHORT)
        assert first.running
        other = here.begin("2/3")
        await here.connected(4)
        assert await here.groups[2].command("fay", "meeting start", title="Later", **SHORT)
        await here.opened("Later")
        assert [here.rooms(one) for one in here.groups.values()] == [2, 2, 2]
        assert checking.messages_twice(here.place) == []
        assert (first.running, other.running) == (True, True)


async def test_processes_divide_the_shards_by_themselves_and_follow_each_other(
    tmp_path: Path, pg_url: str
):
    async with shared(tmp_path, pg_url, 4) as here:
        first = here.begin("auto/4")
        await here.connected(4)
        for group in here.groups.values():
            assert await group.set_up()
        second = here.begin("4")
        await here.connected(6)  # it was given its half
        for group in here.groups.values():
            assert await group.command("fay", "meeting start", title="Tonight")
        await here.opened("Tonight")
        await first.kill()
        await here.connected(8)  # the other one took what was free
        for group in here.groups.values():
            assert await group.command("fay", "meeting start", title="Later", **SHORT)
        await here.opened("Later")
        assert [here.rooms(one) for one in here.groups.values()] == [2, 2, 2, 2]
        assert checking.messages_twice(here.place) == []
        assert second.running
        assert await second.stop() == 0
        assert [one for one in here.said() if any(bad in one for bad in TROUBLES)] == []


@asynccontextmanager
async def proxy(place: Place) -> AsyncIterator[tuple[str, list[str]]]:
    """Stand between processes and Discord, as one that counts requests for all of them does."""
    passed = list[str]()

    async def pass_on(request: web.Request) -> web.Response:
        passed.append(request.path)
        body, headers = await request.read(), dict(request.headers)
        headers.pop("Host")
        where = place.api.removesuffix("/api/v10") + request.path_qs
        async with session.request(request.method, where, data=body, headers=headers) as answer:
            kept = {one: value for one, value in answer.headers.items() if one not in ANEW}
            return web.Response(status=answer.status, body=await answer.read(), headers=kept)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", pass_on)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with ClientSession() as session:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/v10", passed
    await runner.cleanup()


async def test_processes_that_ask_through_one_proxy_open_their_rooms(tmp_path: Path, pg_url: str):
    async with shared(tmp_path, pg_url, 2) as here, proxy(here.place) as (address, passed):
        for shards in ("0/2", "1/2"):
            here.begin(shards, OPENROUND_DISCORD__API_URL=address)
        await here.connected(2)
        for group in here.groups.values():
            assert await group.set_up()
            assert await group.command("fay", "meeting start", title="Tonight")
        await here.opened("Tonight")
        assert len(passed) >= len(here.place.entries("request"))
