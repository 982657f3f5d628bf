"""What an organiser reads once something was set: that alone, and what follows from it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from discord import ui

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.domain.zones import to_local
from bot.services.calendar.schedule import Scheduled
from bot.services.ports.rooms import Need
from bot.text.catalog import Say, Shown
from bot.text.dates import hour_there
from cogs.ui.kit.button import button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet
from cogs.ui.settings.draw import AsShown, each_setting
from cogs.ui.settings.missing import all_there, door, missing
from cogs.ui.settings.planned import fall_on_one, in_other_zones, move_words

_SETTLE_NO_ROOM = {"country", "language", "adults_only", "discreet", "days_off"}
"""What has nothing to do with whether rooms can open and people can lead."""


@dataclass(frozen=True, slots=True)
class WhatFollows:
    """What follows from settings that were saved."""

    needs: tuple[Need, ...]
    doorway: Doorway | None
    kept: tuple[Scheduled, ...]
    """Meetings that keep the time zone in which they were planned."""
    off: tuple[Occurrence, ...]
    """Dates that fall on a day off."""
    shown: AsShown
    """How channels and roles of the server are shown."""
    leads: bool
    """Whether the reader may lead."""
    now: datetime


def _what_is_missing(after: Server, given: AbstractSet[str], found: WhatFollows, say: Say) -> str:
    """Say what is missing; what only would be good to have, where rooms and people are set."""
    if given <= _SETTLE_NO_ROOM and not any(one.blocks or one.urgent for one in found.needs):
        return ""
    said = missing(found.needs, say, after, leads=found.leads)
    return Shown(f"{all_there(found.needs, say)} {said}".strip())


def saved(
    before: Server, after: Server, given: AbstractSet[str], found: WhatFollows, say: Say
) -> ui.LayoutView:
    """Say what was set or has become another by it, what that means, and what is missing."""
    was, now = (each_setting(one, say, found.shown) for one in (before, after))
    told = [line for name, line in now.items() if name in given or line != was[name]]
    way = door(found.doorway, say) if "rooms" in given else ""
    words = move_words(found.kept, after.timezone, say) if after.timezone else ""
    move = button(CustomId("zones_move"), say, words=words)
    return sheet(
        lines(say("settings.saved"), *told, _now_there(after.timezone, given, found.now, say)),
        fall_on_one(found.off, say),
        in_other_zones(found.kept, say),
        paragraphs(way, _what_is_missing(after, given, found, say)),
        say("settings.see_all"),
        row(move if found.kept else None),
    )


def _now_there(zone: str | None, given: AbstractSet[str], now: datetime, say: Say) -> str:
    """Say what the clocks show in a zone that was chosen: whoever chose it sees if it's theirs."""
    if zone is None or "timezone" not in given:
        return ""
    return say("settings.now_there", hour=Shown(hour_there(to_local(now, zone), zone, say)))
