"""The key file: made once, read by the bot alone, and refused when something is wrong with it."""

import os
import stat
from datetime import date

import pytest

from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import add_master, drop_former, masters_in, open_keys
from bot.storage.sealing.sealing_key import SealedPlace
from tests.storage.conftest import ANNA, GUILD

NOTES = SealedPlace("notes")


def fault_of(path):
    with pytest.raises(StorageFault) as caught:
        open_keys(path)
    return caught.value.key


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "keys" / "master.key"


def test_a_key_is_made_on_the_first_run_and_kept_from_then_on(key_file):
    first, made = open_keys(key_file)
    second, made_again = open_keys(key_file)
    assert (made, made_again) == (True, False)
    assert second.unseal(NOTES, b"1", first.seal(NOTES, b"1", b"words")) == b"words"


def test_only_the_bot_may_read_the_key_and_enter_its_folder(key_file):
    os.umask(os.umask(0))
    open_keys(key_file)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700


def test_two_new_keys_are_different(tmp_path):
    first, _ = open_keys(tmp_path / "a")
    second, _ = open_keys(tmp_path / "b")
    assert first.subject(GUILD, ANNA) != second.subject(GUILD, ANNA)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o610, 0o666])
def test_a_key_that_others_can_reach_is_refused(key_file, mode):
    open_keys(key_file)
    key_file.chmod(mode)
    assert fault_of(key_file) == "fault.key_open_to_others"


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"ab" * 31, b"ab" * 33, b"zz" * 32, b"\xff\xfe", b"ab" * 32 + b"0"]
)
def test_a_key_of_the_wrong_shape_is_refused_and_left_alone(key_file, content):
    open_keys(key_file)
    key_file.write_bytes(content)
    assert fault_of(key_file) == "fault.key_malformed"
    assert key_file.read_bytes() == content


def test_a_folder_in_the_keys_place_is_named(tmp_path):
    tmp_path.chmod(0o700)
    assert fault_of(tmp_path) == "fault.key_unreadable"


def test_a_key_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert fault_of(tmp_path / "file" / "master.key") == "fault.key_unwritable"


@pytest.mark.parametrize("weak", ["00" * 32, "ff" * 32, "0123456789abcdef" * 4, "5a" * 32])
def test_a_key_that_anyone_could_guess_is_refused_and_left_alone(key_file, weak):
    open_keys(key_file)
    key_file.write_text(weak)
    assert fault_of(key_file) == "fault.key_weak"
    assert key_file.read_text() == weak


def test_a_key_that_others_could_replace_is_refused(key_file):
    open_keys(key_file)
    key_file.parent.chmod(0o777)
    assert fault_of(key_file) == "fault.folder_open_to_others"
    key_file.parent.chmod(0o755)
    assert open_keys(key_file)[1] is False


def test_no_key_drawn_at_random_is_taken_for_a_weak_one(tmp_path):
    for number in range(300):
        assert open_keys(tmp_path / f"{number}.key")[1]


def test_a_new_master_stands_in_front_and_the_former_stays_until_its_day(key_file):
    open_keys(key_file)
    [first] = masters_in(key_file)
    add_master(key_file, date(2027, 1, 2))
    second, still = masters_in(key_file)
    assert still == first
    assert second != first
    assert key_file.read_text() == f"{second.hex()}\n{first.hex()} until 2027-01-02\n"
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert drop_former(key_file, date(2027, 1, 2)) == 0
    assert drop_former(key_file, date(2027, 1, 3)) == 1
    assert masters_in(key_file) == (second,)


@pytest.mark.parametrize(
    "lines",
    ["{one} until 2027-01-02", "{one}\n{two} until soon", "{one}\n\n{two} until", "{one} {two}"],
)
def test_lines_of_another_shape_are_refused(key_file, lines):
    open_keys(key_file)
    one, two = (os.urandom(32).hex() for _ in range(2))
    key_file.write_text(lines.format(one=one, two=two))
    assert fault_of(key_file) == "fault.key_malformed"


def test_a_weak_key_among_former_ones_is_refused(key_file):
    open_keys(key_file)
    key_file.write_text(key_file.read_text() + "00" * 32 + " until 2027-01-02\n")
    assert fault_of(key_file) == "fault.key_weak"
