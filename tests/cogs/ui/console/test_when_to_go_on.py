"""What tells whoever leads that it may be time to go on."""

from dataclasses import replace

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode
from bot.domain.template import StageKey
from tests.cogs.ui.console.test_console import drawn
from tests.cogs.ui.drawn_evenings import NOW, actor, evening, full, in_mode
from tests.cogs.ui.measured import measured


def test_where_all_write_together_it_counts_who_has_answered():
    meeting = in_mode(evening(9, StageKey.CHECK_IN), Mode.TOGETHER)
    assert "so far" not in measured(drawn(meeting)).text
    meeting = rounds.pass_on(meeting, actor(3), NOW, meeting.place)
    meeting = rounds.typed(meeting, actor(4), NOW, meeting.place)
    assert "Answered or passed so far: 2 of 9" in measured(drawn(meeting)).text


def test_in_a_text_room_nothing_is_to_be_said_aloud():
    for stage in (StageKey.LOBBY, StageKey.WELCOME, StageKey.CLOSE):
        words = measured(drawn(evening(6, stage, room_kind=RoomKind.TEXT))).text
        assert "aloud" not in words
        assert "aloud" in measured(drawn(evening(6, stage))).text


def test_while_there_is_a_vote_it_says_what_ends_it():
    meeting = full(evening(8, StageKey.AGENDA))
    assert "*Next stage* ends the vote" in measured(drawn(meeting)).text
    assert "0 people have voted." in measured(drawn(meeting)).text
    first, second, *others = meeting.topics
    for_it = replace(second, votes=frozenset({actor(3).id, actor(4).id}))
    words = measured(drawn(replace(meeting, topics=(first, for_it, *others)))).text
    assert "2 people have voted." in words
    assert words.count(" · 2 votes") == 1
    assert "need a vote" not in measured(drawn(meeting)).text
    assert "need a vote" not in measured(drawn(evening(8, StageKey.AGENDA))).text
    assert "ends the vote" not in measured(drawn(evening(8, StageKey.AGENDA))).text
