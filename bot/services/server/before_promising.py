"""Look before a room is promised: what would keep it from opening is said at once."""

from collections.abc import Iterable

from bot.domain.errors import Refusal
from bot.domain.sentence import Sentence
from bot.services.ports.rooms import Need


class CannotOpen(Refusal):
    """No room can open now; `why` says what is in the way, and what to do."""

    key = "refusal.cannot_open"


def must_be_able_to_open(needs: Iterable[Need]) -> None:
    """Raise CannotOpen where something keeps rooms from opening now."""
    for need in needs:
        if need.blocks:
            raise CannotOpen(why=in_words(need))


def in_words(need: Need) -> Sentence:
    """Give the sentence that stands for a need, where its facts are words."""
    facts = {name: fact for name, fact in need.facts.items() if isinstance(fact, str)}
    return Sentence(f"need.{need.key}", facts)
