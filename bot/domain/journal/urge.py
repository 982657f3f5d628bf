"""An urge, step by step: rate, wait or breathe, one's own plan, rate again, log it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Refusal
from bot.domain.ids import EntryId
from bot.domain.journal.answers import Answers, in_order, items, number
from bot.domain.journal.entry import JournalEntry, JournalShelf, NothingSaid
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.strands import must_be_followed
from bot.domain.journal.worksheet import FieldKind

WAIT = timedelta(minutes=15)
COMES_BACK = timedelta(minutes=14, seconds=20)
"""When the same private message is changed where none can be sent: before its token ends."""


class UrgeField(StrEnum):
    """What is kept of an urge."""

    BEFORE = "before"
    AFTER = "after"
    HELPED = "helped"
    WAYS = "ways"
    """What was tried, in its order, one a line."""


URGE: Mapping[str, FieldKind] = {
    UrgeField.BEFORE: FieldKind.SCALE,
    UrgeField.AFTER: FieldKind.SCALE,
    UrgeField.HELPED: FieldKind.TEXT,
}
"""How what the member says of it is answered."""


class UrgeWay(StrEnum):
    """What somebody does meanwhile."""

    WAIT = "wait"
    BREATHE = "breathe"
    PLAN = "plan"


class UrgeTurn(StrEnum):
    """How the second rating stands to the first."""

    GONE = "gone"
    LOWER = "lower"
    SAME = "same"
    HIGHER = "higher"
    NO_FIRST = "no_first"
    UNRATED = "unrated"


class UrgeLogged(Refusal):
    """It was logged already, from another message about it."""

    key = "refusal.urge_logged"


class PlanPart(StrEnum):
    """A step of one's own plan, as it is read back."""

    REASONS = "reasons"
    IF_THEN = "if_then"
    FIRST = "first"
    """The first two minutes."""
    ANSWER = "answer"
    LEAVE = "leave"
    WHO = "who"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step in the member's own words; of an if and a then one may be empty."""

    part: PlanPart
    words: tuple[str, ...]


_FOUND_IN: dict[PlanPart, tuple[tuple[str, tuple[str, ...]], ...]] = {
    PlanPart.REASONS: (
        ("change_plan", ("reasons",)),
        ("pros_cons", ("changing_pros",)),
        ("values", ("ranked",)),
    ),
    PlanPart.IF_THEN: (("seven_day_plan", ("if_situation", "then_action")),),
    PlanPart.FIRST: (("urge_menu", ("first_action",)),),
    PlanPart.ANSWER: (("urge_menu", ("answer",)), ("urge_voice", ("answer",))),
    PlanPart.LEAVE: (("urge_menu", ("leave",)),),
    PlanPart.WHO: (("urge_menu", ("contact",)), ("seven_day_plan", ("support",))),
}
"""The worksheets, and the fields of each, from which a step is read; the first that has words."""


def plan_steps(written: Iterable[JournalEntry]) -> tuple[PlanStep, ...]:
    """Read one's own plan and reasons back, step by step; none where nothing is written yet.

    `written` are worksheets and plans in any order; of each kind the last one begun counts.
    """
    last: dict[str, JournalEntry] = {}
    for entry in sorted(written, key=lambda one: (one.at, one.id)):
        if entry.answers:
            last[entry.about] = entry
    found = ((part, next(_words(last, places), ())) for part, places in _FOUND_IN.items())
    return tuple(PlanStep(part, words) for part, words in found if words)


def begun(entry: EntryId, typed: Answers, at: datetime, settings: JournalSettings) -> JournalEntry:
    """Begin, with a first rating or without; nothing is asked before. Raises NotOnTheScale."""
    day, answers = settings.day_of(at), in_order({UrgeField.BEFORE: FieldKind.SCALE}, typed)
    return JournalEntry(entry, JournalShelf.URGE, at, day, answers, done=False)


def tried(entry: JournalEntry, way: UrgeWay) -> JournalEntry:
    """Note what is done meanwhile."""
    ways = dict.fromkeys((*items(entry.answers.get(UrgeField.WAYS, "")), way))
    return _with(entry, {UrgeField.WAYS: "\n".join(ways)})


def rated_again(entry: JournalEntry, typed: Answers) -> JournalEntry:
    """Rate it again, as often as one likes: the last rating counts. Raises NotOnTheScale."""
    return _with(entry, in_order({UrgeField.AFTER: FieldKind.SCALE}, typed))


def turn(entry: JournalEntry) -> UrgeTurn:
    """Tell how the second rating stands to the first."""
    before, after = (number(entry.answers, one) for one in (UrgeField.BEFORE, UrgeField.AFTER))
    if after is None:
        return UrgeTurn.UNRATED
    if after == 0:
        return UrgeTurn.GONE
    if before is None:
        return UrgeTurn.NO_FIRST
    return UrgeTurn.SAME if after == before else _lower_or_higher(before, after)


def logged(
    entry: JournalEntry, typed: Answers, settings: JournalSettings, strand: int = 0
) -> JournalEntry:
    """Log it, with what helped if one likes. Raises UrgeLogged, NothingSaid, NoSuchStrand."""
    if entry.done:
        raise UrgeLogged
    said = _with(entry, in_order({UrgeField.HELPED: FieldKind.TEXT}, typed))
    if not said.answers:
        raise NothingSaid
    return replace(said, done=True, strand=must_be_followed(settings, strand))


def strongest(entry: JournalEntry) -> int | None:
    """Give the higher of its ratings, or None where there is none."""
    ratings = (number(entry.answers, one) for one in (UrgeField.BEFORE, UrgeField.AFTER))
    return max((one for one in ratings if one is not None), default=None)


def _with(entry: JournalEntry, more: Answers) -> JournalEntry:
    return replace(entry, answers={**entry.answers, **more})


def _lower_or_higher(before: int, after: int) -> UrgeTurn:
    return UrgeTurn.LOWER if after < before else UrgeTurn.HIGHER


def _words(
    last: dict[str, JournalEntry], places: Iterable[tuple[str, tuple[str, ...]]]
) -> Iterator[tuple[str, ...]]:
    for kind, fields in places:
        answers = last[kind].answers if kind in last else {}
        words = tuple(answers.get(field, "") for field in fields)
        if any(words):
            yield words
