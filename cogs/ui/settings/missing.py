"""What organisers read of their door, of what is missing, and of what comes next."""

from collections.abc import Sequence

from bot.domain.server.onlookers import Doorway, Onlookers
from bot.domain.server.server import Server
from bot.services.ports.rooms import Need
from bot.text.catalog import FALLBACK, Say, Shown, sentences_of
from cogs.ui.kit.onlookers import whoever
from cogs.ui.kit.sheet import lines, paragraphs

IF_YOU_LIKE = frozenset(
    {"no_organisers", "role_not_called", "threads_stay", "no_voice_status", "administrator"}
)
"""Needs without which nothing is missing."""
MOST_WISHES = 3


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


def verdict(needs: Sequence[Need], say: Say) -> str:
    """Say in a heading how things stand: all is there, something is worth a look, or is missing."""
    if _must_be(needs):
        return say("check.heading_lacking")
    return say("check.heading_worth" if _worth_a_look(needs) else "check.heading_fine")


def missing(
    needs: Sequence[Need],
    say: Say,
    server: Server,
    *,
    leads: bool,
    wishes: Sequence[str] | None = None,
) -> str:
    """Say what is missing, or what comes next; `leads` says whether the reader may lead.

    What nobody needs comes last where nothing else is to do and `wishes` are given, a short line
    each.
    """
    is_fine = wishes is not None and not (_must_be(needs) or _worth_a_look(needs))
    wished = [need(one, say) for one in needs if one.key in IF_YOU_LIKE] + list(wishes or ())
    return paragraphs(
        _listed("check.missing", [need(one, say) for one in needs if one.blocks], say),
        _listed("check.urgent", [need(one, say) for one in needs if one.urgent], say),
        "" if _must_be(needs) else f"{say('check.can_open')} {_next(server, say, leads=leads)}",
        _listed("check.worth", [need(one, say) for one in _worth_a_look(needs)], say),
        _listed("check.wishes", wished[: MOST_WISHES * is_fine], say),
    )


def all_there(needs: Sequence[Need], say: Say) -> str:
    """Say that all is there, where it is."""
    return "" if _must_be(needs) or _worth_a_look(needs) else say("check.fine")


def _must_be(needs: Sequence[Need]) -> list[Need]:
    return [one for one in needs if one.blocks or one.urgent]


def _worth_a_look(needs: Sequence[Need]) -> list[Need]:
    """Give what hinders something: no evening fails for it."""
    return [one for one in needs if not (one.blocks or one.urgent or one.key in IF_YOU_LIKE)]


def _next(server: Server, say: Say, *, leads: bool) -> str:
    """Say what comes after the settings: a time zone to plan in, then a meeting."""
    if server.timezone is None:
        return say("check.next_zone")
    if leads or server.facilitators is None:
        return say("check.next")
    who = say("check.next_lead", role=Shown(f"<@&{server.facilitators}>"))
    return f"{say('check.next')} {who}"


def _listed(heading: str, said: Sequence[str], say: Say) -> str:
    items = [say("check.item", need=Shown(one)) for one in said]
    return lines(say(heading), *items) if items else ""
