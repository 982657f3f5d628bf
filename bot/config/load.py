"""Putting the settings together, and saying everything that is wrong with them at once."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from bot.config import sources
from bot.config.master_key import VARIABLE
from bot.config.mistakes import ConfigMistakes, Mistake, found, pieces
from bot.config.settings import Discord, Settings, is_loopback
from bot.config.shards import plan_of
from bot.config.sources import Tables

ABSENT = frozenset({"config.missing", "config.missing_token"})
UNREAD = frozenset(
    {
        "config.not_toml",
        "config.backslash",
        "config.not_readable_toml",
        "config.is_folder",
        "config.not_allowed",
        "config.too_large",
        "config.too_deep",
    }
)
"""The file was there and its settings are unknown: nothing can be said to be missing."""
ON_THIS_MACHINE = "http://127.0.0.1:8000/api/v10"
MASTER_KEY = "database.master_key"
SECRETS = (("discord", "token"), ("database", "url"))
DISCORDS_OWN = 1000
"""So often a bot may log in to the gateway in a day; a stand-in allows more."""
_UNUSED = "none.is.needed"
_API = Discord.model_fields["api_url"].default


def load(
    path: Path,
    *,
    needed: bool = True,
    offline: bool = False,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Read the settings: environment over secret files over the file at `path`.

    Relative paths in them are seen from the folder of `path`. With `needed=False` there may be no
    file, when everything comes from the environment. With `offline` nobody asks for the token: on
    a bad day it may not be there yet. Raises ConfigMistakes with every mistake.
    """
    environ = os.environ if environ is None else environ
    tables, mistakes = _gathered(path, needed, environ)
    settings = None
    if offline and isinstance(tables.get("discord", {} if tables else None), dict):
        _lay(tables, {"discord": {"token": _UNUSED}})
    try:
        settings = Settings.model_validate(tables)
    except ValidationError as error:
        token = pieces(_table(tables, "discord").get("token"))
        mistakes += _news(tuple(found(error, token)), mistakes)
    mistakes += [*_simulated_time_on_discord(tables), *_too_often_for_discord(tables)]
    mistakes += _shards_in_a_file(settings)
    if mistakes or settings is None:
        raise ConfigMistakes(tuple(mistakes))
    database = settings.database.beside(path.parent)
    came_in = dict(sources.of_secrets(path.parent, environ)).get(MASTER_KEY)
    if came_in is not None:
        database = database.came_in(came_in, sources.origin_of(came_in, environ))
    site = settings.publish.folder
    publish = settings.publish.model_copy(update={"folder": site and path.parent / site})
    return settings.model_copy(update={"database": database, "publish": publish})


def _gathered(path: Path, needed: bool, environ: Mapping[str, str]) -> tuple[Tables, list[Mistake]]:
    """Lay the sources over each other, the strongest last; what cannot be read is a mistake."""
    tables: Tables = {}
    mistakes: list[Mistake] = []
    try:
        tables = sources.of_file(path)
        mistakes += _file_open_to_others(path, tables)
        mistakes += _master_key_in_file(tables)
    except ConfigMistakes as error:
        mistakes += [m for m in error.mistakes if needed or m.problem != "config.no_file"]
    secrets = _of_secrets(path.parent, environ, mistakes)
    given: Tables = {}
    try:
        given = sources.of_environment(environ)
    except ConfigMistakes as error:
        mistakes += error.mistakes
    mistakes += [*_two_master_keys(secrets, given), *_names_no_file(environ)]
    _lay(tables, secrets)
    _lay(tables, given)
    return tables, mistakes


def _of_secrets(folder: Path, environ: Mapping[str, str], mistakes: list[Mistake]) -> Tables:
    tables: Tables = {}
    for key, secret in sources.of_secrets(folder, environ):
        try:
            _lay(tables, _as_tables(key, sources.secret_in(secret)))
            mistakes += _secret_open_to_others(folder, key, secret)
        except ConfigMistakes as error:
            mistakes += error.mistakes
    return tables


def _as_tables(key: str, value: str) -> Tables:
    table, _, name = key.partition(".")
    return {table: {name: value}}


def _lay(below: Tables, above: Tables) -> None:
    """Lay `above` over `below`, key by key within each table."""
    for name, table in above.items():
        under = below.get(name)
        merge = isinstance(under, dict) and isinstance(table, dict)
        below[name] = {**under, **table} if merge else table  # type: ignore[dict-item]  # both are tables here


def _table(tables: Tables, name: str) -> Tables:
    table = tables.get(name)
    return table if isinstance(table, dict) else {}


def _news(mistakes: tuple[Mistake, ...], known: list[Mistake]) -> Iterator[Mistake]:
    """Leave out what is missing only because the file could not be read."""
    unread = any(m.problem in UNREAD for m in known)
    return (m for m in mistakes if not (unread and m.problem in ABSENT))


def _file_open_to_others(path: Path, tables: Tables) -> Iterator[Mistake]:
    mode = sources.open_to_others(path)
    if mode and any(_is_secret(_table(tables, table).get(key)) for table, key in SECRETS):
        yield Mistake(path.name, "config.readable_by_others", mode, f"chmod 600 {path}")


def _is_secret(value: object) -> bool:
    """Tell a token, or a database URL with a password, from an empty or harmless value."""
    return isinstance(value, str) and bool(value) and ("://" not in value or "@" in value)


def _master_key_in_file(tables: Tables) -> Iterator[Mistake]:
    """Refuse the master key, or the name of its file, beside the other settings; takes it out."""
    database = _table(tables, "database")
    for name in ("master_key", "master_key_file"):
        if database.pop(name, None) is not None:
            yield Mistake(MASTER_KEY, "config.master_key_here", None, VARIABLE)


def _names_no_file(environ: Mapping[str, str]) -> Iterator[Mistake]:
    """Refuse an empty name, as a shell leaves it: a key file would be made in its place."""
    name = f"{VARIABLE}_FILE"
    if not environ.get(name, name).strip():
        yield Mistake(name, "config.master_key_empty")


def _two_master_keys(secrets: Tables, given: Tables) -> Iterator[Mistake]:
    """Refuse two that are not the same: nobody knows which one is meant."""
    known = [_table(one, "database").get("master_key") for one in (secrets, given)]
    first, second = (str(one).split() if one is not None else None for one in known)
    if first is not None and second is not None and first != second:
        yield Mistake(MASTER_KEY, "config.two_master_keys", None, VARIABLE)


def _secret_open_to_others(folder: Path, key: str, secret: Path) -> Iterator[Mistake]:
    """Check our own folder, and the master key wherever it is.

    What else a container hands over has the mode the container chose.
    """
    mode = sources.open_to_others(secret)
    if mode and (key == MASTER_KEY or secret.parent == folder / "secrets"):
        yield Mistake(secret.name, "config.readable_by_others", mode, f"chmod 600 {secret}")


def _shards_in_a_file(settings: Settings | None) -> Iterator[Mistake]:
    """Refuse shards where no other process could have the rest: a file has one process."""
    in_a_file = settings is not None and settings.database.url.startswith("sqlite")
    if settings and in_a_file and plan_of(settings.discord.shards).is_split:
        example = "postgresql://openround:password@localhost/openround"
        yield Mistake("discord.shards", "config.shards_need_server", None, example)


def _too_often_for_discord(tables: Tables) -> Iterator[Mistake]:
    """Refuse more logins than Discord allows, where it is Discord."""
    discord = _table(tables, "discord")
    address, budget = discord.get("api_url", _API), str(discord.get("identify_budget", ""))
    if isinstance(address, str) and is_loopback(address):
        return
    if budget.isdecimal() and int(budget) > DISCORDS_OWN:
        yield Mistake("discord.identify_budget", "config.too_often_for_discord", None, "100")


def _simulated_time_on_discord(tables: Tables) -> Iterator[Mistake]:
    """Refuse simulated time where people are: only a server on this machine may live in it."""
    address = _table(tables, "discord").get("api_url", _API)
    clock = _table(tables, "clock")
    if isinstance(address, str) and is_loopback(address):
        return
    simulated: set[str] = {"start", "epoch"} & clock.keys()
    if str(clock.get("speed", 1)) not in {"1", "1.0"}:
        simulated.add("speed")
    for key in sorted(simulated):
        yield Mistake(f"clock.{key}", "config.clock_on_discord", None, ON_THIS_MACHINE)
