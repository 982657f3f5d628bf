"""Wishes for the bot that runs: sealed, for it alone, and gone once they are fulfilled."""

import stat

import pytest

from bot.domain.ids import GuildId, MemberId
from bot.storage.files.faults import StorageFault
from bot.storage.people.erasure_wishes import Wishes
from bot.storage.sealing.keys import cipher_of

ANA = MemberId(800_000_000_000_000_001)
GUILD = GuildId(900_000_000_000_000_001)


@pytest.fixture
def wishes(tmp_path, cipher):
    return Wishes(tmp_path / "master.key", cipher)


def test_a_wish_is_found_until_it_is_done(wishes):
    wishes.leave(ANA, GUILD)
    wishes.leave(ANA, None)
    found = wishes.waiting()
    assert {(one.member, one.guild) for one in found} == {(ANA, GUILD), (ANA, None)}
    wishes.done(found[0])
    wishes.done(found[0])
    assert wishes.waiting() == found[1:]


def test_nobody_else_can_read_whom_it_is_about(wishes, tmp_path):
    wishes.leave(ANA, GUILD)
    (file,) = (tmp_path / "wishes").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    raw = file.read_bytes()
    assert str(ANA).encode() not in raw
    assert ANA.to_bytes(8, "big") not in raw
    assert str(ANA) not in file.name


@pytest.mark.parametrize("change", ["another-key", "another-name", "a-byte", "nonsense", "empty"])
def test_what_nobody_with_the_key_has_written_is_taken_away(wishes, tmp_path, change):
    Wishes(tmp_path / "x", cipher_of(bytes(32)) if change == "another-key" else wishes._cipher)
    if change == "another-key":
        Wishes(tmp_path / "master.key", cipher_of(bytes(32))).leave(ANA, GUILD)
    else:
        wishes.leave(ANA, GUILD)
    (file,) = (tmp_path / "wishes").iterdir()
    raw = file.read_bytes()
    if change == "another-name":
        file = file.rename(file.with_name("another.erase"))
    if change == "a-byte":
        file.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    if change in {"nonsense", "empty"}:
        file.write_bytes(b"erase everybody" if change == "nonsense" else b"")
    assert wishes.waiting() == ()
    assert not file.exists()


def test_a_folder_that_may_not_be_written_is_named(tmp_path, cipher):
    (tmp_path / "wishes").write_text("in the way")
    with pytest.raises(StorageFault) as caught:
        Wishes(tmp_path / "master.key", cipher).leave(ANA, None)
    assert caught.value.key == "fault.wish_unwritable"


def test_where_there_is_no_folder_nothing_waits(wishes):
    assert wishes.waiting() == ()
