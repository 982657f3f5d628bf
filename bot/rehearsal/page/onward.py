"""What somebody could do next after a first try, until the close: who to be, and what to press."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.domain.template import StageKey
from bot.rehearsal.world import FACILITATOR, MEMBERS
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from bot.rehearsal.page.news import Happening

_SAY = speaker(FALLBACK)
_GO_ON = "Next stage"
_LEADS = {
    StageKey.LOBBY: "Begin",
    StageKey.WELCOME: _GO_ON,
    StageKey.WORKING: "Choose worksheet",
    StageKey.CLOSE: "End meeting",
}
"""What the facilitator would press first."""
_JOINS_IN = {StageKey.AGENDA: "Suggest a topic", StageKey.DISCUSSION: "Raise hand"}
"""What a member would press first."""
_LAST = (StageKey.LOBBY, StageKey.CLOSE)
"""From these nobody goes on with *Next stage*."""


@dataclass(slots=True)
class Onward:
    """Looks on, and names one thing to do next at any moment of a meeting."""

    newcomer: str
    ended: bool = False
    _pressed: set[str] = field(default_factory=set)

    def happened(self, one: Happening) -> None:
        """Note what has been pressed in this stage, and whether the meeting is over."""
        if one.what == "stage":
            self._pressed.clear()
            self.ended = not one.words
        elif one.what == "press":
            self._pressed.add(one.words)

    def state(self, stage: str, has_the_floor: str) -> dict[str, Any] | None:
        """Name it for the page; None before a meeting, and where nothing is left to do but look."""
        if self.ended:
            return told("onward.ended")
        if not stage:
            return None
        skips = stage not in _LAST
        if has_the_floor:
            return told("onward.floor", has_the_floor, "room", "I've finished", skips=skips)
        who, label = self._proposal(StageKey(stage))
        if label in self._pressed and skips:
            return told("onward.go_on", FACILITATOR, "room", _GO_ON, skips=skips)
        return told(f"onward.{stage}", who, "room", label, skips=skips)

    def _proposal(self, stage: StageKey) -> tuple[str, str]:
        if stage == StageKey.DISCUSSION:
            return next(each for each in MEMBERS if each != self.newcomer), _JOINS_IN[stage]
        if stage in _JOINS_IN:
            return self.newcomer, _JOINS_IN[stage]
        return FACILITATOR, _LEADS.get(stage, _GO_ON)


def told(
    key: str,
    eyes: str = "",
    room: str = "",
    label: str = "",
    *,
    newcomer: str = "",
    skips: bool = False,
) -> dict[str, Any]:
    """Put one thing to do as the page draws it: its words, whose eyes, where, and what to press.

    Without a room the label is what the page itself does. With `skips` the stage can be left too.
    """
    return {
        "key": key,
        "text": _SAY(f"rehearsal.{key}", new=Shown(newcomer), who=Shown(eyes)),
        "eyes": eyes,
        "room": room,
        "label": label,
        "does": _SAY(f"rehearsal.does.{label}") if label and not room else "",
        "skips": skips,
    }
