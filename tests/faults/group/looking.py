"""Looking into the bot's database from outside, read only, while it lives and while it is dead."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import OutboxEntry, Subject
from bot.services.ports.showing import ShowingDigest
from bot.storage.database.health import as_kept
from bot.storage.engine.transaction import Tx
from bot.storage.files.address import Address
from bot.storage.rows.access import Access
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.keys import open_keys


@dataclass(frozen=True, slots=True)
class Evening:
    """One dated meeting as the database has it; `meeting` is there only while it runs."""

    occurrence: Occurrence
    meeting: LiveMeeting | None


class Look:
    """Reads what is committed. The folder is the bot's; its key lies in `data/master.key`."""

    def __init__(self, folder: Path, url: str) -> None:
        self._key = folder / "data" / "master.key"
        address = Address.of(url)
        file = address.file and folder / address.file
        where = f"sqlite:///file:{file}?mode=ro&uri=true" if file else address.url
        self._engine = create_engine(where, poolclass=NullPool)
        self._cipher: Cipher | None = None

    def evenings(self, guild: int) -> tuple[Evening, ...]:
        """Give every dated meeting of a server; none while there is no database yet."""
        return self._read(lambda tx: _evenings(tx, guild)) or ()

    def evening(self, meeting: int) -> Evening | None:
        """Give one dated meeting."""

        def read(tx: Tx) -> Evening | None:
            found = tx.occurrences.get(OccurrenceId(meeting))
            return _evening(tx, found) if found else None

        return self._read(read)

    def entries(self, meeting: int) -> tuple[OutboxEntry, ...]:
        """Give what had to come true for a meeting."""
        return self._read(lambda tx: tx.outbox.of(Subject.meeting(OccurrenceId(meeting)))) or ()

    def shown(self) -> tuple[ShowingDigest, ...]:
        """Give what is kept of what cards and consoles show."""
        return self._read(lambda tx: tx.live_meetings.shown()) or ()

    def _read(self, work):
        if self._cipher is None and not self._key.exists():
            return None
        try:
            with self._engine.connect() as connection, connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SET TRANSACTION READ ONLY"))
                self._cipher = self._cipher or as_kept(connection, open_keys(self._key)[0])
                return work(Tx(Access(connection, self._cipher)))
        except DBAPIError:
            return None  # not made yet, or just being moved to a newer form


def _evenings(tx: Tx, guild: int) -> tuple[Evening, ...]:
    return tuple(_evening(tx, one) for one in tx.occurrences.of(GuildId(guild)))


def _evening(tx: Tx, occurrence: Occurrence) -> Evening:
    return Evening(occurrence, tx.live_meetings.get(occurrence.id))
