"""Who may see a meeting: everybody, or the holders of one role and those who look after it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from bot.domain.ids import RoleId
from bot.domain.person import Actor


class Visible(Protocol):
    """A series, one of its dates, or the running meeting."""

    @property
    def visible_to(self) -> RoleId | None:
        """The role of those who may see it; None where everybody may."""


_M = TypeVar("_M", bound=Visible)


def is_public(meeting: Visible) -> bool:
    """Tell whether everybody may see a meeting: only such are announced, or shown outside."""
    return meeting.visible_to is None


def may_see(meeting: Visible, by: Actor) -> bool:
    """Tell whether this person may see that a meeting is planned; whoever plans them here may."""
    return may_come(meeting, by) or by.may_plan


def may_come(meeting: Visible, by: Actor) -> bool:
    """Tell whether this person may come to a meeting; whoever leads or manages here may."""
    return is_public(meeting) or by.leads or by.manages or meeting.visible_to in by.roles


def seen_by(by: Actor, meetings: Iterable[_M]) -> tuple[_M, ...]:
    """Give those of some meetings that this person may see."""
    return tuple(one for one in meetings if may_see(one, by))
