"""The use cases around questions, on the story of one group."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.content import prompts
from bot.domain.prompts.own_prompt import OwnPrompt
from bot.domain.prompts.prompt import Point, Prompt
from bot.services.prompts.lookup import Lookup
from bot.services.prompts.own_prompts import Draft, Outcome, PromptAuthoring
from bot.services.prompts.packs import Packs
from bot.services.prompts.search import PromptSearch
from tests.counting import uncounted
from tests.read_once import read_once
from tests.services.conftest import GUILD, Story, lead

SEA = "What does a walk by the sea do for you on a grey Sunday?"
SONG = "Which song picks you up after a long night shift?"
RIVER = "What do you tell the river when nobody else listens?"
read_once()


@dataclass(slots=True)
class Shelves:
    """The three of them, and how many indexes they built."""

    story: Story
    prompts: PromptSearch
    own: PromptAuthoring
    packs: Packs
    built: list[int]

    async def add(self, text: str = SEA, by=None, **more) -> Outcome:
        draft = Draft(text, more.pop("point", Point.BALANCE), **more)
        return await self.own.add(GUILD, by or lead(), draft)

    async def kept(self, guild=GUILD) -> tuple[OwnPrompt, ...]:
        return await self.story.kept.run(lambda tx: tx.prompts.of(guild))


@lru_cache(maxsize=8)
def made_once(some: Sequence[Prompt], language: str) -> Lookup:
    """An index is never changed, so that of the library serves every story.

    How it is made, `tests/lookup` counts.
    """
    with uncounted():
        return Lookup(some, language)


def shelves(story: Story) -> Shelves:
    """The use cases of a process that has just started."""
    built: list[int] = []

    def index(some, language):
        built.append(len(some))
        return made_once(tuple(some), language)

    found = PromptSearch(story.store, story.setup, story.questions, prompts.load, index)
    own = PromptAuthoring(story.store, story.clock, found)
    return Shelves(story, found, own, Packs(story.store, story.clock, found), built)
