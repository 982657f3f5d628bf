"""The gateway: sessions, heartbeats, and the events a bot with these intents is sent."""

import asyncio
import json
import random
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.faults.standin.permissions import EVERYTHING
from tests.faults.standin.world import World

Json = dict[str, Any]

GUILDS, VOICE_STATES, GUILD_MESSAGES, DIRECT_MESSAGES, CONTENT, SCHEDULED_EVENTS = (
    1 << 0, 1 << 7, 1 << 9, 1 << 12, 1 << 15, 1 << 16)  # fmt: skip
HEARTBEAT_MS = 41_250
KEPT = 1000  # events that can be given again to a session that resumes
MESSAGE_WORDS = ("content", "embeds", "components", "attachments")


@dataclass(eq=False)
class Session:
    """One identified connection of the bot; frames leave in the order they were queued."""

    ws: web.WebSocketResponse
    intents: int
    shard: tuple[int, int] = (0, 1)
    sequence: int = 0
    name: str = ""
    queue: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=KEPT))
    parked: bool = False

    def send(self, event: str, data: Json) -> None:
        """Queue one event."""
        self.sequence += 1
        frame = json.dumps({"op": 0, "t": event, "s": self.sequence, "d": data})
        self.sent.append((self.sequence, frame))
        if not self.parked:
            self.queue.put_nowait(frame)

    def hears_of(self, guild: str | int) -> bool:
        """Tell whether a guild is of its shard; direct messages are of the first."""
        return (int(guild) >> 22) % self.shard[1] == self.shard[0]

    def resumed(self, ws: web.WebSocketResponse, seen: int) -> "Session":
        """Go on over another connection, with all that this one did not bring."""
        again = Session(ws, self.intents, self.shard, self.sequence, self.name, sent=self.sent)
        for number, frame in self.sent:
            if number > seen:
                again.queue.put_nowait(frame)
        again.send("RESUMED", {})
        return again


class Gateway:
    """All sessions; the world tells it what happened."""

    def __init__(self, world: World, url: str, token: str | None) -> None:
        """Stand ready; `token` None lets any bot in."""
        self.world = world
        self.url = url
        self.token = token
        self.sessions: set[Session] = set()
        self.parked: dict[str, Session] = {}
        self.identified = 0
        self.open = True
        self.divided = False
        self.presses = 0
        self.noise = {"drop": 0.0, "duplicate": 0.0}
        self.after_identify = ""
        self.left = 1000
        self.dice = random.Random(0)
        world.tell = self.tell

    # ---- events -------------------------------------------------------------------------------
    def tell(self, event: str, data: Json) -> None:
        """Send an event to every session that asked for its kind, with the noise asked for."""
        if self._out_of_reach(event, data):
            return
        for session in self._hearing(event, data):
            if not session.intents & self._intent(event, data):
                continue
            luck = 0.5 if event == "INTERACTION_CREATE" else self.dice.random()
            times = 0 if luck < self.noise["drop"] else 1
            times += luck > 1 - self.noise["duplicate"]
            for _ in range(times):
                session.send(event, self._shown(event, data, session))

    def _hearing(self, event: str, data: Json) -> list[Session]:
        """Give every session of the shard; where presses are divided, one of them by turns."""
        guild = data.get("guild_id") or (data["id"] if event.startswith("GUILD_") else 0)
        here = (one for one in (*self.sessions, *self.parked.values()) if one.hears_of(guild))
        every = sorted(here, key=lambda one: one.name)
        if event != "INTERACTION_CREATE" or not self.divided:
            return every
        self.presses += 1
        return [every[self.presses % len(every)]] if every else []

    def _out_of_reach(self, event: str, data: Json) -> bool:
        guild = self.world.guilds.get(data.get("guild_id", ""))
        if guild is None or event.startswith("GUILD"):
            return False
        return guild["unavailable"] or self.world.bot["id"] not in guild["members"]

    def _intent(self, event: str, data: Json) -> int:
        if event == "INTERACTION_CREATE":
            return EVERYTHING
        if event.startswith("MESSAGE"):
            return GUILD_MESSAGES if "guild_id" in data else DIRECT_MESSAGES
        if event.startswith("GUILD_SCHEDULED_EVENT"):
            return SCHEDULED_EVENTS
        return VOICE_STATES if event == "VOICE_STATE_UPDATE" else GUILDS

    def _shown(self, event: str, data: Json, session: Session) -> Json:
        if event == "GUILD_CREATE":
            return self.guild_payload(data)
        own = data.get("author") == self.world.bot or "guild_id" not in data
        if event.startswith("MESSAGE") and not session.intents & CONTENT and not own:
            return data | {"content": "", **{key: [] for key in MESSAGE_WORDS[1:]}}
        return data

    def guild_payload(self, guild: Json) -> Json:
        """Write a whole guild: without the members intent only the bot itself is listed."""
        listed = [self.world.bot["id"], *guild["voice"]]
        empty: tuple[str, ...] = ("threads", "presences", "stage_instances", "emojis", "stickers")
        return {
            **self.guild_summary(guild), "large": False, "member_count": len(guild["members"]),
            "joined_at": guild["members"][self.world.bot["id"]]["joined_at"], "unavailable": False,
            "channels": self.world.channels_of(guild["id"]),
            "members": [self.world.member(guild, one) for one in dict.fromkeys(listed)],
            "voice_states": [self.world.voice_state(guild, one) for one in guild["voice"]],
            "guild_scheduled_events": list(guild.get("events", {}).values()),
            "soundboard_sounds": [],
            **{key: [] for key in empty},
        }  # fmt: skip

    def guild_summary(self, guild: Json) -> Json:
        """Write a guild as REST does."""
        return {
            "id": guild["id"], "name": guild["name"], "owner_id": guild["owner_id"],
            "roles": list(guild["roles"].values()), "preferred_locale": guild["locale"],
            "features": [], "emojis": [], "stickers": [], "mfa_level": 0, "nsfw_level": 0,
            "verification_level": 0, "explicit_content_filter": 0, "afk_timeout": 300,
            "default_message_notifications": 0, "premium_tier": 0, "system_channel_flags": 0,
            "icon": None, "description": None,
        }  # fmt: skip

    # ---- connections --------------------------------------------------------------------------
    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection until it ends."""
        if not self.open:
            return web.Response(status=503)
        ws = web.WebSocketResponse(compress=False, max_msg_size=0)
        ws.headers["Date"] = self.world.clock.http_date()  # else aiohttp's own: the real time
        await ws.prepare(request)
        await ws.send_json({"op": 10, "d": {"heartbeat_interval": HEARTBEAT_MS}})
        session: Session | None = None
        writer: asyncio.Task[None] | None = None
        try:
            async for frame in ws:
                if frame.type is not WSMsgType.TEXT:
                    break
                session = await self._hear(ws, session, json.loads(frame.data))
                if session is not None and writer is None:
                    writer = asyncio.create_task(_write(session))
        finally:
            if session is not None:
                self.sessions.discard(session)
                session.parked = True
                self.parked[session.name] = session
                self.world.ledger.write("gateway_closed", sessions=len(self.sessions))
            if writer is not None:
                writer.cancel()
        return ws

    async def _hear(
        self, ws: web.WebSocketResponse, session: Session | None, frame: Json
    ) -> Session | None:
        match frame["op"]:
            case 1:
                await ws.send_json({"op": 11})
            case 2:
                return await self._identify(ws, frame["d"])
            case 6:
                return await self._resume(ws, frame["d"])
            case 4 if frame["d"].get("channel_id"):
                self.world.violation("the bot joined audio")
            case 8:
                self.world.violation("the bot asked for the member list")
        return session

    async def _resume(self, ws: web.WebSocketResponse, data: Json) -> Session | None:
        parked = self.parked.pop(data["session_id"], None)
        self.world.ledger.write("resume", accepted=parked is not None)
        if parked is None:
            await ws.send_json({"op": 9, "d": False})
            return None
        session = parked.resumed(ws, data["seq"])
        self.sessions.add(session)
        return session

    async def _identify(self, ws: web.WebSocketResponse, data: Json) -> Session | None:
        self.identified += 1
        self.world.ledger.write("identify", count=self.identified, intents=data["intents"])
        if self.token is not None and data["token"] != self.token:
            await ws.close(code=4004, message=b"Authentication failed.")
            return None
        shard = tuple(data.get("shard", (0, 1)))
        self.parked = {name: one for name, one in self.parked.items() if one.shard != shard}
        if self.after_identify == "invalid":
            await ws.send_json({"op": 9, "d": False})
            return None
        session = Session(ws, data["intents"], shard, name=f"session{self.identified}")
        bot = self.world.bot
        guilds = (one for one in self.world.guilds.values() if session.hears_of(one["id"]))
        mine = [one for one in guilds if bot["id"] in one["members"]]
        session.send("READY", {
            "v": 10, "user": bot, "session_id": session.name,
            "resume_gateway_url": self.url, "shard": list(shard),
            "guilds": [{"id": one["id"], "unavailable": True} for one in mine],
            "application": {"id": bot["id"], "flags": 0},
        })  # fmt: skip
        for guild in mine:
            if not guild["unavailable"]:
                session.send("GUILD_CREATE", self.guild_payload(guild))
        self.sessions.add(session)
        self.world.ledger.write("ready", count=self.identified)
        if self.after_identify == "dies":
            self.sessions.discard(session)
            await ws.send_str(await session.queue.get())
            await ws.close(code=4009)
            return None
        return session

    async def drop_all(self, code: int) -> None:
        """Close every connection with a code."""
        for session in list(self.sessions):
            await session.ws.close(code=code)


async def _write(session: Session) -> None:
    while not session.ws.closed:
        await session.ws.send_str(await session.queue.get())
