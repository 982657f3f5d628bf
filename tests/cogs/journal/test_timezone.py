"""`/timezone`: one's own zone, as people say it, in the server and in private."""

import pytest

from tests.cogs.alone import PLACES, Alone


@pytest.mark.parametrize("where", PLACES)
async def test_a_city_is_enough_and_the_time_there_is_said(group, where):
    ana = Alone(group, "Ana", where)
    told = await ana.say("timezone", zone="dublin")
    assert told.private
    assert told.text.startswith("Your time zone is Europe/Dublin. It's 18:")
    assert (await group.bot.services.choices.settings(ana.id)).zone == "Europe/Dublin"


async def test_what_may_be_several_zones_is_asked_back_and_changes_nothing(group):
    ana = Alone(group, "Ana", "server")
    await ana.say("timezone", zone="Tokyo")
    asked = await ana.say("timezone", zone="CST")
    assert "CST" in asked.text
    assert (await group.bot.services.choices.settings(ana.id)).zone == "Asia/Tokyo"


async def test_zones_are_offered_while_somebody_types(group):
    ana = group["Ana"]
    found = await ana.autocomplete(group.world.announcements, "timezone", "zone", "dub")
    assert found[0]["name"] == "Europe/Dublin"


async def test_what_counts_for_a_day_follows_the_zone(group):
    ana = Alone(group, "Ana", "private")
    await ana.say("timezone", zone="Auckland")
    settings = await group.bot.services.choices.settings(ana.id)
    now = group.bot.services.clock.now()
    assert (settings.day_of(now) - now.date()).days == 1
