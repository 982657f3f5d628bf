"""The registry of repositories: what forgets a server, grows old or is a member's walks it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete, select, union

from bot.domain.ids import OWN, GuildId, MemberId
from bot.storage.attendance.letters import LetterRows
from bot.storage.attendance.presence import PresenceRows
from bot.storage.calendar.changes import ChangeRows
from bot.storage.calendar.meeting_events import MeetingEventRows
from bot.storage.calendar.next_time import NextTimeRows
from bot.storage.calendar.occurrences import Occurrences
from bot.storage.calendar.reminders import ReminderRows
from bot.storage.calendar.series import SeriesRows
from bot.storage.calendar.templates import TemplateRows
from bot.storage.calendar.week_messages import WeekMessageRows
from bot.storage.journal.entries import Entries
from bot.storage.meeting.live_meetings import LiveMeetings
from bot.storage.meeting.stage_times import History
from bot.storage.meeting.traces import AllTraces
from bot.storage.outbox.entries import OutboxEntries
from bot.storage.people.memberships import Memberships
from bot.storage.prompts.heard import Heard
from bot.storage.prompts.own_prompts import OwnPrompts
from bot.storage.rows.access import Access
from bot.storage.rows.data_policy import Owner, columns_of, policy_of
from bot.storage.rows.keyring_row import KeyringRow
from bot.storage.rows.member_keys import MemberKeys
from bot.storage.rows.repository import Exports, Repository
from bot.storage.server.departures import DepartureRows
from bot.storage.server.servers import Servers

REPOSITORIES: tuple[type[Repository], ...] = (
    Servers,
    DepartureRows,
    MemberKeys,
    Memberships,
    Entries,
    TemplateRows,
    SeriesRows,
    NextTimeRows,
    Occurrences,
    ChangeRows,
    WeekMessageRows,
    MeetingEventRows,
    ReminderRows,
    OwnPrompts,
    LiveMeetings,
    AllTraces,
    PresenceRows,
    LetterRows,
    OutboxEntries,
    Heard,
    History,
)
"""Every repository, after those whose rows its own belong to; rows go from the last one on."""

Kind = TypeVar("Kind", bound=Repository)
Made = Callable[[type[Repository]], Repository]


class Registry:
    """Every repository there is, within one transaction."""

    def __init__(self, access: Access, made: Made) -> None:
        """`made` gives the one repository of its kind in this transaction."""
        self._access, self._made = access, made

    @property
    def personal(self) -> tuple[Exports, ...]:
        """Those that hold something of members."""
        found = (self._made(kind) for kind in REPOSITORIES if issubclass(kind, Exports))
        return tuple(one for one in found if isinstance(one, Exports))

    def servers(self) -> tuple[GuildId, ...]:
        """Name every server of which anything is kept; OWN is none that could remove the bot."""
        columns = [one for kind in REPOSITORIES for one in columns_of(kind.table, Owner.GUILD)]
        kept = union(*(select(one.label("guild")) for one in columns)).order_by("guild")
        found = (GuildId(row["guild"]) for row in self._access.rows(kept))
        return tuple(one for one in found if one != OWN)

    def among(self, member: MemberId, guilds: Iterable[GuildId]) -> tuple[GuildId, ...]:
        """Name those of some servers in which anything of a member is kept."""
        return MemberKeys(self._access).among(member, guilds)

    def subject(self, member: MemberId, guild: GuildId) -> bytes:
        """Give the hash under which somebody's rows in a place are found."""
        return self._access.cipher.subject(guild, member)

    def named(self) -> dict[bytes, tuple[GuildId, MemberId]]:
        """Give everybody whom any row names, in every place, by the hash of who and where."""
        people = {
            (guild, member)
            for guild in (*self.servers(), OWN)
            for one in self.personal
            for member in one.members(guild)
        }
        return {self.subject(member, guild): (guild, member) for guild, member in people}

    def forget_subject(self, subject: bytes) -> int:
        """Erase all that is kept under a hash, the key first; gives how many rows."""
        self._access.member_keys.pop(subject, None)
        gone = 0
        for kind in REPOSITORIES:
            if policy_of(kind.table).owner is Owner.MEMBER:
                theirs = delete(kind.table).where(kind.table.c.subject == subject)
                gone += self._access.change(theirs)
        self._access.wipe |= gone > 0
        return gone

    def erased(self) -> int:
        """Tell how many promises to erase are fulfilled."""
        return KeyringRow(self._access).erased()

    def fulfilled(self, count: int) -> None:
        """Note that so many promises to erase are fulfilled."""
        KeyringRow(self._access).fulfilled(count)

    def unreadable(self) -> dict[GuildId, frozenset[str]]:
        """Name the tables of which something can't be read now, for each server."""
        return self._access.decrypted.aside.by_server()

    def forget_server(self, guild: GuildId) -> None:
        """Forget a server: everything in every table that belongs to it."""
        self._access.decrypted.aside.forget(guild)
        for kind in reversed(REPOSITORIES):
            self._made(kind).forget_server(guild)
        self._access.decrypted.clear()
        self._access.wipe = True

    def forget_group(self, guild: GuildId) -> None:
        """Forget a group; what members wrote there for themselves stays for them."""
        self._access.decrypted.aside.forget(guild)
        for kind in reversed(REPOSITORIES):
            if not kind.is_members_own:
                self._made(kind).forget_server(guild)
        unused = MemberKeys(self._access).over_in(guild)
        self._access.change(delete(MemberKeys.table).where(unused))
        self._access.decrypted.clear()
        self._access.wipe = True

    def keeps_group(self, guild: GuildId) -> bool:
        """Tell whether anything of a group is kept, beside that it removed the bot."""
        kinds = [kind for kind in REPOSITORIES if not kind.is_members_own]
        return self._keeps(guild, [kind for kind in kinds if kind is not DepartureRows])

    def keeps_members(self, guild: GuildId) -> bool:
        """Tell whether anything is kept that members wrote there for themselves."""
        return self._keeps(guild, [kind for kind in REPOSITORIES if kind.is_members_own])

    def _keeps(self, guild: GuildId, kinds: Sequence[type[Repository]]) -> bool:
        columns = [one for kind in kinds for one in columns_of(kind.table, Owner.GUILD)]
        return any(self._access.rows(select(one).where(one == guild).limit(1)) for one in columns)

    def put_to_rest(self, guild: GuildId) -> None:
        """Forget what runs in a server and what was to be done there; what was set stays."""
        for kind in (LiveMeetings, AllTraces, OutboxEntries):
            self._made(kind).forget_server(guild)
        self._access.decrypted.clear()
        self._access.wipe = True

    def prune(self, now: datetime) -> int:
        """Delete every row whose time is over; gives how many. Safe to repeat."""
        self._access.decrypted.aside.note_anew()  # some of it may go now
        gone = sum(self._made(kind).prune(now) for kind in reversed(REPOSITORIES))
        self._access.wipe |= gone > 0
        return gone
