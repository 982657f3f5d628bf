"""Answers `openround prompts find`: questions for what somebody says happened, in plain words."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from bot.content.helplines import load as helplines
from bot.content.prompts import load
from bot.domain.prompts.browsing import Wanted
from bot.domain.prompts.situation_note import SituationNote, need_heard
from bot.domain.search.ranking import RankedPrompt
from bot.domain.support.danger.level import About, Addressed, Care, Level, steps
from bot.domain.support.helpline import CountryHelp, lines_for
from bot.services.prompts.lookup import Lookup
from bot.services.support.hearing import heard
from bot.text.catalog import Say, Shown

_ROW = ("id", "title", "say", "ask", "avoid")
_PRINTED = ("title", "going_on", "say", "ask", "avoid")
"""What of a note is given to a script, and printed for people."""
_MARKS = re.compile(r"^-# |[*`]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class QuestionsWanted:
    """What sort of questions, and how many."""

    sort: Wanted
    limit: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the answer at the terminal."""

    country: str | None = None
    """Whose help lines are shown; None where it is not known."""
    questions: bool = False
    """Wants the questions too where life may be in danger now."""


@dataclass(frozen=True, slots=True)
class _Answer:
    care: Care | None
    found: tuple[RankedPrompt, ...]
    note: SituationNote | None

    @property
    def fits(self) -> bool:
        """Tell whether anything fits; else the questions are some that never hurt."""
        return any(one.sure for one in self.found) or self.note is not None


def answer_all(texts: Sequence[str], wanted: QuestionsWanted, echo: Callable[[str], None]) -> None:
    """Print a list of objects, one for each text."""
    echo(_json([_row(one) for one in _answers(texts, wanted)]))


def answer_json(text: str, wanted: QuestionsWanted, echo: Callable[[str], None]) -> None:
    """Print one object: what was heard, whether anything fits, a note, and prompts with scores.

    The prompts are there whatever was heard: whoever shows them puts whom to call first.
    """
    echo(_json(_row(_answers([text], wanted)[0])))


def answer(
    text: str, wanted: QuestionsWanted, reader: Reader, echo: Callable[[str], None], say: Say
) -> None:
    """Print the note, then each question with its reason, or one sentence when nothing fits.

    Words that tell of a danger are answered with whom to call first, and how to see questions.
    Where no word speaks of one, and it is only guessed, that stands below the questions. Where
    nothing fits well, a line says so above those that never hurt.
    """
    one, lines = _answers([text], wanted)[0], lines_for(helplines(), reader.country)
    care = [_MARKS.sub("", line) for line in _care_lines(one.care, lines, say)]
    below = one.care is not None and one.care.guessed
    for line in () if below else care:
        echo(line)
    if one.care and one.care.level is Level.NOW and not reader.questions:
        echo(say("cli.questions_too") + ("" if lines.country else say("cli.country_too")))
        return
    if one.note:
        echo(say("cli.note", **{part: Shown(getattr(one.note, part)) for part in _PRINTED}))
    if one.found and not one.fits:
        echo(say("prompts.unsure"))
    for found in one.found:
        prompt = found.prompt
        facts = {"id": prompt.id, "text": prompt.text, "why": prompt.why}
        echo(say("cli.found", **{name: Shown(fact) for name, fact in facts.items()}))
    if not one.found and not one.note:
        echo(say("cli.nothing_found"))
    for line in care if below else ():
        echo(line)


def _care_lines(care: Care | None, found: CountryHelp, say: Say) -> list[str]:
    """Give whom to call, and then what to do; nothing where nothing was heard."""
    if care is None or care.about is About.FIGURE:
        return []
    number = Shown(found.emergency or say("aid.your_number"))
    line = found.first
    reach = line.number or line.text or line.chat if line else ""
    talk = (
        say("cli.talk", name=Shown(line.name), way=Shown(reach))
        if line
        else say("crisis.elsewhere", site=Shown(found.fallback))
    )
    if care.level is Level.PAST:
        return [say("care.past", line=Shown(talk))]
    call = say("care.above", number=number, line=Shown(talk))
    if care.level is Level.MAYBE:
        about = "guessed" if care.guessed else care.about
        return [call, say(f"care.maybe.{Addressed.FACILITATOR}.{about}")]
    return [call, *(say(key, number=number) for key in steps(care, Addressed.FACILITATOR))]


def _answers(texts: Sequence[str], wanted: QuestionsWanted) -> list[_Answer]:
    lookup = Lookup(load())
    found: list[_Answer] = []
    for text in texts:
        care = heard(text)
        apart = care is not None and care.violence
        note = lookup.notes(text, need_heard(care)).note if wanted.sort.is_open else None
        beside = note is not None
        prompts = lookup.find(
            text, wanted.sort, limit=wanted.limit, apart=apart, beside_note=beside
        )
        found.append(_Answer(care, prompts, note))
    return found


def _row(one: _Answer) -> dict[str, object]:
    level = one.care.level.value if one.care else None
    prompts = [_prompt(found) for found in one.found]
    note = {part: getattr(one.note, part) for part in _ROW} if one.note else None
    return {"care": level, "fits": one.fits, "note": note, "prompts": prompts}


def _prompt(one: RankedPrompt) -> dict[str, object]:
    fields = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(one.prompt).items()
    }
    return fields | {"score": one.score}


def _json(what: object) -> str:
    return json.dumps(what, ensure_ascii=False, indent=2)
