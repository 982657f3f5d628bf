"""What erases a person from one repository, and what becomes of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.ids import GuildId, MemberId
from bot.services.ports.personal_rows import Exports
from bot.services.ports.store import Tx

Then = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of one place: rows that changed, messages that go, and what follows."""

    rows: int = 0
    messages: int = 0
    then: tuple[Then, ...] = field(default=())
    """What is to be done in Discord once it is committed."""


class Eraser(Protocol):
    """Erases what one repository cannot let go of alone: a meeting's rules or Discord follow."""

    def rows(self, tx: Tx) -> Exports:
        """Give the repository it is for."""
        ...

    def forget(self, tx: Tx, guild: GuildId, member: MemberId, at: datetime) -> Forgotten:
        """Erase all of it; a second time changes nothing."""
        ...
