"""The line noted for next time: written after a meeting, read before the next one."""

from dataclasses import dataclass

from bot.domain.calendar.series import NextTime, Series, tidied_line
from bot.domain.ids import GuildId, MemberId, OccurrenceId, SeriesId
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.services.calendar.changes.refusals import MeetingNotFound
from bot.services.calendar.leading import NotAFacilitator, must_lead
from bot.services.ports.members import Members
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble
from bot.services.server.resting import must_not_rest


def line_for(tx: Tx, series: SeriesId | None) -> str:
    """Give the line of a series; nothing where there is none."""
    kept = tx.next_time.get(series) if series else None
    return kept.text if kept else ""


@dataclass(frozen=True, slots=True)
class NextTimeLines:
    """Keeps the lines of every series, for those who may lead its meetings."""

    store: Store
    members: Members

    async def read(self, guild: GuildId | None, by: Actor, series: SeriesId) -> str:
        """Give the line as it stands; `guild` is None in a private message.

        Raises NotAFacilitator, MeetingNotFound.
        """
        await self._must_lead(guild, by, series)
        return await self.store.run(lambda tx: line_for(tx, series))

    async def keep(self, guild: GuildId | None, by: Actor, series: SeriesId, typed: str) -> str:
        """Keep a line, and give it as it is kept; an empty one clears it. Raises as `read` does."""
        await self._must_lead(guild, by, series)
        text = tidied_line(typed)

        def work(tx: Tx) -> None:
            known = tx.series.get(series)
            if known is None or not known.comes_again:
                raise MeetingNotFound
            must_not_rest(tx, known.guild)
            if text:
                tx.next_time.put(NextTime(series, known.guild, text, by.id))
            else:
                tx.next_time.remove(series)

        await self.store.run(work)
        return text

    async def before(self, meeting: OccurrenceId, by: Actor) -> str:
        """Give the line for a meeting that is about to begin, to whoever may lead it."""
        if not by.leads:
            return ""

        def work(tx: Tx) -> str:
            one = tx.occurrences.get(meeting)
            return line_for(tx, one.series) if one else ""

        return await self.store.run(work)

    async def _must_lead(self, guild: GuildId | None, by: Actor, series: SeriesId) -> None:
        if guild is not None:
            must_lead(by, await self.store.run(lambda tx: tx.servers.get(guild)))
        known, server = await self.store.run(lambda tx: _found(tx, series))
        if guild is not None and (known is None or known.guild != guild):
            raise MeetingNotFound
        if guild is None and not (known and server and await self._leads(known, server, by.id)):
            raise NotAFacilitator  # of a meeting that isn't theirs nobody learns anything
        if known is None or not known.comes_again:
            raise MeetingNotFound

    async def _leads(self, series: Series, server: Server, member: MemberId) -> bool:
        """Ask Discord; where it does not answer, those who are down to lead are believed."""
        try:
            found = await self.members.look(server, member)
        except Trouble:
            return member in {series.facilitator, series.co_facilitator}
        return found is not None and found.leads


def _found(tx: Tx, series: SeriesId) -> tuple[Series | None, Server | None]:
    known = tx.series.get(series)
    return known, tx.servers.get(known.guild) if known else None
