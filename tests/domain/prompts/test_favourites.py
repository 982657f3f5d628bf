"""Favourites: the newest first, each once, and not without end."""

import pytest

from bot.domain.ids import PromptId
from bot.domain.prompts.favourites import MOST_FAVOURITES, TooManyFavourites, with_one, without

A, B, C = PromptId("a1"), PromptId("b1"), PromptId("c1")


def test_the_newest_comes_first_and_one_kept_again_is_there_once():
    assert with_one((A, B), C) == (C, A, B)
    assert with_one((A, B), B) == (B, A)
    assert without((A, B), A) == (B,)
    assert without((A, B), C) == (A, B)


def test_a_full_list_says_so_and_still_takes_what_it_holds():
    full = tuple(PromptId(f"m{number}") for number in range(MOST_FAVOURITES))
    with pytest.raises(TooManyFavourites) as refused:
        with_one(full, A)
    assert refused.value.facts == {"most": MOST_FAVOURITES}
    assert with_one(full, full[-1])[0] == full[-1]
