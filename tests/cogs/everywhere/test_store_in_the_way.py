"""The database fails in mid-evening: who is told what, once, and what goes on all the same."""

import logging

import pytest

from bot.logs import is_told_already
from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from bot.text.catalog import speaker
from tests.cogs.store_in_the_way import InTheWay


def SAY(key):  # noqa: N802 - as the voice is called everywhere
    """Say a sentence as it is seen, without marks."""
    return plain([], speaker("en")(key)).text


@pytest.fixture
def no_fault():
    """In these stories the log tells of the database; each says what."""


@pytest.fixture
def in_the_way(group, tmp_path):
    return InTheWay(group.bot, tmp_path / "openround.db")


def lines(caplog):
    """What whoever runs the bot finds in the log, in order."""
    told = [
        one for one in caplog.records if one.levelno >= logging.WARNING and not is_told_already(one)
    ]
    return [(one.getMessage(), getattr(one, "fault", None)) for one in told]


def for_organisers(group):
    """What stands in the organisers' channel, the oldest first."""
    seen = group.seen("Olu", group.world.organisers.id)
    return [plain(one.components).text for one in reversed(seen) if not one.ephemeral]


async def test_a_full_disk_is_told_to_all_and_the_evening_goes_on_when_there_is_room(
    evening, in_the_way, caplog
):
    group = await evening("Ana", stage="check_in")
    await in_the_way.fill_disk()
    caplog.clear()

    pressed = [await group.lead("Next stage"), await group.press("Ana", "Pass")]
    await group.wait(60)

    assert [one.text for one in pressed] == [SAY("not_saved.full")] * 2
    assert all(one.private for one in pressed)
    assert lines(caplog) == [("storage.failing", "fault.disk_full")]
    assert for_organisers(group) == [SAY("organisers.store_full")]

    await in_the_way.free_disk()
    await group.wait(15)

    assert lines(caplog)[1:] == [("storage.works_again", "fault.disk_full")]
    assert for_organisers(group) == [SAY("organisers.store_full"), SAY("organisers.store_works")]
    await group.go_on()
    assert group.stage != "check_in"


async def test_words_that_could_not_be_saved_are_given_back_all_of_them(evening, in_the_way):
    group = await evening("Ana", stage="check_in")
    form = await group.press("Ana", "Type instead")
    await in_the_way.fill_disk()
    words = "It was a long week, and I am glad to be here. " * 20

    sent = await cast.fill(group["Ana"], form, words)

    messages = [one for one in group.seen("Ana") if one.ephemeral]
    said = " ".join(plain(one.components, one.content).text for one in reversed(messages))
    assert sent.private
    assert SAY("not_saved.full") in said
    assert said.count("glad to be here") == 20
