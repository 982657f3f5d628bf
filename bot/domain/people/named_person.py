"""Somebody named in an option of a command: looked at before anything is planned with them."""

from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId


class NotOnServer(Refusal):
    """The person is not on the server, or not any more."""

    key = "refusal.not_on_server"


class NotAPerson(Refusal):
    """A bot was named."""

    key = "refusal.not_a_person"


class CannotBegin(Refusal):
    """The person could not begin a meeting, as they do not hold the facilitator role."""

    key = "refusal.cannot_begin"


class CannotHelpLead(Refusal):
    """The person could not step in, as they do not hold the facilitator role."""

    key = "refusal.cannot_help_lead"


class OneOfTwo(Refusal):
    """The one who leads was named to help, too."""

    key = "refusal.one_of_two"


@dataclass(frozen=True, slots=True)
class Named:
    """Who was named, and what Discord says of them on this server."""

    id: MemberId
    name: str
    on_server: bool = True
    is_bot: bool = False
    leads: bool = False


def must_be_able_to_begin(named: Named) -> MemberId:
    """Give who is to lead a meeting. Raises NotAPerson, NotOnServer, CannotBegin."""
    if named.is_bot:
        raise NotAPerson(name=named.name)
    if not named.on_server:
        raise NotOnServer(name=named.name)
    if not named.leads:
        raise CannotBegin(name=named.name)
    return named.id


def must_be_able_to_help(named: Named, lead: MemberId | None) -> MemberId:
    """Give who is to help lead a meeting; `lead` leads it.

    Raises NotAPerson, NotOnServer, CannotHelpLead, OneOfTwo.
    """
    try:
        member = must_be_able_to_begin(named)
    except CannotBegin:
        raise CannotHelpLead(name=named.name) from None
    if member == lead:
        raise OneOfTwo(name=named.name)
    return member
