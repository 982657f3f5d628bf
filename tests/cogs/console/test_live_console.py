"""The console lives: it follows what members do, and only the newest of each person is one."""

from bot.rehearsal import cast
from tests.cogs.console.two_devices import (
    FOUR,
    HELPS,
    STEP,
    TOKEN,
    Screen,
    ask_for_a_word,
    ten_presses,
    two_who_lead,
)
from tests.cogs.group import LEAD

TURN_OVER = "That turn is over already, so nothing has changed and nobody was skipped."


async def test_two_devices_follow_ten_presses_of_members(evening):
    log = await ten_presses(evening)
    seen = [one for _, both in log.rows for one in both]
    assert len(log.rows) == 10
    assert [what for what, (fran, _) in log.rows if not fran.changed] == ["Esi: Pass"]
    assert max(one.delay for one in seen) <= 1.5
    assert max(one.edits for one in seen) == 1
    assert log.shortest_gap() >= 1 - STEP


async def test_a_press_on_what_is_out_of_date_is_answered_with_what_is_so(evening):
    group, fran, _ = await two_who_lead(evening, "check_in")
    await group.press(group.floor, "I've finished")
    told = await cast.press(group[LEAD], "Next speaker", on=fran.message)
    assert TURN_OVER in told.text
    assert told.message.message.id == fran.message.message.id
    await group.wait(2)
    assert fran.shown.buttons == (await fran.due()).buttons


async def test_a_refusal_in_a_menu_of_the_console_leads_back_to_it_as_it_is_now(evening):
    group, fran, _ = await two_who_lead(evening, "welcome")
    chooser = await cast.choose(group[LEAD], "More", "Hand over", on=fran.message)
    await group.options("Ben", "Leave")
    told = await cast.choose(group[LEAD], "Choose a person", "Ben", on=chooser.message)
    assert "This person isn't in the meeting any more" in told.text
    assert "5 people here" in told.text
    assert told.shown.buttons[0] == "Next stage · Check-in"


async def test_after_a_restart_the_first_press_makes_a_console_that_lives(
    evening, make_bot, closed_at_the_end
):
    group, fran, _ = await two_who_lead(evening, "check_in")
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(5)
    await group.press(group.floor, "I've finished")
    await group.wait(2)
    told = await cast.press(group[LEAD], "Next speaker", on=fran.message)
    assert TURN_OVER in told.text
    await group.press(group.floor, "I've finished")
    await group.wait(2)
    assert fran.shown == await fran.due()


async def test_before_its_time_is_over_it_says_so_and_one_button_brings_it_back(evening):
    group, fran, ivy = await two_who_lead(evening, "welcome")
    await ask_for_a_word(group, "Ana")
    await group.wait(TOKEN - 45)
    assert fran.shown.buttons == ("Refresh",)
    assert "Something is waiting for you." in fran.shown.text
    assert "Ana" not in fran.shown.text
    assert ivy.shown.buttons == ("Refresh",)
    again = await cast.press(group[LEAD], "Refresh", on=fran.message)
    assert "Ana asks for a private word." in again.text
    await group.press("Ben", "Private help")
    await group.options("Esi", "Leave")
    await group.wait(2)
    assert fran.shown == await fran.due()


async def test_when_time_runs_out_the_console_says_so_by_itself(evening):
    group, fran, ivy = await two_who_lead(evening, "welcome")
    await group.wait(2 * 60)
    assert "is up." not in fran.shown.text
    await group.wait(4 * 60)
    for screen in (fran, ivy):
        assert "The time for Welcome is up." in screen.shown.text


async def test_who_had_a_console_before_begin_reads_on_it_who_leads(evening):
    group = await evening(*FOUR)
    group.newly_in_the_server(HELPS, group.world.facilitators)
    await group.come(HELPS)
    ivy = Screen(group, HELPS, await group.console(HELPS))
    await group.lead("Begin")
    await group.wait(2)
    assert "Fran has begun the evening and is leading it." in ivy.shown.text
    assert ivy.shown.buttons == ()


async def test_the_end_stands_on_every_console(evening):
    group, fran, ivy = await two_who_lead(evening, "welcome")
    await group.end()
    await group.wait(2)
    assert "Thank you for leading it." in ivy.shown.text
    assert ivy.shown.buttons == ()
    assert not fran.is_in_sight, "Fran ended it on a newer one"


async def test_nothing_of_a_console_is_logged(evening, caplog):
    caplog.set_level("DEBUG")
    group, fran, _ = await two_who_lead(evening, "check_in")
    await group.press(group.floor, "I've finished")
    await group.wait(2)
    tokens = {one.path.split("/")[3] for one in group.env.http_requests if "@original" in one.path}
    ours = [str(one.__dict__) for one in caplog.records if one.name.startswith(("bot", "cogs"))]
    assert tokens
    assert not [token for token in tokens if token in "".join(ours)]
    assert fran.shown == await fran.due()
