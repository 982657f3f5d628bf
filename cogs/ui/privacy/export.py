"""Everything that is kept of a person as one file: to read, and for a program to read."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from bot.documents.archive_page import (
    ArchivePage,
    PagePlace,
    PageRecord,
    PageSection,
    archive_html,
)
from bot.domain.people.personal_data import KeptRecord, Section
from bot.domain.zones import to_local
from bot.services.attendance.paper import letter_text, statement_in
from bot.services.people.archive import Archive, KeptInPlace, halves
from bot.text.catalog import Say, Shown, speaker
from bot.text.dates import day_and_time
from cogs.ui.privacy.export_data import archive_json
from cogs.ui.privacy.export_words import ArchiveWords, Names

READABLE, FOR_PROGRAMS = "everything.html", "everything.json"
LETTER = "letters/letter-{code}.md"
RUN_TOGETHER = frozenset({Section.CHOSEN, Section.AGREED})
"""Sections of small facts, which need no headings of their own."""


class InIt(StrEnum):
    """What is in the file: each has its sentence."""

    ALL = "all"
    ORDER = "order"
    PROGRAMS = "programs"
    LETTERS = "letters"
    """Where there are any."""


class NotInIt(StrEnum):
    """What is not in the file: each has its sentence."""

    OTHERS = "others"
    NAMELESS = "nameless"
    SPOKEN = "spoken"
    MESSAGES = "messages"
    GONE = "gone"
    UNSENT = "unsent"
    KEYS = "keys"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """One file to be handed out."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ArchiveReader:
    """Who reads it: their language, what they know servers by, and when they asked."""

    language: str
    names: Names
    now: datetime

    @property
    def say(self) -> Say:
        """Give the voice of their language."""
        return speaker(self.language)


def packed(archive: Archive, reader: ArchiveReader, most: int) -> tuple[ArchiveFile, ...]:
    """Give the file, or several where one would be too large; they are made in memory alone."""
    parts = tuple(_parts(archive, reader, most))
    if len(parts) == 1:
        return (ArchiveFile("openround.zip", _zip(archive, reader)),)
    return tuple(
        ArchiveFile(
            f"openround-{number}-of-{len(parts)}.zip", _zip(one, reader, (number, len(parts)))
        )
        for number, one in enumerate(parts, 1)
    )


def _parts(archive: Archive, reader: ArchiveReader, most: int) -> Iterator[Archive]:
    if archive.size <= 1 or len(_zip(archive, reader, (1, 1))) <= most:
        yield archive
        return
    for half in halves(archive):
        yield from _parts(half, reader, most)


def _zip(archive: Archive, reader: ArchiveReader, part: tuple[int, int] | None = None) -> bytes:
    words = ArchiveWords(reader.say, archive.zone, reader.names)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(READABLE, archive_html(_page(archive, reader, words, part)))
        folder.writestr(FOR_PROGRAMS, archive_json(archive, words, reader.now))
        for code, token in _letters(archive):
            folder.writestr(LETTER.format(code=code), letter_text(token, reader.language))
    return raw.getvalue()


def _letters(archive: Archive) -> Iterator[tuple[str, str]]:
    """Give the letters that can be read, by their codes."""
    for record in (one for place in archive.places for one in place.records):
        token = record.facts.get("token")
        if isinstance(token, str) and statement_in(token):
            yield str(record.facts["code"]), token


def _page(
    archive: Archive, reader: ArchiveReader, words: ArchiveWords, part: tuple[int, int] | None
) -> ArchivePage:
    say = reader.say
    made = day_and_time(to_local(reader.now, archive.zone), archive.zone, say)
    number, of = part or (1, 1)
    lead = [
        say("export.lead", at=Shown(made)),
        say("export.part", number=number, of=of) if of > 1 else "",
        say(f"export.zone.{archive.zone_of}", zone=Shown(archive.zone)),
        "" if archive.is_whole else say("export.unreadable"),
        say("export.care"),
    ]
    lettered = any(_letters(archive))
    in_it = [one for one in InIt if lettered or one is not InIt.LETTERS]
    lists = [
        (say("export.in_it.heading"), [say(f"export.in_it.{one}") for one in in_it]),
        (say("export.not_in_it.heading"), [say(f"export.not_in_it.{one}") for one in NotInIt]),
    ]
    return ArchivePage(
        language=reader.language,
        title=say("export.title"),
        lead=[one for one in lead if one],
        lists=lists,
        contents=say("export.contents.heading"),
        places=[_place(one, words) for one in archive.places],
        foot=say("export.foot"),
    )


def _place(place: KeptInPlace, words: ArchiveWords) -> PagePlace:
    grouped = groupby(place.records, key=lambda one: one.section)
    sections = tuple(_section(which, list(records), words) for which, records in grouped)
    counted = words.say("export.things", count=len(place.records))
    return PagePlace(words.place(place.guild), counted, sections)


def _section(which: Section, records: Sequence[KeptRecord], words: ArchiveWords) -> PageSection:
    title = words.say(f"export.section.{which}")
    if which in RUN_TOGETHER:
        facts = tuple(fact for one in records for fact in words.facts(one))
        return PageSection(title, (PageRecord("", facts),))
    return PageSection(title, tuple(PageRecord(words.title(o), words.facts(o)) for o in records))
