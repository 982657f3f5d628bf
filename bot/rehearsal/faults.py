"""What went wrong behind the scene of a rehearsal: errors of the bot, its jobs and its log."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Self

from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from simcord import Env


class Faults(logging.Handler):
    """Keeps what is logged as an error while it is entered, so that no fault goes unseen."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[tuple[str, BaseException | None]] = []

    def __enter__(self) -> Self:
        """Listen to every logger."""
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the event and the error that came with it."""
        error = record.exc_info[1] if record.exc_info else None
        self.seen.append((record.getMessage(), error))


def faults_of(env: Env, faults: Faults) -> str:
    """One sentence on what went wrong; empty when nothing did."""
    known = env.errors
    logged = [(words, error) for words, error in faults.seen if error not in known]
    found = [*map(_named, known), *(_told(words, error) for words, error in logged)]
    if not found:
        return ""
    say = speaker(FALLBACK)
    return say("rehearsal.faults", count=len(found), first=Shown(found[0]))


def _told(words: str, error: BaseException | None) -> str:
    return words if error is None else f"{words} ({_named(error)})"


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
