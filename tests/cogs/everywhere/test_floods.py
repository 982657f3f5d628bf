"""Nobody fills agenda, board or card alone; what is refused comes back with its words."""

from bot.rehearsal import cast

FOUR = ("Ana", "Ben", "Chi", "Esi")


async def test_after_five_topics_the_agenda_is_for_the_others_and_the_words_come_back(evening):
    group = await evening(*FOUR, stage="agenda")
    for number in range(5):
        await group.write("Ana", "Suggest a topic", f"Ana {number}")
    refused = await group.write("Ana", "Suggest a topic", "Ana once more")
    assert refused.private
    assert "five topics" in refused.text
    assert "Ana once more" in refused.text
    added = await group.write("Ben", "Suggest a topic", "Ben too")
    assert "It's on the agenda" in added.text
    await group.wait(2)
    assert "once more" not in group.words


async def test_after_eight_lines_the_board_is_for_the_others_and_the_next_one_is_new(evening):
    group = await evening(*FOUR, stage="working")
    await choose(group, "Pros and cons")
    for number in range(8):
        await group.write("Ana", "Share one line", f"line {number}")
    refused = await group.write("Ana", "Share one line", "the ninth")
    assert "eight lines" in refused.text
    assert "the ninth" in refused.text
    added = await group.write("Ben", "Share one line", "mine")
    assert "Your line is on the card" in added.text
    await choose(group, "A menu for urges")
    added = await group.write("Ana", "Share one line", "a fresh one")
    assert "Your line is on the card" in added.text


async def test_a_hand_that_goes_up_and_down_and_up_rests_for_some_seconds(evening):
    group = await evening(*FOUR, stage="discussion")
    up = await group.press("Ana", "Raise hand")
    await cast.press(group["Ana"], "Lower my hand", on=up.message)
    for _ in range(2):
        await group.press("Ana", "Raise hand")
        await group.press("Ana", "Raise hand")  # changes nothing, and doesn't count
        refused = await cast.press(group["Ana"], "Lower my hand")
    assert "several presses" in refused.text
    await group.wait(10)
    assert "Your hand is up" in (await group.press("Ana", "Raise hand")).text


async def choose(group, title):
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group["Fran"], "Choose a worksheet", title, on=chooser.message)
    await group.wait(2)
