"""The standing message of the week, as people see and press it."""

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.meetings.changing import FIRST, TITLE, agreed, at, meeting, planned


def week(group, name="Ana"):
    """The one message with the meetings of the week that this person sees."""
    listed = group.seen(name, group.world.announcements.id)
    [found] = [one for one in listed if "The next seven days" in plain(one.components).text]
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


async def test_a_plan_a_change_and_its_undo_are_there_within_seconds(group):
    await planned(group)
    await group.wait(2)
    assert at(FIRST) in words(group)
    moved = await agreed(group, await meeting(group, "move", meeting=TITLE, when="Wednesday 18:00"))
    await group.wait(2)
    assert f"moved from {at(FIRST)}".replace(":F>", ":f>") in words(group)
    await cast.press(group["Fran"], "Undo", on=moved.message)
    await group.wait(2)
    assert "moved from" not in words(group)


async def test_it_follows_a_door_that_opens_and_one_that_shuts_within_seconds(group):
    await planned(group)
    await group.wait(2)
    before = edits(group)
    place = group.world.facilitators_channel
    await cast.say(group["Fran"], "meeting start", place, title="Right now")
    await group.wait(5)
    assert f"/{group.door('Ana').id})" in raw(group)
    assert edits(group) - before <= 2, "planned, then open with its door: one edit each at most"
    await group.come("Ana", "Ben")
    await group.go_on()
    await group.end()
    await group.wait(2)
    assert "Right now" not in words(group)


async def test_what_was_said_before_a_server_became_discreet_is_gone_within_seconds(group):
    await planned(group)
    await group.wait(2)
    assert TITLE in words(group)
    await cast.say(group.world.organiser, "setup server", group.world.organisers, discreet=True)
    await group.wait(2)
    assert TITLE not in words(group)


async def test_many_changes_at_once_are_one_edit_or_two(group):
    for number in range(6):
        await planned(
            group, title=f"Group {number}", when=f"2026-12-02 {8 + number}:00", repeat="once"
        )
    await group.wait(2)
    before = edits(group)
    await cast.say(
        group.world.organiser, "setup server", group.world.organisers, days_off="2 Dec 2026"
    )
    await group.wait(2)
    assert words(group).count("No Group") == 6
    assert edits(group) - before <= 2


def edits(group):
    """How often the standing message was changed so far."""
    path = f"/channels/{group.world.announcements.id}/messages/{week(group).id}"
    asked = [(one.method, one.path) for one in group.env.http_requests]
    return asked.count(("PATCH", path))


def raw(group):
    return str(week(group).components)
