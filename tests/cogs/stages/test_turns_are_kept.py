"""Nobody loses a turn to somebody else's press, and whoever left is left alone."""

from bot.rehearsal import cast

FIVE = ("Ana", "Ben", "Chi", "Dmitri", "Esi")


async def test_a_facilitator_who_has_finished_ends_no_turn_but_their_own(evening):
    group = await evening(*FIVE, stage="check_in")
    assert group.floor == "Fran"
    await group.press("Fran", "I've finished")
    await group.wait(2)
    speaks = group.floor
    asked = await group.press("Fran", "I've finished")
    assert asked.private
    assert f"It's {speaks}'s turn. End it for {speaks}?" in asked.text
    await group.wait(2)
    assert group.floor == speaks
    await cast.press(group["Fran"], cast.YES, on=asked.message)
    await group.wait(2)
    assert group.floor not in {speaks, ""}


async def test_a_question_about_a_turn_that_is_over_ends_no_other_turn(evening):
    group = await evening(*FIVE, stage="check_in")
    await group.press("Fran", "I've finished")
    await group.wait(2)
    asked = await group.press("Fran", "I've finished")
    await group.press(group.floor, "I've finished")
    await group.wait(2)
    speaks = group.floor
    refused = await cast.press(group["Fran"], cast.YES, on=asked.message)
    assert "That turn is over already" in refused.text
    assert group.floor == speaks


async def test_a_member_who_has_not_the_floor_is_asked_nothing(evening):
    group = await evening(*FIVE, stage="check_in")
    refused = await group.press("Esi", "I've finished")
    assert "not your turn" in refused.text


async def test_whoever_left_and_listens_on_in_voice_is_announced_to_nobody(evening):
    group = await evening(*FIVE, stage="discussion")
    await group.options("Ben", "Leave")
    await group.wait(2)
    console = (await group.console()).text
    assert "pressed Join" not in console
    assert "Ben" not in console
    chooser = await group.more("Remove from meeting")
    assert "without Join" not in str(chooser.shown)


async def test_whoever_never_came_through_the_door_may_still_be_invited(evening):
    group = await evening(*FIVE, stage="discussion")
    await cast.come_in(group["Olu"], group.room)
    await group.wait(61)
    assert "1 person is in the voice room and hasn't pressed" in (await group.console()).text
