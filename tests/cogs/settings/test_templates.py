"""`/setup templates`: a group's own shape of an evening, from the file to the evening."""

import pytest

from bot.content.templates.reading import example
from bot.rehearsal import cast
from tests.cogs.group import Group
from tests.cogs.meetings.changing import agreed, meeting, planned

FRIDAY = example()


async def templates(group: Group, text: str = "", name: str = "") -> cast.Answer:
    """Let somebody use it, with a file where there is text for one."""
    who = group[name] if name else group.world.organiser
    given = {"file": ("friday.toml", text.encode())} if text else {}
    return await cast.say(who, "setup templates", group.world.organisers, **given)


async def offered(group: Group, command: str, typed: str = "", name: str = "Fran") -> list[str]:
    world = group.world
    place = world.facilitators_channel if name == "Fran" else world.announcements
    found = await group[name].autocomplete(place, f"meeting {command}", "template", typed)
    return [one["value"] for one in found]


async def test_an_evening_goes_by_the_stages_of_a_file_that_was_sent(group):
    assert "There are none yet" in (await templates(group)).text
    added = await templates(group, FRIDAY)
    assert added.private
    assert "Added. You can choose friday-50" in added.text
    assert "• friday-50 · 50 minutes: Welcome 4, Check-in 14, Discussion 20" in added.text
    assert await offered(group, "start", "fri") == ["friday-50"]
    await group.start(template="friday-50")
    await group.come("Fran", "Ana", "Ben", "Chi", "Esi")
    await group.go_to("check_in")
    await group.go_on()
    assert group.stage == "discussion", "it has no agenda"


@pytest.mark.parametrize("command", ["schedule", "start", "edit"])
async def test_every_command_that_takes_one_offers_it_to_those_who_plan(group, command):
    await templates(group, FRIDAY)
    ours = ["standard-90", "standard-60", "newcomers-45"]
    assert await offered(group, command) == [*ours, "friday-50"]
    assert await offered(group, command, name="Ana") == ours
    assert await offered(group, command, "45 min") == ["newcomers-45"]


async def test_a_meeting_is_planned_with_it_and_changed_to_it(group):
    await templates(group, FRIDAY)
    await planned(group, template="Friday-50")
    full = "full evening, 90 minutes"
    await planned(group, "Thursday group", when="Thursday 19:00", template=full)
    asked = await meeting(group, "edit", meeting="Thursday group", template="friday-50")
    assert "The evening: friday-50." in asked.text
    await agreed(group, asked)
    for title in ("Tuesday group", "Thursday group"):
        assert "50 minutes" in (await meeting(group, "show", meeting=title)).text
    answer = await meeting(group, "edit", meeting="Thursday group", template="saturday")
    assert "There's no template of that name here" in answer.text


async def test_what_is_to_be_mended_is_told_by_its_line(group):
    wrong = FRIDAY.replace("check_out", "goodbye").replace("= 4 ", "= 0 ")
    for text, told in (
        (wrong, "Line 7: There's no stage called goodbye."),
        (FRIDAY.replace("= 4 ", "= 5 "), "Line 2: The stages add up to 51 minutes, but 50"),
        ("name = = 3", "This isn't TOML: Invalid value (at line 1, column 8)."),
        ("x" * 70_000, "The file is larger than 64 KiB."),
    ):
        answer = await templates(group, text)
        assert told in answer.text
        assert answer.private
    assert "There are none yet" in (await templates(group)).text


async def test_one_is_removed_after_a_question_that_names_the_meetings_that_go_by_it(group):
    await templates(group, FRIDAY)
    await planned(group, template="friday-50")
    panel = await templates(group)
    organiser = group.world.organiser
    asked = await cast.choose(organiser, "Remove one", "friday-50", on=panel.message)
    assert "• Tuesday group" in asked.text
    assert "with the stages of one of ours: For new people, 45 minutes" in asked.text
    assert await offered(group, "start", "fri") == ["friday-50"]
    gone = await cast.press(organiser, "Remove it", on=asked.message)
    assert "friday-50 is removed." in gone.text
    assert await offered(group, "start", "fri") == []


async def test_another_server_neither_sees_nor_removes_it(group, elsewhere):
    await templates(group, FRIDAY)
    there = await cast.say(elsewhere.member, "setup templates", elsewhere.place)
    assert "There are none yet" in there.text
    found = await elsewhere.member.autocomplete(elsewhere.place, "meeting start", "template", "")
    assert "friday-50" not in [one["value"] for one in found]


async def test_words_that_look_like_formatting_are_shown_as_they_were_written(group):
    await templates(group, FRIDAY.replace("friday-50", "**@everyone** <@1>"))
    panel = await templates(group)
    assert "• **@everyone** <@1> · 50 minutes" in panel.text
