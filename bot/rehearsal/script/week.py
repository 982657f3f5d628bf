"""The script `quiet-week`: what one member writes between two meetings, from door to door.

Where nothing happens the bot is off, like one on a computer that isn't always on. So a week takes
seconds, and whatever was written or set has to be there again when the bot is back.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.domain.template import StageKey
from bot.rehearsal import cast
from bot.rehearsal.script import set_up, writing
from bot.rehearsal.script.alone import Alone, be_away
from bot.rehearsal.script.parts import LINES
from bot.rehearsal.script.scene import MINUTE
from bot.rehearsal.script.set_up import come_through_the_door

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.rehearsal.script.scene import Scene

    Act = Callable[[Alone], Awaitable[None]]

_WORDS = LINES["week"]
_HOUR = 60 * MINUTE
_ON_BEFORE = timedelta(minutes=1)
"""So long before something happens the bot is on again."""
_QUARTER = 15 * MINUTE
_NUMBER = "Choose a number"
_WENT = ("Worked", "Partly", "Not this time")


async def play(scene: Scene) -> None:
    """Play from the first door to the second, a week later."""
    own = Alone(scene, scene.parts.talkative)
    scene.reader = own.name
    first = scene.today()
    await plan_at_the_close(own)
    for days, at, act in _WEEK:
        moment = scene.home.at(first + timedelta(days=days), at)
        if moment - _ON_BEFORE > scene.world.env.now():
            await be_away(scene, moment - _ON_BEFORE)
        await scene.pace.until(moment)
        await scene.linger(5, 20)
        await act(own)


async def plan_at_the_close(own: Alone) -> None:
    """Go through a short meeting with two others, and make a plan when it closes."""
    scene = own.scene
    await set_up.plan(scene)
    await scene.pace.wait(11 * MINUTE)
    await _come(own)
    while scene.stage() != StageKey.CLOSE:
        await scene.next_stage()
        await scene.linger(MINUTE, 2 * MINUTE)
    await writing.make_a_plan(scene, own.name)
    await scene.lead("End meeting")
    await _go(scene)


async def want_to_be_asked(own: Alone) -> None:
    """Say when check-ins should come: three evenings of the week."""
    await own.write("timezone", zone="London")
    await own.write("checkin schedule", time="21:30", days="Wed, Thu, Sat")


async def answer(own: Alone) -> None:
    """Answer the check-in that has come, by one press and a form."""
    scene = own.scene
    form = await scene.press(own.in_private, "Check in")
    await scene.write(own.in_private, form, _WORDS["asked"])


async def check_in_now(own: Alone) -> None:
    """Check in without being asked, in the server; so nothing comes on that evening."""
    form = await own.say("checkin now")
    await own.scene.write(own.member, form, _WORDS["now"])


async def put_it_off(own: Alone) -> None:
    """Put a check-in off for an hour, and then leave it for this day."""
    scene = own.scene
    await scene.press(own.in_private, "In an hour")
    await scene.pace.wait(_HOUR + MINUTE)
    await scene.press(own.in_private, "Not today")


async def sit_out_an_urge(own: Alone) -> None:
    """At night: a number, a quarter of an hour with one's own plan, a lower number, one press."""
    scene, me = own.scene, own.in_private
    began = await own.write("checkin urge")
    rated = await cast.choose(me, _NUMBER, "8", on=began.message)
    waits = await scene.press(me, "Wait 15 minutes", on=rated.message)
    await scene.press(me, "My plan, or ideas", on=waits.message)
    await scene.pace.wait(_QUARTER)
    again = await cast.choose(me, _NUMBER, "4")
    await scene.press(me, "Log it", on=again.message)


async def note_a_lapse(own: Alone) -> None:
    """After a lapse: read what keeps one safe, write what came before, and keep it."""
    scene, me = own.scene, own.in_private
    first = await own.write("checkin lapse")
    form = await scene.press(me, "I'm safe for now", on=first.message)
    written = await scene.write(me, form, _WORDS["lapse"])
    await scene.press(me, "Keep it", on=written.message)


async def look_back(own: Alone) -> None:
    """Look at the picture of these days."""
    await own.say("checkin history", days=7)


async def say_how_the_plan_went(own: Alone) -> None:
    """Come through the next door, and say how the plan went before the round begins."""
    scene = own.scene
    await _come(own)
    await scene.press(own.member, scene.rng.choice(_WENT))
    await scene.next_stage()
    await scene.finish()
    await _go(scene)


_WEEK: tuple[tuple[int, time, Act], ...] = (
    (0, time(20, 30), want_to_be_asked),
    (1, time(21, 30), answer),
    (2, time(7, 40), check_in_now),
    (4, time(2, 10), sit_out_an_urge),
    (4, time(21, 30), put_it_off),
    (5, time(10, 15), note_a_lapse),
    (6, time(20, 5), look_back),
    (7, time(18, 51), say_how_the_plan_went),
)
"""Days after the first meeting, the group's time, and what is done then."""


async def _come(own: Alone) -> None:
    """Come through the door after the facilitator and two others, and wait until it begins."""
    scene = own.scene
    others = [name for name in scene.world.members if name != own.name][:2]
    people = [scene.world[name] for name in (*others, own.name)]
    for each in (scene.world.facilitator, *people):
        await come_through_the_door(scene, each, "Join")
        await scene.linger(5, 20)
    await scene.pace.until(scene.begins())


async def _go(scene: Scene) -> None:
    for each in scene.in_voice():
        await cast.go_out(each)
    await scene.pace.wait(7 * MINUTE)
