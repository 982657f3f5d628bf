"""Questions that push towards other people, and have no place where violence was told.

Whoever was hurt is not asked to come closer, to thank, to understand or to say sorry
(anothercloset.squarespace.com: no mediating, nothing that lays it on the one who was hurt).
"""

from bot.domain.language.folding import fold
from bot.domain.language.registry import closeness_rules
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.theme import Theme

_AT_HOME = frozenset({Theme.FAMILY, Theme.PARTNER, Theme.TRUST_REPAIR})


def pushes_closeness(prompt: Prompt) -> bool:
    """Tell whether a question pushes closeness, thanks or an apology, or is about home at all."""
    return bool(prompt.themes & _AT_HOME) or _pushes(fold(prompt.text))


def _pushes(text: str) -> bool:
    return any(words.search(text) for words in closeness_rules())
