"""A danger to life is heard in what somebody typed, and told from what only sounds like one."""

import pytest

from bot.domain.prompts.closeness import pushes_closeness
from bot.domain.support.danger.level import About, Addressed, Care, Level, steps
from bot.services.support.hearing import heard
from bot.text.catalog import sentences_of
from tests.domain.own_prompts import prompt


def level(text: str) -> str | None:
    care = heard(text)
    return care.level.value if care else None


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("I want to die tonight", About.LIFE),
        ("a member says he has a rope and is ready", About.LIFE),
        ("she wrote goodbye letters to her kids", About.LIFE),
        ("he overdosed right now", About.OVERDOSE),
        ("we can't wake her up", About.OVERDOSE),
        ("he stopped drinking on Monday and is seeing things", About.WITHDRAWAL),
        ("shaking badly, no drink since yesterday", About.WITHDRAWAL),
        ("came off valium and had a seizure", About.WITHDRAWAL),
        ("her husband hits her", About.VIOLENCE),
        ("he says he will kill me if I leave", About.VIOLENCE),
        ("the toddler got into his methadone", About.CHILD),
        ("she leaves the baby alone when she scores", About.CHILD),
    ],
)
def test_a_danger_now_is_heard_and_what_it_is_about(text, about):
    care = heard(text)
    assert care is not None
    assert (care.level, care.about) == (Level.NOW, about)


@pytest.mark.parametrize(
    "text",
    [
        "he doesn\u2019t want to live",
        "he doesn\u00b4t want to live",
        "he doesn`t want to live",
        "he doesn\u02bct want to live",
        "he doesnt want to live",
        "HE DOESN'T WANT TO LIVE!!!",
        "she wants  to   die",
        "she wants\nto die",
        "she w\u00adants to di\u200be",
        "\uff53\uff48\uff45 wants to die",
        "wants to kill her self",
        "wants to kill hisself",
        "gonna kill myself",
        "wants 2 die",
        "w@nts to d1e",
        "sucidal and alone",
        "suicdal and alone",
        "wants to k!ll himself",
        "wants to k*ll himself",
        "k m s",
        "KMS",
        "O.D.",
        "OD'd",
        "OD-ing",
        "over dosed",
        "un-alive myself",
        "kiII myself",
        "w\u0430nts t\u043e di\u0435",
        "\u0456 w\u0430nt t\u043e d\u0456\u0435",
    ],
)
def test_it_is_heard_however_it_is_written(text):
    assert level(text) == "now"


@pytest.mark.parametrize(
    "text",
    [
        "I wish I was dead",
        "they would rather be dead",
        "thinking about dying all week",
        "better off without me",
        "SI came up",
        "ideation again",
        "she is cutting again",
        "what if somebody overdosed",
        "feels like a burden to everyone",
    ],
)
def test_a_hint_is_heard_as_one(text):
    assert level(text) == "maybe"


@pytest.mark.parametrize(
    ("now", "less"),
    [
        ("he is suicidal", "he is not suicidal"),
        ("I will kill myself", "I would never kill myself"),
        ("kms", "kms lol"),
        ("he overdosed", "what do I say if somebody overdosed"),
    ],
)
def test_what_is_denied_asked_or_joked_about_is_less_near(now, less):
    assert (level(now), level(less)) == ("now", "maybe")


@pytest.mark.parametrize(
    ("near", "past"),
    [
        ("he tried to kill himself tonight", "he tried to kill himself ten years ago"),
        ("her husband hits her", "her ex used to hit her"),
        ("she overdosed", "she overdosed in 2019"),
        ("he has the DTs", "he had the DTs years ago"),
        ("wants to die", "when I was a kid I wanted to die"),
    ],
)
def test_what_is_long_past_is_told_from_what_is_near(near, past):
    assert (level(near), level(past)) == ("now", "past")


@pytest.mark.parametrize(
    "text",
    [
        "she took her own life last year",
        "his brother killed himself in May",
        "lost her best friend to suicide",
        "my dad died of an overdose",
        "it is a year since my mum overdosed",
    ],
)
def test_who_mourns_is_not_treated_as_in_danger(text):
    care = heard(text)
    assert care is not None
    assert (care.level, care.about) == (Level.PAST, About.LOSS)


def test_who_mourns_and_wants_to_follow_is_heard():
    assert level("my brother hanged himself in March. I want to kill myself too") == "now"
    assert level("his wife died and he wants to be with her") == "maybe"


def test_a_word_of_time_counts_for_its_own_part_of_the_sentence():
    assert level("I was abused as a kid and now I want to die") == "now"
    assert level("last year he lost his job and tried to kill himself") == "past"


def test_a_note_and_then_silence_are_more_than_each_alone():
    assert level("he left a note") == "maybe"
    assert level("he left a note and is not answering his phone") == "now"


@pytest.mark.parametrize(
    "text",
    [
        "dying for a fag",
        "going to die of embarrassment",
        "this job is killing me",
        "overdose prevention training",
        "could murder a pint",
        "beats himself up about it",
        "she will kill me if she finds out",
    ],
)
def test_a_way_of_speaking_is_known_as_one(text):
    assert heard(text) == Care(Level.PAST, About.FIGURE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\u200b",
        "her dog is ill",
        "wants to live by the sea",
        "end the evening on something kind",
        "cut down to two beers",
        "cutting himself off from his family",
        "said goodbye to alcohol",
        "shaking with fear before the interview",
        "quit smoking cold turkey and shaky",
        "left the kids with a babysitter to come here",
        "the news hit her hard",
    ],
)
def test_everyday_words_are_no_alarm(text):
    assert level(text) in {None, "past"}


def test_all_of_a_long_text_is_read():
    assert level(f"{'we talked about the weather and the garden. ' * 20} he wants to die") == "now"


@pytest.mark.parametrize(
    "text", ["her husband hits her", "grew up with a violent father", "abusive relationship"]
)
def test_violence_is_remembered_whenever_it_was(text):
    care = heard(text)
    assert care is not None
    assert care.violence


@pytest.mark.parametrize(
    "text",
    [
        "What would you like to thank somebody here for?",
        "Which apology do you mean to make some day?",
        "What could bring the two of you closer?",
        "What would it take to forgive them?",
    ],
)
def test_questions_that_push_closeness_thanks_or_apology_are_known(text):
    assert pushes_closeness(prompt("p", text))
    assert not pushes_closeness(prompt("p", "What helps you to feel safe?"))


def test_a_facilitator_is_told_five_steps_and_a_member_three():
    known = sentences_of("en")
    for about in set(About) - {About.LOSS, About.FIGURE}:
        for whom, count in ((Addressed.FACILITATOR, 5), (Addressed.MEMBER, 3)):
            told = steps(Care(Level.NOW, about), whom)
            assert len(told) == count
            assert set(told) <= set(known)
            assert steps(Care(Level.MAYBE, about), whom) == ()
