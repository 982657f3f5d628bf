"""The door's message follows the door: nobody is shown a way in that then refuses them."""

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

OPEN = ("Join", "Join by typing", "Just listening", "New here?", "What is this about?")
SHUT = ("Join again", *OPEN[3:])
STRANGER = "Hana"
CLOSED, FULL = "The door is closed: nobody new comes in for now.", "All places are taken for now."


def at_door(group: Group) -> tuple[str, tuple[str, ...]]:
    """Give the words and the buttons of the door, as somebody outside sees it."""
    shown = plain(group.door(STRANGER).components)
    return shown.text, shown.buttons


async def test_a_door_that_is_closed_says_so_and_has_a_way_back_for_those_who_were_in(evening):
    group = await evening("Ana", stage="welcome")
    assert at_door(group)[1] == OPEN
    await group.more("Close the door")
    await group.wait(2)
    words, ways = at_door(group)
    assert CLOSED in words
    assert ways == SHUT
    await group.options("Ana", "Leave")
    back = await cast.press(group["Ana"], "Join again", on=group.door("Ana"))
    assert "You're in" in back.text
    await group.more("Open the door again")
    await group.wait(2)
    words, ways = at_door(group)
    assert (CLOSED in words, ways) == (False, OPEN)


async def test_a_discreet_door_that_is_closed_says_no_more_than_that(group):
    await group.set_up(discreet=True)
    await group.start()
    await group.come("Fran")
    await group.more("Close the door")
    await group.wait(2)
    words, ways = at_door(group)
    assert (CLOSED in words, ways) == (True, SHUT)


async def test_a_full_meeting_shows_so_at_its_door_until_somebody_leaves(group):
    await cast.say(
        group["Fran"], "meeting schedule", group.world.facilitators_channel,
        title="Circle", when="in 11 minutes", capacity=2,
    )  # fmt: skip
    await group.wait(90)
    await group.come("Fran", "Ana")
    assert at_door(group)[1] == OPEN
    await group.come("Ben")
    await group.wait(2)
    words, ways = at_door(group)
    assert (FULL in words, ways) == (True, SHUT)
    await group.options("Ben", "Leave")
    await group.wait(2)
    words, ways = at_door(group)
    assert (FULL in words, ways) == (False, OPEN)


async def test_the_door_of_a_meeting_that_ended_behind_a_closed_door_is_one_line(evening):
    group = await evening("Ana", stage="welcome")
    await group.more("Close the door")
    await group.end()
    posted = [
        plain(one.components)
        for one in group.seen(STRANGER, group.world.announcements.id)
        if not one.ephemeral
    ]
    assert "is over for today" in posted[0].text
    assert posted[0].buttons == ()
