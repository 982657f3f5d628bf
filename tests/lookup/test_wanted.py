"""What was learnt from situations: which questions are wanted beside somebody's words."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.lookup import wanted, words
from bot.content.notes import library as all_notes
from bot.domain.ids import PromptId
from bot.domain.search.likeliest import Likeliest
from bot.domain.search.situation import telling
from bot.services.prompts.lookup import Lookup

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"
ANEW = "Run scripts/tune: questions or situations have changed."
EVERY = 40
"""One situation of so many is tried."""


@pytest.fixture(scope="module")
def learnt(library):
    told = ((one.id, [word for line in one.when for word in telling(line)]) for one in library)
    return Likeliest(told, words(), wanted())


@pytest.fixture(scope="module")
def situations():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        from learning.situations import situations  # noqa: PLC0415 - it stands among the scripts

        return situations()


def test_every_situation_wants_what_there_is_and_no_wording_stands_twice(library, situations):
    ids = {one.id for one in library}
    notes = {one.id for one in all_notes("en")}
    assert {each for one in situations for each in one.prompts} <= ids
    assert {one.note for one in situations if one.note} <= notes
    assert all(one.typed and (one.prompts or one.note) for one in situations)
    typed = [line for one in situations for line in one.typed]
    assert len(typed) == len(set(typed))


def test_nearly_every_question_was_there_to_be_learnt(library):
    ids = {one.id for one in library}
    assert len(ids & wanted().rows.keys()) > 0.95 * len(ids), ANEW
    assert len(wanted().rows.keys() - ids) < 0.05 * len(ids), ANEW


def test_what_is_typed_in_a_known_situation_brings_one_of_its_questions(
    library, learnt, situations
):
    right, tried = 0, situations[::EVERY]
    for one in tried:
        likely = learnt.of(telling(one.typed[0]))
        first = sorted(likely, key=likely.__getitem__, reverse=True)[:3]
        right += bool({library[place].id for place in first} & set(one.prompts))
    assert right > 0.5 * len(tried), ANEW


def test_words_without_a_meaning_want_nothing(learnt):
    assert learnt.of(()) == {}
    assert Likeliest((), words(), wanted()).of(["pub"]) == {}
    assert Likeliest([(PromptId("x"), ["pub"])], words(), None).of(["pub"]) == {}


def test_the_likeliest_stand_out_and_none_is_below_nothing(learnt):
    likely = learnt.of(telling("she slipped at the wedding and feels awful"))
    assert 0 < len(likely) <= 100
    assert min(likely.values()) >= 0
    assert max(likely.values()) < 14


def test_a_question_that_came_later_is_wanted_beside_words_like_its_own(library):
    own = replace(
        library[0],
        id=PromptId("own-1"),
        text="How is it in the allotment these days?",
        when=("he talks about his allotment", "asked after her vegetables"),
    )
    lookup = Lookup((*library, own))
    found = lookup.find("she's planting beans on the allotment again", limit=3)
    assert own.id in {one.prompt.id for one in found}
    others = lookup.find("she slipped at the wedding and feels awful", limit=3)
    assert own.id not in {one.prompt.id for one in others}
