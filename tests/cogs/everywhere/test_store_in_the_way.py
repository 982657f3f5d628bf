"""The database fails in mid-evening: who is told what, once, and what goes on all the same."""

import logging

import pytest

from bot.logs import is_told_already
from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from bot.storage.files.faults import StorageFault
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


async def gone(_work):
    raise StorageFault("fault.database_away", server="db")


@pytest.mark.parametrize("known", [True, False], ids=["warm", "cold"])
async def test_whom_to_call_is_said_without_the_database_on_every_surface(
    evening, in_the_way, monkeypatch, known
):
    group = await evening("Ana", stage="check_in")
    helped = await group.press("Ana", "Private help")
    monkeypatch.setattr(in_the_way.store, "run", gone)
    if not known:
        forget_everything(group, monkeypatch, in_the_way)

    answers = [
        await group.press("Ana", "Private help"),
        await cast.press(group["Ana"], "Private help", on=group.card()),
        await cast.say(group["Ana"], "crisis", group.world.announcements),
        await cast.say(group["Ana"], "crisis", group.world.announcements, country="IT"),
        await cast.choose(group["Ana"], "Another country", "Italy", on=helped.message),
    ]

    british, everywhere = "999", "findahelpline"
    assert [all_there(one.text) for one in answers] == [True] * 5
    assert (british in answers[2].text) is known
    assert known or everywhere in answers[2].text
    assert all(one.private for one in answers)


def all_there(text):
    """Whether a number to call, or a site with one for every country, stands there."""
    return any(one in text for one in ("999", "112", "findahelpline"))


def forget_everything(group, monkeypatch, in_the_way):
    """Let the bot remember nothing, as right after its start."""
    services = group.bot.services
    services.setup.known.clear()
    services.meetings._guilds.clear()
    monkeypatch.setattr(in_the_way.store, "latest", lambda _: None)


@pytest.mark.parametrize("label", ["Ask the facilitator for a private word"])
async def test_a_request_that_cannot_be_saved_says_that_nobody_was_told_and_who_is_there(
    evening, in_the_way, label
):
    group = await evening("Ana", stage="check_in")
    helped = await group.press("Ana", "Private help")
    await in_the_way.fill_disk()

    asked = await cast.press(group["Ana"], label, on=helped.message)

    assert SAY("help.not_passed_on") in asked.text
    assert "999" in asked.text


async def test_words_of_danger_are_answered_without_the_questions(evening, in_the_way, monkeypatch):
    group = await evening("Ana", stage="check_in")
    monkeypatch.setattr(in_the_way.store, "run", gone)

    answer = await cast.say(
        group["Ana"], "prompt find", group.world.announcements, text="I want to kill myself now"
    )

    assert "999" in answer.text
    assert answer.private
