"""The cast between the rounds: topics and votes, a talk, an exercise on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.template import StageKey
from bot.rehearsal import cast
from bot.rehearsal.script import guidance, writing
from bot.rehearsal.script.parts import LINES
from bot.rehearsal.script.scene import MINUTE
from bot.rehearsal.script.set_up import come_through_the_door

if TYPE_CHECKING:
    from bot.rehearsal.script.scene import Scene

_ANSWERS = LINES["answers"]


async def settle_the_agenda(scene: Scene) -> None:
    """Suggest what is still missing, vote, and say when one is ready."""
    world = scene.world
    await scene.read_out()
    if scene.parts.exercise.early:
        await choose_exercise(scene)
    for name, topic in scene.parts.suggest.items():
        form = await scene.press(world[name], "Suggest a topic", on=scene.card())
        await scene.write(world[name], form, topic.text)
    for name in _those_here(scene):
        await scene.linger(2, 8)
        topic = scene.rng.choice(scene.parts.topics)
        answer = await scene.press(world[name], "Vote", on=scene.card())
        await cast.choose(world[name], "Choose one topic", topic.text, on=answer.message)
    await scene.pace.wait(2)
    await _get_ready(scene, 3)


async def talk(scene: Scene) -> None:
    """Talk about the topic with most votes, then about questions from the console."""
    began = scene.world.env.now()
    await scene.read_out()
    await _speak_in_turn(scene, _voices(scene)[:2])
    await come_through_the_door(scene, scene.world[scene.parts.late], "Join")
    await _ask(scene, _ANSWERS["first"])
    await guidance.say_it_back(scene)
    await _raise_hands(scene)
    await guidance.open_a_note(scene)
    await _words_without_a_name(scene)
    await _look_up(scene, _ANSWERS["happened"], _ANSWERS["second"])
    await _turn_to_another_topic(scene)
    await _in_steps(scene)
    await _get_ready(scene, 4)
    await scene.pace.until(began + scene.part_of(StageKey.DISCUSSION, 0.95))


async def work(scene: Scene) -> None:
    """Do the exercise: people add lines without a name, then talk about them."""
    began, exercise = scene.world.env.now(), scene.parts.exercise
    if not scene.worksheet_chosen():
        await choose_exercise(scene)
    await scene.read_out()
    names = _those_here(scene)
    for name, (column, words) in zip(names, exercise.lines, strict=False):
        await scene.linger(45, 100)
        form = await scene.press(scene.world[name], "Share one line", on=scene.card())
        line: dict[str, object] = {"Where does it belong?": [column], "Your line": words}
        await scene.write(scene.world[name], form, line)
    await writing.fill_in_alone(scene, names[-1])
    await _ask_for_a_word(scene)
    await scene.pace.until(began + scene.part_of(StageKey.WORKING, 0.7))
    await scene.read_out()
    await _speak_in_turn(scene, (_ANSWERS["board"], _ANSWERS["board_too"]))
    await scene.pace.until(began + scene.part_of(StageKey.WORKING, 0.95))


async def choose_exercise(scene: Scene) -> None:
    """Let the facilitator choose the exercise of the evening."""
    answer = await scene.lead("Choose worksheet")
    title = scene.parts.exercise.title
    await cast.choose(scene.world.facilitator, "Choose a worksheet", title, on=answer.message)
    await scene.pace.wait(2)


async def _ask(scene: Scene, reply: str) -> None:
    """Let the facilitator look at one question, then at another or two, and ask one."""
    console = await scene.lead("Another")
    if scene.rng.random() < 1 / 2:
        console = await scene.lead("Another", on=console.message)
    await scene.lead("Ask", on=console.message)
    await scene.read_out()
    await scene.linger(15, 30)
    await _speak_in_turn(scene, (reply,))


async def _look_up(scene: Scene, happened: str, reply: str) -> None:
    """Let the facilitator type what just happened, in plain words, and ask what is found."""
    facilitator = scene.world.facilitator
    where = scene.room() or scene.world.facilitators_channel
    found = await cast.say(facilitator, "prompt find", where, text=happened)
    await scene.linger(4, 8)
    await scene.press(facilitator, "Ask", on=found.message)
    await scene.read_out()
    await scene.linger(15, 30)
    await _speak_in_turn(scene, (reply,))


async def _turn_to_another_topic(scene: Scene) -> None:
    """Let the facilitator choose another topic, and people talk about that."""
    card = scene.words()
    topic = next(each for each in scene.parts.topics if each.text not in card)
    console = await scene.console()
    menu = "Choose what to talk about"
    await cast.choose(scene.world.facilitator, menu, topic.text, on=console.message)
    await scene.pace.wait(2)
    await scene.say_aloud(scene.world.facilitator, _ANSWERS["on"], 10)
    await _speak_in_turn(scene, topic.voices)


async def _in_steps(scene: Scene) -> None:
    """Ask a question of a short run, hear one answer, and say the next lines of the run."""
    run = await guidance.go_through_a_run(scene)
    await _speak_in_turn(scene, (_ANSWERS["ready"],))
    for step in (run.steps[1], run.steps[-1]):
        await scene.say_aloud(scene.world.facilitator, step.text, 8)


async def _raise_hands(scene: Scene) -> None:
    """Two raise a hand, one with a note; the facilitator calls them in order."""
    world, parts = scene.world, scene.parts
    for name in (parts.talkative, parts.comes_back):
        answer = await scene.press(world[name], "Raise hand", on=scene.card())
    form = await scene.press(world[parts.comes_back], "Add a note", on=answer.message)
    await scene.write(world[parts.comes_back], form, _ANSWERS["note"])
    for name, words in (
        (parts.talkative, _ANSWERS["third"]),
        (parts.comes_back, _voices(scene)[2]),
    ):
        await scene.lead("Call next hand")
        await scene.say_aloud(world[name], words, scene.rng.uniform(60, 100))


async def _words_without_a_name(scene: Scene) -> None:
    """One types under their name; one leaves the name out, and the facilitator shows the words."""
    named, unnamed = (scene.world[name] for name in scene.parts.typing)
    form = await scene.press(named, "Type instead", on=scene.card())
    await scene.write(named, form, _ANSWERS["written"])
    form = await scene.press(unnamed, "Type instead", on=scene.card())
    await scene.write(
        unnamed,
        form,
        {"What would you like to say?": _ANSWERS["unnamed"], "Without my name": True},
    )
    await scene.lead("Show it")
    await scene.linger(30, 60)


async def _ask_for_a_word(scene: Scene) -> None:
    """Somebody asks for a word in private, and the facilitator reads it."""
    member = scene.world[scene.parts.late]
    answer = await scene.press(member, "Private help", on=scene.card())
    await scene.press(member, "Ask the facilitator for a private word", on=answer.message)
    await scene.linger(20, 40)
    await scene.lead("Read")


async def _speak_in_turn(scene: Scene, words: tuple[str, ...]) -> None:
    """Let different people say these things, each for a minute or two."""
    quiet = (*scene.parts.typing, scene.parts.newcomer)
    names = [name for name in _those_here(scene) if name not in quiet]
    for name, said in zip(names, words, strict=False):
        await scene.say_aloud(scene.world[name], said, scene.rng.uniform(MINUTE, 2 * MINUTE))


async def _get_ready(scene: Scene, count: int) -> None:
    """Some say that they are ready to move on."""
    for name in _those_here(scene)[:count]:
        await scene.linger(5, 20)
        await scene.press(scene.world[name], "Ready to move on", on=scene.card())


def _voices(scene: Scene) -> tuple[str, ...]:
    """What is said about the topic on the card; the first topic's words where there is none."""
    card = scene.words()
    found = [each for each in scene.parts.topics if each.text in card]
    return (found or list(scene.parts.topics))[0].voices


def _those_here(scene: Scene) -> list[str]:
    """The members who take part, in an order the seed decides; whoever comes late comes last."""
    parts = scene.parts
    away = (parts.late, parts.listening)
    names = [name for name in scene.world.members if name not in away]
    scene.rng.shuffle(names)
    return names
