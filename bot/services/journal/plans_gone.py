"""What goes with a plan: its nudge, and that its author is asked about it at the next door."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from bot.domain.ids import EntryId, GuildId, MemberId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.people.membership import NO_PLAN
from bot.services.outbox.called_off import call_off
from bot.services.outbox.payload import Payload
from bot.services.ports.store import Tx


@dataclass(frozen=True, slots=True)
class Nudged(Payload):
    """Which plan a nudge is about, in which language it is said, and whether the plan is kept."""

    language: str
    plan: int
    kept: bool


def plans_gone(
    tx: Tx, member: MemberId, places: Iterable[GuildId], plans: Collection[EntryId]
) -> None:
    """Ask about plans that are gone nowhere any more, and send no nudge about them."""
    for place in places:
        call_off_nudge(tx, Subject.member(place, member), plans)
    for guild in tx.registry.servers() if plans else ():
        known = tx.memberships.get(guild, member)
        if known.plan in plans:
            tx.memberships.put(guild, member, replace(known, plan=NO_PLAN))


def call_off_nudge(
    tx: Tx, about: Subject, plans: Collection[EntryId] | None = None, but: int | None = None
) -> None:
    """Want no nudge any more, or none about these `plans`; `but` is the instant of one to stay."""

    def stays(one: OutboxEntry) -> bool:
        is_another = plans is not None and EntryId(Nudged.read(one).plan) not in plans
        return one.seq == but or is_another

    call_off(tx, about, EntryKind.PLAN, stays)
