"""What fits a round, and which ways to respond fit an evening of which nothing is known."""

from dataclasses import replace

from bot.content import prompts
from bot.domain.ids import PromptId
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.in_rounds import fits_any_evening, fitting
from bot.domain.prompts.own_prompt import is_own
from bot.domain.prompts.prompt import PARTICULAR, Purpose
from bot.domain.prompts.theme import Theme

WAYS = (Purpose.AFFIRMATION, Purpose.REFLECTION, Purpose.LINKING, Purpose.SUMMARY)
LIGHT, DEEP = prompts.load("en")[:2]
OWN = PromptId("g1")


def own(*themes: Theme, **changed):
    return replace(LIGHT, id=OWN, themes=frozenset(themes), assumes=frozenset(), **changed)


def test_of_the_library_only_what_is_listed_fits():
    assert fitting((LIGHT, DEEP), {LIGHT.id}) == (LIGHT,)
    assert fitting((LIGHT, DEEP), ()) == ()


def test_of_the_groups_own_what_is_light_fits_and_takes_nothing_for_granted():
    assert is_own(OWN)
    assert fitting((own(Theme.JOY, Theme.ROUTINE), own()), ())
    assert fitting((own(Theme.JOY, Theme.MONEY),), ()) == ()
    lapsed = replace(own(Theme.JOY), assumes=frozenset({Circumstance.LAPSE}))
    assert fitting((lapsed,), ()) == ()


def test_each_way_to_respond_has_sentences_for_any_evening_and_none_out_of_the_blue():
    fitting_any = [one for one in prompts.load("en") if fits_any_evening(one)]
    assert {one.purpose for one in fitting_any} == {*WAYS}
    for way in WAYS:
        assert len([one for one in fitting_any if one.purpose is way]) >= 3
    assert [one.text for one in fitting_any if one.assumes or one.themes & PARTICULAR] == []
    gapless = {one.purpose for one in fitting_any if "…" not in one.text}
    assert gapless == {Purpose.LINKING}
    said = {one.text for one in fitting_any}
    assert "We've lost one of our own. Let's take our time tonight." not in said
    assert "You're so happy you could cry." not in said


def test_a_topic_brings_the_ways_to_respond_that_are_about_it():
    about = frozenset({Theme.SAYING_NO, Theme.GRIEF})
    more = [one for one in prompts.load("en") if fits_any_evening(one, about)]
    new = [one for one in more if not fits_any_evening(one)]
    assert new
    assert all(Theme.SAYING_NO in one.themes and Theme.GRIEF not in one.themes for one in new)


def test_of_the_groups_own_every_way_to_respond_fits():
    assert fits_any_evening(own(Theme.MONEY, text="You paid it all back."))
