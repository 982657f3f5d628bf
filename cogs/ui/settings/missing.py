"""What organisers read of their door, of what is missing, and of what comes next."""

from collections.abc import Sequence

from bot.domain.server.onlookers import Doorway, Onlookers
from bot.domain.server.server import Server
from bot.services.ports.rooms import Need
from bot.text.catalog import FALLBACK, Say, Shown, sentences_of
from cogs.ui.kit.onlookers import whoever
from cogs.ui.kit.sheet import lines, paragraphs


def need(one: Need, say: Say) -> str:
    """Say one need in words, with where to click."""
    facts: dict[str, object] = {
        name: whoever(fact, say) if isinstance(fact, Onlookers) else fact
        for name, fact in one.facts.items()
    }
    if f"need.{one.key}" not in sentences_of(FALLBACK):
        return say("need.something", what=one.key.replace("_", " "))
    return say(f"need.{one.key}", **facts)


def door(doorway: Doorway | None, say: Say) -> str:
    """Say which door it is; nothing where no room can open."""
    if doorway is None:
        return ""
    if doorway.onlookers:
        return say("check.open", who=whoever(doorway.onlookers, say))
    return say("check.closed" if doorway.closed else "check.stuck")


def missing(needs: Sequence[Need], say: Say, server: Server, *, leads: bool) -> str:
    """Say what is missing, or what comes next; `leads` says whether the reader may lead."""
    first = [one for one in needs if one.blocks]
    urgent = [one for one in needs if one.urgent]
    later = [one for one in needs if not (one.blocks or one.urgent)]
    fine = f"{say('check.fine')} {_next(server, say, leads=leads)}"
    return paragraphs(
        _listed("check.missing", first, say) or ("" if urgent else fine),
        _listed("check.urgent", urgent, say),
        _listed("check.better", later, say),
    )


def _next(server: Server, say: Say, *, leads: bool) -> str:
    """Say what comes after the settings: a time zone to plan in, then a meeting."""
    if server.timezone is None:
        return say("check.next_zone")
    if leads or server.facilitators is None:
        return say("check.next")
    who = say("check.next_lead", role=Shown(f"<@&{server.facilitators}>"))
    return f"{say('check.next')} {who}"


def _listed(heading: str, needs: Sequence[Need], say: Say) -> str:
    items = [say("check.item", need=need(one, say)) for one in needs]
    return lines(say(heading), *items) if items else ""
