"""`openround db backup`, `list`, `restore`: for whoever has never done it and is afraid to."""

import asyncio
import shlex
import shutil

import pytest

from bot.storage.database.opening import open_storage
from bot.storage.database.restoring import put_aside_before
from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import HERE, WHO, Discord, Installation

say = speaker(FALLBACK)


@pytest.fixture
def discord():
    return Discord()


@pytest.fixture
def house(tmp_path, restored_log, discord):
    folder = tmp_path / "our group's bot"
    folder.mkdir()
    with discord.listening() as api:
        here = Installation(folder, api, discord)
        here.made()
        yield here
        if here.storage is not None:
            here.storage.close()


def known(house):
    """Give what the database keeps of the one it knew."""

    async def run():
        storage = open_storage(house.url, house.key, lambda: None)
        try:
            return await storage.store.run(lambda tx: tx.memberships.get(HERE, WHO).name)
        finally:
            storage.close()

    return asyncio.run(run())


def forgotten(house):
    async def run():
        storage = open_storage(house.url, house.key, lambda: None)
        try:
            await storage.store.run(lambda tx: tx.memberships.forget(WHO, HERE))
        finally:
            storage.close()

    asyncio.run(run())


def stopped(house):
    house.storage.close()
    house.storage = None


def words_of(line):
    """Read the command at the end of a line as a shell does."""
    return shlex.split(line[line.rindex("openround --config") :])[3:]


def test_a_copy_is_made_listed_and_put_back(house):
    house.running()
    code, lines = house.ask("db", "backup")
    assert (code, len(lines)) == (0, 2)
    [copy] = (house.folder / "backups").iterdir()
    assert lines[0] == say("copies.made", path=Shown(copy))
    assert house.ask("db", "list")[1][0].startswith(f"[ok] {copy.name} · 20")
    stopped(house)
    forgotten(house)
    code, lines = house.ask("db", "restore", copy.name)
    assert (code, known(house)) == (0, "Heron")
    assert any(line.startswith("One member is in it again") for line in lines)
    assert any(line.startswith("Whoever was erased after") for line in lines)
    [aside] = put_aside_before(house.file)
    assert say("copies.aside", path=Shown(aside)) in lines


def test_without_a_name_the_copies_are_listed_and_nothing_is_changed(house):
    house.copied()
    before = house.file.read_bytes()
    code, lines = house.ask("db", "restore")
    assert code == 1
    assert house.file.read_bytes() == before
    assert house.ask(*words_of(lines[-1]))[0] == 0, "what it says can be typed as it stands"


@pytest.mark.parametrize("words", [("list",), ("restore",), ("restore", "--drill")])
def test_where_there_is_no_copy_it_says_how_to_make_one(house, words):
    code, [line] = house.ask("db", *words)
    assert code == 1
    assert house.ask(*words_of(line[: line.index("`", line.index("openround"))]))[0] == 0


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("openround-daily-2026-01-01T000000Z.db", "fault.copy_missing"),
        ("no such folder/a.db", "fault.copy_missing"),
        (".", "fault.copy_not_ours"),
        ("x" * 300, "fault.copy_missing"),
        ("a\0b", "fault.copy_missing"),
    ],
)
def test_a_name_that_is_none_is_one_sentence(house, name, key):
    house.copied()
    code, lines = house.ask("db", "restore", name)
    assert code == 1
    assert len(lines) == 1
    assert lines[0][:12] == say(key, path=Shown(name))[:12]
    assert known(house) == "Heron"


def test_a_running_bot_is_left_alone(house):
    house.copied()
    house.running()
    [copy] = (house.folder / "backups").iterdir()
    code, [line] = house.ask("db", "restore", copy.name)
    assert (code, line) == (1, say("fault.restore_while_running", path=Shown(house.file)))


def test_a_copy_is_named_by_any_path(house):
    shutil.move(house.copied(), house.folder.parent / "on a stick.db")
    assert house.ask("db", "restore", str(house.folder.parent / "on a stick.db"))[0] == 0
    assert known(house) == "Heron"


@pytest.mark.parametrize("words", [("restore", "{}"), ("restore", "--drill", "{}")])
def test_without_the_key_nothing_goes_back(house, words):
    name = house.copied().name
    house.key.rename(house.folder / "elsewhere")
    code, [line] = house.ask("db", *(word.format(name) for word in words))
    assert (code, line) == (1, say("fault.key_missing"))
    assert not house.key.exists()
    assert put_aside_before(house.file) == ()


def test_a_copy_is_made_without_the_key_too_and_says_that_it_is_missing(house):
    house.key.rename(house.folder / "elsewhere")
    code, lines = house.ask("db", "backup")
    assert code == 1
    assert lines[-1] == say("fault.key_missing")
    assert len(list((house.folder / "backups").iterdir())) == 1


def test_a_drill_says_what_it_found_and_leaves_nothing(house):
    house.copied()
    house.running()
    before = {path: path.read_bytes() for path in house.folder.rglob("*") if path.is_file()}
    code, [line] = house.ask("db", "restore", "--drill")
    assert code == 0
    assert "one server" in line
    before[house.folder / "config.toml"] = (house.folder / "config.toml").read_bytes()
    assert {path: path.read_bytes() for path in house.folder.rglob("*") if path.is_file()} == before


def test_a_drill_of_a_copy_that_is_sealed_with_another_key_fails(house, tmp_path):
    name = house.copied().name
    house.key.write_text(bytes(range(32)).hex())
    code, [line] = house.ask("db", "restore", "--drill", name)
    assert code == 1
    assert "belongs to another key" in line


def test_a_damaged_copy_is_passed_over(house):
    good, bad = house.copied(1.5), house.copied()
    bad.write_bytes(bad.read_bytes()[:9000])
    code, lines = house.ask("db", "list")
    assert code == 0
    assert [line[:4] for line in lines] == ["[!!]", "[ok]"]
    house.file.unlink()
    lines = house.ask("check")[1]
    assert good.name in lines[-1]
    assert house.ask(*words_of(lines[-1]))[0] == 0
    assert known(house) == "Heron"


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_a_lost_database_names_the_copy_and_the_command(house, command):
    name = house.copied().name
    house.file.write_bytes(b"")
    code, lines = house.ask(command)
    assert code == 1
    told = next(line for line in lines if name in line)
    assert house.ask(*words_of(told))[0] == 0
    assert known(house) == "Heron"


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_a_lost_database_without_a_copy_says_that_there_is_none(house, command):
    house.file.write_bytes(b"")
    assert "There's no copy in" in "\n".join(house.ask(command)[1])


def test_copies_lie_where_the_settings_say(house):
    house.settings = 'backups = "on another disk"\n'
    assert house.ask("db", "backup")[0] == 0
    assert len(list((house.folder / "on another disk").iterdir())) == 1
    assert house.ask("db", "list")[0] == 0


def test_who_was_erased_is_not_brought_back_unless_the_file_that_tells_is_said_to_be_lost(house):
    house.running()
    code, _ = house.ask("db", "backup")
    [copy] = (house.folder / "backups").iterdir()
    stopped(house)
    assert house.ask("erase", "--member", str(WHO))[0] == 0
    code, lines = house.ask("db", "restore", copy.name)
    assert (code, known(house)) == (0, "")
    assert not any("in it again" in line for line in lines)
    [file] = house.folder.glob("tombstones-*")
    file.unlink()
    code, lines = house.ask("db", "restore", copy.name)
    assert code != 0
    assert any(str(file) in line for line in lines)
    code, lines = house.ask("db", "restore", copy.name, "--tombstones-lost")
    assert (code, known(house)) == (0, "Heron")
    assert any("erase --member" in line for line in lines)
    assert file.exists()
