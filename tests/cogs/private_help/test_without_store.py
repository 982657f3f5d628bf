"""Whom to call is said while the database is away, whatever else there is."""

import pytest

from bot.rehearsal import cast
from bot.storage.files.faults import StorageFault
from tests.cogs.store_in_the_way import seen_as


@pytest.fixture
def no_fault():
    """In these stories the log tells of the database; each says what."""


async def gone(_work):
    raise StorageFault("fault.database_away", server="db")


@pytest.mark.parametrize("known", [True, False], ids=["warm", "cold"])
async def test_whom_to_call_is_said_without_the_database_on_every_surface(
    evening, in_the_way, monkeypatch, known
):
    group = await evening("Ana", stage="check_in")
    helped = await group.press("Ana", "Private help")
    helped = await cast.press(group["Ana"], "Another country", on=helped.message)
    monkeypatch.setattr(in_the_way.store, "run", gone)
    if not known:
        forget_everything(group, monkeypatch, in_the_way)

    answers = [
        await group.press("Ana", "Private help"),
        await cast.press(group["Ana"], "Private help", on=group.card()),
        await cast.say(group["Ana"], "crisis", group.world.announcements),
        await cast.say(group["Ana"], "crisis", group.world.announcements, country="IT"),
        await cast.choose(group["Ana"], "Countries A to N", "Italy", on=helped.message),
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
    services.setup._seen.clear()
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

    assert seen_as("help.not_passed_on") in asked.text
    assert "999" in asked.text


async def test_words_of_danger_are_answered_without_the_questions(evening, in_the_way, monkeypatch):
    group = await evening("Ana", stage="check_in")
    monkeypatch.setattr(in_the_way.store, "run", gone)

    answer = await cast.say(
        group["Ana"], "prompt find", group.world.announcements, text="I want to kill myself now"
    )

    assert "999" in answer.text
    assert answer.private


async def test_what_needs_nothing_that_is_kept_is_answered_right_after_the_start(
    group, in_the_way, monkeypatch
):
    await group.set_up(adults_only=True)
    await group.start()
    asked = await cast.press(group["Ben"], "Join", on=group.door("Ben"))
    monkeypatch.setattr(in_the_way.store, "run", gone)
    forget_everything(group, monkeypatch, in_the_way)

    young = await cast.press(group["Ben"], "No", on=asked.message)
    helped = await cast.say(group["Ben"], "help", group.world.announcements)
    explained = await cast.press(group["Ana"], "New here?", on=group.door("Ana"))

    assert "findahelpline" in young.text
    assert seen_as("help.name.newcomer") in helped.text
    assert explained.private
    assert seen_as("not_saved.away") not in explained.text
