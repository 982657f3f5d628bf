"""What stands after a question: what to listen for, what to say and ask next, and other ways."""

from dataclasses import replace

from bot.domain.template import StageKey
from bot.services.prompts.own_prompts import new_id
from bot.text.catalog import speaker
from cogs.ui.console import questions
from tests.cogs.ui.drawn_evenings import evening
from tests.cogs.ui.measured import fits
from tests.domain.own_prompts import prompt

SAY = speaker("en")


def after(meeting, **changed):
    """The ways to respond after a question of the group's own, on which there is more to say."""
    told = {"listen_for": "A small thing.", "reflect": "You knew.", "follow_up": "How was that?"}
    own = replace(prompt(new_id(), "What helped, even once?"), **(told | changed))
    asked = replace(meeting, own=(own,), question=own.id, asked=(own.id,))
    ways, count = questions.stems_wanted(asked)
    stems = {way: (prompt(new_id(), f"A {way}", purpose=way),) * count for way in ways}
    return fits(questions.ways_to_respond(asked, stems, SAY))


def test_after_a_question_one_reads_what_to_listen_for_and_what_to_say_and_ask_next():
    found = after(evening(8, StageKey.DISCUSSION))
    order = ("What helped, even once?", "A small thing.", "You knew.", "How was that?", "Or notice")
    places = [found.text.index(one) for one in order]
    assert places == sorted(places)
    assert found.text.count("Or ") == 3
    assert len(found.rows[0]) == 5
    assert len(found.text) < 900


def test_what_a_question_does_not_say_is_left_out():
    found = after(evening(8, StageKey.DISCUSSION), listen_for="", follow_up="")
    assert "You could say:" in found.text
    assert "Listen for" not in found.text
    assert "Then ask" not in found.text


def test_after_any_other_question_there_are_three_sentences_of_each_way():
    found = after(evening(8, StageKey.DISCUSSION), listen_for="", reflect="", follow_up="")
    assert [found.text.count(f"A {way}\n") for way in questions.WAYS[:3]] == [3, 3, 3]
    assert "Hand it to the group" in found.text
