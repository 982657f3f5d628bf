"""What happens in the room itself is looked up too: silence, tears, a quarrel, one long voice."""

import pytest

from bot.domain.prompts.theme import Theme

ROOM = Theme.SILENCE_AND_TENSION


@pytest.mark.parametrize(
    "said",
    [
        "somebody cried and i dont know what to say",
        "nobody talks",
        "silence, nobody wants to start",
        "someone talks too much",
        "two people are arguing in the meeting",
        "they all give him advise",
        "she keeps looking at the door and says nothing",
        "heavy story, the room is speechless",
    ],
)
def test_a_moment_in_the_room_finds_questions_for_the_room(lookup, said):
    found = lookup.find(said, limit=3)
    assert ROOM in {theme for one in found for theme in one.prompt.themes}


@pytest.mark.parametrize(
    "said", ["had a fight with her husband", "argues with his mum", "lonely, nobody calls her"]
)
def test_what_happens_at_home_is_not_taken_for_the_room(lookup, said):
    found = lookup.find(said, limit=3)
    assert ROOM not in found[0].prompt.themes
