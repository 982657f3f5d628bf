"""A language that was added a minute ago, from the set-up to a hard moment.

It has a catalogue, forms of counted sentences, and a few rules of its own; what it lacks is heard
in English only, and what is not heard is not answered as if it were.
"""

import re
from datetime import datetime

import pytest

from bot.content import prompts
from bot.domain.language import registry
from bot.domain.language.rule_sets import LanguageRules, ThemeRules, TimeRules
from bot.domain.language.time_facts import NotUnderstood, TimeFacts
from bot.domain.prompts.theme import Theme
from bot.domain.prompts.theme import _stems as stems_by_language
from bot.rehearsal import cast
from bot.services.prompts import shipped as indexes
from bot.text import plurals
from bot.text.catalog import sentences_of
from tests.cogs.asking_around import add, prompt
from tests.domain.own_prompts import prompt as question
from tests.languages import spoken
from tests.pseudo import catalogue
from tests.speaking_pseudo import PSEUDO, discord_speaks, the_cast_reads_english

TOMORROW = "wumba"
_PHRASE = re.compile(rf"{TOMORROW} (?P<hour>\d\d?)|(?P<at>\d{{4}}-\d\d-\d\d \d\d:\d\d)")


def _facts(text: str) -> TimeFacts:
    """Read `wumba 19`, and the dates in figures that are offered."""
    found = _PHRASE.fullmatch(text)
    if found is None:
        raise NotUnderstood
    if found["at"]:
        at = datetime.strptime(found["at"], "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a wall time
        day = TimeFacts(year=at.year, month=at.month, day=at.day)
        return day | TimeFacts(hour=at.hour, minute=at.minute, sure=True, half_said=False)
    return TimeFacts(days=1, hour=int(found["hour"]), minute=0, sure=True, half_said=False)


TIMES = TimeRules(
    facts_in=_facts,
    plain=lambda text: " ".join(text.casefold().split()),
    written=lambda day, _: f"{day:%Y-%m-%d}",
    each_week=lambda days, interval: f"{interval} {days}",
    each_month=lambda nth, day: f"{nth} {day}",
    weekdays=("ma", "ti", "ke", "to", "pe", "la", "su"),
    today="nyt",
    words=(TOMORROW,),
    leads=frozenset(),
    counts=frozenset(),
    units=(),
    endings=("", " 19"),
    evenings=("19",),
)


RULES = LanguageRules(times=TIMES, themes=ThemeRules({"shame": "zolpa"}, too_common=frozenset()))
LIBRARY = tuple(
    question(f"xx{number}", f"Zolpa {word} blenta murn?", themes=frozenset({Theme.SHAME}))
    for number, word in enumerate(("ferdo", "quipa", "trosk", "plenku", "vazzo"))
)
FORMS = {"one": plurals._is(1), "few": plurals._is(2, 3, 4)}


@pytest.fixture
def make_bot(make_bot, tmp_path_factory, monkeypatch):
    """The real bot with one language more than it ships."""
    english = sentences_of("en")
    few = {
        f"{key.removesuffix('other')}few": said
        for key, said in english.items()
        if key.endswith(".other")
    }
    sentences = catalogue(dict(english) | few) | {f"language.{PSEUDO}": "⟦Ẋẋ⟧"}
    shipped = prompts.library
    with spoken(tmp_path_factory.mktemp("locales"), PSEUDO, sentences):
        monkeypatch.setitem(registry.RULES, PSEUDO, RULES)
        monkeypatch.setitem(plurals._RULES, PSEUDO, FORMS)
        monkeypatch.setattr(prompts, "library", lambda of: LIBRARY if of == PSEUDO else shipped(of))
        stems_by_language.cache_clear()
        indexes._shipped.cache_clear()
        discord_speaks(monkeypatch)
        the_cast_reads_english(monkeypatch)
        yield make_bot
    stems_by_language.cache_clear()
    indexes._shipped.cache_clear()


@pytest.fixture
async def ours(group):
    """A group that has chosen the new language."""
    answer = await group.set_up(language=PSEUDO)
    assert "⟦" in str(answer.message.components)
    assert "Xx" in answer.text
    return group


async def test_a_group_chooses_it_and_every_card_speaks_it(ours):
    place = ours.world.organisers
    offered = await ours.world.organiser.autocomplete(place, "setup server", "language", "")
    assert PSEUDO in {one["value"] for one in offered}
    await ours.start()
    await ours.come("Fran", "Ana")
    assert "⟦" in str(ours.door("Ana").components)
    assert "⟦" in str(ours.card().components)


async def test_its_own_words_for_a_time_are_read_and_offered(ours):
    fran, place = ours.world.facilitator, ours.world.facilitators_channel
    offered = await fran.autocomplete(place, "meeting schedule", "when", "wum")
    assert len(offered) == 1
    assert "19:00" in offered[0]["name"]
    made = await cast.say(fran, "meeting schedule", place, title="Zolpa", when=f"{TOMORROW} 19")
    assert "Zolpa" in made.text
    english = await cast.say(fran, "meeting schedule", place, title="Zolpa", when="half past wumba")
    assert "half past wumba" in english.text


async def test_its_questions_are_found_by_their_words_and_kept_without_rules_of_english(ours):
    found = await prompt(ours, "Ana", "find", text="zolpa plenku")
    assert "Zolpa plenku blenta murn?" in found.text
    kept = await add(ours, "Do glarn hesk mibu?")
    assert "Kept." in kept.text


async def test_a_danger_is_heard_in_english_only_and_nothing_else_is_claimed(ours):
    heard = await prompt(ours, "Ana", "find", text="I want to die tonight")
    assert "call 999" in heard.text
    assert not any(one.text in heard.text for one in LIBRARY)
    unheard = await prompt(ours, "Ana", "find", text="gluppa zerm nakki")
    assert "999" not in unheard.text
    numbers = await cast.say(ours["Ana"], "crisis", ours.world.announcements)
    assert "999" in numbers.text
