"""A master key that is given: none is made or changed in its place, and two are never mixed up."""

import os
import stat
from datetime import date

import pytest

from bot.storage.files.faults import StorageFault
from bot.storage.sealing.key_source import KeySource
from bot.storage.sealing.keys import (
    add_master,
    drop_former,
    masters_in,
    open_keys,
    write_with_new,
)

NEW, OLD = os.urandom(32), os.urandom(32)


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "data" / "master.key"


def fault_of(work):
    with pytest.raises(StorageFault) as caught:
        work()
    return caught.value.key


def test_a_given_key_opens_and_no_file_is_made(key_file):
    cipher, made = open_keys(KeySource(key_file, (NEW, OLD)))
    assert (cipher.masters, made) == ((NEW, OLD), False)
    assert not key_file.parent.exists()


def test_a_key_file_beside_it_must_hold_the_same(key_file):
    open_keys(key_file)
    known = masters_in(key_file)
    assert masters_in(KeySource(key_file, known)) == known
    for other in ((NEW,), (NEW, *known), (*known, OLD)):
        assert fault_of(lambda given=other: open_keys(KeySource(key_file, given))) == (
            "fault.key_differs"
        )
    key_file.chmod(0o644)
    assert fault_of(lambda: open_keys(KeySource(key_file, known))) == "fault.key_open_to_others"


@pytest.mark.parametrize("weak", [bytes(32), b"passphrase" * 3 + b"ab", bytes(range(11)) * 3])
def test_one_that_anyone_could_guess_is_refused(key_file, weak):
    for given in ((weak[:32],), (NEW, weak[:32])):
        assert fault_of(lambda given=given: open_keys(KeySource(key_file, given))) == (
            "fault.given_key_weak"
        )


def test_it_is_changed_by_nobody_but_whoever_gives_it(key_file):
    given = KeySource(key_file, (NEW, OLD))
    assert fault_of(lambda: add_master(given, date(2027, 1, 2))) == "fault.key_given"
    assert drop_former(given, date(2099, 1, 1)) == 0
    assert not key_file.parent.exists()


def test_a_new_one_is_written_for_whoever_gives_it_and_nothing_is_written_over(tmp_path):
    to = tmp_path / "new"
    write_with_new(to, (NEW, OLD))
    fresh, *former = (bytes.fromhex(line) for line in to.read_text().splitlines())
    assert (former, fresh in former) == ([NEW, OLD], False)
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    before = to.read_text()
    assert fault_of(lambda: write_with_new(to, (NEW,))) == "fault.key_exists"
    assert to.read_text() == before


def test_a_start_before_is_known_by_the_key_file_or_by_the_promises(key_file):
    given = KeySource(key_file, (NEW,))
    assert not given.was_used
    assert not KeySource(key_file).was_used
    open_keys(key_file)
    assert KeySource(key_file).was_used
    assert not given.was_used
    (key_file.parent / "tombstones-0123abcd").touch()
    assert given.was_used


def test_it_is_not_shown(key_file):
    assert not any(one in repr(KeySource(key_file, (NEW,))) for one in (NEW.hex(), repr(NEW)[2:-1]))
