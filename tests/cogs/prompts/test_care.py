"""Words of danger in `/prompt find`: whom to call first, and what the list offers is shown."""

import pytest

from bot.rehearsal import cast
from tests.cogs.asking_around import PUB, prompt, questions

LONG = "we have talked about it for a while and nobody in the group knows what to say to that. "
DIE = "someone said they want to die"
HINT = "she wishes she was dead"
EMPTY_SUNDAYS = "somebody said Sundays are empty and they drink out of boredom"
MOURNS = "lost his brother to suicide"


async def offered(group, name, typed):
    place = group.world.announcements
    return await group[name].autocomplete(place, "prompt find", "text", typed)


async def test_a_facilitator_sees_the_number_and_five_steps_and_no_question(group):
    found = await prompt(group, "Fran", "find", text=DIE)
    assert found.private
    heading, number, line, *steps = found.text.splitlines()
    assert heading == "Somebody's life may be in danger"
    assert number == "United Kingdom: if anyone is in danger, call 999 / 112."
    assert "Samaritans: 116 123" in line
    for place, word in enumerate(["Ask directly", "Stay", "Don't leave", "Get", "Call"], start=1):
        assert steps[place - 1].startswith(f"{place}. {word}")
    assert "Ask where they are" in steps[2]
    assert steps[4].endswith("Tell them you're calling, and say where they are.")
    assert questions(found) == []
    assert found.shown.buttons == ("Help lines", "Show questions")


async def test_a_member_sees_whom_to_call_and_not_what_a_facilitator_does(group):
    found = await prompt(group, "Ana", "find", text=DIE)
    assert "call 999 / 112" in found.text
    assert "second facilitator" not in found.text
    assert len([line for line in found.text.splitlines() if line[:2] in {"1.", "2.", "3."}]) == 3


async def test_the_questions_are_one_press_away_below_whom_to_call(group):
    found = await prompt(group, "Fran", "find", text=DIE)
    shown = await cast.press(group["Fran"], "Show questions", on=found.message)
    assert shown.text.startswith("In danger now? Call 999 / 112 (United Kingdom).")
    assert 1 <= len(questions(shown)) <= 3


async def test_a_hint_brings_one_line_below_the_questions(group):
    found = await prompt(group, "Fran", "find", text=HINT)
    *_, last = found.text.splitlines()
    assert last.startswith("If you're worried for their life,")
    assert "999 / 112" in last
    assert "Samaritans: 116 123" in last
    assert "Someone says they don't want to live" in found.text.splitlines()[0]
    assert len(questions(found)) == 1


async def test_mourning_hides_no_question_and_has_a_small_line(group):
    found = await prompt(group, "Fran", "find", text=MOURNS)
    assert "It may weigh on somebody tonight." in found.text.splitlines()[0]
    assert questions(found)


async def test_ordinary_words_and_ways_of_speaking_bring_no_line_of_help(group):
    for words in (PUB, "dying for a fag", EMPTY_SUNDAYS):
        found = await prompt(group, "Fran", "find", text=words)
        assert questions(found)
        assert "999" not in found.text


@pytest.mark.parametrize("said", [DIE, HINT, MOURNS])
@pytest.mark.parametrize("name", ["Fran", "Ana"])
async def test_what_the_list_offers_first_is_answered_as_the_words_are(group, name, said):
    typed = LONG + said
    assert len(typed) > 100
    [first, *_] = await offered(group, name, typed)
    assert len(first["value"]) <= 100
    chosen = await prompt(group, name, "find", text=first["value"])
    whole = await prompt(group, name, "find", text=typed)
    if said != MOURNS:
        assert chosen.text == whole.text
    else:
        assert chosen.text.splitlines()[0] == whole.text.splitlines()[0]
        assert questions(chosen)[0] == first["name"]


async def test_a_danger_now_is_the_one_thing_offered(group):
    [only] = await offered(group, "Ana", LONG + DIE)
    assert only["name"].startswith("Is somebody in danger?")


async def test_a_question_chosen_below_a_hint_keeps_the_line(group):
    first, second, *_ = await offered(group, "Fran", HINT)
    assert first["name"].startswith("Could somebody be in danger?")
    chosen = await prompt(group, "Fran", "find", text=second["value"])
    assert chosen.text.splitlines()[-1].startswith("If you're worried for their life,")
    assert questions(chosen)[0] == second["name"]


async def test_where_violence_is_told_no_question_pushes_closeness(group):
    for words in (
        "her ex used to hit her and she misses him",
        "her husband hits her, he is family",
    ):
        found = await prompt(group, "Fran", "find", text=words)
        if "Show questions" in found.shown.buttons:
            found = await cast.press(group["Fran"], "Show questions", on=found.message)
        shown = questions(found)
        assert shown
        assert not [one for one in shown if "thank" in one or "partner" in one or "family" in one]


async def test_where_no_emergency_number_is_known_none_of_another_country_stands_there(group):
    await group.set_up(country="Singapore")
    found = await prompt(group, "Fran", "find", text=DIE)
    assert "call your local emergency number" in found.text
    assert not [number for number in ("999", "112", "911") if number in found.text]


async def test_words_that_nobody_knows_are_told_so(group):
    found = await prompt(group, "Ana", "find", text="酒を飲みたい")
    assert found.text.startswith("Nothing fits that closely. These are kind, whatever happened:")
    assert await offered(group, "Ana", "zzxqv") == []


async def test_a_value_that_somebody_made_up_is_only_words(group):
    for words in ("care.", "care.9", "care.000.../etc", "care.990.m001"):
        found = await prompt(group, "Ana", "find", text=words)
        assert found.private
        assert "danger" not in found.text
    gone = await prompt(group, "Ana", "find", text="care.130.nobody.nothing")
    assert questions(gone) == []
