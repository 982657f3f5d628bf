"""Asking who leads when the meeting moves, people leave, and the bot or Discord falls over."""

import pytest

from bot.domain.calendar.change import ChangeKind
from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.repeat import Repeat
from bot.domain.meeting.members.facilitating import (
    MovedSince,
    NotDownToLead,
    NotHeldNow,
)
from bot.domain.people.named_person import CannotBegin
from bot.domain.person import Actor
from bot.services.calendar.schedule import Wish
from bot.services.ports.members import Standing
from bot.services.ports.trouble import Unsure
from tests.services.conftest import GUILD, MINUTE, START, lead, member
from tests.services.meeting.facilitating.asking import (
    ASKED,
    FACILITATORS,
    NEEDED,
    OLU,
    SECOND,
    asked,
    cannot,
    everything_said,
    take,
    yes,
)
from tests.services.small_discord import Killed, Lost


async def test_a_meeting_that_moves_is_asked_about_anew(planned):
    await planned.until(ASKED + SECOND)
    await yes(planned)
    one = await planned.occurrence()
    meant = await planned.changes.meant(GUILD, lead(), "Tuesday group")
    outlook = await planned.changes.ask_move(meant, START + 60 * MINUTE)
    made = await planned.changes.answer(GUILD, lead(), outlook.change.id)
    assert made.change.kind is ChangeKind.MOVE
    with pytest.raises(MovedSince):
        await yes(planned)
    await planned.until(START + 46 * MINUTE)
    assert asked(planned) == [(OLU.id, "facilitators.asked")] * 2
    await yes(planned, start=START + 60 * MINUTE)
    assert (await planned.occurrence()).id == one.id
    assert (await planned.occurrence()).is_confirmed


async def test_a_meeting_that_is_skipped_needs_nobody(planned):
    await planned.until(ASKED + SECOND)
    meant = await planned.changes.meant(GUILD, lead(), "Tuesday group")
    outlook = await planned.changes.ask_skip(meant)
    await planned.changes.answer(GUILD, lead(), outlook.change.id)
    for press in (yes(planned), take(planned, lead(1)), cannot(planned)):
        with pytest.raises(NotHeldNow):
            await press
    await planned.until(START)
    assert planned.discord.keys(FACILITATORS) == []


@pytest.mark.parametrize("after", [-1, 4])
async def test_after_an_outage_nobody_is_asked_in_private_once_it_should_have_begun(planned, after):
    planned.clock.at = START + after * MINUTE
    await planned.restart()
    await planned.wait(seconds=20)
    assert (await planned.occurrence()).phase is Phase.OPEN
    assert len(planned.discord.whispers) == (1 if after < 0 else 0)
    assert len(planned.discord.said(FACILITATORS)) == 1


async def test_several_meetings_at_one_instant_are_asked_about_each(planned):
    await planned.plan(Repeat.WEEKLY, title="Other group", facilitator=OLU.id)
    await planned.tick()
    planned.discord.whispers.clear()
    await planned.until(ASKED + SECOND)
    titles = {line.facts["title"] for _, line in planned.discord.whispers}
    assert titles == {"Tuesday group", "Other group"}


async def test_a_discreet_group_is_not_named_in_private(planned):
    await planned.settle_server(discreet=True)
    await planned.until(ASKED + SECOND)
    assert not any("Tuesday" in one for one in everything_said(planned))
    assert len(planned.discord.whispers) == 1


async def test_who_lost_the_role_is_told_when_they_say_yes_and_in_doubt_is_believed(planned):
    await planned.until(ASKED + SECOND)
    planned.discord.standings[OLU.id] = Standing()
    in_private = Actor(OLU.id, "Olu")
    with pytest.raises(CannotBegin):
        await yes(planned, in_private)
    planned.discord.plan("look", Unsure())
    await yes(planned, in_private)
    assert (await planned.occurrence()).is_confirmed


async def test_nobody_answers_for_somebody_else(planned):
    await planned.until(ASKED + SECOND)
    with pytest.raises(NotDownToLead):
        await yes(planned, lead(2))
    with pytest.raises(NotDownToLead):
        await cannot(planned, lead(2))


async def test_a_meeting_started_by_hand_calls_nobody(file_story):
    await file_story.settle_server(facilitators_channel=FACILITATORS)
    await file_story.schedule.start_now(GUILD, lead(), Wish("Now"))
    await file_story.wait(minutes=19)
    assert file_story.discord.keys(FACILITATORS) == []


@pytest.mark.parametrize("name", ["", "Olu"])
async def test_those_who_wait_are_told_so_once_and_the_evening_ends_kindly(planned, name):
    if not name:
        await cannot(planned)
    await planned.until(START + 4 * MINUTE)
    room = (await planned.occurrence()).room
    assert planned.discord.keys(room) == []
    await planned.come_in(member(1))
    await planned.until(START + 6 * MINUTE)
    await planned.restart()
    await planned.until(START + 21 * MINUTE)
    assert planned.discord.keys(room) == ["note.waiting_asked", "note.nobody_began"]
    late = [one for one in everything_said(planned) if "needed" not in one]
    assert not any("Olu" in one for one in late)


@pytest.mark.parametrize("call", ["whisper", "send"])
async def test_a_question_whose_answer_was_lost_is_asked_once(planned, call):
    if call == "send":
        planned.discord.closed_to.add(OLU.id)
        await planned.until(START - 16 * MINUTE)
    planned.discord.plan(call, Lost())
    await planned.until(START - 6 * MINUTE)
    assert len(planned.discord.whispers) + len(planned.discord.said(FACILITATORS)) == 1


async def test_killed_while_it_asks_nobody_is_asked_twice(planned):
    """At every place where the process may die between the question's time and its end."""
    await planned.until(ASKED - SECOND)
    planned.clock.at = ASKED
    for after in range(1, 12):
        planned.discord.killed_at = planned.discord.boundaries + after
        try:
            await planned.tick()
            planned.discord.killed_at = None
        except Killed:
            await planned.restart()
        planned.clock.at += 7 * SECOND
    await planned.until(START - 12 * MINUTE)
    assert len(planned.discord.whispers) == 1


async def test_erased_nothing_that_was_asked_names_them(planned):
    await planned.until(NEEDED + SECOND)
    await planned.privacy.erase(OLU.id, GUILD)
    await planned.wait(seconds=20)
    assert planned.discord.said(FACILITATORS) == []
    one = await planned.occurrence()
    assert (one.facilitator, one.is_confirmed) == (None, False)
