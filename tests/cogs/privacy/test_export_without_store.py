"""`/privacy export` while the database is in the way: reading needs no room on the disk."""

import pytest

from tests.cogs.alone import Alone
from tests.cogs.journal.writing import keeps, writes
from tests.cogs.privacy.test_export import folder_of
from tests.cogs.store_in_the_way import seen_as


@pytest.fixture
def no_fault():
    """In this story the log tells of the database."""


async def test_a_full_disk_is_no_hindrance_and_a_locked_database_is_told_in_one_sentence(
    group, in_the_way
):
    ana = Alone(group, "Ana", "private")
    await keeps(ana)
    await writes(ana, {"What helped?": "Tea"})
    await in_the_way.fill_disk()
    assert "Tea" in (await folder_of(await ana.say("privacy export")))["everything.html"]
    await in_the_way.free_disk()
    await in_the_way.lock()
    assert (await ana.say("privacy export")).text == seen_as("not_saved.busy")
    in_the_way.unlock()
    for _ in ("once", "twice"):
        assert "Tea" in (await folder_of(await ana.say("privacy export")))["everything.html"]
