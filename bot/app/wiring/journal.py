"""The journal column: what members write for themselves."""

from typing import NamedTuple

from bot.app.wiring.ports import Ports
from bot.services.journal.choices import Choices
from bot.services.journal.drafts import Drafts
from bot.services.journal.plans import Plans
from bot.services.journal.urges import CalledBack, Urges
from bot.services.journal.waiting import Waiting
from bot.services.journal.worksheets import Worksheets
from bot.services.outbox.handler import Standalone


class JournalColumn(NamedTuple):
    """What the journal column gives."""

    choices: Choices
    drafts: Drafts
    worksheets: Worksheets
    plans: Plans
    urges: Urges
    handlers: tuple[Standalone, ...]
    """What comes back to members by itself."""


def journal_column(ports: Ports) -> JournalColumn:
    """Make the use cases of what members write for themselves."""
    store, clock, waiting = ports.store, ports.clock, Waiting()
    drafts = Drafts(store, clock)
    return JournalColumn(
        Choices(store, clock),
        drafts,
        Worksheets(store, clock, drafts),
        Plans(store, clock, drafts),
        Urges(store, clock, ports.alarm, drafts, waiting),
        (CalledBack(ports.messages, clock, waiting),),
    )
