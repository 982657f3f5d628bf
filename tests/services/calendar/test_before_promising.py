"""What would keep a room from opening is said before it is promised."""

import pytest

from bot.services.calendar.schedule import NotAFacilitator, OpenAlready, Wish
from bot.services.ports.rooms import Need
from bot.services.server.before_promising import CannotOpen
from bot.text.catalog import speaker
from tests.services.conftest import GUILD, lead, member


async def test_no_room_is_promised_that_cannot_open_and_nothing_is_kept(story):
    await story.settle_server()
    story.discord.needs.append(Need("clock_off", {"minutes": "7"}))
    with pytest.raises(CannotOpen) as refused:
        await story.schedule.start_now(GUILD, lead(), Wish("Now"))
    said = speaker("en")(refused.value.key, **refused.value.facts)
    assert said.startswith("No room can open right now, so nothing was started.")
    assert "7 minutes off" in said
    assert await story.kept.run(lambda tx: tx.occurrences.of(GUILD)) == ()
    story.discord.needs = [Need("server_full", {}, blocks=False)]
    await story.schedule.start_now(GUILD, lead(), Wish("Now"))


async def test_what_could_be_in_the_way_later_refuses_no_plan(story):
    await story.settle_server()
    story.discord.needs.append(Need("no_category", {}))
    assert (await story.plan()).series.title == "Tuesday group"


async def test_who_may_not_start_a_meeting_hears_that_and_not_what_is_missing(story):
    await story.settle_server()
    story.discord.needs.append(Need("no_category", {}))
    with pytest.raises(NotAFacilitator):
        await story.schedule.start_now(GUILD, member(1), Wish("Now"))


async def test_a_second_start_hears_of_the_room_that_is_open_and_not_of_a_full_category(story):
    await story.settle_server()
    await story.schedule.start_now(GUILD, lead(), Wish("Now"))
    await story.wait(seconds=5)
    story.discord.needs.append(Need("category_full", {}))
    with pytest.raises(OpenAlready):
        await story.schedule.start_now(GUILD, lead(), Wish("Now"))
