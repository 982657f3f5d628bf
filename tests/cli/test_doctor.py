"""`openround doctor` and `check`: what is missing is never well, and each line says what to do."""

import os
import shutil
import time
from types import SimpleNamespace

import pytest

from bot.documents import pdf
from bot.storage.files.heartbeat import Heartbeat
from bot.text.catalog import FALLBACK, speaker
from tests.cli.installation import Discord, Installation

say = speaker(FALLBACK)
AWAY = "postgresql://somebody@127.0.0.1:1/openround"


@pytest.fixture
def house(tmp_path, restored_log):
    discord = Discord()
    with discord.listening() as api:
        here = Installation(tmp_path, api, discord)
        yield here
        if here.storage is not None:
            here.storage.close()


@pytest.fixture
def well(house):
    """A house in which all is as it should be."""
    house.made()
    house.running()
    house.copied()
    return house


def bad(lines):
    return [line for line in lines if line.startswith("[!!]")]


def test_where_all_is_well_every_line_says_so(well):
    code, lines = well.ask("doctor")
    assert (code, bad(lines), lines[-1]) == (0, [], say("doctor.well"))
    assert len(lines) == 12


def test_where_nothing_was_made_yet_nothing_is_well(house):
    code, lines = house.ask("doctor")
    assert (code, bad(lines)) == (1, [f"[!!] {say('check.no_database')}"])
    assert not house.key.exists()
    assert not house.file.exists()
    assert house.ask("check")[0] == 0, "before the first start it may be so"


def test_a_key_that_is_lost_beside_a_full_database_is_said_to_be(well):
    well.storage.close()
    well.storage = None
    well.key.rename(well.folder / "elsewhere")
    for command in ("check", "doctor"):
        code, lines = well.ask(command)
        assert code == 1
        assert say("check.no_database") not in "\n".join(lines)
    assert bad(lines) == [f"[!!] {say('fault.key_missing')}"]


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_a_database_that_is_lost_beside_its_key_is_no_new_one(house, command):
    house.made()
    house.file.unlink()
    code, lines = house.ask(command)
    assert code == 1
    assert "isn't there" in "\n".join(lines)


@pytest.mark.parametrize("has_key", [True, False])
@pytest.mark.parametrize("command", ["check", "doctor"])
def test_a_server_that_does_not_answer_is_not_green(house, command, has_key):
    if has_key:
        house.made()
    house.url = AWAY
    code, lines = house.ask(command)
    assert code == 1
    assert "doesn't answer" in "\n".join(lines)


def test_a_database_on_a_server_is_looked_at_alike(house, pg_url, monkeypatch):
    monkeypatch.setenv("PATH", str(house.folder))  # no pg_dump
    house.url = pg_url.replace("+psycopg", "")
    assert bad(house.ask("doctor")[1])[0] == f"[!!] {say('check.no_database')}"
    house.made()
    assert bad(house.ask("doctor")[1]) == [f"[!!] {house.typed(say('doctor.not_running'))}"]
    house.running()
    code, lines = house.ask("doctor")
    assert (code, bad(lines)) == (0, [])
    assert f"[??] {say('doctor.copies_unseen')}" in lines
    house.key.unlink()
    assert bad(house.ask("doctor")[1]) == [f"[!!] {say('fault.key_missing')}"]


def test_a_bot_that_does_not_run_is_not_well(well):
    well.storage.close()
    well.storage = None
    assert bad(well.ask("doctor")[1]) == [f"[!!] {well.typed(say('doctor.not_running'))}"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_lies_beside_the_database_is_private(well):
    assert (well.folder / ".tick").stat().st_mode & 0o077 == 0


def test_a_tick_that_is_silent_or_never_came_is_not_well(well):
    Heartbeat(well.url, well.key).write(time.time() - 500)
    [line] = bad(well.ask("doctor")[1])
    assert "silent for 50" in line
    (well.folder / ".tick").unlink()
    assert bad(well.ask("doctor")[1]) == [f"[!!] {say('doctor.no_tick')}"]


@pytest.mark.parametrize(("days", "count"), [(1.5, 0), (2.5, 1), (30, 1)])
def test_a_copy_that_is_too_old_is_not_well(house, days, count):
    house.made()
    house.running()
    house.copied(days)
    assert len(bad(house.ask("doctor")[1])) == count


def test_without_a_copy_it_is_not_well(house):
    house.made()
    house.running()
    [line] = bad(house.ask("doctor")[1])
    assert "there's none in" in line
    assert "db backup" in line


def test_a_newest_copy_that_is_damaged_is_not_well(well):
    [copy] = (well.folder / "backups").iterdir()
    copy.write_bytes(copy.read_bytes()[:9000])
    assert "is damaged" in bad(well.ask("doctor")[1])[0]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_copy_that_others_can_read_is_not_well(well):
    [copy] = (well.folder / "backups").iterdir()
    copy.chmod(0o644)
    [line] = bad(well.ask("doctor")[1])
    assert f"chmod 600 {copy}" in line


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("command", ["check", "doctor"])
@pytest.mark.parametrize("end", ["", "-wal"])
def test_a_database_that_others_can_read_is_not_well(well, command, end):
    path = well.file.with_name(well.file.name + end)
    path.chmod(0o644)
    code, lines = well.ask(command)
    assert code == 1
    assert any(f"chmod 600 '{path}'" in line for line in lines)


def test_a_nearly_full_disk_is_said_before_the_next_copy_fails(well, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    [line] = bad(well.ask("doctor")[1])
    assert "no room for a copy" in line


def test_where_something_else_makes_copies_it_is_not_called_well(house):
    house.made()
    house.running()
    house.settings = "daily_copy = false\n"
    code, lines = house.ask("doctor")
    assert (code, bad(lines)) == (0, [])
    assert f"[??] {say('doctor.copies_off')}" in lines


@pytest.mark.parametrize(("off", "count"), [(-20, 0), (90, 1), (-7200, 1)])
def test_a_clock_that_is_off_is_not_well(well, off, count):
    well.discord.off = off
    assert len(bad(well.ask("doctor")[1])) == count


def test_what_the_bot_lacks_is_named_with_the_server(well):
    well.discord.permissions &= ~0x10
    [line] = bad(well.ask("doctor")[1])
    assert "Manage Channels" in line
    assert "Tuesday" in line
    well.discord.permissions = 0x8  # Administrator has everything
    assert well.ask("doctor")[0] == 0


def test_few_logins_that_are_left_are_told(well):
    well.discord.left = 49
    assert bad(well.ask("doctor")[1]) == [f"[!!] {say('doctor.few_left', left=49)}"]


@pytest.mark.parametrize(
    ("status", "key"), [(401, "check.token_refused"), (403, "check.discord_says")]
)
def test_a_discord_that_refuses_is_told(well, status, key):
    well.discord.status = status
    assert bad(well.ask("doctor")[1]) == [f"[!!] {say(key, status=status)}"]


def test_looking_changes_nothing(well):
    before = {path: path.read_bytes() for path in well.folder.rglob("*") if path.is_file()}
    well.ask("doctor")
    after = {path: path.read_bytes() for path in well.folder.rglob("*") if path.is_file()}
    after.pop(well.folder / "config.toml")
    assert set(after) == set(before)
    assert {path for path in after if after[path] != before[path]} == set()


def test_who_asks_calls_itself_as_discord_demands(well):
    """The Discord of these stories turns everyone else away."""
    assert well.ask("check")[0] == 0
    assert "Discord: reached" in "\n".join(well.ask("doctor")[1])
    code, [line] = well.ask("invite")
    assert (code, "client_id=1&" in line) == (0, True)


def test_pdfs_are_only_spoken_of_where_they_are_wanted(well):
    assert say("doctor.pdf") not in "\n".join(well.ask("doctor")[1])
    well.settings = "[papers]\npdf = true\n"
    code, lines = well.ask("doctor")
    assert (code, bad(lines)) == (0, [])
    assert f"[ok] {say('doctor.pdf')}" in lines


def test_pdfs_that_are_wanted_and_cannot_be_made_are_said_to_be(well, monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    well.settings = "[papers]\npdf = true\n"
    code, lines = well.ask("doctor")
    assert (code, bad(lines)) == (1, [f"[!!] {well.typed(say('doctor.no_pdf'))}"])
