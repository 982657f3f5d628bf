"""An urge, right now: in a server or in private, whatever is away; logged at one press, once."""

from datetime import timedelta

import pytest
from simcord import ResponseMessage

from bot.domain.ids import OWN, EntryId, MemberId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.urge import WAIT, UrgeField
from bot.rehearsal import simkit
from bot.rehearsal.cast import Answer
from bot.rehearsal.plain_text import plain
from tests.cogs.alone import PLACES, Alone, seen_as
from tests.cogs.group import Group

NUMBER = "Choose a number"


def dms_to(ana: Alone) -> list[ResponseMessage]:
    """The private messages that came by themselves, the newest first."""
    env, seen = ana.group.env, ana.group.seen(ana.name)
    return [
        one
        for one in seen
        if simkit.correspondent(env, one.channel_id) == ana.id and not one.ephemeral
    ]


def now(ana: Alone, answer: Answer) -> str:
    """What an answer shows by now."""
    (shown,) = [one for one in ana.group.seen("Ana") if one.id == answer.message.id]
    return plain(shown.components).text


async def logged(ana: Alone) -> list[dict[str, str]]:
    """What is kept of urges, wherever it was written."""

    def work(tx):
        places = (OWN, *tx.entries.settings(ana.id).places)
        return [dict(one.answers) for _, one in tx.entries.all(ana.id, places)]

    return await ana.group.bot.services.choices.store.run(work)


async def keeps(ana: Alone, *, keeps: bool = True) -> None:
    await ana.group.bot.services.choices.choose(MemberId(ana.id), keeps=keeps)


async def waiting(group: Group, where: str = "server") -> Alone:
    """Ana, at 8, who waits."""
    ana = Alone(group, "Ana", where)
    await ana.say("checkin urge")
    await ana.choose(NUMBER, "8")
    await ana.press("Wait 15 minutes")
    return ana


@pytest.mark.parametrize("where", PLACES)
async def test_from_a_number_to_a_log_it_takes_no_word(group, where):
    ana = Alone(group, "Ana", where)
    await keeps(ana)
    first = await ana.say("checkin urge")
    assert first.private
    assert seen_as("urge.heading") in first.text
    what = await ana.choose(NUMBER, "8")
    assert seen_as("urge.what.rated", number="8") in what.text
    breathing = await ana.press("Breathe for two minutes")
    assert seen_as("urge.breathe.2") in breathing.text
    await ana.press("Rate it again")
    compared = await ana.choose(NUMBER, "5")
    assert seen_as("urge.again.lower", before="8", after="5") in compared.text
    done = await ana.press("Log it")
    assert done.text.startswith(seen_as("urge.log.kept"))
    assert await logged(ana) == [
        {UrgeField.BEFORE: "8", UrgeField.AFTER: "5", UrgeField.WAYS: "breathe"}
    ]


@pytest.mark.parametrize("where", PLACES)
async def test_every_step_has_help_lines_which_leave_the_step_where_it_is(group, where):
    ana = await waiting(group, where)
    steps = [
        await ana.say("checkin urge"),
        await ana.press("Skip the number"),
        await ana.press("Breathe for two minutes"),
        await ana.press("My plan, or ideas"),
        await ana.press("Rate it again"),
        await ana.choose(NUMBER, "3"),
    ]
    for step in steps:
        assert "Help lines" in step.shown.buttons
    before = ana.last
    told = await ana.press("Help lines")
    assert told.private
    assert seen_as("crisis.heading") in told.text
    assert told.message.id != before.message.id


async def test_where_the_country_is_known_its_number_stands_there_at_once(group):
    ana = Alone(group, "Ana", "server")
    assert "999" in (await ana.say("checkin urge")).text
    assert "999" not in (await Alone(group, "Ana", "private").say("checkin urge")).text


@pytest.mark.parametrize("where", PLACES)
async def test_who_has_not_chosen_yet_is_asked_with_the_log_and_not_before(group, where):
    ana = Alone(group, "Ana", where)
    await ana.say("checkin urge")
    await ana.choose(NUMBER, "7")
    await ana.press("Show me ideas")
    await ana.press("Rate it again")
    await ana.choose(NUMBER, "7")
    asked = await ana.press("Log it")
    assert seen_as("keep.ask") in asked.text
    done = await ana.press("Keep my answers")
    assert done.text.startswith(seen_as("urge.log.kept"))
    assert [one[UrgeField.AFTER] for one in await logged(ana)] == ["7"]


@pytest.mark.parametrize("where", PLACES)
async def test_who_keeps_nothing_gets_the_numbers_back(group, where):
    ana = Alone(group, "Ana", where)
    await keeps(ana, keeps=False)
    await ana.say("checkin urge")
    await ana.choose(NUMBER, "9")
    await ana.press("Breathe for two minutes")
    await ana.press("Rate it again")
    await ana.choose(NUMBER, "6")
    done = await ana.press("Log it")
    assert "9, then 6" in done.text
    assert "Nothing is kept" in done.text
    assert await logged(ana) == []


async def test_who_does_not_log_it_leaves_nothing_behind(group):
    ana = Alone(group, "Ana", "server")
    await ana.say("checkin urge")
    await ana.press("Skip the number")
    await ana.press("Breathe for two minutes")
    await ana.press("Rate it again")
    await ana.choose(NUMBER, "2")
    assert seen_as("urge.log.dropped") in (await ana.press("Don't log it")).text
    assert await logged(ana) == []


async def test_the_plan_somebody_wrote_is_read_back_step_by_step(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    at, write = group.bot.services.clock.now(), group.bot.services.drafts.write
    for number, (about, answers) in enumerate(
        {
            "change_plan": {"reasons": "Sleeping through"},
            "urge_menu": {"first_action": "Cold water", "contact": "My sister"},
        }.items()
    ):
        sheet = JournalEntry(
            EntryId(number + 1), JournalShelf.WORKSHEET, at, at.date(), answers, about=about
        )
        await write(MemberId(ana.id), OWN, sheet.id, lambda *_, it=sheet: it)
    await ana.say("checkin urge")
    await ana.choose(NUMBER, "8")
    for step, word in enumerate(("Sleeping through", "Cold water", "My sister"), start=1):
        told = await ana.press("Read my plan" if step == 1 else "Next step")
        assert word in told.text
        assert seen_as("urge.plan.heading", step=step, steps=3) in told.text
    assert "Next step" not in ana.last.shown.buttons
    assert seen_as("urge.plan.last") in ana.last.text


async def test_who_was_forgotten_is_not_called_back(group):
    ana = await waiting(group)
    asked = await ana.say("privacy erase")
    await ana.press(asked.shown.buttons[0])
    await group.wait(WAIT.total_seconds() + timedelta(minutes=5).total_seconds())
    assert dms_to(ana) == []
