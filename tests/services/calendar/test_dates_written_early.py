"""A date far ahead may be written down early: none before it is lost, whatever happened."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import dates
from bot.services.calendar import planning
from tests.services.conftest import GUILD, START

WEEK = timedelta(weeks=1)


async def written_early(story, weeks):
    """Write down one date of the series that lies far ahead."""

    def work(tx):
        series = tx.series.of(GUILD)[0]
        rule_date, at = dates(series, START + WEEK * weeks - timedelta(seconds=1), 1)[0]
        wish = planning.Wish(series.title)
        early = planning.occurrence_of(GUILD, wish, at, (series.id, rule_date))
        assert tx.occurrences.add(early)
        return early.id

    return await story.kept.run(work)


async def listed(story):
    return await story.kept.run(lambda tx: tx.occurrences.of(GUILD))


async def test_the_dates_before_one_written_early_are_planned_all_the_same(story):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    early = await written_early(story, 8)
    for week in range(1, 9):
        story.clock.at = START + WEEK * week - timedelta(days=1)
        await story.schedule.plan_ahead()
    found = await listed(story)
    assert [one.starts_at for one in found] == [START + WEEK * n for n in range(10)]
    assert found[8].id == early


async def test_dates_before_it_that_passed_while_the_bot_was_away_are_noted_as_missed(story):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    await written_early(story, 8)
    story.clock.at = START + WEEK * 6 + timedelta(days=1)
    await story.restart()
    await story.wait(seconds=5)
    found = await listed(story)
    assert [one.starts_at for one in found] == [START + WEEK * number for number in range(9)]
    assert [one.phase for one in found] == [Phase.MISSED] * 7 + [Phase.PLANNED] * 2


async def test_planning_again_takes_nothing_back_that_changed_meanwhile(story):
    await story.settle_server()
    made = (await story.plan(Repeat.WEEKLY)).series
    other = replace(made, title="Another name")
    await story.kept.run(lambda tx: tx.series.put(other))
    await story.kept.run(lambda tx: planning.plan_all(tx, [made], START + WEEK))
    kept = await story.kept.run(lambda tx: tx.series.get(made.id))
    assert kept.title == "Another name"
    assert kept.planned_until > made.first.date() + WEEK
