"""Slash commands as a person sends them: found by path, options checked and resolved."""

from typing import Any

from tests.faults.standin.api.refusals import Refused
from tests.faults.standin.founding import role_named
from tests.faults.standin.world import World

Json = dict[str, Any]

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER = 3, 4, 5, 6, 7, 8, 10


def registered(world: World, commands: list[Json]) -> list[Json]:
    """Give each command of a set what Discord adds to it: ids and a version."""
    added = {"application_id": world.bot["id"], "version": "1"}
    defaults: Json = {"type": 1, "description": "", "default_member_permissions": None}
    return [defaults | one | added | {"id": world.ids.take()} for one in commands]


class Invocation:
    """One slash command being filled in."""

    def __init__(self, world: World, guild: Json | None, path: str) -> None:
        """Find the command by its words, such as `meeting start`; refuse an unknown one."""
        self.world = world
        self.guild = guild
        self.words = path.removeprefix("/").split()
        self.resolved: Json = {}
        self.command = self._named(world.commands, self.words[0])
        self.leaf = self.command
        for word in self.words[1:]:
            self.leaf = self._named(self.leaf.get("options", []), word)

    def _named(self, among: list[Json], word: str) -> Json:
        for one in among:
            if one["name"] == word:
                return one
        known = ", ".join(one["name"] for one in among)
        raise Refused(f"no command or option {word!r} in /{' '.join(self.words)}: {known}")

    def data(self, given: Json, focused: str | None = None) -> Json:
        """Write the interaction's data; required options and choices are held to."""
        options = [self._option(name, value, focused) for name, value in given.items()]
        if focused is None:
            self._complete(given)
        for word in reversed(self.words[1:]):
            deepest = word is self.words[-1]
            options = [{"name": word, "type": SUBCOMMAND if deepest else GROUP, "options": options}]
        data = {"id": self.command["id"], "name": self.command["name"], "type": 1}
        return data | {"options": options, "resolved": self.resolved}

    def _complete(self, given: Json) -> None:
        for option in self.leaf.get("options", []):
            if option.get("required") and option["name"] not in given:
                raise Refused(f"/{' '.join(self.words)} needs {option['name']}")

    def _option(self, name: str, value: object, focused: str | None) -> Json:
        option = self._named(self.leaf.get("options", []), name)
        written: Json = {"name": name, "type": option["type"]}
        if name == focused:
            return written | {"value": value, "focused": True}
        choices = {one["name"]: one["value"] for one in option.get("choices", [])}
        if choices:
            if value not in choices and value not in choices.values():
                raise Refused(f"{name} is one of {list(choices)}, not {value!r}")
            value = choices.get(str(value), value)
        return written | {"value": self._value(option["type"], value)}

    def _value(self, kind: int, value: object) -> object:
        if kind in (USER, CHANNEL, ROLE):
            return resolve(self.world, self.guild, kind, str(value), self.resolved)
        wanted = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: int | float}[kind]
        if not isinstance(value, wanted):
            raise Refused(f"{value!r} is not of the kind the option wants")
        return value


def resolve(world: World, guild: Json | None, kind: int, name: str, resolved: Json) -> str:
    """Find a person, channel or role by name, note it among the resolved, give its id."""
    if kind == CHANNEL:
        channel = world.channel(name)
        resolved.setdefault("channels", {})[channel["id"]] = channel | {"permissions": "0"}
        return str(channel["id"])
    if guild is None:
        raise Refused("there are no members or roles in direct messages")
    if kind == ROLE:
        role = role_named(guild, name)
        resolved.setdefault("roles", {})[role["id"]] = role
        return str(role["id"])
    user = world.user(name)
    resolved.setdefault("users", {})[user["id"]] = user
    partial = guild["members"][user["id"]] | {"permissions": "0"}
    resolved.setdefault("members", {})[user["id"]] = partial
    return str(user["id"])
