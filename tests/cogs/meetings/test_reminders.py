"""`Remind me`, as somebody sees it: asked for, changed, told in private, taken back."""

import pytest

from bot.domain.ids import MemberId
from bot.rehearsal import cast, simkit
from bot.rehearsal.page.sight import PRIVATE, commands
from bot.rehearsal.plain_text import plain
from tests.cogs.alone import Alone, seen_as
from tests.cogs.group import Group
from tests.cogs.journal.test_urge import dms_to
from tests.cogs.meetings.changing import FIRST, TITLE, at, meeting, planned

HOUR = 3600


QUIET = "Quiet hour"


async def asked(group: Group, name: str = "Ana", title: str = TITLE) -> cast.Answer:
    """Somebody presses *Remind me* below a meeting that is shown to them."""
    seen = await meeting(group, "show", name, meeting=title)
    return await cast.press(group[name], "Remind me", on=seen.message)


def came(group: Group, name: str = "Ana") -> list[str]:
    """The words of every private message, the oldest first."""
    ana = Alone(group, name, "private")
    return [plain(one.components).text for one in reversed(dms_to(ana))]


async def test_one_press_is_enough_and_says_what_comes(group):
    await planned(group, QUIET, when="today 21:00", repeat="once")
    answer = await asked(group, title=QUIET)
    assert answer.private
    assert f"Before {QUIET} on {at(FIRST.replace('19', '21'))}: an hour before, and again" in (
        answer.text
    )
    again = await asked(group, title=QUIET)
    assert again.text == answer.text
    await group.wait(2 * HOUR + 20)
    (first,) = came(group)
    assert "Your 21:00 meeting in the server Tuesday group starts" in first
    assert QUIET not in first
    await group.wait(50 * 60)
    assert len(came(group)) == 2
    assert came(group, "Ben") == []


async def test_how_long_before_is_chosen_typed_and_put_right(group):
    await planned(group)
    answer = await asked(group)
    chosen = await cast.choose(group["Ana"], "How long before?", "A day before", on=answer.message)
    assert f"Before every meeting of {TITLE}: a day before." in chosen.text
    form = await cast.press(group["Ana"], "Another time", on=chosen.message)
    typed = await cast.fill(
        group["Ana"], form, {"How long before the start?": "an hour and a half"}
    )
    assert "an hour and 30 minutes before" in typed.text
    for words, told in (("soon", "We couldn't read “soon”"), ("2 minutes", "from five minutes")):
        form = await cast.press(group["Ana"], "Another time", on=typed.message)
        refused = await cast.fill(group["Ana"], form, {"How long before the start?": words})
        assert told in refused.text


async def test_just_the_next_one_every_one_and_none(group):
    await planned(group)
    once = await cast.press(group["Ana"], "Just the next one", on=(await asked(group)).message)
    assert f"Before {TITLE} on" in once.text
    every = await cast.press(group["Ana"], "Every meeting", on=once.message)
    assert f"Before every meeting of {TITLE}" in every.text
    over = await cast.press(group["Ana"], "Stop reminding me", on=every.message)
    assert over.text == seen_as("remind.stopped")


async def test_a_reminder_is_stopped_in_the_private_message(group):
    await planned(group, when="today 21:00", repeat="once")
    await asked(group)
    await group.wait(2 * HOUR + 20)
    in_private = Alone(group, "Ana", "private")
    for key in ("remind.stopped", "refusal.no_reminder"):
        said = await cast.press(in_private.acts, "Stop reminding me", on=dms_to(in_private)[0])
        assert seen_as(key) in said.text
    await group.wait(HOUR)
    assert len(came(group)) == 1


@pytest.mark.parametrize("command", ["next", "show"])
async def test_after_the_series_has_ended_the_old_button_says_so(group, command):
    await planned(group)
    options = {"meeting": TITLE} if command == "show" else {}
    seen = await meeting(group, command, "Ana", **options)
    cancelled = await meeting(group, "cancel", meeting=TITLE)
    await cast.press(group["Fran"], cast.YES, on=cancelled.message)
    late = await cast.press(group["Ana"], "Remind me", on=seen.message)
    assert seen_as("refusal.nothing_to_remind", title=TITLE) in late.text
    found = await group.bot.services.archives.of(MemberId(group["Ana"].id))
    kept = [one.what for place in found.places for one in place.holdings]
    assert "reminder" not in kept


async def test_the_next_meeting_shows_ones_own_first_and_the_server_s_after_it(group):
    await planned(group)
    await planned(group, QUIET, when="Friday 19:00")
    seen = await meeting(group, "next", "Ana")
    assert QUIET not in seen.text
    await asked(group, title=QUIET)
    mine = await meeting(group, "next", "Ana")
    assert mine.text.index(seen_as("remind.mine.heading")) < mine.text.index(QUIET)
    assert mine.text.index(QUIET) < mine.text.index(TITLE)
    other = await meeting(group, "next", "Ben")
    assert QUIET not in other.text


async def test_the_list_has_a_button_for_each_meeting_and_one_press_is_enough(group):
    await planned(group, repeat="daily")
    await planned(group, QUIET, when="Friday 19:00")
    seen = await meeting(group, "list", "Ana")
    assert [one for one in seen.shown.buttons if one == "Remind me"] == ["Remind me"] * 2
    answer = await cast.press(group["Ana"], "Remind me", on=seen.message)
    assert seen_as("remind.heading") in answer.text


async def test_in_private_the_next_meetings_of_all_servers_are_shown_without_a_title(group):
    await planned(group, QUIET, when="today 21:00", repeat="once")
    ana = Alone(group, "Ana", "private")
    assert seen_as("remind.mine.none") in (await ana.say("meeting next")).text
    await asked(group, title=QUIET)
    shown = await ana.say("meeting next")
    assert "Tuesday group" in shown.text, "so the server is called"
    assert QUIET not in shown.text
    await group.wait(3 * HOUR - 8 * 60)
    opened = await ana.say("meeting next")
    assert "open now" in opened.text
    assert opened.shown.buttons == ("To the door",)


async def test_the_other_commands_of_meetings_say_in_private_where_they_belong(group):
    await planned(group)
    ana = Alone(group, "Ana", "private")
    for command, options in (
        ("list", {}),
        ("show", {"meeting": TITLE}),
        ("start", {}),
        ("console", {}),
    ):
        refused = await ana.say(f"meeting {command}", **options)
        assert seen_as("refusal.only_in_server") in refused.text
    private = simkit.private_channel(group.env, ana.id)
    assert private is not None
    known = commands(group.world, "Ana", str(private))
    offered = {one["name"] for one in known if "elsewhere" not in one}
    assert {one for one in offered if one.startswith("meeting ")} == {PRIVATE}, "of the page, too"
    for command, option in (("show", "meeting"), ("schedule", "when"), ("move", "when")):
        offered = await group["Ana"].user.autocomplete(f"meeting {command}", option, "7 pm")
        assert offered == []


async def test_what_could_not_be_sent_waits_where_its_owner_looks(group):
    await planned(group, QUIET, when="today 21:00", repeat="once")
    await asked(group, title=QUIET)
    group.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await group.wait(2 * HOUR + 20)
    seen = await meeting(group, "next", "Ana")
    start = at(FIRST.replace("19", "21"))
    assert seen_as("remind.mine.reminder", at=start) in seen.text
    assert seen_as("remind.mine.allow") in seen.text
    assert came(group) == []


async def test_a_change_comes_in_private_with_both_times_and_a_way_to_hear_no_more(group):
    await planned(group, QUIET, when="today 21:00", repeat="once")
    await asked(group, title=QUIET)
    moved = await meeting(group, "move", meeting=QUIET, when="+1h")
    await cast.press(group["Fran"], cast.YES, on=moved.message)
    await group.wait(20)
    (told,) = came(group)
    before, after = (at(FIRST.replace("19:", f"{hour}:")) for hour in (21, 22))
    assert "has moved" in told
    assert told.index(before) < told.index(after)
    in_private = Alone(group, "Ana", "private")
    said = await cast.press(in_private.acts, "Stop reminding me", on=dms_to(in_private)[0])
    assert said.text == seen_as("remind.stopped")


async def test_on_the_card_of_the_close_it_is_for_the_next_dates_of_the_group(group):
    await planned(group, when="today 18:11")
    await group.wait(60)
    await group.come("Fran", "Ana", "Ben")
    await group.go_to("close")
    answer = await group.press("Ana", "Remind me")
    assert answer.private
    assert f"Before every meeting of {TITLE}" in answer.text
    await group.end()
    last = next(one for one in group.seen("Ben") if "Remind me" in plain(one.components).buttons)
    assert seen_as("remind.heading") in (await cast.press(group["Ben"], "Remind me", on=last)).text
