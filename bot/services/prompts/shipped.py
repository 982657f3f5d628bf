"""The index over our own library: made once for each language, shared by searches and talks."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from bot.content import prompts
from bot.domain.ids import PromptId
from bot.domain.prompts.prompt import Prompt
from bot.services.ports.store import Answer
from bot.services.prompts.lookup import Lookup
from bot.services.retry import NotAtHand

MOST_SURE = 8
"""So many questions are looked for, for the topic of a talk."""


def surely_fitting(topic: str, language: str) -> tuple[PromptId, ...]:
    """Give what surely fits a topic, the best first, as `/prompt find` finds it in our library."""
    found = _shipped(language).find(topic, limit=MOST_SURE)
    return tuple(one.prompt.id for one in found if one.sure)


def indexed(some: Sequence[Prompt], language: str) -> Lookup:
    """Make an index; groups without questions of their own and all talks share one."""
    is_shipped = tuple(some) == tuple(prompts.library(language))
    return _shipped(language) if is_shipped else Lookup(some, language)


@cache
def _shipped(language: str) -> Lookup:
    return Lookup(prompts.library(language), language)


@dataclass(slots=True)
class AtHand:
    """Our library and its index, for works in a transaction, in which nobody waits for a file.

    To read either takes a second or two. The first work that needs it raises NotAtHand; it is read
    off the loop, once for all who wait, and each work is run again (`run_with_retry`).
    """

    read: Callable[[str], Sequence[Prompt]] = prompts.library
    search: Callable[[str, str], Sequence[PromptId]] = surely_fitting
    _there: set[str] = field(default_factory=set)
    _one_by_one: asyncio.Lock = field(default_factory=asyncio.Lock)

    def library(self, language: str) -> Sequence[Prompt]:
        """Give our questions in a language. Raises NotAtHand."""
        return self._given(f"library {language}", partial(self.read, language))

    def surely_fitting(self, topic: str, language: str) -> Sequence[PromptId]:
        """Give what surely fits a topic. Raises NotAtHand."""
        return self._given(f"index {language}", partial(self.search, topic, language))

    def _given(self, what: str, give: Callable[[], Answer]) -> Answer:
        if what not in self._there:
            raise NotAtHand(partial(self._fetch, what, give))
        return give()

    async def _fetch(self, what: str, give: Callable[[], object]) -> None:
        async with self._one_by_one:
            if what not in self._there:
                await asyncio.to_thread(give)
                self._there.add(what)
