"""The part of the port `Tx` that holds what members write for themselves."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from bot.domain.ids import EntryId, GuildId, MemberId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.settings import JournalSettings
from bot.services.ports.personal_rows import Erases


class Entries(Erases, Protocol):
    """What one member wrote, found by them alone; `today` is the day from which it ages."""

    def settings(self, member: MemberId) -> JournalSettings: ...
    def settle(self, member: MemberId, settings: JournalSettings, today: date) -> None: ...
    def add(self, place: GuildId, member: MemberId, entry: JournalEntry, today: date) -> bool: ...
    def save(
        self, place: GuildId, member: MemberId, entry: JournalEntry, today: date
    ) -> JournalEntry: ...
    def find(
        self, member: MemberId, places: Iterable[GuildId], entry: EntryId
    ) -> tuple[GuildId, JournalEntry] | None: ...
    def of(
        self, place: GuildId, member: MemberId, shelf: JournalShelf
    ) -> tuple[JournalEntry, ...]: ...
    def all(
        self, member: MemberId, places: Iterable[GuildId]
    ) -> tuple[tuple[GuildId, JournalEntry], ...]: ...
    def count(self, member: MemberId, places: Iterable[GuildId]) -> int: ...
    def remove(self, place: GuildId, member: MemberId, entry: EntryId) -> bool: ...
