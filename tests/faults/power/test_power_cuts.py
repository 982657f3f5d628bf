"""The power goes at any instant: what was said to be done is there, and nothing by halves.

`OPENROUND_CUTS=50 pytest tests/faults/power` cuts fifty times as often; `scripts/powercut` tells
the figures.
"""

import os
import random
import sys
from functools import cache

import pytest

from tests.faults.power.disk import Disk
from tests.faults.power.powercut import cut, record
from tests.faults.power.recording import Record
from tests.faults.power.shim import NoShim
from tests.faults.power.telling import STORIES, files_in

TIMES = int(os.environ.get("OPENROUND_CUTS", "1"))
SEED = int(os.environ.get("OPENROUND_SEED", "1"))


@cache
def recorded(story: str, mutant: str = "") -> Record:
    """Record a story once; where that cannot be it is told why, and on Linux in CI it fails."""
    try:
        return record(story, mutant)
    except NoShim as why:
        told = pytest.fail if os.environ.get("CI") and sys.platform == "linux" else pytest.skip
        told(f"what SQLite writes cannot be seen: {why}")


@pytest.mark.parametrize("story", STORIES)
def test_the_record_leads_to_the_very_files_that_there_are(story, tmp_path):
    told, disk = recorded(story), Disk()
    for event in told.events:
        disk.follow(event)
    disk.lose_power(tmp_path / "found", random.Random(SEED), ["everything"])
    assert files_in(tmp_path / "found") == told.files


def test_no_press_that_was_answered_is_lost_and_none_is_there_by_half():
    figures = cut("evenings", recorded("evenings").events, 40 * TIMES, SEED)
    assert (figures.lost, figures.broken) == ([], [])
    assert figures.done > 300


@pytest.mark.parametrize("story", ["first-start", "first-start-key-apart"])
def test_a_first_start_is_whole_or_was_never_there(story):
    figures = cut(story, recorded(story).events, 20 * TIMES, SEED)
    assert (figures.lost, figures.broken) == ([], [])


def test_an_update_brings_all_forward_and_has_its_copy_first():
    figures = cut("update", recorded("update").events, 12 * TIMES, SEED)
    assert (figures.lost, figures.broken) == ([], [])


@pytest.mark.parametrize("story", ["copy", "restore"])
def test_a_copy_is_whole_and_going_back_to_one_loses_nothing_that_was_there(story):
    figures = cut(story, recorded(story).events, 12 * TIMES, SEED)
    assert (figures.lost, figures.broken) == ([], [])


def test_logins_and_wishes_that_were_written_down_stay():
    figures = cut("beside", recorded("beside").events, 20 * TIMES, SEED)
    assert (figures.lost, figures.broken) == ([], [])


def test_with_the_log_synced_less_often_presses_are_lost():
    """What is found above can fail: this is SQLite's own advice for WAL, and it is not enough."""
    assert cut("evenings", recorded("evenings", "normal").events, 40, SEED).lost


def test_where_nobody_waits_for_names_whole_files_are_lost():
    assert cut("beside", recorded("beside", "no-names").events, 40, SEED).lost
