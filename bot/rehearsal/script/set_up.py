"""What happened before the curtain rises: the organiser has set up, the group has tried it out."""

from __future__ import annotations

from contextlib import suppress
from datetime import time, timedelta
from typing import TYPE_CHECKING

import simcord

from bot.domain.ids import short
from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import label_of, walk
from bot.rehearsal.script.alone import be_away
from bot.rehearsal.script.scene import MINUTE

if TYPE_CHECKING:
    from simcord import MemberActor, ResponseMessage

    from bot.rehearsal.script.scene import Scene

_TUESDAY = 1
_CURTAIN = time(18, 40)
"""Ten minutes before the doors of a meeting at seven."""
_TRY_OUT = 5 * MINUTE


async def settle_in(scene: Scene) -> None:
    """Set up the server, and try it out without the newcomer: on the Tuesday, or the day before."""
    await _set_up(scene)
    await _try_it_out(scene)
    if scene.today().weekday() != _TUESDAY:
        await be_away(scene, scene.home.at(scene.today() + timedelta(days=1), _CURTAIN))
    await scene.pace.until(scene.home.at(scene.today(), _CURTAIN))
    simkit.dismiss_private(scene.world.env)


async def plan(scene: Scene) -> None:
    """Let the facilitator plan the evening at seven."""
    world = scene.world
    await cast.say(
        world.facilitator, "meeting schedule", world.facilitators_channel,
        title="Tuesday group", when="Tuesday 19:00", repeat="weekly", template=scene.template,
    )  # fmt: skip


async def _set_up(scene: Scene) -> None:
    world = scene.world
    country = {"country": scene.home.country} if scene.home.country else {}
    await cast.say(
        world.organiser, "setup server", world.organisers,
        rooms=world.category, announcements=world.announcements, organisers=world.organisers,
        facilitators=world.facilitators, facilitators_channel=world.facilitators_channel,
        timezone=scene.home.zone, adults_only=True, **country,
    )  # fmt: skip


async def _try_it_out(scene: Scene) -> None:
    """A short meeting, so that people know the way in and have agreed."""
    world = scene.world
    await cast.say(
        world.facilitator, "meeting start", world.facilitators_channel, title="A practice run"
    )
    await scene.pace.wait(30)
    people = [each for name, each in world.members.items() if name != scene.parts.newcomer]
    for each in (world.facilitator, *people):
        await come_through_the_door(scene, each, "Join")
    await scene.lead("Begin")
    await scene.pace.wait(_TRY_OUT)
    await scene.finish()
    for each in (world.facilitator, *people):
        await cast.go_out(each)
    await scene.pace.wait(6 * MINUTE)


async def come_through_the_door(scene: Scene, member: MemberActor, label: str) -> None:
    """Press a button of the door, agree to what is asked, and enter the room unless typing."""
    answer = await scene.press(member, label, on=_door(scene, member, label))
    if "Yes, I am 18 or older" in answer.shown.buttons:
        answer = await scene.press(member, "Yes, I am 18 or older", on=answer.message)
    if "I agree" in answer.shown.buttons:
        await scene.press(member, "I agree", on=answer.message)
    room = scene.room()
    if room is not None and label != "Join by typing":
        await cast.come_in(member, room)
        await scene.pace.wait(2)


async def comes_by_the_door(scene: Scene, name: str) -> None:
    """Let one person press Join and come in; whom the door keeps out stays outside.

    Raises NotThere where there is no door.
    """
    with suppress(simcord.SetupError, simcord.BackendError):
        await come_through_the_door(scene, scene.world[name], "Join")


def _door(scene: Scene, member: MemberActor, label: str) -> ResponseMessage | None:
    """Find the door to the meeting's room, where another meeting has one too; else None."""
    room = scene.room()
    meeting = scene.world.meeting_in(room.id) if room is not None else None
    if meeting is None:
        return None
    for one in simkit.visible(member):
        buttons = [each for each in walk(one.components) if label_of(each) == label]
        if any(short(meeting.id) in str(each.get("custom_id")).split(":") for each in buttons):
            return one
    return None


async def everyone_comes(scene: Scene) -> None:
    """Let everybody who is not in the room come in, by the door if need be, and keep their way.

    Raises NotThere where there is no door.
    """
    room, lead = scene.room(), scene.world.facilitator
    inside = [each.id for each in scene.in_voice()]
    for each in (lead, *scene.world.members.values()):
        if each.id in inside:
            continue
        if room and each is not lead and simkit.may_see(scene.world.env, room.id, each.id):
            await cast.come_in(each, room)
        else:
            await come_through_the_door(scene, each, "Join")
