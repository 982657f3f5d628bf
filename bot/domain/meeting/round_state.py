"""A round as values: its seats in order, and where everyone stands."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import MemberId
from bot.domain.people.digests import Digests


class Turn(StrEnum):
    """Where somebody stands in a round."""

    WAITING = "waiting"
    FLOOR = "floor"
    FINISHED = "finished"
    PASSED = "passed"
    LISTENING = "listening"
    LATER = "later"
    """Comes back at the end of the round: asked for it, or the call dropped."""


class Mode(StrEnum):
    """How a round goes."""

    FREE = "free"
    """Three or fewer: no order and no clock."""
    TURNS = "turns"
    TOGETHER = "together"
    """Everyone may write one answer; voice goes to those who raise a hand."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a button was drawn for: the stage's number and, for turn buttons, the turn's."""

    stage: int
    turn: int = 0


A_TURN = timedelta(seconds=10)
"""Whoever has had the floor for so long has had a turn."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place in a round."""

    member: MemberId
    turn: Turn = Turn.WAITING
    came_back: bool = False
    """True once *Come back to me* was used: it is there once a round."""
    typed: bool = False
    """True where the turn was typed under a name: it may be read aloud to the room."""
    took: timedelta = timedelta(0)
    """How long their turn has taken; with the floor, until it was left off last."""

    @property
    def was_heard(self) -> bool:
        """Whether their turn ended, or was under way when the round was left; no pass, no skip."""
        return self.turn is Turn.FINISHED or (self.turn is Turn.FLOOR and self.took >= A_TURN)


@dataclass(frozen=True, slots=True)
class Round:
    """Everyone who takes part, in order. `number` goes up whenever the floor changes."""

    mode: Mode
    seats: tuple[Seat, ...] = ()
    number: int = 0
    turn_ends_at: datetime | None = None
    """When the present turn's time is over; nobody is cut off by it."""
    turn_left: timedelta | None = None
    """What was left of the turn when the stage was left, for when it is entered again."""
    turn_since: datetime | None = None
    """Since when the present turn goes on, for how long it takes; pauses are left out."""
    chosen: bool = False
    """True once a facilitator pressed `Turns anyway` or `Together`."""
    had_turn: Digests = Digests()
    """Who had their turn here and then had themselves forgotten: nobody has two in a round."""

    @property
    def floor(self) -> MemberId | None:
        """Who has the floor."""
        return next((seat.member for seat in self.seats if seat.turn is Turn.FLOOR), None)

    def just_given(self, at: datetime) -> MemberId | None:
        """Name who has the floor, but not for long enough to have had a turn."""
        seats = (one for one in self.timed(at).seats if one.turn is Turn.FLOOR)
        return next((one.member for one in seats if not one.was_heard), None)

    def timed(self, at: datetime) -> "Round":
        """Give the round with the time of the present turn noted at its seat, and none running."""
        if self.turn_since is None:
            return self
        more = max(timedelta(0), at - self.turn_since)
        seats = (
            replace(one, took=one.took + more) if one.turn is Turn.FLOOR else one
            for one in self.seats
        )
        return replace(self, seats=tuple(seats), turn_since=None)

    def seat(self, member: MemberId) -> Seat | None:
        """Give somebody's place, or None."""
        return next((seat for seat in self.seats if seat.member == member), None)
