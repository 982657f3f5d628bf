"""Whom to tell of an outage is known before it comes; evenings of it are told in tests/cogs."""

import pytest

from bot.domain.ids import ChannelId
from bot.ops.store_condition import StoreCondition
from bot.services.server.outage_notices import OutageNotices
from bot.services.server.setup import Setup
from bot.storage.files.faults import StorageFault
from tests.services.conftest import GUILD, ORGANISERS, lead
from tests.services.fakes import Messages, Rooms

ELSEWHERE = ChannelId(120)


class Disk:
    """A store that counts what it is asked, and may be away."""

    def __init__(self, store, condition):
        self.store, self.condition = store, condition
        self.asked, self.away = 0, False

    async def run(self, work):
        self.asked += 1
        if self.away:
            fault = StorageFault("fault.database_away", server="here")
            self.condition.failed(fault)
            raise fault
        self.condition.worked()
        return await self.store.run(work)

    async def prove(self):
        await self.run(lambda tx: tx.servers.get(GUILD))

    async def look_at_pages(self):
        await self.store.look_at_pages()

    def latest(self, meeting):
        return self.store.latest(meeting)


class Organisers:
    """A group with a meeting soon, and what its organisers are told."""

    def __init__(self, story):
        condition = StoreCondition(story.clock.now)
        self.story, self.disk = story, Disk(story.kept, condition)
        self.setup = Setup(self.disk, Rooms(story.discord), story.clock)
        ports = self.disk, story.clock, story.alarm, Messages(story.discord), condition
        self.notices = OutageNotices(*ports, self.setup)

    async def asked(self):
        """Look, and say what that asked of the store."""
        before = self.disk.asked
        await self.notices.look()
        return self.disk.asked - before

    async def told(self, channel=ORGANISERS):
        """Let the store be away for two looks; gives what a channel has heard of it."""
        self.disk.away = True
        for _ in range(2):
            await self.notices.look()
        heard = self.story.discord.keys(channel)
        return [one for one in heard if one.startswith("organisers.store_")]


@pytest.fixture
async def organisers(story):
    await story.opened()
    return Organisers(story)


async def test_settings_are_read_once_and_not_at_each_look(organisers):
    assert await organisers.asked() == 2
    assert [await organisers.asked() for _ in range(6)] == [1] * 6
    assert await organisers.told() == ["organisers.store_away"]


async def test_the_line_goes_where_organisers_read_now(organisers):
    await organisers.notices.look()
    await organisers.setup.save(GUILD, lead(), organisers=ELSEWHERE)
    await organisers.notices.look()
    assert await organisers.told(ELSEWHERE) == ["organisers.store_away"]
    assert await organisers.told() == []


async def test_who_has_no_meeting_hears_nothing(story):
    await story.settle_server()
    nobody = Organisers(story)
    assert await nobody.asked() == 1
    assert await nobody.told() == []


async def test_a_server_that_removed_the_bot_hears_nothing(organisers):
    await organisers.notices.look()
    organisers.notices.forget(GUILD)
    assert await organisers.told() == []
