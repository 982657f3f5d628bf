"""The journal column: what members write for themselves."""

from typing import NamedTuple

from bot.app.wiring.ports import Ports
from bot.services.journal.choices import Choices
from bot.services.journal.drafts import Drafts


class JournalColumn(NamedTuple):
    """What the journal column gives."""

    choices: Choices
    drafts: Drafts


def journal_column(ports: Ports) -> JournalColumn:
    """Make the use cases of what members write for themselves."""
    return JournalColumn(Choices(ports.store, ports.clock), Drafts(ports.store, ports.clock))
