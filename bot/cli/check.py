"""`openround check` and `db upgrade`: what an operator asks before and between evenings."""

import asyncio
from collections.abc import Callable

from bot.app.clock import RealTime
from bot.app.keys import keys_of
from bot.cli.reach import ask_discord, refusal_of
from bot.cli.safe import is_key_old, key_line
from bot.config.settings import Settings
from bot.content import helplines
from bot.domain.support.helpline import Country, find_country, lines_for
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
    countries = _look_at_database(settings, tell)
    reached = asyncio.run(ask_discord(settings, "/users/@me"))
    tell(_discord(reached))
    for line in [_help_line(each) for each in countries] or [say("check.no_country")]:
        tell(line)
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


def _help_line(code: str) -> str:
    """Say which line members of a server in that country see first, where it was seen, and when."""
    book = helplines.load()
    first = lines_for(book, code).first
    country = Shown((find_country(book, code) or Country(code, code)).name)
    if first is None:
        return say("check.no_help_line", country=country, site=Shown(book.fallback))
    facts = {
        "name": first.name,
        "way": first.number or first.text or first.chat,
        "source": first.source,
        "seen": first.verified_on or first.seen_on,
    }
    return say("check.help_line", country=country, **{key: Shown(it) for key, it in facts.items()})


def _look_at_database(settings: Settings, tell: Tell) -> tuple[str, ...]:
    """Say how the database is; gives the countries that servers in it have chosen."""
    kept = settings.database
    database = InspectedDatabase(kept.url, keys_of(kept), kept.backups)
    found = database.inspect()
    if found is not DatabaseState.WHOLE:
        tell(
            say("check.no_database" if found is DatabaseState.NOTHING else "check.database_behind")
        )
        return ()
    tell(say("check.database"))
    if not database.keys.has_key:
        return ()
    tell(key_line(kept))
    file, key_file = database.address.file, kept.key_path
    if is_key_old(database, RealTime().now()):
        tell(say("doctor.key_old"))
    if file is not None and key_file is not None and file.parent == key_file.parent:
        key = "check.key_beside" if kept.master_key is None else "check.given_beside"
        tell(say(key, path=Shown(key_file)))
    return database.countries()


def _discord(reached: dict[str, object] | int | None) -> str:
    if isinstance(reached, dict):
        return say("check.discord", name=str(reached.get("username", "")))
    return refusal_of(reached)
