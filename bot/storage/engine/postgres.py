"""PostgreSQL: how it is reached, what it may be asked again, and what its complaints mean."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from bot.storage.engine.cutting import remember_lines
from bot.storage.engine.leading import NOT_LEADING
from bot.storage.files.faults import StorageFault, driver_error

_CONFLICTS = {"40001", "40P01"}
"""Serialization failure and deadlock: another process was in the way a moment ago."""
_TAKEN = "23505"
"""A key that another process took a moment ago, or that stood there before."""
_TRIES_WHERE_TAKEN = 3
"""Whoever was only slower finds it at the next try; one that is always there holds nobody up."""
_SAID = {
    "53100": "fault.server_full",
    "55P03": "fault.database_busy",
    "28P01": "fault.server_refuses",
    "28000": "fault.server_refuses",
    "3D000": "fault.server_refuses",
    "42501": "fault.server_refuses",
    "42P01": "fault.not_ours",
    "42703": "fault.not_ours",
}
"""What the server says, by its states, and which sentence that is."""
_REFUSED = (
    "authentication failed",
    "does not exist",
    "pg_hba.conf",
    "no password supplied",
    "not permitted to log in",
    "permission denied",
)
"""What it says to one who may not come in: whoever has no connection yet is told no state."""
LONGEST = 10.0
"""Seconds after which a work is given up while the server is away or others are in the way."""
_CONNECTING = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
_SETTLED = "SET idle_in_transaction_session_timeout = '15s'; SET lock_timeout = '9s'"
"""Shorter than the longest work: what waits for a lock is told that, and leaves nothing waiting."""


def engine_for(url: URL, connections: int) -> Engine:
    """Make an engine; raises StorageFault for an option it does not know, or without the driver."""
    try:
        engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=False,
            isolation_level="SERIALIZABLE",
            hide_parameters=True,
            connect_args=dict(_CONNECTING),
        )
    except ImportError:
        raise StorageFault("fault.no_driver") from None
    except (SQLAlchemyError, ValueError, TypeError):
        raise StorageFault("fault.url_options") from None
    remember_lines(engine)
    event.listen(engine, "connect", _settle)
    return engine


def _settle(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
    """Let nothing of a process that hangs stand in another's way, and wait for nobody for ever."""
    before, connection.autocommit = connection.autocommit, True
    connection.execute(_SETTLED)
    connection.autocommit = before


@contextmanager
def reaching(shown: str, otherwise: str = "fault.database_away") -> Iterator[None]:
    """Turn all that can go wrong on the way to the server into a StorageFault.

    The driver repeats what stood in the address, the password too: its words go no further.
    `otherwise` is the fault where the server complained of something that has no sentence.
    """
    try:
        yield
    except DBAPIError as error:
        unasked = StorageFault("fault.url_options")
        told = StorageFault(otherwise, server=shown, path=shown) if state_of(error) else unasked
        raise postgres_fault(error, shown) or told from None
    except (SQLAlchemyError, ValueError, TypeError, OSError):
        raise StorageFault("fault.url") from None


def postgres_fault(error: Exception, shown: str) -> StorageFault | None:
    """Name what the server complained of; None when it is none of the server's."""
    if not isinstance(error, DBAPIError):
        return None
    known = _SAID.get(state_of(error))
    if known is not None:
        return StorageFault(known, server=shown, path=shown)
    if isinstance(error, OperationalError | InterfaceError):
        refused = not state_of(error) and any(sign in str(error.orig) for sign in _REFUSED)
        key = "fault.server_refuses" if refused else "fault.database_away"
        return StorageFault(key, server=shown)
    return None


def may_try_again(error: DBAPIError, tries: int) -> bool:
    """Tell whether the same may work in a moment, after so many tries."""
    if state_of(error) == _TAKEN:
        return tries < _TRIES_WHERE_TAKEN
    if state_of(error) in {*_CONFLICTS, NOT_LEADING} or error.connection_invalidated:
        return True
    # Without a state the server never answered: it restarts, or is not there yet.
    return isinstance(error, OperationalError) and state_of(error) in {
        "",
        "57P01",
        "57P02",
        "57P03",
    }


def state_of(error: DBAPIError) -> str:
    """Give the state that the server said; an empty one where it said nothing."""
    return str(getattr(driver_error(error), "sqlstate", None) or "")
