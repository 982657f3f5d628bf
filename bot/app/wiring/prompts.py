"""The prompts column: finding a question, a group's own, whole files of them."""

from typing import NamedTuple

from bot.app.wiring.ports import Ports
from bot.content import prompts
from bot.services.prompts.favourites import Favourites
from bot.services.prompts.own_prompts import PromptAuthoring
from bot.services.prompts.packs import Packs
from bot.services.prompts.search import PromptSearch, RunningMeetings
from bot.services.prompts.shipped import indexed
from bot.services.server.setup import Setup


class PromptsColumn(NamedTuple):
    """What the prompts column gives."""

    prompts: PromptSearch
    own_prompts: PromptAuthoring
    favourites: Favourites
    packs: Packs


def prompts_column(ports: Ports, setup: Setup, running: RunningMeetings) -> PromptsColumn:
    """Make the use cases of questions."""
    found = PromptSearch(ports.store, setup, running, prompts.library, indexed)
    own = PromptAuthoring(ports.store, ports.clock, found)
    kept = Favourites(ports.store, found)
    return PromptsColumn(found, own, kept, Packs(ports.store, ports.clock, found))
