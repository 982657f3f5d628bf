"""What stands on somebody's screen before the button that the guide leads to: that comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bot.rehearsal import simkit
from bot.rehearsal.plain_text import label_of, walk
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rehearsal.world import World

_SAY = speaker(FALLBACK)
_BUTTON, _MENU = 2, 3
_MOST = 60
"""Messages of a channel in which a button is looked for: as many as the page shows."""
_TO_ROOM = _SAY("button.to_room")
_INTO_THE_ROOM = ("agree", "adult", "door")
_BACK_TO_LEADING = ("console", "options")
_LABELS = {
    "agree": _SAY("button.agree"),
    "adult": _SAY("button.adult_yes"),
    "door": _SAY("button.join"),
    "console": _SAY("button.console"),
    "options": _SAY("button.options"),
}
_ASKS = ("begin", "next_stage", "end", "finish", "topic")
_SURE = frozenset(_SAY(f"button.sure_{each}") for each in _ASKS)
"""The answers to what is asked once more before the meeting goes on."""


class OnScreen(NamedTuple):
    """One message as somebody sees it: what can be pressed, and whether it has a menu."""

    labels: tuple[str, ...]
    private: bool
    has_menu: bool

    def offers(self, label: str) -> bool:
        """Whether a button says so; a label may go on behind a dot."""
        return any(one == label or one.startswith(f"{label} ·") for one in self.labels)


def on_the_way(world: World, now: dict[str, Any] | None) -> dict[str, Any] | None:
    """Give the step so that it names what can be pressed on the screen of whoever it is for."""
    if not now or not now["eyes"] or not now["room"] or now["label"].startswith("/"):
        return now
    shown = _shown(world, now["eyes"], now["room"])
    first = first_press(shown, now["label"], now["again"])
    if first is None:
        return now
    key, label = first
    who = Shown(now["eyes"])
    return {
        **now,
        "text": _SAY(f"rehearsal.way.{key}", who=who, label=Shown(label)),
        "label": label,
    }


def first_press(shown: Sequence[OnScreen], label: str, again: str) -> tuple[str, str] | None:
    """Name the sentence and the button that come before the wanted one; None for that itself.

    `shown` begins with the newest. Without a label a menu is wanted: the button `again` opened it.
    """
    own = [one for one in shown if one.private]
    for one in own:
        if sure := next((each for each in one.labels if each in _SURE), None):
            return "sure", sure
        if label and one.offers(label):
            return None
    if not label:
        lost = any(one.offers(again) for one in own) or not any(one.has_menu for one in own)
        return ("again", again) if again and lost else None
    if any(one.offers(label) for one in shown):
        return None
    chain = _INTO_THE_ROOM if label == _TO_ROOM else _BACK_TO_LEADING
    found = (key for key in chain if any(one.offers(_LABELS[key]) for one in shown))
    return next(((key, _LABELS[key]) for key in found), None)


def _shown(world: World, name: str, room: str) -> list[OnScreen]:
    """What this person sees there, the newest first."""
    who = world[name]
    rooms = [world.voice_room()] if room == "room" else simkit.rooms(world.guild)
    place = next((one for one in rooms if one and room in ("room", one.name)), None)
    if place is None or not simkit.may_see(world.env, place.id, who.id):
        return []
    found = simkit.timeline(world.env, place.id, who.id, _MOST)
    return [_read(each.components, private=each.is_ephemeral) for each in reversed(found)]


def _read(components: list[dict[str, Any]], *, private: bool) -> OnScreen:
    nodes = [one for one in walk(components) if not one.get("disabled")]
    labels = tuple(label_of(one) for one in nodes if one.get("type") == _BUTTON)
    return OnScreen(labels, private, any(one.get("type") == _MENU for one in nodes))
