"""The Tuesday group in a language that nobody speaks: what is still English stands in no catalogue.

What the group itself says stays as it is: questions, members' words, names of people and rooms,
help lines, exercises.
"""

import json
import re
from dataclasses import asdict

import pytest
import simcord
from simcord import Env

from bot.app import composition
from bot.content import codes, helplines, prompts, worksheets
from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import cast, doings, plain, world
from bot.rehearsal.script.parts import LINES
from bot.rehearsal.script.scene import ZONE
from bot.rehearsal.session import RehearsalWish, rehearse
from bot.rehearsal.world import FACILITATOR, MEMBERS, ORGANISER
from bot.text.catalog import sentences_of
from tests.languages import spoken
from tests.pseudo import KEPT, catalogue, english, pseudo

PSEUDO = "fi"
"""A language of Discord's that we do not ship."""
SHOWN = {"content", "label", "placeholder", "title", "description", "name", "topic", "status"}
"""What people read of what is sent."""


@pytest.fixture
def in_pseudo(tmp_path_factory, monkeypatch):
    """Everybody reads pseudo, and the cast, which looks for English buttons, sees through it."""
    sentences = catalogue({**sentences_of("en"), f"language.{PSEUDO}": "Pseudo"})
    with spoken(tmp_path_factory.mktemp("locales"), PSEUDO, sentences):
        _discord_speaks(monkeypatch)
        _the_group_speaks(monkeypatch)
        _the_cast_reads_english(monkeypatch)
        yield


def _discord_speaks(monkeypatch):
    made = simcord.interactions.base_payload

    def localised(*args, **options):
        record, payload = made(*args, **options)
        return record, payload | {"locale": PSEUDO}

    monkeypatch.setattr(simcord.interactions, "base_payload", localised)


def _the_group_speaks(monkeypatch):
    """It chooses the language; its questions stay English, for there are none in pseudo."""
    say, shipped = cast.say, prompts.load
    monkeypatch.setattr(prompts, "load", lambda *_: shipped())

    async def said(member, command, place, **options):
        if command == "setup server":
            options["language"] = PSEUDO
        return await say(member, command, place, **options)

    monkeypatch.setattr(cast, "say", said)


def _the_cast_reads_english(monkeypatch):
    walk, clean = plain.walk, plain._clean
    for module in (cast, doings, plain):
        monkeypatch.setattr(module, "walk", lambda nodes: walk(_in_english(nodes)))
    monkeypatch.setattr(plain, "_clean", lambda text, *how: clean(english(text), *how))


def _in_english(node):
    if isinstance(node, dict):
        return {name: _in_english(value) for name, value in node.items()}
    if isinstance(node, list | tuple):
        return [_in_english(each) for each in node]
    return english(node) if isinstance(node, str) else node


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
    shown = set(_shown(envs[0]))
    assert sum("⟦" in each for each in shown) > 200
    left = {each: words for each in shown if (words := _english_in(each))}
    assert left == {}


@pytest.mark.parametrize("key", ["pass.fine", "options.only_you", "refusal.bad_file"])
def test_a_sentence_that_was_left_english_would_be_found(key):
    sentence = sentences_of("en")[key]
    assert _english_in(sentence)
    assert _english_in(f"{pseudo(sentence)} Ana and Ben")
    assert not _english_in(f"{pseudo(sentence)} Ana · rose-bison")


def test_every_sentence_comes_back_from_pseudo_as_it_was_with_its_places():
    for sentence in sentences_of("en").values():
        assert english(pseudo(sentence)) == sentence
        assert re.findall(r"\{\w+\}", pseudo(sentence)) == re.findall(r"\{\w+\}", sentence)


def _shown(env):
    """Give every text that the bot has sent for people to read."""
    for one in env.http_requests:
        body = one.json
        if isinstance(body, str | bytes):
            body = json.loads(body)
        if not one.path.endswith("/commands"):
            yield from _texts(body)


def _texts(node, name=""):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, key)
    elif isinstance(node, list):
        for each in node:
            yield from _texts(each, name)
    elif isinstance(node, str) and name in SHOWN:
        yield node


def _english_in(text):
    rest = KEPT.sub(" ", text.replace("\\", ""))
    rest = re.sub(r"[a-z]+-[a-z]+", lambda code: "" if code[0] in ROOMS else code[0], rest)
    if rest.endswith("…") and any(each.startswith(rest[:-1]) for each in THEIRS):
        return []
    for each in THEIRS:
        if each in rest:
            rest = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", " ", rest)
    return re.findall(r"[A-Za-z]{2,}", rest)


def _strings(node):
    """Give every string with a blank or a capital letter: the others are ids and kinds."""
    if isinstance(node, dict):
        return [one for each in node.values() for one in _strings(each)]
    if isinstance(node, list | tuple | set | frozenset):
        return [one for each in node for one in _strings(each)]
    return [node] if isinstance(node, str) and IS_SAID.search(node) else []


NAMES = [ORGANISER, FACILITATOR, *MEMBERS, "OpenRound", "Tuesday group", "A practice run", ZONE.key]
IS_SAID = re.compile(r"^[A-Z]| ")
ROOMS = codes.load()
QUESTIONS = [words for one in prompts.load() for words in (one.text, one.why)]
EXERCISES = _strings([asdict(one) for one in worksheets.load().values()])
HELP = _strings(asdict(helplines.load()))
THEIRS = sorted({*NAMES, *QUESTIONS, *EXERCISES, *HELP, *_strings(LINES)}, key=len)[::-1]
"""What the group and its content say, the longest first."""
