"""What is drawn where words tell of a danger, in every country and for everybody."""

from itertools import product

import pytest

from bot.content import helplines, notes
from bot.content.prompts import load
from bot.domain.ids import PromptId
from bot.domain.search.note_finder import NO_NOTES, NotesFound
from bot.domain.support.danger.level import ABOUTS, LEVELS, About, Addressed, Care, Level
from bot.text.catalog import speaker
from cogs.ui.kit.helplines import line_above
from cogs.ui.kit.ids import CustomId, read
from cogs.ui.prompts import danger
from tests.cogs.ui.measured import fits
from tests.domain.own_prompts import prompt

SAY = speaker("en")
TOLD = [about for about in ABOUTS if about not in {About.LOSS, About.FIGURE}]
CARDS = list(product(TOLD, Addressed))
COUNTRIES = [None, *(country.code for country in helplines.load().countries)]
PROMPTS = load()[:8]
NOTES = notes.load()
LONG_IDS = [prompt(PromptId("0123456789abcdef"[:15] + str(at))) for at in range(8)]


@pytest.mark.parametrize(("about", "whom"), CARDS)
def test_the_number_comes_first_and_all_of_it_fits_in_every_country(about, whom):
    for country in COUNTRIES:
        found = fits(danger.card(Care(Level.NOW, about), whom, country, PROMPTS, SAY))
        heading, number, *_ = found.text.splitlines()
        assert heading.startswith("## ")
        assert "danger, call" in number
        assert found.labels == ["Help lines", "Show questions"]


def test_without_questions_there_is_nothing_to_unfold():
    found = fits(danger.card(Care(Level.NOW, About.LIFE), Addressed.MEMBER, "GB", [], SAY))
    assert found.labels == ["Help lines"]
    assert "Your questions" not in found.text


@pytest.mark.parametrize(("about", "whom"), CARDS)
def test_a_hint_is_one_line_with_the_number(about, whom):
    line = line_above(Care(Level.MAYBE, about), whom, "GB", SAY)
    assert "\n" not in line
    assert "999 / 112" in line
    guessed = line_above(Care(Level.MAYBE, About.LIFE, guessed=True), whom, "GB", SAY)
    assert "999 / 112" in guessed
    assert "their life" not in guessed


def test_nothing_stands_above_the_questions_for_a_way_of_speaking():
    assert line_above(None, Addressed.MEMBER, "GB", SAY) == ""
    figure = Care(Level.PAST, About.FIGURE)
    assert line_above(figure, Addressed.MEMBER, "GB", SAY) == ""


@pytest.mark.parametrize("prompts", [PROMPTS, LONG_IDS, []])
@pytest.mark.parametrize("found", [NO_NOTES, NotesFound(NOTES[0]), NotesFound(None, NOTES[1:3])])
def test_what_a_choice_carries_is_read_again(prompts, found):
    for level, about, violence, guessed in product(LEVELS, ABOUTS, (False, True), (False, True)):
        heard = Care(level, about, violence, guessed)
        for choice in danger.choices(heard, prompts, found, 5, SAY):
            assert len(choice.value) <= 100
            again = danger.carried(choice.value)
            assert again is not None
            assert again.care == heard
            assert set(again.prompts) <= {one.id for one in prompts}
            if again.chosen is None:
                assert again.note == (found.note.id if found.note else None)
                assert again.perhaps == tuple(one.id for one in found.perhaps)


def test_the_button_remembers_what_was_heard_and_nothing_that_was_typed():
    view = danger.card(Care(Level.NOW, About.CHILD, True), Addressed.MEMBER, "GB", PROMPTS, SAY)
    _, pressed = [one.parsed_id for one in view.walk_children() if hasattr(one, "parsed_id")]
    assert read(pressed.text) == pressed
    kept = danger.folded_in(pressed)
    assert kept is not None
    assert kept.care == Care(Level.NOW, About.CHILD, True)
    assert kept.prompts == tuple(one.id for one in PROMPTS)[: len(kept.prompts)]
    assert len(kept.prompts) >= 3


@pytest.mark.parametrize("more", ["", "9", "130.", "130..a", "x30", "1300"])
def test_an_odd_button_carries_nothing(more):
    assert danger.folded_in(CustomId("care_questions", argument=more)) is None
