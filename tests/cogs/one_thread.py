"""Stories on one thread: what a bot gives to another, the loop does itself, at its next turn.

Else each of the twenty works of a simulated minute waits until the other thread is let run. And
nobody puts the clock on, so that it is not looked for every three seconds. That the loop is free
meanwhile, and that a clock put on is seen, `tests/storage`, `tests/rehearsal`, `tests/faults` and
`tests/test_clock_put_right.py` see, where every bot has its threads.
"""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from typing import ParamSpec, TypeVar

import pytest

from bot import scheduler
from bot.storage.engine.jobs import Job, _settle
from bot.storage.engine.sqlite import SqliteLane

P = ParamSpec("P")
T = TypeVar("T")


def on_one_thread(patch: pytest.MonkeyPatch) -> None:
    """Let every bot that is made from now on do everything in the loop it runs in."""
    patch.setattr(asyncio, "to_thread", _soon)
    patch.setattr(scheduler, "GUARDED_EVERY", scheduler.OVERSLEPT)
    patch.setattr(SqliteLane, "_serve", _nothing)
    patch.setattr(SqliteLane, "submit", _submit)
    patch.setattr(SqliteLane, "close", _close)


async def _soon(work: Callable[P, T], /, *args: P.args, **named: P.kwargs) -> T:
    await asyncio.sleep(0)
    return copy_context().run(work, *args, **named)


def _nothing(_: SqliteLane) -> None:
    pass


def _submit(lane: SqliteLane, job: Job, submit=SqliteLane.submit) -> None:
    submit(lane, job)
    asyncio.get_running_loop().call_soon(_take_a_turn, lane)


def _close(lane: SqliteLane, serve=SqliteLane._serve, close=SqliteLane.close) -> None:
    close(lane)
    serve(lane)


def _take_a_turn(lane: SqliteLane) -> None:
    """Do the works whose turn it is, as `SqliteLane` does; all may have been done before."""
    if batch := lane._jobs.take(0):
        _settle(lane._perform(batch))
        lane._write_back()
