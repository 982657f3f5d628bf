"""The outbox: entries that are wanted, claimed, done."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, bindparam, delete, select, update
from sqlalchemy.engine import RowMapping

from bot.domain.errors import Stale
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject, SubjectKind
from bot.domain.people.personal_data import Holding, KeptRecord, Section
from bot.storage.outbox.due import DUE, DUE_ABOUT, DUE_BUT_SERVERS, DUE_NAMED, OPEN, next_due
from bot.storage.outbox.table import MARKED, OUTBOX, TOLD_KEPT
from bot.storage.rows.access import insert_new
from bot.storage.rows.repository import Erases
from bot.storage.rows.sealed_column import SealedColumn
from bot.storage.sealing.sealing_key import SealedPlace

_PLACE = SealedPlace("outbox.member")
_ID_BYTES = 8
_T = OUTBOX
_KEY = ("subject_kind", "subject", "kind", "seq")
_FIXED = {*_KEY, "member"}
_WANT = insert_new(_T)
_THIS = [_T.c[name] == bindparam(f"of_{name}") for name in _KEY]
_GET = select(_T).where(*_THIS)
_UPDATE = (
    update(_T)
    .where(*_THIS, _T.c.version == bindparam("seen"))
    .values({c.name: bindparam(c.name) for c in _T.columns if c.name not in _FIXED})
)
_ABOUT = _THIS[:2]
_OF = select(_T).where(*_ABOUT).order_by(_T.c.due, _T.c.kind, _T.c.seq)
_ASKED = select(_T).where(_T.c.guild == bindparam("in_guild"), _T.c.member.is_not(None))
_FORGET = delete(_T).where(*_ABOUT, _T.c.kind != EntryKind.UNSAY.value)
_DROP = delete(_T).where(*_THIS)
_SWEEP = delete(_T).where(_T.c.kind == bindparam("of_kind"), _T.c.due < bindparam("before"))
_CODES = select(_T.c.code).where(_T.c.guild == bindparam("guild"), MARKED)


class OutboxEntries(Erases):
    """Every entry, within one transaction."""

    table = _T
    sealed = (
        SealedColumn("member", _PLACE, lambda row: f"{row['subject']} {row['kind']} {row['seq']}"),
    )

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which were settled long ago; nobody looks for what a member was told a day ago."""
        told = _T.c.member.is_not(None) & (_T.c.due < now - TOLD_KEPT)
        return _T.c.state.not_in(OPEN) & ((_T.c.due < self._oldest(now)) | told)

    def want(self, entry: OutboxEntry) -> None:
        """Ask for something; what was asked for before stays as it stands."""
        self._access.change(_WANT, self._dump(entry))

    def get(self, subject: Subject, kind: str, seq: int) -> OutboxEntry | None:
        """Give one entry, or None."""
        row = self._access.one(_GET, self._about(subject) | {"of_kind": str(kind), "of_seq": seq})
        return self._load(row) if row is not None else None

    def save(self, entry: OutboxEntry) -> OutboxEntry:
        """Keep where it stands, one version on. Raises Stale if it changed since it was read."""
        saved = self.update_if_unchanged(entry)
        if saved is None:
            raise Stale
        return saved

    def update_if_unchanged(self, entry: OutboxEntry) -> OutboxEntry | None:
        """Keep where an entry stands, one version on (compare-and-set).

        None, and nothing is kept, where it changed or went away since it was read.
        """
        saved = replace(entry, version=entry.version + 1)
        row = self._dump(saved)
        key = {f"of_{name}": row[name] for name in _KEY}
        values = {name: value for name, value in row.items() if name not in _FIXED}
        changed = self._access.change(_UPDATE, key | values | {"seen": entry.version})
        return saved if changed else None

    def due(self, now: datetime) -> tuple[OutboxEntry, ...]:
        """Give those not done yet whose time has come, the longest due first."""
        return self._all(self._ours(DUE), {"now": now})

    def due_subjects(
        self,
        now: datetime,
        besides: Collection[Subject] = (),
        most: int | None = None,
        *,
        but_servers: bool = False,
    ) -> tuple[Subject, ...]:
        """Name what those are about, the longest due first; so many at most.

        Of meetings no entry is read, nor of what is left out.
        """
        left_out = {(one.kind, str(one.id)) for one in besides if one.guild is None}
        asked = DUE_BUT_SERVERS if but_servers else DUE_NAMED
        rows = self._access.rows(self._ours(asked), {"now": now})
        named = ((row["subject_kind"], row["subject"]) for row in rows)
        subjects = (self._due_about(*one, now) for one in named if one not in left_out)
        return tuple(islice(chain.from_iterable(subjects), most))

    def _due_about(self, kind: str, name: object, now: datetime) -> Iterable[Subject]:
        """Give the subject of that name; none where what is about it is spoilt, and put aside."""
        if kind == SubjectKind.MEETING.value and str(name).isdecimal():
            return (Subject.meeting(OccurrenceId(int(str(name)))),)
        about = {"now": now, "of_subject_kind": kind, "of_subject": name}
        return dict.fromkeys(entry.subject for entry in self._all(self._ours(DUE_ABOUT), about))

    def of(self, subject: Subject) -> tuple[OutboxEntry, ...]:
        """Give every entry about a subject, by its time."""
        return self._all(_OF, self._about(subject))

    def _ours(self, query: Select[Any]) -> Select[Any]:
        return self._access.ours(query, _T.c.guild)

    def _all(self, statement: Executable, values: dict[str, Any]) -> tuple[OutboxEntry, ...]:
        rows = self._access.rows(statement, values)
        return self._access.readable(_T, rows, self._load, "subject")

    def codes_in_use(self, guild: GuildId) -> frozenset[str]:
        """Give every code of a room of a server that is asked for, or was left."""
        return frozenset(row["code"] for row in self._access.rows(_CODES, {"guild": guild}))

    def next_due(self) -> datetime | None:
        """Give when the next one that is not done is due, or None."""
        asked, values = next_due(self._access.decrypted.aside.keys(_T.name))
        row = self._access.one(self._ours(asked), values)
        due: datetime | None = row["due"] if row is not None else None
        return due

    def sweep(self, kind: str, before: datetime) -> int:
        """Delete those of a kind that were due before, done or not; gives how many."""
        gone = self._access.change(_SWEEP, {"of_kind": str(kind), "before": before})
        self._access.wipe |= gone > 0
        return gone

    def drop(self, entry: OutboxEntry) -> None:
        """Delete one, so that nothing says any more for whom it was."""
        about = self._about(entry.subject)
        gone = self._access.change(_DROP, about | {"of_kind": str(entry.kind), "of_seq": entry.seq})
        self._access.wipe |= gone > 0

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Name what a member asked to be told, and what they were told already."""
        asked = self.of(Subject.member(guild, member))
        wanted = [one for one in asked if one.kind != EntryKind.UNSAY]
        return tuple(Holding(one.held_as, {"at": one.due}) for one in wanted)

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give what a member is to be told, or was: what it is about, when, and whether it went."""
        return tuple(
            KeptRecord(
                Section.MESSAGES,
                one.held_as,
                {"message": _named(one.kind), "due": one.due, "state": one.state},
                one.due,
            )
            for one in self.of(Subject.member(guild, member))
        )

    def members(self, guild: GuildId) -> frozenset[MemberId]:
        """Name those who asked to be told something."""
        asked = self._all(_ASKED, {"in_guild": guild})
        return frozenset(MemberId(one.subject.id) for one in asked)

    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Forget what a member asked for, told or not; gives how much.

        That what they were told before is taken back stays wanted.
        """
        gone = self._access.change(_FORGET, self._about(Subject.member(guild, member)))
        self._access.wipe |= gone > 0
        return gone

    def _about(self, subject: Subject) -> dict[str, object]:
        return {"of_subject_kind": subject.kind.value, "of_subject": self._name(subject)}

    def _name(self, subject: Subject) -> str:
        """Name a subject in its row: a member stands under a keyed hash, never under their id."""
        if subject.guild is None:
            return str(subject.id)
        return self._access.cipher.subject(subject.guild, MemberId(subject.id)).hex()

    def _dump(self, entry: OutboxEntry) -> dict[str, Any]:
        name = self._name(entry.subject)
        return {
            "subject_kind": entry.subject.kind.value,
            "subject": name,
            "kind": str(entry.kind),
            "seq": entry.seq,
            "guild": entry.guild,
            "member": self._sealed(entry, name),
            "due": entry.due,
            "payload": entry.payload,
            "code": entry.code,
            "state": entry.state.value,
            "channel": entry.channel,
            "message": entry.message,
            "claimed_at": entry.claimed_at,
            "attempts": entry.attempts,
            "version": entry.version,
        }

    def _sealed(self, entry: OutboxEntry, name: str) -> bytes | None:
        if entry.subject.kind is not SubjectKind.MEMBER:
            return None
        plain = entry.subject.id.to_bytes(_ID_BYTES, "big")
        return self._access.cipher.seal(_PLACE, _row(name, entry.kind, entry.seq), plain)

    def _load(self, row: RowMapping) -> OutboxEntry:
        return OutboxEntry(
            subject=self._subject(row),
            guild=row["guild"],
            kind=row["kind"],
            seq=row["seq"],
            due=row["due"],
            payload=row["payload"],
            code=row["code"],
            state=EntryState(row["state"]),
            channel=row["channel"],
            message=row["message"],
            claimed_at=row["claimed_at"],
            attempts=row["attempts"],
            version=row["version"],
        )

    def _subject(self, row: RowMapping) -> Subject:
        kind = SubjectKind(row["subject_kind"])
        if kind is not SubjectKind.MEMBER:
            return Subject(kind, int(row["subject"]))
        place = _row(row["subject"], row["kind"], row["seq"])
        member = int.from_bytes(self._access.cipher.unseal(_PLACE, place, row["member"]), "big")
        return Subject.member(row["guild"], MemberId(member))


def _named(kind: str) -> str:
    """Give the kind of ours that a word names; another handler's own stays as it is."""
    return EntryKind(kind) if kind in set(EntryKind) else kind


def _row(name: str, kind: str, seq: int) -> bytes:
    """Name a row to its seal."""
    return f"{name} {kind} {seq}".encode()
