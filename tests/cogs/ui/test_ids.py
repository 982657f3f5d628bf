import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import OccurrenceId
from bot.domain.meeting.round_state import Place
from bot.domain.template import StageKey
from cogs.ui.kit.ids import CustomId, id_for, read
from tests.cogs.ui.drawn_evenings import evening

KINDS = st.from_regex(r"[a-z][a-z_]{1,23}", fullmatch=True)
MORE = st.one_of(st.just(""), st.from_regex(r"[a-z0-9_.\-]{1,40}", fullmatch=True))
PLACES = st.builds(Place, st.integers(0, 99), st.integers(0, 99_999))


@given(KINDS, st.integers(0, 2**40 - 1), PLACES, MORE)
def test_what_a_button_remembers_can_be_read_again(kind, meeting, place, more):
    made = CustomId(kind, OccurrenceId(meeting), place, more)

    assert read(made.text) == made
    assert len(made.text) <= 100


@given(st.text(max_size=120))
def test_reading_any_text_never_fails(text):
    found = read(text)

    assert found is None or found.text.startswith("or:")


@pytest.mark.parametrize(
    "text", ["", "or:", "or:pass", "or:pass:1:1", "xx:pass:1:1:1", "or:pass:1:1:1:" + "a" * 81,
             "or:pass:12345678901:1:1", "or:PASS:1:1:1", "or:pass:1:1:1 "],
)  # fmt: skip
def test_ids_that_are_not_ours_are_left_alone(text):
    assert read(text) is None


def test_a_button_carries_the_place_it_was_drawn_for():
    meeting = evening(8, StageKey.CHECK_IN)

    assert id_for("finish", meeting).place == meeting.place
