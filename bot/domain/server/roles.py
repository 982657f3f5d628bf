"""Roles that are chosen in a setting: only one that people are given may stand for trust."""

from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.ids import RoleId


class RoleOfEveryone(Refusal):
    """Everybody in the server has this role."""

    key = "refusal.role_of_everyone"


class RoleNotGiven(Refusal):
    """Discord, a bot or an app hands this role out, not the people of the server."""

    key = "refusal.role_not_given"


class SeenByEveryone(Refusal):
    """A meeting for the holders of a role that everybody has would be for everybody."""

    key = "refusal.seen_by_everyone"


class SeenByNobodyChosen(Refusal):
    """A meeting for the holders of a role that no person gives would be for nobody chosen."""

    key = "refusal.seen_by_nobody_chosen"


@dataclass(frozen=True, slots=True)
class Role:
    """What matters of a role that somebody chose."""

    id: RoleId
    name: str
    is_everyone: bool = False
    handed_out: bool = False
    """A bot, an app, boosting, a purchase or a linked account gives it, no person does."""

    @property
    def is_given(self) -> bool:
        """Whether people decide who has it."""
        return not (self.is_everyone or self.handed_out)


def must_be_given(role: Role) -> RoleId:
    """Give the id of a role that people are given. Raises RoleOfEveryone, RoleNotGiven."""
    if role.is_everyone:
        raise RoleOfEveryone
    if role.handed_out:
        raise RoleNotGiven(role=role.name)
    return role.id


def must_be_for_some(role: Role) -> RoleId:
    """Give the id of a role for whose holders a meeting can be.

    Raises SeenByEveryone, SeenByNobodyChosen.
    """
    if role.is_everyone:
        raise SeenByEveryone
    if role.handed_out:
        raise SeenByNobodyChosen(role=role.name)
    return role.id
