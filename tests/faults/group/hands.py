"""The line to the stand-in, and hands: what organisers and Discord do to it, what goes wrong."""

from types import TracebackType
from typing import Any, Self

from aiohttp import ClientSession

Json = dict[str, Any]


class RefusedError(Exception):
    """A real client would not have let the person do this."""


class Line:
    """A line to the control API of a stand-in."""

    def __init__(self, port: int) -> None:
        """Speak to the stand-in on that port; use it as an async context manager."""
        self._base = f"http://127.0.0.1:{port}/control/"
        self._http: ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the line."""
        self._http = ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the line."""
        if self._http is not None:
            await self._http.close()

    async def ask(self, verb: str, /, **what: object) -> Json:
        """Ask for anything (verbs in `standin/control.py`, `hand.py`); `RefusedError` if not."""
        if self._http is None:
            raise RuntimeError("use it as an async context manager")
        async with self._http.post(self._base + verb, json=what) as reply:
            found: Json = await reply.json(content_type=None)
        if reply.status != 200:
            raise RefusedError(found.get("refused", reply.status))
        return found


class Hands(Line):
    """What is done by hand, and what goes wrong on purpose."""

    async def found(self, **plan: object) -> Json:
        """Make a guild (keys in `standin/founding.py`); gives ids of channels, roles, members."""
        return await self.ask("found", **plan)

    async def add_channels(
        self,
        name: str,
        category: str | None = None,
        count: int = 1,
        type: int = 0,  # noqa: A002
    ) -> list[str]:
        """Make channels (0 text, 2 voice, 4 category), to fill a category or a guild."""
        made: list[str] = (
            await self.ask("add_channels", name=name, category=category, count=count, type=type)
        )["channels"]
        return made

    async def delete_channel(self, channel: str) -> None:
        """Delete a channel by hand, by name or id."""
        await self.ask("delete_channel", channel=channel)

    async def rename_channel(self, channel: str, name: str) -> None:
        """Rename a channel by hand."""
        await self.ask("rename_channel", channel=channel, name=name)

    async def delete_message(self, message: str) -> None:
        """Delete a message by hand, by id."""
        await self.ask("delete_message", message=message)

    async def kick_bot(self, guild: str | None = None) -> None:
        """Remove the bot from the guild."""
        await self.ask("kick_bot", guild=guild)

    async def invite_bot(self, guild: str | None = None) -> None:
        """Let the bot in again."""
        await self.ask("invite_bot", guild=guild)

    async def outage(self, *, on: bool, guild: str | None = None) -> None:
        """Make the guild unavailable, or available again."""
        await self.ask("outage", on=on, guild=guild)

    async def set_roles(self, member: str, *roles: str, guild: str | None = None) -> None:
        """Give a member these roles and no others."""
        await self.ask("set_roles", member=member, roles=roles, guild=guild)

    async def bot_rights(self, *rights: str, guild: str | None = None) -> None:
        """Set what the bot may do in the whole guild (names as in discord.Permissions)."""
        await self.ask("role_rights", rights=rights, guild=guild)

    async def time_out(self, member: str, *, on: bool = True) -> None:
        """Time a member out, or end it; the bot is called `openround`."""
        await self.ask("time_out", member=member, on=on)

    async def overwrite(self, channel: str, **rule: object) -> None:
        """Set an overwrite by hand: role= or member= (neither: the bot), allow=[…], deny=[…]."""
        await self.ask("overwrite", channel=channel, **rule)

    async def events(self, event: str | None = None, **change: object) -> list[Json]:
        """Give the events of the guild; with one, change it by hand first, or delete it."""
        asked = {"event": event, "change": change} if event else {}
        listed: list[Json] = (await self.ask("events", **asked))["events"]
        return listed

    async def close_dms(self, member: str) -> None:
        """Let a member take no direct messages from the bot (50007)."""
        await self.ask("close_dms", member=member)

    async def gateway(self, **how: object) -> Json:
        """Do to the gateway: close=CODE, open=False, noise={…}, divided=True."""
        return await self.ask("gateway", **how)

    async def fault(self, method: str = ".*", regex: str = ".*", **how: object) -> None:
        """Let requests go wrong: times (-1 all), chance, status, code, after, drop, before, delay.

        `before` and `delay` are real seconds before and after the work; `after` does the work
        and then answers `status`; `drop` does the work and answers nothing; a 429 has
        `retry_after`.
        """
        await self.ask("fault", method=method, regex=regex, **how)

    async def limit(self, method: str, regex: str, count: int, seconds: float) -> None:
        """Take so many requests in so many simulated seconds; `regex` matches the bucket."""
        await self.ask("limit", method=method, regex=regex, count=count, seconds=seconds)

    async def limit_all(self, in_a_second: int) -> None:
        """Take so many requests of all kinds together in any simulated second, as Discord does."""
        await self.ask("limit", in_a_second=in_a_second)

    async def later(self, seconds: float) -> None:
        """Let so many simulated seconds pass at once; a bot has to be told (`Place.later`)."""
        await self.ask("later", seconds=seconds)

    async def creates(self, **chances: object) -> None:
        """Let channel creates go wrong: slow, ambiguous (504 after), dropped, tail=[a, b], seed.

        The tail is in real seconds: at `speed` N the bot's settle delay lasts N times less.
        """
        await self.ask("fault", creates=chances)

    async def release(self) -> None:
        """Let the requests that are held (`hold`) do their work now."""
        await self.ask("fault", release=True)

    async def no_faults(self) -> None:
        """Let everything go right from now on."""
        await self.ask("fault", clear=True)
