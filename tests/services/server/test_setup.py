"""What an organiser settles, and what is refused."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest

from bot.domain.calendar.zone_names import UnknownZone
from bot.domain.ids import GuildId, RoleId
from bot.domain.people.membership import Membership
from bot.domain.server.own_texts import RulesTooLong, marks
from bot.domain.server.roles import Role, RoleNotGiven, RoleOfEveryone
from bot.domain.server.server import Server
from bot.services.ports.rooms import Need
from bot.services.ports.store import Store
from bot.services.server.setup import NotAnOrganiser, Setup, UnknownCountry, UnknownLanguage
from tests.services.conftest import GUILD, lead, member
from tests.waiting import until

CAME = Membership(name="Ana")


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
        story.setup.save_texts(GUILD, member(1), {}),
        story.setup.check(GUILD, member(1)),
    ):
        with pytest.raises(NotAnOrganiser):
            await attempt


async def test_new_ground_rules_are_another_version_and_other_words_are_not(story):
    first = await story.setup.save_texts(GUILD, lead(), {"rules": " Be kind. "})
    assert (first.server.texts.rules, first.server.texts.rules_version) == ("Be kind.", 2)
    same = await story.setup.save_texts(GUILD, lead(), {"rules": "Be kind.", "contact": "Kim"})
    assert (same.server.texts.contact, same.server.texts.rules_version) == ("Kim", 2)
    long = "x" * 900
    cut = await story.setup.save_texts(GUILD, lead(), {"rules": long})
    again = await story.setup.save_texts(GUILD, lead(), {"rules": long})
    assert (len(cut.server.texts.rules), again.server.texts.rules_version) == (800, 3)


async def test_ground_rules_stay_short_enough_to_be_read_at_a_door(story):
    with pytest.raises(RulesTooLong) as refused:
        await story.setup.save_texts(GUILD, lead(), {"rules": "be kind " * 50})
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


async def test_two_organisers_who_write_at_once_lose_no_words(story):
    fields = ("opening", "contact")
    opened = marks((await story.setup.get(GUILD)).texts, fields)
    first = {"opening": "Hello.", "contact": ""}
    second = {"opening": "Welcome.", "contact": "Olu"}
    await story.setup.save_texts(GUILD, lead(1), first, opened)
    saved = await story.setup.save_texts(GUILD, lead(2), second, opened)
    assert (saved.server.texts.opening, saved.server.texts.contact) == ("Hello.", "Olu")
    assert saved.not_taken == ("opening",)
    assert await story.setup.get(GUILD) == saved.server


@dataclass
class SlowWayBack:
    """A store whose answers come back only when they are let through, or get lost."""

    store: Store
    ways: list[asyncio.Event] = field(default_factory=list)

    def latest(self, meeting):
        return self.store.latest(meeting)

    async def run(self, work):
        answer = await self.store.run(work)
        if self.ways:
            await self.ways.pop(0).wait()
        return answer


async def test_of_two_savings_the_last_one_holds_whichever_answer_comes_first(story):
    slow = SlowWayBack(story.kept)
    setup = Setup(slow, story.setup.rooms, story.clock)
    first, second = asyncio.Event(), asyncio.Event()
    slow.ways = [first, second]
    earlier = asyncio.create_task(setup.save(GUILD, lead(1), facilitators=Role(RoleId(5), "old")))
    await until(lambda: slow.ways == [second])
    later = asyncio.create_task(setup.save(GUILD, lead(2), facilitators=Role(RoleId(6), "new")))
    await until(lambda: slow.ways == [])
    second.set()
    await later
    first.set()
    await earlier
    assert (await setup.get(GUILD)).facilitators == RoleId(6)


async def test_what_was_read_before_a_saving_is_not_remembered_after_it(story):
    slow = SlowWayBack(story.kept)
    setup = Setup(slow, story.setup.rooms, story.clock)
    way = asyncio.Event()
    slow.ways = [way]
    reading = asyncio.create_task(setup.get(GUILD))
    await until(lambda: slow.ways == [])
    await setup.save(GUILD, lead(), facilitators=Role(RoleId(6), "new"))
    way.set()
    await reading
    assert (await setup.get(GUILD)).facilitators == RoleId(6)


async def test_a_saving_whose_answer_is_lost_is_read_anew(story):
    class Lost(SlowWayBack):
        async def run(self, work):
            await self.store.run(work)
            raise ConnectionError

    setup = Setup(story.kept, story.setup.rooms, story.clock)
    assert (await setup.get(GUILD)).facilitators is None
    setup.store = Lost(story.kept)
    with pytest.raises(ConnectionError):
        await setup.save(GUILD, lead(), facilitators=Role(RoleId(6), "new"))
    setup.store = story.kept
    assert (await setup.get(GUILD)).facilitators == RoleId(6)


async def test_the_countries_of_somebody_are_those_of_the_groups_that_keep_something_of_them(
    story,
):
    other, third = GuildId(GUILD + 1), GuildId(GUILD + 2)
    await story.setup.save(GUILD, lead(), country="italy")
    await story.setup.save(other, lead(), country="GB")
    await story.setup.save(third, lead(), country="US")
    ana = member(1).id
    assert await story.setup.countries_of(ana) == ()
    for place in (GUILD, other):
        await story.setup.store.run(lambda tx, at=place: tx.memberships.put(at, ana, CAME))
    assert await story.setup.countries_of(ana) == ("GB", "IT")
    assert await story.setup.countries_of(member(2).id) == ()
