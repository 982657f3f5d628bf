"""The real bot in SimCord: what people get when they press."""

from bot.rehearsal import cast

SIX = ("Ana", "Ben", "Chi", "Dmitri", "Esi")


async def test_a_pass_is_fine_and_can_be_taken_back_once(evening):
    group = await evening(*SIX, stage="check_in")

    passed = await group.press("Chi", "Pass")
    assert passed.private
    assert "That's fine." in passed.text
    again = await cast.press(group["Chi"], "Come back to me", on=passed.message)
    assert "at the end of the round" in again.text


async def test_only_the_speaker_is_asked_about_group_time(evening):
    group = await evening(*SIX, stage="check_in")

    done = await group.press("Fran", "I've finished")
    assert "Is there something you'd like the group to talk about later?" in done.text
    form = await cast.press(group["Fran"], "Yes, add it", on=done.message)
    added = await cast.fill(group["Fran"], form, "Sleeping better")
    assert "without your name" in added.text

    refused = await group.press("Esi", "I've finished")
    assert refused.private
    assert "not your turn" in refused.text


async def test_typed_words_stand_in_the_room_under_ones_name(evening):
    group = await evening(*SIX, stage="check_in")
    await group.press("Fran", "I've finished")
    await group.wait(2)
    name = group.floor

    answer = await group.write(name, "Type instead", "Hello *all*, a good week.")
    await group.wait(2)

    assert "Your words are in the room." in answer.text
    assert f"{name} writes:" in group.room_words("Fran")
    assert group.floor not in {"", name}


async def test_words_without_a_name_wait_for_the_facilitator(evening):
    group = await evening(*SIX, stage="discussion")

    given = await group.write("Ben", "Type instead", {"text": "It was hard", "hide": True})
    await group.wait(60)
    assert "The facilitator reads it first" in given.text
    assert "1 line without a name is waiting for the facilitator" in group.words
    assert "It was hard" not in group.room_words("Ana")

    console = await group.console()
    assert "It was hard" in console.text
    await cast.press(group["Fran"], "Show it", on=console.message)
    await group.wait(2)
    assert "Somebody here writes:\nIt was hard" in group.room_words("Ana")
    assert "thing is waiting" not in group.words


async def test_a_hand_goes_up_with_a_note_and_is_called(evening):
    group = await evening(*SIX, stage="discussion")

    up = await group.press("Ana", "Raise hand")
    form = await cast.press(group["Ana"], "Add a note", on=up.message)
    await cast.fill(group["Ana"], form, "to what Ben said")
    console = await group.console()
    assert "Ana: to what Ben said" in console.text
    assert "to what Ben said" not in group.words

    await cast.press(group["Fran"], "Call next hand", on=console.message)
    await group.wait(2)
    assert "Ana has the floor" in group.words


async def test_a_hand_can_be_taken_down_again(evening):
    group = await evening(*SIX, stage="discussion")

    up = await group.press("Ana", "Raise hand")
    down = await cast.press(group["Ana"], "Lower my hand", on=up.message)

    assert down.text == "Your hand is down."


async def test_a_hand_that_was_called_meanwhile_is_down_as_one_wished(evening):
    group = await evening(*SIX, stage="discussion")

    up = await group.press("Ana", "Raise hand")
    await group.press("Ben", "Raise hand")
    await group.lead("Call next hand")
    down = await cast.press(group["Ana"], "Lower my hand", on=up.message)

    assert down.text == "Your hand is down."
    await group.wait(2)
    assert "Raised hands: Ben" in group.words


async def test_being_ready_redraws_the_card_and_tells_whoever_pressed(evening):
    group = await evening(*SIX, stage="discussion")

    answer = await group.press("Ana", "Ready to move on")

    assert "1 of 6 is ready to move on." in group.words, "the card is the answer"
    assert answer.private
    assert "You're marked as ready. The room sees how many are, and no names." in answer.text
    back = await cast.press(group["Ana"], "Not ready yet", on=answer.message)
    assert "You're not marked as ready any more." in back.text
    await group.wait(2)
    assert "ready to move on" not in group.words


async def test_topics_are_voted_on_with_a_vote_that_can_move(evening):
    group = await evening(*SIX, stage="agenda")
    for words in ("Sleep", "Money", "Work", "Family"):
        await group.write("Ana", "Suggest a topic", words)
    await group.wait(2)

    ballot = await group.press("Ben", "Vote")
    first = await cast.choose(group["Ben"], "Choose one topic", "Work", on=ballot.message)
    assert "Your vote is in." in first.text
    await cast.choose(group["Ben"], "Choose one topic", "Money", on=first.message)
    await group.wait(2)
    assert "1. Money · 1 vote" in group.words


async def test_lines_on_the_board_have_no_name(evening):
    group = await evening(*SIX, stage="working")
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group["Fran"], "Choose a worksheet", "Pros and cons", on=chooser.message)
    await group.wait(2)

    words = {"text": "I miss the mornings", "column": "What it costs me"}
    await group.write("Ben", "Share one line", words)
    await group.wait(2)

    assert "What it costs me\n• I miss the mornings" in group.words
    assert "Ben" not in group.words
    alone = await group.press("Ben", "Open worksheet")
    assert alone.private
    assert "Should OpenRound keep what you write for yourself?" in alone.text


async def test_whoever_says_no_to_the_age_question_is_met_kindly(group):
    await group.set_up(adults_only=True)
    await group.start()

    asked = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    no = await cast.press(group["Ana"], "No", on=asked.message)

    assert "You did nothing wrong" in no.text


async def test_the_texts_of_the_group_are_written_in_forms(group):
    world = group.world
    shown = await cast.say(world.organiser, "setup texts", world.organisers)
    form = await cast.press(world.organiser, "Opening, closing and more", on=shown.message)
    saved = await cast.fill(world.organiser, form, {"opening": "Good evening to you all."})

    assert "Good evening to you all." in saved.text
    assert "Saved." in saved.text
