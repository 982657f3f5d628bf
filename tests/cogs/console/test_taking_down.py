"""Typed words go again: whoever wrote them takes them back, who leads takes them down."""

from bot.rehearsal import cast
from bot.rehearsal.plain_text import walk
from tests.cogs.group import LEAD, SURE

FOUR = ("Ana", "Ben", "Chi", "Esi")


def options_of(answer: cast.Answer) -> list[str]:
    """The lines of the one menu in an answer."""
    (select,) = [one for one in walk(answer.message.components) if one.get("type") == 3]
    return [one["label"] for one in select["options"]]


async def test_who_leads_sees_the_first_words_and_takes_them_down(evening):
    group = await evening(*FOUR, stage="discussion")
    await group.write("Ana", "Type instead", "come to my *shop*")
    await group.write("Ben", "Type instead", "glad to be here")
    await group.wait(2)
    chooser = await group.more("Take something down")
    assert options_of(chooser) == ["Ben: glad to be here", "Ana: come to my *shop*"]
    done = await cast.choose(
        group[LEAD], "Something that was typed", "Ana: come to my *shop*", on=chooser.message
    )
    assert done.private
    assert "Taken down, and nobody was told." in done.text
    await group.wait(6)
    assert "shop" not in group.room_words("Ben")
    assert "glad to be here" in group.room_words("Ben")


async def test_whoever_wrote_takes_it_back_and_sees_nobody_elses(evening):
    group = await evening(*FOUR, stage="discussion")
    assert "Take back what I wrote" not in (await group.press("Ana", "My options")).shown.buttons
    await group.write("Ana", "Type instead", "I said too much")
    await group.write("Ben", "Type instead", "glad to be here")
    await group.wait(2)
    mine = await group.options("Ana", "Take back what I wrote")
    assert options_of(mine) == ["I said too much"]
    done = await cast.choose(
        group["Ana"], "Choose what to take back", "I said too much", on=mine.message
    )
    assert "Taken back." in done.text
    assert "Nothing you wrote is in the room now." in done.text
    await group.wait(6)
    assert "too much" not in group.room_words("Ben")
    assert "glad to be here" in group.room_words("Ben")


async def test_a_topic_under_ones_name_is_taken_back_and_one_without_a_name_is_nobodys(evening):
    group = await evening(*FOUR, stage="agenda")
    said = await group.write("Ana", "Suggest a topic", {"text": "Sleep", "named": True})
    assert "My options can take it back" in said.text
    await group.write("Ana", "Suggest a topic", "Money")
    await group.wait(2)
    mine = await group.options("Ana", "Take back what I wrote")
    assert options_of(mine) == ["Sleep"]
    done = await cast.choose(group["Ana"], "Choose a topic to take back", "Sleep", on=mine.message)
    assert "Taken back." in done.text
    await group.wait(6)
    assert "Sleep" not in group.words
    assert "Money" in group.words


async def test_the_whole_board_is_cleared_in_one_press_asked_once(evening):
    group = await evening(*FOUR, stage="working")
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group[LEAD], "Choose a worksheet", "Pros and cons", on=chooser.message)
    await group.wait(2)
    for number in range(5):
        await group.write("Ana", "Share one line", f"spam {number}")
    await group.wait(2)
    chooser = await group.more("Take something down")
    asked = await cast.press(group[LEAD], "Clear the lines · 5", on=chooser.message)
    assert "all 5 lines" in asked.text
    await cast.press(group[LEAD], SURE, on=asked.message)
    await group.wait(2)
    assert "spam" not in group.words


async def test_what_a_removed_person_wrote_is_offered_for_taking_down(evening):
    group = await evening(*FOUR, stage="discussion")
    await group.write("Ana", "Type instead", "hurtful")
    await group.write("Ben", "Type instead", "kind")
    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group[LEAD], "Choose a person", "Ana", on=chooser.message)
    out = await cast.press(group[LEAD], SURE, on=asked.message)
    asked = await cast.press(group[LEAD], "Clear what removed people wrote · 1", on=out.message)
    await cast.press(group[LEAD], SURE, on=asked.message)
    await group.wait(6)
    assert "hurtful" not in group.room_words("Ben")
    assert "kind" in group.room_words("Ben")
