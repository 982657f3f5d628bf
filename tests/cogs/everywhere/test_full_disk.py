"""An evening on a disk of its own that is filled to the last byte, where one can be mounted."""

import pytest

from bot.rehearsal import cast
from tests.cogs.store_in_the_way import lines, seen_as
from tests.small_disk import fill, small_disk

NOT_SAVED = seen_as("not_saved.full")


@pytest.fixture
def tmp_path(tmp_path):
    """The folder of the bot's database is a disk of six mebibytes."""
    with small_disk(tmp_path, 6) as disk:
        yield disk


@pytest.fixture
def no_fault():
    """The log tells of the disk."""


async def test_what_was_acknowledged_stands_and_the_evening_ends_as_planned(
    evening, tmp_path, caplog
):
    group = await evening("Ana", "Ben", stage="check_in")
    filler = fill(tmp_path)
    caplog.clear()

    refused = 0
    for number in range(40):
        answer = await group.write("Ana", "Type instead", f"Word {number}")
        refused += NOT_SAVED in answer.text
        assert NOT_SAVED not in answer.text or f"Word {number}" in answer.text
    helped = await group.press("Ben", "Private help")
    called = await cast.say(group["Ben"], "crisis", group.world.announcements)

    assert ("999" in helped.text, "999" in called.text) == (True, True)
    assert [one for one in lines(caplog) if one[0] == "storage.failing"] == (
        [("storage.failing", "fault.disk_full")] if refused else []
    )

    filler.unlink()
    await group.wait(15)
    while group.stage != "close":
        await group.go_on()
    await group.end()
