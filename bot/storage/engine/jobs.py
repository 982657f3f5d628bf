"""Jobs of the worker threads: a work with the future of its caller, and how it is resolved."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.storage.engine.transaction import Tx


@dataclass(frozen=True, slots=True)
class Job:
    """One work, and the future of the one who waits for it."""

    work: Callable[[Tx], Any]
    future: "asyncio.Future[Any]"
    gives_way: bool = False
    """Whether what people wait for goes first."""


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """What came of a job: a value that is committed, or why nothing was."""

    job: Job
    value: Any = None
    error: Exception | None = None


def report(outcomes: Sequence[JobOutcome]) -> None:
    """Wake those who wait, once for each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[JobOutcome]] = defaultdict(list)
    for outcome in outcomes:
        by_loop[outcome.job.future.get_loop()].append(outcome)
    for loop, theirs in by_loop.items():
        # A loop that has closed has nobody left who waits; what was committed stays.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, theirs)


def _settle(outcomes: Sequence[JobOutcome]) -> None:
    for outcome in outcomes:
        if outcome.job.future.done():
            continue
        if outcome.error is None:
            outcome.job.future.set_result(outcome.value)
        else:
            outcome.job.future.set_exception(outcome.error)
