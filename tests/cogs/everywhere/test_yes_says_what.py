"""Whoever is asked once before a step reads on the button itself what it does."""

from bot.rehearsal import cast
from tests.cogs.group import Group
from tests.cogs.meetings.changing import meeting, planned

FOUR = ("Ana", "Ben", "Chi", "Esi")


def says_yes(answer: cast.Answer) -> list[str]:
    return [one for one in answer.shown.buttons if one.startswith("Yes")]


async def test_a_yes_in_the_evening_names_its_step(evening):
    group: Group = await evening(*FOUR, stage="check_in", title="Tuesday group")
    assert says_yes(await group.lead("Next stage")) == ["Yes, go on"]
    await group.press("Fran", "Pass")
    await group.wait(2)
    assert says_yes(await group.press("Fran", "I've finished")) == ["Yes, end this turn"]
    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group["Fran"], "Choose a person", "Ben", on=chooser.message)
    assert says_yes(asked) == ["Yes, remove them"]
    console = await group.console()
    ending = await cast.choose(group["Fran"], "More", "End meeting", on=console.message)
    assert "End Tuesday group for today?" in ending.text, "another may run at the same time"
    assert says_yes(ending) == ["Yes, end the meeting"]


async def test_a_yes_to_a_change_of_the_calendar_names_the_change(group):
    await planned(group)
    wanted = {
        "skip": ({}, "Yes, skip it"),
        "pause": ({}, "Yes, pause it"),
        "move": ({"when": "Wednesday 19:00"}, "Yes, move it"),
        "edit": ({"title": "Wednesday group"}, "Yes, change it"),
        "cancel": ({}, "Yes, cancel it"),
    }
    for command, (options, label) in wanted.items():
        asked = await meeting(group, command, meeting="Tuesday group", **options)
        assert says_yes(asked) == [label]
