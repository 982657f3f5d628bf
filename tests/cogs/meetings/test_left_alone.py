"""Whoever leads loses the connection or fetches a glass of water: nobody's evening stands still."""

from typing import Any

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.meetings.changing import planned

MINUTE = 60


async def led(group, *names, **options):
    """A planned evening in its check-in, led by Fran, who is in the room with the others."""
    how: dict[str, Any] = {"template": "newcomers-45", "minutes": 20, "self_guided": True} | options
    await planned(group, **how)
    await group.wait(51 * MINUTE)
    await group.come(*names)
    await cast.come_in(group["Fran"], group.room)
    await group.wait(9 * MINUTE)
    await group.go_to("check_in")


async def test_the_evening_goes_on_by_itself_and_who_comes_back_leads_with_one_press(group):
    await led(group, "Ana", "Ben", "Chi", "Dmitri")
    await cast.go_out(group["Fran"])
    await group.wait(3 * MINUTE + 2)
    assert "seems to be away" in group.words
    assert "If nobody does, the evening goes on by itself at <t:" in group.words
    await group.wait(6 * MINUTE)
    assert "goes on by itself for now" not in group.room_words("Ana")
    await group.wait(MINUTE)
    assert group.room_words("Ana").count("The evening goes on by itself for now.") == 1
    assert "Fran" not in group.words + group.room_words("Ana"), "nobody is named"
    assert "Take over" in plain(group.card().components).buttons
    await group.wait(2 * MINUTE)
    assert group.floor != "Ana", "the floor passes on"
    await cast.come_in(group["Fran"], group.room)
    await group.wait(5)
    console = await group.press("Fran", "Take over")
    assert "You're leading the evening now." in console.text
    await group.wait(2)
    assert "Take over" not in plain(group.card().components).buttons
    before = group.stage, group.floor
    await group.wait(10 * MINUTE)
    assert (group.stage, group.floor) == before, "nothing comes by itself any more"


async def test_a_short_absence_changes_nothing_and_nothing_is_said(group):
    await led(group, "Ana", "Ben", "Chi")
    await cast.go_out(group["Fran"])
    await group.wait(8 * MINUTE)
    await cast.come_in(group["Fran"], group.room)
    await group.wait(10 * MINUTE)
    assert "by itself" not in group.room_words("Ana") + group.words
    assert group.stage == "check_in"


async def test_where_the_plan_does_not_allow_it_it_waits_for_somebody_to_take_over(group):
    await led(group, "Ana", "Ben", "Chi", self_guided=False)
    await cast.go_out(group["Fran"])
    await group.wait(15 * MINUTE)
    assert group.stage == "check_in"
    assert "by itself" not in group.room_words("Ana") + group.words


async def test_who_came_back_while_the_bot_was_away_still_leads(group, make_bot, closed_at_the_end):
    await led(group, "Ana", "Ben", "Chi")
    await cast.go_out(group["Fran"])
    await group.wait(4 * MINUTE)
    await group.env.bot.close()
    await cast.come_in(group["Fran"], group.room)
    await group.wait(9 * MINUTE)
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(2 * MINUTE)
    assert "by itself" not in group.room_words("Ana")
    assert group.stage == "check_in"


async def test_who_went_out_at_the_end_leaves_no_meeting_open_behind_them(group):
    await led(group, "Ana", "Ben", "Chi")
    await group.go_to("close")
    room = group.room
    await cast.go_out(group["Fran"])
    await group.wait(11 * MINUTE)
    told = [plain(one.components).text for one in group.seen("Ana", room.id)]
    assert any("This evening is over." in one for one in told)
    read = [plain(one.components).text for one in group.seen("Olu", group.world.organisers.id)]
    assert not any("by itself" in one for one in read), "only its end did"


async def test_organisers_read_once_that_an_evening_went_on_by_itself_and_of_nobody(group):
    await led(group, "Ana", "Ben", "Chi")
    await cast.go_out(group["Fran"])
    await group.wait(30 * MINUTE)
    read = [plain(one.components).text for one in group.seen("Olu", group.world.organisers.id)]
    told = [one for one in read if "went on by itself" in one]
    assert len(told) == 1
    assert "Fran" not in told[0]
