"""Facts that are kept of a person, for programs: names that stay, and times of ISO 8601."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, time

from bot.domain.calendar.repeat import DAYS
from bot.domain.ids import OWN, GuildId
from bot.domain.people.personal_data import KeptRecord, MessageAt
from bot.domain.zones import in_zone
from bot.services.attendance.paper import statement_in
from bot.services.people.archive import Archive
from cogs.ui.privacy.export_words import LINK, ArchiveWords

FORMAT = 1
"""Goes up whenever a name in the file changes its meaning, or goes."""


def archive_json(archive: Archive, words: ArchiveWords, now: datetime) -> str:
    """Write the whole of it; times are those of the owner's zone, with their offset."""
    whole = {
        "format": FORMAT,
        "made_at": _plain("made_at", now, archive.zone),
        "zone": archive.zone,
        "places": [
            {
                **_server(one.guild, words),
                "kept": [_record(each, archive.zone, words) for each in one.records],
            }
            for one in archive.places
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _server(guild: GuildId, words: ArchiveWords) -> dict[str, object]:
    return {"place": words.place(guild), "server": None if guild == OWN else str(guild)}


def _record(record: KeptRecord, zone: str, words: ArchiveWords) -> dict[str, object]:
    facts = {name: _plain(name, fact, zone) for name, fact in record.facts.items()}
    if "writes_in" in facts:
        facts["writes_in"] = [_server(one, words) for one in _guilds(record)]
    statement = statement_in(str(facts.get("token", "")))
    stated = {"statement": asdict(statement)} if statement else {}
    return {"what": record.what, **facts, **stated}


def _guilds(record: KeptRecord) -> tuple[GuildId, ...]:
    found = record.facts["writes_in"]
    return found if isinstance(found, tuple) else ()


def _plain(name: str, fact: object, zone: str) -> object:
    if isinstance(fact, datetime):
        return in_zone(fact, zone).isoformat()
    if isinstance(fact, date | time):
        return fact.isoformat()
    if isinstance(fact, MessageAt):
        return LINK.format(**fact._asdict())
    if isinstance(fact, Mapping):
        return dict(fact)
    if isinstance(fact, tuple):
        return [DAYS[one] if name == "asked_days" else _plain(name, one, zone) for one in fact]
    return fact
