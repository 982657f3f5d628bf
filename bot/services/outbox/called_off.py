"""Private messages that are not wanted any more: called off, so that nothing says they were."""

from collections.abc import Callable

from bot.domain.outbox_entry import OutboxEntry, Subject
from bot.services.ports.store import Tx


def call_off(
    tx: Tx, about: Subject, kind: str, stays: Callable[[OutboxEntry], bool] = lambda _: False
) -> None:
    """Call off what is still to come to somebody, of a kind, but for what `stays`."""
    for one in tx.outbox.of(about):
        if one.kind == kind and one.is_open and not stays(one):
            tx.outbox.drop(one)
