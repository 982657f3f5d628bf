"""A series that can't be planned on this machine costs nobody else a date, and is told once."""

from dataclasses import replace

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import GuildId
from bot.services.calendar.schedule import PLANNED_TOGETHER
from tests.services.conftest import GUILD, ORGANISERS, START, lead

OTHER = GuildId(9002)
UNKNOWN = {"timezone": "Atlantis/Capital", "minutes": 5}


async def spoil(story, **changes):
    """Keep a series as a bot on another machine, or of another version, may have written it."""

    def work(tx):
        first = tx.series.of(GUILD)[0]
        tx.series.put(replace(first, **changes))
        tx.series.put(
            replace(first, id=first.id + 1, guild=OTHER, title="Theirs", planned_until=None)
        )

    await story.kept.run(work)


async def dates(story, guild):
    return len(await story.kept.run(lambda tx: tx.occurrences.of(guild)))


def told(story):
    return story.discord.keys(ORGANISERS).count("organisers.series_unread")


@pytest.mark.parametrize("field", UNKNOWN)
async def test_what_cannot_be_planned_costs_no_other_its_dates(story, field, caplog):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    kept = await dates(story, GUILD)
    await spoil(story, **{field: UNKNOWN[field]})
    for _ in range(3):
        await story.schedule.plan_ahead()
        await story.tick()
    assert await dates(story, GUILD) == kept
    assert await dates(story, OTHER) == 2
    assert told(story) == 1
    assert [one.getMessage() for one in caplog.records].count("series.not_planned") == 1


async def test_it_is_planned_again_once_this_machine_knows_its_zone(story):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    await spoil(story, timezone="Atlantis/Capital")
    await story.schedule.plan_ahead()
    await spoil(story, timezone="Europe/Rome")
    await story.wait(days=15)
    assert await dates(story, GUILD) > 3


async def test_another_meeting_can_be_scheduled_beside_one_that_cannot_be_planned(story):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    await spoil(story, timezone="Atlantis/Capital")
    assert (await story.plan(Repeat.WEEKLY)).series.title == "Tuesday group"


async def test_a_date_by_a_template_nobody_knows_takes_place_by_one_of_ours(story):
    await story.settle_server()
    await story.plan()
    one = await story.occurrence()
    await story.kept.run(lambda tx: tx.occurrences.save(replace(one, template="of-another")))
    await story.until(START)
    found = await story.occurrence()
    assert (found.phase, found.minutes) == (Phase.OPEN, one.minutes)
    assert story.discord.keys(ORGANISERS) == ["organisers.template_gone"]


async def test_settings_that_cannot_be_looked_at_keep_no_other_server_from_it(story, monkeypatch):
    await story.settle_server()
    await story.setup.save(OTHER, lead(), language="en")
    looked = []

    def needs(server):
        looked.append(server.id)
        if server.id == GUILD:
            raise ValueError(server)
        return ()

    monkeypatch.setattr(story.setup_monitor.rooms, "needs", needs)
    await story.setup_monitor.check_all()
    assert looked == [GUILD, OTHER]


async def test_a_hundred_series_are_planned_in_pieces_that_give_way_to_presses(story):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)

    def hundred(tx):
        first = replace(tx.series.of(GUILD)[0], planned_until=None)
        for number in range(1, 101):
            tx.series.put(replace(first, id=first.id + number, guild=GuildId(9100 + number)))

    await story.kept.run(hundred)
    before = story.discord.boundaries
    await story.schedule.plan_ahead()
    assert story.discord.boundaries - before >= 100 / PLANNED_TOGETHER
    assert {await dates(story, GuildId(9100 + number)) for number in (1, 26, 100)} == {2}
