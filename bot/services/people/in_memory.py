"""What the running process alone knows of somebody: forgotten with all that is kept of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.domain.ids import EntryId, GuildId, MemberId
from bot.services.journal.drafts import Drafts
from bot.services.journal.urges import Urges
from bot.services.meeting.private_help import Support
from bot.services.people.chosen_countries import ChosenCountries

GiveUp = Callable[[EntryId], Awaitable[None]]
"""Says in whatever private answer waits for an urge that nothing comes any more."""


async def _shown_nowhere(_urge: EntryId) -> None:
    """Say nothing: no private answer waits."""


@dataclass(slots=True)
class KnownInMemory:
    """Lines to organisers, drafts, waits and chosen countries that no database keeps."""

    support: Support
    drafts: Drafts
    urges: Urges
    countries: ChosenCountries
    _give_up: GiveUp = field(default=_shown_nowhere)

    def shown_by(self, give_up: GiveUp) -> None:
        """Tell private answers, which are made later, when nobody is called back any more."""
        self._give_up = give_up

    async def forget(self, member: MemberId, guild: GuildId | None) -> None:
        """Forget what is known of somebody, in one server or everywhere (None)."""
        await self.support.forget(member, guild)
        self.drafts.forget(member)
        self.countries.forget(member)
        for urge in self.urges.forget(member, guild):
            await self._give_up(urge)
