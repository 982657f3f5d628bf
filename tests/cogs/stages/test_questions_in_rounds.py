"""A check-in keeps to check-in: what the console offers in a round fits a round."""

from itertools import pairwise

import pytest

from bot.content import prompts, rounds
from bot.domain.template import StageKey
from bot.rehearsal import cast
from bot.text.catalog import speaker
from tests.cogs.group import LEAD

FOUR = ("Ana", "Ben", "Chi", "Esi")
TEXTS = {one.id: one.text for one in prompts.load("en")}
PRESSES = 12


@pytest.mark.parametrize("stage", [StageKey.CHECK_IN, StageKey.CHECK_OUT])
async def test_whatever_another_brings_in_a_round_fits_a_round(evening, stage):
    group = await evening(*FOUR, stage=str(stage))
    shown = await group.console()
    assert "The card shows this round's question." in shown.text
    assert "Ask · everyone sees it" not in shown.shown.buttons
    seen = []
    for _ in range(PRESSES):
        shown = await cast.press(group[LEAD], "Another", on=shown.message)
        seen += questions(shown.text)
    assert len(set(seen)) == PRESSES
    assert set(seen) <= {TEXTS[one] for one in rounds.listed("en")[stage]}


async def test_a_question_asked_in_the_check_in_takes_the_place_of_the_cards_own(evening):
    group = await evening(*FOUR, stage="check_in")
    own = speaker("en")("card.round.check_in")
    assert own in group.words
    shown = await group.lead("Another")
    (question,) = questions(shown.text)
    asked = await cast.press(group[LEAD], "Ask", on=shown.message)
    assert "The question is on the card." in asked.text
    await group.wait(2)
    assert question in group.words
    assert own not in group.words


async def test_no_short_run_is_offered_in_a_round(evening):
    group = await evening(*FOUR, stage="check_in")
    kinds = await group.more("More questions")
    assert kinds.shown.buttons == (
        "In my own words", "A surprise question", "Saved questions", "Back to the console",
    )  # fmt: skip
    await group.go_to("discussion")
    kinds = await group.more("More questions")
    assert kinds.shown.buttons[:2] == ("In my own words", "A short run")


def questions(text: str) -> list[str]:
    return [before for before, line in pairwise(text.splitlines()) if "Why ask this" in line]
