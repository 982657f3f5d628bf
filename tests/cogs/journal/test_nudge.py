"""Being asked to check in, as somebody sees it: in a server or in private."""

from dataclasses import replace

import pytest

from bot.domain.ids import MemberId
from bot.domain.journal.settings import JournalSettings, asked_by
from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.alone import PLACES, Alone, seen_as
from tests.cogs.group import Group
from tests.cogs.journal.test_urge import dms_to, keeps

HOUR = 3600


async def planned(group: Group, where: str = "server", **options: object) -> Alone:
    """Ana, in London, wants to be asked at seven in the evening; it is six."""
    ana = Alone(group, "Ana", where)
    await ana.say("timezone", zone="London")
    await ana.say("checkin schedule", **({"time": "7pm"} | options))
    return ana


def two_went_by(settings: JournalSettings) -> JournalSettings:
    """Give what is kept after two days without an answer."""
    assert settings.schedule is not None
    return asked_by(settings, replace(settings.schedule, unanswered=2))


def came(ana: Alone) -> list[str]:
    """The words of every private message, the oldest first."""
    return [plain(one.components).text for one in reversed(dms_to(ana))]


@pytest.mark.parametrize("where", PLACES)
async def test_it_is_set_shown_and_comes(group, where):
    ana = await planned(group, where)
    assert ana.last.private
    assert "at 19:00, Europe/London time, every day" in ana.last.text
    assert seen_as("checkin.schedule.test_sent") in ana.last.text
    assert came(ana) == [seen_as("checkin.nudge.first")]
    shown = await ana.say("checkin schedule")
    assert "at 19:00" in shown.text
    await group.wait(HOUR)
    assert came(ana)[1:] == [seen_as("checkin.nudge.asked")]
    assert "group" not in came(ana)[1].lower()


async def test_it_is_answered_by_one_press_and_a_form(group):
    ana = await planned(group)
    await keeps(ana)
    await group.wait(HOUR)
    in_private = Alone(group, "Ana", "private")
    form = await cast.press(in_private.acts, "Check in", on=dms_to(ana)[0])
    done = await cast.fill(in_private.acts, form, {"mood": "5"})
    assert done.private
    settings = await group.bot.services.choices.settings(MemberId(ana.id))
    assert settings.schedule.unanswered == 0


async def test_it_is_put_off_left_for_today_and_stopped_in_the_message(group):
    ana = await planned(group)
    await group.wait(HOUR)
    in_private = Alone(group, "Ana", "private")
    put_off = await cast.press(in_private.acts, "In an hour", on=dms_to(ana)[0])
    assert put_off.private
    assert "It comes back at" in put_off.text
    await group.wait(HOUR + 10)
    assert came(ana)[-1] == seen_as("checkin.nudge.again")
    left = await cast.press(in_private.acts, "Not today", on=dms_to(ana)[0])
    assert seen_as("checkin.nudge.not_today") in left.text
    stopped = await cast.press(in_private.acts, "Stop these", on=dms_to(ana)[0])
    assert stopped.text == seen_as("checkin.schedule.stopped")
    again = await cast.press(in_private.acts, "Not today", on=dms_to(ana)[0])
    assert seen_as("refusal.nothing_planned") in again.text


async def test_after_three_it_pauses_says_so_and_starts_again_at_a_press(group):
    ana = await planned(group)
    nudges, clock = group.bot.services.nudges, group.bot.services.clock
    await group.bot.services.choices.change(MemberId(ana.id), two_went_by)
    await group.wait(HOUR)
    assert came(ana)[1:] == [seen_as("checkin.nudge.last")]
    shown = await ana.say("checkin schedule")
    assert seen_as("checkin.schedule.paused") in shown.text
    begun = await ana.press("Start them again")
    assert seen_as("checkin.nudge.started") in begun.text
    assert (await nudges.planned(MemberId(ana.id))).next.at > clock.now()


async def test_closed_messages_are_told_at_once(group):
    group.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    ana = await planned(group)
    assert seen_as("checkin.schedule.test_failed") in ana.last.text


@pytest.mark.parametrize("where", PLACES)
async def test_what_cannot_be_read_is_said_and_nothing_is_set(group, where):
    ana = Alone(group, "Ana", where)
    asked = await ana.say("checkin schedule", time="7pm")
    assert asked.text == seen_as("refusal.no_zone_said")
    await ana.say("timezone", zone="London")
    assert "*later*" in (await ana.say("checkin schedule", time="*later*")).text
    days = await ana.say("checkin schedule", time="7pm", days="now and then")
    assert "now and then" in days.text
    for command, told in (("schedule", "nothing_planned_yet"), ("stop", "nothing_planned")):
        assert (await ana.say(f"checkin {command}")).text == seen_as(f"refusal.{told}")


async def test_days_and_when_a_day_begins(group):
    ana = await planned(group, days="Mon, Thu", day_begins=6)
    assert "Mon, Thu" in ana.last.text
    assert "Your day begins at 06:00" in ana.last.text
    found = await group["Ana"].autocomplete(
        group.world.announcements, "checkin schedule", "days", "w"
    )
    assert [one["name"] for one in found] == ["every day", "weekdays", "weekends"]


async def test_another_zone_moves_it(group):
    ana = await planned(group)
    await ana.say("timezone", zone="New York")
    await group.wait(HOUR + 60)
    assert len(came(ana)) == 1
    assert "America/New_York" in (await ana.say("checkin schedule")).text
    await group.wait(4 * HOUR)
    assert len(came(ana)) == 1
    await group.wait(HOUR)
    assert came(ana)[1:] == [seen_as("checkin.nudge.asked")]


async def test_messages_from_before_somebody_was_forgotten_are_gone_with_them(group):
    ana = await planned(group)
    await group.wait(HOUR)
    asked = await Alone(group, "Ana", "private").say("privacy erase")
    await cast.press(group["Ana"].user, asked.shown.buttons[0], on=asked.message)
    await group.wait(30)
    assert dms_to(ana) == []


async def test_whoever_looks_with_nothing_set_is_told_how_to_set_it(group):
    ana = Alone(group, "Ana", "private")
    told = await ana.say("checkin schedule")
    assert told.text == seen_as("refusal.nothing_planned_yet")
    await ana.say("timezone", zone="London")
    assert "Tue, Fri" in (await ana.say("checkin schedule", time="7pm", days="tues and fri")).text
