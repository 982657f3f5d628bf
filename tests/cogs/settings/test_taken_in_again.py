"""Kicked by a slip and invited again, as people see it."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group
from tests.waiting import until


async def taken_in_again(group: Group) -> None:
    """The server removes the bot and takes it in again; both come over the gateway."""
    place = group.world.facilitators_channel
    await cast.say(group["Fran"], "meeting schedule", place, title="Weekly", when="Tuesday 19:00")
    guild = group.bot.get_guild(group.world.guild.id)
    group.bot.dispatch("guild_remove", guild)
    await group.wait(60)
    group.bot.dispatch("guild_join", guild)
    await until(lambda: cast.sees(group["Olu"], "Keep it all"))


async def test_organisers_are_asked_in_their_channel_and_all_goes_on(group):
    await taken_in_again(group)
    message, _ = cast.find_button(group["Olu"], "Keep it all")
    assert message.channel_id == group.world.organisers.id
    assert "OpenRound was removed from this server and is back." in plain(message.components).text
    following = await cast.say(group["Ana"], "meeting next", group.world.announcements)
    assert "First an organiser chooses in `/setup server`" in following.text
    panel = await cast.say(group["Olu"], "setup server", group.world.organisers)
    kept = await cast.press(group["Olu"], "Keep it all", on=message)
    assert kept.private
    assert "Everything goes on as before." in kept.text
    again = await cast.press(group["Olu"], "Keep it all", on=panel.message)
    assert "That's been settled already." in again.text
    following = await cast.say(group["Ana"], "meeting next", group.world.announcements)
    assert "Weekly" in following.text
    await group.wait(55 * 60)
    assert group.stage == "lobby"


async def test_whoever_sets_up_is_asked_first_and_can_start_anew(group):
    await taken_in_again(group)
    place = group.world.organisers
    asked = await cast.say(group["Olu"], "setup server", place, timezone="Europe/Rome")
    assert "Welcome back." in asked.text
    assert "Europe/Rome" not in asked.text
    sure = await cast.press(group["Olu"], "Start fresh", on=asked.message)
    assert "It can't be undone." in sure.text
    done = await cast.press(group["Olu"], "Yes, delete all of it", on=sure.message)
    assert "Everything is deleted." in done.text
    panel = await cast.say(group["Olu"], "setup server", place)
    assert "choose a category" in panel.text


async def test_the_question_loses_its_buttons_whoever_answers_it_and_wherever(group):
    await taken_in_again(group)
    place = group.world.organisers
    asked = await cast.say(group["Olu"], "setup server", place, timezone="Europe/Rome")
    await cast.press(group["Olu"], "Keep it all", on=asked.message)
    await until(lambda: not cast.sees(group["Olu"], "Keep it all"))
    told = [plain(one.components).text for one in group.seen("Olu", place.id)]
    assert any("Somebody chose to keep everything" in one for one in told)


@pytest.mark.parametrize("command", ["setup check", "setup texts"])
async def test_nothing_is_promised_before_an_organiser_has_chosen(group, command):
    await taken_in_again(group)
    asked = await cast.say(group["Olu"], command, group.world.organisers)
    assert "Welcome back." in asked.text
    assert "Everything's in place" not in asked.text
    await cast.press(group["Olu"], "Keep it all", on=asked.message)
    shown = await cast.say(group["Olu"], command, group.world.organisers)
    assert "Welcome back." not in shown.text
