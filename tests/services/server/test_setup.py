"""What an organiser settles, and what is refused."""

from dataclasses import replace

import pytest

from bot.domain.calendar.zones import UnknownZone
from bot.domain.ids import RoleId
from bot.domain.server.roles import Role, RoleNotGiven, RoleOfEveryone
from bot.domain.server.server import Server, Texts
from bot.services.ports.rooms import Need
from bot.services.server.setup import NotAnOrganiser, RulesTooLong, UnknownCountry, UnknownLanguage
from tests.services.conftest import GUILD, lead, member


async def test_what_is_not_changed_stays_as_it_is(story):
    await story.setup.save(GUILD, lead(), timezone="rome", country="italy", discreet=True)
    saved = await story.setup.save(GUILD, lead(), language="en", adults_only=False)
    assert (saved.timezone, saved.country) == ("Europe/Rome", "IT")
    assert (saved.discreet, saved.adults_only) == (True, False)
    assert await story.setup.get(GUILD) == saved
    story.setup.forget(GUILD)
    assert await story.setup.get(GUILD) == saved


async def test_before_anything_is_settled_the_defaults_hold(story):
    assert await story.setup.get(GUILD) == Server(GUILD)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"timezone": "Atlantis"}, UnknownZone),
        ({"country": "Atlantis"}, UnknownCountry),
        ({"language": "tlh"}, UnknownLanguage),
        ({"facilitators": Role(RoleId(5), "@everyone", is_everyone=True)}, RoleOfEveryone),
        ({"facilitators": Role(RoleId(6), "MEE6", handed_out=True)}, RoleNotGiven),
    ],
)
async def test_what_we_do_not_know_is_refused_and_nothing_is_saved(file_story, changes, refusal):
    with pytest.raises(refusal):
        await file_story.setup.save(GUILD, lead(), discreet=True, **changes)
    assert await file_story.setup.get(GUILD) == Server(GUILD)


async def test_only_who_manages_the_server_settles_anything(story):
    for attempt in (
        story.setup.save(GUILD, member(1), discreet=True),
        story.setup.save_texts(GUILD, member(1), Texts()),
        story.setup.check(GUILD, member(1)),
    ):
        with pytest.raises(NotAnOrganiser):
            await attempt


async def test_new_ground_rules_are_another_version_and_other_words_are_not(story):
    first = await story.setup.save_texts(GUILD, lead(), Texts(rules=" Be kind. "))
    assert (first.texts.rules, first.texts.rules_version) == ("Be kind.", 2)
    same = await story.setup.save_texts(GUILD, lead(), Texts(rules="Be kind.", contact="Kim"))
    assert (same.texts.contact, same.texts.rules_version) == ("Kim", 2)
    long = "x" * 900
    cut = await story.setup.save_texts(GUILD, lead(), Texts(rules=long))
    again = await story.setup.save_texts(GUILD, lead(), Texts(rules=long))
    assert (len(cut.texts.rules), again.texts.rules_version) == (800, 3)


async def test_ground_rules_stay_short_enough_to_be_read_at_a_door(story):
    with pytest.raises(RulesTooLong) as refused:
        await story.setup.save_texts(GUILD, lead(), Texts(rules="be kind " * 50))
    assert refused.value.facts == {"words": 100, "most": 90}


async def test_the_check_says_what_is_missing(story):
    story.discord.needs.append(Need("no_category", {}))
    server, needs = await story.setup.check(GUILD, lead())
    assert (server.id, [need.key for need in needs]) == (GUILD, ["no_category"])


async def test_a_door_is_neither_open_nor_closed_where_no_room_can_open(story):
    await story.settle_server()
    server = await story.setup.get(GUILD)
    assert story.setup.doorway(server).closed
    assert story.setup.doorway(replace(server, rooms=None)) is None
    story.discord.needs.append(Need("no_category", {}))
    assert story.setup.doorway(server) is None
