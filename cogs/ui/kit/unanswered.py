"""Forms that were taken, and whose answer never reached the person: Discord keeps those open.

Who sends one again has not done anything twice. And forms that were opened, so that one that is
refused comes back filled in. Kept in memory, not for long and not many.
"""

import secrets
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

OPEN_FOR = timedelta(hours=1)
"""After that a form that was refused doesn't come back; its words stand in the refusal."""
LASTS = timedelta(minutes=5)
"""After that the same words are meant anew."""
MOST = 200


class Unanswered:
    """Remembers forms by digests alone, once each."""

    def __init__(self) -> None:
        self._until: dict[int, datetime] = {}

    def lost(
        self, member: int, custom_id: str, filled: Mapping[str, str | bool], at: datetime
    ) -> None:
        """Note a form that was taken, and whose answer was lost."""
        while len(self._until) >= MOST:
            del self._until[next(iter(self._until))]
        self._until[_known_as(member, custom_id, filled)] = at + LASTS

    def is_again(
        self, member: int, custom_id: str, filled: Mapping[str, str | bool], at: datetime
    ) -> bool:
        """Tell whether a form was taken already; after this it is told so no more."""
        until = self._until.pop(_known_as(member, custom_id, filled), None)
        return until is not None and at < until


def _known_as(member: int, custom_id: str, filled: Mapping[str, str | bool]) -> int:
    return hash((member, custom_id, tuple(sorted(filled.items()))))


@dataclass(slots=True)
class _Opened:
    custom_id: str
    payload: dict[str, Any]
    """As it was sent to Discord."""
    until: datetime
    handle: str = ""
    """Names it in the button that brings it back; empty while it was not refused."""


class OpenedForms:
    """Remembers the form that each person opened last, until it is taken."""

    def __init__(self) -> None:
        self._by_member: dict[int, _Opened] = {}

    def opened(self, member: int, custom_id: str, payload: dict[str, Any], at: datetime) -> None:
        """Note a form that somebody opened; it takes the place of the one before."""
        over = [who for who, one in self._by_member.items() if one.until <= at]
        for who in (*over, member):
            self._by_member.pop(who, None)
        while len(self._by_member) >= MOST:
            del self._by_member[next(iter(self._by_member))]
        self._by_member[member] = _Opened(custom_id, payload, at + OPEN_FOR)

    def refused(self, member: int, custom_id: str, nodes: Mapping[str, Mapping[str, Any]]) -> str:
        """Fill a form in as it was sent, by its fields; gives its handle, or nothing if unknown."""
        one = self._by_member.get(member)
        if one is None or one.custom_id != custom_id:
            return ""
        one.payload = _filled_in(one.payload, nodes)
        one.handle = secrets.token_hex(4)
        return one.handle

    def taken(self, member: int) -> None:
        """Forget the form of somebody: it was taken."""
        self._by_member.pop(member, None)

    def again(self, member: int, handle: str, at: datetime) -> dict[str, Any] | None:
        """Give a refused form as it was filled in; None for one that is not remembered."""
        one = self._by_member.get(member)
        known = one is not None and one.handle == handle != "" and at < one.until
        return one.payload if one and known else None


def _filled_in(payload: dict[str, Any], nodes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    made = deepcopy(payload)
    for label in made["components"]:
        field = label["component"]
        sent = nodes.get(field["custom_id"], {})
        if "options" in field:
            for option in field["options"]:
                option["default"] = option["value"] in (sent.get("values") or ())
        elif isinstance(sent.get("value"), bool):
            field["default"] = sent["value"]
        else:
            field["value"] = sent.get("value") or ""
    return made
