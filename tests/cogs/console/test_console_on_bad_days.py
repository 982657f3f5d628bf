"""The private console when rights, Discord or the machine change under it."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.console.two_devices import HELPS, TOKEN, Screen, ask_for_a_word, two_who_lead
from tests.cogs.group import LEAD, Group

LET_IN_BY_NAME = 6 * 60
"""Seconds after which whoever lost the role is in again, as one who came through the door."""
A_LOOK = 65
"""Seconds after which it is looked up again what somebody may do."""
WAITS = "Something is waiting for you."


async def taken_off(group: Group) -> None:
    chooser = await group.more("Take co-facilitator off")
    await cast.choose(group[LEAD], "Choose a person", HELPS, on=chooser.message)


async def without_the_role(group: Group) -> None:
    changes: dict[str, list[int]] = {"role_ids": []}
    group.env.backend.edit_member(group.world.guild.id, group[LEAD].id, changes)


@pytest.mark.parametrize(("lose", "who"), [(taken_off, HELPS), (without_the_role, LEAD)])
async def test_whoever_leads_no_more_reads_at_the_end_of_nothing_that_waits(evening, lose, who):
    group, fran, ivy = await two_who_lead(evening, "welcome")
    screens = {LEAD: fran, HELPS: ivy}
    await lose(group)
    await group.wait(LET_IN_BY_NAME)
    await ask_for_a_word(group, "Ana")
    await group.wait(TOKEN - 45 - LET_IN_BY_NAME)
    assert WAITS not in screens[who].shown.text
    assert screens[who].shown.buttons == ()


@pytest.mark.parametrize("status", [500, 503])
async def test_where_the_answer_to_a_press_got_lost_the_console_goes_on(evening, status):
    group, fran, _ = await two_who_lead(evening, "check_in")
    group.env.inject_error("POST", "/interactions/*/callback", status=status)
    told = await cast.press(group[LEAD], "Next speaker", on=fran.message)
    assert "what you pressed or wrote has gone through" in told.text
    await group.wait(2)
    assert group.floor == "Ana"
    assert fran.shown == await fran.due()
    newer = Screen(group, LEAD, await group.console())
    await group.wait(2)
    assert newer.shown == await newer.due()
    old = [one for one in group.seen(LEAD) if one.message.id == fran.message.message.id]
    assert [plain(one.components).buttons for one in old] in ([], [()])


async def test_where_an_answer_came_too_late_the_console_shows_what_was_done(evening):
    group, fran, _ = await two_who_lead(evening, "check_in")
    group.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    with pytest.raises(cast.NoAnswer):
        await cast.press(group[LEAD], "Next speaker", on=fran.message)
    await group.wait(2)
    assert group.floor == "Ana"
    assert fran.shown == await fran.due()


async def test_where_the_console_is_gone_the_answer_to_a_press_stands_below(evening):
    group, fran, _ = await two_who_lead(evening, "check_in")
    group.env.inject_error("POST", "/interactions/*/callback", status=404, code=10008)
    newer = Screen(group, LEAD, await cast.press(group[LEAD], "Next speaker", on=fran.message))
    await group.options("Esi", "Leave")
    await group.wait(2)
    assert group.floor == "Ana"
    assert newer.message.message.id != fran.message.message.id
    assert newer.shown == await newer.due()


async def test_where_discord_does_not_say_who_may_lead_the_console_goes_on_as_it_was(evening):
    group, fran, _ = await two_who_lead(evening, "check_in")
    await group.wait(A_LOOK)
    group.env.inject_error("GET", "/guilds/*/members/*", status=503, times=None)
    await group.options("Esi", "Leave")
    await group.wait(2)
    assert fran.shown == await fran.due()
    await ask_for_a_word(group, "Ana")
    await group.wait(2)
    assert "Ana asks for a private word." not in fran.shown.text
