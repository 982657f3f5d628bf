"""Forgetting everywhere takes back what the bot wrote to somebody in private, and nothing else."""

import pytest

from bot.domain.ids import OWN
from bot.domain.outbox_entry import Subject
from bot.rehearsal.plain_text import plain
from tests.cogs.alone import PLACES, Alone, seen_as
from tests.cogs.journal.test_nudge import planned
from tests.cogs.journal.test_urge import dms_to


async def erases(ana: Alone, where: str = "everywhere"):
    """Let somebody be forgotten."""
    await ana.say("privacy erase")
    return await ana.press(f"Forget me {where}")


@pytest.mark.parametrize("where", PLACES)
async def test_after_forgetting_everywhere_no_message_of_ours_is_left_in_private(group, where):
    ana = await planned(group, where)
    own = await group["Ana"].user.send_dm("My own words")
    await group.wait(3600)
    assert len(dms_to(ana)) > 2
    done = await erases(ana)
    assert seen_as("erase.done.everywhere") in done.text
    await group.wait(30)
    assert [one.id for one in dms_to(ana)] == [own.id]
    store = group.bot.services.privacy.store
    about = Subject.member(OWN, ana.id)
    assert await store.run(lambda tx: tx.outbox.of(about)) == ()  # nothing says who it was


async def test_forgetting_in_one_server_says_what_stays_and_offers_to_stop_it(group):
    ana = await planned(group)
    done = await erases(ana, "in this server")
    assert seen_as("erase.still_asked", time="19:00") in done.text
    assert seen_as("erase.private_stays") in done.text
    await group.wait(3600)
    assert plain(dms_to(ana)[0].components).text == seen_as("checkin.nudge.asked")
    assert (await ana.press("Stop these", on=done)).text == seen_as("checkin.schedule.stopped")


async def test_whoever_has_chosen_nothing_is_told_of_nothing_that_stays(group):
    ana = Alone(group, "Ana", "server")
    done = await erases(ana, "in this server")
    assert seen_as("erase.nothing.here") in done.text
    assert seen_as("erase.private_stays") not in done.text


@pytest.mark.parametrize("where", PLACES)
async def test_the_question_is_short_and_the_rest_one_press_away(group, where):
    ana = Alone(group, "Ana", where)
    asked = await ana.say("privacy erase")
    assert len(asked.text.splitlines()) <= 6
    more = await ana.press("More on this")
    assert seen_as("erase.letters") in more.text
    again = await ana.press("Back", on=more)
    assert "Forget me everywhere" in again.shown.buttons
