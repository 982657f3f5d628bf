"""Has a short run its steps in order, and is each said as prompts are said?

See docs/questions.md#short-runs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.domain.finding import Finding
from bot.domain.ids import PromptId
from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.lint.checks import lint_prompt
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.short_run import RunMove, RunStep, ShortRun

FEWEST_STEPS, MOST_STEPS = 3, 5
FEWEST_LINES, MOST_LINES = 6, 12
"""Of `when`."""
LONGEST_TITLE = 60
LONGEST_STEP = 140
"""Characters."""
_PURPOSES = {
    RunMove.OPEN: Purpose.OPEN_QUESTION,
    RunMove.REFLECT: Purpose.REFLECTION,
    RunMove.DEEPEN: Purpose.OPEN_QUESTION,
    RunMove.LINK: Purpose.LINKING,
    RunMove.SUM_UP: Purpose.SUMMARY,
}


def lint_runs(
    runs: Sequence[ShortRun], library: Mapping[PromptId, Prompt], language: str = FALLBACK
) -> tuple[Finding, ...]:
    """Find everything in runs that is too long, unkind, out of order, or said to be what it isn't.

    `library` holds the questions by id; a step that names one has its very words.
    """
    ids = [run.id for run in runs]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    return (
        *(found for run in runs for found in form_of(run, library)),
        *(found for run in runs for found in _wording(run, language)),
        *(Finding("prompt.id_twice", name, name, {"count": 2}) for name in twice),
    )


def form_of(run: ShortRun, library: Mapping[PromptId, Prompt]) -> Iterator[Finding]:
    """Find what is missing, too long, or not the words of the question it names."""
    sizes = {
        "title": (len(run.title), 1, LONGEST_TITLE),
        "steps": (len(run.steps), FEWEST_STEPS, MOST_STEPS),
        "when": (len(run.when), FEWEST_LINES, MOST_LINES),
    }
    for part, (count, fewest, most) in sizes.items():
        if not fewest <= count <= most:
            yield _too_long(run, part, count, most)
    if run.steps[:1] and run.steps[0].step is not RunMove.OPEN:
        yield Finding("prompt.openness", run.id, run.steps[0].text)
    for step in run.steps:
        if len(step.text) > LONGEST_STEP:
            yield _too_long(run, step.text, len(step.text), LONGEST_STEP)
        if step.prompt is not None and not _is_the_question(step, library):
            yield Finding("prompt.text", run.id, step.prompt)


def _is_the_question(step: RunStep, library: Mapping[PromptId, Prompt]) -> bool:
    known = library.get(step.prompt) if step.prompt else None
    return known is not None and known.text == step.text


def _wording(run: ShortRun, language: str) -> Iterator[Finding]:
    for step in run.steps:
        if step.prompt is None:
            yield from lint_prompt(_as_prompt(run, step), language)


def _too_long(run: ShortRun, part: str, count: int, most: int) -> Finding:
    return Finding("prompt.length", run.id, part, {"count": count, "most": most})


def _as_prompt(run: ShortRun, step: RunStep) -> Prompt:
    return replace(
        _AS_PROMPT,
        id=PromptId(run.id),
        text=step.text,
        purpose=_PURPOSES[step.step],
        themes=frozenset(run.themes),
        why=run.title,
    )


_AS_PROMPT = Prompt(
    id=PromptId(""),
    text="",
    point=Point.THOUGHTS,
    purpose=Purpose.OPEN_QUESTION,
    change_talk=ChangeTalk.NONE,
    stage=ChangeStage.ANY,
    themes=frozenset(),
    why="",
)
"""What a step has none of, so that it is read by the linter of prompts."""
