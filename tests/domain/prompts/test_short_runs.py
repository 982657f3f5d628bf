"""Which short runs come first, and what is said of one that is not as it should be."""

from dataclasses import replace

from bot.domain.ids import PromptId
from bot.domain.prompts.lint.runs import lint_runs
from bot.domain.prompts.short_run import RunMove, RunStep, ShortRun, best_first
from bot.domain.prompts.theme import Theme

LINES = ("a", "b", "c", "d", "e", "f")
STEPS = (
    RunStep(RunMove.OPEN, "What was hard about last night?"),
    RunStep(RunMove.REFLECT, "The night was long."),
    RunStep(RunMove.SUM_UP, "So there was … What did I leave out?"),
)
WORK = ShortRun("work", "Work", (Theme.WORK,), (*LINES, "his boss again"), STEPS)
SLEEP = ShortRun("sleep", "Bad nights", (Theme.SLEEP,), LINES, STEPS)
JOY = ShortRun("joy", "What does you good", (Theme.JOY,), LINES, STEPS)
ALL = (JOY, WORK, SLEEP)


def rules(run: ShortRun, *others: ShortRun) -> list[str]:
    return [finding.rule for finding in lint_runs([run, *others], {})]


def test_what_fits_the_topic_comes_first_and_the_rest_as_it_stands() -> None:
    assert best_first(ALL, "I cannot sleep at night") == (SLEEP, JOY, WORK)
    assert best_first(ALL, "my boss") == (WORK, JOY, SLEEP)


def test_without_a_topic_nothing_moves() -> None:
    assert best_first(ALL, None) == ALL
    assert best_first(ALL, "zzz") == ALL


def test_a_good_run_has_no_findings() -> None:
    assert rules(WORK) == []


def test_too_few_or_too_many_steps_and_lines_are_found() -> None:
    assert rules(replace(WORK, steps=STEPS[:2])) == ["prompt.length"]
    assert rules(replace(WORK, steps=STEPS * 2)) == ["prompt.length"]
    assert rules(replace(WORK, when=LINES[:5])) == ["prompt.length"]
    assert rules(replace(WORK, title="Work " * 20)) == ["prompt.length"]


def test_a_run_begins_with_its_opening() -> None:
    assert rules(replace(WORK, steps=STEPS[::-1])) == ["prompt.openness"]


def test_a_step_is_short_and_kind() -> None:
    long = RunStep(RunMove.REFLECT, "It is hard, " * 14 + "and it goes on.")
    asked = RunStep(RunMove.REFLECT, "Is it hard?")
    assert "prompt.length" in rules(replace(WORK, steps=(*STEPS[:2], long)))
    assert rules(replace(WORK, steps=(*STEPS[:2], asked))) == ["prompt.statement"]
    closed = RunStep(RunMove.OPEN, "Was it hard?")
    assert rules(replace(WORK, steps=(closed, *STEPS[1:]))) == ["prompt.yes_no"]


def test_two_runs_of_one_name_are_found() -> None:
    assert rules(WORK, WORK) == ["prompt.id_twice"]


def test_a_step_that_names_a_question_has_its_very_words() -> None:
    odd = replace(WORK, steps=(replace(STEPS[0], prompt=PromptId("u1")), *STEPS[1:]))
    assert rules(odd) == ["prompt.text"]
