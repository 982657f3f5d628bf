"""A bot, a Discord and people that speak pseudo, and what is still English in what they are shown.

What the group itself says stays as it is: questions, members' words, names of people and rooms,
help lines, exercises.
"""

import json
import re
from dataclasses import asdict

import simcord

from bot.content import codes, helplines, notes, prompts, runs, worksheets
from bot.rehearsal import actions_in_words, cast, plain_text
from bot.rehearsal.script.home import LONDON
from bot.rehearsal.script.parts import LINES
from bot.rehearsal.world import FACILITATOR, MEMBERS, ORGANISER
from tests.pseudo import KEPT, english

PSEUDO = "fi"
"""A language of Discord's that we do not ship."""
SHOWN = {"content", "label", "placeholder", "title", "description", "name", "topic", "status"}
"""What people read of what is sent."""


def discord_speaks(monkeypatch):
    """Let everybody use Discord in pseudo."""
    made = simcord.interactions.base_payload

    def localised(*args, **options):
        record, payload = made(*args, **options)
        return record, payload | {"locale": PSEUDO}

    monkeypatch.setattr(simcord.interactions, "base_payload", localised)


def the_cast_reads_english(monkeypatch):
    """Let the cast, which looks for English buttons, see through pseudo."""
    walk, clean = plain_text.walk, plain_text._clean
    for module in (cast, actions_in_words, plain_text):
        monkeypatch.setattr(module, "walk", lambda nodes: walk(_in_english(nodes)))
    monkeypatch.setattr(plain_text, "_clean", lambda text, *how: clean(english(text), *how))


def _in_english(node):
    if isinstance(node, dict):
        return {name: _in_english(value) for name, value in node.items()}
    if isinstance(node, list | tuple):
        return [_in_english(each) for each in node]
    return english(node) if isinstance(node, str) else node


def shown(env):
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


def english_in(text):
    """Give the words of a text that did not come from the catalogue of pseudo."""
    rest = KEPT.sub(" ", text.replace("\\", ""))
    rest = re.sub(r"[a-z]+-[a-z]+", lambda code: "" if code[0] in ROOMS else code[0], rest)
    rest = OFFSET.sub(" ", rest)
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


NAMES = [
    ORGANISER,
    FACILITATOR,
    *MEMBERS,
    "OpenRound",
    "Tuesday group",
    "A practice run",
    LONDON.zone,
]
IS_SAID = re.compile(r"^[A-Z]| ")
OFFSET = re.compile(r"\(UTC[+-][\d:]+\)|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
"""How far a zone is from UTC, and the code of a letter, as it states them in every language."""
ROOMS = codes.load()
QUESTIONS = [
    words
    for one in prompts.load()
    for words in (one.text, one.why, one.listen_for, one.reflect, one.follow_up)
    if words
]
NOTES = _strings([asdict(one) for one in notes.load()])
RUNS = _strings([asdict(one) for one in runs.library("en")])
EXERCISES = _strings([asdict(one) for one in worksheets.load().values()])
HELP = _strings(asdict(helplines.load()))
CONTENT = {*QUESTIONS, *NOTES, *RUNS, *EXERCISES, *HELP}
THEIRS = sorted({*NAMES, *CONTENT, *_strings(LINES)}, key=len)[::-1]
"""What the group and its content say, the longest first."""
