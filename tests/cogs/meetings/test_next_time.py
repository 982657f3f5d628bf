"""A line for next time: noted below the private figures, read before the next meeting."""

from typing import cast as typed

from simcord import MemberActor

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group
from tests.cogs.meetings.changing import TITLE, meeting, planned
from tests.cogs.meetings.test_facilitating import private
from tests.cogs.privacy.test_forgetting import found_in_files

NOTE = "Begin with the new chairs, and leave ten minutes for the plan."
LABEL = "A line for next time"


async def held(group: Group) -> None:
    """An evening of a weekly series is over, and its figures have come to Fran."""
    await planned(group, facilitator=group["Fran"])
    await group.wait(50 * 60 + 10)
    await group.come("Fran", "Ana")
    await group.wait(10 * 60)
    await group.go_to("welcome")
    await group.end()
    await group.wait(30)


def figures(group: Group, name: str = "Fran"):
    """The message about how it went, as it stands in private."""
    return next(
        one
        for one in group.seen(name)
        if simkit.correspondent(group.env, one.channel_id) == group[name].id
        and "How it went" in plain(one.components).text
    )


async def note(group: Group, words: str = NOTE) -> cast.Answer:
    """Let Fran note a line, in private, below the figures."""
    alone = typed("MemberActor", group["Fran"].user)
    form = await cast.press(alone, LABEL, on=figures(group))
    return await cast.fill(alone, form, words)


async def show(group: Group, name: str) -> str:
    return (await meeting(group, "show", name, meeting=TITLE)).text


async def test_it_is_noted_in_private_and_read_by_those_who_lead_alone(group):
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await held(group)
    done = await note(group)
    assert f"For next time: {NOTE}" in done.text
    assert "Only people who lead meetings here read it" in done.text
    for name, reads in (("Fran", True), ("Ivy", True), ("Ana", False), ("Olu", False)):
        assert (NOTE in await show(group, name)) is reads, name
    assert NOTE not in group.room_words("Ana")


async def test_before_a_meeting_it_stands_on_the_console_and_where_somebody_says_yes(group):
    await planned(group, facilitator=group["Fran"])
    shown = await meeting(group, "show", meeting=TITLE)
    form = await cast.press(group["Fran"], LABEL, on=shown.message)
    await cast.fill(group["Fran"], form, NOTE)
    await group.wait(45 * 60 + 5)
    (asked,) = private(group, "Fran")
    assert NOTE not in plain(asked.components).text
    alone = typed("MemberActor", group["Fran"].user)
    yes = await cast.press(alone, "I'm facilitating", on=asked)
    assert f"For next time: {NOTE}" in yes.text
    await group.wait(6 * 60)
    await group.come("Fran", "Ana")
    assert f"For next time: {NOTE}" in (await group.console()).text
    assert NOTE not in group.words
    await group.wait(10 * 60)
    await group.go_to("welcome")
    assert NOTE not in (await group.console()).text


async def test_another_line_takes_its_place_and_an_empty_one_clears_it(group):
    await held(group)
    await note(group)
    shown = await meeting(group, "show", meeting=TITLE)
    form = await cast.press(group["Fran"], LABEL, on=shown.message)
    await cast.fill(group["Fran"], form, "Chairs in a circle.")
    assert "For next time: Chairs in a circle." in await show(group, "Fran")
    shown = await meeting(group, "show", meeting=TITLE)
    form = await cast.press(group["Fran"], LABEL, on=shown.message)
    cleared = await cast.fill(group["Fran"], form, {"line": ""})
    assert "There's no line for next time now." in cleared.text
    assert "For next time" not in await show(group, "Fran")


async def test_its_writer_is_told_of_it_and_it_goes_with_their_erase(group, tmp_path):
    await held(group)
    await note(group)
    assert found_in_files(tmp_path, NOTE) == []
    place = group.world.announcements
    told = await cast.say(group["Fran"], "privacy notice", place)
    assert f"A line you noted for the next meeting: {NOTE}" in told.text
    asked = await cast.say(group["Fran"], "privacy erase", place)
    await cast.press(group["Fran"], "Forget me in this server", on=asked.message)
    await group.wait(30)
    assert "For next time" not in await show(group, "Fran")


async def test_words_of_danger_show_whom_to_call_above_the_answer(group):
    await held(group)
    answer = await note(group, "I want to kill myself")
    assert "999" in answer.text


async def test_after_a_meeting_that_comes_no_more_no_line_is_asked_for(group):
    await group.start()
    await group.come("Fran", "Ana")
    await group.go_to("welcome")
    await group.end()
    await group.wait(30)
    assert LABEL not in plain(figures(group).components).buttons
