"""The exercises that come with the bot."""

import re

import pytest

from bot.content import worksheets
from bot.content.source import names_in, text_of
from bot.domain.journal.worksheet import FieldKind, Picture, Worksheet, WorksheetKind
from bot.domain.language.en.prompts import PROMPTS
from bot.domain.prompts.lint.reading_grade import grade
from bot.domain.prompts.lint.wording import labels_in

ALL = worksheets.load()
FIELDS = {
    "three_questions": "want now sits next",
    "pros_cons": "behaviour using_pros using_cons changing_cons changing_pros takeaway",
    "rulers": "change importance confidence readiness not_lower one_up need",
    "values": "ranked why fits clashes act",
    "change_plan": "changes reasons importance confidence steps helpers signs obstacles",
    "urge_menu": "delay leave answer distract swap contact first_action",
    "urge_entry": "when intensity duration trigger_outside trigger_inside response outcome "
    "intensity_after try_next",
    "urge_voice": "name lines answer image act",
    "rehearsal": "scenario feeling_before line tough_reply second_line feeling_after keep",
    "thought_check": "event belief feeling strength_before evidence helpful kinder new_view "
    "strength_after",
    "problem_ladder": "problem better options pros_cons choose first_step try_by review",
    "balance_wheel": "health home work money close friends play growth community meaning most "
    "second grow two_more first_step",
    "interests": "past present curious pick effort cost with_whom slot",
    "goal": "specific measure achievable relevance by_when confidence first_step",
    "seven_day_plan": "focus if_situation then_action support when obstacle answer value "
    "confidence nudge",
}


def test_the_exercises_have_the_fields_of_the_field_book() -> None:
    found = {kind: " ".join(field.id for field in sheet.fields) for kind, sheet in ALL.items()}
    assert found == FIELDS
    assert list(found) == list(FIELDS)


def test_two_or_three_are_for_a_first_evening_and_each_fits_some_talk() -> None:
    assert sum(one.first_evening for one in ALL.values()) in {2, 3}
    assert [kind for kind, one in ALL.items() if not one.themes] == []


@pytest.mark.parametrize("sheet", ALL.values(), ids=list(ALL))
def test_what_is_filled_in_is_said_by_one_person(sheet: Worksheet) -> None:
    """Labels and what stands below them say I; an example, or what somebody says, may say you."""
    parts = [(one.label, one.help) for one in sheet.fields]
    parts += [(one.label, one.help) for one in sheet.board]
    texts = [text.partition("For example:")[0] for part in parts for text in part]
    spoken = [re.sub(r'"[^"]*"', "", text) for text in texts]
    assert [
        text for text in spoken if re.search(r"\b(you|your|yours)\b", text, re.IGNORECASE)
    ] == []


def test_a_file_is_named_after_its_exercise() -> None:
    assert {f"worksheets/{kind}.toml" for kind in ALL} == set(names_in("worksheets"))


def test_exercises_are_read_once() -> None:
    assert worksheets.load() is worksheets.load()


@pytest.mark.parametrize("sheet", ALL.values(), ids=list(ALL))
def test_the_words_are_plain_and_kind(sheet: Worksheet) -> None:
    texts = [sheet.title, sheet.helps, sheet.intro, sheet.talk]
    texts += [text for part in sheet.fields for text in (part.label, part.help)]
    texts += [text for part in sheet.board for text in (part.label, part.help)]
    assert [found for text in texts for found in labels_in(text, PROMPTS.labels)] == []
    texts += [choice for field in sheet.fields for choice in field.choices]
    read = (sheet.intro, sheet.helps, sheet.talk, " ".join(part.help for part in sheet.fields))
    assert [text for text in read if grade(text, PROMPTS.syllables) > 8] == []
    assert not [text for text in texts if "should" in text.casefold()]


def test_every_exercise_has_something_to_share_and_something_to_keep() -> None:
    assert [kind for kind, one in ALL.items() if not any(f.may_share for f in one.fields)] == []
    private = {field.id for sheet in ALL.values() for field in sheet.fields if not field.may_share}
    assert {"contact", "support", "feeling", "helpers", "with_whom", "response"} <= private


@pytest.mark.parametrize("sheet", ALL.values(), ids=list(ALL))
def test_numbers_and_choices_are_never_shared(sheet: Worksheet) -> None:
    words = {FieldKind.TEXT, FieldKind.LIST}
    assert [one.id for one in sheet.fields if one.may_share and one.kind not in words] == []


def test_the_wheel_and_the_rulers_are_drawn_and_nothing_else() -> None:
    drawn = {kind: one.picture for kind, one in ALL.items() if one.picture is not Picture.NONE}
    assert drawn == {"balance_wheel": Picture.WHEEL, "rulers": Picture.RULERS}


def test_a_part_of_the_wheel_is_called_alike_wherever_it_is_named() -> None:
    wheel = ALL[WorksheetKind("balance_wheel")]
    parts = tuple(one.label for one in wheel.scales)
    assert {one.choices for one in wheel.fields if one.kind is FieldKind.CHOICE} == {parts}


def test_when_an_exercise_helps_is_one_sentence_of_its_own() -> None:
    lines = [sheet.helps for sheet in ALL.values()]
    assert len(set(lines)) == len(lines)
    assert [line for line in lines if not line.endswith(".") or line.count(".") != 1] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "text"', 'kind = "drawing"', "drawing"),
        ('id = "want"', 'id = "My want"', "worksheet.id.not_plain"),
        ('title = "What I want, and where I am"', 'title = "Me"\ncolour = 1', "colour"),
    ],
)
def test_a_mistake_in_a_file_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        worksheets.parse(text_of("worksheets/three_questions.toml").replace(old, new, 1))


def test_no_exercise_promises_a_reminder_that_nobody_sends() -> None:
    texts = [f"{part.label} {part.help}" for sheet in ALL.values() for part in sheet.fields]
    assert not [text for text in texts if "reminder" in text]
