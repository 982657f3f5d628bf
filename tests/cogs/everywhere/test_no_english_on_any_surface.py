"""Everything beside an evening in a language that nobody speaks: no sentence is still English."""

import re

import pytest

from bot.content import prompts
from bot.domain.language import registry
from bot.domain.language.en.prompts import PROMPTS
from bot.domain.language.rule_sets import LanguageRules
from bot.domain.prompts.theme import Theme
from bot.rehearsal import cast
from bot.text.catalog import sentences_of
from tests.cogs.asking_around import SEA, add, prompt, send
from tests.content.malformed import HEAD
from tests.languages import spoken
from tests.pseudo import catalogue
from tests.speaking_pseudo import (
    PSEUDO,
    discord_speaks,
    english_in,
    shown,
    the_cast_reads_english,
)

FACTS = (
    *(
        "Europe",
        "London",
        "United",
        "Kingdom",
        "GB",
        "UTC",
        "Town",
        "Facilitators",
        "Meetings",
        "gruffalo",
        "lingo",
        "TOML",
    ),
    *(
        "CSV",
        "UTF",
        "Friday",
        "ours",
        "toml",
        "csv",
        "America",
        "New",
        "York",
        "Australia",
        "Sydney",
    ),
)
"""What people typed themselves, zones, and formats of files."""
A_READERS_OWN = re.compile(r"Expected [^⟧]*")
"""What Python's reader of TOML says of a mistake; it speaks English alone."""


@pytest.fixture
def make_bot(make_bot, tmp_path_factory, monkeypatch):
    """The real bot, which speaks pseudo with everybody."""
    sentences = catalogue(dict(sentences_of("en"))) | {f"language.{PSEUDO}": "⟦⟧"}
    shipped = prompts.load
    with spoken(tmp_path_factory.mktemp("locales"), PSEUDO, sentences):
        monkeypatch.setattr(prompts, "library", lambda _: shipped())
        rules = LanguageRules(prompts=lambda: PROMPTS)
        monkeypatch.setitem(registry.RULES, PSEUDO, rules)
        discord_speaks(monkeypatch)
        the_cast_reads_english(monkeypatch)
        yield make_bot


@pytest.fixture
async def finnish(group):
    """A group that has chosen its language."""
    await group.set_up(language=PSEUDO)
    return group


def english_shown(group):
    """Give what was sent since the start and holds words that are in no catalogue of pseudo."""
    seen = set(shown(group.env))
    assert sum("⟦" in each for each in seen) > 3, "nothing was said in pseudo"
    left = {each: _without_facts(english_in(A_READERS_OWN.sub("", each))) for each in seen}
    return {each: words for each, words in left.items() if words}


def _without_facts(words):
    return [word for word in words if word not in FACTS]


async def test_the_set_up_speaks_it(finnish):
    organiser, place = finnish.world.organiser, finnish.world.organisers
    for command in ("setup server", "setup check", "setup texts"):
        await cast.say(organiser, command, place)
    await cast.say(organiser, "setup server", place, timezone="gruffalo")
    await cast.say(organiser, "setup server", place, country="gruffalo")
    await cast.say(organiser, "setup server", place, language="lingo")
    await organiser.autocomplete(place, "setup server", "country", "united k")
    assert english_shown(finnish) == {}


async def test_planning_speaks_it_with_times_that_are_read_and_times_that_are_not(finnish):
    place, fran = finnish.world.facilitators_channel, finnish.world.facilitator
    offered = await fran.autocomplete(place, "meeting schedule", "when", "tue")
    assert len(offered) > 2
    assert [one["name"] for one in offered if english_in(one["name"])] == []
    for when in ("Friday 19:00", "gruffalo", "2099-01-01 19:00", "2020-01-01 19:00", "7"):
        await cast.say(fran, "meeting schedule", place, title="Friday", when=when, repeat="weekly")
    for command in ("meeting list", "meeting next"):
        await cast.say(fran, command, place)
    assert english_shown(finnish) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Do you like the sea?", "prompt.yes_no"),
        ("What should you do now?", "prompt.should"),
        ("What would an addict say?", "prompt.label"),
        (SEA, ""),
    ],
)
async def test_what_is_said_of_a_question_is_in_it_but_for_the_question(finnish, text, said):
    answer = await add(finnish, text)
    assert bool(said) == ("Not kept yet." in answer.text)
    ours = set(re.findall(r"\w+", f"{text} {INSTEAD}".casefold()))
    for words in english_shown(finnish).values():
        assert {word.casefold() for word in words} <= ours


INSTEAD = "someone who finds it hard to stop"
"""What the rules of a language say instead of a label: theirs, not the catalogue's."""


async def test_a_file_of_questions_is_refused_in_it(finnish):
    await send(finnish, b"nothing", "ours.toml")
    await send(finnish, b"\xff\xfe\x00", "ours.csv")
    await send(finnish, HEAD.encode() + b"\nga,gruffalo,urges\n", "ours.csv")
    await prompt(finnish, "Fran", "export")
    await prompt(finnish, "Fran", "retire", prompt="gruffalo")
    assert english_shown(finnish) == {}


@pytest.mark.parametrize("theme", [None, Theme.CRAVINGS.value, "gruffalo"])
async def test_questions_are_found_in_it(finnish, theme):
    await prompt(finnish, "Ana", "find", **({"theme": theme} if theme else {}))
    await prompt(finnish, "Ana", "find", text="zzxqv")
    assert english_shown(finnish) == {}


@pytest.mark.parametrize(
    "typed", ["he wants to die", "wishes he was dead", "lost him to suicide", "she overdosed"]
)
async def test_words_of_danger_are_answered_in_it(finnish, typed):
    await prompt(finnish, "Ana", "find", text=typed)
    await prompt(finnish, "Fran", "find", text=typed)
    assert english_shown(finnish) == {}


async def test_help_lines_privacy_and_help_speak_it(finnish):
    place, ana = finnish.world.announcements, finnish["Ana"]
    await cast.say(ana, "crisis", place)
    await cast.say(ana, "crisis", place, country="gruffalo")
    await cast.say(ana, "privacy notice", place)
    await cast.say(ana, "privacy erase", place)
    await cast.say(ana, "about", place)
    await cast.say(ana, "help", place)
    for topic in ("newcomer", "facilitator", "points", "privacy", "bothered"):
        await cast.say(ana, "help", place, topic=topic)
    assert english_shown(finnish) == {}


async def test_reminders_speak_it_in_the_server_and_in_private(finnish):
    place, fran = finnish.world.facilitators_channel, finnish.world.facilitator
    said = {"title": "Friday", "when": "2026-12-01 21:00"}
    await cast.say(fran, "meeting schedule", place, **said)
    shown = await cast.say(fran, "meeting show", place, meeting="Friday")
    answer = await cast.press(fran, "Remind me", on=shown.message)
    answer = await cast.choose(fran, "How long before?", "1440", on=answer.message)
    form = await cast.press(fran, "Another time", on=answer.message)
    await cast.fill(fran, form, "gruffalo")
    await cast.choose(fran, "How long before?", "60", on=answer.message)
    finnish.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    for when in ("+1h", "-1h"):
        moved = await cast.say(fran, "meeting move", place, meeting="Friday", when=when)
        await cast.press(fran, cast.YES, on=moved.message)
        await finnish.wait(20)
    await finnish.wait(2 * 3600 + 60)
    await cast.say(fran, "meeting next", place)
    await fran.user.slash("meeting next")
    assert english_shown(finnish) == {}


async def test_a_line_for_next_time_speaks_it(finnish):
    place, fran = finnish.world.facilitators_channel, finnish.world.facilitator
    said = {"title": "Friday", "when": "2026-12-01 21:00", "repeat": "weekly"}
    await cast.say(fran, "meeting schedule", place, **said)
    for words in ("gruffalo", ""):
        shown = await cast.say(fran, "meeting show", place, meeting="Friday")
        form = await cast.press(fran, "A line for next time", on=shown.message)
        await cast.fill(fran, form, {"line": words})
    assert english_shown(finnish) == {}


async def test_when_a_question_is_wanted_speaks_it(finnish):
    place, fran = finnish.world.facilitators_channel, finnish.world.facilitator
    added = await cast.say(fran, "prompt add", place, text="What gruffalo?", point="urges")
    for words in ("gruffalo", "", "gruffalo " * 12):
        form = await cast.press(fran, next(iter(added.shown.buttons)), on=added.message)
        await cast.fill(fran, form, {"lines": words})
    left = english_shown(finnish)
    assert {word for words in left.values() for word in words} <= {"What"}, left


async def test_whoever_may_not_is_told_in_it(finnish):
    place, ana = finnish.world.announcements, finnish["Ana"]
    for command in ("meeting start", "prompt export"):
        await cast.say(ana, command, place)
    await cast.say(ana, "meeting console", place)
    await cast.say(ana, "meeting schedule", place, title="Friday", when="Friday 19:00")
    assert english_shown(finnish) == {}
