"""What people do with `/prompt`, and what they read in the answer."""

from itertools import pairwise

from bot.rehearsal import cast
from tests.cogs.group import Group

SEA = "What does a walk by the sea do for you on a grey Sunday?"
SONG = "Which song picks you up after a long night shift?"
PUB = "keeps thinking about the pub after work"


async def prompt(group: Group, name: str, command: str, **options: object) -> cast.Answer:
    world = group.world
    place = world.facilitators_channel if name in {"Fran", "Ivy"} else world.announcements
    return await cast.say(group[name], f"prompt {command}", place, **options)


async def add(group: Group, text: str = SEA, name: str = "Fran", **options: object) -> cast.Answer:
    return await prompt(group, name, "add", **({"text": text, "point": "balance"} | options))


async def send(group: Group, data: bytes, file: str = "ours.csv") -> cast.Answer:
    return await prompt(group, "Fran", "import", file=(file, data))


async def own(group: Group, name: str = "Fran", typed: str = "") -> dict[str, str]:
    """What is offered while the name of an own question is typed: the id by its words."""
    place = group.world.facilitators_channel if name == "Fran" else group.world.announcements
    found = await group[name].autocomplete(place, "prompt retire", "prompt", typed)
    return {one["name"]: one["value"] for one in found}


def questions(answer: cast.Answer) -> list[str]:
    """The prompts of an answer: each stands above why to ask it, or to say it."""
    lines = answer.text.splitlines()
    return [line for line, why in pairwise(lines) if why.startswith(("Why ask", "Say this"))]


def file_of(group: Group, answer: cast.Answer) -> tuple[str, bytes]:
    (attached,) = answer.message.message.attachments
    data = group.env.backend.cdn.get(attached.url)
    assert data is not None
    return attached.filename, data
