"""Killed while it writes, erases or takes over a new key, the safe does it whole (T-DEL-6)."""

import os
import sys

import pytest

from tests.faults.crash.safe import Found, Known, crash
from tests.faults.crash.safe_life import Done

KILLS = int(os.environ.get("OPENROUND_SAFE_KILLS", "30"))


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
@pytest.mark.timeout(60 + 5 * KILLS)
def test_nothing_acknowledged_is_lost_and_nobody_is_erased_by_half(tmp_path):
    figures = crash(tmp_path, KILLS, members=6)
    assert figures.wrong == []
    assert figures.kills == KILLS
    assert min(figures.certain[what] for what in ("write", "erase", "rekey", "turn")) > 0
    assert sum(figures.cut_short.values()) > KILLS / 3


def test_the_check_can_fail():
    known = Known({1: (7,), 2: (8,), 3: (9,)})
    known.heard(Done("write", 1, 10))
    found = {1: Found(("", ""), ()), 2: Found(("8", ""), (8,)), 3: Found(("9", "9"), (9,))}
    wrong = list(known.wrong_with(found))
    assert [one.split(":")[0] for one in wrong] == ["member 1", "member 2"]
    known = Known({1: (7,)})
    known.heard(Done("write", 1, 10))
    assert not list(known.wrong_with({1: Found(("10", "10"), (7, 10))}))


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_what_is_acknowledged_before_it_is_done_is_found_out(tmp_path):
    assert crash(tmp_path, 3, members=3, is_hasty=True).wrong != []
