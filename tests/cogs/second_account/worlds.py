"""Twelve evenings that are the same but for what Ana does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.rehearsal import cast, chance
from tests.cogs.group import LEAD, SURE, Group

X = "Ana"
OTHERS = ("Ben", "Chi", "Dmitri", "Esi")
INSIDE, OUTSIDE = "Greta", "Hana"
WORDS = "I walked past the old pub."
TOPIC = "My brother"
OTHER_NAME = "Blue Heron"

Part = Callable[[Group], Awaitable[None]]


async def nothing(_: Group) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Story:
    """What Ana does, and when."""

    earlier: Part = nothing
    """On an evening before."""
    lobby: Part = nothing
    check_in: Part = nothing
    agenda: Part = nothing


def comes(way: str = "Join") -> Part:
    async def come(group: Group) -> None:
        await group.come(X, way=way)

    return come


async def takes_another_name(group: Group) -> None:
    await group.come(X)
    await cast.fill(group[X], await group.options(X, "Choose another name"), OTHER_NAME)


async def types(group: Group) -> None:
    await group.write(X, "Type instead", WORDS)


async def types_without_a_name(group: Group) -> None:
    await group.write(X, "Type instead", {"text": WORDS, "hide": True})


async def leaves(group: Group) -> None:
    await group.options(X, "Leave")
    await cast.go_out(group[X])


async def is_removed(group: Group) -> None:
    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group[LEAD], "Choose a person", X, on=chooser.message)
    await cast.press(group[LEAD], SURE, on=asked.message)
    await cast.go_out(group[X])


async def erases(group: Group) -> None:
    asked = await cast.say(group[X], "privacy erase", group.world.announcements)
    await cast.press(group[X], "Forget me in this server", on=asked.message)
    await cast.go_out(group[X])


async def asks_for_help(group: Group) -> None:
    mine = await group.press(X, "Private help")
    await cast.press(group[X], "Ask the facilitator for a private word", on=mine.message)


async def suggests(group: Group) -> None:
    await group.write(X, "Suggest a topic", TOPIC)


WORLDS = {
    "never came": Story(),
    "only came to an evening before": Story(earlier=comes()),
    "came": Story(lobby=comes()),
    "came typing": Story(lobby=comes("Join by typing"), check_in=types),
    "just listens": Story(lobby=comes("Just listening")),
    "chose another name": Story(lobby=takes_another_name),
    "left": Story(lobby=comes(), check_in=leaves),
    "was removed": Story(lobby=comes(), check_in=is_removed),
    "erased everything": Story(lobby=comes(), check_in=erases),
    "asked for private help": Story(lobby=comes(), check_in=asks_for_help),
    "wrote without a name": Story(lobby=comes(), check_in=types_without_a_name),
    "suggested a topic": Story(lobby=comes(), agenda=suggests),
}


@dataclass(slots=True)
class Clock:
    """Lets every evening reach the same second, whatever was done in it."""

    group: Group
    seeds: int = field(default=0)

    async def at(self, second: float, *parts: Part) -> None:
        """Go to this second; there, do each of these with chance begun anew."""
        left = second - self.group.env.backend.clock.elapsed
        assert left >= 0, f"{-left} s late"
        await self.group.wait(left)
        for part in parts:
            self.seeds += 1
            with chance.drawn_from(self.seeds):
                await part(self.group)


async def play(group: Group, story: Story, look: Callable[[str], None]) -> None:
    """Play both evenings, up to a minute into the discussion of the second.

    `look` is called with the name of every stage, at its end.
    """
    clock = Clock(group)
    await clock.at(60, _opens, _comes(LEAD, *OTHERS[:2]))
    await clock.at(120, story.earlier)
    await clock.at(180, _goes_to("welcome"), _ends)
    await clock.at(1800, _opens, _comes(LEAD, *OTHERS), _listens)
    await clock.at(1900, story.lobby)
    await clock.at(2000, _goes_to("check_in"))
    await clock.at(2060, story.check_in)
    await clock.at(2160)
    look("check-in")
    await clock.at(2160, _goes_to("agenda"), _suggests_sleep)
    await clock.at(2200, story.agenda)
    await clock.at(2220)
    look("agenda")
    await clock.at(2220, _goes_to("discussion"))
    await clock.at(2280)


async def _opens(group: Group) -> None:
    await group.start()


def _comes(*names: str) -> Part:
    async def come(group: Group) -> None:
        await group.come(*names)

    return come


async def _listens(group: Group) -> None:
    await group.come(INSIDE, way="Just listening")


def _goes_to(stage: str) -> Part:
    async def go(group: Group) -> None:
        await group.go_to(stage)

    return go


async def _ends(group: Group) -> None:
    await group.end()
    for name in (LEAD, *OTHERS[:2], X):
        await cast.go_out(group[name])


async def _suggests_sleep(group: Group) -> None:
    await group.write("Ben", "Suggest a topic", "Sleep")
