"""Newcomers swept out and brought back, or only listening, while everybody presses anything."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from bot.domain.ids import MemberId, MessageId
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.members import newcomers
from bot.domain.meeting.talk import posted_words
from bot.domain.person import Way
from tests.domain.pressing import EVERYBODY, anyone
from tests.domain.test_anyone_presses_anything import SIZE, Pressing

POSTS = st.integers(1, 30)


class Raid(Pressing):
    """The same evening, with somebody at the console who has had enough."""

    def __init__(self) -> None:
        super().__init__()
        self.led: set[MemberId] = set()

    @rule(data=st.data(), yes=st.booleans(), words=st.booleans())
    def everyone_new_is_swept_out(self, data, yes: bool, words: bool) -> None:
        by, before = self.somebody(data), self.meeting
        new = newcomers.who(before, self.now, {by.id})
        self.press(newcomers.remove_all, by, self.now, sure=yes, words_too=words, by=by)
        if self.meeting.sweeps == before.sweeps:
            return
        self.out |= set(new)
        assert self.meeting.removed == before.removed | set(new)
        assert not set(new) & set(self.meeting.facilitators)
        if words:
            assert not {post.author for post in self.meeting.posts} & set(new)

    @rule(data=st.data(), number=st.integers(0, 3))
    def and_comes_back(self, data, number: int) -> None:
        by, before = self.somebody(data), self.meeting
        self.press(newcomers.let_all_back_in, by, self.now, number, by=by)
        self.out -= before.removed - self.meeting.removed

    @rule(data=st.data(), only=st.booleans())
    def newcomers_only_listen(self, data, only: bool) -> None:
        by = self.somebody(data)
        self.press(newcomers.only_listen, by, only=only, by=by)

    @rule(by=anyone, number=POSTS)
    def words_are_posted_and_taken_back(self, by, number: int) -> None:
        post = Post(number, self.meeting.room, MessageId(number), by.id)
        person = self.meeting.person(by.id)
        if person and not person.gone and not any(p.number == number for p in self.meeting.posts):
            self.meeting = posted_words.noted(self.meeting, post)
        self.press(posted_words.take_back, by, number + 1, by=by)

    @rule(data=st.data(), number=POSTS)
    def words_are_taken_down(self, data, number: int) -> None:
        by = self.somebody(data)
        self.press(posted_words.take_down, by, number, by=by)

    def only_listens(self, person) -> bool:
        """Who helped to lead in between may have a hand up from then."""
        return not (self.meeting.may_write(person.id) or person.leads or person.id in self.led)

    @invariant()
    def who_only_listens_stands_nowhere(self) -> None:
        meeting = self.meeting
        if meeting.writers is None:
            return
        self.led |= set(meeting.facilitators)
        listeners = [one for one in meeting.here if self.only_listens(one)]
        assert all(one.way is Way.LISTENING for one in listeners)
        quiet = {one.id for one in listeners}
        assert not quiet & {hand.member for hand in meeting.hands}
        assert not quiet & meeting.ready
        assert not quiet & {member for topic in meeting.topics for member in topic.votes}

    @invariant()
    def every_sweep_is_of_people_who_are_out_or_were_let_back_one_by_one(self) -> None:
        known = {one.id for one in EVERYBODY}
        for sweep in self.meeting.sweeps:
            assert sweep.inside <= sweep.members <= known


TestRaidersPressAnything = Raid.TestCase
TestRaidersPressAnything.settings = settings(max_examples=60 * SIZE, stateful_step_count=40)
