"""A facilitator types what just happened and has questions worth asking."""

import socket
import string
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.prompts import load
from bot.domain.ids import PromptId
from bot.domain.prompts.browsing import Wanted
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.closeness import pushes_closeness
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Purpose
from bot.domain.prompts.theme import Theme
from bot.services.prompts.lookup import Lookup

APOSTROPHES = "\u00b4`\u02bc\uff07\u2032\u2018\u2019"
PUB = "keeps thinking about the pub after work"


def about(found) -> Counter[Theme]:
    return Counter(theme for one in found for theme in one.prompt.themes)


def ids(found) -> list[str]:
    return [one.prompt.id for one in found]


def test_words_that_stand_in_no_prompt_lead_to_their_themes(lookup, library):
    assert not any("pub" in prompt.text.split() for prompt in library)
    drinks = {Theme.ALCOHOL, Theme.CRAVINGS, Theme.TRIGGERS, Theme.SOCIAL_PRESSURE}
    found = lookup.find("the pub")
    assert sum(bool(one.prompt.themes & drinks) for one in found) >= 1


def test_a_lapse_is_met_with_questions_for_after_a_lapse(lookup):
    found = lookup.find("she slipped at the wedding and feels awful", limit=3)
    assert sum(Circumstance.LAPSE in one.prompt.assumes for one in found) >= 2
    assert about(found)[Theme.LAPSE_LEARNING]


def test_nobody_is_asked_about_a_lapse_that_was_not_spoken_of(lookup):
    for text in ("bored on sundays", "first time here, very quiet", "cannot sleep"):
        assert all(
            one.prompt.stage is not ChangeStage.AFTER_A_LAPSE for one in lookup.find(text, limit=3)
        )


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("gambeling", "gambling"),
        ("bordem", "boredom"),
        ("lonley", "lonely"),
        ("anxeity", "anxiety"),
        ("cravigns", "cravings"),
        ("weding", "wedding"),
    ],
)
def test_a_slip_of_the_finger_changes_nothing(lookup, slip, meant):
    assert ids(lookup.find(f"it is the {slip}")) == ids(lookup.find(f"it is the {meant}"))


def test_what_is_ruled_out_is_not_asked_about(lookup):
    assert about(lookup.find("craving"))[Theme.CRAVINGS] >= 3
    found = lookup.find("not craving, just bored")
    assert not about(found)[Theme.CRAVINGS]
    assert about(found)[Theme.BOREDOM] >= 2


def test_cutting_down_is_not_read_as_stopping(lookup):
    found = lookup.find("doesn't want to stop, just cut down", limit=3)
    assert set(ids(found)) & set(ids(lookup.find("cut down", limit=10)))
    assert about(found)[Theme.GOALS]


def test_no_friends_is_still_about_friends_and_loneliness(lookup):
    found = about(lookup.find("he has no friends"))
    assert found[Theme.FRIENDS] + found[Theme.LONELINESS] >= 3


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("scaling question for confidence", Purpose.SCALING),
        ("how sure, 0 to 10", Purpose.SCALING),
        ("something to close the evening with, closing question", Purpose.CLOSING),
        ("an affirmation for planning ahead", Purpose.AFFIRMATION),
        ("sum up what was said about urges", Purpose.SUMMARY),
        ("mirror that she is torn", Purpose.REFLECTION),
    ],
)
def test_the_purpose_that_is_named_is_given(lookup, text, purpose):
    assert {one.prompt.purpose for one in lookup.find(text)} == {purpose}


def test_a_wish_holds_whatever_the_words_say(lookup):
    found = lookup.find(PUB, Wanted(Point.BALANCE, purpose=Purpose.OPEN_QUESTION))
    assert len(found) == 5
    assert {(one.prompt.point, one.prompt.purpose) for one in found} == {
        (Point.BALANCE, Purpose.OPEN_QUESTION)
    }
    money = lookup.find("", Wanted(theme=Theme.MONEY))
    assert all(Theme.MONEY in one.prompt.themes for one in money)
    later = lookup.find(PUB, Wanted(stage=ChangeStage.KEEPING_UP, change_talk=ChangeTalk.ABILITY))
    assert {(one.prompt.stage, one.prompt.change_talk) for one in later} == {
        (ChangeStage.KEEPING_UP, ChangeTalk.ABILITY)
    }


def test_three_are_not_three_of_a_kind(lookup):
    for text in (PUB, "gambling", "so ashamed", "mum died in march"):
        found = [one.prompt for one in lookup.find(text, limit=3)]
        kinds = {(prompt.themes, prompt.purpose, prompt.stage) for prompt in found}
        assert len(kinds) > 1 or len(found) == 1
        assert len({prompt.text for prompt in found}) == len(found) <= 3


def test_what_was_heard_lately_steps_back_and_the_newest_farthest(lookup):
    first, second, *_ = ids(lookup.find("the pub"))
    again = ids(lookup.find("the pub", heard=(first, second), limit=3))
    assert not {first, second} & set(again)
    before, after = (
        {one.prompt.id: one.score for one in lookup.find("the pub", heard=heard, limit=150)}
        for heard in ((), (second, first))
    )
    assert before[first] - after[first] > before[second] - after[second] > 0


def test_a_prompt_is_left_out_where_it_would_hurt(library):
    hurtful = [
        replace(prompt, avoid_with=frozenset({Theme.GRIEF})) if number % 2 else prompt
        for number, prompt in enumerate(library)
    ]
    found = Lookup(hurtful).find("her mother died and she is grieving", limit=20)
    assert found
    assert not any(Theme.GRIEF in one.prompt.avoid_with for one in found)


def test_the_same_words_give_the_same_answer(lookup, library):
    again = Lookup(library)
    for text in (PUB, "weekend", "slipped", "closing question"):
        assert lookup.find(text) == again.find(text)


def test_a_group_finds_its_own_prompt_among_ours(library):
    own = replace(
        library[0],
        id=PromptId("own-1"),
        text="What would the lighthouse say about your week?",
        why="Our garden is where it began.",
        when=(),
    )
    assert Lookup((*library, own)).find("the lighthouse")[0].prompt.id == "own-1"


def test_an_unfinished_word_is_finished(lookup):
    assert ids(lookup.complete("gambl")) == ids(lookup.find("gambling"))
    assert lookup.complete("") == ()


@pytest.mark.parametrize("text", ["", "   ", "🙂🙃", "the and of", "?!", "1234", "\0\n\t"])
def test_words_that_say_nothing_give_nothing(lookup, text):
    assert lookup.find(text) == ()
    assert lookup.complete(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "zzxqv",
        "xD",
        "asdf qwerty zzz",
        "酒を飲みたい",
        "хочу выпить",
        "μόνος",
        "ich habe heute wieder getrunken",
        "j'ai envie de boire un verre",
        "quiero beber",
    ],
)
def test_words_of_which_none_is_known_give_nothing(lookup, text):
    assert lookup.find(text) == ()
    assert lookup.find(text, Wanted(purpose=Purpose.CLOSING))


def test_one_known_word_among_others_is_enough(lookup):
    assert lookup.find("the pub with Zorblax")
    assert lookup.find("anxeity")


@pytest.mark.parametrize(
    "text",
    ["trouble with my husband, he hits me", "a row at home", "wants to say sorry to her dad"],
)
def test_where_violence_was_told_nothing_pushes_closeness_thanks_or_apology(lookup, text):
    found = lookup.find(text, limit=30, apart=True)
    assert found
    assert not any(pushes_closeness(one.prompt) for one in found)


def test_an_empty_library_gives_nothing():
    assert Lookup(()).find(PUB) == ()


def test_a_very_long_text_is_answered_like_its_beginning(lookup):
    text = "he lost his job and cannot pay the rent. " * 10_000
    assert ids(lookup.find(text)) == ids(lookup.find(text[:300]))


@settings(max_examples=60)
@given(st.text(st.characters() | st.sampled_from(string.ascii_lowercase + " '"), max_size=80))
def test_anything_that_can_be_typed_is_answered(lookup, text):
    for found in (lookup.find(text), lookup.complete(text)):
        assert len(found) <= 5
        assert len(set(ids(found))) == len(found)


def test_nothing_is_asked_of_the_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("the lookup went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert Lookup(load()[:50]).find("sleep")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((f"she can{mark}t say no", "she can't say no") for mark in APOSTROPHES),
        ("I can\u00b4t stop thinking about it", "I can't stop thinking about it"),
        ("bored\u200b on sun\u00addays", "bored on sundays"),
        ("cra\u00b4vings", "cravings"),
    ],
    ids=ascii,
)
def test_the_same_questions_come_whatever_keyboard_was_used(lookup, typed, meant):
    assert ids(lookup.find(typed)) == ids(lookup.find(meant))
    assert ids(lookup.complete(typed)) == ids(lookup.complete(meant))
