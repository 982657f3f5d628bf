"""What somebody at the page does as one of the people: press, choose, write, send a form.

One thing at a time, in the order in which it came; what has to wait is never lost.
"""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import simcord

from bot.rehearsal import cast, simkit
from bot.rehearsal.page.sight import handle
from bot.rehearsal.plain_text import walk
from bot.rehearsal.world import FACILITATOR
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from simcord import InteractionResult, MemberActor
    from simcord.builders import UserHandle

    from bot.rehearsal.world import World

    Wire = dict[str, Any]
    Doing = Callable[[Wire], Awaitable[Wire]]

_SAY = speaker(FALLBACK)
_KINDS = {5: "person", 6: "role", 7: "person", 8: "room"}
"""What a menu offers, by the number of its component."""
_FILES, _TEXTS = 19, (4, 21, 23)
_OPTIONS = {6: "person", 7: "room", 8: "role", 9: "person"}
"""What an option of a command names, by its number."""
_INTEGER, _ATTACHMENT, _NUMBER = 4, 11, 10
_FORMS = 50
"""Forms that stay open at once; a form of long ago has expired, as on Discord."""


@dataclass(slots=True)
class Hands:
    """Presses, forms and commands of whoever is looked at."""

    world: World
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)
    _forms: OrderedDict[str, tuple[MemberActor | UserHandle, InteractionResult]] = field(
        default_factory=OrderedDict
    )

    def can(self) -> dict[str, Doing]:
        """Everything that can be done, by the name the page has for it."""
        return {
            "press": self.press,
            "choose": self.choose,
            "send": self.send,
            "command": self.command,
            "suggest": self.suggest,
            "write": self.write,
            "chat": self.chat,
            "dismiss": self.dismiss,
        }

    async def do(self, act: str, wanted: Wire) -> Wire:
        """Do it as soon as everything before it is done.

        What couldn't be done is told under `notice`. Raises KeyError for what the page can't ask.
        """
        doing = self.can()[act]
        async with self._one:
            await simkit.turn(self.world.env)
            try:
                return await doing(wanted)
            except cast.NoAnswer:
                return {"notice": _SAY("rehearsal.no_reply")}
            except (simcord.SetupError, simcord.BackendError, TimeoutError) as fault:
                return _refused(fault)

    async def press(self, wanted: Wire) -> Wire:
        """Press a button."""
        if self._component(wanted) is None:
            return {"notice": _SAY("rehearsal.gone")}
        actor, message = self._actor(wanted), self._message(wanted)
        return self._answer(actor, await actor.click(message.message, custom_id=str(wanted["id"])))

    async def choose(self, wanted: Wire) -> Wire:
        """Choose in a menu."""
        node = self._component(wanted)
        if node is None:
            return {"notice": _SAY("rehearsal.gone")}
        actor, message = self._actor(wanted), self._message(wanted)
        values = self._chosen(node, [str(each) for each in wanted["values"]])
        done = await actor.select(message.message, values, custom_id=str(wanted["id"]))
        return self._answer(actor, done)

    async def send(self, wanted: Wire) -> Wire:
        """Send a form that was opened before; one that Discord won't take can be sent `again`."""
        actor, shown = self._forms.pop(str(wanted["form"]), (None, None))
        if actor is None or shown is None:
            return {"notice": _SAY("rehearsal.gone")}
        fields = cast.fields_of(shown.modal or {})
        values = {
            each: self._typed(fields[each], value)
            for each, value in dict(wanted["values"]).items()
            if value not in (None, "", [])
        }
        try:
            return self._answer(actor, await actor.submit_modal(shown, values))
        except simcord.SetupError as fault:
            self._forms[str(wanted["form"])] = (actor, shown)
            return {"again": True, **_refused(fault)}

    async def command(self, wanted: Wire) -> Wire:
        """Send a slash command; one that the bot `refused` can be sent again."""
        actor, name = self._actor(wanted), str(wanted["name"])
        options = self._options(wanted)
        if self._is_private(wanted):
            done = await actor.slash(name, **options)
        else:
            done = await actor.slash(simkit.channel(self.world.env, _at(wanted)), name, **options)
        return self._answer(actor, done) | ({"refused": True} if _says_no(done) else {})

    async def suggest(self, wanted: Wire) -> Wire:
        """Ask what the bot suggests for what was typed into an option so far."""
        actor, options = self._actor(wanted), self._options(wanted)
        asked = (str(wanted["name"]), str(wanted["option"]), str(wanted["value"]))
        options.pop(asked[1], None)
        here = [] if self._is_private(wanted) else [simkit.channel(self.world.env, _at(wanted))]
        found = await actor.autocomplete(*here, *asked, **options)
        self.world.offered.update({str(one["value"]): str(one["name"]) for one in found})
        return {"suggestions": found}

    async def write(self, wanted: Wire) -> Wire:
        """Write straight into the channel, as people do."""
        member, words = self.world[str(wanted["eyes"])], str(wanted["words"])
        if other := self.world.chats.other(str(wanted["at"])):
            return {"answer": self._wrote(str(wanted["eyes"]), other, words)}
        if self._is_private(wanted):
            return {"answer": str((await member.user.send_dm(words)).id)}
        try:
            place = simkit.channel(self.world.env, _at(wanted))
        except KeyError:
            return {"notice": _SAY("rehearsal.room_gone")}
        return {"answer": str((await member.send(place, words)).id)}

    async def chat(self, wanted: Wire) -> Wire:
        """Open a private chat with somebody; gives its channel."""
        name = str(wanted["eyes"])
        others = {each: each for each in self.world.people if each != name}
        return {"channel": self.world.chats.open(name, others[str(wanted["who"])])}

    async def dismiss(self, wanted: Wire) -> Wire:
        """Put a private answer away."""
        simkit.forget(self.world.env, _at(wanted), int(wanted["message"]))
        return {}

    def _wrote(self, name: str, other: str, words: str) -> str:
        """Write in a private chat; a member to whom the facilitator writes answers there."""
        answers = name == FACILITATOR and self.world[other] is not self.world.organiser
        now = self.world.env.now().timestamp()
        return self.world.chats.write(name, other, words, now, answers=answers)

    def _answer(self, actor: MemberActor | UserHandle, done: InteractionResult) -> Wire:
        """What the page is to show: a form, or the message to look at."""
        answer = cast.answered(done, "")
        if answer.form is None:
            message = answer.message
            return {} if message is None else {"answer": str(message.id)}
        key = simkit.key_of(done)
        self._forms[key] = (actor, done)
        while len(self._forms) > _FORMS:
            self._forms.popitem(last=False)
        return {"form": {"key": key, **answer.form}}

    def _component(self, wanted: Wire) -> Wire | None:
        """The button or menu as it's drawn now; None where it's gone or can't be pressed."""
        try:
            message = self._message(wanted)
        except KeyError:
            return None
        found = [one for one in walk(message.components) if one.get("custom_id") == wanted["id"]]
        return dict(found[0]) if found and not found[0].get("disabled") else None

    def _message(self, wanted: Wire) -> simcord.results.ResponseMessage:
        return simkit.message(self.world.env, _at(wanted), int(wanted["message"]))

    def _actor(self, wanted: Wire) -> Any:  # noqa: ANN401 - a member, or their own account
        member = self.world[str(wanted["eyes"])]
        return member.user if self._is_private(wanted) else member

    def _is_private(self, wanted: Wire) -> bool:
        return simkit.correspondent(self.world.env, _at(wanted)) is not None

    def _chosen(self, node: Wire, values: list[str]) -> list[Any]:
        kind = _KINDS.get(int(node["type"]))
        return values if kind is None else [handle(self.world, kind, each) for each in values]

    def _typed(self, node: Wire, value: object) -> object:
        """A field's value as the simulated Discord takes it."""
        if node["type"] in _TEXTS:
            return value
        listed = value if isinstance(value, list) else [value]
        if node["type"] == _FILES:
            return [_file(each) for each in listed]
        return self._chosen(node, [str(each) for each in listed])

    def _options(self, wanted: Wire) -> dict[str, object]:
        actor = self.world[str(wanted["eyes"])]
        known = simkit.commands_for(self.world.env, actor.id, _at(wanted))
        options: list[Wire] = next(
            (one["options"] for one in known if one["name"] == wanted["name"]), []
        )
        kinds = {each["name"]: int(each["type"]) for each in options}
        given = dict(wanted.get("options") or {})
        return {
            name: self._option(kinds[name], value)
            for name, value in given.items()
            if name in kinds and value not in (None, "")
        }

    def _option(self, kind: int, value: Any) -> object:  # noqa: ANN401 - as the page sent it
        if kind in _OPTIONS:
            return handle(self.world, _OPTIONS[kind], str(value))
        if kind == _ATTACHMENT:
            return _file(value)
        if kind in (_INTEGER, _NUMBER):
            return int(value) if kind == _INTEGER else float(value)
        return value


def _says_no(done: InteractionResult) -> bool:
    """Whether the bot refused: it says so in a bare line, and answers all else with a card."""
    message = cast.answered(done, "").message
    return message is not None and message.ephemeral and bool(message.content)


def _refused(fault: Exception) -> Wire:
    return {"notice": _SAY("rehearsal.refused", why=Shown(str(fault).splitlines()[0]))}


def _at(wanted: Wire) -> int:
    return int(wanted["at"])


def _file(value: Any) -> tuple[str, bytes]:  # noqa: ANN401 - as the page sent it
    return str(value["name"]), b64decode(value["data"])
