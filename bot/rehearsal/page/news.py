"""What just happened in a rehearsal, a line each, and why where that can be told."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.rehearsal import simkit
from bot.rehearsal.actions_in_words import DOINGS
from bot.text.catalog import FALLBACK, Shown, sentences_of, speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.rehearsal.simkit import Wire
    from bot.rehearsal.world import World

_SAY = speaker(FALLBACK)
_LINES = 40
"""How many are kept: the page is no transcript."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something done: `what` is press, command, filled, aloud, came, door, left or stage."""

    what: str
    who: str
    words: str
    """The label that was pressed, the command, what was said; the stage's key."""


@dataclass(slots=True)
class News:
    """Listens to the simulated Discord; `told` hears of everything too."""

    world: World
    told: Callable[[Happening], None]
    lines: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=_LINES))
    count: int = 0
    _rooms: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin to listen."""
        simkit.listen(self.world.env, self._event)

    def heard(self, name: str, words: str) -> None:
        """Somebody says something aloud."""
        self.add(Happening("aloud", name, words))

    def stage(self, key: str) -> None:
        """The meeting has gone on to this stage; empty where it's over."""
        self.add(Happening("stage", "", key))

    def add(self, happening: Happening) -> None:
        """Put it on top."""
        self.count += 1
        at = self.world.env.now().timestamp()
        line = {"id": str(self.count), "at": at, "text": _text(happening)}
        self.lines.appendleft({**line, "why": _why(happening)})
        self.told(happening)

    def _event(self, event: str, payload: Wire) -> None:
        if event == "INTERACTION_CREATE":
            self._interaction(payload)
        elif event == "VOICE_STATE_UPDATE":
            self._voice(payload)

    def _interaction(self, payload: Wire) -> None:
        person = payload.get("user") or payload["member"]["user"]
        done = DOINGS.get(int(payload["type"]))
        if done is None:
            return
        kind, words = done
        said = words(payload, self.world.offered)
        what = "choice" if kind == "press" and said.startswith("(") else kind
        if kind == "press":
            said = said.strip("[]()").partition(" · ")[0]
        self.add(Happening(what, self.world.name_of(int(person["id"])), said))

    def _voice(self, payload: dict[str, Any]) -> None:
        member = int(payload["user_id"])
        now, before = int(payload.get("channel_id") or 0), self._rooms.get(member, 0)
        self._rooms[member] = now
        if bool(now) != bool(before):
            self.add(Happening("came" if now else "left", self.world.name_of(member), ""))


def _text(happening: Happening) -> str:
    facts = {"name": Shown(happening.who), "words": Shown(happening.words)}
    if happening.what == "stage":
        if not happening.words:
            return _SAY("rehearsal.ended")
        return _SAY("rehearsal.moved", stage=_SAY(f"stage.{happening.words}"))
    return _SAY(f"rehearsal.news.{happening.what}", **facts)


def _why(happening: Happening) -> str:
    """The sentence about a button, a stage, or what it means to say something aloud."""
    words = "".join(each for each in happening.words.lower() if each.isalpha() or each in " _")
    key = {"press": words.replace(" ", "_"), "stage": f"stage_{words}"}.get(
        happening.what, happening.what
    )
    return sentences_of(FALLBACK).get(f"rehearsal.why.{key}", "")
