"""What Discord is told of the commands in a language that is shipped, and in none."""

import json

import pytest

from bot.text.catalog import sentences_of
from tests.languages import spoken

GERMAN = {
    "command.word.meeting": "treffen",
    "command.word.schedule": "Jetzt planen!",  # Discord takes no such name
    "command.meeting.about": "Treffen finden, beginnen und leiten.",
    "command.meeting.schedule": "Viel zu lang. " * 9,  # Discord takes 100 characters
    "command.meeting.new_room": "Stimme oder Text.",
    "command.option.room": "raum",
    "command.option.when": "Wann?",  # nor such a name of an option
    "room.voice": "Stimme",
}


GROUPS = {1, 2}
"""Discord's types of a command below a command, and of a group of them."""


@pytest.fixture
def make_bot(make_bot, tmp_path_factory):
    """The real bot, which speaks German for as long as the test lasts."""
    with spoken(tmp_path_factory.mktemp("locales"), "de", GERMAN):
        yield make_bot


@pytest.fixture
def commands(env):
    """The commands by name, as they were told to Discord."""
    told = [one.json for one in env.http_requests if one.path.endswith("/commands")]
    listed = json.loads(told[-1]) if isinstance(told[-1], str | bytes) else told[-1]
    return {one["name"]: one for one in listed}


def option(command, name):
    return next(one for one in command["options"] if one["name"] == name)


def test_names_and_descriptions_come_from_the_catalogue_by_key(commands):
    meeting = commands["meeting"]
    assert meeting["name_localizations"] == {"de": "treffen"}
    assert meeting["description_localizations"] == {"de": GERMAN["command.meeting.about"]}
    room = option(option(meeting, "schedule"), "room")
    assert room["description_localizations"] == {"de": "Stimme oder Text."}
    assert room["name_localizations"] == {"de": "raum"}
    voice = next(one for one in room["choices"] if one["value"] == "voice")
    assert voice["name_localizations"] == {"de": "Stimme"}


def test_what_is_not_translated_stays_english(commands):
    crisis = commands["crisis"]
    assert crisis["name_localizations"] == crisis["description_localizations"] == {}


def test_what_discord_would_not_take_is_left_out_so_that_the_commands_are_told_at_all(commands):
    schedule = option(commands["meeting"], "schedule")
    assert schedule["name_localizations"] == schedule["description_localizations"] == {}
    assert "name_localizations" not in option(schedule, "when")


def test_every_option_has_a_name_for_translators_which_is_its_own_in_english(commands):
    named = {one["name"] for each in commands.values() for one in _options(each)}
    told = {
        key: said for key, said in sentences_of("en").items() if key.startswith("command.option")
    }
    assert told == {f"command.option.{name}": name for name in named}


def _options(command):
    inside = [one for one in command.get("options", ()) if one["type"] in GROUPS]
    flat = [one for one in command.get("options", ()) if one["type"] not in GROUPS]
    return [*flat, *(one for each in inside for one in _options(each))]
