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


async def test_after_an_orderly_end_a_card_that_shows_the_same_is_not_edited(
    evening, make_bot, closed_at_the_end
):
    group = await evening(*FOUR, stage="check_in")
    await group.wait(2)
    before = edits(group)
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(40)
    assert edits(group) == before
    await group.press("Fran", "I've finished")
    await group.wait(2)
    assert group.floor == "Ana"


async def test_what_time_has_changed_while_the_bot_was_down_is_shown(
    evening, make_bot, closed_at_the_end
):
    group = await evening(*FOUR, stage="welcome")
    await group.wait(2)
    await group.env.bot.close()
    await group.env.advance_time(30 * 60)
    before = edits(group)
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(5)
    assert edits(group) > before


def edits(group):
    asked = [one for one in group.env.http_requests if one.method == "PATCH"]
    return sum("/messages/" in one.path for one in asked)
