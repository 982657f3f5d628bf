"""Interactions: a press, command or form on its way to the bot, and what came back."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from tests.faults.standin.api.refusals import ApiError, unknown
from tests.faults.standin.gateway import Gateway
from tests.faults.standin.messages import Messages, is_direct, public
from tests.faults.standin.world import World

Json = dict[str, Any]

COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
ANSWER_WITHIN, TOKEN_LIVES = 3.0, 900.0  # seconds of real time, as Discord has them
AFTER_LOSS = 0.3  # a killed bot's last request may still be on its way


@dataclass(eq=False)
class Interaction:
    """One interaction and its fate."""

    id: str
    kind: int
    channel: Json
    member: str
    what: str
    source: Json | None
    sent: float
    latency: float | None = None
    callback: int | None = None
    original: Json | None = None
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    followups: list[Json] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    why: str = ""

    @property
    def token(self) -> str:
        """Give the token that answers it."""
        return f"token{self.id}"


class Interactions:
    """All interactions, by id."""

    def __init__(
        self, world: World, gateway: Gateway, messages: Messages, within: float = ANSWER_WITHIN
    ) -> None:
        """Begin with none; each may be answered `within` so many seconds."""
        self.within = within
        self.world = world
        self.gateway = gateway
        self.messages = messages
        self.all: dict[str, Interaction] = {}

    def send(
        self, kind: int, member: str, channel: Json, data: Json, source: Json | None = None
    ) -> Interaction:
        """Send an interaction to the bot; `what` it is goes to the ledger."""
        what = data.get("custom_id") or data["name"]
        one = Interaction(
            self.world.ids.take(), kind, channel, member, what, source, time.perf_counter()
        )
        self.all[one.id] = one
        self.world.ledger.write("interaction", id=one.id, type=kind, what=what, member=member)
        payload = self._payload(one, data)
        one.sent = time.perf_counter()
        self.world.tell("INTERACTION_CREATE", payload)
        return one

    def _payload(self, one: Interaction, data: Json) -> Json:
        world = self.world
        payload: Json = {
            "id": one.id, "application_id": world.bot["id"], "type": one.kind, "data": data,
            "token": one.token, "version": 1, "channel_id": one.channel["id"],
            "channel": one.channel, "locale": "en-US", "entitlements": [], "context": 1,
            "authorizing_integration_owners": {}, "attachment_size_limit": 10_485_760,
        }  # fmt: skip
        if one.source is not None:
            payload["message"] = public(one.source)
        bot_may = world.rights(one.channel, world.bot["id"])
        payload["app_permissions"] = str(bot_may)
        if is_direct(one.channel):
            return payload | {"user": world.users[one.member], "context": 1}
        guild = world.guilds[one.channel["guild_id"]]
        may = str(world.rights(one.channel, one.member))
        member = world.member(guild, one.member) | {"permissions": may}
        where = {"id": guild["id"], "locale": guild["locale"], "features": []}
        return payload | {"guild_id": guild["id"], "guild": where, "member": member,
                          "guild_locale": guild["locale"], "context": 0}  # fmt: skip

    async def wait(self, one: Interaction, settle: float, patience: float | None = None) -> None:
        """Wait for the answer; a deferred one up to `settle` seconds more for its content."""
        begun = set(self.gateway.sessions)
        if not begun:
            one.why = "offline"
            return
        until = one.sent + (patience or self.within) + 0.1
        while not one.answered.is_set() and time.perf_counter() < until:
            await _either(one.answered, 0.05)
            if not begun & self.gateway.sessions and not one.answered.is_set():
                await _either(one.answered, AFTER_LOSS)
                break
        if not one.answered.is_set():
            one.why = "no answer"
        elif one.callback in (5, 6) and not one.settled.is_set():
            await _either(one.settled, settle)
        self.world.ledger.write(
            "answered", id=one.id, what=one.what, callback=one.callback, latency=one.latency,
            why=one.why,
        )  # fmt: skip

    def open(self, interaction_id: str, token: str) -> Interaction:
        """Find one that may still be answered, or refuse: unknown, late, answered already."""
        one = self.all.get(interaction_id)
        if one is None or one.token != token:
            raise unknown("interaction")
        if one.answered.is_set():
            self.world.violation(f"answered twice: {one.what}")
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if time.perf_counter() - one.sent > self.within:
            raise unknown("interaction")
        return one

    def by_token(self, token: str) -> Interaction:
        """Find one whose token lives and which was answered, for what follows the answer."""
        one = self.all.get(token.removeprefix("token"))
        if one is None or not one.answered.is_set():
            raise unknown("webhook")
        if time.perf_counter() - one.sent > TOKEN_LIVES:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return one


async def _either(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
