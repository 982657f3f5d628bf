"""What should be true of a dated meeting: on time, never twice, never with people in it."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase, RoomKind
from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, GuildId, OccurrenceId
from bot.domain.rooms import closing, opening
from bot.domain.rooms.opening import Step

START = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
ROOM = ChannelId(77)


def planned(**changes) -> Occurrence:
    one = Occurrence(
        id=OccurrenceId(1),
        guild=GuildId(2),
        title="Tuesday group",
        starts_at=START,
        minutes=60,
        template="standard-60",
        room_kind=RoomKind.VOICE,
        due=START - 10 * MINUTE,
    )
    return replace(one, **changes)


@pytest.mark.parametrize(
    ("minutes", "step"),
    [(-11, Step.WAIT), (-10, Step.OPEN), (0, Step.OPEN), (15, Step.OPEN), (16, Step.MISS)],
)
def test_doors_open_ten_minutes_early_and_at_most_fifteen_late(minutes, step):
    assert opening.step(planned(), START + minutes * MINUTE) is step
    assert opening.step(planned(phase=Phase.BLOCKED), START + minutes * MINUTE) is step


def test_a_short_meeting_opens_late_only_for_a_quarter_of_it():
    assert opening.latest_opening(planned(minutes=20)) == START + 5 * MINUTE


def test_whoever_has_asked_looks_before_anything_else():
    for minutes in (-20, 0, 300):
        now = START + minutes * MINUTE
        for phase in (Phase.OPENING, Phase.BLOCKED):
            assert opening.step(planned(phase=phase, intent_at=now), now) is Step.LOOK


@pytest.mark.parametrize("phase", sorted(FINAL))
def test_what_is_final_waits_for_ever(phase):
    for minutes in (-20, 0, 300):
        assert opening.step(planned(phase=phase), START + minutes * MINUTE) is Step.WAIT


def test_what_is_in_the_way_is_tried_again_and_once_more_before_it_is_too_late():
    latest = opening.latest_opening(planned())
    for now, due in (
        (START, START + 5 * MINUTE),
        (latest - MINUTE, latest),
        (latest - SECOND, latest + SECOND),
        (latest, latest + 5 * MINUTE),
    ):
        assert opening.blocked(planned(), "no_view", now).due == due
    assert opening.blocked(planned(), "discord_down", START).due == START + 30 * SECOND


def test_lateness_is_told_in_whole_minutes():
    assert opening.minutes_late(planned(), START - MINUTE) == 0
    assert opening.minutes_late(planned(), START + 7 * MINUTE + 59 * SECOND) == 7


def test_a_text_room_is_not_judged_by_who_is_in_voice():
    text = planned(phase=Phase.OPEN, room_kind=RoomKind.TEXT, began_at=START)
    assert closing.ends_by_itself(text, START + 119 * MINUTE) == ""
    assert closing.ends_by_itself(text, START + 120 * MINUTE) == "deserted"


# ------------------------------------------------------------ any evening, any disorder

PRESSES = ("begin", "end", "again")
HAPPENINGS = ("pass", "come", "go", "unknown", "known", "refuse", "allow", "delete", "lose")
EVENTS = st.sampled_from((*HAPPENINGS, *PRESSES))
SPANS = st.integers(min_value=1, max_value=1800)


class Evening:
    """One occurrence carried by the rules alone, on a Discord of one room."""

    def __init__(self, kind: RoomKind) -> None:
        self.now = START - 15 * MINUTE
        self.one = planned(room_kind=kind)
        self.inside, self.known, self.refused, self.lost = 0, True, False, False
        self.stands = False
        self.final: list[Phase] = []

    def happens(self, event: str, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        if event == "again":
            with suppress(Refusal):
                self.one = closing.opened_again(self.one, self.now)
        elif event in {"begin", "end"}:
            self._is_pressed(event)
        else:
            self._changes(event)
        self.tick()

    def _is_pressed(self, event: str) -> None:
        if self.one.phase is Phase.OPEN and event == "end":
            self._ends()
        elif self.one.phase is Phase.OPEN:
            self.one = replace(self.one, began_at=self.one.began_at or self.now)

    def _changes(self, event: str) -> None:
        match event:
            case "come":
                self.inside += self.stands
            case "go":
                self.inside = 0
            case "unknown" | "known":
                self.known = event == "known"
            case "refuse" | "allow":
                self.refused = event == "refuse"
            case "lose":
                self.lost = True
            case "delete":
                self.stands, self.inside = False, 0

    def tick(self) -> None:
        if self.one.phase in FINAL or self.one.due > self.now:
            return
        count = self.inside if self.known and self.one.room_kind is RoomKind.VOICE else None
        self._step(count)
        if self.one.phase in FINAL:
            self.final.append(self.one.phase)

    def _step(self, count: int | None) -> None:
        match opening.step(self.one, self.now):
            case Step.WAIT:
                self.one = replace(self.one, due=opening.waits_until(self.one, self.now))
            case Step.OPEN:
                self._asks()
            case Step.LOOK:
                self._looks()
            case Step.MISS:
                self.one = opening.missed(self.one, self.now)
            case Step.WATCH:
                self._watches(count)
            case Step.WAIT_FOR_LAST:
                self._lingers(count)

    def _asks(self) -> None:
        self.one = opening.asked(self.one, "calm-otter", self.now, self.now)
        if self.refused:
            self.one = opening.blocked(self.one, "no_view", self.now)
            return
        self.stands, self.inside = True, 0
        if self.lost:
            self.lost = False
        else:
            self.one = opening.opened(self.one, ROOM, self.now)

    def _looks(self) -> None:
        late = self.now > opening.latest_opening(self.one)
        if self.stands and late:
            self.one = opening.adopted_late(self.one, ROOM, self.now)
        elif self.stands:
            self.one = opening.opened(self.one, ROOM, self.now)
        elif not opening.has_settled(self.one, self.now):
            self.one = opening.looking_on(self.one, self.now, self.now)
        elif late:
            self.one = opening.not_there(self.one, self.now)
        else:
            self._asks()

    def _watches(self, count: int | None) -> None:
        if not self.stands and closing.may_open_again(self.one, self.now):
            self.one = closing.deleted(self.one, self.now)
        elif not self.stands:
            self.one = replace(self.one, phase=Phase.CLOSED)
        else:
            self.one = closing.watched(self.one, count, self.now)
            if closing.ends_by_itself(self.one, self.now):
                self._ends()

    def _lingers(self, count: int | None) -> None:
        if not self.stands:
            self.one = closing.closed(self.one, self.now)
            return
        self.one = closing.waited_for_last(self.one, count, self.now)
        if not closing.may_close(self.one, self.now):
            return
        if self.refused:
            self.one = closing.not_deleted(self.one, self.now, refused=True)
        else:
            assert self.inside == 0 or self.one.room_kind is RoomKind.TEXT
            self.stands = False
            self.one = closing.closed(self.one, self.now)

    def _ends(self) -> None:
        self.one = replace(self.one, phase=Phase.ENDED, ended_at=self.now, due=self.now, attempt=0)


@settings(max_examples=300)
@given(st.sampled_from(RoomKind), st.lists(st.tuples(EVENTS, SPANS), max_size=60))
def test_any_evening_ends_once_and_never_with_people_in_a_room_that_goes(kind, events):
    evening = Evening(kind)
    for event, seconds in events:
        evening.happens(event, seconds)
        assert evening.one.phase in FINAL or evening.one.due < evening.now + timedelta(days=2)
    evening.happens("known", 1)
    evening.happens("go", 1)
    for _ in range(3000):
        if evening.one.phase in FINAL:
            break
        evening.now = max(evening.now + SECOND, evening.one.due)
        evening.tick()
    assert evening.final == [evening.one.phase]
    before = evening.one
    evening.happens("pass", 90_000)
    assert evening.one == before


@given(st.lists(st.sampled_from([0, 1, 5, None]), min_size=1, max_size=30), st.integers(1, 400))
def test_a_room_closes_only_after_five_minutes_of_known_emptiness(looks, gap):
    one, now = planned(phase=Phase.ENDED, ended_at=START, room=ROOM), START
    empty_for = timedelta(0)
    for inside in looks:
        one = closing.waited_for_last(one, inside, now)
        assert closing.may_close(one, now) == (inside == 0 and empty_for >= 5 * MINUTE)
        now += timedelta(seconds=gap)
        empty_for = empty_for + timedelta(seconds=gap) if inside == 0 else timedelta(0)
