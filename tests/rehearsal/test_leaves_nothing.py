"""A rehearsal leaves nothing behind: no word and no key, however it ends."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bot.rehearsal.belongings import clear_up, own_folder
from bot.storage.database.opening import open_storage
from tests.waiting import HANGS

PREFIX = "openround-rehearsal-"


@pytest.fixture
def heard():
    """A terminal that closes is heard of, though these tests be started with `nohup`."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def temporary(tmp_path, monkeypatch, heard):
    """A folder for temporary files that nobody else uses."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def kept(folder: Path) -> list[Path]:
    return list(folder.glob(f"{PREFIX}*"))


def started(temporary, *words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "TMPDIR": str(temporary), "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    return subprocess.Popen(
        [sys.executable, *words], env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_whoever_ends_it_everything_is_gone(number, temporary):
    with started(temporary, "-m", "bot", "rehearse") as process:
        line = process.stdout.readline()
        assert line.startswith("The rehearsal is here"), line + process.stdout.read()
        [folder] = kept(temporary)
        assert (folder / "master.key").exists()
        process.send_signal(number)
        said = process.stdout.read()
        code = process.wait(HANGS)
    assert kept(temporary) == []
    assert "Traceback" not in said
    assert said.endswith("The rehearsal is over; nothing is kept.\n")
    assert code == 0


def test_what_was_killed_is_cleared_away_by_the_next_and_what_goes_on_is_not(temporary):
    words = "import time; from bot.rehearsal.belongings import own_folder as own\n"
    words += "with own() as place: print(place, flush=True); time.sleep(600)"
    with started(temporary, "-c", words) as killed:
        left = Path(killed.stdout.readline().strip())
        clear_up()
        assert kept(temporary) == [left], "it still goes on"
        killed.kill()
    assert kept(temporary) == [left]
    with own_folder() as folder:
        assert kept(temporary) == [folder]
        clear_up()
        assert folder.exists()
        open_storage(f"sqlite:///{folder}/a.db", folder / "master.key", lambda: None).close()
    assert kept(temporary) == []


def test_what_only_looks_like_ours_is_left_alone(temporary, tmp_path):
    elsewhere = tmp_path / "elsewhere" / "alive"
    elsewhere.mkdir(parents=True)
    (elsewhere / ".lock").touch()
    (temporary / f"{PREFIX}link").symlink_to(elsewhere.parent)
    (temporary / f"{PREFIX}other").mkdir()
    (temporary / f"{PREFIX}file").touch()
    clear_up()
    assert len(kept(temporary)) == 3
    assert (elsewhere / ".lock").exists()
