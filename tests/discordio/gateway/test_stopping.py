"""Events that arrive while the bot lets go of the database, and those in which something breaks."""

import logging

import pytest

from bot.client import OpenRound
from bot.storage.files.faults import StorageFault

EVENT = "on_voice_state_update"


async def happens(error):
    """Let an event come in whose handler raises."""

    async def handler():
        raise error

    await OpenRound(())._run_event(handler, EVENT)


@pytest.mark.parametrize("key", ["fault.closed", "fault.lease_lost"])
async def test_an_event_while_the_bot_stops_is_no_fault(caplog, key):
    caplog.set_level(logging.INFO)
    await happens(StorageFault(key))
    assert [(one.levelno, one.getMessage()) for one in caplog.records] == [
        (logging.INFO, "event.left_undone")
    ]


@pytest.mark.parametrize("error", [StorageFault("fault.disk_full"), ValueError("broken")])
async def test_what_breaks_in_an_event_is_logged_with_its_cause(caplog, error):
    await happens(error)
    (said,) = caplog.records
    assert said.levelno == logging.ERROR
    assert said.exc_info[1] is error
