"""The control API: one POST per verb; what people do, what goes wrong, what is to be seen."""

import asyncio
import time
from typing import Any

from aiohttp import web

from tests.faults.standin import founding, permissions, render
from tests.faults.standin.api.refusals import ApiError, Refused
from tests.faults.standin.api.rest import Discord
from tests.faults.standin.filling import Filling, fields
from tests.faults.standin.input.touches import Touches
from tests.faults.standin.interactions import Interaction
from tests.faults.standin.world import VOICE

Json = dict[str, Any]


class Control:
    """Answers `POST /control/{verb}`: 200 with JSON, or 409 with why not."""

    def __init__(self, discord: Discord) -> None:
        """Control that Discord."""
        self.discord = discord
        self.world = discord.world
        touches = Touches(discord)
        filling = Filling(touches)
        self.acts = {"command": touches.command, "press": touches.press, "forge": touches.forge,
                     "select": touches.select, "submit": filling.submit,
                     "autocomplete": touches.autocomplete}  # fmt: skip

    async def serve(self, request: web.Request) -> web.Response:
        """Do what a test asks."""
        verb = request.match_info["verb"]
        ask = await request.json() if request.can_read_body else {}
        try:
            if verb in self.acts:
                return web.json_response(await self._act(verb, ask))
            if verb == "ready":
                return web.json_response(await self._ready(ask))
            if verb == "gateway":
                return web.json_response(await self._gateway(ask))
            return web.json_response(VERBS[verb](self, ask))
        except (Refused, ApiError, KeyError) as why:
            return web.json_response({"refused": f"{verb}: {why}"}, status=409)

    async def _act(self, verb: str, ask: Json) -> Json:
        one = self.acts[verb](ask)
        await self.discord.interactions.wait(one, ask.get("settle", 10.0), ask.get("patience"))
        return self._fate(one)

    def _fate(self, one: Interaction) -> Json:
        kinds = {None: "none", 4: "message", 5: "message", 6: "update", 7: "update", 8: "choices",
                 9: "modal"}  # fmt: skip
        fate: Json = {
            "interaction": one.id, "ok": one.answered.is_set(), "why": one.why,
            "kind": kinds[one.callback], "latency": one.latency, "choices": one.choices,
            "deferred": one.callback in (5, 6), "modal": None,
            "message": self.seen(one.original) if one.original else None,
            "followups": [self.seen(message) for message in one.followups],
        }  # fmt: skip
        if one.modal is not None:
            fate["modal"] = {key: one.modal[key] for key in ("title", "custom_id")}
            fate["modal"] |= {"lines": render.lines(one.modal), "fields": fields(one.modal)}
        return fate

    def seen(self, message: Json) -> Json:
        """Write a message as a person sees it."""
        kept = self.world.messages.get(message["channel_id"], {})
        return {"id": message["id"], "channel": message["channel_id"],
                "author": message["author"]["username"], "lines": render.lines(message),
                "buttons": render.buttons(message), "menus": render.menus(message),
                "private": message["_for"] is not None, "flags": message["flags"],
                "deleted": message["id"] not in kept}  # fmt: skip

    async def _ready(self, ask: Json) -> Json:
        """Wait until the bot has identified more than `after` times, is on, and has commands."""
        until = time.monotonic() + ask.get("timeout", 15.0)
        gateway = self.discord.gateway
        while time.monotonic() < until:
            on = gateway.sessions and gateway.identified > ask.get("after", 0)
            if on and (self.world.commands or not ask.get("commands", True)):
                return {"identified": gateway.identified}
            await asyncio.sleep(0.01)
        raise Refused("the bot did not come up in time")

    async def _gateway(self, ask: Json) -> Json:
        """Close connections (`close` code), refuse new ones (`open` false), make noise.

        `after_identify`: each new session is "invalid", or "dies" once it is ready. `left`: how
        many sessions may still begin today.
        """
        gateway = self.discord.gateway
        gateway.open = ask.get("open", gateway.open)
        gateway.noise |= ask.get("noise", {})
        gateway.divided = ask.get("divided", gateway.divided)
        gateway.after_identify = ask.get("after_identify", gateway.after_identify)
        gateway.left = ask.get("left", gateway.left)
        if "close" in ask:
            await gateway.drop_all(ask["close"])
        return {"sessions": len(gateway.sessions), "identified": gateway.identified}


# ---- plain verbs ------------------------------------------------------------------------------
def _found(control: Control, ask: Json) -> Json:
    guild = founding.found(control.world, ask)
    here = control.world.channels_of(guild["id"])
    return {
        "id": guild["id"],
        "channels": {one["name"]: one["id"] for one in here},
        "roles": {one["name"]: one["id"] for one in guild["roles"].values()},
        "members": {control.world.users[one]["username"]: one for one in guild["members"]},
    }


def _state(control: Control, _ask: Json) -> Json:
    world, gateway = control.world, control.discord.gateway
    return {
        "now": world.clock.now().isoformat(),
        "violations": world.violations,
        "identified": gateway.identified,
        "sessions": len(gateway.sessions),
        "commands": [one["name"] for one in world.commands],
        "bot": world.bot["id"],
    }


def _channels(control: Control, ask: Json) -> Json:
    guild = control.world.guild(ask.get("guild"))
    here = [one | {"inside": _inside(control, guild, one)}
            for one in control.world.channels_of(guild["id"])]  # fmt: skip
    return {"channels": here}


def _inside(control: Control, guild: Json, channel: Json) -> list[str]:
    names = {one: control.world.users[one]["username"] for one in guild["voice"]}
    return [names[one] for one, where in guild["voice"].items() if where == channel["id"]]


def _messages(control: Control, ask: Json) -> Json:
    channel = control.world.channel(ask["channel"])
    who = control.world.user(ask["member"])["id"] if ask.get("member") else None
    shown = control.discord.messages.seen_by(channel, who)
    return {"messages": [control.seen(one) for one in shown]}


def _message(control: Control, ask: Json) -> Json:
    return control.seen(control.discord.messages.anywhere(ask["message"]))


def _answer(control: Control, ask: Json) -> Json:
    return control._fate(control.discord.interactions.all[ask["interaction"]])


def _say(control: Control, ask: Json) -> Json:
    user = control.world.user(ask["member"])
    channel = control.world.channel(ask["channel"])
    if not control.world.rights(channel, user["id"]) & permissions.BITS["send_messages"]:
        raise Refused(f"{ask['member']} may not write there")
    return control.seen(control.discord.messages.add(channel, user, {"content": ask["text"]}))


def _delete(control: Control, ask: Json) -> Json:
    control.discord.messages.remove(control.discord.messages.anywhere(ask["message"]))
    return {}


def _voice(control: Control, ask: Json) -> Json:
    world, user = control.world, control.world.user(ask["member"])
    if ask.get("channel") is None:
        for guild in [one for one in world.guilds.values() if user["id"] in one["voice"]]:
            world.set_voice(guild, user["id"], None)
        return {}
    channel = world.channel(ask["channel"])
    need = permissions.bits(("view_channel", "connect"))
    if channel["type"] != VOICE or world.rights(channel, user["id"]) & need != need:
        raise Refused(f"{ask['member']} cannot enter {channel.get('name')}")
    world.set_voice(world.guilds[channel["guild_id"]], user["id"], channel["id"])
    return {}


def _can(control: Control, ask: Json) -> Json:
    user, channel = control.world.user(ask["member"]), control.world.channel(ask["channel"])
    may = control.world.rights(channel, user["id"])
    return {"can": [name for name, bit in permissions.BITS.items() if may & bit]}


def _fault(control: Control, ask: Json) -> Json:
    if ask.pop("clear", False):
        control.discord.faults.rules.clear()
        control.discord.faults.creates = {}
    elif ask.get("release"):
        control.discord.faults.released.set()
    elif "creates" in ask:
        control.discord.faults.on_creates(ask["creates"])
    else:
        control.discord.faults.add(ask)
    return {}


def _later(control: Control, ask: Json) -> Json:
    control.world.clock.go_on(ask["seconds"])
    return {}


def _limit(control: Control, ask: Json) -> Json:
    if "in_a_second" in ask:
        control.discord.limits.in_a_second(ask["in_a_second"])
    else:
        control.discord.limits.add(**ask)
    return {}


VERBS = {"found": _found, "state": _state, "channels": _channels, "messages": _messages,
         "message": _message, "answer": _answer, "say": _say, "delete": _delete, "voice": _voice,
         "can": _can, "fault": _fault, "limit": _limit, "later": _later}  # fmt: skip
