"""The standing message of the week, as people see and press it."""

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.meetings.changing import FIRST, TITLE, agreed, at, meeting, planned


def week(group, name="Ana"):
    """The one message with the meetings of the week that this person sees."""
    listed = group.seen(name, group.world.announcements.id)
    [found] = [one for one in listed if "This week" in plain(one.components).text]
    return found


def words(group):
    return plain(week(group).components).text


async def test_it_follows_the_calendar_and_explains_the_evening_also_after_a_restart(group):
    await planned(group)
    await group.wait(40)
    first = week(group)
    assert at(FIRST) in words(group)
    explained = await cast.press(group["Ana"], "New here?", on=first)
    assert explained.private
    assert "its door appears in this channel" in explained.text
    offered = await cast.press(group["Ana"], "Remind me", on=week(group))
    assert offered.private
    asked = await cast.press(group["Ana"], "Remind me", on=offered.message)
    assert "You'll be reminded" in asked.text
    moved = await meeting(group, "move", meeting=TITLE, when="Wednesday 18:00")
    await agreed(group, moved)
    await group.wait(40)
    assert week(group).id == first.id
    assert f"moved from {at(FIRST)}".replace(":F>", ":f>") in words(group)
    await agreed(group, await meeting(group, "skip", meeting=TITLE))
    await group.wait(40)
    assert f"No {TITLE} on" in words(group)
    again = await cast.press(group["Ana"], "New here?", on=week(group))
    assert again.text == explained.text


async def test_an_open_meeting_stands_first_with_the_way_to_its_door(group):
    await planned(group)
    await group.start(title="Right now")
    await group.wait(70)
    door = group.door("Ana")
    place = group.world.announcements
    assert f"channels/{place.guild.id}/{place.id}/{door.id}" in words(group)
    assert words(group).index("Right now") < words(group).index(TITLE)


async def test_deleted_by_a_moderator_it_is_back_with_the_next_change(group):
    await planned(group)
    await group.wait(40)
    await delete(group, week(group))
    await group.wait(40)
    assert group.seen("Ana", group.world.announcements.id) == []
    await agreed(group, await meeting(group, "skip", meeting=TITLE))
    await group.wait(40)
    assert f"No {TITLE} on" in words(group)


async def delete(group, message):
    group.env.backend.delete_message(message.channel_id, message.id)
    await group.env.settle()
