"""Somebody who cannot ask the bot is forgotten all the same, and a wish is never lost."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.domain.people.personal_data import ErasureWish
from bot.scheduler import PeriodicTask
from bot.services.people.file_upkeep import Upkeep
from bot.storage.files.faults import StorageFault
from tests.services.conftest import GUILD, member
from tests.services.fake_files import Promises
from tests.services.periodic import Tasks

ANA = member(1)


@dataclass
class Files:
    """The port, as a list."""

    left: list[ErasureWish] = field(default_factory=list)
    kept: list[datetime] = field(default_factory=list)
    promises: Promises = field(default_factory=Promises)

    def wishes(self):
        return tuple(self.left)

    def leave(self, member, guild):
        self.left.append(ErasureWish("left", member, guild))

    def done(self, wish):
        self.left.remove(wish)

    async def rekey(self):
        """Nothing is sealed by an older key."""

    def keep_copies(self, now):
        self.kept.append(now)


@pytest.mark.parametrize("guild", [GUILD, None])
async def test_a_wish_is_fulfilled_and_taken_away(story, guild):
    now = await story.begun()
    files = Files([ErasureWish("one", ANA.id, guild)])
    await Upkeep(story.clock, files, story.privacy, story.in_memory).erase_as_asked()
    assert files.left == []
    assert (await story.meetings.get(now.id)).person(ANA.id) is None
    assert await story.privacy.kept(ANA.id) == []


async def test_a_wish_that_could_not_be_fulfilled_stays_for_the_next_time(story, monkeypatch):
    await story.begun()
    files = Files([ErasureWish("one", ANA.id, GUILD)])
    upkeep = Upkeep(story.clock, files, story.privacy, story.in_memory)

    async def away(_work):
        raise StorageFault("fault.database_away", server="x")

    with monkeypatch.context() as patch:
        patch.setattr(story.store, "run", away)
        with pytest.raises(StorageFault):
            await upkeep.erase_as_asked()
    assert len(files.left) == 1
    await upkeep.erase_as_asked()
    assert files.left == []
    assert await story.privacy.kept(ANA.id) == []


async def test_the_tick_looks_for_wishes_and_copies_by_itself(story):
    files = Files()
    upkeep = Upkeep(story.clock, files, story.privacy, story.in_memory)
    tasks = {"erase_as_asked": upkeep.erase_as_asked, "keep_copies": upkeep.keep_copies}
    story.tasks = Tasks(*(PeriodicTask(name, work) for name, work in tasks.items()))
    await story.begun()
    assert files.kept != []
    files.left.append(ErasureWish("one", ANA.id, None))
    await story.wait(hours=1, minutes=1)
    assert files.left == []
