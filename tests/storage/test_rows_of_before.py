"""A meeting that runs while the bot is updated goes on: rows of the version before load."""

from dataclasses import MISSING, fields

import orjson
import pytest

from bot.domain.meeting.form_entries import Aid, BoardLine, Hand, Held, Topic
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Round, Seat
from bot.domain.person import Person, Voice
from bot.storage.meeting.live_meetings import _MEETING, _plain

WRITTEN_BEFORE = {
    LiveMeeting: (
        "id guild title room room_kind closed_door starts_at stages since language country topic"
        " texts next_at stage used extra paused_at cards card_at covered facilitators lead_name"
        " lead_seen_at people voice door_closed removed check_in check_out hands called calls ready"
        " topics talking_about suggested offered asked question own responded exercise board held"
        " aids numbered version"
    ),
    Person: "id name way came_at first_time wants_early after_check_in gone",
    Voice: "member left_at",
    Hand: "member note",
    Topic: "number text by votes",
    BoardLine: "column text number",
    Held: "number text",
    Aid: "number member name kind note read",
    Seat: "member turn came_back typed",
    Round: "mode seats number turn_ends_at chosen turn_left",
}
"""The fields that stood in the rows of the first version."""


@pytest.mark.parametrize("kind", WRITTEN_BEFORE, ids=lambda kind: kind.__name__)
def test_what_was_not_written_then_has_a_value_of_its_own(kind):
    needed = {
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }
    assert needed <= set(WRITTEN_BEFORE[kind].split())


def test_a_meeting_of_the_first_version_loads(make_meeting):
    people = (
        {"id": 1, "name": "Ana", "way": "typing", "came_at": "2026-11-03T19:00:00Z"},
        {"id": 2, "name": "Ben", "way": "speaking", "came_at": "2026-11-03T19:01:00Z"},
    )
    row = orjson.loads(orjson.dumps(make_meeting(), default=_plain))
    kept = {name: row[name] for name in WRITTEN_BEFORE[LiveMeeting].split()}
    kept |= {"people": people, "voice": [{"member": 2, "left_at": None}]}
    kept |= {"held": [{"number": 1, "text": "unsaid"}]}
    loaded = _MEETING.validate_json(orjson.dumps(kept))
    assert [one.name for one in loaded.people] == ["Ana", "Ben"]
    assert (loaded.posts, loaded.sweeps, loaded.writers) == ((), (), None)
    assert loaded.held[0].text == "unsaid"
