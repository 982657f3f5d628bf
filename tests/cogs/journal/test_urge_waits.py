"""A wait of fifteen minutes comes back: by the same message, and by a private one."""

import pytest

from bot.domain.ids import MemberId
from bot.domain.journal.urge import COMES_BACK, WAIT, UrgeField
from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.alone import PLACES, Alone, seen_as
from tests.cogs.journal.test_urge import NUMBER, dms_to, keeps, logged, now, waiting


@pytest.mark.parametrize("where", PLACES)
async def test_after_the_wait_the_same_message_changes_and_then_a_private_one_comes(group, where):
    ana = await waiting(group, where)
    shown = ana.last
    await group.wait(COMES_BACK.total_seconds() + 1)
    assert seen_as("urge.wait.over") in now(ana, shown)
    assert dms_to(ana) == []
    await group.wait((WAIT - COMES_BACK).total_seconds() + 5)
    (told,) = dms_to(ana)
    assert seen_as("urge.wait.in_private") in plain(told.components).text
    assert "urge" not in plain(told.components).text.lower()
    assert "group" not in plain(told.components).text.lower()


async def test_two_messages_that_ask_make_one_log(group):
    ana = await waiting(group)
    await keeps(ana)
    waited = ana.last
    await group.wait(WAIT.total_seconds() + 5)
    in_private = Alone(group, "Ana", "private")
    (told,) = dms_to(ana)
    compared = await cast.choose(in_private.acts, NUMBER, "4", on=told)
    assert seen_as("urge.again.lower", before="8", after="4") in compared.text
    await in_private.press("Log it", on=compared)
    await ana.choose(NUMBER, "6", on=waited)
    again = await ana.press("Log it")
    assert seen_as("refusal.urge_logged") in again.text
    assert [one[UrgeField.AFTER] for one in await logged(ana)] == ["4"]


async def test_who_is_back_before_the_time_is_called_back_by_nothing(group):
    ana = await waiting(group)
    await ana.press("Rate it again")
    await ana.choose(NUMBER, "1")
    shown = ana.last
    await group.wait(WAIT.total_seconds() + 60)
    assert dms_to(ana) == []
    assert now(ana, shown) == shown.text


async def test_fifteen_minutes_more_are_called_back_from_once(group):
    ana = await waiting(group)
    await group.wait(300)
    await ana.press("Rate it again")
    await ana.choose(NUMBER, "8")
    await ana.press("15 minutes more")
    await group.wait(WAIT.total_seconds() - 60)
    assert dms_to(ana) == []
    await group.wait(70)
    assert len(dms_to(ana)) == 1


async def test_while_the_wait_runs_everything_else_is_there_and_the_time_still_comes(group):
    ana = await waiting(group)
    await group.wait(120)
    ideas = await ana.press("My plan, or ideas")
    assert seen_as("urge.ideas.2") in ideas.text
    await group.wait(COMES_BACK.total_seconds() - 110)
    assert seen_as("urge.wait.over") in now(ana, ideas)


async def test_where_private_messages_are_closed_the_message_alone_comes_back(group):
    group.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    ana = await waiting(group)
    shown = ana.last
    await group.wait(WAIT.total_seconds() + 600)
    assert dms_to(ana) == []
    assert seen_as("urge.wait.over") in now(ana, shown)
    await keeps(ana)
    await ana.choose(NUMBER, "5")
    assert (await ana.press("Log it")).text.startswith(seen_as("urge.log.kept"))


async def test_after_a_restart_the_private_message_comes_and_each_old_button_works(group):
    ana = await waiting(group)
    await keeps(ana)
    waited = ana.last
    group.bot.services.urges.forget(MemberId(ana.id))  # another process remembers nothing
    await group.wait(WAIT.total_seconds() + 5)
    assert len(dms_to(ana)) == 1
    await ana.press("Rate it again", on=waited) if "Rate it again" in waited.shown.buttons else None
    await ana.choose(NUMBER, "5")
    assert seen_as("urge.again.lower", before="8", after="5") in ana.last.text


@pytest.mark.parametrize("where", PLACES)
async def test_who_has_everything_deleted_meanwhile_is_told_that_nothing_comes_back(group, where):
    ana = await waiting(group, where)
    waited = ana.last
    await ana.say("privacy erase")
    await ana.press("Forget me everywhere")
    assert seen_as("urge.wait.forgotten") in now(ana, waited)
    assert "by itself just before" not in now(ana, waited)
    await group.wait(WAIT.total_seconds() + 60)
    assert (seen_as("urge.wait.forgotten") in now(ana, waited), dms_to(ana)) == (True, [])


async def test_who_is_forgotten_in_one_server_is_still_called_back_in_private(group):
    ana = await waiting(group, "private")
    waited, here = ana.last, Alone(group, "Ana", "server")
    await here.say("privacy erase")
    await here.press("Forget me in this server")
    await group.wait(WAIT.total_seconds() + 5)
    assert seen_as("urge.wait.over") in now(ana, waited)
    assert len(dms_to(ana)) == 1
