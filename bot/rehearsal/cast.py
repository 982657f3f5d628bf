"""Simulated people, who find the real buttons by their words and press them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rehearsal import simkit
from bot.rehearsal.plain_text import Plain, label_of, plain, walk
from bot.rehearsal.simkit import turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simcord import ChannelHandle, Env, InteractionResult, MemberActor, ResponseMessage

    from bot.rehearsal.simkit import Wire

_BUTTON, _SELECTS, _LABEL, _LINK = 2, (3, 5, 6, 7, 8), 18, 5
_STRING_SELECT, _RADIO, _CHECKBOXES = 3, 21, 22
YES = "Yes"  # finds the button that says so to a question, whatever it says besides


class NotThere(LookupError):
    """No button, menu or field with these words is in sight of this person."""


class NoAnswer(AssertionError):
    """The bot left a press or a command without an answer, which it never may."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a message (new or redrawn, perhaps private) or a form."""

    result: InteractionResult
    asked: str
    """What was done, as in "Ana pressed Join", for messages of failure."""

    @property
    def message(self) -> ResponseMessage | None:
        """The newest message of the answer; None for a form."""
        later = self.result.followups
        return later[-1] if later else simkit.seen_message(self.result)

    @property
    def form(self) -> Wire | None:
        """The form that opened, if one did."""
        return self.result.modal

    @property
    def asks(self) -> bool:
        """Whether it asks once before it does what was wanted."""
        return any(_begins(one, YES) for one in self.shown.buttons)

    @property
    def private(self) -> bool:
        """Whether only the one who asked sees it; a form is private."""
        return self.form is not None or (self.message is not None and self.message.ephemeral)

    @property
    def shown(self) -> Plain:
        """The answer in plain words, with the labels of what can be pressed."""
        if self.form is not None:
            return plain(self.form.get("components", []), str(self.form.get("title", "")))
        message = self.message
        return Plain("", ()) if message is None else plain(message.components, message.content)

    @property
    def text(self) -> str:
        """The words of the answer alone."""
        return self.shown.text


async def press(member: MemberActor, label: str, *, on: ResponseMessage | None = None) -> Answer:
    """Press the newest visible button whose words begin with `label`.

    `on` keeps to one message, to press an old card on purpose. Raises NotThere, or NoAnswer when
    the bot said nothing.
    """
    await turn(_env(member))
    message, button = find_button(member, label, on=on)
    done = await member.click(message.message, custom_id=button["custom_id"])
    return answered(done, f"{member.name} pressed {label}")


async def choose(
    member: MemberActor, menu: str, *choices: str | MemberActor, on: ResponseMessage | None = None
) -> Answer:
    """Choose in the newest visible menu whose placeholder, or one of whose options, begins so.

    Of two in one message, the one with the choices. Choices are the beginnings of options' words,
    or people for a menu of members.
    """
    what = f"the menu {menu}"
    await turn(_env(member))
    message, _ = _find(member, lambda each: _is_menu(each, menu), what, on)
    found = [node for each in walk(message.components) if _is_menu(node := dict(each), menu)]
    node = next((each for each in found if _has(each, choices)), found[0])
    values = [each if not isinstance(each, str) else option(node, each) for each in choices]
    done = await member.select(message.message, values, custom_id=node["custom_id"])
    return answered(done, f"{member.name} chose {choices} in {menu}")


async def fill(member: MemberActor, form: Answer, values: Mapping[str, object] | str) -> Answer:
    """Send a form. `values` goes by the beginning of each field's label or by its custom id.

    One string alone fills the first field. Choices are given by the words of the option.
    """
    if form.form is None:
        message = f"{form.asked}: no form opened, but {form.shown}"
        raise NotThere(message)
    fields = fields_of(form.form)
    given = {next(iter(fields)): values} if isinstance(values, str) else values
    filled = dict(_filled(fields, label, value) for label, value in given.items())
    await turn(_env(member))
    done = await member.submit_modal(form.result, filled)
    return answered(done, f"{member.name} sent a form after: {form.asked}")


async def say(member: MemberActor, command: str, place: ChannelHandle, **options: object) -> Answer:
    """Use a slash command, given without its slash ("meeting schedule")."""
    await turn(_env(member))
    done = await member.slash(place, command, **options)
    return answered(done, f"{member.name} used /{command}")


async def come_in(member: MemberActor, room: ChannelHandle, *, muted: bool = True) -> None:
    """Enter a voice room; refused like on Discord when the door is closed to this person."""
    await turn(_env(member))
    await member.join_voice(room, self_mute=muted)


async def go_out(member: MemberActor) -> None:
    """Leave the voice room, or lose the connection."""
    await turn(_env(member))
    await member.leave_voice()


def sees(member: MemberActor, label: str) -> bool:
    """Whether a button that begins with these words is in sight and can be pressed."""
    try:
        find_button(member, label)
    except NotThere:
        return False
    return True


def find_button(
    member: MemberActor, label: str, *, on: ResponseMessage | None = None
) -> tuple[ResponseMessage, Wire]:
    """The newest visible message with such a button, and the button. Raises NotThere."""
    return _find(member, lambda each: _is_button(each, label), f"the button {label}", on)


def fields_of(form: Wire) -> dict[str, Wire]:
    """A form's fields by custom id, each with the label above it under the key "label"."""
    found: dict[str, Wire] = {}
    for node in walk(form.get("components", [])):
        child = node.get("component") if node.get("type") == _LABEL else node
        if child is not None and child.get("custom_id") and child["custom_id"] not in found:
            label = node.get("label") or child.get("label") or ""
            found[child["custom_id"]] = {**child, "label": label}
    return found


def option(node: Wire, words: str) -> str:
    """The value of the option whose words begin so; the value itself will do. Raises NotThere."""
    options = node.get("options") or []
    for each in options:
        if words == each["value"] or _begins(str(each.get("label", "")), words):
            return str(each["value"])
    message = f"no choice {words!r} among {[each.get('label') for each in options]}"
    raise NotThere(message)


def answered(result: InteractionResult, asked: str) -> Answer:
    """The answer, once it is certain that there is one. Raises NoAnswer."""
    answer = Answer(result, asked)
    unsaid = answer.message is not None and simkit.loading(answer.message)
    if not result.acknowledged or unsaid:
        message = f"{asked}, and nothing answered"
        raise NoAnswer(message)
    return answer


def _env(member: MemberActor) -> Env:
    return simkit.env_of(member)


def _find(
    member: MemberActor, fits: Callable[[Wire], bool], what: str, on: ResponseMessage | None
) -> tuple[ResponseMessage, Wire]:
    messages: Sequence[ResponseMessage] = simkit.visible(member) if on is None else [on]
    for message in messages:
        for node in walk(message.components):
            if fits(dict(node)):
                return message, dict(node)
    text = f"{member.name} sees nowhere {what}"
    raise NotThere(text)


def _is_button(node: Wire, label: str) -> bool:
    if node.get("type") != _BUTTON or node.get("disabled") or node.get("style") == _LINK:
        return False
    return _begins(label_of(node), label)


def _is_menu(node: Wire, words: str) -> bool:
    if node.get("type") not in _SELECTS or node.get("disabled"):
        return False
    labels = [str(each.get("label", "")) for each in node.get("options") or []]
    return any(_begins(each, words) for each in (str(node.get("placeholder") or ""), *labels))


def _has(node: Wire, choices: tuple[str | MemberActor, ...]) -> bool:
    labels = [str(each.get("label", "")) for each in node.get("options") or []]
    return all(
        any(_begins(label, choice) for label in labels)
        for choice in choices
        if isinstance(choice, str)
    )


def _begins(label: str, words: str) -> bool:
    """Labels may be followed by a count or a name after a dot, a yes by what it does."""
    more = (f"{words} ·", f"{YES}, ") if words == YES else f"{words} ·"
    return label == words or label.startswith(more)


def _filled(fields: dict[str, Wire], label: str, value: object) -> tuple[str, object]:
    for custom_id, field in fields.items():
        if label == custom_id or str(field["label"]).startswith(label):
            return custom_id, _typed(field, value)
    message = f"the form has no field {label!r}, but {[each['label'] for each in fields.values()]}"
    raise NotThere(message)


def _typed(field: Wire, value: object) -> object:
    kind = field.get("type")
    if kind == _RADIO:
        return option(field, str(value))
    if kind in (_STRING_SELECT, _CHECKBOXES):
        return [option(field, str(each)) for each in _listed(value)]
    return _listed(value) if kind in _SELECTS else value


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]
