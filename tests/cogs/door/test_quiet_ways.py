"""Under `More`: taking something down without a word, and a facilitator's own options."""

from bot.rehearsal import cast
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")


async def own(group: Group) -> cast.Answer:
    return await group.more("My own options")


async def test_a_topic_that_hurts_is_taken_down_and_nobody_is_told(evening):
    group = await evening(*FOUR, stage="agenda")
    for topic in ("Sleep", "Ben is a fool"):
        await group.write("Ana", "Suggest a topic", topic)
        await group.wait(2)
    before = len(group.seen("Ana", group.room.id))
    chooser = await group.more("Take something down")
    assert chooser.private
    done = await cast.choose(group["Fran"], "A topic", "Ben is a fool", on=chooser.message)
    assert done.private
    assert "Taken down, and nobody was told: Ben is a fool" in done.text
    await group.wait(2)
    assert "1. Sleep" in group.words
    assert "fool" not in group.room_words("Ana")
    assert len(group.seen("Ana", group.room.id)) == before


async def test_a_line_on_the_board_is_taken_down_and_its_author_stays_unknown(evening):
    group = await evening(*FOUR, stage="working")
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group["Fran"], "Choose a worksheet", "Pros and cons", on=chooser.message)
    await group.wait(2)
    await group.write("Ana", "Share one line", "buy my coins")
    await group.wait(2)
    assert "buy my coins" in group.words
    chooser = await group.more("Take something down")
    assert "Ana" not in chooser.text
    done = await cast.choose(
        group["Fran"], "A line on the card", "buy my coins", on=chooser.message
    )
    assert "There's nothing to take down right now." in done.text
    await group.wait(2)
    assert "buy my coins" not in group.words


async def test_where_there_is_nothing_written_there_is_nothing_to_take_down(evening):
    group = await evening(*FOUR, stage="check_in")
    assert "Take something down" not in str((await group.console()).shown)


async def test_a_facilitator_has_their_own_options_too(evening):
    group = await evening(*FOUR, stage="check_in")
    mine = await own(group)
    assert mine.private
    assert "You are Fran here." in mine.text
    form = await cast.press(group["Fran"], "Choose another name", on=mine.message)
    renamed = await cast.fill(group["Fran"], form, "Franka")
    assert "From now on you are Franka here." in renamed.text
    larger = await cast.press(group["Fran"], "Larger text", on=(await own(group)).message)
    assert "Franka (leads) has the floor" in larger.text
    again = await cast.press(group["Fran"], "My options", on=larger.message)
    assert "You are Franka here." in again.text
    console = await cast.press(group["Fran"], "Back to the console", on=again.message)
    assert "Say:" in console.text


async def test_a_facilitator_can_listen_and_leave_and_still_lead(evening):
    group = await evening(*FOUR, stage="check_in")
    mine = await own(group)
    await cast.choose(group["Fran"], "How I take part", "Just listening", on=mine.message)
    await group.wait(2)
    assert group.floor == "Ana"
    left = await cast.press(group["Fran"], "Leave", on=(await own(group)).message)
    assert "You've left." in left.text
    assert "Next speaker" in str((await group.console()).shown.buttons)


async def test_a_member_has_no_way_back_to_a_console(evening):
    group = await evening(*FOUR, stage="check_in")
    mine = await group.press("Ana", "My options")
    assert "Back to the console" not in mine.shown.buttons
