"""What a facilitator chooses from the list of times is what is planned."""

from dataclasses import replace

import pytest

from bot.domain.language.en.when.times import facts_in
from bot.rehearsal import cast
from tests.cogs.group import Group
from tests.cogs.meetings.changing import BOTH
from tests.services.calendar.test_phrases_as_typed import ASIDE, TUNED


async def offered(group: Group, typed: str) -> list[dict[str, str]]:
    place = group.world.facilitators_channel
    return await group["Fran"].autocomplete(place, "meeting schedule", "when", typed)


async def planned(group: Group, when: str, **options: object) -> str:
    place = group.world.facilitators_channel
    asked = {"title": "Thursday", "when": when} | options
    answer = await cast.say(group["Fran"], "meeting schedule", place, **asked)
    if BOTH in answer.shown.buttons:
        answer = await cast.press(group["Fran"], BOTH, on=answer.message)
    return answer.text


@pytest.mark.parametrize(
    ("typed", "shown", "said"),
    [
        (
            "every thursday 7pm",
            "Thu 03 Dec 2026 19:00 · Europe/London · every week",
            ("19:00 London time, every week", "<t:1796324400:F>"),
        ),
        (
            "thursday 7pm",
            "Thu 03 Dec 2026 19:00 · Europe/London",
            ("19:00 London time, just this once", "<t:1796324400:F>"),
        ),
        (
            "<t:1796324400:R>",
            "Thu 03 Dec 2026 19:00 · Europe/London",
            ("19:00 London time, just this once", "<t:1796324400:F>"),
        ),
        (
            "next Friday 7-8:30pm",
            "Fri 04 Dec 2026 19:00 · Europe/London · 90 minutes",
            ("19:00 London time, just this once", "<t:1796410800:F>"),
        ),
        (
            "mondays and thursdays 19:30",
            "Thu 03 Dec 2026 19:30 · Europe/London · every week on Mon, Thu",
            ("19:30 London time, every week on Mon, Thu", "<t:1796326200:F>"),
        ),
        (
            "5th tuesday of the month 8pm",
            "Tue 29 Dec 2026 20:00 · Europe/London · every month with a fifth Tuesday",
            ("20:00 London time, every month with a fifth Tuesday", "<t:1798574400:F>"),
        ),
    ],
)
async def test_what_was_shown_is_planned_chosen_typed_or_copied(group, typed, shown, said):
    first = (await offered(group, typed))[0]
    assert first["name"] == shown
    assert len(first["value"]) <= 100
    for number, when in enumerate((first["value"], typed, shown)):
        if number == 1 and typed.startswith("next"):
            assert (
                "Please write “Fri 4 Dec 19:00-20:30” or “Fri 11 Dec 19:00-20:30”"
                in await planned(group, when)
            )
            continue
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
        ("Friday 1.12", "please write “Fri 4 Dec 01:12”"),
        ("Friday midnight", "From Fri 4 Dec to Sat 5 Dec? Then write “Sat 5 Dec 00:00”"),
        ("tonight at midnight", "For the night from Tue 1 Dec to Wed 2 Dec"),
        ("Sunday morning 7:30 pm", "don't go together"),
        ("1st and 3rd Monday 19:00", "can't keep the rhythm"),
        ("third Monday 19:00", "“third Monday of the month 19:00”; for one date, such as"),
        ("Friday 7pm IST", "Times here are those of Europe/London"),
        ("Friday 7pm my time", "Choose it with `/timezone`"),
        ("28 March 01:30", "The clocks go forward just then"),
        ("~2|forged", "That choice from the list doesn't count any more"),
    ],
)
async def test_a_time_that_is_not_clear_is_asked_back_in_a_sentence_that_says_what_to_write(
    group, when, said
):
    assert said in await planned(group, when)


async def test_what_repeats_and_is_to_be_once_is_asked_about(group):
    assert "leave “repeat” out" in await planned(group, "every Friday 19:00", repeat="once")


async def test_a_fifth_weekday_that_is_to_come_every_month_is_asked_about_before_it_is_saved(group):
    asked = await planned(group, "Tue 29 Dec 19:00", repeat="monthly")
    assert "“last Tuesday of the month 19:00”" in asked
    assert "“fifth Tuesday of the month 19:00”" in asked
    for number, repeat in enumerate(("daily", "weekdays", "fortnightly", "monthly")):
        answer = await planned(group, "Tue 8 Dec 19:00", repeat=repeat, title=f"Group {number}")
        assert "is planned" in answer
    assert "every month on the second Tuesday" in answer


async def test_how_long_it_lasts_is_said_once(group):
    answer = await planned(group, "Friday 7-8:30pm", minutes=60)
    assert "is 90 minutes long" in answer
    await planned(group, "Friday 7-8:30pm", title="Long")
    series = await group.bot.services.schedule.store.run(
        lambda tx: tx.series.of(group.world.guild.id)
    )
    assert [one.minutes for one in series] == [90]


async def test_a_member_with_a_zone_of_their_own_sees_the_time_on_their_own_clock_too(group):
    place = group.world.facilitators_channel
    await cast.say(group["Fran"], "timezone", place, zone="America/New_York")
    first = (await offered(group, "thursday 7pm"))[0]
    assert first["name"] == "Thu 03 Dec 2026 19:00 · Europe/London · for you Thu 2 pm"
    assert "19:00 London time" in await planned(group, first["name"])
    own = (await offered(group, "thursday 2pm my time"))[0]
    assert own["name"] == first["name"]


RECURRING = [
    one
    for one in (*TUNED, *ASIDE)
    if one.meant
    and not one.meant.endswith(" once")
    and not facts_in(one.typed).keys() & {"month", "zone"}
]
"""Without those that say a date or a zone: they mean another day, or hour, in this world."""


async def test_every_phrase_that_comes_back_is_planned_so_when_its_suggestion_is_pressed(group):
    """The rule is what the table says; the first date depends on the day, and is shown."""
    store = group.bot.services.schedule.store
    for number, one in enumerate(RECURRING):
        first = (await offered(group, one.typed))[0]
        title = f"Group {number}"
        assert "is planned" in await planned(group, first["value"], title=title)
        kept = await store.run(lambda tx: tx.series.of(group.world.guild.id))
        (made,) = (each for each in kept if each.title == title)
        assert made.repeat.value == one.meant.partition(" ")[2]
        await store.run(lambda tx, made=made: tx.series.put(replace(made, ended=True)))
