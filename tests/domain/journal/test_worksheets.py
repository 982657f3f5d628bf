"""What an exercise may look like."""

from dataclasses import replace

import pytest

from bot.domain.journal.worksheet import (
    Column,
    Field,
    FieldKind,
    Page,
    Worksheet,
    WorksheetKind,
    column,
    lint_worksheet,
)

FIELD = Field("focus", "What do I want?", FieldKind.TEXT)
SHEET = Worksheet(
    kind=WorksheetKind("mine"),
    title="Mine",
    intro="What we do together.",
    board=(Column("gives", "What it gives me"),),
    talk="What stands out for you?",
    pages=(Page("One", (FIELD,)),),
)


def with_fields(*fields: Field) -> Worksheet:
    return replace(SHEET, pages=(Page("One", fields),))


def test_a_well_made_exercise_has_no_findings() -> None:
    assert lint_worksheet(SHEET) == ()


def test_a_question_of_the_board_is_found_by_its_id() -> None:
    assert column(SHEET, "gives") == SHEET.board[0]
    assert column(SHEET, "other") is None


def test_the_fields_run_from_page_to_page() -> None:
    other = replace(FIELD, id="other")
    sheet = replace(SHEET, pages=(Page("One", (FIELD,)), Page("Two", (other,))))
    assert [field.id for field in sheet.fields] == ["focus", "other"]


@pytest.mark.parametrize(
    ("sheet", "rule"),
    [
        (replace(SHEET, title=""), "title"),
        (replace(SHEET, title="x" * 46), "title"),
        (replace(SHEET, intro="x" * 241), "intro"),
        (replace(SHEET, talk="No question."), "talk"),
        (replace(SHEET, talk="One? Two?"), "talk"),
        (replace(SHEET, board=()), "board"),
        (replace(SHEET, board=tuple(Column(name, "x") for name in "abc")), "board"),
        (replace(SHEET, board=(Column("a", "x" * 46),)), "label"),
        (replace(SHEET, board=(Column("a", "x"), Column("a", "y"))), "id"),
        (replace(SHEET, pages=()), "pages"),
        (replace(SHEET, pages=(Page("One", ()),)), "inputs"),
        (with_fields(*(replace(FIELD, id=name) for name in "abcdef")), "inputs"),
        (replace(SHEET, pages=(Page("x" * 46, (FIELD,)),)), "label"),
        (with_fields(replace(FIELD, label="x" * 46)), "label"),
        (with_fields(replace(FIELD, help="x" * 101)), "help"),
        (with_fields(FIELD, FIELD), "id"),
        (with_fields(replace(FIELD, id="Not good")), "id"),
        (with_fields(replace(FIELD, kind=FieldKind.CHOICE)), "choices"),
        (
            with_fields(replace(FIELD, kind=FieldKind.CHOICE, choices=tuple("abcdefghijk"))),
            "choices",
        ),
        (with_fields(replace(FIELD, choices=("a", "b"))), "choices"),
    ],
)
def test_what_a_form_cannot_hold_is_found(sheet: Worksheet, rule: str) -> None:
    assert [finding.rule for finding in lint_worksheet(sheet)] == [f"worksheet.{rule}"]


def test_a_choice_of_two_is_fine() -> None:
    sheet = with_fields(replace(FIELD, kind=FieldKind.CHOICE, choices=("Yes", "No")))
    assert lint_worksheet(sheet) == ()
