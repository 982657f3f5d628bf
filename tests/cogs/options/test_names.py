"""Names in the evening: two of one name are told apart, and nobody looks like who leads."""

import pytest

from bot.rehearsal import cast
from tests.cogs.group import LEAD, Group

FOUR = ("Ana", "Ben", "Chi", "Esi")


async def twin(group: Group, key: str, name: str, way: str = "Join") -> None:
    """Let somebody in whom Discord calls `name`; the story calls them `key`."""
    group.newly_in_the_server(key, called=name)
    await group.come(key, way=way)


async def test_two_of_one_name_are_told_apart_on_card_menus_and_forms(evening):
    group = await evening(*FOUR)
    await twin(group, "Nia", "Ana")
    await group.go_to("discussion")
    for name in ("Ana", "Nia"):
        await group.press(name, "Raise hand")
    await group.wait(2)
    assert "Raised hands: Ana, Ana 2" in group.words
    removing = await group.more("Remove from meeting")
    assert "Ana / Ben / Chi / Esi / Ana 2" in removing.text + str(removing.shown.selects)
    handing = await group.more("Hand over")
    assert "Ana 2" in str(handing.shown.selects)
    await group.write("Nia", "Type instead", "hello")
    assert "Ana 2 writes:\nhello" in group.room_words("Ben")


@pytest.mark.parametrize(
    ("in_server", "here"),
    [
        ("Fran", "Fran 2"),
        ("\u0424ran", "\u0424ran"),
        ("F\u0433an", "F\u0433an 2"),
        ("Facilitator", "Guest"),
        ("Nia (Facilitator)", "Nia"),
        ("Fran (leads)", "Fran 2"),
        ("OpenRound", "Guest"),
        ("\u3164", "Guest"),
        ("discord.gg/abc", "Guest"),
    ],
    ids=ascii,
)
async def test_whatever_discord_calls_somebody_they_are_not_taken_for_who_leads(
    evening, in_server, here
):
    group = await evening("Ana", stage="welcome")
    await twin(group, "Nia", in_server)
    await group.wait(2)
    mine = await group.press("Nia", "My options")
    assert f"You are {here} here." in mine.text


async def test_whoever_leads_is_marked_wherever_names_stand(evening):
    group = await evening(*FOUR, stage="check_in")
    assert "Fran (leads) has the floor · next Ana" in group.words
    await group.write(LEAD, "Type instead", "hello")
    assert "Fran (leads) writes:\nhello" in group.room_words("Ben")
    chooser = await group.more("Add co-facilitator")
    await cast.choose(group[LEAD], "Choose a person", "Ana", on=chooser.message)
    await group.wait(2)
    assert "Ana (helps to lead) has the floor" in group.words


async def test_a_name_that_is_taken_is_given_a_number_and_the_reason(evening):
    group = await evening(*FOUR)
    form = await group.options("Ana", "Choose another name")
    answer = await cast.fill(group["Ana"], form, "b\u0435n")
    assert (
        "From now on you're b\u0435n 2 here, because somebody else is called that." in answer.text
    )
