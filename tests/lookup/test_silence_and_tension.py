"""What happens in the room itself is looked up too: silence, tears, a quarrel, one long voice."""

import pytest

from bot.domain.prompts.theme import Theme

ROOM = Theme.SILENCE_AND_TENSION
SILENCE = {"b155", "b156", "b270", "b368"}
SILENT = (
    "everyone's gone quiet",
    "nobody is saying anything",
    "awkward pause",
    "awkward silence help",
    "its gone quiet what do i do",
    "tumbleweed",
    "nobody wants to go first",
    "they're all just staring at me",
    "no one will speak",
    "room's gone dead",
    "everyone's muted and no one is unmuting",
    "no takers for the check in",
    "it's really quiet tonight",
    "conversation has dried up",
    "everyone just sitting there",
    "waiting and nobody answers",
    "can't get them talking",
    "noones talking and im panicking",
)


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


@pytest.mark.parametrize("said", SILENT)
def test_a_silent_room_is_heard_however_it_is_typed(lookup, said):
    assert SILENCE & {one.prompt.id for one in lookup.find(said, limit=3)}


def test_the_note_on_silence_comes_for_nearly_all_of_them(lookup):
    found = [lookup.notes(said) for said in SILENT]
    told = [one for one in found if one.note and one.note.id == "nobody-speaks"]
    assert len(told) >= 0.8 * len(SILENT)


@pytest.mark.parametrize(
    "said", ["had a fight with her husband", "argues with his mum", "lonely, nobody calls her"]
)
def test_what_happens_at_home_is_not_taken_for_the_room(lookup, said):
    found = lookup.find(said, limit=3)
    assert ROOM not in found[0].prompt.themes
