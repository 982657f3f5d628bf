"""`openround erase`: for whoever has left the server or was banned, with the bot running or not."""

import asyncio

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.domain.ids import GuildId, MemberId
from bot.domain.people.membership import Membership
from bot.storage.database.lock import FileLock
from bot.storage.database.opening import open_storage

ANA, BEN = MemberId(800_000_000_000_000_001), MemberId(800_000_000_000_000_002)
HERE, THERE = GuildId(900_000_000_000_000_001), GuildId(900_000_000_000_000_002)


class House:
    """An installation with a database in which two people are known in two servers."""

    def __init__(self, folder) -> None:
        self.folder, self.key = folder, folder / "master.key"
        self.url = f"sqlite:///{folder}/openround.db"

    def fill(self) -> None:
        def work(tx):
            for guild in (HERE, THERE):
                for who in (ANA, BEN):
                    tx.memberships.put(guild, who, Membership(name="Heron"))

        self.within(work)

    def within(self, work):
        storage = open_storage(self.url, self.key, lambda: None)
        try:
            return asyncio.run(storage.store.run(work))
        finally:
            storage.close()

    def known(self):
        def work(tx):
            places = [(guild, who) for guild in (HERE, THERE) for who in (ANA, BEN)]
            return {one for one in places if tx.memberships.get(*one).name}

        return self.within(work)

    def erase(self, *words: object):
        return CliRunner().invoke(main, ["erase", *map(str, words)])


@pytest.fixture
def house(tmp_path, monkeypatch, restored_log):
    made = House(tmp_path)
    monkeypatch.setenv("OPENROUND_DISCORD__TOKEN", "invented.for.tests")
    monkeypatch.setenv("OPENROUND_DATABASE__URL", made.url)
    monkeypatch.setenv("OPENROUND_DATABASE__KEY_FILE", str(made.key))
    monkeypatch.chdir(tmp_path)
    return made


def test_somebody_is_forgotten_everywhere_and_nobody_else_is(house):
    house.fill()
    said = house.erase("--member", ANA)
    assert said.exit_code == 0
    assert said.output.startswith("Done. OpenRound has deleted 2 entries.")
    assert house.known() == {(HERE, BEN), (THERE, BEN)}
    again = house.erase("--member", ANA)
    assert again.output.startswith("Nothing was kept about this member.")


def test_somebody_is_forgotten_in_one_server_alone(house):
    house.fill()
    assert house.erase("--member", ANA, "--guild", HERE).exit_code == 0
    assert house.known() == {(HERE, BEN), (THERE, ANA), (THERE, BEN)}


def test_while_the_bot_runs_it_is_asked_to_do_it_itself(house):
    house.fill()
    running = FileLock(house.folder)
    running.take()
    said = house.erase("--member", ANA, "--guild", THERE)
    running.release()
    assert said.output == "OpenRound is running, so it does this itself within a minute.\n"
    storage = open_storage(house.url, house.key, lambda: None)
    (wish,) = storage.beside.wishes()
    storage.close()
    assert (wish.member, wish.guild) == (ANA, THERE)


def test_where_there_is_no_database_none_is_made(house):
    said = house.erase("--member", ANA)
    assert said.exit_code == 1
    assert "isn't there" in said.output
    assert list(house.folder.iterdir()) == []


def test_without_its_key_nothing_is_made_and_nothing_erased(house):
    house.fill()
    house.key.unlink()
    said = house.erase("--member", ANA)
    assert said.exit_code == 1
    assert "The master key isn't there" in said.output
    assert not house.key.exists()


@pytest.mark.parametrize("number", ["", "ana", "0", "-1", "9" * 30, "<@1>"])
def test_what_is_no_number_of_a_member_is_refused_in_words(house, number):
    said = house.erase("--member", number)
    assert said.exit_code == 2
    assert "isn't a member's number" in said.output
    assert "Traceback" not in said.output
