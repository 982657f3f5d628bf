"""`openround verify`: a letter is checked without Discord, here and where nothing is installed."""

import re
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.services.attendance.paper import letter_text
from bot.services.attendance.signing import SigningKey
from bot.storage.database.keyring_opening import cipher_for
from bot.storage.files.address import Address
from bot.storage.sealing.keys import open_keys
from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import Discord, Installation
from tests.domain.attendance.letters import NAME, letter

say = speaker(FALLBACK)
HANDED_OUT = Path(__file__).with_name("letter_of_2026.md")


@pytest.fixture
def house(tmp_path, restored_log):
    here = Installation(tmp_path, "http://127.0.0.1:1/api", Discord())
    here.made()
    return here


@pytest.fixture
def key(house):
    """What the bot of this house signs with."""
    cipher = cipher_for(Address.of(house.url), open_keys(house.key)[0])
    return SigningKey(cipher.ring.signing)


@pytest.fixture
def file(house, key):
    """A letter of this house, as a text file."""
    place = house.folder / "letter.md"
    place.write_text(letter_text(key.sign(letter()), FALLBACK))
    return place


@pytest.fixture
def elsewhere(tmp_path, monkeypatch, restored_log):
    """A machine on which nothing of the bot is but its program."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def ask(*words):
        answer = CliRunner().invoke(main, [str(word) for word in words])
        assert answer.exception is None or isinstance(answer.exception, SystemExit)
        assert list(folder.iterdir()) == []
        return answer.exit_code, answer.output

    return ask


def told(house, *words):
    code, lines = house.ask(*map(str, words))
    return code, "\n".join(lines)


def changed(file):
    """Change one character of the token."""
    text = file.read_text()
    place = text.rindex(".", 0, text.rindex("```")) + 20
    file.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :])


def test_a_letter_of_this_bot_is_told_with_its_facts(house, file):
    code, output = told(house, "verify", file)
    assert code == 0
    assert output.startswith(say("cli.verify_whole"))
    assert f"Name, as given: {NAME}" in output
    assert "Minutes present: 84" in output
    assert say("check_page.withdrawn") in output


@pytest.mark.parametrize(
    ("was", "now"), [("** 84", "** 94"), ("Tuesday", "tuesday"), ("# Att", "# att"), (".\n", ";\n")]
)
def test_of_a_file_in_which_one_letter_was_changed_it_is_said(house, file, was, now):
    """The signed statement stands in it whole; what is printed around it says something else."""
    text = file.read_text()
    assert was in text
    file.write_text(text.replace(was, now, 1))
    code, output = told(house, "verify", file)
    assert code == 1
    assert output.startswith(say("cli.verify_changed"))
    assert "Minutes present: 84" in output
    assert "Code of this letter" in output


def test_a_file_that_a_mail_program_gave_other_ends_of_lines_is_the_same_letter(house, file):
    file.write_bytes(file.read_text().replace("\n", "\r\n").encode())
    assert told(house, "verify", file)[0] == 0


def test_a_letter_of_before_commands_were_quoted_and_one_with_other_lines_are_whole(house, file):
    text = file.read_text(encoding="utf-8")
    assert "`/attendance verify`" in text
    for same in (
        text.replace("`/attendance verify`", "/attendance verify"),
        text.replace(". ", ".\n"),
    ):
        file.write_text(same, encoding="utf-8")
        code, output = told(house, "verify", file)
        assert (code, output.startswith(say("cli.verify_whole"))) == (0, True)


def test_a_letter_that_was_handed_out_in_2026_is_whole_for_ever(elsewhere):
    """Whoever changes a sentence of the letter keeps the one before for letters that have it."""
    key = SigningKey(bytes(range(32))).public
    raw = urlsafe_b64encode(key.raw).decode().rstrip("=")
    code, output = elsewhere("verify", HANDED_OUT, "--key", raw)
    assert (code, output.startswith(say("cli.verify_whole"))) == (0, True)
    assert f"Name, as given: {NAME}" in output


@pytest.mark.parametrize("around", [b"%PDF-1.7\n\xff\xfe ", b"%PDF-1.7\n", b""])
def test_where_only_the_signed_statement_can_be_checked_no_more_is_said(house, key, file, around):
    file.write_bytes(around + key.sign(letter()).encode() + b"\n")
    code, output = told(house, "verify", file)
    assert code == 0
    assert output.startswith(say("cli.verify_good"))
    assert say("verify.compare") in output


def test_without_a_key_and_without_settings_the_key_is_asked_for_and_no_token(file, elsewhere):
    code, output = elsewhere("verify", file)
    assert code == 2
    assert "--key verify.html" in output
    assert "token" not in output.lower()


def test_the_page_that_came_with_the_letter_holds_the_key(house, file, elsewhere):
    page = house.folder / "verify.html"
    told(house, "verify", "--page", page)
    assert elsewhere("verify", file, "--key", page)[0] == 0


def test_a_name_is_printed_as_it_was_typed(house, key, file):
    file.write_text(key.sign(letter("Ana_*B* <x>")))
    assert "Name, as given: Ana_*B* <x>" in told(house, "verify", file)[1]


def test_of_a_changed_letter_nothing_is_believed(house, file):
    changed(file)
    code, output = told(house, "verify", file)
    assert code == 1
    assert "Minutes" not in output
    assert output == say("cli.verify_bad", why=say("refusal.letter_not_genuine"))


def test_anybody_can_check_it_with_the_public_key_and_nothing_else(house, file, elsewhere):
    code, printed = told(house, "verify", "--public-key")
    assert (code, bool(re.fullmatch(r"[\w-]{43}", printed))) == (0, True)
    code, output = elsewhere("verify", file, "--key", printed)
    assert code == 0
    assert NAME in output
    changed(file)
    assert elsewhere("verify", file, "--key", printed)[0] == 1


@pytest.mark.parametrize("form", ["{}\n", "{}=", " {} "])
def test_the_key_may_stand_in_a_file_in_every_way_it_is_written(form, house, file, elsewhere):
    _, printed = told(house, "verify", "--public-key")
    kept = house.folder / "key.txt"
    for way in (printed, printed.replace("-", "+").replace("_", "/")):
        kept.write_text(form.format(way))
        assert elsewhere("verify", file, "--key", kept)[0] == 0


def test_a_letter_of_another_bot_is_said_to_be_one(house, file):
    file.write_text(SigningKey(bytes(range(1, 33))).sign(letter()))
    code, output = told(house, "verify", file)
    assert (code, output) == (1, say("cli.verify_bad", why=say("refusal.letter_of_other_key")))


@pytest.mark.parametrize("raw", [b"", b"hello", b"\x89PNG\r\n", bytes(range(256)) * 40])
def test_what_is_no_letter_is_said_to_be_none(house, file, raw):
    file.write_bytes(raw)
    code, output = told(house, "verify", file)
    assert (code, output) == (1, say("cli.verify_bad", why=say("refusal.letter_damaged")))


def test_the_page_that_is_published_knows_this_bots_key(house, key):
    page = house.folder / "verify.html"
    code, output = told(house, "verify", "--page", page)
    assert (code, output) == (0, say("cli.verify_page_written", path=Shown(page)))
    text = page.read_text("utf-8")
    assert f'"kid": "{key.public.id}"' in text
    assert f'"key": "{told(house, "verify", "--public-key")[1]}"' in text
    assert say("check_page.title") in text


def test_a_page_that_cannot_be_written_is_said_not_to_be(house):
    page = house.folder / "nowhere" / "verify.html"
    assert told(house, "verify", "--page", page) == (
        1,
        say("cli.verify_not_written", path=Shown(page)),
    )


@pytest.mark.parametrize("words", [(), ("--public-key", "--page", "x.html")])
def test_one_thing_is_asked_at_a_time(house, words):
    code, output = told(house, "verify", *words)
    assert code == 2
    assert say("cli.verify_one") in output


@pytest.mark.parametrize("typed", ["", "short", "A" * 44, "A" * 42 + "!"])
def test_what_is_no_key_is_said_to_be_none(house, file, typed):
    code, output = told(house, "verify", file, "--key", typed)
    assert code == 2
    assert say("cli.verify_no_key").split("`")[0] in output.replace("\n", " ")


def test_checking_makes_no_key_and_changes_no_database(house, file):
    before = house.file.read_bytes()
    told(house, "verify", file)
    assert house.file.read_bytes() == before
    house.key.unlink()
    assert told(house, "verify", file) == (1, say("fault.key_missing"))
    assert not house.key.exists()


def test_without_a_database_there_is_no_key_of_ones_own(house, file):
    house.file.unlink()
    code, output = told(house, "verify", file)
    assert code == 1
    assert f"The database {house.file} isn't there" in output
    assert not house.file.exists()
