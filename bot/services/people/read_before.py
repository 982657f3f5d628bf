"""What only a member's own rows can tell: read before an erase, as they open no more then."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import EntryId, GuildId, MemberId, MessageId
from bot.domain.journal.entry import JournalShelf
from bot.domain.people.personal_data import BeingErased
from bot.services.journal.plans_gone import plans_gone
from bot.services.outbox.effacing import unsay
from bot.services.ports.store import Tx


@dataclass(frozen=True, slots=True)
class ReadBefore:
    """Private messages with letters, and plans that are asked about elsewhere."""

    messages: tuple[tuple[GuildId, MessageId], ...] = ()
    plans: frozenset[EntryId] = frozenset()

    @classmethod
    def of(cls, tx: Tx, member: MemberId, guilds: Iterable[GuildId]) -> "ReadBefore":
        """Read it; of what is promised to go already there is nothing."""
        messages: list[tuple[GuildId, MessageId]] = []
        plans: set[EntryId] = set()
        for guild in guilds:
            with suppress(BeingErased):
                letters = tx.letters.of(member, guild)
                messages += [(guild, one.message) for one in letters if one.message]
                plans |= {one.id for one in tx.entries.of(guild, member, JournalShelf.PLAN)}
        return cls(tuple(messages), frozenset(plans))

    def follow(self, tx: Tx, member: MemberId, now: datetime) -> None:
        """Want the messages deleted, and nobody asked about the plans, once the rows are gone."""
        for guild, message in self.messages:
            unsay(tx, guild, member, message, now)
        plans_gone(tx, member, (), self.plans)
