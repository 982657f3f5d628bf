"""The four points, as somebody new reads them."""

import tomllib

import pytest

from bot.content import worksheets
from bot.domain.language.en.prompts import PROMPTS
from bot.domain.prompts.lint.reading_grade import grade
from bot.domain.prompts.lint.wording import labels_in
from bot.text.catalog import speaker
from cogs.ui.journal.four_points import SHEET_FOR, four_points
from tests.meta.source import ROOT

TOLD = tomllib.loads((ROOT / "bot/text/locales/en/points.toml").read_text(encoding="utf-8"))[
    "points"
]


def test_each_point_has_two_plain_sentences_one_worksheet_and_one_question():
    text = four_points(speaker("en"))
    for point, kind in SHEET_FOR.items():
        name, sentences = TOLD[point].removeprefix("**").split(".** ")
        assert sentences.count(". ") == 1, name
        assert f"*{worksheets.load()[kind].title}*" in text
        assert TOLD["try"][point].count("?") == 1


def test_other_help_goes_with_it_and_leaving_is_a_good_end():
    text = four_points(speaker("en"))
    assert "Medication, therapy, other groups: this goes along with any of them." in text
    assert "leaving is a good end" in text
    assert "crisis service" in text


@pytest.mark.parametrize("key", [*SHEET_FOR, "lead", "goes_with", "good_end", "is_not"])
def test_it_reads_easily_and_puts_no_label_on_anybody(key):
    assert grade(TOLD[key], PROMPTS.syllables) <= 8
    assert list(labels_in(TOLD[key], PROMPTS.labels)) == []
