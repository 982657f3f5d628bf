"""`openround check` and `db upgrade`: what an operator asks before and between evenings."""

import asyncio
from collections.abc import Callable

from bot.app.clock import RealTime
from bot.app.keys import keys_of
from bot.cli.reach import ask_discord, refusal_of
from bot.cli.safe import is_key_old, key_line
from bot.config.settings import Settings
from bot.content import helplines
from bot.domain.support.helpline import unverified
from bot.storage.database.backups import CopyPlan
from bot.storage.database.inspection import DatabaseState, InspectedDatabase
from bot.storage.database.opening import open_storage
from bot.text.catalog import FALLBACK, Shown, speaker

Tell = Callable[[str], None]

say = speaker(FALLBACK)


def check(settings: Settings, tell: Tell) -> int:
    """Look at everything that must be right before the bot can run; 0 when it is.

    Raises StorageFault when the database or its key is in the way.
    """
    tell(say("check.settings"))
    _look_at_database(settings, tell)
    reached = asyncio.run(ask_discord(settings, "/users/@me"))
    tell(_discord(reached))
    lines = unverified(helplines.load())
    if lines:
        tell(say("check.lines", count=len(lines)))
        for line in lines:
            way = line.number or line.text or line.chat
            tell(say("check.line", country=line.country, name=Shown(line.name), way=Shown(way)))
    return 0 if isinstance(reached, dict) else 1


def upgrade_database(settings: Settings, tell: Tell, *, anew: bool = False) -> int:
    """Bring the database to this version, after a backup of a file that was there.

    With `anew` one that is not there is made, though its key is.
    """
    database = settings.database
    plan = CopyPlan(database.backups)
    storage = open_storage(database.url, keys_of(database), lambda: None, copies=plan, anew=anew)
    storage.close()
    if storage.key_made:
        tell(say("run.new_key", path=Shown(settings.database.key_file)))
    tell(say("check.upgraded"))
    return 0


def _look_at_database(settings: Settings, tell: Tell) -> None:
    kept = settings.database
    database = InspectedDatabase(kept.url, keys_of(kept), kept.backups)
    found = database.inspect()
    if found is not DatabaseState.WHOLE:
        tell(
            say("check.no_database" if found is DatabaseState.NOTHING else "check.database_behind")
        )
        return
    tell(say("check.database"))
    if not database.keys.has_key:
        return
    tell(key_line(kept))
    file, key_file = database.address.file, kept.key_path
    if is_key_old(database, RealTime().now()):
        tell(say("doctor.key_old"))
    if file is not None and key_file is not None and file.parent == key_file.parent:
        key = "check.key_beside" if kept.master_key is None else "check.given_beside"
        tell(say(key, path=Shown(key_file)))


def _discord(reached: dict[str, object] | int | None) -> str:
    if isinstance(reached, dict):
        return say("check.discord", name=str(reached.get("username", "")))
    return refusal_of(reached)
