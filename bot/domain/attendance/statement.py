"""What a letter states: only what was observed, as bytes that never change."""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from unicodedata import normalize

from bot.domain.attendance.code import code_as_typed
from bot.domain.attendance.presence import ONE_MINUTE, Seen, TimePresent
from bot.domain.errors import Refusal
from bot.domain.language.folding import cut, one_line
from bot.domain.zones import in_zone

LONGEST_NAME = 60
LONGEST_GROUP = 100
LONGEST_MEETING = 80
LONGEST_CONTACT = 120
MOST_BYTES = 900
"""Of a statement: more than that makes a QR code that no phone reads off paper."""
_NAME_BYTES = 240
_SEEN = ("", Seen.VOICE, Seen.WRITING)
_ELLIPSIS = "…"


class LetterNeedsName(Refusal):
    """The name to be put on the letter is empty."""

    key = "refusal.letter_needs_name"
    can_be_mended = True


class LetterNameTooLong(Refusal):
    """The name does not fit. Facts: `most`, characters."""

    key = "refusal.letter_name_too_long"
    can_be_mended = True


class LetterDamaged(Refusal):
    """These are not the bytes of a letter of ours."""

    key = "refusal.letter_damaged"


@dataclass(frozen=True, slots=True)
class Occasion:
    """The meeting that a letter speaks of: whose, what it was called, whom to ask, where it met."""

    group: str
    meeting: str
    contact: str
    """The organiser's; empty where the group gave none."""
    zone: str


@dataclass(frozen=True, slots=True)
class Statement:
    """All that one letter says. The time stands as the clocks of its zone showed it."""

    code: str
    contact: str
    """The organiser's; empty where the group gave none."""
    end: str
    """Local, with its offset: 2026-12-01T20:30+01:00."""
    group: str
    issued: str
    """The day, in the meeting's zone: 2026-12-01."""
    meeting: str
    minutes: int
    name: str
    start: str
    zone: str
    """IANA."""
    seen: str = ""
    """How they were seen (`Seen`); empty in letters of an older version, which did not say."""

    @property
    def date(self) -> date:
        """The day on which the meeting began, where it met."""
        return datetime.fromisoformat(self.start).date()


def name_on_letter(typed: str) -> str:
    """Give the name to print, whole as typed. Raises LetterNeedsName, LetterNameTooLong."""
    name = one_line(typed)
    if not name:
        raise LetterNeedsName
    if len(name) > LONGEST_NAME or len(name.encode()) > _NAME_BYTES:
        raise LetterNameTooLong(most=LONGEST_NAME)
    return name


def stated(
    code: str, name: str, present: TimePresent, occasion: Occasion, now: datetime
) -> Statement:
    """Put together what was observed; what the group calls itself is shortened where it must be.

    The name is whole, as `name_on_letter` gives it.
    """
    whole = Statement(
        code=code,
        contact=_fitting(occasion.contact, LONGEST_CONTACT),
        end=_wall(present.ends, occasion.zone),
        group=_fitting(occasion.group, LONGEST_GROUP),
        issued=in_zone(now, occasion.zone).date().isoformat(),
        meeting=_fitting(occasion.meeting, LONGEST_MEETING),
        minutes=present.minutes,
        name=name,
        start=_wall(present.starts, occasion.zone),
        zone=occasion.zone,
        seen="" if present.by is Seen.DOOR else str(present.by),
    )
    while len(payload(whole)) > MOST_BYTES:
        whole = _shorter(whole)
    return whole


def payload(statement: Statement) -> bytes:
    """Give the bytes that are signed: JSON, keys in order, no blanks, one normal form, UTF-8."""
    facts = {key: _normal(value) for key, value in asdict(statement).items()}
    if not statement.seen:
        del facts["seen"]
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def read(raw: bytes) -> Statement:
    """Read a statement back; only the very bytes that `payload` gives. Raises LetterDamaged."""
    if len(raw) > MOST_BYTES:
        raise LetterDamaged
    try:
        statement = _of(json.loads(raw.decode()))
        as_written = payload(statement) == raw
    except (ValueError, TypeError, RecursionError) as fault:
        raise LetterDamaged from fault
    if not as_written:
        raise LetterDamaged
    return statement


def _of(facts: object) -> Statement:
    """Make a statement of what stood in the JSON; raises ValueError or TypeError."""
    if not isinstance(facts, dict):
        raise TypeError(facts)
    wanted = {one.name: int if one.name == "minutes" else str for one in fields(Statement)}
    if {"seen": str} | {key: type(value) for key, value in facts.items()} != wanted:
        raise TypeError(facts)
    statement = Statement(**facts)
    lasted = _instant(statement.end) - _instant(statement.start)
    issued = date.fromisoformat(statement.issued).isoformat()
    if issued != statement.issued or not 0 < statement.minutes <= lasted // ONE_MINUTE:
        raise ValueError(facts)
    if code_as_typed(statement.code) != statement.code or not statement.name:
        raise ValueError(facts)
    if statement.seen not in _SEEN:
        raise ValueError(facts)
    return statement


def _instant(text: str) -> datetime:
    """Read a local time with its offset; raises ValueError for any other way to write it."""
    at = datetime.fromisoformat(text)
    if at.utcoffset() is None or at.isoformat(timespec="minutes") != text:
        raise ValueError(text)
    return at


def _wall(at: datetime, zone: str) -> str:
    return in_zone(at, zone).isoformat(timespec="minutes")


def _fitting(text: str, most: int) -> str:
    plain = one_line(text)
    return plain if len(plain) <= most else cut(plain, most - 1) + _ELLIPSIS


def _shorter(whole: Statement) -> Statement:
    """Take a character off the longest of what the group calls itself."""
    texts = {"group": whole.group, "meeting": whole.meeting, "contact": whole.contact}
    longest = max(texts, key=lambda key: len(texts[key].encode()))
    rest = texts[longest].removesuffix(_ELLIPSIS)
    texts[longest] = cut(rest, len(rest) - 1) + _ELLIPSIS
    return replace(whole, group=texts["group"], meeting=texts["meeting"], contact=texts["contact"])


def _normal(value: str | int) -> str | int:
    return normalize("NFC", value) if isinstance(value, str) else value
