"""The console lives: it follows what members do, and only the newest of each person is one."""

from collections import Counter
from dataclasses import replace

import pytest

from bot.domain.ids import ChannelId, MemberId
from bot.rehearsal import cast
from bot.rehearsal.plain_text import Plain, plain
from bot.text.catalog import speaker
from cogs.ui.console.draw import console
from tests.cogs.group import LEAD, SURE, Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
HELPS = "Ivy"
STEP = 0.25
"""Seconds between two looks at the screens."""
TURN_OVER = "That turn is over already, so nothing has changed and nobody was skipped."
TOKEN = 15 * 60


class Screen:
    """One private console on somebody's device."""

    def __init__(self, group: Group, name: str, answer: cast.Answer):
        self.group, self.name, self.message = group, name, answer.message

    @property
    def shown(self) -> Plain:
        """What stands there now."""
        found = [
            one for one in self.group.seen(self.name) if one.message.id == self.message.message.id
        ]
        return without_seconds(plain(found[0].components))

    @property
    def is_in_sight(self) -> bool:
        """Whether it is still there."""
        return self.message.message.id in [one.message.id for one in self.group.seen(self.name)]

    async def due(self) -> Plain:
        """What a console would show that is opened now."""
        meetings, say = self.group.bot.services.meetings, speaker("en")
        running = meetings.in_room(ChannelId(self.group.room.id))
        assert running is not None
        meeting = await meetings.get(running)
        me = MemberId(self.group[self.name].id)
        drawn = console(meeting, self.group.env.now(), say, me=me)
        return without_seconds(plain(drawn.to_components()))


def without_seconds(shown: Plain) -> Plain:
    """Leave out how long each has spoken: no console is drawn anew for another second of that."""
    lines = [one for one in shown.text.split("\n") if not one.startswith("Longest turns")]
    return replace(shown, text="\n".join(lines))


def edits(group: Group) -> Counter[str]:
    """How often each private message was edited by itself, by what it is edited with."""
    found = [one for one in group.env.http_requests if one.method == "PATCH"]
    return Counter(one.path for one in found if one.path.startswith("/webhooks/"))


async def until_both_are_right(group: Group, screens: tuple[Screen, Screen]) -> float:
    """Let time go by until both show what is so; gives how long that took."""
    took = 0.0
    while took < 5:
        if all([screen.shown == await screen.due() for screen in screens]):
            return took
        await group.wait(STEP)
        took += STEP
    wrong = [(screen.shown, await screen.due()) for screen in screens]
    pytest.fail(f"not in step: {wrong}")


class Log:
    """What happened on both screens: how soon they were right, and how often they were edited."""

    def __init__(self, group: Group, screens: tuple[Screen, Screen]):
        self.group, self.screens = group, screens
        self.began, self.before = group.env.now(), edits(group)
        self.delays: list[float] = []

    async def after(self, press, shows: str = "") -> None:
        await press
        self.delays.append(await until_both_are_right(self.group, self.screens))
        for screen in self.screens:
            assert shows in str(screen.shown)
        await self.group.wait(1)

    async def stage(self, *names: str) -> None:
        for name in names:
            fran = self.screens[0]
            asked = await cast.press(self.group[LEAD], "Next stage", on=fran.message)
            if asked.asks:
                await cast.press(self.group[LEAD], SURE, on=asked.message)
            await until_both_are_right(self.group, self.screens)
            assert all(name in screen.shown.text for screen in self.screens)

    def seconds(self) -> float:
        return (self.group.env.now() - self.began).total_seconds()

    def edits_of_each(self) -> Counter[str]:
        return edits(self.group) - self.before


async def two_who_lead(evening, stage: str) -> tuple[Group, Screen, Screen]:
    group = await evening(*FOUR)
    group.newly_in_the_server(HELPS, group.world.facilitators)
    await group.come(HELPS)
    await group.lead("Begin")
    await group.wait(2)
    chooser = await group.more("Add co-facilitator")
    await cast.choose(group[LEAD], "Choose a person", HELPS, on=chooser.message)
    await group.go_to(stage)
    screens = [Screen(group, name, await group.console(name)) for name in (LEAD, HELPS)]
    await group.wait(2)
    return group, screens[0], screens[1]


async def ask_for_a_word(group: Group, name: str) -> None:
    helped = await group.press(name, "Private help")
    ask = "Ask the facilitator for a private word"
    await cast.press(group[name], ask, on=helped.message)


async def test_two_devices_follow_ten_presses_of_members(evening):
    group, fran, ivy = await two_who_lead(evening, "check_in")
    await cast.press(group[LEAD], "Next speaker", on=fran.message)
    await group.wait(2)
    log = Log(group, (fran, ivy))

    await log.after(group.press(group.floor, "I've finished"), "Next speaker")
    await log.after(group.press("Esi", "Pass"), "Next speaker")
    await log.after(group.write("Chi", "Type instead", "It was a good week"), "Next speaker")
    await log.after(ask_for_a_word(group, "Ana"), "Ana asks for a private word.")
    await log.after(group.options("Esi", "Leave"), "5 people here")
    await log.after(group.options("Esi", "Join"), "6 people here")
    await log.stage("Agenda", "Discussion")
    await log.after(group.press("Ana", "Raise hand"), "Call next hand · Ana")
    await log.after(group.press("Ben", "Raise hand"), "• Ben")
    await log.after(group.press("Chi", "Ready to move on"))
    without = {"What would you like to say?": "Not today", "Without my name": True}
    await log.after(group.write("Esi", "Type instead", without), "Words without a name.")

    assert len(log.delays) == 10
    assert max(log.delays) <= 1.5
    assert max(log.edits_of_each().values()) <= log.seconds() + 1


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
