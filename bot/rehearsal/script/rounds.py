"""The cast in a round: turns, typed turns, a pass, a lost connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.template import StageKey
from bot.rehearsal import cast
from bot.rehearsal.script.parts import LINES
from bot.rehearsal.script.scene import MINUTE
from bot.text.catalog import speaker

if TYPE_CHECKING:
    from simcord import MemberActor

    from bot.rehearsal.cast import Answer
    from bot.rehearsal.script.scene import Scene

_MOST_TURNS = 40
_SAY = speaker("en")
_OVER = (_SAY("card.round.done"), _SAY("card.round.nobody"))


async def go_round(scene: Scene) -> None:
    """Everyone has a turn: aloud, by typing, or a pass; in the check-in a connection drops."""
    await scene.read_out()
    first_time: dict[str, bool] = {}
    for _ in range(_MOST_TURNS):
        name = scene.speaker()
        if name:
            again = first_time.setdefault(name, False)
            first_time[name] = True
            await take_turn(scene, name, again=again)
        elif any(words in scene.words() for words in _OVER):
            break
        else:
            await scene.pace.wait(10)
    await scene.read_out()


async def take_turn(scene: Scene, name: str, *, again: bool) -> None:
    """Do with the floor what one's part asks for; `again` when it comes a second time."""
    parts, member = scene.parts, scene.world[name]
    first = scene.stage() == StageKey.CHECK_IN
    if first and not again and name == parts.drops:
        await drop_and_return(scene, member)
    elif first and not again and name == parts.comes_back:
        await pass_and_come_back(scene, member)
    elif name in parts.typing:
        await scene.linger(5, 20)
        await write(scene, member, LINES[scene.stage()][name])
    elif again:
        await speak(scene, member, LINES["back"]["dropped" if name == parts.drops else "passed"])
    elif not first and name == parts.newcomer:
        await scene.linger(3, 8)
        await scene.press(member, "Pass")
    else:
        await speak(scene, member, _words(scene, name))


def _words(scene: Scene, name: str) -> str:
    moments = {
        (StageKey.CHECK_IN, scene.parts.newcomer): LINES["moment"]["new"],
        (StageKey.CHECK_OUT, scene.parts.late): LINES["moment"]["late"],
    }
    stage = StageKey(scene.stage())
    return str(moments.get((stage, name), LINES[stage][name]))


async def speak(scene: Scene, member: MemberActor, words: str) -> None:
    """Speak for a while, then say so; where that is forgotten, the facilitator moves on."""
    await scene.say_aloud(member, words, scene.rng.uniform(60, 120))
    name = scene.world.name_of(member.id)
    if scene.stage() == StageKey.CHECK_OUT and scene.parts.forgets and name == scene.parts.drops:
        await scene.lead("Next speaker")
        return
    await wish_for_time(scene, member, await scene.press(member, "I've finished"))


async def wish_for_time(scene: Scene, member: MemberActor, answer: Answer) -> None:
    """Say whether the group should talk about it, where that is asked."""
    if "Yes, add it" not in answer.shown.buttons:
        return
    topic = scene.parts.wish_for_time.get(scene.world.name_of(member.id))
    label = "No" if topic is None else "Yes, add it"
    answer = await scene.press(member, label, on=answer.message)
    if topic is not None:
        await scene.write(member, answer, topic.text)


async def write(scene: Scene, member: MemberActor, words: str) -> None:
    """Type one's turn instead of speaking."""
    form = await scene.press(member, "Type instead", on=scene.card())
    await wish_for_time(scene, member, await scene.write(member, form, words))


async def pass_and_come_back(scene: Scene, member: MemberActor) -> None:
    """Pass, and think better of it."""
    await scene.linger(3, 8)
    answer = await scene.press(member, "Pass")
    await scene.linger(5, 10)
    await scene.press(member, "Come back to me", on=answer.message)


async def drop_and_return(scene: Scene, member: MemberActor) -> None:
    """Lose the connection in the middle of a turn, and be back a little later."""
    room, name = scene.room(), scene.world.name_of(member.id)
    await scene.say_aloud(member, f"{LINES['check_in'][name].partition('.')[0]}. I have …", 15)
    await cast.go_out(member)
    await scene.pace.wait(1.5 * MINUTE)
    if room is not None:
        await cast.come_in(member, room)
    await scene.pace.wait(2)
