"""What a story is: done before the power goes, and found when it is back."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from bot.domain.ids import GuildId, MemberId
from bot.storage.database.opening import Storage, open_storage
from bot.storage.engine.transaction import Tx

NOW = datetime(2026, 11, 3, 19, 0, tzinfo=UTC)
GUILD, ANNA = GuildId(900_000_000_000_000_001), MemberId(800_000_000_000_000_001)
KEY = "data/master.key"
Done = Callable[[int], None]
"""Called with the number of a step whenever somebody was told that it is done."""


class Story(Protocol):
    """One run that may be cut off anywhere."""

    def prepare(self, root: Path) -> None:
        """Make what is there, and on the disk, before the story begins."""

    def act(self, root: Path, done: Done) -> None:
        """Do it, and say what is done."""

    def found(self, root: Path) -> int:
        """Say up to which step all is there; raise where it is in no state that ever was."""


def opened(root: Path, key: str = KEY) -> Storage:
    """Open the storage as a start of the bot does."""
    return open_storage(f"sqlite:///{root}/data/openround.db", root / key, lambda: None)


def ask(storage: Storage, work: Callable[[Tx], object]):
    """Do one work and wait for it."""
    return asyncio.run(storage.store.run(work))
