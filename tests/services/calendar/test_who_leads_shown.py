"""Whose leads `/meeting show` names: the series', its next date's, and nobody's while one runs."""

from dataclasses import replace

from bot.domain.calendar.edited import Edit
from bot.domain.person import Actor
from tests.services.calendar.changing import HOUR, TUESDAY, meant, rows, weekly, yes
from tests.services.conftest import GUILD, MINUTE, START, lead, member

GIL = lead(7)


async def led(story, now=START - 60 * MINUTE, **of_the_first):
    """A weekly group that Gil leads, its first date written down and perhaps led by another."""
    story.clock.at = now
    series = await weekly(story, facilitator=GIL.id)
    first = replace((await rows(story))[TUESDAY], **of_the_first)
    await story.kept.run(lambda tx: tx.occurrences.save(first))
    return series


async def named(story, by: Actor):
    found = await story.changes.show(GUILD, by, "tuesday group")
    return [(type(one).__name__, one.facilitator) for one in found.leads]


async def test_of_a_date_that_another_leads_both_are_named(story):
    await led(story, facilitator=lead(8).id)
    both = [("Series", GIL.id), ("Occurrence", lead(8).id)]
    assert await named(story, member(1)) == await named(story, lead()) == both


async def test_where_nobody_is_down_for_the_next_date_only_who_may_see_to_it_reads_that(story):
    await led(story, facilitator=None)
    assert await named(story, lead()) == [("Occurrence", None)]
    assert await named(story, member(1)) == []


async def test_from_the_start_to_the_end_nobody_is_named_and_then_again(story):
    await led(story)
    assert await named(story, member(1)) == [("Series", GIL.id)]
    for minutes, said in ((5, []), (59, []), (61, [("Series", GIL.id)])):
        await story.until(START + minutes * MINUTE)
        assert await named(story, member(1)) == await named(story, lead()) == said


async def test_a_discreet_group_names_them_to_those_who_lead_alone(story):
    await led(story)
    await story.setup.save(GUILD, lead(), discreet=True)
    found = await story.changes.offered(GUILD, member(1), "")
    shown = await story.changes.show(GUILD, member(1), found[0].title)
    assert (shown.leads, shown.knows_all) == ((), False)
    assert await named(story, lead()) == [("Series", GIL.id)]


async def test_an_edit_is_shown_to_members_until_a_day_after_it_can_be_taken_back(story):
    series = await led(story)
    edit = Edit(topic="Sleep")
    await yes(story, await story.changes.ask_edit(await meant(story, series), edit))
    doors = START - 10 * MINUTE
    for hours, shown in ((1, 1), (23, 1), (25, 0)):
        story.clock.at = doors + hours * HOUR
        found = await story.changes.show(GUILD, member(1), "tuesday group")
        assert (len(found.edits), found.changes) == (shown, ())
