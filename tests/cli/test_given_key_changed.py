"""`openround keys rotate` where the key is given: prepared, and taken over by a start with both."""

import asyncio
import stat

import pytest

from bot.storage.engine import rekeying
from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.given_installation import Given
from tests.cli.installation import WHO, Discord

say = speaker(FALLBACK)


@pytest.fixture
def house(tmp_path, restored_log, monkeypatch):
    discord = Discord()
    with discord.listening() as api:
        yield Given(tmp_path, api, discord, monkeypatch)


def prepared(house):
    """Let a new key be written; gives the keys in the file, the newest first."""
    to = house.folder / "new keys"
    assert house.ask("keys", "rotate", "--to", str(to))[0] == 0
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    return tuple(bytes.fromhex(line) for line in to.read_text().splitlines())


def test_where_the_new_one_may_be_written_is_asked_and_nothing_changes(house):
    house.made()
    before = house.file.read_bytes()
    code, lines = house.ask("keys", "rotate")
    assert (code, lines) == (1, [house.typed(say("keys.where_environment"))])
    assert house.file.read_bytes() == before
    house.by_file(house.folder / "elsewhere" / "key")
    assert house.ask("keys", "rotate")[1] == [house.typed(say("keys.where_given_file"))]


def test_a_new_one_is_written_beside_the_one_of_today_and_shown_to_nobody(house):
    house.made()
    to = house.folder / "new keys"
    code, lines = house.ask("keys", "rotate", "--to", str(to))
    path = {"path": Shown(to)}
    assert (code, lines[:2]) == (
        0, [say("keys.written", **path), say("keys.next_environment", **path)]
    )  # fmt: skip
    fresh, *former = to.read_text().split()
    assert former == [house.masters[0].hex()]
    assert fresh not in former
    assert not any(one[:8] in " ".join(lines) for one in (fresh, *former))
    code, lines = house.ask("keys", "rotate", "--to", str(to))
    assert (code, lines) == (1, [say("fault.key_exists", path=Shown(to))])


def test_with_both_all_is_sealed_anew_and_the_former_one_opens_nothing_more(house):
    house.made(members=3)
    new, old = prepared(house)
    house.by_environment(new, old)
    assert f"[??] {say('doctor.key_moving', days=35)}" in house.ask("doctor")[1]
    code, lines = house.ask("keys", "rotate")
    assert (code, lines) == (0, [say("keys.given_done", days=35)])
    assert f"[??] {say('doctor.key_former', days=35)}" in house.ask("doctor")[1]
    house.by_environment(new)
    assert house.known() == "Heron 0"
    house.by_environment(old)
    assert house.ask("db", "upgrade") == (1, [say("fault.key_wrong")])


def test_one_that_was_killed_midway_needs_the_former_key_until_it_is_done(house):
    house.made(members=3)
    new, old = prepared(house)
    house.by_file(house.folder / "elsewhere" / "key", new, old)
    storage = house.opened()
    asyncio.run(storage.store.run(lambda tx: rekeying.take_over(tx, house.masters)))
    storage.close()
    storage = house.opened()
    asyncio.run(storage.store.run(lambda tx: rekeying.batch(tx, 1)))
    storage.close()
    house.by_environment(new)
    before = house.file.read_bytes()
    assert house.ask("db", "upgrade") == (1, [say("fault.key_former_missing")])
    assert f"[!!] {say('fault.key_former_missing')}" in house.ask("doctor")[1]
    assert house.file.read_bytes() == before
    house.by_environment(new, old)
    assert house.ask("keys", "rotate")[0] == 0
    house.by_environment(new)
    assert house.known() == "Heron 0"


def test_a_bot_that_runs_is_waited_for_and_takes_it_over_by_itself(house):
    house.made()
    new, old = prepared(house)
    house.by_environment(new, old)
    storage = house.opened()

    async def evening():
        assert (await asyncio.to_thread(house.ask, "keys", "rotate")) == (
            1, [say("keys.given_waits")]
        )  # fmt: skip
        for _ in range(3):
            await storage.beside.rekey()
        assert (await asyncio.to_thread(house.ask, "keys", "rotate"))[0] == 0

    asyncio.run(evening())
    storage.close()
    assert not house.is_moving


def test_a_bot_that_has_not_taken_a_new_key_over_can_read_who_is_to_be_erased(house):
    house.made()
    new, old = prepared(house)
    storage = house.opened()  # with the key of today alone
    house.by_environment(new, old)
    assert house.ask("erase", "--member", str(WHO)) == (0, [say("cli.erase_asked")])
    assert [one.member for one in storage.beside.wishes()] == [WHO]
    house.by_environment(new)
    assert house.ask("erase", "--member", str(WHO)) == (1, [say("fault.key_wrong")])
    storage.close()


def test_where_the_key_file_counts_no_other_file_is_needed(house):
    house.by_nothing()
    house.masters = ()
    assert house.ask("db", "upgrade")[0] == 0
    to = house.folder / "new keys"
    code, lines = house.ask("keys", "rotate", "--to", str(to))
    assert (code, lines) == (1, [say("keys.no_file_needed", path=Shown(house.key))])
    assert not to.exists()
