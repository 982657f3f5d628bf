"""Questions in a round: the listed ones, and of the group's own the light ones."""

from dataclasses import replace

from bot.content import prompts
from bot.domain.ids import PromptId
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.in_rounds import fitting
from bot.domain.prompts.own_prompt import is_own
from bot.domain.prompts.theme import Theme

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
