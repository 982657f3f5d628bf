# ruff: noqa: ANN401, SLF001
# This file exists to hold every private touch to SimCord and APScheduler in one place; what it
# wraps there is untyped, and so are the wrappers.
"""SimCord as we need it: real Discord's manners put back, and one virtual clock for everything.

Importing this file checks SimCord's shape and puts these manners in (docs/testing.md#simcord):
text channel names in lower case, a category's overwrites inherited, a deleted voice room emptied,
`enforce_nonce` honoured, voice status kept, a person's locale told, timers moved by the clock only,
people in voice rooms listed when a server comes.
"""

from __future__ import annotations

import asyncio
import copy
import datetime as dt
import socket
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from importlib.metadata import version
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import apscheduler.executors.base
import apscheduler.schedulers.base
import apscheduler.triggers.date
import apscheduler.triggers.interval
import discord
import simcord
import simcord.results
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from simcord import MemberActor, _settlement, components, gateway, intents, interactions
from simcord._clock import Clock
from simcord.backend import Backend
from simcord.backend.access import channel_accessible
from simcord.backend.models import Interaction, Message, Overwrite
from simcord.enums import ChannelType, OverwriteType
from simcord.http import router
from simcord.results import InteractionResult, ResponseMessage

from bot.discordio.requests.limiter import RequestTurn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

Wire = dict[str, Any]
"""A piece of Discord's JSON as it goes over the wire."""

_SHORT = 0.05
"""Seconds: timers up to this long keep their real clock, as discord.py starts up on some."""
_POLITE = 0.005
"""Real seconds between two looks whether an operation has ended."""
_NEVER_CHANGE = (str, int, bool, float, type(None))
"""What a copy may share with what it was made of."""
_NAMED_LOW = (ChannelType.TEXT, ChannelType.NEWS, ChannelType.FORUM)
_SCHEDULER_MODULES = (
    apscheduler.schedulers.base,
    apscheduler.executors.base,
    apscheduler.triggers.interval,
    apscheduler.triggers.date,
)

locales: WeakKeyDictionary[Backend, dict[int, str]] = WeakKeyDictionary()
"""Per simulated Discord: member id to Discord locale ("de"); who is not in it has en-US."""
voice_statuses: WeakKeyDictionary[Backend, dict[int, str]] = WeakKeyDictionary()
"""Per simulated Discord: voice channel id to its status line."""
_nonces: WeakKeyDictionary[Backend, dict[tuple[int, str], int]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing that happened to a message: `posted`, `edited` or `deleted`."""

    what: str
    message_id: int
    channel_id: int
    author_id: int
    content: str
    components: list[Wire]
    only_for: int | None
    """The one member who may see it, for an ephemeral message."""


# ---------------------------------------------------------------------------------- self-check


def check_shape() -> None:
    """Raise ImportError in one sentence when SimCord no longer has what this file leans on."""
    missing = _missing()
    if missing:
        message = (
            f"SimCord {version('simcord')} is not the one the rehearsal was built for (3.2.1): "
            f"it lacks {', '.join(missing)}."
        )
        raise ImportError(message)


def _missing() -> list[str]:
    names = [
        f"{getattr(owner, '__name__', owner)}.{name}"
        for owner, wanted in _leans_on()
        for name in wanted.split()
        if not hasattr(owner, name)
    ]
    defaults = simcord.Env._settle_internal.__kwdefaults__ or {}
    inside = {
        "Env._settle_internal(idle=)": "idle" in defaults,
        "Env._operation_task": "_operation_task" in simcord.Env.__init__.__code__.co_names,
        "Preview.capability": "capability" in simcord.Preview.__init__.__code__.co_names,
        "Clock._epoch": "_epoch" in vars(Clock()),
        "POST /channels/{channel_id}/messages": _post_message_route() is not None,
    }
    return [*names, *(name for name, there in inside.items() if not there)]


def _leans_on() -> list[tuple[object, str]]:
    """What is touched, and the names in it, a space between two."""
    return [
        (simcord.Env, "_schedule_timer _settle_internal _bot_scope _record_error"),
        (Backend, "create_channel edit_channel delete_channel edit_role"),
        (Backend, "commit_message edit_message delete_message"),
        (Backend, "prepare_voice_state commit_voice_state visible_commands"),
        (interactions, "base_payload command_leaves"),
        (intents, "prune_guild_create"),
        (_settlement, "_recognized_wait _park_reason"),
        (Interaction, "show_modal"),
        (router, "_ROUTES copy"),
        (gateway, "copy"),
        (components, "deepcopy"),
        (simcord.results, "deepcopy"),
        (apscheduler.schedulers.base.BaseScheduler, "_dispatch_event"),
        *((module, "datetime") for module in _SCHEDULER_MODULES),
    ]


def _post_message_route() -> int | None:
    templates = [template for template, _ in router._ROUTES.get("POST", [])]
    wanted = ["channels", "{channel_id}", "messages"]
    return templates.index(wanted) if wanted in templates else None


# ------------------------------------------------------------------------- Discord's own manners


def _kept(name: str) -> Callable[[Any], Any]:
    """Wrap a Backend method, keeping the one it had."""

    def decorate(wrapper: Any) -> Any:
        original = getattr(Backend, name)

        @wraps(original)
        def method(self: Backend, *args: Any, **fields: Any) -> Any:
            return wrapper(original, self, *args, **fields)

        setattr(Backend, name, method)
        return method

    return decorate


def _low(name: str | None) -> str | None:
    return None if name is None else name.lower().replace(" ", "-")


def _let_requests_wait() -> None:
    """Take a request that waits for Discord's limit for one that sleeps: only time goes on then."""
    settlement: Any = _settlement
    recognized, parked = settlement._recognized_wait, settlement._park_reason

    def recognizes(state: Any, task: Any, waiter: Any) -> bool:
        return isinstance(waiter, RequestTurn) or bool(recognized(state, task, waiter))

    def why_parked(state: Any, task: Any, *rest: Any) -> str | None:
        waiter = getattr(task, "_fut_waiter", None)
        waits = isinstance(waiter, RequestTurn) and not waiter.done()
        why: str | None = "Discord's limit" if waits else parked(state, task, *rest)
        return why

    settlement._recognized_wait, settlement._park_reason = recognizes, why_parked


def _put_manners_in() -> None:
    settle: Any = simcord.Env._settle_internal

    # When only callbacks wait, SimCord sleeps `idle` in real time: 50 ms made stories slow. A start
    # has five seconds there, whatever the environment was given; a busy machine needs more.
    async def patient(self: Any, *, idle: float = 0.0005, **rest: Any) -> None:
        if rest.get("timeout") is not None:
            rest["timeout"] = max(rest["timeout"], self.settle_timeout)
        await settle(self, idle=idle, **rest)

    simcord.Env._settle_internal = patient  # type: ignore[method-assign]
    _let_requests_wait()

    @_kept("create_channel")
    def create(original: Any, self: Any, guild_id: Any, name: Any, **fields: Any) -> Any:
        if fields.get("type", ChannelType.TEXT) in _NAMED_LOW and guild_id is not None:
            name = _low(name)
        parent = self.channels.get(fields.get("parent_id"))
        if parent is not None and not fields.get("overwrites"):
            fields["overwrites"] = [replace(each) for each in parent.overwrites]
        return original(self, guild_id, name, **fields)

    @_kept("edit_channel")
    def edit(original: Any, self: Any, channel_id: int, changes: Any, **fields: Any) -> Any:
        if "name" in changes and self.get_channel(channel_id).type in _NAMED_LOW:
            changes = {**changes, "name": _low(changes["name"])}
        return original(self, channel_id, changes, **fields)


def _empty_deleted_rooms() -> None:
    @_kept("delete_channel")
    def delete(original: Any, self: Any, channel_id: int) -> None:
        guild_id = self.get_channel(channel_id).guild_id
        original(self, channel_id)
        if guild_id is None:
            return
        states = list(self.get_guild(guild_id).voice_states.values())
        for state in (each for each in states if each.channel_id == channel_id):
            self.commit_voice_state(replace(state, channel_id=None))


def _list_who_is_in_voice() -> None:
    """Discord lists the bot and everyone in voice rooms, also without the members intent."""
    original = intents.prune_guild_create

    def prune(payload: Any, wanted: discord.Intents, bot_id: int) -> None:
        in_voice = {str(one["user_id"]) for one in payload.get("voice_states") or ()}
        listed = list(payload.get("members") or ())
        original(payload, wanted, bot_id)
        known = {one["user"]["id"] for one in payload["members"]}
        payload["members"] += [
            one
            for one in listed
            if one["user"]["id"] in in_voice and one["user"]["id"] not in known
        ]

    intents.prune_guild_create = prune  # type: ignore[assignment]  # the patch


def _tell_locale() -> None:
    original = interactions.base_payload

    def base_payload(backend: Any, **fields: Any) -> tuple[Interaction, Wire]:
        record, payload = original(backend, **fields)
        payload["locale"] = locales.get(backend, {}).get(fields["user_id"], "en-US")
        guild_id = fields["guild_id"]
        if guild_id is not None:
            payload["authorizing_integration_owners"] = {"0": str(guild_id)}
            payload["guild_locale"] = backend.get_guild(guild_id).preferred_locale
        return record, payload

    interactions.base_payload = base_payload


def _honour_nonces() -> None:
    place = _post_message_route()
    if place is None:
        return  # check_shape has refused before
    template, original = router._ROUTES["POST"][place]

    def send_once(ctx: router.RequestContext) -> Any:
        body = ctx.body()
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return original(ctx)
        seen = _nonces.setdefault(ctx.backend, {})
        key = (ctx.int_arg("channel_id"), str(body["nonce"]))
        message = ctx.backend.messages.get(key[0], {}).get(seen.get(key, 0))
        if message is None:
            sent = original(ctx)
            seen[key] = int(sent["id"])
            return {**sent, "nonce": body["nonce"]}
        from simcord.http._helpers import message_response  # noqa: PLC0415 - private, as all here

        return {**message_response(ctx, message), "nonce": body["nonce"]}

    router._ROUTES["POST"][place] = (template, send_once)


def _keep_voice_status() -> None:
    @router.route("PUT", "/channels/{channel_id}/voice-status")
    def voice_status(ctx: router.RequestContext) -> None:
        wanted = ("set_voice_channel_status", "manage_channels")  # the bot is never in the room
        channel = ctx.require_channel_permissions(ctx.int_arg("channel_id"), *wanted)
        status = ctx.fields("status").get("status") or ""
        voice_statuses.setdefault(ctx.backend, {})[channel.id] = status
        event = {"id": str(channel.id), "guild_id": str(channel.guild_id), "status": status}
        ctx.backend.emit("VOICE_CHANNEL_STATUS_UPDATE", event)


def copied(value: Any) -> Any:
    """Copy a piece of JSON all through, some ten times faster than `copy.deepcopy` does."""
    if type(value) is dict:
        return {name: copied(inner) for name, inner in value.items()}
    if type(value) is list:
        return [copied(inner) for inner in value]
    return value if type(value) in _NEVER_CHANGE else copy.deepcopy(value)


def _copy_quickly() -> None:
    """SimCord copies whatever it shows or is sent, which was a good part of every story."""
    components.deepcopy = simcord.results.deepcopy = copied  # type: ignore[attr-defined,assignment]
    gateway.copy = router.copy = SimpleNamespace(deepcopy=copied)  # type: ignore[attr-defined,assignment]


def _leave_timers_to_the_clock() -> None:
    """Only `advance_time` fires a bot's timers: without it SimCord really waits short sleeps."""
    original = simcord.Env._schedule_timer

    def schedule(self: simcord.Env, record: Any, *rest: Any) -> None:
        if record.when - self._virtual_time <= _SHORT:
            original(self, record, *rest)

    simcord.Env._schedule_timer = schedule  # type: ignore[assignment,method-assign]  # the patch


check_shape()
_put_manners_in()
_empty_deleted_rooms()
_list_who_is_in_voice()
_tell_locale()
_honour_nonces()
_keep_voice_status()
_copy_quickly()
_leave_timers_to_the_clock()


# ------------------------------------------------------------------------------ running a bot


class _VirtualNow(dt.datetime):
    """`datetime` for APScheduler, whose now is the simulated one."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]  # not Self
        now = discord.utils.utcnow()
        return now.astimezone(tz) if tz else now.astimezone().replace(tzinfo=None)


@contextmanager
def virtual_apscheduler(record: Callable[[BaseException], None]) -> Iterator[None]:
    """Let APScheduler tell the simulated time, and hand failed or missed jobs to `record`."""
    scheduler: Any = apscheduler.schedulers.base.BaseScheduler
    modules: list[Any] = list(_SCHEDULER_MODULES)
    dispatch, kept = scheduler._dispatch_event, [each.datetime for each in modules]

    def watched(self: Any, event: Any) -> None:
        if isinstance(event, JobExecutionEvent) and event.code == EVENT_JOB_ERROR:
            record(event.exception)
        if isinstance(event, JobExecutionEvent) and event.code == EVENT_JOB_MISSED:
            record(RuntimeError(f"APScheduler missed the job {event.job_id}"))
        dispatch(self, event)

    scheduler._dispatch_event = watched
    for module in modules:
        module.datetime = _VirtualNow
    try:
        yield
    finally:
        scheduler._dispatch_event = dispatch
        for module, original in zip(modules, kept, strict=True):
            module.datetime = original


@asynccontextmanager
async def simulate(
    bot: discord.Client, *, start: dt.datetime | None = None, check_errors: bool = True
) -> AsyncIterator[simcord.Env]:
    """Run the bot on a simulated Discord from the aware time `start`.

    Inside, `discord.utils.utcnow` tells the simulated time to the caller too. Errors of the bot and
    of its APScheduler jobs are raised at the end unless `check_errors` is off.
    """
    async with running(bot, start=start, check_errors=check_errors) as env:
        with env.time_context():
            yield env


@asynccontextmanager
async def running(
    bot: discord.Client,
    *,
    start: dt.datetime | None = None,
    name: str = "OpenRound",
    settle_timeout: float = 120.0,
    check_errors: bool = True,
) -> AsyncIterator[simcord.Env]:
    """As `simulate`, but leave the caller's own clock alone.

    For fixtures, which pytest enters and leaves in different contexts; SimCord's plugin for pytest
    lends the test itself the simulated time.
    `settle_timeout` is in real seconds, and only how long one stuck operation may take.
    """
    env = simcord.Env(bot, settle_timeout=settle_timeout, check_errors=check_errors)
    env.backend.bot_user.name = name
    if start is not None:
        # Before the bot: to get there by advancing, it would live through every day between.
        env.backend.clock._epoch = start.astimezone(dt.UTC)
    with virtual_apscheduler(env._record_error):
        await env.start()
        try:
            yield env
        finally:
            await env.shutdown()
    if check_errors:
        env._raise_errors_since(env._errors_acknowledged)


def busy(env: simcord.Env) -> bool:
    """Whether an operation is running; a second one would be refused as overlapping."""
    return env._operation_task is not None


async def turn(env: simcord.Env) -> None:
    """Wait until no other operation runs in this simulated Discord, such as a person's click."""
    while busy(env):  # noqa: ASYNC110 - SimCord has no event for it
        await asyncio.sleep(_POLITE)


def growth(env: simcord.Env) -> int:
    """How much has happened so far, reads left out; the same number means nothing to redraw."""
    return sum(1 for kind, name, _ in env.backend.transcript if _matters(kind, name))


def _matters(kind: str, name: str) -> bool:
    return kind == "GATEWAY" or (kind == "HTTP" and not name.startswith("GET "))


# ------------------------------------------------------------------------------- the world


def actor(env: simcord.Env, guild: simcord.GuildHandle, user: simcord.UserHandle) -> MemberActor:
    """Somebody who is in the guild already, such as its owner, as one who can act."""
    return MemberActor(env, guild, user)


def env_of(member: MemberActor) -> simcord.Env:
    """The simulated Discord this person is in."""
    return member._env


def grant_bot(guild: simcord.GuildHandle, permissions: discord.Permissions) -> simcord.RoleHandle:
    """Give the bot exactly these permissions in the guild and return its role."""
    role = next(each for each in guild._guild.roles.values() if each.managed)
    changes = {"permissions": permissions.value, "name": guild._env.backend.bot_user.name}
    guild._env.backend.edit_role(guild.id, role.id, changes)
    return simcord.RoleHandle(guild._env, guild, role)


def overwrite(
    channel: simcord.ChannelHandle,
    target: simcord.RoleHandle | MemberActor,
    permissions: discord.PermissionOverwrite,
) -> None:
    """Set one permission overwrite of a channel or category, as an organiser would."""
    allow, deny = permissions.pair()
    kind = OverwriteType.ROLE if isinstance(target, simcord.RoleHandle) else OverwriteType.MEMBER
    entry = Overwrite(target_id=target.id, type=kind, allow=allow.value, deny=deny.value)
    channel._env.backend.set_overwrite(channel.id, entry)


def may_see(env: simcord.Env, channel_id: int, member_id: int) -> bool:
    """Whether this member can open the channel and read what was said."""
    return channel_accessible(env.backend, channel_id, member_id, history=True)


def rooms(guild: simcord.GuildHandle) -> list[simcord.ChannelHandle]:
    """The guild's channels in order, categories left out."""
    channels = [guild._env.backend.channels[each] for each in guild._guild.channel_ids]
    return [
        simcord.ChannelHandle(guild._env, guild, each)
        for each in channels
        if each.type != ChannelType.CATEGORY
    ]


def is_voice(channel: simcord.ChannelHandle) -> bool:
    """Whether people can be in this channel rather than only write in it."""
    return channel._channel.type in (ChannelType.VOICE, ChannelType.STAGE_VOICE)


def kind_of(channel: simcord.ChannelHandle) -> int:
    """Discord's number for the kind of a channel: 0 for text, 2 for voice, 4 for a category."""
    return int(channel._channel.type)


def where(guild: simcord.GuildHandle) -> dict[int, int]:
    """Who is in which voice room: member id to channel id."""
    return {
        each.user_id: each.channel_id
        for each in guild._guild.voice_states.values()
        if each.channel_id is not None
    }


def channel_name(env: simcord.Env, channel_id: int) -> str | None:
    """A channel's name; None for a direct message or a channel that is gone."""
    channel = env.backend.channels.get(channel_id)
    return None if channel is None else channel.name


def channel(env: simcord.Env, channel_id: int) -> simcord.ChannelHandle:
    """A channel by its id, direct-message channels too. Raises KeyError when it is gone."""
    found = env.backend.channels[channel_id]
    guild = None if found.guild_id is None else env.guild
    return simcord.ChannelHandle(env, guild, found)


def correspondent(env: simcord.Env, channel_id: int) -> int | None:
    """The member id at the other end of a direct-message channel, else None."""
    channel = env.backend.channels.get(channel_id)
    return channel.recipient_ids[0] if channel is not None and channel.recipient_ids else None


# -------------------------------------------------------------------------------- messages


def visible(actor: MemberActor) -> list[ResponseMessage]:
    """Every message this member can see now, newest first, own ephemeral and DMs too."""
    env = actor._env
    found = [
        message
        for channel_id, messages in env.backend.messages.items()
        if may_see(env, channel_id, actor.id)
        for message in messages.values()
        if message.visible_to(actor.id)
    ]
    return [ResponseMessage(env, each) for each in sorted(found, key=_newest, reverse=True)]


def message(env: simcord.Env, channel_id: int, message_id: int) -> ResponseMessage:
    """One message by its id. Raises KeyError when it is gone."""
    return ResponseMessage(env, env.backend.messages[channel_id][message_id])


def files_of(env: simcord.Env, message: ResponseMessage) -> dict[str, bytes]:
    """What hangs on a message, by its file's name, as anybody who sees it can save it."""
    found = {each.filename: env.backend.cdn.get(each.url) for each in message.message.attachments}
    return {name: data for name, data in found.items() if data is not None}


def _newest(message: Message) -> int:
    return message.id


def dismiss_private(env: simcord.Env) -> None:
    """Take away every private answer, as people do, so that what comes is easy to find."""
    for messages in env.backend.messages.values():
        for message_id in [each.id for each in messages.values() if each.is_ephemeral]:
            del messages[message_id]


def seen_message(result: InteractionResult) -> ResponseMessage | None:
    """The message an answer posted or changed; None for a form or no answer at all."""
    return result.response


def place_of(result: InteractionResult) -> int:
    """The id of the channel an interaction happened in."""
    return result._interaction.channel_id


def key_of(result: InteractionResult) -> str:
    """What tells one interaction from any other."""
    return str(result._interaction.id)


def loading(message: ResponseMessage) -> bool:
    """Whether it only says that the bot is thinking."""
    return bool(message._message.flags & (1 << 7))


def watch(env: simcord.Env, observer: Callable[[Sighting], None]) -> None:
    """Tell `observer` of every message posted, edited or deleted, ephemeral ones as well."""
    backend: Any = env.backend

    def hook(name: str, what: str) -> None:
        original = getattr(backend, name)

        def hooked(*args: Any, **fields: Any) -> Any:
            gone = backend.messages.get(args[0], {}).get(args[1]) if what == "deleted" else None
            result = original(*args, **fields)
            message = gone or result
            if isinstance(message, Message):
                observer(_sighting(what, message))
            return result

        setattr(backend, name, hooked)

    hook("commit_message", "posted")
    hook("edit_message", "edited")
    hook("delete_message", "deleted")


def listen(env: simcord.Env, observer: Callable[[str, Wire], None]) -> None:
    """Tell `observer` of every gateway event, before any restart of the bot and after it."""
    env.backend.subscribers.append(lambda event, payload: observer(event, dict(payload)))


def watch_forms(env: simcord.Env, observer: Callable[[int, int, Wire], None]) -> None:
    """Tell `observer` (channel id, member id, form) of every form shown in this world."""
    backend: Any = env.backend
    original = backend.new_interaction

    def new_interaction(*args: Any, **fields: Any) -> Interaction:
        record: Any = original(*args, **fields)
        shown = record.show_modal

        def show(form: Wire) -> None:
            shown(form)
            observer(record.channel_id, record.user_id, form)

        record.show_modal = show
        return record  # type: ignore[no-any-return]  # what the original returned

    backend.new_interaction = new_interaction


def _sighting(what: str, message: Message) -> Sighting:
    meta = (message.interaction_metadata or {}).get("user") or {}
    only_for = int(meta["id"]) if message.is_ephemeral and "id" in meta else None
    return Sighting(
        what,
        message.id,
        message.channel_id,
        message.author_id,
        message.content,
        message.components,
        only_for,
    )


def private_channel(env: simcord.Env, member_id: int) -> int | None:
    """The channel in which the bot writes to this member alone; None before it has."""
    return env.backend.dm_channels.get(member_id)


def timeline(env: simcord.Env, channel_id: int, viewer_id: int, most: int) -> list[Message]:
    """The newest messages of a channel that this member can see, at most so many, oldest first."""
    stored = env.backend.messages.get(channel_id, {})
    seen = [stored[each] for each in sorted(stored) if stored[each].visible_to(viewer_id)]
    return seen[-most:]


def stored_file(env: simcord.Env, url: str) -> bytes | None:
    """What was uploaded to this address of the simulated Discord; None for any other."""
    return env.backend.cdn.get(url)


def forget(env: simcord.Env, channel_id: int, message_id: int) -> None:
    """Take one private answer out of sight, as somebody does who dismisses it."""
    message = env.backend.messages.get(channel_id, {}).get(message_id)
    if message is not None and message.is_ephemeral:
        del env.backend.messages[channel_id][message_id]


def commands_for(env: simcord.Env, member_id: int, channel_id: int) -> list[Wire]:
    """The commands that this member could send here, each with its name, words and options."""
    roots = env.backend.visible_commands(user_id=member_id, channel_id=channel_id)
    return [
        {"name": " ".join(path), "about": leaf["description"], "options": leaf.get("options") or []}
        for root in roots
        for path, leaf in interactions.command_leaves(root)
    ]


def press_at_once(presses: list[tuple[MemberActor, ResponseMessage, str]]) -> None:
    """Send several presses (member, message, custom id) before the bot may answer any.

    Follow it with `await env.settle()`: the way to test a double press or twelve people at once.
    """
    from simcord.backend import serializers  # noqa: PLC0415 - private, as all here

    for member, message, custom_id in presses:
        backend = member._env.backend
        record, payload = interactions.base_payload(
            backend,
            type=3,
            channel_id=message.channel_id,
            guild_id=member.guild.id,
            user_id=member.id,
            data={"custom_id": custom_id, "component_type": 2},
        )
        record.source_message_id = message.id
        payload["message"] = dict(serializers.message_payload(backend, message._message))
        backend.emit("INTERACTION_CREATE", payload)


# --------------------------------------------------------------------------------- preview


def free_port() -> int:
    """A port on loopback that nothing uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(slots=True)
class Preview:
    """SimCord's page on one channel, which can be moved to another at the same address."""

    env: simcord.Env
    port: int
    token: str
    inner: simcord.Preview | None = None
    browser: object | None = None
    """Playwright's browser for `shoot`, kept by whoever started it."""
    zone: str = "UTC"

    @property
    def url(self) -> str:
        """The address with its token; whoever has it can drive the rehearsal."""
        return f"http://127.0.0.1:{self.port}/#{self.token}"

    async def show(
        self, channel: simcord.ChannelHandle, viewers: Sequence[MemberActor | simcord.UserHandle]
    ) -> None:
        """Open this channel; the browser's next load shows it. All viewers must see the channel.

        A direct-message channel has its `UserHandle` as the one viewer.
        """
        await self.close()
        self.inner = self.env.preview(
            channel,
            viewers=viewers,
            layout="channel",
            timezone=self.zone,
            port=self.port,
            width=390,
            height=844,
        )
        self.inner.capability = self.token
        await self.inner.__aenter__()
        self.port = int(self.inner._server.port or self.port)

    async def shoot(self, path: str, target: object = None, *, height: int = 844) -> None:
        """Take a picture, 390 px wide: of one message or answer, or of the channel without one."""
        if self.inner is None:
            raise simcord.SetupError("No channel is shown")
        self.inner._capture_manager._browser = self.browser
        await self.inner.screenshot(
            path,
            target=target,
            viewport=(390, height),
            mode="viewport" if target is None else "surface",
            layout="channel" if target is None else "message",
            allow_incomplete=True,
        )

    async def close(self) -> None:
        """Stop serving, so that another channel can be opened."""
        if self.inner is not None:
            if self.browser is not None:
                self.inner._capture_manager._browser = None
            await self.inner.close()
            self.inner = None
