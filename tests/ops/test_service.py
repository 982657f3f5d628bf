"""systemd is told what it asks to be told, and nothing is said where it does not listen."""

import asyncio
import os
import socket

import pytest

from bot.ops import service
from bot.ops.vitals import SILENT, Vitals

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no systemd on Windows")


@pytest.fixture
def listening(tmp_path, monkeypatch):
    """A service manager that hears what it is told."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as here:
        here.bind(str(tmp_path / "n"))
        here.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "n"))
        yield lambda: here.recv(100).decode()


def test_it_hears_that_the_bot_has_started(listening):
    assert service.notify(service.READY, os.environ)
    assert listening() == "READY=1"


@pytest.mark.parametrize("address", ["", "/nowhere/at/all", "@nobody-listens-here"])
def test_where_nobody_listens_nothing_is_said_and_nothing_breaks(address):
    assert not service.notify(service.READY, {"NOTIFY_SOCKET": address})


@pytest.mark.parametrize(
    ("environ", "every"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "60000000"}, 20.0),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}, 20.0),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
    ],
)
def test_signs_of_life_come_three_times_as_often_as_asked(environ, every):
    assert service.watchdog_every(environ) == every


async def test_a_bot_that_is_not_well_gives_no_sign_of_life(listening, monkeypatch):
    monkeypatch.setenv("WATCHDOG_USEC", "60000000")
    monkeypatch.delenv("WATCHDOG_PID", raising=False)
    well = [True, False, True]
    over = asyncio.Event()

    async def sleep(_seconds):
        if not well:
            over.set()
            await asyncio.Event().wait()

    telling = asyncio.create_task(service.keep_telling(lambda: well.pop(0), sleep))
    await over.wait()
    telling.cancel()
    assert [listening(), listening()] == ["WATCHDOG=1"] * 2
    with pytest.raises(BlockingIOError):
        listening()


def test_a_tick_that_has_been_silent_for_two_minutes_is_stuck():
    at, written = [1000.0], list[float]()
    vitals = Vitals(lambda: at[0], written.append)
    assert (vitals.ticks, vitals.is_stuck, vitals.silence) == (False, False, None)
    for _ in range(3):
        vitals.ticked()
        at[0] += 4.0
    assert (vitals.ticks, vitals.silence, written) == (True, 4.0, [1000.0])
    at[0] += SILENT
    assert (vitals.ticks, vitals.is_stuck) == (False, True)
