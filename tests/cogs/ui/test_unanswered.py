"""A form that Discord keeps open after its answer was lost is sent again, and done once."""

from datetime import UTC, datetime, timedelta

from cogs.ui.kit import unanswered
from cogs.ui.kit.unanswered import Unanswered

AT = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
FILLED: dict[str, str | bool] = {"text": "Trust", "named": True}
HOPE: dict[str, str | bool] = {"text": "Hope"}
TOPIC = "or:topic:1"


def test_a_form_whose_answer_was_lost_is_known_once_and_for_a_while():
    known = Unanswered()
    assert not known.is_again(7, TOPIC, FILLED, AT), "nothing was lost yet"
    known.lost(7, TOPIC, FILLED, AT)
    later = AT + timedelta(minutes=1)
    assert not known.is_again(8, TOPIC, FILLED, later)
    assert not known.is_again(7, "or:topic:2", FILLED, later)
    assert not known.is_again(7, TOPIC, HOPE, later)
    assert known.is_again(7, TOPIC, FILLED, later)
    assert not known.is_again(7, TOPIC, FILLED, later), "the next one is meant"
    known.lost(7, TOPIC, FILLED, AT)
    assert not known.is_again(7, TOPIC, FILLED, AT + unanswered.LASTS)


def test_the_oldest_makes_room():
    known = Unanswered()
    for member in range(unanswered.MOST + 1):
        known.lost(member, TOPIC, {}, AT)
    assert not known.is_again(0, TOPIC, {}, AT)
    assert known.is_again(unanswered.MOST, TOPIC, {}, AT)
