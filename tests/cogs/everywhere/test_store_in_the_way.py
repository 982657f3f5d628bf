"""The database fails in mid-evening: who is told what, once, and what goes on all the same."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.store_in_the_way import lines, seen_as


@pytest.fixture
def no_fault():
    """In these stories the log tells of the database; each says what."""


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

    assert [one.text for one in pressed] == [seen_as("not_saved.full")] * 2
    assert all(one.private for one in pressed)
    assert lines(caplog) == [("storage.failing", "fault.disk_full")]
    assert for_organisers(group) == [seen_as("organisers.store_full")]

    await in_the_way.free_disk()
    await group.wait(15)

    assert lines(caplog)[1:] == [("storage.works_again", "fault.disk_full")]
    assert for_organisers(group) == [
        seen_as("organisers.store_full"),
        seen_as("organisers.store_works"),
    ]
    await group.go_on()
    assert group.stage != "check_in"


async def read_only(in_the_way):
    await in_the_way.allow_reading_only()


async def deleted(in_the_way):
    in_the_way.delete()


async def replaced(in_the_way):
    in_the_way.replace(in_the_way.copy())


async def locked(in_the_way):
    await in_the_way.lock()


OTHERS = [
    (locked, "fault.database_busy", "busy"),
    (read_only, "fault.read_only", "read_only"),
    (deleted, "fault.database_missing", "gone"),
    (replaced, "fault.database_replaced", "gone"),
]


@pytest.mark.parametrize(("happens", "fault", "state"), OTHERS)
async def test_nothing_is_acknowledged_that_is_not_kept_and_everybody_is_told_why_once(
    evening, in_the_way, caplog, happens, fault, state
):
    group = await evening("Ana", stage="check_in")
    ana, place = group["Ana"], group.world.announcements
    helped = await group.press("Ana", "Private help")
    form = await group.press("Ana", "Type instead")
    await happens(in_the_way)
    caplog.clear()

    pressed = [
        await group.lead("Next stage"),
        await group.press("Ana", "Pass"),
        await cast.say(group.world.organiser, "setup server", place, country="IT"),
        await cast.say(group.world.facilitator, "meeting start", place, title="Another"),
    ]
    written = await cast.fill(ana, form, "It was a long week.")
    called = await cast.say(ana, "crisis", place)
    asked = await cast.press(ana, "Ask the facilitator for a private word", on=helped.message)
    await group.wait(60)

    assert [one.text for one in pressed] == [seen_as(f"not_saved.{state}")] * 4
    assert all(one.private for one in (*pressed, written, asked))
    assert seen_as(f"not_saved.{state}") in written.text
    assert "It was a long week." in written.text
    assert "999" in called.text, called.text
    assert "999" in asked.text
    assert group.stage == "check_in"
    assert lines(caplog) == [("storage.failing", fault)]
    assert for_organisers(group) == [seen_as(f"organisers.store_{state}")]


async def let_go(in_the_way):
    in_the_way.unlock()


async def allow_writing(in_the_way):
    in_the_way.allow_writing()


async def moved(in_the_way):
    in_the_way.file.rename(in_the_way.file.with_name("away.db"))


async def put_back(in_the_way):
    in_the_way.file.with_name("away.db").rename(in_the_way.file)


@pytest.mark.parametrize(
    ("happens", "is_mended", "fault"),
    [
        (locked, let_go, "fault.database_busy"),
        (read_only, allow_writing, "fault.read_only"),
        (moved, put_back, "fault.database_missing"),
    ],
)
async def test_what_is_mended_goes_on_by_itself_within_seconds(
    evening, in_the_way, caplog, happens, is_mended, fault
):
    group = await evening("Ana", stage="check_in")
    await happens(in_the_way)
    caplog.clear()
    await group.lead("Next stage")
    await group.wait(30)
    await is_mended(in_the_way)
    await group.wait(15)
    assert [line for line in lines(caplog) if line[0] != "storage.written_by_others"] == [
        ("storage.failing", fault),
        ("storage.works_again", fault),
    ]
    await group.go_on()
    assert group.stage != "check_in"


async def test_it_is_noticed_though_nobody_presses(evening, in_the_way, caplog):
    group = await evening("Ana", stage="check_in")
    in_the_way.delete()
    caplog.clear()
    await group.wait(31)
    assert lines(caplog) == [("storage.failing", "fault.database_missing")]


async def test_what_is_offered_while_somebody_types_is_nothing_and_no_fault(
    evening, in_the_way, caplog
):
    group = await evening("Ana", stage="check_in")
    in_the_way.delete()
    caplog.clear()
    place = group.world.facilitators_channel
    for option in ("prompt retire", "prompt edit"):
        assert await group["Fran"].autocomplete(place, option, "prompt", "a") == []
    assert [line for line, _ in lines(caplog)] == ["storage.failing"]


async def test_words_that_could_not_be_saved_are_given_back_all_of_them(evening, in_the_way):
    group = await evening("Ana", stage="check_in")
    form = await group.press("Ana", "Type instead")
    await in_the_way.fill_disk()
    words = "It was a long week, and I am glad to be here. " * 20

    sent = await cast.fill(group["Ana"], form, words)

    messages = [one for one in group.seen("Ana") if one.ephemeral]
    said = " ".join(plain(one.components, one.content).text for one in reversed(messages))
    assert sent.private
    assert seen_as("not_saved.full") in said
    assert said.count("glad to be here") == 20
