"""What is suggested for a topic that was only named stands alone, the first and the next ones."""

import re
from functools import partial

import pytest

from bot.content import prompts, rounds
from bot.domain.prompts.prompt import Prompt, draw
from bot.domain.prompts.topic_fit import topic_fits
from bot.domain.template import StageKey
from bot.services.prompts.shipped import surely_fitting

TOPICS = (
    "When a good plan goes wrong on the night",
    "Payday",
    "Getting out of bed",
    "Weddings",
    "The long evenings",
    "Money",
    "Saying no to friends",
    "Christmas with the family",
    "My job",
    "Trust",
    "Telling the kids",
    "The first week",
    "Court on Friday",
    "Grief",
    "Sleep",
    "Boredom at weekends",
    "What to do instead",
    "How do you tell people?",
    "Going to a party sober",
    "Living with someone who drinks",
    "Anger",
    "Shame",
    "Cravings after work",
    "Starting again after a slip",
    "What to do after a slip",
    "Cutting down or stopping",
    "The doctor said to stop",
    "Loneliness",
    "Gambling apps",
    "Holidays abroad",
    "Pain and sleep",
    "Old friends who still use",
    "Being proud of something",
)
HANGS = re.compile(
    r"\b(?:if|of|all|about|to|with) (?:that|this(?! week))\b"
    r"|\bthat (?:day|night|plan|moment|falls)\b"
    r"|^that\b|\b(?:what|who) else\b|\bthis(?=[?,.])|\bthose\b|\bnow that it's\b"
    r"|\bwhat happened(?=[.?,])",
    re.IGNORECASE,
)


ALONE, OPENING = rounds.off_the_card("en"), rounds.opening("en")
EVERY = [one for one in prompts.load() if one.id in OPENING and one.id not in ALONE]


def _suggested(topic):
    """Give twelve suggestions as the console would draw them, while nothing was asked."""
    sure = surely_fitting(topic, "en")
    found: tuple[Prompt, ...] = ()
    drawing = partial(draw, heard=(), stage_key=StageKey.DISCUSSION, topic=topic, pick=7)
    for _ in range(4):
        offered = tuple(one.id for one in found)
        fresh = [one for one in EVERY if one.id in sure and one.id not in offered]
        fits = drawing(fresh, already_offered=offered, count=3)
        others = [one for one in EVERY if one not in fits]
        found += (*fits, *drawing(others, already_offered=offered, count=3 - len(fits)))
    return found


@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_suggested_for_a_topic_stands_alone(topic):
    found = [one.text for one in _suggested(topic)]
    assert len(set(found)) == 12
    assert [text for text in found if HANGS.search(text)] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_the_first_six_stay_on_the_topic(topic):
    fits = topic_fits(topic, ((one.text, one.when, one.themes) for one in EVERY))
    on = {one.id for one, fit in zip(EVERY, fits, strict=True) if fit > 0}
    on.update(surely_fitting(topic, "en"))
    assert [one.text for one in _suggested(topic)[:6] if one.id not in on] == []


def test_words_that_any_topic_may_have_bring_no_question():
    found = [one.text for one in _suggested("When a good plan goes wrong on the night")]
    assert "Tell us how your morning goes when it's a good one." not in found[:6]
    assert "If that falls through, what else could you do?" not in found
