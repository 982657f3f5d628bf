"""The question in a server that has taken the bot in again: asked, and answered."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GuildId
from bot.domain.outbox_entry import OutboxEntry
from bot.domain.server.departure import Departure
from bot.domain.server.server import Server
from bot.services.outbox.reaching import places
from bot.services.outbox.server_lines import line_told, tell_server
from bot.services.ports.drawings import Line
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble

_WHY = "back"


def ask_back(tx: Tx, guild: GuildId, back_at: datetime) -> None:
    """Ask whether all goes on, once for each time that the bot is taken in again."""
    tell_server(tx, guild, _WHY, back_at, number=_number(back_at))


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Takes the buttons off the question once somebody has answered it, wherever that was."""

    store: Store
    messages: Messages

    async def answered(self, known: Departure, answer: str) -> None:
        """Say in its place what was answered; where Discord refuses that, a press says so.

        `answer` is the last part of a text key.
        """
        server, asked = await self.store.run(lambda tx: _asked(tx, known))
        if asked is None or asked.message is None:
            return
        said = Line(server.language, f"organisers.{answer}", {})
        for place in places(server):
            try:
                await self.messages.edit(said, place, asked.message)
            except Trouble:
                continue
            return


def _asked(tx: Tx, known: Departure) -> tuple[Server, OutboxEntry | None]:
    at = known.back_at
    asked = line_told(tx, known.guild, _WHY, number=_number(at)) if at else None
    return tx.servers.get(known.guild), asked


def _number(at: datetime) -> int:
    return int(at.timestamp())
