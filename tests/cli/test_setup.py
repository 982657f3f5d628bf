"""`openround setup`: what somebody pastes, what is asked, and what comes of it."""

import pytest

from bot.cli.setup.conversation import TRIES
from bot.discordio.overwrites.permissions import invite
from bot.text.catalog import Shown
from tests.cli.setting_up import LEAVES, OTHER, TOKEN, Person, mode, say, set_up_in


@pytest.fixture
def house(tmp_path, restored_log, monkeypatch, capsys):
    with set_up_in(tmp_path, monkeypatch, capsys) as here:
        yield here


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
