"""Logins to the gateway are written down before they are made, and outlive the process."""

import os
import threading
from itertools import count

import pytest

from bot.ops.identify import DAY, seconds_until_turn
from bot.storage.database.identifies import IdentifyTable, identifies_of
from bot.storage.files.faults import StorageFault
from bot.storage.files.identifies import NAME, PLACES, IdentifyFile

AT = 1_800_000_000.0


@pytest.fixture
def ledger(made_url):
    """Either ledger, as a new process opens it: `ledger(at)` at that time, by the file's clock."""
    return lambda at=AT: identifies_of(made_url, lambda: at)


def test_one_that_is_claimed_is_there_for_every_later_process(ledger):
    assert ledger().ages() == []
    assert ledger().claim(lambda ages: float(len(ages))) == 0
    assert len(ledger().ages()) == 1
    assert 0 <= ledger().ages()[0] < DAY


def test_one_that_must_wait_is_not_written_down(ledger):
    assert ledger().claim(lambda _: 12.5) == 12.5
    assert ledger().ages() == []


def test_processes_that_claim_at_once_never_have_more_than_there_are(made_pg_url):
    got = []

    def claim() -> None:
        got.append(identifies_of(made_pg_url, lambda: AT).claim(lambda ages: float(len(ages) >= 3)))

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(got) == [0.0] * 3 + [1.0] * 5


def test_a_server_that_is_away_is_a_fault_with_a_sentence(made_pg_url):
    away = identifies_of(made_pg_url.replace("127.0.0.1:", "127.0.0.1:1"), lambda: AT)
    assert isinstance(away, IdentifyTable)
    with pytest.raises(StorageFault):
        away.ages()


def test_after_a_day_a_place_is_free_again(tmp_path):
    assert IdentifyFile(tmp_path, lambda: AT).claim(lambda _: 0.0) == 0
    assert IdentifyFile(tmp_path, lambda: AT + DAY - 1).ages() == [DAY - 1]
    assert IdentifyFile(tmp_path, lambda: AT + DAY + 1).ages() == []


def test_what_lies_ahead_of_a_clock_that_was_put_back_still_counts(tmp_path):
    IdentifyFile(tmp_path, lambda: AT + 3600).claim(lambda _: 0.0)
    assert IdentifyFile(tmp_path, lambda: AT).ages() == [0.0]


def test_the_file_never_grows_and_the_oldest_is_written_over(tmp_path):
    file = IdentifyFile(tmp_path, lambda: AT)
    size = (tmp_path / NAME).stat().st_size
    clock = map(float, count(int(AT)))
    busy = IdentifyFile(tmp_path, lambda: next(clock))
    for _ in range(PLACES + 5):
        busy.claim(lambda _: 0.0)
    assert (tmp_path / NAME).stat().st_size == size
    assert len(file.ages()) == PLACES
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0 or os.name == "nt"


@pytest.mark.parametrize("left", [b"", b"\xff" * 40, os.urandom(PLACES * 12), b"\0" * 100_000])
def test_a_damaged_file_is_mended_and_bars_nobody(tmp_path, left):
    (tmp_path / NAME).write_bytes(left)
    file = IdentifyFile(tmp_path, lambda: AT)
    assert seconds_until_turn(file.ages(), 100) == 0
    assert file.claim(lambda _: 0.0) == 0
    assert IdentifyFile(tmp_path, lambda: AT + 5).ages() == [5.0]


def test_a_folder_in_which_nothing_can_be_written_lets_nobody_start(tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(StorageFault):
        IdentifyFile(tmp_path, lambda: AT)
