"""The exercises that come with the bot."""

import pytest

from bot.content import worksheets
from bot.content.source import names_in, text_of
from bot.domain.journal.worksheet import Worksheet, WorksheetKind
from bot.domain.language.en import PROMPTS
from bot.domain.prompts.lint.reading_grade import grade
from bot.domain.prompts.lint.wording import labels_in

ALL = worksheets.load()
FIELDS = {
    "pros_cons": "behaviour using_pros using_cons changing_cons changing_pros takeaway",
    "thought_check": "event belief feeling strength_before evidence helpful kinder new_view "
    "strength_after",
    "seven_day_plan": "focus if_situation then_action support when obstacle answer confidence "
    "nudge",
    "three_questions": "want now sits next",
    "urge_menu": "delay leave answer distract swap contact first_action",
    "values": "ranked why fits clashes act",
}


def test_the_exercises_have_the_fields_of_the_field_book() -> None:
    found = {kind: " ".join(field.id for field in sheet.fields) for kind, sheet in ALL.items()}
    assert found == FIELDS
    assert list(found) == list(FIELDS)


def test_a_file_is_named_after_its_exercise() -> None:
    assert {f"worksheets/{kind}.toml" for kind in ALL} == set(names_in("worksheets"))


def test_exercises_are_read_once() -> None:
    assert worksheets.load() is worksheets.load()


@pytest.mark.parametrize("sheet", ALL.values(), ids=str)
def test_the_words_are_plain_and_kind(sheet: Worksheet) -> None:
    texts = [sheet.title, sheet.intro, sheet.talk]
    texts += [text for part in sheet.fields for text in (part.label, part.help)]
    texts += [text for part in sheet.board for text in (part.label, part.help)]
    assert [found for text in texts for found in labels_in(text, PROMPTS.labels)] == []
    assert grade(sheet.intro, PROMPTS.syllables) <= 8
    assert not [text for text in texts if "should" in text.casefold()]


def test_every_exercise_has_something_to_share_and_something_to_keep() -> None:
    for kind in (WorksheetKind("pros_cons"), WorksheetKind("urge_menu")):
        assert any(field.may_share for field in ALL[kind].fields)
    private = {field.id for sheet in ALL.values() for field in sheet.fields if not field.may_share}
    assert {"contact", "support", "feeling"} <= private


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "text"', 'kind = "drawing"', "drawing"),
        ('id = "want"', 'id = "My want"', "worksheet.id.not_plain"),
        ('title = "Three questions"', 'title = "Three questions"\ncolour = 1', "colour"),
    ],
)
def test_a_mistake_in_a_file_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        worksheets.parse(text_of("worksheets/three_questions.toml").replace(old, new, 1))


def test_no_exercise_promises_a_reminder_that_nobody_sends() -> None:
    texts = [f"{part.label} {part.help}" for sheet in ALL.values() for part in sheet.fields]
    assert not [text for text in texts if "reminder" in text]
