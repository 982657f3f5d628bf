"""Rows that can't be read: put aside and logged once, so that they cost nobody else anything."""

import logging
from collections import defaultdict

from bot.domain.ids import GuildId
from bot.storage.files.faults import StorageFault

UNREADABLE = (StorageFault, ValueError, LookupError, TypeError, OverflowError)
"""What comes out of a row that this version, this key or this machine can't read."""

MOST_NOTED = 1000

log = logging.getLogger(__name__)


class SetAside:
    """What can't be read, by table and key. Each reading tries anew: it heals by itself."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], GuildId] = {}
        self._logged: set[tuple[str, str]] = set()

    def put(self, table: str, key: object, guild: GuildId, error: Exception) -> None:
        """Note a row; the log has it once."""
        row = table, str(key)
        if row not in self._logged:
            facts = {"code": table, "error": type(error).__name__}
            log.error("row.unreadable", extra=facts)
        while len(self._rows) >= MOST_NOTED:
            del self._rows[next(iter(self._rows))]
        self._logged.add(row)
        self._rows[row] = guild

    def heal(self, table: str, key: object) -> None:
        """Note that a row can be read."""
        if self._logged:
            self._rows.pop((table, str(key)), None)
            self._logged.discard((table, str(key)))

    def note_anew(self) -> None:
        """Forget what was noted: what is still there is noted at its next reading."""
        self._rows.clear()

    def forget(self, guild: GuildId) -> None:
        """Drop what was noted of a server."""
        self._rows = {row: of for row, of in self._rows.items() if of != guild}

    def keys(self, table: str) -> list[str]:
        """Name what can't be read of a table now."""
        return [key for known, key in self._rows if known == table]

    def by_server(self) -> dict[GuildId, frozenset[str]]:
        """Name the tables of which something can't be read, for each server."""
        found: defaultdict[GuildId, set[str]] = defaultdict(set)
        for (table, _), guild in tuple(self._rows.items()):
            found[guild].add(table)
        return {guild: frozenset(tables) for guild, tables in found.items()}
