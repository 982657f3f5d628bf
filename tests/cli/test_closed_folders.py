"""What nobody may look into is said to be so: it is not missing, and no command breaks off."""

import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import Discord, Installation

say = speaker(FALLBACK)
NOBODY = 65534
COMMANDS = (
    ["db", "backup"],
    ["check"],
    ["doctor"],
    ["db", "list"],
    ["db", "restore"],
    ["db", "restore", "--drill"],
    ["db", "upgrade"],
    ["erase", "--member", "1"],
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@contextmanager
def without_rights(folder):
    """Be somebody whose rights count; root may do everything."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def house(restored_log):
    discord = Discord()
    with tempfile.TemporaryDirectory() as name, discord.listening() as api:
        folder = Path(name)
        here = Installation(folder, api, discord)
        data = folder / "data"
        data.mkdir(0o700)
        here.key, here.file = data / "master.key", data / "openround.db"
        here.url = f"sqlite:///{here.file}"
        here.made()
        for command in COMMANDS:  # what a command needs is loaded while we may read it
            here.ask(*command)
        with without_rights(folder):
            yield here
            for path in (data, data / "backups"):
                path.chmod(0o700)


def told(lines):
    lines = [line.removeprefix("[!!] ") for line in lines]
    return [line for line in lines if "Let the bot read" in line or "the bot may read" in line]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_data_folder_that_is_closed_is_one_true_sentence(house, command):
    house.file.parent.chmod(0)
    code, lines = house.ask(*command)
    assert code == 1
    assert len(told(lines)) == 1
    assert not any(word in "\n".join(lines) for word in ("no copy", "isn't there", "not made yet"))


def test_the_folder_that_is_closed_is_named(house):
    house.file.parent.chmod(0o600)
    for command in (["check"], ["doctor"], ["db", "backup"]):
        assert say("fault.folder_closed", path=Shown(house.file.parent)) in told(
            house.ask(*command)[1]
        )


@pytest.mark.parametrize("name", ["here.db", "elsewhere/here.db"])
def test_a_copy_that_may_not_be_seen_is_not_called_missing(house, name):
    house.file.parent.chmod(0)
    code, lines = house.ask("db", "restore", str(house.file.parent / name))
    assert code == 1
    assert "There's no copy" not in "\n".join(lines)


def test_a_copy_that_may_not_be_read_is_not_called_damaged(house):
    [copy] = (house.file.parent / "backups").iterdir()
    copy.chmod(0)
    for command in (["db", "list"], ["db", "restore", copy.name], ["doctor"]):
        words = "\n".join(house.ask(*command)[1])
        assert say("fault.copy_unreadable", path=Shown(copy)) in words
        assert "is damaged" not in words


@pytest.mark.parametrize("end", ["", "-wal"])
def test_a_database_that_may_not_be_read_is_the_culprit_not_the_folder_of_the_copies(house, end):
    with closing(sqlite3.connect(house.file, isolation_level=None)) as running:
        running.execute("CREATE TABLE more (id INTEGER)")
        house.file.with_name(house.file.name + end).chmod(0)
        code, lines = house.ask("db", "backup")
    assert (code, lines) == (1, [say("fault.cannot_open", path=Shown(house.file))])


def test_a_log_of_a_copy_that_may_not_be_read_is_named(house):
    [copy] = (house.file.parent / "backups").iterdir()
    log = copy.with_name(copy.name + "-wal")
    log.write_bytes(b"log")
    log.chmod(0)
    line = say("fault.copy_unreadable", path=Shown(log))
    assert house.ask("db", "restore", copy.name) == (1, [line])
