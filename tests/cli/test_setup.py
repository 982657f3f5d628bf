"""`openround setup`: from what somebody pastes to a settings file that works."""

import os
import stat
import tomllib

import click
import pytest

from bot.cli.failures import Chosen, told
from bot.cli.setup.conversation import TRIES, VARIABLE, setup
from bot.discordio.overwrites.permissions import invite
from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import Discord
from tests.meta.source import ROOT

TOKEN = "MTA4NjQ5OTI3NDE4MzM2MjU2MA.GcAnRy.q8Zt5Vb2LwXk0Hs7Yp3Rm9Nd6Jf1Tg4Ec_aB-u"
OTHER = TOKEN.replace("Gc", "Hd")
LEAVES = object()
say = speaker(FALLBACK)


class Person:
    """Somebody at a terminal who pastes and answers what they were told to, or is not there."""

    def __init__(self, *pasted, yes=None, there=True):
        self.pasted, self.yes, self.there = list(pasted), yes, there
        self.asked = []

    def is_there(self):
        return self.there

    def secret(self, question):
        self.asked.append(question)
        answer = self.pasted.pop(0)
        if answer is LEAVES:
            raise click.Abort
        return answer

    def agrees(self, question, *, unless_said):
        self.asked.append(question)
        return unless_said if self.yes is None else self.yes


class Choosy(Discord):
    """A Discord that knows one token."""

    def says(self, path):
        return super().says(path) | {"username": "tuesday"} if "/users" in path else {"id": "77"}


@pytest.fixture
def house(tmp_path, restored_log, monkeypatch, capsys):
    monkeypatch.delenv(VARIABLE, raising=False)
    with Choosy().listening(knows=(TOKEN, OTHER)) as api:
        yield House(tmp_path, monkeypatch, capsys, api)


class House:
    """A folder for the settings, and what the command said last."""

    def __init__(self, folder, env, capsys, api):
        self.file, self.said, self._capsys, self.api = folder / "config.toml", "", capsys, api
        env.setenv("OPENROUND_DISCORD__API_URL", api)

    def setup(self, person, needed=True):
        config = Chosen(self.file, needed=needed)
        code = told(lambda: setup(config, person), config)
        self.said = "".join(self._capsys.readouterr())
        assert TOKEN not in self.said
        assert OTHER not in self.said
        return code

    def says(self, key, **facts):
        return say(key, path=Shown(self.file), **facts).partition("`openround")[0] in self.said

    @property
    def token(self):
        return tomllib.loads(self.file.read_text())["discord"]["token"]


def mode(file):
    return stat.S_IMODE(file.stat().st_mode)


def test_a_token_becomes_a_file_of_our_own_and_the_invite_follows(house):
    assert house.setup(Person(TOKEN)) == 0
    assert (house.token, mode(house.file)) == (TOKEN, 0o600)
    assert house.says("setup.where")
    assert house.says("setup.written")
    assert say("check.discord", name="tuesday") in house.said
    assert invite(77) in house.said
    assert f"`openround --config {house.file} run`" in house.said
    assert [one.name for one in house.file.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("", "nothing"),
        (' " " ', "nothing"),
        ("\x16", "key_press"),
        ("1086499274183362560", "number"),
        ("0f" * 32, "public_key"),
        ("aB3-" * 8, "secret"),
        ("https://discord.com/oauth2/authorize?client_id=1", "link"),
        (TOKEN[:30], "else"),
        ("my group's bot", "else"),
    ],
)
def test_whatever_else_is_pasted_gets_a_kind_word_and_another_try(house, pasted, told):
    assert house.setup(Person(pasted, TOKEN)) == 0
    assert house.says(f"setup.pasted_{told}")
    assert len(pasted) < 9 or pasted not in house.said
    assert house.token == TOKEN


@pytest.mark.parametrize(
    "form",
    [
        "  {}\t", '"{}"', "“{}”", "`{}`", "Bot {}", "token = '{}'", "\ufeff{}\u200b", "{}{}",
        "\x1b[200~{}\x1b[201~", "OPENROUND_DISCORD__TOKEN={}", "Authorization: Bot {}", "{},",
    ],
)  # fmt: skip
def test_what_came_along_with_a_token_is_left_away(house, form):
    assert house.setup(Person(form.replace("{}", TOKEN))) == 0
    assert house.token == TOKEN


def test_a_token_that_was_broken_in_two_lines_is_put_together(house):
    assert house.setup(Person(f"{TOKEN[:30]} {TOKEN[30:]}")) == 0
    assert house.token == TOKEN


def test_a_token_that_discord_does_not_know_is_asked_for_again_and_never_written(house):
    assert house.setup(Person(TOKEN[:-1] + "x", TOKEN)) == 0
    assert house.says("setup.refused")
    assert house.token == TOKEN


def test_after_some_tries_it_stops_and_nothing_is_there(house):
    assert house.setup(Person(*["123456789012345678"] * TRIES)) == 1
    assert house.says("setup.too_often")
    assert list(house.file.parent.iterdir()) == []


def test_whoever_leaves_finds_everything_as_it_was(house):
    assert house.setup(Person(LEAVES)) == 1
    assert house.says("setup.left")
    assert list(house.file.parent.iterdir()) == []


def test_without_a_terminal_it_says_what_to_do(house):
    person = Person(there=False)
    assert house.setup(person) == 1
    assert house.says("setup.no_terminal")
    assert (person.asked, house.file.exists()) == ([], False)


def test_a_second_time_it_checks_and_prints_the_invite_again_and_changes_nothing(house):
    house.setup(Person(TOKEN))
    before = house.file.read_bytes()
    person = Person()
    assert house.setup(person) == 0
    assert person.asked == [say("setup.another", path=Shown(house.file))]
    assert house.says("setup.known", name="tuesday")
    assert invite(77) in house.said
    assert house.file.read_bytes() == before
    assert house.setup(Person(there=False)) == 0
    assert house.file.read_bytes() == before


def test_another_token_takes_its_place_only_after_a_yes_and_the_rest_stays(house):
    kept = "# ours\n[log]\nlevel = 'ERROR'\n\n[discord]\r\ntoken = '{}'  # of May\n"
    house.file.write_text(kept.format(TOKEN), newline="")
    house.file.chmod(0o600)
    assert house.setup(Person(OTHER, yes=True)) == 0
    assert house.file.read_bytes().decode() == kept.format(OTHER).replace(
        f"'{OTHER}'", f'"{OTHER}"'
    )


@pytest.mark.parametrize("old", [TOKEN[:-1] + "x", "Bot x y"])
def test_a_token_that_works_no_more_is_asked_about_and_enter_means_yes(house, old):
    house.file.write_text(f'[discord]\ntoken = "{old}"\n')
    house.file.chmod(0o600)
    assert house.setup(Person(there=False)) != 0
    assert house.token == old
    assert house.setup(Person(TOKEN)) == 0
    assert house.says("setup.refused_there")
    assert house.token == TOKEN


@pytest.mark.parametrize(
    "text",
    [
        "", "# nothing yet", '[discord]\ntoken = ""\n', "[discord]\n# token = ''\n", "[discord]",
        "discord.token = ''\n", '[log]\nlevel = "INFO"\n', "\ufeff[discord]\r\ntoken = ''\r\n",
        "[other]\ntoken = 'x'\n",
    ],
)  # fmt: skip
def test_a_file_without_a_token_gets_one_and_nothing_else_changes(house, text):
    house.file.write_text(text, encoding="utf-8")
    known = "other" not in text
    assert house.setup(Person(TOKEN)) == (0 if known else 78)
    if known:
        assert house.token == TOKEN
        lines = [line for line in text.strip("\ufeff").splitlines() if "token = ''" not in line]
        assert set(lines) - {'token = ""'} <= set(house.file.read_text().splitlines())


def test_the_example_becomes_the_settings_with_all_its_explanations(house):
    example = (ROOT / "config.example.toml").read_text("utf-8")
    house.file.write_text(example)
    assert house.setup(Person(TOKEN)) == 0
    assert house.file.read_text() == example.replace('token = ""', f'token = "{TOKEN}"')


def test_a_file_that_is_written_in_a_way_nobody_foresaw_is_left_alone(house):
    text = 'discord = { api_url = "https://discord.com/api/v10" }\n'
    house.file.write_text(text)
    assert house.setup(Person(TOKEN)) == 1
    assert house.says("setup.by_hand")
    assert house.file.read_text() == text


def test_what_is_wrong_in_the_file_is_told_before_anybody_is_asked(house):
    house.file.write_text("[log]\nlevel = 'LOUD'\n")
    person = Person(TOKEN)
    assert house.setup(person) == 78
    assert person.asked == []
    house.file.write_text("no settings at all")
    assert house.setup(person) == 78
    house.file.unlink()
    house.file.mkdir()
    assert house.setup(person) == 78


def test_a_file_that_others_could_read_is_closed_to_them(house):
    house.file.write_text(f'[discord]\ntoken = "{TOKEN}"\n')
    house.file.chmod(0o644)
    assert house.setup(Person()) == 0
    assert house.says("setup.closed")
    assert mode(house.file) == 0o600


def test_a_token_from_elsewhere_is_checked_and_the_file_stays(house, monkeypatch):
    monkeypatch.setenv(VARIABLE, TOKEN)
    person = Person(there=False)
    assert house.setup(person, needed=False) == 0
    assert house.says("setup.from_elsewhere", place=Shown(VARIABLE))
    assert house.file.exists() is False
    monkeypatch.delenv(VARIABLE)
    secret = house.file.parent / "secrets" / "discord__token"
    secret.parent.mkdir()
    secret.write_text(TOKEN)
    secret.chmod(0o600)
    assert house.setup(person, needed=False) == 0
    assert house.says("setup.from_elsewhere", place=Shown(secret))


def test_where_discord_cannot_be_reached_the_token_is_kept_and_that_is_said(house, monkeypatch):
    monkeypatch.setenv("OPENROUND_DISCORD__API_URL", "http://127.0.0.1:9/api")
    assert house.setup(Person(TOKEN)) == 1
    assert say("check.unreachable") in house.said
    assert house.token == TOKEN
    person = Person()
    assert house.setup(person) == 1
    assert person.asked == []


def test_a_folder_that_is_not_there_is_said_and_no_token_is_lost_in_a_fault(house):
    house.file = house.file.parent / "nowhere" / "config.toml"
    assert house.setup(Person(TOKEN)) == 1
    assert house.says("setup.not_written", why=Shown(os.strerror(2)))


def test_a_file_that_is_a_link_stays_one(house):
    real = house.file.parent / "real.toml"
    real.write_text("[discord]\n")
    house.file.symlink_to(real)
    assert house.setup(Person(TOKEN)) == 0
    assert house.file.is_symlink()
    assert TOKEN in real.read_text()
    assert mode(real) == 0o600
