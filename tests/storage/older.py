"""A database in the form that the version before kept, with the rows of one that is new."""

import json

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, insert, select

from bot.storage.files.address import Address

BEFORE = "0004"
_NAMES = {"evenings": "live_meetings", "effects": "outbox"}
_DETAIL = {
    "fold": lambda said: said["was"],
    "unname": lambda said: "all" if said["everybody"] else "",
    "bye": lambda said: said["why"],
    "note": lambda said: f"{said['why']} {said['minutes'] or ''}".strip(),
    "orgs": lambda said: f"{said['why']} {said['reason'] or said['room'] or ''}".strip(),
}
"""What the version before wrote for each kind, in one line of words."""


def made_at(url: str, revision: str) -> None:
    """Make a database as the version of that revision made it."""
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["url"] = Address.of(url).url
    command.upgrade(config, revision)


_MEETING = "meeting"
"""All that the version before wanted of Discord was about a meeting."""


def copied_back(new: str, old: str) -> None:
    """Make a database of the version before that holds what a new one holds."""
    made_at(old, BEFORE)
    here, there = (create_engine(Address.of(url).url) for url in (new, old))
    tables, older = MetaData(), MetaData()
    with here.connect() as reads, there.begin() as writes:
        tables.reflect(reads)
        older.reflect(writes)
        for table in older.sorted_tables:
            name = _NAMES.get(table.name, table.name)
            rows = reads.execute(select(tables.tables[name])).mappings().all()
            known = [row for row in rows if row.get("subject_kind", _MEETING) == _MEETING]
            if table.name != "alembic_version" and known:
                writes.execute(insert(table), [_as_before(table.name, row) for row in known])
    here.dispose()
    there.dispose()


def _as_before(table, row):
    if table == "heard":
        return {("meeting" if name == "occurrence" else name): row[name] for name in row}
    if table != "effects":
        return dict(row)
    said = _DETAIL.get(row["kind"], lambda _: row["code"])(json.loads(row["payload"] or "{}"))
    new = {"subject_kind", "subject", "member", "payload", "code"}
    kept = {name: row[name] for name in row if name not in new}
    return kept | {"meeting": int(row["subject"]), "detail": said}
