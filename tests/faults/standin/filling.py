"""Filling in a form (a modal) that the bot opened."""

from typing import Any

from tests.faults.standin import interactions
from tests.faults.standin.api.refusals import Refused
from tests.faults.standin.input.touches import Touches
from tests.faults.standin.interactions import Interaction
from tests.faults.standin.render import LABEL, ROW, SELECTS, TEXT_INPUT

Json = dict[str, Any]

RADIO, CHECKBOXES, CHECKBOX = 21, 22, 23


def fields(modal: Json) -> list[Json]:
    """List what a form asks: label, custom id, type, whether it is needed."""
    found = []
    for one in modal["components"]:
        inner = one.get("component") or (one.get("components") or [{}])[0]
        if inner.get("custom_id"):
            label = one.get("label") or inner.get("label")
            found.append({"label": label, "custom_id": inner["custom_id"], "type": inner["type"],
                          "required": inner.get("required", True), "value": inner.get("value"),
                          "options": inner.get("options")})  # fmt: skip
    return found


class Filling:
    """Sends a form that was filled in."""

    def __init__(self, touches: Touches) -> None:
        """Act as those touches do."""
        self.touches = touches

    def submit(self, ask: Json) -> Interaction:
        """Send the form an interaction opened: `fields` by label or custom id."""
        opened = self.touches.discord.interactions.all[ask["interaction"]]
        if opened.modal is None or opened.member != self.touches.world.user(ask["member"])["id"]:
            raise Refused("there is no open form for this person")
        given, resolved = dict(ask.get("fields", {})), {}  # type: Json, Json
        parts = [self._part(one, given, opened.channel, resolved)
                 for one in opened.modal["components"]]  # fmt: skip
        if given:
            raise Refused(f"the form does not ask {list(given)}: {fields(opened.modal)}")
        data = {"custom_id": opened.modal["custom_id"], "components": parts, "resolved": resolved}
        return self.touches.discord.interactions.send(
            interactions.FORM, opened.member, opened.channel, data, source=opened.source
        )

    def _part(self, one: Json, given: Json, channel: Json, resolved: Json) -> Json:
        shell: Json = {"type": one["type"], "id": one["id"]}
        if one["type"] == LABEL:
            inner = one["component"]
            filled = self._filled(inner, one["label"], given, channel, resolved)
            return shell | {"component": filled}
        if one["type"] == ROW:
            inner = one["components"][0]
            filled = self._filled(inner, inner.get("label", ""), given, channel, resolved)
            return shell | {"components": [filled]}
        return shell

    def _filled(self, inner: Json, label: str, given: Json, channel: Json, resolved: Json) -> Json:
        key = label if label in given else inner["custom_id"]
        answer = given.pop(key, None)
        filled: Json = {key: inner[key] for key in ("type", "id", "custom_id")}
        kind = inner["type"]
        if answer is None and kind == TEXT_INPUT:
            answer = inner.get("value")
        if not answer and inner.get("required", True) and kind not in (CHECKBOX, CHECKBOXES):
            raise Refused(f"the form needs {label!r}")
        if kind == TEXT_INPUT:
            return filled | {"value": _fitting(str(answer or ""), inner)}
        if kind == CHECKBOX:
            return filled | {"value": bool(answer)}
        names = [answer] if isinstance(answer, str) else list(answer or [])
        values = self.touches.chosen(inner, names, channel, resolved)
        if kind == RADIO:
            return filled | {"value": values[0] if values else None}
        if kind in SELECTS or kind == CHECKBOXES:
            return filled | {"values": values}
        raise Refused(f"the stand-in cannot fill in a component of type {kind}")


def _fitting(words: str, inner: Json) -> str:
    if not inner.get("min_length", 0) <= len(words) <= inner.get("max_length", 4000) and words:
        raise Refused("the answer is too short or too long for the form")
    return words
