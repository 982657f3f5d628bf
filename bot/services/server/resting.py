"""A server that has taken the bot in again: first somebody says whether all goes on as before."""

from bot.domain.errors import Refusal
from bot.domain.ids import GuildId
from bot.services.ports.store import Tx


class Resting(Refusal):
    """What was set before is still here, and nobody has said yet whether it holds."""

    key = "refusal.resting"


def must_not_rest(tx: Tx, guild: GuildId) -> None:
    """Raise Resting where nobody has said yet whether all goes on."""
    if tx.departures.get(guild) is not None:
        raise Resting
