"""Favourites: questions that somebody keeps for evenings they lead; nobody else sees them."""

from collections.abc import Sequence

from bot.domain.errors import Refusal
from bot.domain.ids import PromptId

MOST_FAVOURITES = 60


class TooManyFavourites(Refusal):
    """Somebody keeps as many as can be kept."""

    key = "refusal.too_many_favourites"


def with_one(kept: Sequence[PromptId], one: PromptId) -> tuple[PromptId, ...]:
    """Put one before the others; one that is kept already comes first again.

    Raises TooManyFavourites.
    """
    others = without(kept, one)
    if len(others) >= MOST_FAVOURITES:
        raise TooManyFavourites(most=MOST_FAVOURITES)
    return (one, *others)


def without(kept: Sequence[PromptId], one: PromptId) -> tuple[PromptId, ...]:
    """Take one away, if it is there."""
    return tuple(each for each in kept if each != one)
