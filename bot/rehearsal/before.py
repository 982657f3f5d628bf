"""What happened before the curtain rises: the organiser has set up, the group has tried it out."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.rehearsal import cast
from bot.rehearsal.scene import ZONE

if TYPE_CHECKING:
    from simcord import MemberActor

    from bot.rehearsal.scene import Scene

NEWCOMER = "Hana"
"""She was not there when the others tried it out, so the evening is her first."""
_CURTAIN = time(18, 48)
"""Two minutes before the doors of a meeting at seven."""


async def settle_in(scene: Scene) -> None:
    """Set up the server, try it out without the newcomer, and plan the evening at seven."""
    await _set_up(scene)
    await _try_it_out(scene)
    world = scene.world
    await cast.say(
        world.facilitator, "meeting schedule", world.facilitators_channel,
        title="Tuesday group", when="Tuesday 19:00", repeat="weekly",
    )  # fmt: skip
    today = world.env.now().astimezone(ZONE).date()
    await scene.pace.until(datetime.combine(today, _CURTAIN, ZONE))


async def _set_up(scene: Scene) -> None:
    world = scene.world
    await cast.say(
        world.organiser, "setup server", world.organisers,
        rooms=world.category, announcements=world.announcements, organisers=world.organisers,
        facilitators=world.facilitators, facilitators_channel=world.facilitators_channel,
        timezone=ZONE.key, country="GB", adults_only=True,
    )  # fmt: skip


async def _try_it_out(scene: Scene) -> None:
    """A short meeting of ten minutes, so that people know the way in and have agreed."""
    world = scene.world
    await cast.say(
        world.facilitator, "meeting start", world.facilitators_channel, title="Trying it out"
    )
    await scene.pace.wait(30)
    people = [each for name, each in world.members.items() if name != NEWCOMER]
    for each in (world.facilitator, *people):
        await come_through_the_door(scene, each, "Join")
    await scene.lead("Begin")
    await scene.pace.wait(timedelta(minutes=5).total_seconds())
    await scene.finish()
    for each in (world.facilitator, *people):
        await cast.go_out(each)
    await scene.pace.wait(timedelta(minutes=6).total_seconds())


async def come_through_the_door(scene: Scene, member: MemberActor, label: str) -> None:
    """Press a button of the door, agree to what is asked, and enter the room unless typing."""
    answer = await cast.press(member, label)
    if "Yes, I am 18 or older" in answer.shown.buttons:
        answer = await cast.press(member, "Yes, I am 18 or older", on=answer.message)
    if "I agree" in answer.shown.buttons:
        await cast.press(member, "I agree", on=answer.message)
    room = scene.room()
    if room is not None and label != "Join by typing":
        await cast.come_in(member, room)
