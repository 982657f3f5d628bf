"""The journal column: what members write for themselves."""

from typing import NamedTuple

from bot.app.wiring.ports import Ports
from bot.services.journal.choices import Choices
from bot.services.journal.drafts import Drafts
from bot.services.journal.worksheets import Worksheets


class JournalColumn(NamedTuple):
    """What the journal column gives."""

    choices: Choices
    drafts: Drafts
    worksheets: Worksheets


def journal_column(ports: Ports) -> JournalColumn:
    """Make the use cases of what members write for themselves."""
    store, clock = ports.store, ports.clock
    drafts = Drafts(store, clock)
    return JournalColumn(Choices(store, clock), drafts, Worksheets(store, clock, drafts))
