"""The limits Discord puts on messages and forms; what breaks one is answered with 50035."""

from typing import Any

from tests.faults.standin.api.refusals import ApiError, bad_form
from tests.faults.standin.render import BUTTON, ROW, SELECTS, TEXT_DISPLAY, TEXT_INPUT, walk

Json = dict[str, Any]

LAYOUT = 1 << 15
EPHEMERAL = 1 << 6
MOST = {"components": 40, "words": 4000, "content": 2000, "label": 80, "custom_id": 100}
LINK = 5


def check_message(message: Json) -> None:
    """Refuse a message that Discord would refuse."""
    if message.get("flags", 0) & LAYOUT:
        _check_layout(message)
    elif not any(message.get(key) for key in ("content", "embeds", "components", "attachments")):
        raise ApiError(400, 50006, "Cannot send an empty message")
    if len(message.get("content") or "") > MOST["content"]:
        raise bad_form("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.")
    for embed in message.get("embeds", []):
        _length("embeds.0.title", embed.get("title") or "", 256)
        _length("embeds.0.description", embed.get("description") or "", 4096)
    check_components(message.get("components", []))


def _check_layout(message: Json) -> None:
    if message.get("content") or message.get("embeds"):
        raise bad_form("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "V2")
    every = list(walk(message.get("components", [])))
    if not 1 <= len(every) <= MOST["components"]:
        raise bad_form("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 40.")
    words = sum(len(one["content"]) for one in every if one["type"] == TEXT_DISPLAY)
    if words > MOST["words"]:
        raise bad_form("components", "COMPONENT_MAX_TEXT", "More than 4000 characters of text.")


def check_components(components: list[Json]) -> None:
    """Refuse rows too long, labels too long, custom ids missing or twice; number the parts."""
    every = list(walk(components))
    for number, one in enumerate(every, 1):
        one.setdefault("id", number)
        _check_one(one)
    names = [one["custom_id"] for one in every if one.get("custom_id")]
    if len(names) != len(set(names)):
        raise bad_form("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Custom id used twice.")


def _check_one(one: Json) -> None:
    kind = one["type"]
    if kind == ROW:
        _number("components", len(one["components"]), 1, 5)
    if kind == TEXT_DISPLAY:
        _number("components.content", len(one["content"]), 1, MOST["words"])
    if kind == BUTTON:
        _length("components.label", one.get("label") or "", MOST["label"])
        if not one.get("label") and not one.get("emoji"):
            raise bad_form("components.label", "BASE_TYPE_REQUIRED", "A label or an emoji.")
    if kind == SELECTS[0]:
        _number("components.options", len(one.get("options", [])), 1, 25)
    if kind in (BUTTON, TEXT_INPUT, *SELECTS) and one.get("style") != LINK:
        _number("components.custom_id", len(one.get("custom_id") or ""), 1, MOST["custom_id"])


def check_modal(modal: Json) -> None:
    """Refuse a form with a title, labels or a number of parts that Discord would refuse."""
    _number("data.title", len(modal.get("title") or ""), 1, 45)
    _number("data.custom_id", len(modal.get("custom_id") or ""), 1, MOST["custom_id"])
    _number("data.components", len(modal.get("components", [])), 1, 5)
    for one in walk(modal["components"]):
        _length("data.components.label", one.get("label") or "", 45)
        _length("data.components.description", one.get("description") or "", 100)
        _length("data.components.placeholder", one.get("placeholder") or "", 150)
    check_components(modal["components"])


def check_channel(body: Json) -> None:
    """Refuse a channel's name, topic or limit that Discord would refuse."""
    if "name" in body:
        _number("name", len((body["name"] or "").strip()), 1, 100)
    _length("topic", body.get("topic") or "", 1024)
    _number("user_limit", body.get("user_limit") or 0, 0, 99)


def _length(field: str, words: str, most: int) -> None:
    if len(words) > most:
        raise bad_form(field, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def _number(field: str, size: int, least: int, most: int) -> None:
    if not least <= size <= most:
        raise bad_form(field, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most}.")
