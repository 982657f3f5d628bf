"""The linter on sentences that people really write."""

from dataclasses import replace

import pytest

from bot.domain.ids import PromptId
from bot.domain.prompts.lint.checks import lint_library, lint_prompt
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme
from bot.text.catalog import speaker
from bot.text.plain import plain

SAY = speaker("en")

GOOD = Prompt(
    id=PromptId("m001"),
    text="What helped you this week?",
    point=Point.MOTIVATION,
    purpose=Purpose.OPEN_QUESTION,
    change_talk=ChangeTalk.ABILITY,
    stage=ChangeStage.ANY,
    themes=frozenset({Theme.GOALS}),
    why="Looks for what works.",
)


def rules(text: str, purpose: Purpose = Purpose.OPEN_QUESTION) -> set[str]:
    findings = lint_prompt(replace(GOOD, text=text, purpose=purpose))
    return {finding.rule.removeprefix("prompt.") for finding in findings}


@pytest.mark.parametrize(
    "text",
    [
        "What helped you this week?",
        "How did you get through Friday?",
        "When is it hardest to say no?",
        "When the urge comes, what do you tell yourself?",
        "Where in your body do you feel it first?",
        "Who makes it easier for you?",
        "Which part of the day do you like best?",
        "In what way has this week been different?",
        "With whom can you be at ease?",
        "Tell us about a day that went well.",
        "Describe a morning that you liked.",
        "Thinking of last week, what are you glad of?",
        "If you had an hour to spare, how would you like to spend it?",
        "You came back after a hard week. What made you do that?",
        "What would you need to believe to take one step?",
        "What do you want to keep clean and tidy at home?",
        "How do you clean up your kitchen when you feel low?",
        "What goes through your mind when someone offers you an alcoholic drink?",
        "What did you do when you were drunk and wanted to go home?",
        "How do you choose a user name that feels like you?",
        "What tells you that the addiction has less of a hold on you?",
        "What do you drink that has no alcohol in it?",
        "How do you stay safe when you've used?",
        "What would you like to do about the lapse, if anything?",
        "What's normal for you on a Sunday?",
        "What was a crazy week like for you?",
        "What makes your sister proud to know you?",
        "What must change first, in your own eyes?",
        "How do you shoulder so much?",
        "What was it like when your plan didn't work out?",
        "What do you say when a friend asks you why?",
        "What, if anything, would help you sleep?",
        "What change, however small, are you ready for?",
        "Who or what is this for?",
        "What have you tried so far?",
        "Which ways out have you considered?",
        "What do you know of how and when it starts?",
        "Imagine a quiet morning. What's in it?",
        "What gives you reason to think that you can do this?",
        "What did you let go of this week?",
        "What do you like about settling for good enough?",
        "What were you thinking about on the bus?",
        "How could you have a bit more of that?",
        "How could you let them know?",
        "You've got this far. What would help with the next hour?",
        "What does a long evening without a phone look like?",
        "What tells you that you've had a good rest?",
        "What makes you want to quit your job?",
        "What did you once think would last forever?",
        "How do you like to remember that summer?",
        "What do you do with money when it comes in?",
        "What do you take with you on a journey by train?",
        "What helps you to be strong for your children?",
        "What would you like to unpack first when you come home?",
        "What do you use when you want to cook for one?",
        "How do you decide what's a good use of a free day?",
        "What\N{RIGHT SINGLE QUOTATION MARK}s the kindest thing you could do for yourself tonight?",
    ],
)
def test_an_open_and_kind_question_has_no_findings(text: str) -> None:
    assert rules(text) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Did you have a good week?", "yes_no"),
        ("Do you want to change?", "yes_no"),
        ("Are you ready?", "yes_no"),
        ("Can you tell us about your week?", "yes_no"),
        ("Would it help to call a friend?", "yes_no"),
        ("Have you told anyone?", "yes_no"),
        ("Haven't you had enough of this?", "yes_no"),
        ("When you felt low, did you reach out?", "yes_no"),
        ("You had a hard week, right?", "yes_no"),
        ("What happened, and did it help?", "yes_no"),
        ("Your week was hard?", "openness"),
        ("The best thing about today.", "openness"),
        ("I wonder.", "openness"),
        ("How many drinks did you have?", "one_fact"),
        ("How often do you go out?", "one_fact"),
        ("How long has it been?", "one_fact"),
        ("What time do you go to bed?", "one_fact"),
        ("When did you last smoke?", "one_fact"),
        ("What happened? What did you do?", "one_question"),
        ("What do you want and how will you get it?", "one_question"),
        ("What would help, or who could help?", "one_question"),
        ("What happened that day, and what came of it?", "one_question"),
        ("What do you hope for, but who could stand in the way?", "one_question"),
        ("Tell us about your week. What helped?", "one_question"),
        ("Describe your week. Share what helped.", "one_question"),
        ("What helps? You can do it!", "slogan"),
        ("You've got this. What comes next?", "slogan"),
        ("Remember that it takes time. What helps?", "slogan"),
        ("How do you take things one day at a time?", "slogan"),
        ("How do you just say no?", "slogan"),
        ("How do you look on the bright side?", "slogan"),
        ("What were you thinking?", "blame"),
        ("How could you let it come to this?", "blame"),
        ("How could you have done that to them?", "blame"),
        ("What is wrong with you today?", "blame"),
        ("What is your excuse this time?", "blame"),
        ("Who have you let down?", "blame"),
        ("Which people did you let down this week?", "blame"),
        ("What did you do wrong?", "blame"),
        ("How does it feel to be back to square one?", "blame"),
        ("What did you take that night?", "prying"),
        ("What exactly did you drink?", "prying"),
        ("How much did you drink on Friday?", "prying"),
        ("How many pills have you taken?", "prying"),
        ("How much money did you lose?", "prying"),
        ("Who were you with?", "prying"),
        ("Where did you get it?", "prying"),
        ("Tell us everything about that night.", "prying"),
        ("Tell us about it in every detail.", "prying"),
        ("What would you like to confess?", "prying"),
        ("What makes it hard to admit that you drank?", "prying"),
        ("How many days has it been since you stopped?", "counting"),
        ("How long have you gone without a drink?", "counting"),
        ("What does your streak mean to you?", "counting"),
        ("How does it feel to start at day one?", "counting"),
        ("What has changed since your last drink?", "counting"),
        ("What would help you to stop for good?", "goal"),
        ("What makes you say never again?", "goal"),
        ("What helped you to quit?", "goal"),
        ("How will you keep to abstinence?", "goal"),
        ("What will end this once and for all?", "goal"),
        ("Which coping skills do you use?", "jargon"),
        ("What would it take to unpack that?", "jargon"),
        ("Where are you on your healing journey?", "jargon"),
        ("How do you process your emotions?", "jargon"),
        ("Which of your emotional needs was not met?", "jargon"),
        ("What should you do now?", "should"),
        ("What ought to happen next?", "should"),
        ("What shouldn't you do this week?", "should"),
        ("How will you do what you must? You must try.", "should"),
        ("Why don't you call a friend?", "advice"),
        ("Why not take a walk?", "advice"),
        ("Have you tried going for a walk?", "advice"),
        ("If I were you, what would I do?", "advice"),
        ("What about going for a walk?", "advice"),
        ("What stops you? You just need to want it.", "advice"),
        ("Why did you drink?", "why"),
        ("How come you went there?", "why"),
        ("What happened, and why?", "why"),
        ("How do addicts get better?", "label"),
        ("What is it like to be an alcoholic?", "label"),
        ("How did you meet other junkies?", "label"),
        ("What do other users say?", "label"),
        ("How long did you wait to get clean?", "label"),
        ("What changed when you were clean?", "label"),
        ("What have three years clean given you?", "label"),
        ("How does it feel to be sober?", "label"),
        ("What does sobriety give you?", "label"),
        ("What led you to fall off the wagon?", "label"),
        ("What did drug abuse cost you?", "label"),
        ("How do you feel about a dirty test?", "label"),
        ("What do you tell yourself when you have failed?", "label"),
        ("What makes you feel like a failure?", "label"),
        ("What shows that you have no willpower?", "label"),
        ("How does your enabler make it worse?", "label"),
        ("What makes you so resistant to this?", "label"),
        ("How was it at rock bottom?", "label"),
        ("What do normal people do on a Friday?", "label"),
        ("What would you say to someone who committed suicide?", "label"),
        ("What methodology facilitates your psychological equilibrium?", "reading"),
        ("What " + "is it like " * 20 + "for you?", "length"),
        ("What  is it like?", "text"),
    ],
)
def test_a_question_that_closes_or_hurts_is_found(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "You kept going when the week was hard.",
        "You came tonight, although …",
        "It took courage to tell us about …",
        "Your patience with your son shows.",
        "You were honest about …, although it stung.",
        "You've found your own way through …",
        "You really listened when …",
    ],
)
def test_an_affirmation_that_names_an_effort_is_fine(text: str) -> None:
    assert rules(text, Purpose.AFFIRMATION) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Well done!", "affirmation"),
        ("Good job.", "affirmation"),
        ("I'm proud of you.", "affirmation"),
        ("You are amazing.", "affirmation"),
        ("You did so well, keep it up!", "affirmation"),
        ("That is nice.", "affirmation"),
        ("You kept going, and you are such a hero.", "affirmation"),
        ("You kept going when it was hard, right?", "statement"),
    ],
)
def test_praise_without_an_effort_is_found(text: str, rule: str) -> None:
    assert rule in rules(text, Purpose.AFFIRMATION)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Part of you wants …, and part of you would miss …", set()),
        ("You're not sure yet, and there's no rush.", set()),
        ("You feel torn?", {"statement"}),
        ("Are you torn?", {"statement"}),
    ],
)
def test_a_reflection_is_a_statement(text: str, found: set[str]) -> None:
    assert rules(text, Purpose.REFLECTION) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How sure are you, from 0 to 10?", set()),
        ("You picked a number from zero to ten. What keeps it from being lower?", set()),
        ("How much does it matter to you, from 0 to 10?", set()),
        ("How sure are you?", {"scale"}),
        ("Are you over 5, from 0 to 10?", {"yes_no"}),
    ],
)
def test_a_scaling_question_has_a_scale(text: str, found: set[str]) -> None:
    assert rules(text, Purpose.SCALING) == found


def test_a_summary_may_ask_what_is_missing_but_once() -> None:
    assert rules("So far I heard … What did I miss?", Purpose.SUMMARY) == set()
    assert rules("I heard … Is that so? What else?", Purpose.SUMMARY) == {"one_question"}


def test_every_finding_says_what_is_wrong_and_how_to_mend_it() -> None:
    (finding,) = lint_prompt(replace(GOOD, text="What do other users say?"))
    assert finding.where == "m001"
    assert plain(finding.what, SAY) == "The words 'users' label or judge."
    assert plain(finding.mend, SAY) == "Say instead: a person who uses."
    assert finding.found == "users"


def test_a_label_in_the_line_for_the_facilitator_is_found_too() -> None:
    (finding,) = lint_prompt(replace(GOOD, why="Good for addicts."))
    assert finding.rule == "prompt.label"


@pytest.mark.parametrize(
    ("prompt", "rule"),
    [
        (replace(GOOD, themes=frozenset()), "themes"),
        (replace(GOOD, themes=frozenset(list(Theme)[:5])), "themes"),
        (replace(GOOD, avoid_with=GOOD.themes), "avoid_with"),
        (replace(GOOD, why=""), "why_line"),
        (replace(GOOD, why="one\ntwo"), "why_line"),
        (replace(GOOD, why="x" * 141), "why_line"),
        (replace(GOOD, id=PromptId("Not good")), "id"),
        (replace(GOOD, id=PromptId("x" * 33)), "id"),
    ],
)
def test_a_row_filled_in_wrongly_is_found(prompt: Prompt, rule: str) -> None:
    assert f"prompt.{rule}" in {finding.rule for finding in lint_prompt(prompt)}


def test_an_empty_text_is_told_and_nothing_breaks() -> None:
    assert rules("") == {"openness", "text"}


def test_an_id_used_twice_is_found() -> None:
    other = replace(GOOD, text="Tell us about a place you love.")
    assert [finding.rule for finding in lint_library([GOOD, other])] == ["prompt.id_twice"]


def test_two_prompts_that_say_the_same_are_found() -> None:
    other = replace(GOOD, id=PromptId("m002"), text="What helped you most this week?")
    (finding,) = lint_library([GOOD, other])
    assert finding.rule == "prompt.alike"
    assert "m001" in plain(finding.what, SAY)
