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
    (door,) = [one for one in posted if "is over for today" in one.text]
    assert door.buttons == ()


async def asked(group: Group, name: str, command: str, **options: object) -> cast.Answer:
    return await cast.say(group[name], f"meeting {command}", group.world.announcements, **options)


async def everywhere(group: Group, name: str) -> list[cast.Answer]:
    """Give each answer in private that shows the way into what runs."""
    title = {"meeting": "Circle"}
    return [await asked(group, name, "next"), await asked(group, name, "list"),
            await asked(group, name, "show", **title)]  # fmt: skip


async def planned(group: Group, **options: object) -> None:
    await cast.say(
        group["Fran"], "meeting schedule", group.world.facilitators_channel,
        title="Circle", when="in 11 minutes", **options,
    )  # fmt: skip
    await group.wait(90)


async def test_no_private_answer_shows_a_way_in_that_would_refuse_who_asks(group):
    await planned(group)
    await group.come("Fran", "Ana")
    for shown in await everywhere(group, STRANGER):
        assert "Join" in shown.shown.buttons
    await group.more("Close the door")
    await group.wait(2)
    for shown in await everywhere(group, STRANGER):
        assert not [one for one in shown.shown.buttons if one.startswith(("Join", "Just"))]
        assert CLOSED in shown.text
    await group.options("Ana", "Leave")
    for shown in await everywhere(group, "Ana"):
        assert "Join" in shown.shown.buttons, "who was in before comes back"
    assert "You're in" in (await cast.press(group["Ana"], "Join", on=shown.message)).text
    await group.more("Open the door again")
    for shown in await everywhere(group, STRANGER):
        assert "Join" in shown.shown.buttons


async def test_a_full_meeting_shows_so_in_private_too(group):
    await planned(group, capacity=1)
    await group.come("Fran", "Ana")
    for shown in await everywhere(group, STRANGER):
        assert "Join" not in shown.shown.buttons
        assert FULL in shown.text
    await group.wait(2)
    card = plain(group.card().components)
    assert (FULL in card.text, card.buttons[:2]) == (True, ("Join again", "New here?"))
    await group.options("Ana", "Leave")
    for shown in await everywhere(group, STRANGER):
        assert "Join" in shown.shown.buttons


async def test_the_card_of_the_lobby_follows_the_door(group):
    await group.start()
    await group.come("Fran", "Ana")
    assert plain(group.card().components).buttons[:3] == ("Join", "Just listening", "New here?")
    await group.more("Close the door")
    await group.wait(2)
    assert plain(group.card().components).buttons[:2] == ("Join again", "New here?")
    assert "The door is closed for today" in group.words
    await group.more("Open the door again")
    await group.wait(2)
    assert plain(group.card().components).buttons[0] == "Join"
