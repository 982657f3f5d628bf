"""The repository of entries: what a member wrote, sealed, under keyed hashes of who and what."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.engine import RowMapping

from bot.domain.errors import Stale
from bot.domain.ids import OWN, EntryId, GuildId, MemberId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.settings import JournalSettings
from bot.domain.people.personal_data import Holding, KeptRecord
from bot.storage.journal import entry_records
from bot.storage.rows.access import Access, insert_new, upsert
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_keys import Whose, with_key
from bot.storage.rows.member_rows import MemberRows
from bot.storage.rows.metadata import metadata
from bot.storage.sealing.sealing_key import SealedPlace

ENTRIES_KEPT = timedelta(days=365)
_ENTRY, _SETTINGS = TypeAdapter(JournalEntry), TypeAdapter(JournalSettings)
_T = Table(
    "entries",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "subject",
        LargeBinary(32),
        ForeignKey("member_keys.subject", ondelete="CASCADE"),
        info=OF_MEMBER,
        nullable=False,
    ),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("shelf", LargeBinary(8), info=OF_MEMBER, nullable=False),
    Column("touched_on", Date, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, info=OF_MEMBER, nullable=False),
    Index(None, "subject", "shelf"),
    Index(None, "guild"),
    info=policy(
        Owner.MEMBER,
        sealed="what a member wrote for themselves, and what they chose for that",
        export=("chose", *(f"wrote_{s}" for s in JournalShelf if s != JournalShelf.SETTINGS)),
        starts="the day it was last changed",
        ends="the member deletes it; their own erase, with their key; the bot leaves the server",
        kept=ENTRIES_KEPT,
    ),
)
_ADD, _PUT = insert_new(_T), upsert(_T)
_THIS = (_T.c.id == bindparam("of_id"), _T.c.subject == bindparam("of"))
_SAVE = (
    update(_T)
    .where(*_THIS, _T.c.version == bindparam("seen"))
    .values({name: bindparam(name) for name in ("touched_on", "version", "sealed")})
)
_ROWS = with_key(_T)
_GET = _ROWS.where(*_THIS)
_OF = _ROWS.where(_T.c.subject == bindparam("of"), _T.c.shelf == bindparam("on"))
_SOME = _T.c.subject.in_(bindparam("of", expanding=True))
_ALL = _ROWS.where(_SOME)
_FIND = _ALL.where(_T.c.id == bindparam("of_id"))
_COUNT = select(func.count().label("many")).where(_SOME, _T.c.id >= 0)
_REMOVE = delete(_T).where(*_THIS)
_TOUCH = (
    update(_T)
    .where(*_THIS, _T.c.touched_on < bindparam("today"))
    .values(touched_on=bindparam("today"))
)


class Entries(MemberRows):
    """Everything that members wrote for themselves, within one transaction."""

    table, place = _T, SealedPlace("entries.sealed")
    is_members_own = True

    def __init__(self, access: Access) -> None:
        super().__init__(access)
        self._settled_on: dict[MemberId, date] = {}

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which were not touched for long."""
        return _T.c.touched_on < self._oldest(now).date()

    def settings(self, member: MemberId) -> JournalSettings:
        """Give what a member chose; the defaults where that is nothing."""
        number, whose = self._settings_row(member)
        row = self._access.one(_GET, {"of_id": number, "of": whose.subject})
        if row is None:
            return JournalSettings()
        self._settled_on[member] = row["touched_on"]
        found = self._access.readable(
            _T, [row], lambda one: _SETTINGS.validate_json(self._plain(one))
        )
        return found[0] if found else JournalSettings()

    def settle(self, member: MemberId, settings: JournalSettings, today: date) -> None:
        """Keep what a member chose, under a number that follows from who they are."""
        number, whose = self._settings_row(member)
        shelf, plain = self._shelf(whose, JournalShelf.SETTINGS), _SETTINGS.dump_json(settings)
        values = self._values(whose, shelf, today) | {
            "id": number,
            "version": 0,
            "sealed": self._seal(whose, _row(number), plain),
        }
        self._access.change(_PUT, values)
        self._settled_on[member] = today

    def add(self, place: GuildId, member: MemberId, entry: JournalEntry, today: date) -> bool:
        """Keep something new; gives whether it was: a form sent twice is one entry.

        What its author chose is as young as the last thing they wrote.
        """
        whose = self._whose(place, member)
        values = self._values(whose, self._shelf(whose, entry.shelf), today)
        fresh = replace(entry, version=0)
        row = values | {"id": entry.id, "version": 0, "sealed": self._sealed(whose, fresh)}
        self._touch_settings(member, today)
        return bool(self._access.change(_ADD, row))

    def save(
        self, place: GuildId, member: MemberId, entry: JournalEntry, today: date
    ) -> JournalEntry:
        """Keep what became of it, one version on. Raises Stale if it changed or went meanwhile."""
        whose, saved = self._whose(place, member), replace(entry, version=entry.version + 1)
        values = {
            "of_id": entry.id,
            "of": whose.subject,
            "seen": entry.version,
            "touched_on": today,
            "version": saved.version,
            "sealed": self._sealed(whose, saved),
        }
        if not self._access.change(_SAVE, values):
            raise Stale
        return saved

    def find(
        self, member: MemberId, places: Iterable[GuildId], entry: EntryId
    ) -> tuple[GuildId, JournalEntry] | None:
        """Give one thing a member wrote, with its place, or None; anybody else's is None too."""
        values = {"of_id": entry, "of": self._subjects(member, places)}
        rows = self._access.rows(_FIND, values)
        return next(iter(self._placed(rows)), None)

    def of(self, place: GuildId, member: MemberId, shelf: JournalShelf) -> tuple[JournalEntry, ...]:
        """Give what stands on one shelf of a member in one place, the earliest first."""
        whose = self._whose(place, member)
        values = {"of": whose.subject, "on": self._shelf(whose, shelf)}
        rows = self._access.rows(_OF, values)
        found = self._access.readable(_T, rows, self._load)
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def all(
        self, member: MemberId, places: Iterable[GuildId]
    ) -> tuple[tuple[GuildId, JournalEntry], ...]:
        """Give everything a member wrote in some places, each with its place, the earliest first.

        What they chose is not among it.
        """
        rows = self._access.rows(_ALL, {"of": self._subjects(member, places)})
        return tuple(sorted(self._placed(rows), key=lambda one: (one[1].at, one[1].id)))

    def count(self, member: MemberId, places: Iterable[GuildId]) -> int:
        """Count what a member wrote in some places, without reading it."""
        row = self._access.one(_COUNT, {"of": self._subjects(member, places)})
        return int(row["many"]) if row is not None else 0

    def remove(self, place: GuildId, member: MemberId, entry: EntryId) -> bool:
        """Delete one thing; gives whether it was there."""
        whose = self._whose(place, member)
        gone = self._access.change(_REMOVE, {"of_id": entry, "of": whose.subject})
        self._access.wipe |= gone > 0
        return gone > 0

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Count what a member wrote there, shelf by shelf, and tell what they chose."""
        settings = self.settings(member) if guild == OWN else JournalSettings()
        return entry_records.counted((one for _, one in self.all(member, [guild])), settings)

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give what a member wrote there, word for word, and what they chose."""
        settings = self.settings(member)
        written = (one for _, one in self.all(member, [guild]))
        return entry_records.whole(written, settings, chosen_too=guild == OWN)

    def _subjects(self, member: MemberId, places: Iterable[GuildId]) -> list[bytes]:
        return [self._whose(place, member).subject for place in places]

    def _shelf(self, whose: Whose, shelf: JournalShelf) -> bytes:
        return self._access.cipher.shelf(whose.subject, shelf)

    def _settings_row(self, member: MemberId) -> tuple[int, Whose]:
        """Name the one row of what a member chose; no random number is negative."""
        whose = self._whose(OWN, member)
        shelf = self._shelf(whose, JournalShelf.SETTINGS)
        return -1 - (int.from_bytes(shelf, "big") >> 1), whose

    def _touch_settings(self, member: MemberId, today: date) -> None:
        """Let what somebody chose be as young as today, unless it was read and is so already."""
        if self._settled_on.get(member) == today:
            return
        number, own = self._settings_row(member)
        self._access.change(_TOUCH, {"of_id": number, "of": own.subject, "today": today})

    def _values(self, whose: Whose, shelf: bytes, today: date) -> dict[str, object]:
        return {"subject": whose.subject, "guild": whose.guild, "shelf": shelf, "touched_on": today}

    def _sealed(self, whose: Whose, entry: JournalEntry) -> bytes:
        return self._seal(whose, _row(entry.id), _ENTRY.dump_json(entry))

    def _plain(self, row: RowMapping) -> bytes:
        whose = Whose(row["guild"], row["subject"])
        return self._open(whose, _row(row["id"]), row["sealed"], row["wrapped"])

    def _placed(self, rows: Iterable[RowMapping]) -> tuple[tuple[GuildId, JournalEntry], ...]:
        """Open what was written, each with its place; what can't be opened is left out."""
        written = [row for row in rows if row["id"] >= 0]
        return self._access.readable(
            _T, written, lambda row: (GuildId(row["guild"]), self._load(row))
        )

    def _load(self, row: RowMapping) -> JournalEntry:
        found = _ENTRY.validate_json(self._plain(row))
        return replace(found, id=EntryId(row["id"]), version=row["version"])


def _row(number: int) -> bytes:
    """Name a row to its seal."""
    return b"%d" % number
