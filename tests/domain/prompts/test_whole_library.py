"""Our library as a whole: nothing is missing in a row, and it is not one melody."""

from dataclasses import replace

import pytest

from bot.domain.ids import PromptId
from bot.domain.prompts.lint.whole import FEWEST_LINKING, lint_rows, lint_whole
from bot.domain.prompts.prompt import Purpose
from bot.text.catalog import speaker
from bot.text.plain import finding_line
from tests.domain.own_prompts import prompt

SAY = speaker("en")
WHOLE = prompt(
    when=[f"line {number}" for number in range(6)],
    listen_for="A place.",
    reflect="You breathe easier out there.",
    follow_up="What's it like?",
)


def library(asked=9, reflections=3, linking=FEWEST_LINKING, beginning="How do"):
    purposes = (
        [Purpose.OPEN_QUESTION] * asked
        + [Purpose.REFLECTION] * reflections
        + [Purpose.LINKING] * linking
    )
    return [
        replace(
            WHOLE,
            id=PromptId(f"p{number}"),
            purpose=purpose,
            text=f"{beginning} you like the sea?",
            when=tuple(f"{number} {line}" for line in WHOLE.when),
        )
        for number, purpose in enumerate(purposes)
    ]


def told(prompts):
    return [(one.rule, one.case) for one in lint_whole(prompts)]


def test_a_varied_library_with_all_its_fields_has_no_findings():
    assert told(library()) == []


@pytest.mark.parametrize(
    ("changes", "case"),
    [
        ({"when": ("one", "two")}, "few"),
        ({"listen_for": ""}, "missing"),
        ({"reflect": ""}, "missing"),
        ({"follow_up": ""}, "missing"),
    ],
)
def test_what_a_row_of_ours_lacks_is_named(changes, case):
    (finding,) = lint_rows([replace(WHOLE, **changes)])
    assert finding.case == case
    assert finding_line(finding, SAY).startswith("gsea: ")


def test_what_is_no_question_needs_nothing_to_come_after_it():
    bare = replace(WHOLE, purpose=Purpose.LINKING, listen_for="", reflect="", follow_up="")
    assert lint_rows([bare]) == ()


def test_too_many_that_begin_alike_are_counted():
    what = library(asked=10, reflections=4)
    for number in range(6):
        what[number] = replace(what[number], text="What's it like at sea?")
    assert told(what) == []
    what[6] = replace(what[6], text="What does the sea do?")
    assert told(what) == [("library.openings", "")]
    assert told(library(beginning="What would")) == [("library.openings", "")] * 2


def test_too_few_reflections_and_linking_lines_are_counted():
    assert told(library(asked=10)) == [("library.few", "reflection")]
    (finding,) = lint_whole(library(linking=FEWEST_LINKING - 1))
    assert (finding.rule, finding.case) == ("library.few", "linking")
    assert "39" in finding_line(finding, SAY)
