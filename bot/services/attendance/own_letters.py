"""The letters somebody has and can have: listed, given again, withdrawn; for them alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.attendance.letter import IssuedLetter, Letter
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, LetterId, MemberId, OccurrenceId
from bot.domain.meeting.members.letter_wishes import wish_of
from bot.domain.server.server import Server
from bot.domain.zones import in_zone
from bot.services.attendance.making import NO_ZONE
from bot.services.outbox.effacing import unsay
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.server.discretion import title_of


class NoSuchLetter(Refusal):
    """The letter is not there any more, or never was one of theirs."""

    key = "refusal.letter_gone"


@dataclass(frozen=True, slots=True)
class Meant:
    """A meeting of which somebody can have a letter, and when it began or is to begin."""

    meeting: OccurrenceId
    title: str
    at: datetime
    """Where it meets."""
    until: datetime | None = None
    """When its minutes go; None while it runs."""
    needs_name: bool = False


@dataclass(frozen=True, slots=True)
class Mine:
    """Somebody's letters, and the meetings whose letter they asked for and do not have yet."""

    letters: Sequence[Letter]
    waiting: Sequence[Meant]


@dataclass(frozen=True, slots=True)
class OwnLetters:
    """Looks for one person, in one server or everywhere (None)."""

    store: Store
    clock: Clock

    async def to_ask_for(self, member: MemberId, guild: GuildId | None) -> Sequence[Meant]:
        """Name the meetings of which they can have a letter, the newest first."""

        def work(tx: Tx) -> Sequence[Meant]:
            now = self.clock.now()
            over = [one.meeting for one in tx.presence.of(member) if now < one.until]
            every = tx.live_meetings.all()
            running = [one.id for one in every if one.person(member) or member in one.facilitators]
            return _named(tx, [*running, *over], guild)

        return await self.store.run(work)

    async def mine(self, member: MemberId, guild: GuildId | None) -> Mine:
        """Give their letters, and name what they asked for."""

        def work(tx: Tx) -> Mine:
            now = self.clock.now()
            running = [one.id for one in tx.live_meetings.all() if wish_of(one, member)]
            kept = {
                one.meeting: one
                for one in tx.presence.of(member)
                if (one.name or one.asked) and now < one.until and one.letter is None
            }
            waiting = tuple(
                replace(one, until=known.until, needs_name=not known.name)
                if (known := kept.get(one.meeting))
                else one
                for one in _named(tx, [*running, *kept], guild)
            )
            return Mine(tx.letters.of(member, guild), waiting)

        return await self.store.run(work)

    async def again(self, letter: LetterId, member: MemberId) -> IssuedLetter:
        """Give a letter again to whom it is of. Raises NoSuchLetter."""
        return IssuedLetter(await self.store.run(lambda tx: _theirs(tx, letter, member)))

    async def withdraw(self, letter: LetterId, member: MemberId) -> OccurrenceId | None:
        """Withdraw a letter, and take back the private message with it. Raises NoSuchLetter.

        A second time changes nothing.
        Gives the meeting, where another letter can be made of it.
        """

        def work(tx: Tx) -> OccurrenceId | None:
            found, now = _theirs(tx, letter, member), self.clock.now()
            tx.letters.withdraw(found.id)
            if found.message and not found.withdrawn:
                unsay(tx, found.guild, member, found.message, now)
            kept = (one for one in tx.presence.of(member) if now < one.until)
            return next((one.meeting for one in kept if one.letter == found.id), None)

        return await self.store.run(work)


def _theirs(tx: Tx, letter: LetterId, member: MemberId) -> Letter:
    found = tx.letters.get(member, letter)
    if found is None:
        raise NoSuchLetter
    return found


def _named(tx: Tx, meetings: Iterable[OccurrenceId], guild: GuildId | None) -> tuple[Meant, ...]:
    """Name meetings as their members see them, the newest first."""
    found = [one for one in map(tx.occurrences.get, meetings) if one]
    there = sorted(found, key=lambda one: one.began_at or one.starts_at, reverse=True)
    return tuple(
        Meant(one.id, title_of(server, one.title), _there(one, server))
        for one in there
        if guild in {None, one.guild} and (server := tx.servers.get(one.guild))
    )


def _there(one: Occurrence, server: Server) -> datetime:
    """Say when it began or is to begin, where it meets."""
    return in_zone(one.began_at or one.starts_at, server.timezone or NO_ZONE)
