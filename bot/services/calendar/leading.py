"""Who may plan meetings here, and who may lead; who may not is told what would let them."""

from bot.domain.errors import Refusal
from bot.domain.person import Actor
from bot.domain.server.server import Server


class NotAFacilitator(Refusal):
    """Only people with the facilitator role can do this here."""

    key = "refusal.not_a_facilitator"


class NobodyLeadsYet(NotAFacilitator):
    """No role has been chosen for those who lead, so only those who look after the server may."""

    key = "refusal.nobody_leads_yet"


class OrganiserWithoutRole(NotAFacilitator):
    """An organiser, who can take the facilitator role, but does not hold it. Fact: `role`."""

    key = "refusal.organiser_without_role"


def must_lead(by: Actor, server: Server) -> None:
    """Raise NotAFacilitator unless somebody may lead meetings here."""
    if by.leads:
        return
    if server.facilitators is None:
        raise NobodyLeadsYet
    if by.manages:
        raise OrganiserWithoutRole(role=server.facilitators)
    raise NotAFacilitator


def must_plan(by: Actor, server: Server) -> None:
    """Raise NotAFacilitator unless somebody may plan and open meetings: an organiser may, too."""
    if not by.may_plan:
        must_lead(by, server)
