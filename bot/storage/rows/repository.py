"""Base classes of the repositories: the rows of one table, and how they go."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ColumnElement, Table, delete

from bot.domain.ids import GuildId, MemberId
from bot.domain.people.personal_data import Holding, KeptRecord
from bot.storage.rows.access import Access
from bot.storage.rows.data_policy import Owner, columns_of, policy_of
from bot.storage.rows.sealed_column import SealedColumn


class Repository:
    """One table within one transaction. The registry knows each, and asks it what is to go."""

    table: ClassVar[Table]
    is_members_own: ClassVar[bool] = False
    """Whether its rows stay for a while when the bot was removed and the group is forgotten."""
    sealed: ClassVar[tuple[SealedColumn, ...]] = ()
    """Its columns that the bot's own key seals."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def over(self, now: datetime) -> ColumnElement[bool] | None:  # noqa: ARG002 - for those that say
        """Say which rows have had their time; None where rows only go with what they belong to."""
        return None

    def prune(self, now: datetime) -> int:
        """Delete every row whose time is over; gives how many."""
        over = self.over(now)
        return 0 if over is None else self._access.change(delete(self.table).where(over))

    def forget_server(self, guild: GuildId) -> int:
        """Delete all of a server; where no column names one, rows go with what they belong to."""
        named = columns_of(self.table, Owner.GUILD)
        return sum(self._access.change(delete(self.table).where(one == guild)) for one in named)

    def rekey(self, limit: int) -> int:
        """Seal anew what older keys have sealed, so much at most; gives how much that was."""
        done = 0
        for one in self.sealed:
            if done < limit:
                done += one.rekey(self._access, self.table, limit - done)
        return done

    def _oldest(self, now: datetime) -> datetime:
        """Give when the time of the oldest row that stays may have begun."""
        kept = policy_of(self.table).kept
        assert kept is not None, self.table.name  # noqa: S101 - asked only where a period stands
        return now - kept


class Exports(Repository, ABC):
    """A table with something of members in it; rules above it erase that."""

    @abstractmethod
    def holdings(self, member: MemberId, guild: GuildId) -> Sequence[Holding]:
        """Tell what is kept of a person in a server, to be read, counted or given out."""

    @abstractmethod
    def records(self, member: MemberId, guild: GuildId) -> Sequence[KeptRecord]:
        """Give what is kept of a person in a server, whole, for them to take along."""

    def members(self, guild: GuildId) -> Collection[MemberId]:  # noqa: ARG002 - for those that name some
        """Name the people of a server whom rows name, sealed; most know them by a hash alone."""
        return ()


class Erases(Exports):
    """A table with something of members in it that can erase that by itself."""

    @abstractmethod
    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Erase it; gives in how many rows it was."""
