"""`A short run` on the console: a few steps on one theme, and `Ask` below its questions."""

from bot.content import runs
from bot.rehearsal import cast

SIX = ("Ana", "Ben", "Chi", "Dmitri", "Esi")
RUN = next(one for one in runs.library("en") if one.id == "sleep")


async def chosen(group):
    """The steps of a run."""
    chooser = await group.more("A short run")
    return await cast.choose(group["Fran"], "Choose a theme", RUN.title, on=chooser.message)


async def test_a_run_is_one_private_card_with_numbered_steps(evening):
    group = await evening(*SIX, stage="discussion")
    shown = await chosen(group)
    assert shown.private
    numbers = [line[:2] for line in shown.text.splitlines() if line[:1].isdigit()]
    assert numbers == ["1.", "2.", "3.", "4.", "5."]
    assert [step.text for step in RUN.steps if step.text not in shown.text] == []
    assert shown.shown.buttons.count("Ask · everyone sees it") == 2


async def test_its_questions_are_asked_one_after_the_other(evening):
    group = await evening(*SIX, stage="discussion")
    shown = await chosen(group)
    for step in (one for one in RUN.steps if one.prompt):
        shown = await cast.press(group["Fran"], "Ask", on=shown.message)
        assert shown.text.startswith("The question is on the card.")
        await group.wait(2)
        assert RUN.steps[0].text in shown.text, "the run stays where it is"
        if step is RUN.steps[0]:
            assert step.text in group.words
            assert "(on the card now)" in shown.text
            continue
    back = await cast.press(group["Fran"], "Back to the console", on=shown.message)
    assert "Say:" in back.text


async def test_what_fits_the_topic_comes_first(evening):
    group = await evening(*SIX, stage="agenda")
    await group.write("Ana", "Suggest a topic", "I cannot sleep at night")
    await group.go_to("discussion")
    chooser = await group.more("A short run")
    first = _options(chooser)[0]
    assert first == RUN.title
    assert len(_options(chooser)) == len(runs.library("en"))


async def test_where_nothing_is_asked_there_is_no_ask(evening):
    group = await evening(*SIX, stage="welcome")
    shown = await chosen(group)
    assert RUN.steps[0].text in shown.text
    assert "Ask · everyone sees it" not in shown.shown.buttons
    other = await cast.press(group["Fran"], "Another run", on=shown.message)
    assert "A short run" in other.text


async def test_a_run_that_was_drawn_in_the_stage_before_asks_no_more(evening):
    group = await evening(*SIX, stage="discussion")
    shown = await chosen(group)
    await group.go_on()
    late = await cast.press(group["Fran"], "Ask", on=shown.message)
    assert RUN.steps[0].text not in group.words
    assert "on the card" not in late.text


def _options(chooser):
    """The lines of the menu, in order."""
    found, nodes = [], list(chooser.message.components)
    while nodes:
        node = nodes.pop(0)
        found += [one["label"] for one in node.get("options", [])]
        nodes = [*node.get("components", []), *nodes]
    return found
