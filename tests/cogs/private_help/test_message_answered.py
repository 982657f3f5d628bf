"""The private message that something waits, once it is read, taken back, or the evening is over."""

from bot.rehearsal import cast
from tests.cogs.private_help.test_help_reaches import FOUR, WAITS, ask, messages

READ = "What was waiting has been read, or taken back. If you lead with others, ask who answers."


async def test_a_message_that_something_waits_says_so_once_the_other_facilitator_has_read_it(
    evening,
):
    group = await evening(*FOUR)
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await cast.come_in(group["Ivy"], group.room)
    await group.wait(2)
    await ask(group)
    await group.wait(2)
    assert all(WAITS in told for name in ("Fran", "Ivy") for told in messages(group, name))
    await cast.press(group["Ivy"], "Read", on=(await group.console("Ivy")).message)
    await group.wait(2)
    assert [messages(group, name) for name in ("Fran", "Ivy")] == [[READ], [READ]]
    await ask(group, "Ben")
    await group.wait(65)
    assert READ in messages(group, "Fran")
    assert sum("is waiting for you in" in told for told in messages(group, "Fran")) == 1


async def test_it_says_so_too_once_the_request_is_taken_back_or_the_evening_is_over(evening):
    group = await evening(*FOUR, stage="welcome")
    sent = await ask(group)
    await group.wait(2)
    await cast.press(group["Ana"], "Take it back", on=sent.message)
    await group.wait(2)
    assert messages(group, "Fran") == [READ]
    await ask(group, "Ben")
    await group.wait(65)
    await group.end()
    await group.wait(5)
    assert not any("is waiting for you in" in told for told in messages(group, "Fran"))
    assert any(told.startswith("That evening is over") for told in messages(group, "Fran"))
