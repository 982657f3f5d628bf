"""Random people press anything at any time: everybody who waits gets a turn, nothing breaks."""

import os
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from bot.domain.ids import PromptId
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting import clock, help_requests, stages
from bot.domain.meeting.form_entries import AidKind
from bot.domain.meeting.members import leading, leaving, participation
from bot.domain.meeting.round import floor
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round.seating import standing
from bot.domain.meeting.round_state import Mode, Turn
from bot.domain.meeting.talk import agenda, board, hands, questions
from bot.domain.person import Way
from tests.domain.evenings import FRAN, forget
from tests.domain.pressing import EVERYBODY, NEWCOMERS, Evening, anyone
from tests.domain.traces import numbers_in

SIZE = int(os.environ.get("OPENROUND_TEST_SIZE", "1"))
"""How many times the size of an ordinary run."""

ENDINGS = (rounds.next_speaker, rounds.skip, rounds.finish, rounds.pass_on, rounds.typed)
"""The ways in which a turn ends."""
sure = st.booleans()
notes = st.sampled_from(("", " ", "rest", "work", "sleep", "money", "x" * 2000))
numbers = st.integers(0, 12)


class Pressing(Evening):
    """One evening, and everything that everyone does to it."""

    @rule(seconds=st.sampled_from((0, 1, 20, 59, 60, 61, 200, 1000)))
    def time_moves_on(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def the_clock_is_looked_at(self) -> None:
        due = clock.next_change(self.meeting, self.now)
        assert due is None or due > self.now
        self.press(floor.drop, self.now)

    @rule(inside=st.sets(anyone))
    def voice_drops_and_returns(self, inside) -> None:
        self.press(participation.voice_is, {one.id for one in inside}, self.now)

    @rule(by=anyone, way=st.sampled_from(Way))
    def somebody_joins(self, by, way: Way) -> None:
        self.press(participation.join, by, self.now, way, first_time=by in NEWCOMERS, by=by)

    @rule(by=anyone, name=st.sampled_from(("Rain", "Sun")))
    def somebody_leaves_or_changes(self, by, name: str) -> None:
        self.press(leaving.leave, by, self.now, by=by)
        self.press(participation.rename, by, name, by=by)

    @rule(by=anyone)
    def somebody_asks_to_speak_early(self, by) -> None:
        self.press(participation.speak_early, by, self.now, by=by)

    @rule(data=st.data(), member=anyone, yes=sure)
    def the_door_and_order_in_the_room(self, data, member, yes: bool) -> None:
        by = self.somebody(data)
        step = data.draw(
            st.sampled_from((participation.close_door, leaving.remove, leaving.let_back_in))
        )
        if step is participation.close_door:
            self.press(step, by, by=by)
        elif step is leaving.remove:
            self.press(step, by, self.now, member.id, sure=yes, by=by)
            self.out |= self.meeting.removed
        else:
            before = self.meeting
            self.press(step, by, member.id, by=by)
            self.out -= {member.id} if self.meeting != before else set()

    @precondition(lambda self: self.out or len(self.seen) % 7 == 0)
    @rule(member=anyone)
    def somebody_is_forgotten(self, member) -> None:
        removed = self.meeting.is_removed(member.id)
        self.press(forget, member, self.now)
        assert self.meeting.is_removed(member.id) is removed
        assert member.id not in numbers_in(self.meeting)

    @rule(data=st.data())
    def the_next_speaker_or_a_skip(self, data) -> None:
        by = self.somebody(data)
        step = data.draw(st.sampled_from((rounds.next_speaker, rounds.skip, rounds.finish)))
        self.press(step, by, self.now, self.place(data), by=by)

    @rule(data=st.data())
    def a_turn_ends(self, data) -> None:
        by = self.somebody_in_the_round(data)
        step = data.draw(st.sampled_from((rounds.finish, rounds.pass_on, rounds.typed)))
        self.press(step, by, self.now, self.place(data), by=by)

    @rule(data=st.data())
    def somebody_wishes_to_come_back(self, data) -> None:
        passed = [one for one in EVERYBODY if standing(self.meeting, one.id) is Turn.PASSED]
        by = data.draw(st.sampled_from((*passed * 4, *EVERYBODY)))
        self.press(rounds.come_back, by, self.place(data), by=by)

    @precondition(lambda self: len(self.seen) % 3 == 0)
    @rule(data=st.data(), mode=st.sampled_from(Mode))
    def the_round_goes_another_way(self, data, mode: Mode) -> None:
        by = self.somebody(data)
        self.press(rounds.choose_mode, by, self.now, mode, by=by)

    @precondition(lambda self: self.meeting.round and self.meeting.round.floor)
    @rule(how=st.lists(st.sampled_from(ENDINGS), min_size=1, max_size=5))
    def turns_are_taken_as_they_should_be(self, how) -> None:
        for step in how:
            place, speaks = self.meeting.place, self.meeting.round.floor
            if speaks is None:
                return
            leads = step in {rounds.next_speaker, rounds.skip} and self.meeting.lead
            by = next(one for one in EVERYBODY if one.id == (leads or speaks))
            self.press(step, by, self.now, place, by=by)

    @precondition(lambda self: self.meeting.round and self.meeting.round.floor)
    @rule(seconds=st.sampled_from((59, 60, 90)), back=st.booleans())
    def the_call_of_the_one_who_speaks_drops(self, seconds: int, back: bool) -> None:
        inside = self.meeting.in_voice
        self.press(participation.voice_is, inside | {self.meeting.round.floor}, self.now)
        speaks = self.meeting.round.floor
        if speaks not in self.meeting.in_voice:
            return
        self.press(participation.voice_is, inside - {speaks}, self.now)
        self.now += timedelta(seconds=seconds)
        self.press(floor.drop, self.now)
        kept = self.meeting.paused_at or seconds < 60
        assert (standing(self.meeting, speaks) is Turn.FLOOR) is bool(kept)
        if back:
            self.press(participation.voice_is, inside | {speaks}, self.now)

    @precondition(lambda self: self.meeting.round and self.meeting.facilitators)
    @rule()
    def everybody_who_waits_gets_a_turn(self) -> None:
        """The facilitator keeps pressing `Next speaker`, in a meeting of its own."""
        meeting, lead = self.meeting, self.leader()
        if meeting.round.mode is not Mode.TURNS:
            return
        waited = set(floor.coming(meeting, self.now)) | {meeting.round.floor}
        presses = len(meeting.round.seats) + 2  # the first may only give the floor
        with suppress(rounds.NobodyNext):
            for _ in range(presses):
                meeting = rounds.next_speaker(meeting, lead, self.now, meeting.place)
            raise AssertionError("the round never ends")
        turns = {seat.member: seat.turn for seat in meeting.round.seats}
        assert all(turns[member] is Turn.FINISHED for member in waited - {None})

    def leader(self):
        """Whoever leads now."""
        return next(one for one in EVERYBODY if one.id == self.meeting.lead)

    @rule(data=st.data(), yes=sure)
    def somebody_moves_the_stage(self, data, yes: bool) -> None:
        by, place = self.somebody(data), self.place(data)
        step = data.draw(st.sampled_from((stages.begin, stages.advance, stages.back)))
        more = {"sure": yes} if step is stages.advance else {}
        self.press(step, by, self.now, place, by=by, stage_moves=True, **more)

    @precondition(lambda self: self.meeting.stage == 0)
    @rule()
    def the_facilitator_begins(self) -> None:
        place = self.meeting.place
        self.press(stages.begin, FRAN, self.now, place, by=FRAN, stage_moves=True)
        self.press(stages.advance, FRAN, self.now, self.meeting.place, by=FRAN, stage_moves=True)

    @rule(data=st.data())
    def somebody_turns_the_clock(self, data) -> None:
        by = self.somebody(data)
        step = data.draw(st.sampled_from((clock.pause, clock.resume, clock.extend)))
        self.press(step, by, self.now, by=by)

    @rule(data=st.data(), yes=sure)
    def somebody_ends_the_meeting(self, data, yes: bool) -> None:
        by, before = self.somebody(data), self.meeting
        self.press(stages.end, by, self.place(data), sure=yes, by=by)
        assert self.meeting == before

    @rule(data=st.data(), member=anyone)
    def leading_goes_to_somebody(self, data, member) -> None:
        by = self.somebody(data)
        steps = leading.add_co_facilitator, leading.drop_co_facilitator
        step = data.draw(st.sampled_from((*steps, leading.hand_over, leading.take_over)))
        if step in steps:
            self.press(step, by, member.id, by=by)
        elif step is leading.hand_over:
            self.press(step, by, self.now, member.id, by=by)
        else:
            self.press(step, by, self.now, by=by)
        self.press(leading.seen, by, self.now, by=by)

    @precondition(lambda self: self.meeting.lead in self.meeting.by_role)
    @rule()
    def the_role_of_the_one_who_leads_was_taken(self) -> None:
        by, before = replace(self.leader(), leads=False), self.meeting
        for step, *more in ((clock.pause,), (leading.hand_over, by.id)):
            self.press(step, by, self.now, *more, by=by)
        assert self.meeting == before

    @rule(data=st.data(), by=anyone, note=notes)
    def hands_and_readiness(self, data, by, note: str) -> None:
        place = self.place(data)
        up_and_down = (hands.raise_hand, hands.lower_hand, hands.ready, hands.not_ready)
        by_the_lead = (hands.call_next, hands.finish_for)
        step = data.draw(st.sampled_from((*up_and_down, hands.finish, *by_the_lead)))
        more = {"note": note} if step is hands.raise_hand else {}
        who = self.somebody(data) if step in by_the_lead else by
        self.press(step, who, place, by=who, **more)

    @rule(data=st.data(), by=anyone, text=notes, number=numbers, yes=sure)
    def the_agenda(self, data, by, text: str, number: int, yes: bool) -> None:
        place, lead = self.place(data), self.somebody(data)
        for words_ in (text, f"{text} {number}"):
            self.press(agenda.suggest, by, words_, with_name=yes, by=by)
        self.press(agenda.vote, by, place, number, by=by)
        self.press(agenda.talk_about, lead, self.now, place, number, sure=yes, by=lead)

    @rule(data=st.data(), by=anyone, text=notes, number=numbers)
    def words_and_lines(self, data, by, text: str, number: int) -> None:
        place, lead = self.place(data), self.somebody(data)
        self.press(board.choose_exercise, lead, WorksheetKind(text[:9] or "grid"), by=lead)
        self.press(board.add_line, by, place, "for", text, by=by)
        drawn = {"number": number, "counts_from": self.now}
        self.press(board.hold, by, place, text, by=by, **drawn)
        self.press(board.release, lead, number, by=lead)

    @rule(data=st.data(), by=anyone, text=notes, number=numbers, kind=st.sampled_from(AidKind))
    def private_help_and_questions(self, data, by, text, number: int, kind: AidKind) -> None:
        lead = self.somebody(data)
        self.press(help_requests.ask_for, by, self.now, kind, text, by=by, number=number)
        self.press(help_requests.read, lead, self.now, [number], by=lead)
        self.press(help_requests.take_back, by.id, by=by)
        self.press(questions.suggest, lead, (), (), by=lead)
        self.press(questions.ask, lead, self.place(data), PromptId("p"), by=lead)


TestAnyonePressesAnything = Pressing.TestCase
TestAnyonePressesAnything.settings = settings(max_examples=200 * SIZE, stateful_step_count=40)
