"""Promises to erase stand in a file that only grows, and that no older copy can do without."""

import os

import pytest

from bot.storage.files.faults import StorageFault
from bot.storage.people.tombstones import PLACES, RECORD, Tombstones, begin_anew, path_of
from bot.storage.sealing.keys import cipher_of

ANNA, BEN, CARA = (bytes([number]) * RECORD for number in (1, 2, 3))


@pytest.fixture
def cipher():
    return cipher_of(bytes(range(32)))


@pytest.fixture
def opened(tmp_path, cipher):
    def begin(fulfilled=None):
        return Tombstones.open(tmp_path, cipher, fulfilled)

    return begin


def fault_of(work):
    with pytest.raises(StorageFault) as caught:
        work()
    return caught.value.key


def test_what_is_promised_waits_until_it_is_fulfilled_also_over_a_restart(opened, cipher):
    stones = opened()
    stones.add([ANNA, BEN])
    assert stones.waiting == (ANNA, BEN)
    assert opened(0).waiting == (ANNA, BEN)
    assert opened(1).waiting == (BEN,)
    assert cipher.is_withheld(BEN)
    assert not cipher.is_withheld(ANNA)
    again = opened(2)
    assert again.waiting == ()
    assert not cipher.is_withheld(BEN)
    assert again.after(1) == (BEN,)


def test_whoever_waits_is_not_promised_twice_and_can_be_promised_anew_later(opened):
    stones = opened()
    stones.add([ANNA, ANNA])
    stones.add([ANNA, BEN])
    assert stones.waiting == (ANNA, BEN)
    stones.fulfilled(2)
    stones.add([ANNA])
    assert (len(stones), stones.waiting) == (3, (ANNA,))


def test_the_file_is_private_and_as_long_before_as_after(opened, tmp_path, cipher):
    stones = opened()
    path = path_of(tmp_path, cipher)
    before = path.stat()
    stones.add([ANNA])
    after = path.stat()
    assert before.st_size == after.st_size == RECORD * (PLACES + 1)
    assert after.st_mode & 0o077 == 0 or os.name == "nt"


def test_a_missing_an_older_and_a_damaged_file_are_refused_and_left_alone(opened, tmp_path, cipher):
    path = path_of(tmp_path, cipher)
    assert fault_of(lambda: opened(0)) == "fault.tombstones_missing"
    assert not path.exists()
    stones = opened()
    stones.add([ANNA])
    assert fault_of(lambda: opened(2)) == "fault.tombstones_old"
    for damaged in (b"", b"\0" * RECORD * 3):
        path.write_bytes(damaged)
        assert fault_of(lambda: opened(0)) == "fault.tombstones_damaged"
        assert fault_of(opened) == "fault.tombstones_damaged"
        assert path.read_bytes() == damaged


def test_a_file_that_is_there_already_is_kept_where_one_would_be_made(opened):
    opened().add([ANNA])
    assert opened().waiting == (ANNA,)


def test_two_groups_with_their_keys_in_one_folder_have_a_file_each(tmp_path, cipher):
    other = cipher_of(bytes(range(1, 33)))
    Tombstones.open(tmp_path, cipher, None).add([ANNA])
    assert Tombstones.open(tmp_path, other, None).waiting == ()
    assert Tombstones.open(tmp_path, cipher, 0).waiting == (ANNA,)


def test_what_is_written_of_a_record_only_by_half_is_the_last_one(opened, tmp_path, cipher):
    stones = opened()
    stones.add([ANNA])
    with path_of(tmp_path, cipher).open("r+b") as file:
        file.seek(RECORD * 2)
        file.write(BEN[:7])
    assert opened(0).waiting[0] == ANNA
    opened(0).add([CARA])
    assert opened(0).waiting[-1] == CARA


def test_places_are_made_while_there_is_room_so_that_a_full_disk_finds_enough(
    opened, tmp_path, cipher
):
    stones = opened()
    path = path_of(tmp_path, cipher)
    stones.grow()
    assert path.stat().st_size == RECORD * (PLACES + 1)
    many = [number.to_bytes(RECORD, "big") for number in range(1, PLACES)]
    stones.add(many)
    stones.grow()
    assert path.stat().st_size == RECORD * (2 * PLACES + 1)
    stones.add([ANNA])
    assert opened(0).waiting == (*many, ANNA)


def test_a_first_start_that_was_killed_while_it_made_the_file_begins_again(
    opened, tmp_path, cipher
):
    path = path_of(tmp_path, cipher)
    path.with_name(path.name + ".new").write_bytes(b"half")
    assert opened().waiting == ()
    assert [one.name for one in tmp_path.glob("tombstones*")] == [path.name]


def test_where_nothing_can_be_written_that_is_said(tmp_path, cipher):
    (tmp_path / "file").write_text("in the way")
    assert fault_of(lambda: begin_anew(tmp_path / "file", cipher)) == "fault.cannot_open"


def test_processes_that_share_the_file_know_of_each_others_promises(tmp_path, cipher, opened):
    opened()
    both = [Tombstones.open(tmp_path, cipher, 0, shared=True) for _ in range(2)]
    both[0].add([ANNA])
    both[1].add([BEN])
    assert [one.waiting for one in both] == [(ANNA, BEN), (ANNA, BEN)]
    assert opened(0).waiting == (ANNA, BEN)


def test_what_another_process_fulfils_is_not_withheld_here(tmp_path, opened):
    other = cipher_of(bytes(range(32)))
    opened().add([ANNA])
    Tombstones.open(tmp_path, other, 0, shared=True)
    assert not other.is_withheld(ANNA)
