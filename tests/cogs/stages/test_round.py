"""The round: finished, pass, come back, type instead, without a name."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")


@pytest.fixture
async def round_of_five(evening) -> Group:
    """Fran has the floor, then come Ana, Ben, Chi and Esi."""
    return await evening(*FOUR, stage="check_in")


async def floor(group: Group) -> str:
    await group.wait(2)
    return group.floor


async def test_the_card_says_who_has_the_floor_and_who_is_next(round_of_five):
    assert "Fran (leads) has the floor · next Ana, then Ben · 2 more" in round_of_five.words


async def test_ive_finished_ends_ones_own_turn_and_asks_about_group_time(round_of_five):
    group = round_of_five
    await group.press("Fran", "I've finished")
    assert await floor(group) == "Ana"
    asked = await group.press("Ana", "I've finished")
    assert asked.private
    assert "Is there something you'd like the group to talk about later?" in asked.text
    assert asked.shown.buttons == ("Yes, add it", "No")
    assert await floor(group) == "Ben"

    no = await cast.press(group["Ana"], "No", on=asked.message)
    assert no.text == "Thank you for sharing."


async def test_group_time_puts_a_topic_on_the_agenda_without_a_name(round_of_five):
    group = round_of_five
    asked = await group.press("Fran", "I've finished")
    form = await cast.press(group["Fran"], "Yes, add it", on=asked.message)
    added = await cast.fill(group["Fran"], form, "Weekends alone")
    assert "It's on the agenda, without your name." in added.text
    await group.go_to("agenda")
    assert "1. Weekends alone" in group.words
    assert "Fran" not in group.words


async def end_the_turn(group) -> cast.Answer:
    """Have the facilitator end the turn of whoever has the floor; it asks once."""
    asked = await group.press("Fran", "I've finished")
    return await cast.press(group["Fran"], cast.YES, on=asked.message)


async def test_a_facilitator_may_end_a_turn_and_nobody_else(round_of_five):
    group = round_of_five
    await group.press("Fran", "I've finished")
    await group.wait(2)
    refused = await group.press("Ben", "I've finished")
    assert refused.private
    assert "It's not your turn right now" in refused.text
    assert await floor(group) == "Ana"
    answer = await end_the_turn(group)
    assert "the group to talk about later" not in answer.text, "only whoever spoke is asked"
    assert await floor(group) == "Ben"


async def test_passing_is_fine_and_one_can_come_back_once_at_the_end(round_of_five):
    group = round_of_five
    passed = await group.press("Ana", "Pass")
    assert passed.private
    assert passed.text.startswith("That's fine.")
    assert passed.shown.buttons == ("Come back to me",)
    coming = await cast.press(group["Ana"], "Come back to me", on=passed.message)
    assert "Your turn comes at the end of the round." in coming.text

    order = []
    while speaker := await floor(group):
        order.append(speaker)
        await group.press(speaker, "I've finished")
        await group.wait(2)
    assert order == ["Fran", "Ben", "Chi", "Esi", "Ana"]


async def test_the_way_back_goes_with_the_round(round_of_five):
    group = round_of_five
    passed = await group.press("Ana", "Pass")
    await group.go_to("discussion")
    await group.wait(2)
    stands = [one for one in group.seen("Ana") if one.message.id == passed.message.message.id]
    assert [plain(one.components).text for one in stands] == ["That's fine."]


async def test_passing_after_having_come_back_offers_nothing_more(round_of_five):
    group = round_of_five
    passed = await group.press("Ana", "Pass")
    await cast.press(group["Ana"], "Come back to me", on=passed.message)
    await group.wait(2)
    again = await group.press("Ana", "Pass")
    assert again.text == "That's fine."
    assert again.shown.buttons == ()


async def test_passing_twice_is_as_fine_as_once(round_of_five):
    await round_of_five.press("Ana", "Pass")
    assert (await round_of_five.press("Ana", "Pass")).text.startswith("That's fine.")


async def test_what_is_typed_is_the_message_in_the_room_and_the_turn_is_done(round_of_five):
    group = round_of_five
    done = await group.write("Ana", "Type instead", "I slept badly, and I am glad to be here.")
    assert done.private
    assert "Your words are in the room." in done.text
    assert "Is there something you'd like the group to talk about later?" in done.text
    assert "Ana writes:\nI slept badly, and I am glad to be here." in group.room_words("Ben")
    await group.press("Fran", "I've finished")
    assert await floor(group) == "Ben", "Ana has had her turn"


async def test_after_a_typed_turn_the_console_offers_to_read_it_aloud(round_of_five):
    group = round_of_five
    await group.write("Ana", "Type instead", "I slept badly.")
    assert "read it aloud, if you like" in str((await group.console()).shown)


async def test_words_without_a_name_are_read_by_the_facilitator_first(round_of_five):
    group = round_of_five
    words = {"What would you like to say?": "I drank on Friday.", "Without my name": True}
    sent = await group.write("Ana", "Type instead", words)
    assert "The facilitator reads it first, without your name." in sent.text
    await group.wait(60)
    assert "I drank" not in group.room_words("Ben")
    assert "1 line without a name is waiting for the facilitator." in group.words
    assert group.floor == "Fran", "words without a name end no turn"

    console = await group.console()
    assert "I drank on Friday." in console.text
    assert "Ana" not in console.text.partition("Words without a name")[2]
    shown = await cast.press(group["Fran"], "Show it", on=console.message)
    assert "The words are in the room, without a name." in shown.text
    assert "Somebody here writes:\nI drank on Friday." in group.room_words("Ben")


async def test_words_without_a_name_may_be_let_go(round_of_five):
    group = round_of_five
    words = {"What would you like to say?": "I drank on Friday.", "Without my name": True}
    await group.write("Ana", "Type instead", words)
    console = await group.console()
    gone = await cast.press(group["Fran"], "Don't show it", on=console.message)
    assert "The words are gone." in gone.text
    assert "I drank" not in gone.text + group.room_words("Ana") + (await group.console()).text


async def test_under_five_people_a_name_cannot_be_left_out(evening):
    group = await evening("Ana", "Ben", "Chi", stage="check_in")
    form = await group.press("Ana", "Type instead")
    assert "Without my name" not in form.text


async def test_a_dropped_call_comes_back_later_and_is_no_pass(round_of_five):
    group = round_of_five
    await group.press("Fran", "I've finished")
    await cast.go_out(group["Ana"])
    await group.wait(50)
    assert await floor(group) == "Ana", "a minute is nobody's hurry"
    await group.wait(20)
    assert await floor(group) == "Ben"
    await cast.come_in(group["Ana"], group.room)
    await group.wait(2)
    for _ in range(3):
        await end_the_turn(group)
        await group.wait(2)
    assert await floor(group) == "Ana"


async def test_when_a_turn_is_over_the_card_asks_for_a_last_sentence(round_of_five):
    await round_of_five.wait(4 * 60)
    assert "finish your thought" in round_of_five.words
    assert "The time for this turn is up." in (await round_of_five.console()).text


async def test_the_check_out_goes_round_again(evening):
    group = await evening(*FOUR, stage="check_out")
    assert "One thing you're taking home" in group.words
    answer = await group.press("Fran", "I've finished")
    assert "the group to talk about this" not in answer.text, "the talk is over"
    assert await floor(group) == "Ana"
    await group.press("Ana", "Pass")
    assert await floor(group) == "Ben"
    await group.write("Ben", "Type instead", "I will call my sister.")
    assert await floor(group) == "Chi"


async def test_three_people_talk_freely(evening):
    group = await evening("Ana", "Ben", stage="check_in")
    assert "no order and no clock" in group.words
    assert "Talk freely" in (await group.console()).text
