"""The Tuesday group in a language that nobody speaks: what is still English stands in no catalogue.

What the group itself says stays as it is: questions, members' words, names of people and rooms,
help lines, exercises.
"""

import re

import pytest
from simcord import Env

from bot.app import composition
from bot.content import notes, prompts, runs
from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import cast, world
from bot.rehearsal.session import RehearsalWish, rehearse
from bot.text.catalog import sentences_of
from tests.languages import spoken
from tests.pseudo import catalogue, english, pseudo
from tests.speaking_pseudo import (
    PSEUDO,
    discord_speaks,
    english_in,
    shown,
    the_cast_reads_english,
)

NAMES = {"Facilitators", "London", "Meetings"}
"""What people called a role of theirs."""
CUT = re.compile(r" · [^⟦⟧]*…$")
"""A topic of theirs behind a label, cut to fit its button."""


@pytest.fixture
def in_pseudo(tmp_path_factory, monkeypatch):
    """Everybody reads pseudo, and the cast, which looks for English buttons, sees through it."""
    sentences = catalogue({**sentences_of("en"), f"language.{PSEUDO}": "Pseudo"})
    with spoken(tmp_path_factory.mktemp("locales"), PSEUDO, sentences):
        discord_speaks(monkeypatch)
        _the_group_speaks(monkeypatch)
        the_cast_reads_english(monkeypatch)
        yield


def _the_group_speaks(monkeypatch):
    """It chooses the language; its questions stay English, for there are none in pseudo."""
    say, shipped, noted, run = cast.say, prompts.load, notes.by_kind, runs.library
    monkeypatch.setattr(prompts, "load", lambda *_: shipped())
    monkeypatch.setattr(notes, "by_kind", lambda _: noted("en"))
    monkeypatch.setattr(runs, "library", lambda _: run("en"))

    async def said(member, command, place, **options):
        if command == "setup server":
            options["language"] = PSEUDO
        return await say(member, command, place, **options)

    monkeypatch.setattr(cast, "say", said)


async def test_an_evening_in_another_language_has_no_english_sentence_of_ours(
    in_pseudo, monkeypatch, tmp_path
):
    envs: list[Env] = []
    told: list[str] = []
    built = world.build

    def build(env, may):
        envs.append(env)
        return built(env, may)

    monkeypatch.setattr(world, "build", build)
    wish = RehearsalWish("tuesday-group", True, 1000, 1, tmp_path / "evening.json")
    code = await rehearse(wish, composition.build, INVITE, told.append)
    assert code == 0, told
    seen = set(shown(envs[0]))
    assert sum("⟦" in each for each in seen) > 200
    ours = {CUT.sub("", each) for each in seen}
    left = {each: words for each in ours if (words := set(english_in(each)) - NAMES)}
    assert left == {}


@pytest.mark.parametrize("key", ["pass.fine", "help.only_you", "refusal.bad_file"])
def test_a_sentence_that_was_left_english_would_be_found(key):
    sentence = sentences_of("en")[key]
    assert english_in(sentence)
    assert english_in(f"{pseudo(sentence)} Ana and Ben")
    assert not english_in(f"{pseudo(sentence)} Ana · rose-bison")


def test_every_sentence_comes_back_from_pseudo_as_it_was_with_its_places():
    for sentence in sentences_of("en").values():
        assert english(pseudo(sentence)) == sentence
        assert re.findall(r"\{\w+\}", pseudo(sentence)) == re.findall(r"\{\w+\}", sentence)
