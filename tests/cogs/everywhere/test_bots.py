"""A music bot in the voice room is no person: not counted, not listed, and keeps nothing open."""

from bot.rehearsal import cast


async def a_bot_comes(group):
    group.newly_in_the_server("Jukebox", group.world.facilitators, bot=True)
    await cast.come_in(group["Jukebox"], group.room)
    await group.wait(2)


async def test_a_bot_is_neither_counted_nor_listed(evening):
    group = await evening("Ana", "Ben")
    await a_bot_comes(group)
    assert "3 people are here." in group.words
    console = await group.console()
    assert "hasn't pressed" not in console.text
    chooser = await group.more("Remove from meeting")
    assert "Jukebox" not in str(chooser.message.components)
    assert "voice room" not in str(chooser.message.components)


async def test_a_bot_keeps_no_meeting_and_no_room_open(evening):
    group = await evening("Ana", "Ben", stage="welcome")
    await a_bot_comes(group)
    for name in ("Ana", "Ben", "Fran"):
        await cast.go_out(group[name])
    await group.wait(25 * 60)
    assert group.world.voice_room() is None
