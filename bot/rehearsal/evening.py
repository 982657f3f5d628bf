"""The script `tuesday-group`: one evening of an invented group, every stage of it.

Two join by typing, one listens, one comes late, one is new, one drops out in the middle of a turn
and comes back. The seed decides how long people speak and who passes; the facilitator is never in
a hurry.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.domain.template import StageKey
from bot.rehearsal import cast
from bot.rehearsal.before import NEWCOMER, come_through_the_door

if TYPE_CHECKING:
    from simcord import MemberActor

    from bot.rehearsal.cast import Answer
    from bot.rehearsal.scene import Scene

LINES: dict[str, dict[str, str]] = tomllib.loads(
    files("bot.rehearsal").joinpath("lines.toml").read_text(encoding="utf-8")
)
"""What the members write, by stage and name."""
TYPING = ("Dmitri", "Esi")
LISTENING = "Farid"
LATE = "Greta"
DROPS = "Chi"
_WAYS = dict.fromkeys(TYPING, "Join by typing") | {LISTENING: "Just listening"}
_MINUTE = 60.0
_MOST_TURNS = 40


async def play(scene: Scene) -> None:
    """Play the evening from two minutes before the doors until the room is closed."""
    acts = {
        StageKey.WELCOME: listen,
        StageKey.CHECK_IN: go_round,
        StageKey.AGENDA: settle_the_agenda,
        StageKey.DISCUSSION: talk,
        StageKey.WORKING: work,
        StageKey.CHECK_OUT: go_round,
    }
    await scene.pace.wait(3 * _MINUTE)
    await arrive(scene)
    await scene.next_stage()
    while (stage := scene.stage()) in acts:
        await acts[StageKey(stage)](scene)
        await scene.next_stage()
    await say_goodbye(scene)


async def arrive(scene: Scene) -> None:
    """Come through the door, one after the other; the newcomer asks first what will happen."""
    world = scene.world
    await cast.press(world[NEWCOMER], "New here?")
    await come_through_the_door(scene, world.facilitator, "Join")
    names = [name for name in world.members if name != LATE]
    scene.rng.shuffle(names)
    for name in names:
        await scene.linger(10, 50)
        await come_through_the_door(scene, world[name], _WAYS.get(name, "Join"))
    await scene.pace.until(scene.begins())


async def listen(scene: Scene) -> None:
    """Let the facilitator say the welcome."""
    await scene.linger(3 * _MINUTE, 4 * _MINUTE)


async def go_round(scene: Scene) -> None:
    """Everyone has a turn: aloud, by typing, or a pass; once somebody's connection drops."""
    first = scene.stage() == StageKey.CHECK_IN
    passes, drops = (scene.rng.choice(("Ana", "Ben")), DROPS) if first else ("", "")
    for _ in range(_MOST_TURNS):
        speaker = scene.speaker()
        if speaker is None:
            return
        name = scene.world.name_of(speaker.id)
        if name == drops:
            drops = ""
            await drop_and_return(scene, speaker)
        elif name == passes:
            await scene.linger(3, 8)
            await cast.press(speaker, "Pass")
        elif name in TYPING:
            await scene.linger(20, 60)
            await write(scene, speaker, "Type instead", LINES[scene.stage()][name])
        else:
            await speak(scene, speaker)


async def speak(scene: Scene, speaker: MemberActor) -> None:
    """Speak for a while, then say so; perhaps ask for group time."""
    await scene.linger(30, 75)
    answer = await cast.press(speaker, "I've finished")
    if "Yes, add it" not in answer.shown.buttons:
        return
    name = scene.world.name_of(speaker.id)
    wish = name in LINES["topics"]
    answer = await cast.press(speaker, "Yes, add it" if wish else "No", on=answer.message)
    if answer.form is not None:
        await cast.fill(speaker, answer, LINES["topics"][name])


async def drop_and_return(scene: Scene, speaker: MemberActor) -> None:
    """Lose the connection in the middle of a turn, and be back a little later."""
    room = scene.room()
    await scene.linger(10, 20)
    await cast.go_out(speaker)
    await scene.pace.wait(1.5 * _MINUTE)
    if room is not None:
        await cast.come_in(speaker, room)
    await scene.pace.wait(2)


async def write(scene: Scene, member: MemberActor, label: str, words: str) -> Answer:
    """Open a form and send it with these words."""
    form = await cast.press(member, label)
    await scene.linger(10, 30)
    return await cast.fill(member, form, words)


async def settle_the_agenda(scene: Scene) -> None:
    """Suggest a topic more, and let people say when they are ready."""
    people = scene.world
    await write(scene, people["Ben"], "Suggest a topic", LINES["topics"]["Ben"])
    for name in ("Ana", "Chi", NEWCOMER):
        await scene.linger(5, 20)
        await cast.press(people[name], "Ready to move on")
    await scene.linger(60, 90)


async def talk(scene: Scene) -> None:
    """Talk about a question from the console; hands, written words, and somebody who comes late."""
    people = scene.world
    await scene.lead("Ask")
    await scene.linger(2 * _MINUTE, 3 * _MINUTE)
    await come_through_the_door(scene, people[LATE], "Join")
    await cast.press(people["Ana"], "Raise hand")
    await scene.linger(20, 40)
    await scene.lead("Call next hand")
    await scene.linger(2 * _MINUTE, 3 * _MINUTE)
    await write(scene, people["Esi"], "Type instead", LINES["talk"]["Esi"])
    await scene.linger(3 * _MINUTE, 4 * _MINUTE)
    await scene.lead("Ask")
    await scene.linger(6 * _MINUTE, 8 * _MINUTE)


async def work(scene: Scene) -> None:
    """Do the exercise: people add lines without a name, then talk about them."""
    await choose_exercise(scene)
    for name, words in LINES["board"].items():
        await scene.linger(60, 120)
        await write(scene, scene.world[name], "Share one line", words)
    await scene.linger(6 * _MINUTE, 8 * _MINUTE)


async def choose_exercise(scene: Scene) -> None:
    """Let the facilitator choose the exercise that stands first in the menu."""
    facilitator = scene.world.facilitator
    answer = await scene.lead("Choose worksheet")
    menus = cast.menus_of(answer.message) if answer.message is not None else []
    if menus:
        await cast.choose(facilitator, menus[0].words, menus[0].choices[0], on=answer.message)


async def say_goodbye(scene: Scene) -> None:
    """Stay for the close, go out one by one, and wait until the room is gone."""
    await scene.linger(2 * _MINUTE, 3 * _MINUTE)
    if scene.stage() == StageKey.CLOSE:
        await scene.finish()
    for member in scene.in_voice():
        await scene.linger(2, 20)
        await cast.go_out(member)
    await scene.pace.wait(7 * _MINUTE)
