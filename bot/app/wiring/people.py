"""The people column: what is kept of somebody, and erasing it."""

from datetime import timedelta
from typing import NamedTuple, TypedDict

from bot.app.wiring.ports import Ports
from bot.scheduler import PeriodicTask
from bot.services.meeting.meetings import Meetings
from bot.services.people.archive import Archives
from bot.services.people.chosen_countries import ChosenCountries
from bot.services.people.erasing import Erasing
from bot.services.people.file_upkeep import Beside, Upkeep
from bot.services.people.in_memory import KnownInMemory
from bot.services.people.personal_data import erasers, in_discord
from bot.services.people.privacy import Privacy

OFTEN = timedelta(seconds=30)
"""How often it is looked for wishes, promises and a new master key."""


class PeopleUseCases(TypedDict):
    """What of it cogs may call, as the bundle names it."""

    countries: ChosenCountries
    privacy: Privacy
    archives: Archives
    erasing: Erasing


class PeopleColumn(NamedTuple):
    """What the people column gives."""

    privacy: Privacy
    archives: Archives
    erasing: Erasing
    in_memory: KnownInMemory
    tasks: tuple[PeriodicTask, ...]

    @property
    def use_cases(self) -> PeopleUseCases:
        """Give what cogs may call."""
        return {
            "countries": self.in_memory.countries,
            "privacy": self.privacy,
            "archives": self.archives,
            "erasing": self.erasing,
        }


def people_column(
    ports: Ports, meetings: Meetings, beside: Beside, in_memory: KnownInMemory
) -> PeopleColumn:
    """Make the use cases of personal data; `beside` are the files beside the database."""
    known = erasers(in_discord(meetings, ports.rooms))
    privacy = Privacy(ports.store, ports.clock, ports.alarm, known, beside.promises)
    upkeep = Upkeep(ports.clock, beside, privacy, in_memory)
    erasing = Erasing(privacy, beside, in_memory, ports.works_for_all)
    later = timedelta(minutes=5)
    tasks = (
        PeriodicTask("erase_as_asked", upkeep.erase_as_asked, OFTEN, of_no_server=True),
        PeriodicTask("rekey", upkeep.rekey, OFTEN, of_no_server=True),
        PeriodicTask("erase_as_promised", erasing.carry_out, OFTEN),
        PeriodicTask("keep_copies", upkeep.keep_copies, first=later, of_no_server=True),
    )
    return PeopleColumn(privacy, Archives(ports.store), erasing, in_memory, tasks)
