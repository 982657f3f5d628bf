"""Who may note a line for next time, also from a private message, and what becomes of it."""

import pytest

from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import LONGEST_LINE
from bot.domain.ids import GuildId, MemberId, SeriesId
from bot.domain.person import Actor
from bot.services.calendar.changes.refusals import MeetingNotFound
from bot.services.calendar.leading import NobodyLeadsYet, OrganiserWithoutRole
from bot.services.calendar.schedule import NotAFacilitator
from bot.services.ports.members import Standing
from bot.services.ports.trouble import Unsure
from tests.services.conftest import GUILD, lead, member

OTHER = GuildId(9002)
ALONE = Actor(lead().id, "Facilitator 1")
"""Who leads, as a private message shows them: of their role it says nothing."""


@pytest.fixture
async def series(story):
    await story.settle_server()
    return (await story.plan(Repeat.WEEKLY)).series.id


async def show(story, by):
    return await story.changes.show(GUILD, by, "Tuesday group")


async def test_who_leads_by_discords_word_may_from_a_private_message(story, series):
    with pytest.raises(NotAFacilitator):
        await story.next_time.read(None, ALONE, series)
    story.discord.standings[ALONE.id] = Standing(leads=True)
    assert await story.next_time.keep(None, ALONE, series, "  the\nchairs ") == "the chairs"
    assert await story.next_time.read(GUILD, lead(2), series) == "the chairs"
    assert (await show(story, lead(2))).next_time == "the chairs"


async def test_nobody_else_writes_it_or_reads_it(story, series):
    await story.next_time.keep(GUILD, lead(), series, "the chairs")
    for work in (story.next_time.read, lambda *who: story.next_time.keep(*who, "mine")):
        with pytest.raises(NotAFacilitator):
            await work(GUILD, member(1), series)
        with pytest.raises(NotAFacilitator):
            await work(None, member(1), series)
        with pytest.raises(NotAFacilitator):
            await work(None, ALONE, SeriesId(7))
        with pytest.raises(MeetingNotFound):
            await work(OTHER, lead(), series)
    found = await show(story, member(1))
    assert (found.may_note, found.next_time) == (False, "")
    assert await story.next_time.read(GUILD, lead(), series) == "the chairs"


async def test_who_may_not_write_it_hears_what_would_let_them(story):
    await story.settle_server(never="facilitators")
    series = (await story.plan(Repeat.WEEKLY)).series.id
    with pytest.raises(NobodyLeadsYet):
        await story.next_time.read(GUILD, member(1), series)
    await story.settle_server()
    olu = Actor(MemberId(900), "Olu", manages=True)
    with pytest.raises(OrganiserWithoutRole):
        await story.next_time.keep(GUILD, olu, series, "mine")


async def test_it_goes_with_its_series_and_with_whoever_wrote_it_alone(story, series):
    other = (await story.plan(Repeat.WEEKLY, title="Late group")).series.id
    await story.next_time.keep(GUILD, lead(1), series, "the chairs")
    await story.next_time.keep(GUILD, lead(2), other, "the door")
    await story.privacy.erase(lead(1).id, GUILD)
    assert await story.next_time.read(GUILD, lead(3), series) == ""
    assert await story.next_time.read(GUILD, lead(3), other) == "the door"
    meant = await story.changes.meant(GUILD, lead(), "Late group")
    outlook = await story.changes.ask_cancel(meant)
    await story.changes.answer(GUILD, lead(), outlook.change.id)
    with pytest.raises(MeetingNotFound):
        await story.next_time.keep(GUILD, lead(), other, "again")
    await story.wait(days=120)
    await story.kept.run(lambda tx: tx.registry.prune(story.clock.now()))
    assert await story.kept.run(lambda tx: tx.next_time.get(other)) is None


async def test_what_holds_nothing_to_be_seen_clears_it_and_too_much_is_cut(story, series):
    await story.next_time.keep(GUILD, lead(), series, "x" * 500)
    assert len(await story.next_time.read(GUILD, lead(), series)) == LONGEST_LINE
    assert await story.next_time.keep(GUILD, lead(), series, " \u200b ") == ""
    assert (await show(story, lead())).next_time == ""


async def test_where_discord_does_not_answer_only_those_down_to_lead_are_believed(story):
    await story.settle_server()
    series = (await story.plan(Repeat.WEEKLY, facilitator=ALONE.id)).series.id
    for who, may in ((ALONE, True), (member(1), False)):
        story.discord.plan("look", Unsure())
        if may:
            assert await story.next_time.keep(None, who, series, "the chairs") == "the chairs"
        else:
            with pytest.raises(NotAFacilitator):
                await story.next_time.keep(None, who, series, "mine")
    assert await story.next_time.read(GUILD, lead(2), series) == "the chairs"
