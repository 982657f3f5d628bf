"""The master key among the settings: given by the environment or a file, never in config.toml."""

import pytest

from bot.app.keys import keys_of
from bot.config import ConfigMistakes, load
from bot.config.master_key import KeyOrigin
from tests.config.story import GOOD, mistakes_of, problems_of

NEW, OLD = "0123456789abcdef" * 4, "fedcba9876543210" * 4
RAW = bytes.fromhex(NEW), bytes.fromhex(OLD)
VARIABLE, FILE = "OPENROUND_DATABASE__MASTER_KEY", "OPENROUND_DATABASE__MASTER_KEY_FILE"


def database(path, **environ):
    return load(path, environ=environ).database


@pytest.fixture
def key(tmp_path):
    """Give a file with the key, as private as it should be, in a folder of its own."""
    (tmp_path / "credentials").mkdir()
    file = tmp_path / "credentials" / "master-key"
    file.write_text(f"{NEW}\n")
    file.chmod(0o400)
    return file


def test_without_one_the_key_file_counts(write, tmp_path):
    found = database(write(GOOD))
    assert (keys_of(found).given, found.key_origin) == ((), KeyOrigin.FILE)
    assert found.key_path == tmp_path / "data" / "master.key"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (NEW, RAW[:1]),
        (f"  {NEW.upper()}\n", RAW[:1]),
        (f"{NEW} {OLD}", RAW),
        (f"{NEW},{OLD}", RAW),
        (f"{NEW}\r\n{OLD} until 2027-01-02\n", RAW),
    ],
)
def test_the_environment_gives_one_or_while_it_changes_several(write, text, meant):
    found = database(write(GOOD), **{VARIABLE: text})
    assert (keys_of(found).given, found.key_origin) == (meant, KeyOrigin.ENVIRONMENT)
    assert found.key_path is None


def test_a_file_gives_it_and_systemd_is_known_by_its_folder(write, key):
    named = {FILE: str(key)}
    found = database(write(GOOD), **named)
    assert (keys_of(found).given, found.key_origin, found.key_path) == (
        RAW[:1],
        KeyOrigin.GIVEN_FILE,
        key,
    )
    found = database(write(GOOD), CREDENTIALS_DIRECTORY=str(key.parent), **named)
    assert (keys_of(found).given, found.key_origin) == (RAW[:1], KeyOrigin.CREDENTIAL)
    assert found.key_path is None


@pytest.mark.parametrize(
    "text",
    [NEW[1:], NEW + "0", " ".join(NEW[at : at + 2] for at in range(0, 64, 2)), f"0x{NEW}",
     "ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=", f"{NEW}{OLD}", f"{NEW} {OLD[1:]}",
     f'"{NEW}"', f"{NEW} until tomorrow", "½" * 64],
)  # fmt: skip
@pytest.mark.parametrize("is_file", [False, True])
def test_one_of_another_shape_is_told_and_none_of_it_shown(write, key, text, is_file):
    key.chmod(0o600)
    key.write_text(text)
    found = mistakes_of(write(GOOD), **{FILE: str(key)} if is_file else {VARIABLE: text})
    assert [(m.key, m.problem) for m in found] == [
        ("database.master_key", "config.master_key_shape")
    ]
    assert not any(text[at : at + 8] in str(found) for at in range(0, len(text) - 8, 4))


@pytest.mark.parametrize("text", ["", " \n", ","])
def test_an_empty_one_is_no_key_file_in_disguise(write, key, text):
    key.chmod(0o600)
    key.write_text(text)
    for environ in ({VARIABLE: text}, {FILE: str(key)}):
        found = problems_of(write(GOOD), **environ)
        assert found == {"database.master_key": "config.master_key_empty"}


@pytest.mark.parametrize("name", ["master_key", "master_key_file"])
def test_in_the_settings_file_it_is_refused_in_one_sentence_and_not_shown(write, name):
    text = f'{GOOD}[database]\n{name} = "{NEW}"\n'
    for environ in ({}, {VARIABLE: NEW}):
        found = mistakes_of(write(text), **environ)
        assert [(m.key, m.problem) for m in found] == [
            ("database.master_key", "config.master_key_here")
        ]
        assert NEW[:8] not in str(found)


def test_two_that_are_not_the_same_are_refused(write, key):
    both = {FILE: str(key), VARIABLE: OLD}
    assert problems_of(write(GOOD), **both) == {"database.master_key": "config.two_master_keys"}
    assert keys_of(database(write(GOOD), **both | {VARIABLE: f"{NEW}\n"})).given == RAW[:1]


def test_a_file_that_everyone_can_read_is_refused_wherever_it_lies(write, key):
    key.chmod(0o644)
    found = problems_of(write(GOOD), **{FILE: str(key)})
    assert found == {"master-key": "config.readable_by_others"}
    key.chmod(0o440)  # so systemd shows what it lets one account read
    assert keys_of(database(write(GOOD), **{FILE: str(key)})).given == RAW[:1]


@pytest.mark.parametrize(
    ("path", "problem"),
    [("/nowhere/master-key", "config.no_secret_file"), ("", "config.master_key_empty")],
)
def test_a_file_that_is_not_there_is_told_and_no_key_is_made_in_its_place(write, path, problem):
    assert set(problems_of(write(GOOD), **{FILE: path}).values()) == {problem}


def test_it_is_not_shown_when_the_settings_are(write):
    found = load(write(GOOD), environ={VARIABLE: f"{NEW} {OLD}"})
    assert not any(one[:8] in repr(found) + str(found) for one in (NEW, OLD))
    with pytest.raises(ConfigMistakes) as told:
        load(write("[discord]\ntoken = 1"), environ={VARIABLE: NEW})
    assert NEW[:8] not in str(told.value.mistakes)
