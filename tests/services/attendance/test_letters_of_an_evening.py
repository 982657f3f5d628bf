"""Minutes are kept for those who were there, letters are made once, and the day's end takes all."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.attendance.letter import MOST_LETTERS, EnoughLetters, IssuedLetter, LetterDraft
from bot.domain.attendance.presence import KEPT, LetterTooLate, Seen
from bot.domain.attendance.statement import LetterNeedsName
from bot.domain.ids import MemberId
from bot.domain.outbox_entry import EntryKind, Subject
from bot.services.attendance.letters import Asked
from bot.services.attendance.making import NoMinutes
from bot.services.attendance.paper import statement_of
from bot.services.ports.drawings import LetterReady
from tests.services.conftest import GUILD, lead, member
from tests.services.small_discord import Killed

ANA, BEN = member(0), member(1)
STRANGER = MemberId(777)
NAME = "\u0160\u00e1rka \u00d1and\u00fa \u674e \U0001f331 \u2013 \u201cA\u201d"


async def ended(story, **wish):
    """An evening of half an hour that is over; everybody went home."""
    running = await story.begun(people=2, **wish)
    await story.wait(minutes=30)
    await story.meetings.end(running.id, lead(), running.place, sure=True)
    await story.everybody_leaves()
    return running.id


async def rows(story, table):
    def work(tx):
        access = tx.presence._access
        return access.rows(getattr(tx, table).table.select())

    return await story.kept.run(work)


async def test_minutes_are_kept_of_those_who_came_through_the_door_and_of_who_led(story):
    running = await story.begun(people=2)
    story.discord.channels[running.room].inside.add(STRANGER)
    await story.wait(minutes=30)
    await story.meetings.end(running.id, lead(), running.place, sure=True)
    for who in (ANA.id, BEN.id, lead().id):
        (kept,) = await story.kept.run(lambda tx, w=who: tx.presence.of(w))
        assert kept.present.by is Seen.VOICE
        assert kept.present.minutes in {29, 30}
    assert await story.kept.run(lambda tx: tx.presence.of(STRANGER)) == ()
    assert len(await rows(story, "presence")) == 3


async def test_of_a_meeting_that_nobody_began_nothing_is_kept_and_no_letter_made(story):
    opened = await story.opened()
    await story.come_in(ANA)
    await story.letters.ask(opened.id, ANA, NAME)
    await story.wait(minutes=45)
    assert (await story.occurrence()).began_at is None
    assert await rows(story, "presence") == []
    assert story.discord.handed == []
    with pytest.raises(NoMinutes):
        await story.letters.ask(opened.id, ANA)


async def test_a_letter_asked_for_while_the_meeting_runs_is_handed_over_after_it(story):
    running = await story.begun(people=2)
    assert isinstance(await story.letters.ask(running.id, ANA), Asked)
    asked = await story.letters.ask(running.id, ANA, NAME)
    assert (asked.name, asked.group) == (NAME, "a group that has left this bot")
    await story.wait(minutes=30)
    await story.meetings.end(running.id, lead(), running.place, sure=True)
    await story.wait(seconds=5)
    ((who, drawing),) = [one for one in story.discord.whispers if isinstance(one[1], LetterReady)]
    assert who == ANA.id
    statement = statement_of(drawing.issued.letter)
    assert (statement.name, statement.meeting) == (NAME, "Tuesday group")
    assert {one for one, _ in story.discord.handed} == {ANA.id}


async def test_who_wants_none_after_all_gets_none(story):
    running = await story.begun(people=2)
    await story.wait(minutes=2)
    await story.letters.ask(running.id, ANA, NAME)
    await story.letters.want_none(running.id, ANA)
    await story.meetings.end(running.id, lead(), running.place, sure=True)
    await story.wait(seconds=5)
    assert story.discord.handed == []


async def test_two_presses_at_once_make_one_letter(story):
    meeting = await ended(story)
    with pytest.raises(LetterNeedsName):
        await story.letters.issue(meeting, ANA)
    assert isinstance(await story.letters.ask(meeting, ANA, NAME), LetterDraft)
    made = await asyncio.gather(*(story.letters.issue(meeting, ANA) for _ in range(8)))
    assert len({one.letter.token for one in made}) == 1
    assert len(await rows(story, "letters")) == 1
    assert await story.letters.ask(meeting, ANA) == made[0]


async def test_a_letter_is_made_anew_only_once_the_one_before_is_withdrawn_and_not_for_ever(story):
    meeting = await ended(story)
    tokens = set()
    for number in range(MOST_LETTERS):
        await story.letters.ask(meeting, ANA, f"Name {number}")
        made = await story.letters.issue(meeting, ANA)
        tokens.add(made.letter.token)
        await story.own_letters.withdraw(made.letter.id, ANA.id)
    assert len(tokens) == MOST_LETTERS
    with pytest.raises(EnoughLetters):
        await story.letters.issue(meeting, ANA)


async def test_when_the_day_is_over_minutes_and_wishes_are_gone_and_letters_stay(story):
    running = await story.begun(people=2)
    await story.wait(minutes=2)
    await story.letters.ask(running.id, ANA, NAME)
    await story.meetings.end(running.id, lead(), running.place, sure=True)
    over = story.clock.at
    await story.wait(seconds=5)
    await story.everybody_leaves()
    assert isinstance(await story.letters.ask(running.id, ANA), IssuedLetter)
    story.clock.at = over + KEPT - timedelta(minutes=6)
    assert len(await rows(story, "presence")) == 3
    story.clock.at = over + KEPT - timedelta(minutes=4)
    await story.tick()
    assert await rows(story, "presence") == []
    hers = Subject.member(GUILD, ANA.id)
    wanted = await story.kept.run(lambda tx: tx.outbox.get(hers, EntryKind.LETTER, running.id))
    assert wanted is None
    assert len(await rows(story, "letters")) == 1
    with pytest.raises(LetterTooLate):
        await story.letters.ask(running.id, BEN)
    assert (await story.own_letters.mine(ANA.id, GUILD)).letters != ()


async def test_where_discord_does_not_answer_the_letter_comes_later_and_once(story):
    running = await story.begun(people=2)
    await story.wait(minutes=2)
    await story.letters.ask(running.id, ANA, NAME)
    story.discord.down = True
    await story.meetings.end(running.id, lead(), running.place, sure=True)
    await story.wait(minutes=10)
    assert story.discord.handed == []
    story.discord.down = False
    await story.wait(minutes=20)
    assert len({paper.content for _, paper in story.discord.handed}) == len(story.discord.handed)
    assert len(await rows(story, "letters")) == 1


@pytest.mark.parametrize("boundary", range(14))
async def test_killed_anywhere_between_the_end_and_the_letter_it_is_made_once_and_comes(
    file_story, boundary
):
    story = file_story
    running = await story.begun(people=2)
    await story.wait(minutes=2)
    await story.letters.ask(running.id, ANA, NAME)
    story.discord.killed_at = story.discord.boundaries + boundary
    try:
        await story.meetings.end(running.id, lead(), running.place, sure=True)
        await story.wait(seconds=5)
    except Killed:
        pass
    await story.restart()
    if await story.meetings.running(running.id):
        await story.meetings.end(running.id, lead(), running.place, sure=True)
    await story.wait(minutes=3)
    assert len(await rows(story, "letters")) == 1
    drawn = [one for who, one in story.discord.whispers if who == ANA.id]
    assert len(drawn) == 1
    assert isinstance(drawn[0], LetterReady)
