"""Meetings for so many people, and meetings for the holders of one role."""

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group
from tests.cogs.servers import a_server, open_to_all

IN_A_WHILE = "2027-03-04 19:00"


async def _plan(group: Group, **options: object) -> cast.Answer:
    given = {"title": "Circle", **options}
    place = group.world.facilitators_channel
    return await cast.say(group.world.facilitator, "meeting schedule", place, **given)


@pytest.fixture
async def women(group):
    """A role that Uma holds, and Ben does not."""
    role = group.world.guild.create_role("Women")
    group.newly_in_the_server("Uma", role)
    await group.env.settle()
    return role


async def _opened(group: Group, **options: object) -> None:
    """Plan a meeting for soon, and wait until its room is open."""
    await _plan(group, when="in 11 minutes", **options)
    await group.wait(90)


async def test_a_full_meeting_names_its_next_date_and_a_place_given_back_is_free_again(group):
    await _plan(group, when="in 11 minutes", repeat="weekly", capacity=2)
    await group.wait(90)
    await group.come("Fran", "Ana", "Ben")
    refused = await cast.press(group["Chi"], "Join again", on=group.door("Chi"))
    assert "All 2 places are taken right now. The group meets next on <t:" in refused.text
    options = await cast.press(group["Ana"], "My options", on=group.card())
    await cast.press(group["Ana"], "Leave", on=options.message)
    await group.come("Chi")
    again = await cast.press(group["Ana"], "Join again", on=group.door("Ana"))
    assert "All 2 places are taken" in again.text


async def test_show_of_a_meeting_that_is_open_leads_in(group):
    await _opened(group, repeat="weekly")
    ben = group["Ben"]
    shown = await cast.say(ben, "meeting show", group.world.announcements, meeting="Circle")
    assert "The door is open." in shown.text
    assert shown.shown.buttons[:2] == ("Join", "Remind me")
    inside = await cast.press(ben, "Join", on=shown.message)
    assert "Before you come in" in inside.text


async def test_how_many_it_takes_is_said_shown_and_edited(group):
    planned = await _plan(group, when=IN_A_WHILE, repeat="weekly", capacity=12)
    assert "There's room for 12 people besides those who lead." in planned.text
    place, fran = group.world.facilitators_channel, group.world.facilitator
    asked = await cast.say(fran, "meeting edit", place, meeting="Circle", capacity=0)
    assert "There's room for everyone who comes." in asked.text
    await cast.press(fran, asked.shown.buttons[0], on=asked.message)
    shown = await cast.say(fran, "meeting show", place, meeting="Circle")
    assert "There's room for everyone who comes." in shown.text, "what was edited can be taken back"
    assert "room for 12 people" not in shown.text


async def test_a_meeting_for_one_role_is_announced_nowhere_and_seen_by_its_people_alone(
    group, women
):
    announced = group.world.announcements.id
    before = group.seen("Olu", announced)
    await _opened(group, visible_to=women)
    room = group.room
    assert {one: simkit.may_see(group.env, room.id, group[one].id) for one in ("Uma", "Ben")} == {
        "Uma": True,
        "Ben": False,
    }
    assert group.seen("Olu", announced) == before
    for command in ("meeting list", "meeting next"):
        there = await cast.say(group["Uma"], command, group.world.announcements)
        nowhere = await cast.say(group["Ben"], command, group.world.announcements)
        assert ("Circle" in there.text, "Circle" in nowhere.text) == (True, False)


async def test_who_holds_the_role_joins_on_the_card_in_the_room(group, women):
    await _opened(group, visible_to=women)
    joined = await cast.press(group["Uma"], "Join", on=group.card())
    joined = await cast.press(group["Uma"], "I agree", on=joined.message)
    assert "You're in" in joined.text


async def test_the_role_of_everyone_and_that_of_a_bot_are_refused_with_the_reason(group):
    everyone = group.world.guild.default_role
    refused = await _plan(group, when=IN_A_WHILE, visible_to=everyone)
    assert "so everybody would see this meeting" in refused.text


async def test_where_no_room_can_be_hidden_nothing_is_planned(env):
    group = await a_server(env, open_to_all, keeper=False)
    role = group.world.guild.create_role("Women")
    refused = await _plan(group, when=IN_A_WHILE, visible_to=role)
    assert "isn't allowed to hide rooms here" in refused.text


async def test_organisers_are_told_once_when_the_role_is_deleted_and_the_room_stays_hidden(
    group, women
):
    await _opened(group, visible_to=women)
    group.env.backend.delete_role(group.world.guild.id, women.id)
    await group.wait(61)
    place = group.world.organisers.id
    told = [plain(one.components).text for one in group.seen("Olu", place) if not one.ephemeral]
    assert [text for text in told if "The role of those who could see Circle was deleted" in text]
    assert not simkit.may_see(group.env, group.room.id, group["Ben"].id)


async def test_a_room_that_is_hidden_is_deleted_by_the_bot_all_the_same(group, women):
    await _opened(group, visible_to=women)
    room = group.room.id
    await group.wait(45 * 60)
    assert group.env.bot.get_channel(room) is None
