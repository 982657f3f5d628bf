"""What a facilitator chooses from the list of times is what is planned."""

import pytest

from bot.rehearsal import cast
from tests.cogs.group import Group


async def offered(group: Group, typed: str) -> list[dict[str, str]]:
    place = group.world.facilitators_channel
    return await group["Fran"].autocomplete(place, "meeting schedule", "when", typed)


async def planned(group: Group, when: str, **options: object) -> str:
    place = group.world.facilitators_channel
    asked = {"title": "Thursday", "when": when} | options
    return (await cast.say(group["Fran"], "meeting schedule", place, **asked)).text


@pytest.mark.parametrize(
    ("typed", "shown", "said"),
    [
        (
            "every thursday 7pm",
            "Thu 03 Dec 2026 19:00 · Europe/London · every week",
            ("19:00, Europe/London time, every week", "<t:1796324400:F>"),
        ),
        (
            "thursday 7pm",
            "Thu 03 Dec 2026 19:00 · Europe/London",
            ("19:00, Europe/London time. It takes place once", "<t:1796324400:F>"),
        ),
        (
            "<t:1796324400:R>",
            "Thu 03 Dec 2026 19:00 · Europe/London",
            ("19:00, Europe/London time. It takes place once", "<t:1796324400:F>"),
        ),
        (
            "sunday 28 march 01:30",
            "Sun 28 Mar 2027 02:30 · Europe/London",
            ("02:30, Europe/London time. It takes place once", "<t:1806197400:F>"),
        ),
    ],
)
async def test_what_was_shown_is_planned_chosen_typed_or_copied(group, typed, shown, said):
    first = (await offered(group, typed))[0]
    assert first["name"] == shown
    assert len(first["value"]) <= 100
    for number, when in enumerate((first["value"], typed, shown)):
        answer = await planned(group, when, title=f"Thursday {number}")
        assert all(part in answer for part in said)


async def test_a_choice_made_before_the_zone_changed_is_asked_again(group):
    value = (await offered(group, "thursday 7pm"))[0]["value"]
    await cast.say(
        group.world.organiser, "setup server", group.world.organisers, timezone="Europe/Rome"
    )
    answer = await planned(group, value)
    assert "The group's time zone is Europe/Rome now" in answer
    assert "Please type the time once more" in answer


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("Dec 7pm", "the whole date"),
        ("Friday 1.12", "Please write the time as 01:12"),
        ("Friday midnight", "From Fri 4 Dec to Sat 5 Dec? Then write “Sat 5 Dec 00:00”"),
        ("tonight at midnight", "For the night from Tue 1 Dec to Wed 2 Dec"),
        ("Sunday morning 7:30 pm", "don't go together"),
        ("first Monday of the month 19:00", "comes once or every week"),
        ("Friday 7pm EST", "Times here are those of Europe/London"),
        ("~1|forged", "That choice from the list doesn't count any more"),
    ],
)
async def test_a_time_that_is_not_clear_is_asked_back_in_a_sentence_that_says_what_to_write(
    group, when, said
):
    assert said in await planned(group, when)


async def test_what_repeats_and_is_to_be_once_is_asked_about(group):
    assert "leave one of the two out" in await planned(group, "every Friday 19:00", repeat="once")
