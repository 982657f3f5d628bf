"""What is said, before anything starts, about a wish that cannot come true."""

import errno
import os
import stat

import pytest

from bot.rehearsal import session
from bot.rehearsal.start import start


def begin(script, file):
    return start(script, headless=True, speed=1000, seed=1, file=file)


def test_a_script_that_is_not_there_is_answered_with_those_that_are(capsys):
    assert begin("friday-group", None) == 2
    said = capsys.readouterr().err
    assert said == "There's no script with that name. There are: tuesday-group, quiet-week\n"


@pytest.mark.parametrize(("script", "headless"), [("tuesday-group", False), (None, True)])
def test_who_sets_up_from_scratch_does_so_at_the_page(capsys, script, headless):
    code = start(script, headless=headless, speed=None, seed=1, file=None, from_scratch=True)
    assert code == 2
    said = capsys.readouterr().err
    assert said.startswith("`--from-scratch` goes with neither `--script` nor `--headless`")


def test_the_usual_speed_shows_an_evening_in_minutes_and_waits_for_nobody_without_a_page():
    usual = session.usual_speed
    assert [usual(None, headless=False), usual("tuesday-group", headless=False)] == [1, 20]
    assert usual("tuesday-group", headless=True) == 1000


def test_a_folder_that_is_not_there_is_named_before_the_evening_is_played(capsys, tmp_path):
    folder = tmp_path / "nowhere"
    assert begin("tuesday-group", folder / "t.json") == 2
    said = capsys.readouterr().err
    assert said == f"There's no folder {folder} for the transcript. Please make it first.\n"


def test_a_folder_in_place_of_a_file_is_told_before_the_evening_is_played(capsys, tmp_path):
    assert begin("tuesday-group", tmp_path) == 2
    said = capsys.readouterr().err
    assert said == f"{tmp_path} is a folder. Please name a file for the transcript.\n"


def test_a_rehearsal_that_cannot_begin_says_so_in_a_sentence(capsys, monkeypatch):
    def no_disk(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_disk)
    assert begin("tuesday-group", None) == 1
    said = capsys.readouterr()
    assert said.out.endswith(".\n")
    assert (said.out.count("\n"), said.err.count("Traceback")) == (1, 0)


@pytest.fixture
def on_windows(monkeypatch):
    """Windows waits for the disk only where the file is open for writing (EBADF else)."""
    import fcntl  # noqa: PLC0415 - this very test needs a system that is not Windows

    synced = []

    def fsync(handle):
        is_file = stat.S_ISREG(os.fstat(handle).st_mode)
        if is_file and fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "Bad file descriptor")
        synced.append(is_file)

    monkeypatch.setattr(os, "fsync", fsync)
    return synced


def test_a_rehearsal_begins_under_windows_rule_for_waiting_for_the_disk(
    on_windows, monkeypatch, capsys
):
    async def nothing(scene):
        pass

    monkeypatch.setitem(session.SCRIPTS, "tuesday-group", nothing)
    begin("tuesday-group", None)
    told = capsys.readouterr()
    assert "duration_minutes" in told.out, told.err
    assert any(on_windows)
