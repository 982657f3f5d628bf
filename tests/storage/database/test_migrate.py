"""The database is made once, brought forward with a copy first, and never taken back."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from bot.domain.people.membership import Membership
from bot.domain.prompts.own_prompt import State
from bot.storage.database.health import verify
from bot.storage.database.migrate import HEAD, REVISIONS, Upgrade, upgrade
from bot.storage.database.tables import metadata
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import cipher_of
from tests.storage.conftest import ANNA, GUILD, own_prompt, weekly


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def fault_of(work):
    with pytest.raises(StorageFault) as caught:
        work()
    return caught.value.key


def fault_in(url, cipher):
    """Name what reading the whole database finds wrong."""
    return fault_of(lambda: verify(Address.of(url), cipher))


def change(url: str, statement: str) -> None:
    engine = create_engine(Address.of(url).url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_the_first_start_makes_every_table_and_the_second_changes_nothing(db_url):
    assert upgrade(db_url) == Upgrade(None, HEAD)
    assert upgrade(db_url) == Upgrade(HEAD, HEAD)
    engine = create_engine(Address.of(db_url).url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_program_knows_every_migration_in_order():
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [HEAD]
    assert tuple(one.revision for one in scripts.walk_revisions())[::-1] == REVISIONS


def test_files_are_for_the_bot_alone(tmp_path):
    url = f"sqlite:///{tmp_path}/data/openround.db"
    upgrade(url)
    assert stat.S_IMODE(file_of(url).stat().st_mode) == 0o600
    assert stat.S_IMODE(file_of(url).parent.stat().st_mode) == 0o700
    assert [one.name for one in file_of(url).parent.iterdir()] == ["openround.db"]


async def test_the_log_beside_the_file_is_for_the_bot_alone_too(file_store, sqlite_url):
    await file_store.run(lambda tx: tx.registry.prune(_now()))
    for one in file_of(sqlite_url).parent.glob("openround.db*"):
        assert stat.S_IMODE(one.stat().st_mode) == 0o600


def _now():
    from tests.storage.conftest import NOW  # noqa: PLC0415

    return NOW


def test_a_database_from_a_newer_program_is_refused_untouched(db_url):
    upgrade(db_url)
    change(db_url, "UPDATE alembic_version SET version_num = '9999'")
    assert fault_of(lambda: upgrade(db_url)) == "fault.database_newer"


def test_a_database_of_something_else_is_refused_untouched(db_url):
    change(db_url, "CREATE TABLE recipes (id INTEGER)")
    assert fault_of(lambda: upgrade(db_url)) == "fault.not_ours"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "fault.database_empty"),
        (b"Dear diary, " * 2000, "fault.not_a_database"),
        (bytes(range(256)) * 40, "fault.not_a_database"),
    ],
)
def test_a_file_that_is_no_database_is_refused_untouched(sqlite_url, cipher, content, key):
    file_of(sqlite_url).write_bytes(content)
    assert fault_of(lambda: upgrade(sqlite_url)) == key
    assert file_of(sqlite_url).read_bytes() == content
    assert fault_in(sqlite_url, cipher) in {"fault.not_a_database", "fault.not_ours"}


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_file_that_was_cut_short_is_refused(sqlite_url, cipher, keep):
    upgrade(sqlite_url)
    file = file_of(sqlite_url)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * keep)])
    assert fault_in(sqlite_url, cipher) == "fault.database_damaged"


def test_a_torn_page_is_noticed(sqlite_url, cipher):
    upgrade(sqlite_url)
    file = file_of(sqlite_url)
    content = bytearray(file.read_bytes())
    content[4096:8192] = b"\xa5" * 4096
    file.write_bytes(content)
    assert fault_in(sqlite_url, cipher) in {"fault.database_damaged", "fault.not_ours"}


def test_a_file_that_is_not_there_is_named(sqlite_url, cipher):
    assert fault_in(sqlite_url, cipher) == "fault.database_missing"


async def test_a_database_without_its_key_is_refused(store, made_url):
    assert upgrade(made_url, keyless=True) == Upgrade(HEAD, HEAD)
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name="Robin")))
    assert fault_of(lambda: upgrade(made_url, keyless=True)) == "fault.key_missing"
    assert upgrade(made_url) == Upgrade(HEAD, HEAD)


async def test_whatever_is_sealed_asks_for_its_key(store, made_url, make_occurrence):
    waiting = replace(own_prompt(state=State.WAITING_REVIEW), writer=ANNA)
    for put, take in (
        (lambda tx: tx.prompts.add(waiting), lambda tx: tx.prompts.forget(ANNA, GUILD)),
        (lambda tx: tx.series.put(weekly()), lambda tx: tx.series.forget(ANNA, GUILD)),
        (
            lambda tx: tx.occurrences.add(make_occurrence(facilitator=ANNA)),
            lambda tx: tx.occurrences.forget(ANNA, GUILD),
        ),
    ):
        await store.run(put)
        assert fault_of(lambda: upgrade(made_url, keyless=True)) == "fault.key_missing"
        await store.run(take)
        assert upgrade(made_url, keyless=True) == Upgrade(HEAD, HEAD)


async def test_a_key_of_another_database_is_refused(store, made_url, cipher):
    verify(Address.of(made_url), cipher)
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name="Robin")))
    verify(Address.of(made_url), cipher)
    assert fault_in(made_url, cipher_of(bytes(32))) == "fault.key_wrong"


def made_by_the_first_version(url: str) -> None:
    """Make the database as the first release made it, with a row in it."""
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["url"] = Address.of(url).url
    command.upgrade(config, REVISIONS[0])
    change(url, "INSERT INTO lease VALUES (7, 'someone', 1, '2026-11-03 19:00:00')")


def test_an_older_database_is_copied_before_it_is_brought_forward(sqlite_url):
    made_by_the_first_version(sqlite_url)
    done = upgrade(sqlite_url)
    assert (done.before, done.after) == (REVISIONS[0], HEAD)
    with closing(sqlite3.connect(str(done.backup))) as raw:
        assert raw.execute("SELECT owner FROM lease").fetchall() == [("someone",)]
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_a_database_of_the_first_version_becomes_what_a_new_one_is(db_url):
    made_by_the_first_version(db_url)
    assert upgrade(db_url).after == HEAD
    engine = create_engine(Address.of(db_url).url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert connection.execute(text("SELECT owner FROM lease")).scalar() == "someone"
    engine.dispose()


def test_a_first_start_that_was_cut_off_begins_anew(sqlite_url):
    file_of(sqlite_url).with_name("openround.db.new").write_bytes(b"half a data")
    assert upgrade(sqlite_url) == Upgrade(None, HEAD)
    assert [one.name for one in file_of(sqlite_url).parent.iterdir()] == ["openround.db"]


def test_a_start_with_nothing_to_do_does_not_load_alembic(sqlite_url):
    upgrade(sqlite_url)
    code = (
        "import sys; from bot.storage.database.migrate import upgrade; "
        f"upgrade({sqlite_url!r}); print('alembic' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


@pytest.mark.parametrize("url", ["", "data.db", "mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_an_address_we_do_not_know_is_named(url):
    assert fault_of(lambda: Address.of(url)) == "fault.url"


def test_a_server_that_is_not_there_is_named_without_its_password():
    url = "postgresql://robin:secret@127.0.0.1:9/openround"
    with pytest.raises(StorageFault) as caught:
        upgrade(url)
    assert caught.value.key == "fault.database_away"
    assert caught.value.facts == {"server": "127.0.0.1/openround"}


def test_a_server_that_refuses_us_is_named(pg_url):
    wrong = pg_url.rpartition("/")[0] + "/no_such_database"
    assert fault_of(lambda: upgrade(wrong)) == "fault.server_refuses"


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    url = f"sqlite:///{tmp_path}/file/openround.db"
    assert fault_of(lambda: upgrade(url)) == "fault.cannot_open"
