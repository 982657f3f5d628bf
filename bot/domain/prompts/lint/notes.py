"""Is a situation note short, plain and kind, and is its question open?

Its sentence and its question are linted as prompts are; see
docs/questions.md#what-the-linter-wants.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from bot.domain.finding import Finding
from bot.domain.ids import PromptId
from bot.domain.language.registry import FALLBACK, prompt_rules
from bot.domain.prompts.lint.checks import HARDEST, lint_prompt
from bot.domain.prompts.lint.reading_grade import grade
from bot.domain.prompts.lint.wording import labels_in
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.situation_note import SituationNote
from bot.domain.prompts.theme import Theme, words_in

_LONGEST = {
    one.name: one.metadata["most"] for one in fields(SituationNote) if "most" in one.metadata
}
"""Characters of each part that is shown."""
SCREEN = 700
"""Characters of all of them together: what a phone shows at once."""
FEWEST_WHEN, MOST_WHEN = 8, 12


def lint_notes(notes: Sequence[SituationNote], language: str = FALLBACK) -> tuple[Finding, ...]:
    """Find all that is too long, hard to read or unkind, and ids that stand twice.

    In a language without rules of its own only the form is looked at.
    """
    single = [found for note in notes for found in _lint_note(note, language)]
    counted = Counter(note.id for note in notes)
    twice = [(name, count) for name, count in counted.items() if count > 1]
    return (*single, *(Finding("prompt.id_twice", n, n, {"count": count}) for n, count in twice))


def form_of(note: SituationNote) -> Iterator[Finding]:
    """Find parts that are empty or too long for a phone, and help that rests on no source."""
    for part, most in (*_LONGEST.items(), ("shown", SCREEN)):
        count = len(getattr(note, part))
        if not 0 < count <= most:
            yield Finding("prompt.length", note.id, part, {"count": count, "most": most})
    if not FEWEST_WHEN <= len(note.when) <= MOST_WHEN:
        facts = {"count": len(note.when), "most": MOST_WHEN}
        yield Finding("prompt.length", note.id, "when", facts)
    if note.help and not note.sources:
        yield Finding("prompt.field", note.id, "sources", {"field": "sources"}, "missing")


def _lint_note(note: SituationNote, language: str) -> Iterator[Finding]:
    yield from form_of(note)
    yield from _wording(note, language)
    for text, purpose in ((note.ask, Purpose.OPEN_QUESTION), (note.say, Purpose.REFLECTION)):
        as_prompt = replace(_AS_PROMPT, text=text, purpose=purpose, why=note.title)
        for found in lint_prompt(as_prompt, language):
            yield replace(found, where=note.id)


def _wording(note: SituationNote, language: str) -> Iterator[Finding]:
    if (rules := prompt_rules(language)) is None:
        return
    for text in (note.going_on, note.say, note.ask, note.avoid):
        for found, instead in labels_in(text, rules.labels):
            facts = {"words": repr(found), "instead": instead}
            yield Finding("prompt.label", note.id, found, facts)
        if (school := grade(text, rules.syllables)) > HARDEST:
            longest = repr(max(words_in(text), key=len, default=""))
            yield Finding(
                "prompt.reading", note.id, text, {"grade": f"{school:.1f}", "longest": longest}
            )


_AS_PROMPT = Prompt(
    id=PromptId("note"),
    text="",
    point=Point.THOUGHTS,
    purpose=Purpose.OPEN_QUESTION,
    change_talk=ChangeTalk.NONE,
    stage=ChangeStage.ANY,
    themes=frozenset({Theme.SILENCE_AND_TENSION}),
    why="",
)
"""A note's sentences have no point and no stage; the linter of prompts wants some."""
