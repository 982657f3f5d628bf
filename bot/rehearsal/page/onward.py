"""What somebody could do next after a first try, until the close: who to be, and what to press."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.domain.template import StageKey
from bot.rehearsal.world import FACILITATOR, MEMBERS
from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rehearsal.page.news import Happening

_SAY = speaker(FALLBACK)
_GO_ON = "Next stage"
_CHOOSE = "Choose worksheet"
_SHARE = "Share one line"
_SUGGEST = "Suggest a topic"
_VOTE = "Vote"
_OPEN_MORE = (_SHARE, _SUGGEST, _VOTE)
"""Pressed, these open a form or a menu: they are done once it is sent or something is chosen."""
_LEADS = {
    StageKey.LOBBY: "Begin",
    StageKey.WELCOME: _GO_ON,
    StageKey.WORKING: _CHOOSE,
    StageKey.CLOSE: "End meeting",
}
"""What the facilitator would press first."""
_JOINS_IN = {StageKey.AGENDA: _SUGGEST, StageKey.DISCUSSION: "Raise hand"}
"""What a member would press first."""
_SENT = ("filled", "choice")
_LAST = (StageKey.LOBBY, StageKey.CLOSE)
"""From these nobody goes on with *Next stage*."""
_ROUNDS = (StageKey.CHECK_IN, StageKey.CHECK_OUT)


class SeenInTheRoom(NamedTuple):
    """What the card and the facilitator's console show besides the stage and who has the floor."""

    hands_up: bool = False
    worksheet_chosen: bool = False
    somebody_next: bool = True
    """Whether the card names somebody to speak after who has the floor."""
    words_wait: bool = False
    takes_votes: bool = False
    topics_wait: int = 0
    """How many topics of the discussion are still to come."""
    turns_left: int = 0
    """How many of the round have their turn still to come."""
    leads_to: str = ""
    """The stage that comes next."""


NOTHING_SEEN = SeenInTheRoom()


class OtherChoice(NamedTuple):
    """A button of the page beside the one that is proposed: what it does, and what it says."""

    act: str
    label: str


@dataclass(slots=True)
class Onward:
    """Looks on, and names one thing to do next at any moment of a meeting."""

    newcomer: str
    ended: bool = False
    _pressed: set[str] = field(default_factory=set)
    _opened: dict[str, str] = field(default_factory=dict)
    """The button that opened what somebody has open, by who."""
    _seen: str = ""
    """The last stage seen: the close's card is gone a moment before the end is heard of."""

    def happened(self, one: Happening) -> None:
        """Note what has been pressed in this stage, and whether the meeting is over."""
        if one.what == "stage":
            self._pressed.clear()
            self._opened.clear()
            self.ended = not one.words
        elif one.what == "press":
            self._opened.pop(one.who, None)
            if one.words in _OPEN_MORE:
                self._opened[one.who] = one.words
            else:
                self._pressed.add(one.words)
        elif one.what in _SENT and one.who in self._opened:
            self._pressed.add(self._opened.pop(one.who))

    def state(
        self, stage: str, has_the_floor: str, seen: SeenInTheRoom = NOTHING_SEEN
    ) -> dict[str, Any] | None:
        """Name it for the page; None before a meeting, and where nothing is left to do but look."""
        over = not stage and self._seen == StageKey.CLOSE
        self._seen = stage or self._seen
        if self.ended or over:
            return told("onward.ended", label="again")
        if not stage:
            return None
        if has_the_floor and stage in _ROUNDS:
            return floor(has_the_floor, _rest(seen), last=not seen.somebody_next)
        if has_the_floor or seen.hands_up or self._just_raised():
            return _by_hands(has_the_floor, more=seen.hands_up)
        return self._step(StageKey(stage), seen)

    def _step(self, stage: StageKey, seen: SeenInTheRoom) -> dict[str, Any]:
        """Name what belongs to the stage, or what leads on from it, while nobody speaks."""
        others = [] if stage in _LAST else [OtherChoice("step", _SAY("rehearsal.page.next"))]
        if seen.words_wait:
            return told("onward.words", FACILITATOR, "room", "Show it", others=others)
        voter = next((who for who, label in self._opened.items() if label == _VOTE), "")
        if voter:
            return told("onward.choose", voter, "room", others=others, again=_VOTE)
        key, who, label = self._proposal(stage, seen)
        if label in self._pressed and seen.takes_votes and _VOTE not in self._pressed:
            key, label = "vote", _VOTE
        if others and label in self._pressed:
            key, label = ("choose", "") if label == _CHOOSE else _way_on(seen, label)
            who = FACILITATOR
        more = seen.topics_wait
        return told(f"onward.{key}", who, "room", label, others=others, again=_CHOOSE, count=more)

    def _just_raised(self) -> bool:
        """Whether a hand went up that nobody has called: the card follows a moment later."""
        called = {"Call next hand", "Lower my hand"} & self._pressed
        return "Raise hand" in self._pressed and not called

    def _proposal(self, stage: StageKey, seen: SeenInTheRoom) -> tuple[str, str, str]:
        """Name the sentence, who to be, and what to press; a worksheet chosen has its board."""
        if stage == StageKey.WORKING and seen.worksheet_chosen:
            return "board", self.newcomer, _SHARE
        if stage == StageKey.DISCUSSION:
            member = next(each for each in MEMBERS if each != self.newcomer)
            return stage, member, _JOINS_IN[stage]
        if stage in _JOINS_IN:
            return stage, self.newcomer, _JOINS_IN[stage]
        return stage, FACILITATOR, _LEADS.get(stage, _GO_ON)


def _way_on(seen: SeenInTheRoom, done: str) -> tuple[str, str]:
    """Name the sentence and the button that lead on: what is not talked about yet comes first."""
    if seen.topics_wait:
        return "next_topic", "Next topic"
    return "talk" if done == _SHARE else "go_on", _GO_ON


def _rest(seen: SeenInTheRoom) -> OtherChoice:
    """Offer to lead on to the next stage, and say how many lose their turn by it."""
    stage = _SAY(f"rehearsal.to.{seen.leads_to or 'next'}")
    key = "rest" if seen.turns_left else "on"
    return OtherChoice("next", _SAY(f"rehearsal.does.{key}", count=seen.turns_left, stage=stage))


def floor(who: str, rest: OtherChoice | None = None, *, last: bool = False) -> dict[str, Any]:
    """Tell how a turn goes on: by whoever has the floor, or by the facilitator.

    With the `rest` the facilitator may leave out the turns that are left; nobody comes after the
    `last`.
    """
    on = [rest] if rest else []
    if who == FACILITATOR:
        return told("onward.own_floor", who, "room", "I've finished", others=on)
    calls = [] if last else [OtherChoice("speaker", _SAY("rehearsal.does.speaker"))]
    key = "onward.last_floor" if last else "onward.floor"
    return told(key, who, "room", "I've finished", others=[*calls, *on])


def _by_hands(called: str, *, more: bool) -> dict[str, Any]:
    """Tell how it goes on where hands are raised: whoever was called speaks before the next."""
    if called and not more:
        on = [OtherChoice("step", _SAY("rehearsal.page.next"))]
        return told("onward.called", called, "room", "I've finished", others=on)
    key = "onward.hands_more" if called else "onward.hands"
    return told(key, FACILITATOR, "room", "Call next hand")


def told(
    key: str,
    eyes: str = "",
    room: str = "",
    label: str = "",
    *,
    newcomer: str = "",
    others: Sequence[OtherChoice] = (),
    again: str = "",
    count: int = 0,
) -> dict[str, Any]:
    """Put one thing to do as the page draws it: its words, whose eyes, where, and what to press.

    Without a room the label is what the page itself does; without a label it is a menu that was
    opened by the button `again`.
    """
    step = key.removeprefix("step.")
    be = f"rehearsal.first_be.{step if step == 'options' else 'any'}"
    return {
        "key": key,
        "be": _SAY(be, who=Shown(eyes)) if step != key and eyes else "",
        "text": _SAY(f"rehearsal.{key}", new=Shown(newcomer), who=Shown(eyes), count=count),
        "eyes": eyes,
        "room": room,
        "label": label,
        "again": again,
        "does": _SAY(f"rehearsal.does.{label}") if label and not room else "",
        "others": [each._asdict() for each in others],
    }
