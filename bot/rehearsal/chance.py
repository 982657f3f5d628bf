"""The same number plays the same evening: what the bot leaves to chance is drawn from the seed."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def drawn_from(seed: int) -> Iterator[None]:
    """Let ids, names of rooms and choices come from `seed`; keys and tokens stay secret."""
    rng = Random(seed)  # noqa: S311 - a play, no secret
    module: Any = secrets
    kept = (secrets.randbits, secrets.randbelow, secrets.choice)
    module.randbits, module.randbelow, module.choice = rng.getrandbits, rng.randrange, rng.choice
    try:
        yield
    finally:
        module.randbits, module.randbelow, module.choice = kept
