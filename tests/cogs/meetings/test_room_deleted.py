"""A room that an organiser deleted: they are asked in their channel, and nobody else decides."""

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain

FOUR = ("Ana", "Ben", "Chi", "Esi")


async def test_the_organisers_are_asked_in_their_channel_and_open_it_again(evening):
    group = await evening(*FOUR, stage="check_in")
    world = group.world
    first = group.room.id
    group.env.backend.delete_channel(first)
    await group.wait(70)
    asked = next(
        one for one in group.seen("Olu", world.organisers.id)
        if "Open it again" in plain(one.components).buttons
    )  # fmt: skip
    assert "so the meeting is on hold" in plain(asked.components).text
    shut = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    assert "The organisers have been asked whether to open it again." in shut.text
    done = await cast.press(group["Olu"], "Open it again", on=asked)
    assert done.private
    assert "A new room opens in a moment" in done.text
    await group.wait(20)
    assert group.room.id != first
    assert group.stage == "check_in"
    assert simkit.may_see(group.env, group.room.id, group["Ana"].id)
    again = await cast.press(group["Olu"], "Open it again", on=asked)
    assert "Somebody has already opened this room again." in again.text
