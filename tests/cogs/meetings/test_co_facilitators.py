"""Two who are named to lead: looked at when they are named, and both lead from the beginning."""

import pytest

from bot.rehearsal.plain_text import plain
from tests.cogs.meetings.changing import TITLE, agreed, meeting, planned


@pytest.fixture
def two(group):
    """Beside Fran somebody who may lead, and somebody who is no person."""
    group.newly_in_the_server("Ivy", group.world.facilitators)
    group.newly_in_the_server("Robo", bot=True)
    return group


@pytest.mark.parametrize(
    ("lead", "co", "told"),
    [
        (None, "Ana", "doesn't have the facilitator role, so couldn't step in"),
        (None, "Robo", "is a bot"),
        ("Fran", "Fran", "leads that meeting already"),
    ],
)
async def test_who_could_not_step_in_is_not_planned_with(two, lead, co, told):
    named = {"co_facilitator": two[co]} | ({"facilitator": two[lead]} if lead else {})
    answer = await meeting(two, "schedule", title=TITLE, when="Tuesday 19:00", **named)
    assert told in answer.text
    await planned(two)
    asked = await meeting(two, "edit", meeting=TITLE, **named)
    assert told in asked.text


async def test_a_plan_says_back_who_leads_who_helps_and_on_which_day(two):
    lead, helps = two["Fran"], two["Ivy"]
    made = await meeting(
        two, "schedule", title=TITLE, when="every Tuesday 19:00",
        facilitator=lead, co_facilitator=helps,
    )  # fmt: skip
    assert f"<@{lead.id}> leads it.\n<@{helps.id}> helps to lead it." in made.text
    assert "time, every week on Tuesday." in made.text


async def test_an_edit_names_who_helps_and_both_lead_from_the_beginning(two):
    await planned(two, facilitator=two["Fran"])
    asked = await meeting(two, "edit", meeting=TITLE, co_facilitator=two["Ivy"])
    assert f"<@{two['Ivy'].id}> helps to lead it." in asked.text
    await agreed(two, asked)
    again = await meeting(two, "edit", meeting=TITLE, co_facilitator=two["Fran"])
    assert "leads that meeting already" in again.text
    await two.wait(51 * 60)
    told = [plain(one.components).text for one in two.seen("Ivy") if not one.ephemeral]
    assert any("you're set to help lead it" in one for one in told)
    await two.come("Ivy", "Fran", "Ana")
    await two.go_on()
    await two.wait(3)
    console = await two.console("Ivy")
    assert any(label.startswith("Next stage") for label in console.shown.buttons)
