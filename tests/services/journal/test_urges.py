"""Called back from a wait: once or never, whatever happens on the way."""

from datetime import timedelta

import pytest

from bot.domain.ids import OWN, EntryId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.urge import WAIT, UrgeField, UrgeLogged
from bot.domain.outbox_entry import EntryKind, EntryState, Subject
from bot.services.journal.urges import TOO_LATE
from bot.services.journal.waiting import MOST, Wait, Waiting
from bot.services.ports.drawings import UrgeBack
from tests.services.conftest import GUILD, START, member
from tests.services.small_discord import Killed, Lost

ANA = member(1).id
PLACES = (GUILD, OWN)


def an_urge(number=1, at=START):
    told = {str(UrgeField.BEFORE): "8"}
    return JournalEntry(EntryId(number), JournalShelf.URGE, at, at.date(), told, done=False)


async def waits(story, place=GUILD, number=1):
    wait = story.urges.wait(ANA, place, an_urge(number, story.clock.at))
    await story.urges.call_back(wait, place, "en")
    return wait


async def states(story, place=GUILD):
    entries = await story.kept.run(lambda tx: tx.outbox.of(Subject.member(place, ANA)))
    return [one.state for one in entries if one.kind == EntryKind.BACK]


def told(story):
    return [one for _, one in story.discord.whispers if isinstance(one, UrgeBack)]


@pytest.mark.parametrize("place", PLACES)
async def test_the_message_comes_at_the_end_of_the_wait_and_knows_how_it_began(file_story, place):
    story = file_story
    await waits(story, place)
    await story.until(story.clock.at + WAIT - timedelta(seconds=1))
    assert told(story) == []
    await story.wait(seconds=10)
    (back,) = told(story)
    assert back.urge.answers == {UrgeField.BEFORE: "8"}
    assert back.was_over_at is None
    assert await states(story, place) == [EntryState.DONE]


async def test_what_was_told_is_in_no_row(file_story):
    story = file_story
    await waits(story)
    (entry,) = await story.kept.run(lambda tx: tx.outbox.of(Subject.member(GUILD, ANA)))
    assert UrgeField.BEFORE not in entry.payload
    assert '"8"' not in entry.payload


async def test_another_process_calls_back_too_but_knows_no_number(file_story):
    story = file_story
    await waits(story)
    await story.restart()
    await story.wait(minutes=16)
    (back,) = told(story)
    assert (back.urge.id, back.urge.answers) == (EntryId(1), {})


async def test_what_comes_late_says_so_and_what_comes_hours_late_does_not_come(file_story):
    story = file_story
    over = (await waits(story)).since + WAIT
    story.clock.at = over + timedelta(minutes=30)
    await story.restart()
    await story.wait(seconds=10)
    assert [one.was_over_at for one in told(story)] == [over]
    await waits(story, number=2)
    story.clock.at += WAIT + TOO_LATE
    await story.restart()
    await story.wait(seconds=10)
    assert len(told(story)) == 1


async def test_who_is_back_is_not_called_even_where_the_database_did_not_hear_of_it(file_story):
    story = file_story
    wait = await waits(story)
    story.urges.waiting.end(ANA, wait.urge)
    await story.wait(minutes=20)
    assert told(story) == []
    wait = await waits(story, number=2)
    await story.urges.is_back(ANA, GUILD, wait.urge)
    await story.restart()
    await story.wait(minutes=20)
    assert told(story) == []


async def test_of_two_waits_the_last_one_counts(file_story):
    story = file_story
    await waits(story)
    await story.wait(minutes=5)
    again = await waits(story)
    await story.wait(minutes=14)
    assert told(story) == []
    await story.until(again.since + WAIT + timedelta(seconds=10))
    assert len(told(story)) == 1


async def test_closed_private_messages_are_asked_once(file_story):
    story = file_story
    story.discord.closed_to.add(ANA)
    await waits(story)
    await story.wait(minutes=30)
    assert story.discord.calls["whisper"] == 1
    assert await states(story) == [EntryState.DONE]


@pytest.mark.parametrize("place", range(1, 6))
async def test_wherever_the_process_ends_nobody_is_called_twice(file_story, place):
    story = file_story
    await waits(story)
    story.discord.killed_at = story.discord.boundaries + place
    story.discord.plan("whisper", Lost())
    with pytest.raises(Killed):
        await story.wait(minutes=40)
    await story.restart()
    await story.wait(minutes=40)
    assert len(told(story)) <= 1


async def test_it_is_logged_once_however_many_messages_ask(file_story):
    story = file_story
    await story.choices.choose(ANA, keeps=True)
    assert (await story.urges.log(ANA, GUILD, an_urge())).kept
    with pytest.raises(UrgeLogged):
        await story.urges.log(ANA, OWN, an_urge())
    settings = await story.choices.settings(ANA)
    kept = await story.kept.run(lambda tx: tx.entries.all(ANA, (OWN, *settings.places)))
    assert [(place, one.id) for place, one in kept] == [(GUILD, EntryId(1))]


async def test_who_keeps_nothing_logs_nothing(file_story):
    story = file_story
    await story.choices.choose(ANA, keeps=False)
    assert not (await story.urges.log(ANA, GUILD, an_urge())).kept
    assert await story.kept.run(lambda tx: tx.entries.all(ANA, (OWN, GUILD))) == ()


def test_so_many_waits_are_known_at_a_time():
    waiting = Waiting()
    for number in range(MOST + 1):
        waiting.begin(Wait(ANA, START, an_urge(number)))
    assert waiting.of(EntryId(0)) is None
    assert waiting.of(EntryId(MOST)) is not None
    assert len(waiting.forget(ANA)) == MOST
    assert waiting.of(EntryId(MOST)) is None


def test_forgotten_in_one_place_are_the_waits_that_began_there():
    waiting = Waiting()
    for number, place in enumerate((GUILD, OWN)):
        waiting.begin(Wait(ANA, START, an_urge(number), place=place))
    assert waiting.forget(ANA, GUILD) == (EntryId(0),)
    assert waiting.of(EntryId(1)) is not None
    assert waiting.forget(ANA) == (EntryId(1),)
