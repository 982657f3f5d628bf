"""An index over the same questions is made once in a run: it is never changed (`Lookup`).

Each story has a bot of its own, which would make it anew and costs as much as a short story.
"""

from collections.abc import Sequence
from functools import lru_cache

import pytest

from bot.domain.prompts.prompt import Prompt
from bot.services.prompts import shipped
from bot.services.prompts.lookup import Lookup
from tests.counting import uncounted
from tests.read_once import read_once

MOST_KEPT = 8

kept = lru_cache(MOST_KEPT)(Lookup)


def indexed_once(patch: pytest.MonkeyPatch) -> None:
    """Let every bot that is made from now on share."""
    read_once()

    def index(some: Sequence[Prompt], language: str) -> Lookup:
        with uncounted():  # how it is made, `tests/lookup` counts
            return kept(tuple(some), language)

    patch.setattr(shipped, "Lookup", index)
