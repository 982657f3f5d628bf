"""What an exercise may look like."""

from dataclasses import replace

import pytest

from bot.domain.journal.worksheet import (
    Column,
    Field,
    FieldKind,
    Page,
    Picture,
    Worksheet,
    WorksheetKind,
    column,
    field_of,
    fitting,
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
    helps="When two things pull at you.",
)
SCALES = tuple(Field(f"part_{n}", "How is it?", FieldKind.SCALE) for n in range(13))


def with_fields(*fields: Field) -> Worksheet:
    return replace(SHEET, pages=(Page("One", fields),))


def with_scales(many: int) -> Worksheet:
    pages = [Page("Some", SCALES[n : n + 5]) for n in range(0, many, 5)]
    pages[-1] = Page("Last", SCALES[(many - 1) // 5 * 5 : many])
    return replace(SHEET, pages=tuple(pages))


def test_a_well_made_exercise_has_no_findings() -> None:
    assert lint_worksheet(SHEET) == ()


def test_a_question_of_the_board_is_found_by_its_id() -> None:
    assert column(SHEET, "gives") == SHEET.board[0]
    assert column(SHEET, "other") is None


def test_a_field_is_found_by_its_id_on_any_page() -> None:
    sheet = replace(SHEET, pages=(Page("One", (FIELD,)), Page("Two", SCALES[:1])))
    assert field_of(sheet, "part_0") == SCALES[0]
    assert field_of(sheet, "other") is None
    assert list(sheet.scales) == [SCALES[0]]


def test_what_fits_most_comes_first_and_at_most_three() -> None:
    about = {"cravings", "weekends"}
    one, two, none = frozenset({"cravings"}), frozenset(about), frozenset({"sleep"})
    sheets = [replace(SHEET, title=str(at), themes=of) for at, of in enumerate([one, none, two])]
    assert [each.title for each in fitting(sheets, about)] == ["2", "0"]
    assert fitting(sheets, ()) == ()
    assert len(fitting([replace(SHEET, themes=one)] * 5, about)) == 3


def test_a_number_takes_less_time_than_words() -> None:
    assert with_fields(FIELD, FIELD).minutes == 2
    assert with_scales(4).minutes == 1
    assert with_scales(5).minutes == 2


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
        (replace(SHEET, helps=""), "helps"),
        (replace(SHEET, helps="x" * 101), "helps"),
        (replace(SHEET, picture=Picture.WHEEL), "picture"),
        (replace(SHEET, picture=Picture.RULERS), "picture"),
        (replace(with_scales(2), picture=Picture.WHEEL), "picture"),
        (replace(with_scales(13), picture=Picture.WHEEL), "picture"),
        (replace(with_scales(6), picture=Picture.RULERS), "picture"),
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


@pytest.mark.parametrize(("picture", "many"), [("wheel", 3), ("wheel", 12), ("rulers", 5)])
def test_a_picture_of_as_many_scales_as_it_has_room_for_is_fine(picture: str, many: int) -> None:
    assert lint_worksheet(replace(with_scales(many), picture=Picture(picture))) == ()
