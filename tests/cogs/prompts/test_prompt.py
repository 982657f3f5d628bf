"""`/prompt find`: the right question at the right moment."""

import pytest

from bot.content import notes
from bot.content.prompts import load
from bot.domain.ids import PromptId
from bot.domain.prompts.theme import Theme
from bot.rehearsal import cast
from bot.services.prompts.shipped import surely_fitting
from cogs.ui.prompts.sorts import theme_of
from tests.cogs.asking_around import PUB, prompt, questions

SLIPPED = "slipped at the wedding"
ALONE = "You're running the group tonight. Who'd you like to talk to first?"
NOTE = next(one for one in notes.load() if one.id == "talks-too-long")


@pytest.fixture
def restart(env, make_bot, closed_at_the_end):
    """`await restart()`: another bot on the same database."""

    async def again() -> None:
        await env.bot.close()
        await env.restart_bot(closed_at_the_end(make_bot()))
        await env.settle()

    return again


# ------------------------------------------------------------------------------------- find


async def test_plain_words_bring_three_questions_each_with_why_to_ask_it(group):
    answer = await prompt(group, "Ana", "find", text=PUB)
    assert answer.private
    assert 1 <= len(questions(answer)) <= 3
    assert "Ask · everyone sees it" not in answer.shown.buttons


async def test_another_is_others_also_after_a_restart(group, restart):
    first = await prompt(group, "Ana", "find", text=SLIPPED)
    seen = questions(first)
    await restart()
    second = await cast.press(group["Ana"], "Another", on=first.message)
    assert questions(second)
    assert not set(questions(second)) & set(seen)
    assert SLIPPED not in str(second.message.components)


async def test_without_words_three_come_and_others_follow_page_by_page(group, restart):
    answer = await prompt(group, "Ana", "find")
    seen = questions(answer)
    for _ in range(3):
        answer = await cast.press(group["Ana"], "Another three", on=answer.message)
        seen += questions(answer)
    await restart()
    answer = await cast.press(group["Ana"], "Another three", on=answer.message)
    seen += questions(answer)
    assert len(seen) == len(set(seen)) == 15


async def test_only_what_was_chosen_comes(group):
    answer = await prompt(group, "Ana", "find", theme="cravings", purpose="scaling", point="urges")
    assert "0 to 10" in answer.text
    assert (await prompt(group, "Ana", "find", text="???")).text.startswith(
        "Nothing fits that closely. These are kind, whatever happened:"
    )
    odd = await prompt(group, "Ana", "find", theme="happiness")
    assert "no theme called happiness" in odd.shown.text


async def test_words_and_themes_are_completed_while_one_types(group):
    place = group.world.announcements
    shown = await group["Ana"].autocomplete(place, "prompt find", "text", "slipped at the wedd")
    assert len(shown) == 5
    chosen = await prompt(group, "Ana", "find", text=shown[2]["value"])
    assert questions(chosen)[0] == shown[2]["name"]
    themes = await group["Ana"].autocomplete(place, "prompt find", "theme", "say")
    assert [one["name"] for one in themes] == ["Saying no"]
    for typed in ("saying_no", "SAYING-no", " Saying  no"):
        themes = await group["Ana"].autocomplete(place, "prompt find", "theme", typed)
        assert [one["value"] for one in themes] == ["saying_no"]
        assert theme_of(typed) is Theme.SAYING_NO


async def test_whoever_leads_asks_what_was_found(evening):
    group = await evening("Ana", "Ben", "Chi", "Dmitri", stage="discussion")
    found = await prompt(group, "Fran", "find", text=PUB)
    assert found.shown.buttons.count("Ask · everyone sees it") == len(questions(found)) >= 1
    first = questions(found)[0]
    asked = await cast.press(group["Fran"], "Ask", on=found.message)
    assert asked.text.startswith("The question is on the card.")
    assert f'Say: "{first}"' in asked.text
    assert asked.shown.buttons == ("Ways to respond", "Back to the console"), "all in one look"
    await group.wait(2)
    assert first in group.words
    theirs = await prompt(group, "Ana", "find", text=PUB)
    assert "Ask · everyone sees it" not in theirs.shown.buttons


async def test_whoever_leads_finds_the_way_back_to_the_console(evening):
    group = await evening("Ana", "Ben", "Chi", "Dmitri", stage="discussion")
    for text in (PUB, "he overdosed and his lips are blue", None):
        asked = {} if text is None else {"text": text}
        found = await prompt(group, "Fran", "find", **asked)
        if "Show questions" in found.shown.buttons:
            assert "Back to the console" in found.shown.buttons
            found = await cast.press(group["Fran"], "Show questions", on=found.message)
        back = await cast.press(group["Fran"], "Back to the console", on=found.message)
        assert back.shown.buttons[0] == "Next stage · Working together"
    found = await prompt(group, "Fran", "find", text=SLIPPED)
    more = await cast.press(group["Fran"], "Another", on=found.message)
    assert more.shown.buttons[-1] == "Back to the console"
    theirs = await prompt(group, "Ana", "find", text=PUB)
    assert "Back to the console" not in theirs.shown.buttons


async def test_what_is_for_whoever_leads_alone_has_no_ask(evening):
    group = await evening("Ana", "Ben", "Chi", "Dmitri", stage="discussion")
    found = await prompt(group, "Fran", "find", text=ALONE)
    assert ALONE in questions(found)
    assert found.shown.buttons.count("Ask · everyone sees it") < len(questions(found))


async def test_what_was_drawn_does_not_come_again_all_evening(evening):
    group = await evening("Ana", "Ben", "Chi", "Dmitri", stage="discussion")
    seen = questions(await group.console())
    answer = await prompt(group, "Fran", "find")
    seen += questions(answer)
    for _ in range(3):
        answer = await cast.press(group["Fran"], "Another three", on=answer.message)
        seen += questions(answer)
    for _ in range(4):
        seen += questions(await group.lead("Another"))
    assert len(seen) == len(set(seen)) == 17


async def test_before_the_check_in_one_is_told_when_asking_begins(evening):
    group = await evening("Ana", "Ben", "Chi", "Dmitri", stage="welcome")
    found = await prompt(group, "Fran", "find", text=PUB)
    assert "Ask · everyone sees it" not in found.shown.buttons
    assert "Ask appears during check-in" in found.text


async def test_a_note_comes_first_where_one_fits_and_one_question_below_it(group):
    found = await prompt(group, "Ana", "find", text=NOTE.when[0])
    assert found.private
    assert found.text.startswith(NOTE.title)
    assert len(questions(found)) == 1
    assert "Another three" not in found.shown.buttons
    more = await cast.press(group["Ana"], "Another", on=found.message)
    assert questions(more)
    assert NOTE.title not in more.text


async def test_whoever_looks_for_one_sort_of_question_gets_no_note(group):
    found = await prompt(group, "Ana", "find", text=NOTE.when[0], purpose="open_question")
    assert NOTE.title not in found.text


# ---------------------------------------------------------------------- the facilitator's own


async def test_the_facilitator_sees_a_mirror_of_the_evening(evening):
    group = await evening("Ana", "Ben", "Chi", "Dmitri", stage="discussion")
    await group.lead("Ask")
    ways = await group.lead("Ways to respond")
    mirror = next(one for one in ways.text.splitlines() if one.startswith("Your evening so far"))
    assert mirror.endswith(": 1 question asked"), "what was not done is not told"
    assert "If you like, press what you did" in ways.text
    more = await cast.press(group["Fran"], "I said back what I heard", on=ways.message)
    more = await cast.press(group["Fran"], "I said back what I heard", on=more.message)
    assert "2 things said back" in more.text
    assert "said back" not in group.words


async def test_a_mirror_with_nothing_in_it_reproaches_nobody(evening):
    group = await evening("Ana", "Ben", "Chi", "Dmitri", stage="check_in")
    ways = await group.lead("Ways to respond")
    assert "nothing counted yet, and that's fine" in ways.text
    assert "If you like, press what you did" in ways.text
    assert "0 " not in ways.text


async def test_the_console_asks_first_what_a_search_for_the_topic_surely_finds(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="agenda")
    topic = "How to say no to friends at the pub"
    await group.write("Ana", "Suggest a topic", topic)
    await group.wait(2)
    await group.go_on()
    found = [text_of(one) for one in surely_fitting(topic, "en")]
    shown = await group.console()
    first = next(text for text in found if text in shown.text)
    other = await cast.press(group["Fran"], "Another", on=shown.message)
    assert any(text in other.text for text in found if text != first)


def text_of(prompt: PromptId) -> str:
    return next(one.text for one in load() if one.id == prompt)
