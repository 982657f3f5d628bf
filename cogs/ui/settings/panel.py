"""The page of settings, one screen of a phone: a line each, and what is as it comes left out."""

from collections.abc import Sequence

from discord import ui

from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server
from bot.services.ports.rooms import Need
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import button
from cogs.ui.kit.content import help_for
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import cut, lines, row, sheet
from cogs.ui.settings.draw import AsShown
from cogs.ui.settings.missing import need
from cogs.ui.settings.planned import spans_off

FIRST = ("rooms", "announcements", "facilitators", "timezone", "country")
"""What a group chooses before its first meeting."""
MOST_NEEDS, LONGEST_NAME, LONGEST_DAYS = 1, 40, 90
"""So much of each stands on the page; `/setup check` has every need."""
_SAID_ABOVE = frozenset({"no_category", "no_announcements", "no_organisers"})
"""Needs that the line of a setting says already."""


def panel(
    server: Server,
    needs: Sequence[Need],
    say: Say,
    doorway: Doorway | None,
    shown: AsShown,
) -> ui.LayoutView:
    """Draw the settings as they are, and what stops meetings or comes next."""
    return sheet(
        lines(say("settings.heading"), _first_steps(server, say)),
        lines(
            *_chosen(server, say, shown),
            _door(doorway, say),
            _group(server, say),
            _days_off(server, say),
            say("settings.as_it_comes"),
        ),
        lines(*_missing(needs, server, say), say("settings.change")),
        row(
            button(CustomId("review_off" if server.review_prompts else "review_on"), say),
            button(CustomId("page_off" if server.published_as else "page_on"), say),
        ),
    )


def _first_steps(server: Server, say: Say) -> str:
    """Name the options that a group needs and has not chosen, as one command; nothing for none."""
    wanted = [name for name in FIRST if getattr(server, name) is None]
    if not wanted:
        return ""
    options = " ".join(f"{say(f'command.option.{name}')}:" for name in wanted)
    return say("settings.first", options=Shown(options))


def _chosen(server: Server, say: Say, shown: AsShown) -> list[str]:
    """Say which places, role, zone and country there are; `shown` is as in `as_shown`."""
    country = help_for(server.country).country
    names = "rooms", "announcements", "facilitators", "organisers", "facilitators_channel"
    values: dict[str, str | None] = {
        name: None if (number := getattr(server, name)) is None else _there(number, say, shown)
        for name in names
    }
    values |= {"timezone": server.timezone, "country": country.name if country else None}
    return [_line(name, values[name], say) for name in (*FIRST, *names[len(names) - 2 :])]


def _there(number: int, say: Say, shown: AsShown) -> str:
    return shown(number) or say("settings.gone")


def _line(name: str, value: str | None, say: Say) -> str:
    """Say what was chosen, or that it is to be chosen; nothing of what nobody has to choose."""
    if value is None:
        return "" if name == "facilitators_channel" else say(f"settings.choose.{name}")
    return say("settings.short", name=say(f"settings.option.{name}"), value=value)


def _door(doorway: Doorway | None, say: Say) -> str:
    """Say in a line which door it is; nothing where no room can open."""
    if doorway is None:
        return ""
    if doorway.onlookers:
        return say("settings.door_open")
    return say("settings.door_closed" if doorway.closed else "settings.door_stuck")


def _group(server: Server, say: Say) -> str:
    """Say for whom and in which language it is, and what somebody has switched on."""
    page, events = server.published_as and not server.discreet, server.events
    facts = [
        say("settings.group.adults" if server.adults_only else "settings.group.all_ages"),
        say("settings.group.language", language=Shown(say(f"language.{server.language}"))),
        say("settings.group.discreet") if server.discreet else "",
        say("settings.group.console") if server.console_in else "",
        say(f"settings.group.events{'_discreet' * server.discreet}") if events else "",
        say("settings.group.review") if server.review_prompts else "",
        say("settings.group.page", name=one_line(server.published_as, LONGEST_NAME))
        if page
        else "",
    ]
    return say("settings.group.line", facts=Shown(" · ".join(one for one in facts if one)))


def _days_off(server: Server, say: Say) -> str:
    days = Shown(cut(spans_off(server, say), LONGEST_DAYS))
    return say("settings.short", name=say("settings.option.days_off"), value=days) if days else ""


def _missing(needs: Sequence[Need], server: Server, say: Say) -> list[str]:
    """Say what stops meetings, where no line above does, and how much `/setup check` has besides.

    Where nothing does, say what comes next.
    """
    stops = [one for one in needs if one.blocks or one.urgent]
    untold = [one for one in needs if one.key not in _SAID_ABOVE]
    told = [one for one in stops if one in untold][:MOST_NEEDS]
    more, plans = len(untold) - len(told), not stops and server.timezone is not None
    return [
        *(say("check.item", need=need(one, say)) for one in told),
        say("settings.ready") if plans else "",
        say("settings.more_in_check", count=more) if more else "",
    ]
