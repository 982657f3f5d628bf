"""What one person sees in one channel, as JSON for the page to draw."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.domain.ids import GuildId
from bot.rehearsal import simkit
from bot.rehearsal.plain_text import walk
from bot.rehearsal.world import FACILITATOR, ORGANISER
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from simcord import MemberActor

    from bot.rehearsal.world import World

_SAY = speaker(FALLBACK)
_SETTINGS = (
    "rooms", "announcements", "facilitators", "timezone", "country", "organisers",
    "facilitators_channel", "standing_console", "adults_only", "language", "discreet", "events",
)  # fmt: skip
PRIVATE = "meeting next"
"""The one of its group that answers in a private message, too."""
_HOW_TO_ANSWER = _SAY("aid.how")
_MOST = 60
"""Messages that are shown of a channel; what is older has scrolled away."""


def sight(world: World, name: str, at: str = "") -> dict[str, Any]:
    """What this person sees; `at` is a channel's id, empty for where they'd look by themselves.

    A channel that is gone, or closed to them, gives way to one that is open. Raises KeyError for
    nobody.
    """
    who = world[name]
    channels = _channels(world, who)
    by_id = {each["id"]: each for each in channels}
    shown = at if at in by_id else _where_they_look(world, who, by_id)
    other = world.chats.other(shown)
    return {
        "eyes": name,
        "asked": at,
        "channels": channels,
        "at": shown,
        "kind": by_id[shown]["kind"],
        "other": other,
        "inside": [] if other else _inside(world, int(shown)),
        "messages": world.chats.messages(name, other)
        if other
        else _messages(world, int(shown), who),
    }


def commands(world: World, name: str, at: str) -> list[simkit.Wire]:
    """The commands that are of use to this person in this channel.

    In a private message Discord offers all of a group's or none, between two people none. Those
    that would only say where they belong, and those it doesn't offer there, name under `elsewhere`
    a channel that has them. Raises KeyError for nobody.
    """
    who = world[name]
    private = bool(world.chats.other(at))
    found = [] if private else simkit.commands_for(world.env, who.id, int(at))
    if not private and simkit.correspondent(world.env, int(at)) is None:
        return found
    here = [
        one for one in found if one["name"] == PRIVATE or not one["name"].startswith("meeting ")
    ]
    channels = {one["id"]: one for one in _channels(world, who)}
    place = channels[_where_they_look(world, who, channels)]
    known = {one["name"] for one in here}
    there = simkit.commands_for(world.env, who.id, int(place["id"]))
    return here + [{**one, "elsewhere": place} for one in there if one["name"] not in known]


def names(world: World) -> dict[str, str]:
    """What stands for each mention, by what stands in a card: `<@1>`, `<@&2>`, `<#3>`."""
    rooms = {f"<#{each.id}>": f"#{each.name}" for each in simkit.rooms(world.guild)}
    people = {f"<@{each.id}>": f"@{name}" for name, each in world.people.items()}
    bot = world.env.backend.bot_user
    roles = {f"<@&{each.id}>": f"@{each.name}" for each in world.guild.roles.values()}
    return {**rooms, **people, **roles, f"<@{bot.id}>": f"@{bot.name}"}


def settings_of(world: World) -> dict[str, str]:
    """What is set for the server, by the option of `/setup server`, as somebody would say it."""
    bot: Any = world.env.bot
    server = bot.services.setup.remembered(GuildId(world.guild.id))
    named = {
        each["id"]: each["name"] for kind in ("rooms", "roles") for each in choices(world)[kind]
    }
    found = {} if server is None else {name: getattr(server, name) for name in _SETTINGS}
    return {name: _said(value, named) for name, value in found.items() if value is not None}


def _said(value: object, named: dict[str, str]) -> str:
    if isinstance(value, bool):
        return _SAY(f"rehearsal.script.{'yes' if value else 'no'}")
    return named.get(str(value), str(value))


def choices(world: World) -> dict[str, list[dict[str, str]]]:
    """Whom and what a menu or a command can name: people, roles, channels, categories too."""
    rooms = [world.category, *simkit.rooms(world.guild)]
    return {
        "people": [{"id": str(each.id), "name": name} for name, each in world.people.items()],
        "roles": [{"id": str(r.id), "name": r.name} for r in world.guild.roles.values()],
        "rooms": [
            {"id": str(each.id), "name": each.name or "", "kind": str(simkit.kind_of(each))}
            for each in rooms
        ],
    }


def people(world: World, newcomer: str, has_the_floor: str = "") -> list[dict[str, Any]]:
    """Everyone with the role they have, where they are, and what waits for them."""
    room, inside = world.voice_room(), simkit.where(world.guild)
    roles = {newcomer: "newcomer", ORGANISER: "organiser", FACILITATOR: "facilitator"}
    return [
        {
            "name": name,
            "role": _SAY(f"rehearsal.role.{roles.get(name, 'member')}"),
            "inside": room is not None and inside.get(each.id) == room.id,
            "moves": name != ORGANISER,
            "letters": _letters(world, each),
            "chats": world.chats.channels(name),
            "turn": name == has_the_floor,
            "leads": name == FACILITATOR,
        }
        for name, each in world.people.items()
    ]


def _letters(world: World, who: MemberActor) -> list[str]:
    """The private messages of the bot to this person, by their ids, the newest last."""
    private = simkit.private_channel(world.env, who.id)
    found = [] if private is None else simkit.timeline(world.env, private, who.id, _MOST)
    return [str(each.id) for each in found]


def _channels(world: World, who: MemberActor) -> list[dict[str, str]]:
    env = world.env
    seen = [each for each in simkit.rooms(world.guild) if simkit.may_see(env, each.id, who.id)]
    found = [
        {
            "id": str(each.id),
            "name": each.name or "",
            "kind": "voice" if simkit.is_voice(each) else "text",
            "newest": _newest(world, each.id, who),
        }
        for each in seen
    ]
    told = _letters(world, who)
    if told:
        private = str(simkit.private_channel(env, who.id))
        bot = env.backend.bot_user.name
        found.append({"id": private, "name": bot, "kind": "private", "newest": told[-1]})
    return found + world.chats.channels(world.name_of(who.id))


def _where_they_look(world: World, who: MemberActor, open_to_them: dict[str, Any]) -> str:
    """The voice room they are in, else their channel or the announcements, else what there is."""
    inside = str(simkit.where(world.guild).get(who.id, ""))
    own = world.organisers if who is world.organiser else world.announcements
    wanted = (inside, str(own.id), str(world.announcements.id))
    return next((each for each in wanted if each in open_to_them), next(iter(open_to_them)))


def _inside(world: World, channel_id: int) -> list[str]:
    where = simkit.where(world.guild)
    return [name for name, each in world.people.items() if where.get(each.id) == channel_id]


def _newest(world: World, channel_id: int, who: MemberActor) -> str:
    found = simkit.timeline(world.env, channel_id, who.id, 1)
    return str(found[0].id) if found else ""


def _messages(world: World, channel_id: int, who: MemberActor) -> list[dict[str, Any]]:
    bot = world.env.backend.bot_user.id
    return [
        {
            "id": str(each.id),
            "author": world.name_of(each.author_id),
            "bot": each.author_id == bot,
            "at": datetime.fromisoformat(each.timestamp).timestamp(),
            "private": each.is_ephemeral,
            "content": each.content,
            "components": each.components,
            "note": _note(world, each.components),
            "files": [
                {"name": one["filename"], "url": one["url"], "about": one.get("description") or ""}
                for one in each.attachments
            ],
        }
        for each in simkit.timeline(world.env, channel_id, who.id, _MOST)
    ]


def _note(world: World, components: list[dict[str, Any]]) -> str:
    """What the page adds to a card that says how to answer: whose name can be tapped for it."""
    said = "\n".join(str(one.get("content", "")) for one in walk(components))
    asked = [f"<@{each.id}>" for name, each in world.people.items() if f"**{name}**" in said]
    if _HOW_TO_ANSWER not in said or not asked:
        return ""
    return _SAY("rehearsal.chat.try_it", names=Shown(_SAY("rehearsal.chat.or").join(asked)))


def handle(world: World, kind: str, wanted: str) -> Any:  # noqa: ANN401 - three kinds
    """A person, role or channel by its id, as the simulated Discord takes it. Raises KeyError."""
    if kind == "person":
        return {str(each.id): each for each in world.people.values()}[wanted]
    if kind == "role":
        return {str(each.id): each for each in world.guild.roles.values()}[wanted]
    return {str(each.id): each for each in (world.category, *simkit.rooms(world.guild))}[wanted]
