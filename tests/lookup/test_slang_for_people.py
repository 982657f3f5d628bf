"""A dude, a bro or a lad is a person in the room, and neither a drink nor a drug."""

import pytest

from bot.domain.search.situation import said_in

LINES = (
    "dude won't stop talking",
    "bro keeps interrupting everyone",
    "lad at the back is asleep",
    "this guy wont let anyone get a word in",
    "fella keeps giving advice",
    "some chick is flirting with the new guy",
    "homie just walked out",
    "dude is mad at the facilitator",
    "dude just left without a word",
    "big fella started shouting",
    "dude seems really down tonight",
    "my mate thinks the group is useless",
    "a lad's gone quiet",
    "dude got a new job and is buzzing",
    "this bloke wont turn his camera on",
    "bro is late every week",
    "dude can't sleep",
    "the dude never shares",
    "bloke is hogging the floor",
    "mate won't stop talking",
    "lads won't stop talking",
    "the lass in the corner is crying",
    "bro won't shut up",
    "the guy from last week is back",
    "chick talks over everybody",
)
OF_DRINK = {"drunk-tonight", "drinking-on-camera", "joins-from-a-pub"}
DRUNK = "b214"


@pytest.mark.parametrize("said", LINES)
def test_whatever_a_person_is_called_nobody_is_taken_for_drunk(lookup, said):
    found = lookup.notes(said)
    assert not OF_DRINK & {one.id for one in (found.note, *found.perhaps) if one}
    assert DRUNK not in {one.prompt.id for one in lookup.find(said, limit=3)}


def test_one_who_is_drunk_is_heard_as_before(lookup):
    for said in (
        "dude's wasted on camera",
        "bro is hammered and keeps butting in",
        "lad turned up drunk",
    ):
        assert lookup.notes(said).note.id == "drunk-tonight"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("dude won't stop", "he not stop"),
        ("fine so far, bro keeps talking", "fine so far he keeps talking"),
        ("some chick is flirting", "she is flirting"),
        ("a lad's gone quiet", "he gone quiet"),
        ("yer man won't let us talk", "he not let us talk"),
        ("the new dude is loud", "the new guy is loud"),
        ("it all went to pot", "it all went wrong"),
        ("her plan's gone down the pan", "her plan went wrong"),
        ("he put it down the drain", "he put it down the drain"),
        ("found his lad's stash", "found his lad stash"),
        ("her fella drinks", "her fella drinks"),
        ("my bro died", "my bro died"),
        ("lads night out", "lads night out"),
        ("chickpeas and guyana", "chickpeas and guyana"),
    ],
)
def test_somebody_who_is_nobodys_is_he_or_she(typed, read):
    assert " ".join(said_in(typed)) == read
