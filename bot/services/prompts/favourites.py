"""Favourites: keeping a question for oneself, letting it go, and looking at them again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.ids import GuildId, PromptId
from bot.domain.person import Actor
from bot.domain.prompts.browsing import THREE
from bot.domain.prompts.favourites import with_one, without
from bot.domain.prompts.prompt import Prompt
from bot.services.ports.store import Store, Tx
from bot.services.prompts.search import Offer, PromptSearch

_Ids = tuple[PromptId, ...]


@dataclass(frozen=True, slots=True)
class FavouritesSeen:
    """One page of somebody's favourites."""

    offer: Offer
    every: tuple[Prompt, ...]
    """All of them, the newest first."""
    more: bool
    """Whether others come after this page."""


@dataclass(frozen=True, slots=True)
class Favourites:
    """Each member's own, sealed with the little that is kept of them; for nobody else."""

    store: Store
    search: PromptSearch

    async def page(self, guild: GuildId, by: Actor, page: int = 0) -> FavouritesSeen:
        """Give three of somebody's; after the last ones the first come again."""
        ids = await self.store.run(lambda tx: tx.memberships.get(guild, by.id).favourites)
        shelf = await self.search.shelf(guild)
        every = tuple(shelf.by_id[one] for one in ids if one in shelf.by_id)
        pages = -(-len(every) // THREE) or 1
        shown = every[page % pages * THREE :][:THREE]
        offer = await self.search.again(guild, by, [one.id for one in shown])
        return FavouritesSeen(offer, every, pages > 1)

    async def keep(self, guild: GuildId, by: Actor, prompt: PromptId) -> None:
        """Keep one; one that is gone meanwhile is not. Raises TooManyFavourites."""
        if prompt in (await self.search.shelf(guild)).by_id:
            await self._change(guild, by, lambda kept: with_one(kept, prompt))

    async def let_go(self, guild: GuildId, by: Actor, prompt: PromptId) -> None:
        """Keep one no longer."""
        await self._change(guild, by, lambda kept: without(kept, prompt))

    async def _change(self, guild: GuildId, by: Actor, change: Callable[[_Ids], _Ids]) -> None:
        def work(tx: Tx) -> None:
            known = tx.memberships.get(guild, by.id)
            tx.memberships.put(guild, by.id, replace(known, favourites=change(known.favourites)))

        await self.store.run(work)
