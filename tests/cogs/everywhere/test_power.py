"""Power can be taken back, as people see it: the role, the helper, the organiser."""

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal.cast import NotThere
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")


def roles_of(group: Group, name: str, *roles) -> None:
    """Let an organiser set somebody's roles; Discord does not tell the bot of it."""
    changes = {"role_ids": [role.id for role in roles]}
    group.env.backend.edit_member(group.world.guild.id, group[name].id, changes)


async def remove(group: Group, who: str, by: str = "Fran") -> cast.Answer:
    chooser = await group.more("Remove from meeting", by)
    asked = await cast.choose(group[by], "Choose a person", who, on=chooser.message)
    return await cast.press(group[by], cast.YES, on=asked.message)


async def test_whoever_loses_the_role_is_told_so_and_somebody_takes_over_at_once(evening):
    group = await evening(*FOUR, stage="check_in")
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await group.come("Ivy")
    kept = await group.console()
    roles_of(group, "Fran")
    await group.come("Fran")  # no role lets her into the room any more
    refused = await cast.press(group["Fran"], "Next speaker", on=kept.message)
    assert "You don't have the facilitator role any more" in refused.text
    assert group.stage == "check_in"
    mine = await group.press("Ivy", "My options")
    assert "doesn't have the facilitator role any more, so you can take over" in mine.text
    taken = await cast.press(group["Ivy"], "Take over", on=mine.message)
    assert "You're leading the evening now." in taken.text
    assert "still helps to lead" not in taken.text
    left = await group.press("Fran", "My options")
    assert "Say:" not in left.text


async def test_whoever_was_removed_and_is_given_the_role_then_is_kept_out_once_they_try(evening):
    group = await evening(*FOUR, stage="check_in")
    await remove(group, "Ana")
    roles_of(group, "Ana", group.world.facilitators)
    assert simkit.may_see(group.env, group.room.id, group["Ana"].id)
    refused = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    assert "Your time in this meeting has ended for today." in refused.text
    assert not simkit.may_see(group.env, group.room.id, group["Ana"].id)


async def test_whoever_was_removed_and_is_given_the_role_is_kept_out_though_they_press_nothing(
    evening,
):
    group = await evening(*FOUR, stage="check_in")
    await remove(group, "Ana")
    roles_of(group, "Ana", group.world.facilitators)
    await group.wait(6 * 60)
    assert not simkit.may_see(group.env, group.room.id, group["Ana"].id)


async def test_while_the_one_who_leads_holds_the_role_nobody_else_takes_over(evening):
    group = await evening(*FOUR, stage="check_in")
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await group.come("Ivy")
    mine = await group.press("Ivy", "My options")
    assert "Take over" not in mine.shown.buttons


async def test_an_organiser_takes_over_and_takes_the_former_facilitator_off(evening):
    group = await evening(*FOUR, stage="check_in")
    mine = await cast.say(group["Olu"], "meeting console", group.room)
    assert "Fran leads this meeting." in mine.text
    taken = await cast.press(group["Olu"], "Take over", on=mine.message)
    assert "Fran still helps to lead" in taken.text
    chooser = await cast.choose(group["Olu"], "More", "Take co-facilitator off", on=taken.message)
    off = await cast.choose(group["Olu"], "Choose a person", "Fran", on=chooser.message)
    assert "Fran isn't helping to lead any more." in off.text
    out = await remove(group, "Fran", "Olu")
    assert "Fran has been removed for this evening" in out.text


async def test_an_organiser_ends_the_meeting_from_my_options(evening):
    group = await evening(*FOUR, stage="check_in")
    mine = await group.press("Olu", "My options")
    assert "You manage this server, so you can take over or end it at any time." in mine.text
    asked = await cast.press(group["Olu"], "End meeting", on=mine.message)
    done = await cast.press(group["Olu"], cast.YES, on=asked.message)
    assert "The evening is over." in done.text
    await group.wait(3)
    assert group.env.bot.services.meetings.in_room(group.room.id) is None


async def test_a_facilitator_does_not_remove_who_looks_after_the_server(evening):
    group = await evening(*FOUR, "Olu", stage="check_in")
    chooser = await group.more("Remove from meeting")
    refused = await cast.choose(group["Fran"], "Choose a person", "Olu", on=chooser.message)
    assert "This person looks after the whole server" in refused.text


async def test_a_co_facilitator_who_steps_back_keeps_the_place_in_the_meeting(evening):
    group = await evening(*FOUR, stage="check_in")
    chooser = await group.more("Add co-facilitator")
    await cast.choose(group["Fran"], "Choose a person", "Ben", on=chooser.message)
    console = await group.console("Ben")
    chooser = await cast.choose(group["Ben"], "More", "Take co-facilitator off", on=console.message)
    done = await cast.choose(group["Ben"], "Choose a person", "Ben", on=chooser.message)
    assert "You aren't helping to lead any more." in done.text
    assert "Say:" not in (await group.press("Ben", "My options")).text


async def test_a_co_facilitator_who_is_taken_off_is_told_where_they_press(evening):
    group = await evening(*FOUR, stage="check_in")
    chooser = await group.more("Add co-facilitator")
    await cast.choose(group["Fran"], "Choose a person", "Ben", on=chooser.message)
    older, kept = await group.console_left("Ben"), await group.console("Ben")
    chooser = await group.more("Take co-facilitator off")
    assert "Their console tells them" in chooser.text
    await cast.choose(group["Fran"], "Choose a person", "Ben", on=chooser.message)
    await group.wait(3)
    told = "has taken you off as co-facilitator"
    shown = {one.message.id: plain(one.components).text for one in group.seen("Ben")}
    assert told in shown[kept.message.message.id], "the console that he kept says it by itself"
    assert told in (await cast.press(group["Ben"], "Next speaker", on=older.message)).text
    assert told in (await group.press("Ben", "My options")).text
    assert group.floor == "Fran"
    assert told not in (await group.press("Ana", "My options")).text


async def test_only_the_one_who_leads_is_offered_to_hand_over(evening):
    group = await evening(*FOUR, stage="check_in")
    chooser = await group.more("Add co-facilitator")
    await cast.choose(group["Fran"], "Choose a person", "Ben", on=chooser.message)
    console = await group.console("Ben")
    with pytest.raises(NotThere):
        await cast.choose(group["Ben"], "More", "Hand over", on=console.message)


async def test_a_removal_is_undone_later_by_whoever_leads_then(evening):
    group = await evening(*FOUR, stage="check_in")
    await remove(group, "Ana")
    chooser = await group.more("Let somebody back in")
    back = await cast.choose(group["Fran"], "Choose a person", "Ana", on=chooser.message)
    assert "They can come through the door again." in back.text
    again = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    assert "You're in" in again.text


async def test_an_organiser_steps_in_from_wherever_they_are(evening):
    group = await evening(*FOUR, stage="check_in")
    shown = await cast.say(group["Olu"], "meeting console", group.world.organisers)
    assert "Fran leads this meeting." in shown.text
    taken = await cast.press(group["Olu"], "Take over", on=shown.message)
    assert "You're leading the evening now." in taken.text
    for who in ("Ana", "Olu"):
        refused = await cast.say(group[who], "meeting console", group.world.announcements)
        assert "No meeting is running here." in refused.text


async def test_a_closed_door_is_closed_to_no_organiser(evening):
    group = await evening(*FOUR, stage="check_in")
    await group.more("Close the door")
    group.newly_in_the_server("Gus")
    shut = await cast.press(group["Gus"], "Join again", on=group.door("Gus"))
    if "I agree" in shut.shown.buttons:
        shut = await cast.press(group["Gus"], "I agree", on=shut.message)
    assert "The door is closed for today" in shut.text
    entry = await cast.press(group["Olu"], "Join again", on=group.door("Olu"))
    if "I agree" in entry.shown.buttons:
        entry = await cast.press(group["Olu"], "I agree", on=entry.message)
    assert "You're in" in entry.text
