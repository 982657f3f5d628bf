"""At the start the server of the database may be away: the bot waits, says so once, and goes on."""

import os
import signal
from typing import NoReturn

import pytest

from bot.app.database_start import LONGEST_WAIT, ToldToStop, stoppable, wait_for_server
from bot.storage.database.opening import open_storage
from bot.storage.files.faults import StorageFault
from bot.text.catalog import speaker
from tests.gate import before

MANY = 20
SAY = speaker("en")


@pytest.fixture
def gate(pg_url):
    with before(pg_url) as gate:
        yield gate


@pytest.fixture
def open_it(gate, tmp_path):
    return lambda: open_storage(gate.url, tmp_path / "key", lambda: None)


def never(*_: object) -> NoReturn:
    raise AssertionError


def test_it_waits_longer_and_longer_for_a_server_that_is_away_and_says_so_once(gate, open_it):
    gate.shut()
    told: list[str] = []
    waits: list[float] = []

    def pause(seconds: float) -> bool:
        waits.append(seconds)
        if len(waits) == MANY:
            gate.open()
        return False

    wait_for_server(open_it, told.append, SAY, pause).close()
    [said] = told
    assert said.startswith("The database server 127.0.0.1")
    assert "goes on by itself" in said
    assert waits == sorted(waits)
    assert (waits[0], waits[-1], len(waits)) == (1.0, LONGEST_WAIT, MANY)


@pytest.mark.parametrize(
    ("right", "wrong"), [(":postgres@", ":guessed@"), ("//postgres:", "//nobody:"), ("story", "no")]
)
def test_who_is_not_let_in_does_not_wait(pg_url, tmp_path, right, wrong):
    url = pg_url.replace(right, wrong)
    assert url != pg_url
    with pytest.raises(StorageFault) as caught:
        wait_for_server(
            lambda: open_storage(url, tmp_path / "key", lambda: None), never, SAY, never
        )
    assert caught.value.key == "fault.server_refuses"


def test_whoever_waits_can_be_stopped(gate, open_it):
    gate.shut()
    with pytest.raises(ToldToStop), stoppable() as pause:
        wait_for_server(open_it, lambda _: os.kill(os.getpid(), signal.SIGTERM), SAY, pause)
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
