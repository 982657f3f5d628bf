"""A master key that is given: each command works with it, and says where it is."""

import os
import shutil

import pytest

from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.given_installation import Given
from tests.cli.installation import WHO, Discord

say = speaker(FALLBACK)


@pytest.fixture
def house(tmp_path, restored_log, monkeypatch):
    discord = Discord()
    with discord.listening() as api:
        yield Given(tmp_path, api, discord, monkeypatch)


def test_a_first_start_makes_a_database_and_no_key_file(house):
    code, lines = house.ask("db", "upgrade")
    assert (code, lines) == (0, [say("check.upgraded")])
    assert house.file.exists()
    assert not house.key.exists()
    assert [one.name.partition("-")[0] for one in house.key.parent.iterdir()] == ["tombstones"]
    house.file.unlink()
    code, lines = house.ask("db", "upgrade")
    assert code == 1
    assert lines[0] == house.typed(say("fault.database_missing", path=Shown(house.file)))


def test_doctor_and_check_say_where_it_comes_from(house, monkeypatch):
    house.made()
    kept = house.folder / "elsewhere" / "key"
    told = {"environment": house.by_environment, "given_file": lambda: house.by_file(kept)}
    for origin, give in told.items():
        give()
        path = {"path": Shown(kept)} if origin == "given_file" else {}
        for command in ("doctor", "check"):
            assert say(f"doctor.key_{origin}", **path) in "\n".join(house.ask(command)[1])
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(kept.parent))
    assert f"[ok] {say('doctor.key_credential')}" in house.ask("doctor")[1]
    house.by_file(house.folder / "key")
    assert say("check.given_beside", path=Shown(house.folder / "key")) in house.ask("check")[1]


def test_the_same_key_in_both_places_is_fine_and_told(house):
    house.made()
    house.key.write_text(f"{house.masters[0].hex()}\n")
    house.key.chmod(0o600)
    assert f"[??] {say('doctor.key_twice', path=Shown(house.key))}" in house.ask("doctor")[1]
    house.by_nothing()
    assert f"[ok] {say('doctor.key_file', path=Shown(house.key))}" in house.ask("doctor")[1]


@pytest.mark.parametrize("command", ["doctor", "check", "db backup", "keys rotate", "erase"])
def test_without_it_or_with_another_every_command_says_one_sentence(house, command):
    house.made()
    words = [*command.split(), *(["--member", "5"] if command == "erase" else [])]
    house.by_nothing()
    assert say("fault.key_missing") in " ".join(house.ask(*words)[1])
    assert not house.key.exists()
    house.by_environment(os.urandom(32))
    code, lines = house.ask(*words)
    assert code == 1
    assert any(
        say(f"fault.{key}", path=Shown(house.file)) in " ".join(lines)
        for key in ("key_wrong", "copy_key_wrong")
    )


def test_two_places_with_different_keys_are_refused_and_told_what_to_do(house):
    house.made()
    house.key.write_text(f"{os.urandom(32).hex()}\n")
    house.key.chmod(0o600)
    code, lines = house.ask("db", "upgrade")
    assert (code, lines) == (1, [say("fault.key_differs", path=Shown(house.key))])
    assert not any(one.hex()[:8] in " ".join(lines) for one in house.masters)


def test_a_copy_goes_back_on_another_machine_that_is_given_the_key(house):
    house.made()
    code, lines = house.ask("db", "backup")
    assert (code, lines[1]) == (0, say("copies.given_apart"))
    [copy] = (house.folder / "backups").iterdir()
    assert house.masters[0] not in copy.read_bytes()
    carried = house.folder / "stick"
    carried.mkdir()
    shutil.copy2(copy, carried)
    house.file.unlink()
    shutil.rmtree(copy.parent)
    assert house.ask("db", "restore", str(carried / copy.name))[0] == 0
    assert house.known() == "Heron 0"
    assert house.ask("db", "restore", "--drill", str(carried / copy.name))[0] == 0


def test_a_member_is_erased_and_letters_are_checked_with_it(house):
    house.made()
    assert house.ask("erase", "--member", str(WHO))[0] == 0
    code, lines = house.ask("verify", "--public-key")
    assert (code, len(lines[0])) == (0, 43)
