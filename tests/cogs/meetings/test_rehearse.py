"""`/meeting rehearse`: an evening with made-up people, for one person alone, and nothing kept."""

import re

from bot.rehearsal import cast
from bot.rehearsal.plain_text import walk
from cogs.ui.walkthrough.draw import STEPS
from tests.cogs.everywhere.test_blue_buttons import blue


def awake(answer):
    """The labels of the buttons that can be pressed."""
    assert answer.message is not None
    parts = walk(answer.message.components)
    return [one["label"] for one in parts if one.get("label") and not one.get("disabled")]


async def test_a_new_facilitator_walks_through_an_evening_and_back_and_nothing_happens(group):
    place = group.world.facilitators_channel
    before = [one.id for one in group.seen("Fran", place.id)]
    step = await cast.say(group["Fran"], "meeting rehearse", place)
    seen = [step.text]
    assert step.private
    assert awake(step) == ["Next"]
    while len(seen) < len(STEPS):
        step = await cast.press(group["Fran"], "Next", on=step.message)
        seen.append(step.text)
        assert set(awake(step)) <= {"Back", "Next", "Once more"}
    assert [f"Rehearsal · {number} of 9" in said for number, said in enumerate(seen, 1)] == [
        True
    ] * 9
    times = [int(at) for said in seen for at in re.findall(r"(?:until|starts at) <t:(\d+)", said)]
    assert len(times) == len(STEPS) - 1, "a console before the start says no time"
    assert times == sorted(times), "the evening goes on"
    assert "Ana has the floor" in seen[3] or "Fran (leads) has the floor" in seen[3]
    assert "Ask · everyone sees it" not in awake(step)
    again = await cast.press(group["Fran"], "Once more", on=step.message)
    assert "Rehearsal · 1 of 9" in again.text
    two = await cast.press(group["Fran"], "Next", on=again.message)
    back = await cast.press(group["Fran"], "Back", on=two.message)
    assert back.text == again.text
    await group.wait(60)
    others = [one.id for one in group.seen("Ana", place.id)] + [
        one.id for one in group.seen("Fran", place.id) if not one.ephemeral
    ]
    assert set(others) <= set(before)
    kept = await group.bot.services.privacy.store.run(lambda tx: tx.occurrences.live())
    assert kept == ()


async def test_of_all_the_buttons_only_the_one_that_goes_on_is_blue(group):
    step = await cast.say(group["Fran"], "meeting rehearse", group.world.facilitators_channel)
    for _ in STEPS[1:]:
        assert blue(step.message.components) == ["Next"]
        step = await cast.press(group["Fran"], "Next", on=step.message)
    assert blue(step.message.components) == ["Once more"]


async def test_who_may_not_lead_is_told_kindly(group):
    answer = await cast.say(group["Ana"], "meeting rehearse", group.world.announcements)
    assert "Rehearsal" not in answer.text
    assert answer.private
