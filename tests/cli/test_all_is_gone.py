"""Database and key are gone and copies are there: there was a group, and no new one is made."""

import os
import time

import pytest

from bot.storage.database.opening import open_storage
from bot.storage.database.restoring import put_aside_before
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import open_keys
from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import Discord, Installation
from tests.cli.test_db_commands import known, words_of

say = speaker(FALLBACK)


@pytest.fixture
def house(tmp_path, restored_log):
    discord = Discord()
    with discord.listening() as api:
        here = Installation(tmp_path, api, discord)
        here.made()
        yield here
        if here.storage is not None:
            here.storage.close()


def lost(house):
    """Lose what is the database's, and the key; gives the key's words."""
    words = house.key.read_text()
    for path in (house.key, *house.folder.glob("openround.db*")):
        path.unlink()
    return words


def put_aside(house):
    house.file.rename(house.folder / "openround-put-aside-2026-11-04T200000Z.db")


@pytest.mark.parametrize("left", ["a copy", "a copy elsewhere", "one put aside"])
@pytest.mark.parametrize(
    "command", [["run"], ["check"], ["doctor"], ["db", "upgrade"]], ids=" ".join
)
def test_no_command_makes_a_new_group_where_there_was_one(house, left, command):
    if left == "a copy":
        house.copied()
    elif left == "a copy elsewhere":
        house.settings = 'backups = "on another disk"\n'
        house.ask("db", "backup")
    else:
        put_aside(house)
    lost(house)
    code, lines = house.ask(*command)
    assert code == 1
    assert house.typed(say("fault.group_missing", path=Shown(house.file))) in "\n".join(lines)
    assert (house.file.exists(), house.key.exists()) == (False, False)


def test_with_the_key_back_what_it_says_leads_back(house):
    house.copied()
    words = lost(house)
    line = house.ask("check")[1][-1]
    house.key.write_text(words)
    house.key.chmod(0o600)
    assert house.ask(*words_of(line))[0] == 0
    assert known(house) == "Heron"


def test_who_wants_a_new_group_says_so(house):
    house.copied()
    lost(house)
    assert house.ask("db", "upgrade", "--new")[0] == 0
    house.running()
    assert house.ask("db", "list")[0] == 1, "the copies are sealed with the key that is lost"


def test_an_empty_server_beside_copies_and_without_a_key_is_no_first_start(house, pg_url):
    house.url = pg_url.replace("+psycopg", "")
    house.key.unlink()
    name = pg_url.rpartition("/")[2]
    (house.folder / "backups").mkdir()
    dump = house.folder / "backups" / f"{name}-daily-2026-11-04T200000Z.dump"
    dump.write_bytes(b"PGDMP")
    with pytest.raises(StorageFault) as caught:
        open_storage(house.url, house.key, lambda: None)
    assert caught.value.key == "fault.group_missing"
    assert house.ask("check")[0] == 1
    dump.unlink()
    assert house.ask("check")[0] == 0


def test_a_newest_copy_of_another_key_is_not_well(house):
    house.running()
    copy = house.copied()
    assert house.ask("doctor")[0] == 0
    foreign = house.folder / "foreign"
    foreign.mkdir()
    other = Installation(foreign, "", None)
    other.made()
    other.copied().replace(copy)
    [line] = [one for one in house.ask("doctor")[1] if one.startswith("[!!]")]
    assert "belongs to another key" in line


def test_a_copy_of_another_key_is_no_way_back(house):
    good = house.copied(1.5)
    foreign = house.folder / "foreign"
    foreign.mkdir()
    other = Installation(foreign, "", None)
    other.made()
    other.copied().replace(good.with_name("openround-daily-2099-01-01T000000Z.db"))
    house.file.unlink()
    assert good.name in house.ask("check")[1][-1]


def test_a_database_that_a_killed_restore_put_aside_is_named_where_it_is_newer(house):
    copy = house.copied(1.5)
    put_aside(house)
    [aside] = put_aside_before(house.file)
    lines = house.ask("check")[1]
    assert (str(aside) in lines[-2], copy.name in lines[-1]) == (True, True)
    assert house.ask(*words_of(lines[-2]))[0] == 0
    assert known(house) == "Heron"


@pytest.mark.parametrize("spoilt", [True, False])
def test_one_put_aside_that_is_older_or_damaged_is_not_offered(house, spoilt):
    house.copied(1.5)
    put_aside(house)
    [aside] = put_aside_before(house.file)
    if spoilt:
        aside.write_bytes(aside.read_bytes()[:9000])
    else:
        os.utime(aside, (time.time() - 3 * 86400,) * 2)
    assert str(aside) not in "\n".join(house.ask("check")[1])


def test_the_key_alone_is_lost_and_no_other_is_made(house):
    house.copied()
    house.key.unlink()
    assert house.ask("check")[0] == 1
    with pytest.raises(StorageFault):
        open_storage(house.url, house.key, lambda: None)
    assert not house.key.exists()
    open_keys(house.key)
    assert "doesn't fit" in "\n".join(house.ask("check")[1])
