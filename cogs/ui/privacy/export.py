"""Everything that is kept of a person as one file: to read, and for a program to read."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from bot.content import worksheets
from bot.documents.markdown import plain
from bot.domain.ids import OWN, GuildId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.people.personal_data import Holding
from bot.services.people.archive import Archive, KeptInPlace
from bot.text.catalog import Say, Shown
from bot.text.dates import day_in_words

FILE = "openround.zip"
READABLE, FOR_PROGRAMS = "everything.md", "everything.json"
Names = Mapping[GuildId, str]
"""What the servers are called, as far as Discord says."""


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes it down in one language."""

    say: Say
    names: Names
    settings: JournalSettings

    def page(self, archive: Archive, today: date) -> str:
        """Write everything for somebody to read."""
        made = self.say("export.lead", date=day_in_words(today, self.say))
        head = [f"# {self.say('export.title')}", made]
        places = [part for one in archive.places for part in self._place(one)]
        return "\n\n".join([*head, *self._chosen(), *places]) + "\n"

    def _chosen(self) -> Iterator[str]:
        if self.settings == JournalSettings():
            return
        yield f"## {self.say('export.chosen')}"
        keeps = {True: "keep", False: "not", None: "none"}[self.settings.keeps]
        told = [self.say(f"privacy.choice_{keeps}"), self.settings.zone]
        told += [one.name for one in self.settings.strands]
        yield "\n".join(f"- {plain(one)}" for one in told if one)

    def _place(self, place: KeptInPlace) -> Iterator[str]:
        yield f"## {plain(self.name(place.guild))}"
        yield "\n".join(f"- {self._holding(one)}" for one in place.holdings)
        for entry in place.written:
            yield from self._entry(entry)

    def _holding(self, one: Holding) -> str:
        facts = {name: _fact(fact) for name, fact in one.facts.items()}
        return self.say(f"privacy.kept.{one.what}", **facts)

    def _entry(self, entry: JournalEntry) -> Iterator[str]:
        strand = self.settings.strand(entry.strand)
        about = f" · {plain(strand.name)}" if strand else ""
        yield f"### {day_in_words(entry.day, self.say)} · {plain(self._kind(entry))}{about}"
        for field, text in entry.answers.items():
            quoted = "\n".join(f"> {plain(line)}" for line in text.splitlines())
            yield f"**{plain(self._label(entry, field))}**\n\n{quoted}"

    def _kind(self, entry: JournalEntry) -> str:
        sheet = worksheets.load().get(WorksheetKind(entry.about))
        return sheet.title if sheet else self.say(f"export.kind.{entry.shelf}")

    def _label(self, entry: JournalEntry, field: str) -> str:
        """Name a field as its form does; one that an update took away keeps its short name."""
        sheet = worksheets.load().get(WorksheetKind(entry.about))
        labels = {one.id: one.label for one in sheet.fields} if sheet else {}
        try:
            return labels.get(field) or self.say(f"{_FORMS[entry.shelf]}.{field}")
        except KeyError:
            return field

    def name(self, guild: GuildId) -> str:
        """Name a place."""
        if guild == OWN:
            return self.say("export.alone")
        return self.names.get(guild) or self.say("export.some_server")


def packed(archive: Archive, names: Names, now: datetime, say: Say) -> bytes:
    """Give the file; it is made in memory alone."""
    writer = _Writer(say, names, archive.settings)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(READABLE, writer.page(archive, archive.settings.day_of(now)))
        folder.writestr(FOR_PROGRAMS, _data(archive, writer, now))
    return raw.getvalue()


def _data(archive: Archive, writer: _Writer, now: datetime) -> str:
    chosen = archive.settings
    places = [
        {
            "place": writer.name(one.guild),
            "kept": [{"what": each.what} | _plain_facts(each) for each in one.holdings],
            "written": [_entry_data(entry, chosen) for entry in one.written],
        }
        for one in archive.places
    ]
    settings = {
        "keeps": chosen.keeps,
        "zone": chosen.zone,
        "day_begins": chosen.day_begins,
        "follows": [one.name for one in chosen.strands],
    }
    whole = {"made_at": now.isoformat(), "chosen": settings, "places": places}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=str)


def _entry_data(entry: JournalEntry, chosen: JournalSettings) -> dict[str, object]:
    strand = chosen.strand(entry.strand)
    return asdict(entry) | {"strand": strand.name if strand else ""}


def _plain_facts(one: Holding) -> dict[str, object]:
    return {
        name: fact.isoformat() if isinstance(fact, datetime) else fact
        for name, fact in one.facts.items()
    }


def _fact(fact: object) -> object:
    """Give a fact as it stands in a file: no timestamps of Discord's."""
    if isinstance(fact, datetime):
        return Shown(f"{fact:%Y-%m-%d %H:%M} UTC")
    return Shown(plain(fact)) if isinstance(fact, str) else fact


_FORMS = {
    JournalShelf.CHECKIN: "checkin.saved",
    JournalShelf.URGE: "checkin.urge_form",
    JournalShelf.LAPSE: "lapse.form",
    JournalShelf.WORKSHEET: "export.field",
    JournalShelf.PLAN: "export.field",
}
