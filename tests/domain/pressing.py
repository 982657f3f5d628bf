"""An evening on which anything may be pressed: what a press may not do, and what always holds."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.errors import AskFirst, Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting import clock, stages
from bot.domain.meeting.live_meeting import WITHOUT_NAME, LiveMeeting
from bot.domain.meeting.round import floor, size
from bot.domain.meeting.round.seating import DONE, NOT_FIRST, SMALL_ROUND
from bot.domain.meeting.round_state import Mode, Place, Turn
from bot.domain.meeting.talk import board, hands
from bot.domain.template import StageKey
from tests.domain.evenings import CAST, FRAN, GUS, STANDARD, START, all_in_voice, later, lobby

EVERYBODY = (*CAST, FRAN, GUS)
NEWCOMERS = frozenset(CAST[1::3])
anyone = st.sampled_from(EVERYBODY)


class Evening(RuleBasedStateMachine):
    """One evening, watched."""

    @initialize(
        who=st.sampled_from((0, 2, 3, 4, 5, 6, 7, 9)),
        room=st.sampled_from((RoomKind.VOICE, RoomKind.VOICE, RoomKind.TEXT)),
        stage=st.sampled_from((*StageKey, *[StageKey.CHECK_IN] * 6, StageKey.CHECK_OUT)),
        in_voice=st.booleans(),
    )
    def the_evening_has_come_so_far(self, who, room, stage, in_voice) -> None:
        """Some are there already, and some of them are here for the first time."""
        self.now = later()
        self.meeting = lobby(who, new=NEWCOMERS, room=room)
        self.seen = [self.meeting.place]
        self.out: set[MemberId] = set()
        if in_voice:
            self.meeting = all_in_voice(self.meeting)
        while self.meeting.now_in is not stage and self.meeting.now_in is not StageKey.CLOSE:
            step = stages.advance if self.meeting.facilitators else stages.begin
            more = {"sure": True} if self.meeting.facilitators else {}
            self.meeting = step(self.meeting, FRAN, self.now, self.meeting.place, **more)

    def press(self, step, *how, by=None, stage_moves=False, **more) -> None:
        """Do something that may be refused, and look at what it may not have done."""
        before = self.meeting
        try:
            after = step(before, *how, **more)
        except Refusal as refused:
            self.is_kind(refused)
            return
        self.meeting = after[0] if isinstance(after, tuple) else after
        self.look_at_the_step(before, by, stage_moves=stage_moves)
        self.seen.append(self.meeting.place)

    def is_kind(self, refused: Refusal) -> None:
        """A refusal names its sentence, and a question is no refusal."""
        assert refused.key.split(".")[0] in {"refusal", "ask"}
        assert isinstance(refused, AskFirst) is refused.key.startswith("ask.")

    def look_at_the_step(self, before: LiveMeeting, by, *, stage_moves: bool) -> None:
        """Compare what was with what is."""
        after = self.meeting
        if by is not None and before.is_removed(by.id):
            assert after == before, "somebody who was removed has changed the meeting"
        if before.stage != after.stage:
            assert stage_moves
            assert by.id in after.facilitators
            assert by.leads or by.id in before.facilitators
            assert after.cards == before.cards + 1
        for was, now in ((before.check_in, after.check_in), (before.check_out, after.check_out)):
            if was is not None:
                assert now.number >= was.number
        if before.facilitators != after.facilitators and by is not None:
            assert by.leads or by.id in before.facilitators
        if before.stage == after.stage and before.round and after.round:
            self.newcomers_are_not_put_first(before, after)

    def newcomers_are_not_put_first(self, before: LiveMeeting, after: LiveMeeting) -> None:
        """Whoever is new has the floor only when others have spoken, or nobody else could."""
        who = after.round.floor and after.person(after.round.floor)
        shy = who and who.first_time and not who.wants_early and who.id != after.lead
        if before.round.floor == after.round.floor or not shy:
            return
        if after.round.seat(who.id).came_back or before.round.seat(who.id) is None:
            return
        if before.round.seat(who.id).turn is Turn.LATER:
            return
        spoke = sum(seat.turn is Turn.FINISHED for seat in after.round.seats)
        small = len(after.round.seats) <= SMALL_ROUND
        waiting = [
            after.person(seat.member)
            for seat in after.round.seats
            if seat.turn is Turn.WAITING and not floor.is_dropped(after, seat.member, self.now)
        ]
        others = [one for one in waiting if not one.first_time or one.wants_early]
        assert not others or (spoke >= NOT_FIRST and not small)

    def place(self, data) -> Place:
        """A true place, a stale one, or nonsense."""
        kind = data.draw(st.sampled_from(("true", "true", "true", "stale", "nonsense")))
        if kind == "true":
            return self.meeting.place
        if kind == "stale":
            return data.draw(st.sampled_from(self.seen[-12:]))
        return Place(data.draw(st.integers(0, 99)), data.draw(st.integers(0, 99999)))

    def somebody(self, data):
        """Anyone, more often than not somebody who leads."""
        leads = [one for one in EVERYBODY if one.id in self.meeting.facilitators]
        return data.draw(st.sampled_from((*leads * 12, *EVERYBODY)))

    def somebody_in_the_round(self, data):
        """Anyone, more often than not the one who has the floor."""
        here = self.meeting.round
        speaks = [one for one in EVERYBODY if here and one.id == here.floor]
        return data.draw(st.sampled_from((*speaks * 6, *EVERYBODY)))

    # --------------------------------------------------------------------- what always holds

    @invariant()
    def at_most_one_has_the_floor(self) -> None:
        here = self.meeting.round
        if here is None:
            return
        on_the_floor = [seat for seat in here.seats if seat.turn is Turn.FLOOR]
        assert len(on_the_floor) <= (here.mode is Mode.TURNS)
        assert bool(on_the_floor) is (here.turn_ends_at is not None)
        assert here.turn_left is None

    @invariant()
    def every_seat_is_of_somebody_who_takes_part_or_is_done(self) -> None:
        here = self.meeting.round
        if here is None:
            return
        joined = [one for one in self.meeting.let_in if one.way != "listening"]
        part = {one.id for one in joined}
        members = [seat.member for seat in here.seats]
        assert len(members) == len(set(members))
        assert all(seat.member in part or seat.turn in DONE for seat in here.seats)
        late = {one.id for one in joined if one.after_check_in}
        assert part - set(members) <= late

    @invariant()
    def time_left_is_never_negative(self) -> None:
        meeting = self.meeting
        assert clock.left(meeting, self.now) >= timedelta(0)
        assert clock.evening_ends_at(meeting, self.now) >= min(self.now, START)
        later_by_turns = size.evening_ends_by_turns(meeting, self.now)
        assert later_by_turns >= clock.evening_ends_at(meeting, self.now)
        assert all(time >= timedelta(0) for time in (*meeting.used, *meeting.extra))

    @invariant()
    def counts_agree(self) -> None:
        meeting = self.meeting
        let_in = {one.id for one in meeting.let_in}
        here = {one.id for one in meeting.here}
        assert here <= let_in
        assert meeting.ready <= let_in
        assert {hand.member for hand in meeting.hands} <= let_in
        assert hands.ready_count(meeting) == len(meeting.ready & here)
        assert len({hand.member for hand in meeting.hands}) == len(meeting.hands)
        assert meeting.heads == here | meeting.without_door
        assert not any(meeting.is_removed(member) for member in let_in)
        assert not any(meeting.is_removed(member) for member in meeting.facilitators)
        votes = [member for topic in meeting.topics for member in topic.votes]
        assert len(votes) == len(set(votes))
        assert set(votes) <= let_in
        assert len({one.id for one in meeting.people}) == len(meeting.people)
        assert len(set(meeting.facilitators)) == len(meeting.facilitators)

    @invariant()
    def whoever_was_removed_stays_out(self) -> None:
        assert all(self.meeting.is_removed(member) for member in self.out)

    @invariant()
    def what_waits_for_those_who_lead_tells_no_more_than_it_may(self) -> None:
        meeting = self.meeting
        asked = [aid.member for aid in meeting.aids]
        assert len(set(asked)) == len(asked)
        numbers = [one.number for one in meeting.held]
        assert numbers == sorted(set(numbers))
        assert board.counted(meeting, self.now) <= len(meeting.held)
        assert len(meeting.here) >= WITHOUT_NAME or not board.counted(meeting, self.now)
        assert meeting.alerts >= bool(meeting.aids)

    @invariant()
    def the_meeting_is_somewhere(self) -> None:
        meeting = self.meeting
        assert 0 <= meeting.stage < len(STANDARD)
        assert (meeting.stage == 0) <= (not meeting.facilitators)
        assert meeting.called is None or meeting.stage > 0
        assert set(hands.not_heard_yet(meeting)) <= {one.id for one in meeting.taking_part}
