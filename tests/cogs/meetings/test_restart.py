"""Killed and started again in the middle of an evening: what happened meanwhile is seen."""

from bot.rehearsal import cast

FOUR = ("Ana", "Ben", "Chi", "Esi")


async def test_whoever_went_while_the_bot_was_down_does_not_keep_the_floor(
    evening, make_bot, closed_at_the_end
):
    group = await evening(*FOUR, stage="check_in")
    await group.press("Fran", "I've finished")
    await group.wait(2)
    assert group.floor == "Ana"
    await group.env.bot.close()
    await cast.go_out(group["Ana"])
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(3 * 60)
    assert group.floor == "Ben", "a minute after it is certain that her call has dropped"


async def test_a_facilitator_who_went_while_the_bot_was_down_is_seen_to_be_away(
    evening, make_bot, closed_at_the_end
):
    group = await evening(*FOUR, stage="welcome")
    await group.env.bot.close()
    await cast.go_out(group["Fran"])
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(3 * 60)
    assert "seems to be away" not in group.words
    await group.wait(90)
    assert "The facilitator seems to be away." in group.words
