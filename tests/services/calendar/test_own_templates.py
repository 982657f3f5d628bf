"""A group's own templates: evenings go by them, and none is lost when one is removed."""

from datetime import timedelta

import pytest

from bot.content.templates.reading import example
from bot.domain.calendar.edited import Edit
from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.own_template import MOST, NoSuchTemplate, TooManyTemplates
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import GuildId
from bot.domain.template import MinutesOutOfRange
from bot.services.calendar.own_templates import BadTemplateFile
from bot.services.calendar.schedule import Wish
from bot.services.server.setup import NotAnOrganiser
from tests.services.conftest import GUILD, MINUTE, ORGANISERS, START, lead, member

FRIDAY = example().encode()
SHAPE = [("welcome", 4), ("check_in", 14), ("discussion", 20), ("check_out", 9), ("close", 3)]
OTHER = GuildId(9002)


def file(name: str, **changed: str) -> bytes:
    text = example().replace("friday-50", name)
    for old, new in changed.items():
        text = text.replace(old, new)
    return text.encode()


@pytest.fixture
async def group(story):
    """A group with one template of its own."""
    await story.settle_server()
    await story.templates.add(GUILD, lead(), FRIDAY)
    return story


async def stages(story) -> list[tuple[str, int]]:
    meeting = await story.meetings.get((await story.occurrence()).id)
    return [(str(one.key), one.minutes) for one in meeting.stages[1:]]


async def names(story, guild=GUILD) -> list[str]:
    return [one.name for one in await story.templates.of(guild)]


async def drop(story):
    (own,) = await story.templates.of(GUILD)
    return await story.templates.remove(GUILD, lead(), own.id)


async def opened(story) -> None:
    await story.until(START - 9 * MINUTE)


async def test_an_evening_goes_by_it_and_takes_its_minutes(group):
    made = await group.plan(template="Friday-50")
    assert (made.series.template, made.series.minutes) == ("friday-50", 50)
    await opened(group)
    assert await stages(group) == SHAPE


async def test_it_is_fitted_to_the_minutes_that_are_wished_for(group):
    await group.plan(template="friday-50", minutes=100)
    await opened(group)
    assert sum(minutes for _, minutes in await stages(group)) == 100
    with pytest.raises(MinutesOutOfRange):
        await group.plan(template="friday-50", minutes=5)


async def test_another_group_has_none_of_it(group):
    assert await names(group, OTHER) == []
    wish = Wish("Theirs", "friday-50")
    with pytest.raises(NoSuchTemplate):
        await group.plan(template="friday-60")
    await group.setup.save(OTHER, lead(), rooms=13, timezone="Europe/Rome")
    with pytest.raises(NoSuchTemplate):
        await group.schedule.start_now(OTHER, lead(), wish)
    (own,) = await group.templates.of(GUILD)
    with pytest.raises(NoSuchTemplate):
        await group.templates.remove(OTHER, lead(), own.id)
    assert await names(group) == ["friday-50"]


async def test_a_removed_one_costs_no_evening_and_organisers_are_told_once(group):
    await group.plan(Repeat.WEEKLY, template="friday-50")
    gone = await drop(group)
    assert [one.title for one in gone.series] == ["Tuesday group"]
    assert gone.instead.name == "newcomers-45"
    await opened(group)
    one = await group.occurrence()
    assert (one.phase, one.minutes) == (Phase.OPEN, 50)
    assert sum(minutes for _, minutes in await stages(group)) == 50
    assert [key for key, _ in await stages(group)][3] == "working"
    await group.wait(days=8)
    assert group.discord.keys(ORGANISERS).count("organisers.template_gone") == 1


async def test_added_again_the_meetings_planned_with_it_follow_it_again(group):
    await group.plan(template="friday-50")
    await drop(group)
    await group.templates.add(GUILD, lead(), FRIDAY)
    await opened(group)
    assert await stages(group) == SHAPE
    assert "organisers.template_gone" not in group.discord.keys(ORGANISERS)


async def test_a_replaced_one_holds_from_the_next_evening_that_opens(group):
    await group.plan(template="friday-50")
    longer = file("FRIDAY-50", **{"minutes = 50": "minutes = 60", "minutes = 20": "minutes = 30"})
    outcome = await group.templates.add(GUILD, lead(), longer)
    assert outcome.replaced
    assert await names(group) == ["FRIDAY-50"]
    await opened(group)
    assert sum(minutes for _, minutes in await stages(group)) == 50, "as long as it was planned"
    assert await stages(group) != SHAPE


async def test_one_that_is_replaced_while_a_meeting_runs_changes_nothing_there(group):
    await group.plan(template="friday-50")
    await opened(group)
    await drop(group)
    await group.restart()
    assert await stages(group) == SHAPE


async def test_a_series_is_changed_to_it_and_to_none_that_is_not_there(group):
    await group.plan(Repeat.WEEKLY)
    meant = await group.changes.meant(GUILD, lead(), "Tuesday group")
    with pytest.raises(NoSuchTemplate):
        await group.changes.ask_edit(meant, Edit(template="saturday"))
    outlook = await group.changes.ask_edit(meant, Edit(template="friday-50"))
    await group.changes.answer(GUILD, lead(), outlook.change.id)
    await opened(group)
    assert await stages(group) == SHAPE


async def test_only_whoever_manages_the_server_changes_them(group):
    (own,) = await group.templates.of(GUILD)
    who = member(1)
    for work in (
        group.templates.listed(GUILD, who),
        group.templates.add(GUILD, who, FRIDAY),
        group.templates.in_use(GUILD, who, own.id),
        group.templates.remove(GUILD, who, own.id),
    ):
        with pytest.raises(NotAnOrganiser):
            await work
    with pytest.raises(NotAnOrganiser):
        group.templates.must_take(who, 10)
    with pytest.raises(BadTemplateFile):
        group.templates.must_take(lead(), 70_000)
    assert await names(group) == ["friday-50"]


async def test_as_many_as_fit_are_kept_and_one_of_them_can_still_be_replaced(group):
    for number in range(MOST - 1):
        await group.templates.add(GUILD, lead(), file(f"evening {number}"))
    with pytest.raises(TooManyTemplates):
        await group.templates.add(GUILD, lead(), file("one more"))
    assert (await group.templates.add(GUILD, lead(), FRIDAY)).replaced
    assert len(await names(group)) == MOST


async def test_a_file_that_needs_mending_changes_nothing(group):
    outcome = await group.templates.add(GUILD, lead(), file("friday-50", welcome="hello"))
    assert (outcome.kept, [one.rule for one in outcome.findings]) == (None, ["template.field"])
    with pytest.raises(BadTemplateFile):
        await group.templates.add(GUILD, lead(), b"name = = 3")
    assert (await group.templates.of(GUILD))[0].template.total_minutes == 50


async def test_they_go_with_all_of_the_group(group):
    await group.templates.add(OTHER, lead(), FRIDAY)
    await group.departures.leave(GUILD)
    assert await names(group) == ["friday-50"], "it may be taken in again"
    await group.wait(days=40)
    assert await names(group) == []
    assert await names(group, OTHER) == ["friday-50"]
    assert group.clock.now() - START > timedelta(days=30)
