"""What `openround doctor` and `check` say of the key, and of the list of those who were erased."""

import os
import time
from datetime import timedelta

import pytest

from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import Discord, Installation

say = speaker(FALLBACK)


@pytest.fixture
def well(tmp_path, restored_log):
    """A house in which all is as it should be."""
    discord = Discord()
    with discord.listening() as api:
        here = Installation(tmp_path, api, discord)
        here.made()
        here.running()
        here.copied()
        yield here
        here.storage.close()


def bad(lines):
    return [line for line in lines if line.startswith("[!!]")]


def test_a_key_that_is_older_than_two_years_is_said_to_be_by_both(well):
    told = say("doctor.key_old").partition("`")[0]
    assert told not in str(well.ask("check"))
    long_ago = time.time() - timedelta(days=731).total_seconds()
    os.utime(well.key, (long_ago, long_ago))
    code, lines = well.ask("doctor")
    (line,) = bad(lines)
    assert (code, line.startswith(f"[!!] {told}")) == (1, True)
    assert "keys rotate`" in line
    assert told in str(well.ask("check")[1])


def test_where_the_list_of_those_who_were_erased_is_gone_both_say_what_to_do(well):
    (known,) = well.key.parent.glob("tombstones-*")
    known.rename(well.folder / "elsewhere")
    told = say("fault.tombstones_missing", path=Shown(known)).partition("`")[0]
    code, lines = well.ask("doctor")
    assert code == 1
    assert [line for line in bad(lines) if line.startswith(f"[!!] {told}")] != []
    code, lines = well.ask("check")
    assert code != 0
    assert told in str(lines)
