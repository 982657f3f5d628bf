"""A guided first try: six steps, each done by doing it, and then a word on what could follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.domain.template import StageKey
from bot.rehearsal.page.onward import NOTHING_SEEN, Onward, floor, told
from bot.rehearsal.world import FACILITATOR, ORGANISER

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.rehearsal.page.news import Happening
    from bot.rehearsal.page.onward import SeenInTheRoom


@dataclass(frozen=True, slots=True)
class TryStep:
    """One step: through whose eyes, in which channel, what to press, and what shows it's done."""

    key: str
    eyes: str
    room: str
    """A channel's name; "room" for the meeting's own, empty for the page beside it."""
    label: str
    """How the button begins, or the command with its slash."""
    done: Callable[[Happening], bool]


def evening(newcomer: str) -> tuple[TryStep, ...]:
    """An evening in six steps, the server being set up already."""
    return (
        TryStep("join", newcomer, "announcements", "Join", _pressed(newcomer, *_WAYS_IN)),
        TryStep("agree", newcomer, "announcements", "To the room", _came(newcomer)),
        TryStep("everyone", "", "", "everyone", _others_came(newcomer)),
        TryStep("options", FACILITATOR, "room", "My options", _pressed(FACILITATOR, "My options")),
        TryStep("begin", FACILITATOR, "room", "Begin", _stage(StageKey.LOBBY, is_it=False)),
        TryStep("turn", "", "room", "I've finished", _had_a_turn),
    )


def from_scratch(newcomer: str) -> tuple[TryStep, ...]:
    """A new server in six steps: from `/setup` to the first meeting."""
    return (
        TryStep("setup", ORGANISER, "organisers", "/setup server", _sent("/setup server")),
        TryStep("check", ORGANISER, "organisers", "/setup check", _sent("/setup check")),
        TryStep(
            "plan", FACILITATOR, "facilitators", "/meeting schedule", _sent("/meeting schedule")
        ),
        TryStep("door", newcomer, "announcements", "Join", _pressed("", *_WAYS_IN)),
        TryStep("everyone", "", "", "everyone", _others_came(newcomer)),
        TryStep("lead", FACILITATOR, "room", "Begin", _stage(StageKey.LOBBY, is_it=False)),
    )


@dataclass(slots=True)
class FirstTry:
    """Which steps are done; it only looks on."""

    steps: tuple[TryStep, ...]
    newcomer: str
    done: set[str] = field(default_factory=set)
    onward: Onward = field(init=False)

    def __post_init__(self) -> None:
        """Begin to look on."""
        self.onward = Onward(self.newcomer)

    def happened(self, one: Happening) -> None:
        """Tick whatever this was a step of, and what can only come before it."""
        self.onward.happened(one)
        for place, step in enumerate(self.steps):
            if step.done(one):
                self.done.update(each.key for each in self.steps[: place + 1])

    def state(self, has_the_floor: str) -> list[dict[str, Any]]:
        """The steps for the page, told to look through the eyes of whoever has the floor."""
        return [
            {**self._told(step, has_the_floor), "key": step.key, "done": step.key in self.done}
            for step in self.steps
        ]

    def now(
        self, stage: str, has_the_floor: str, seen: SeenInTheRoom = NOTHING_SEEN
    ) -> dict[str, Any] | None:
        """The one thing to do now: the next step, and after the last what leads on to the close."""
        left = next((each for each in self.state(has_the_floor) if not each["done"]), None)
        if left and left["key"] == "door" and not stage:
            return {**told("step.wait", "", "", "wait", newcomer=self.newcomer), "key": "door"}
        return left or self.onward.state(stage, has_the_floor, seen)

    def _told(self, step: TryStep, has_the_floor: str) -> dict[str, Any]:
        """Where nobody has the floor yet, whoever leads goes on to where somebody has."""
        eyes, label = step.eyes, step.label
        if step.room and not eyes:
            if has_the_floor:
                return floor(has_the_floor)
            eyes, label = FACILITATOR, "Next stage"
        return told(f"step.{step.key}", eyes, step.room, label, newcomer=self.newcomer)


_BEFORE_THE_ROUND_ENDS = (StageKey.LOBBY, StageKey.WELCOME, StageKey.CHECK_IN)
_WAYS_IN = ("Join", "Join by typing", "Just listening")


def _pressed(who: str, *labels: str) -> Callable[[Happening], bool]:
    return lambda one: one.what == "press" and one.words in labels and who in ("", one.who)


def _had_a_turn(one: Happening) -> bool:
    """Somebody ended a turn or passed; or the facilitator has led on past the round."""
    past = one.what == "stage" and one.words not in _BEFORE_THE_ROUND_ENDS
    return past or _pressed("", "I've finished", "Pass", "Next speaker")(one)


def _came(who: str) -> Callable[[Happening], bool]:
    return lambda one: one.what == "came" and one.who == who


def _others_came(newcomer: str) -> Callable[[Happening], bool]:
    """The facilitator is in, and somebody besides the newcomer, in whatever order they came."""
    inside: set[str] = set()

    def done(one: Happening) -> bool:
        if one.what in ("came", "left"):
            (inside.add if one.what == "came" else inside.discard)(one.who)
        return FACILITATOR in inside and bool(inside - {FACILITATOR, newcomer})

    return done


def _sent(command: str) -> Callable[[Happening], bool]:
    return lambda one: one.what == "command" and one.words.startswith(command)


def _stage(key: str, *, is_it: bool) -> Callable[[Happening], bool]:
    return lambda one: one.what == "stage" and bool(one.words) and (one.words == key) is is_it
