"""Strands: what a member follows, in their own words; each has a number and its own curve."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.settings import JournalSettings, Strand
from bot.domain.language.folding import cut, fold, one_line

MOST_STRANDS = 5
"""So many curves a picture has room for beside the mood."""
LONGEST_NAME = 40
"""Characters of a strand's name."""


class StrandWithoutName(Refusal):
    """Something is to be followed that was given no name."""

    key = "refusal.strand_without_name"
    can_be_mended = True


class StrandTwice(Refusal):
    """Something is to be followed that is followed already."""

    key = "refusal.strand_twice"
    can_be_mended = True


class EnoughStrands(Refusal):
    """As much is followed as a picture has room for. Facts: `most`."""

    key = "refusal.enough_strands"


class NoSuchStrand(Refusal):
    """What is meant is not followed any more."""

    key = "refusal.no_such_strand"


def followed(settings: JournalSettings, typed: str) -> JournalSettings:
    """Follow something new. Raises StrandWithoutName, StrandTwice, EnoughStrands."""
    name = _free_name(settings.strands, typed)
    if len(settings.strands) >= MOST_STRANDS:
        raise EnoughStrands(most=MOST_STRANDS)
    number = settings.strands_ever + 1
    strands = (*settings.strands, Strand(number, name))
    return replace(settings, strands=strands, strands_ever=number)


def renamed(settings: JournalSettings, number: int, typed: str) -> JournalSettings:
    """Call a strand otherwise; its numbers stay with it.

    Raises NoSuchStrand, StrandWithoutName, StrandTwice.
    """
    strand = Strand(number, _free_name(_others(settings, number), typed))
    kept = (strand if one.number == number else one for one in settings.strands)
    return replace(settings, strands=tuple(kept))


def dropped(settings: JournalSettings, number: int) -> JournalSettings:
    """Follow something no longer. Raises NoSuchStrand."""
    return replace(settings, strands=_others(settings, number))


def read_with(settings: JournalSettings, entry: JournalEntry) -> JournalEntry:
    """Read an entry as its author follows things now: about none, where its strand was dropped."""
    return replace(entry, strand=0) if settings.strand(entry.strand) is None else entry


def has_number(entry: JournalEntry, number: int, ratings: Iterable[str]) -> bool:
    """Tell whether an entry holds a rating of this strand."""
    return entry.strand == number and any(one in entry.answers for one in ratings)


def without_numbers(
    entry: JournalEntry, number: int, ratings: Iterable[str]
) -> JournalEntry | None:
    """Take the ratings of a dropped strand out of an entry; None where nothing would be left."""
    if entry.strand != number:
        return entry
    rated = frozenset(ratings)
    answers = {name: text for name, text in entry.answers.items() if name not in rated}
    return replace(entry, strand=0, answers=answers) if answers else None


def must_be_followed(settings: JournalSettings, number: int) -> int:
    """Give the number of a strand, or 0 for none. Raises NoSuchStrand for one that is gone."""
    return must_follow(settings, number).number if number else 0


def must_follow(settings: JournalSettings, number: int) -> Strand:
    """Give a strand by its number. Raises NoSuchStrand for one that is gone."""
    found = settings.strand(number)
    if found is None:
        raise NoSuchStrand
    return found


def _others(settings: JournalSettings, number: int) -> tuple[Strand, ...]:
    others = tuple(one for one in settings.strands if one.number != number)
    if len(others) == len(settings.strands):
        raise NoSuchStrand
    return others


def _free_name(strands: Iterable[Strand], typed: str) -> str:
    name = cut(one_line(typed), LONGEST_NAME)
    if not name:
        raise StrandWithoutName
    if fold(name) in {fold(one.name) for one in strands}:
        raise StrandTwice
    return name
