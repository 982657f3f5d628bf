"""What can be set, one model per TOML table. A fault names its own problem key."""

import ipaddress
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    SecretStr,
)

from bot.config.master_key import KeyOrigin, masters_of
from bot.config.places import fault, file_place, place
from bot.config.shards import readable

STRICT = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
"""An unknown key is a mistake; a message never repeats the table it stands in."""

DATABASES = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
"""The beginnings of a database URL that people write, and what they mean."""


PLAIN = frozenset({"http", "ws"})
"""Everyone on the way can read along."""


def is_loopback(url: str) -> bool:
    """Tell whether `url` leads to this machine only."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _address(url: str, schemes: tuple[str, ...], problem: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or not url.isascii() or not url.isprintable() or " " in url:
        raise fault(problem)
    return url.rstrip("/")


def _sealed(url: str) -> str:
    """Refuse an address at which the token would cross a network in plain text."""
    if urlsplit(url).scheme in PLAIN and not is_loopback(url):
        raise fault("config.not_encrypted")
    return url


def _web(url: str) -> str:
    return _sealed(_address(url, ("http", "https"), "config.not_web_address"))


def _gateway(url: str) -> str:
    return _sealed(_address(url, ("ws", "wss"), "config.not_gateway_address"))


def _token(token: SecretStr) -> SecretStr:
    text = token.get_secret_value()
    if not text:
        raise fault("config.missing_token")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise fault("config.token_shape")
    return token


def _master_key(key: SecretStr) -> SecretStr:
    masters_of(key.get_secret_value())
    return key


def _database(url: str) -> str:
    kind, mark, rest = url.partition("://")
    if not mark or kind not in DATABASES or not rest.strip("/"):
        raise fault("config.not_database")
    if kind == "sqlite" and "?" in rest:
        raise fault("config.database_options")
    if kind == "sqlite" and rest.startswith("/"):
        rest = "/" + place(rest[1:])
    return f"{DATABASES[kind]}://{rest}"


def _upper(word: object) -> object:
    return word.upper() if isinstance(word, str) else word


def _lower(word: object) -> object:
    return word.lower() if isinstance(word, str) else word


def _counted(number: object) -> object:
    """Take a bare number for a number of shards; true and false are none."""
    return str(number) if type(number) is int else number


class Discord(BaseModel):
    """Where Discord is, and the key to it; another address is for a proxy or a stand-in."""

    model_config = STRICT

    token: Annotated[SecretStr, AfterValidator(_token)]
    api_url: Annotated[str, AfterValidator(_web)] = "https://discord.com/api/v10"
    gateway_url: Annotated[str, AfterValidator(_gateway)] | None = None
    identify_budget: Annotated[int, Field(gt=0)] = 100
    """How often the bot may log in to the gateway in a day; more than 1,000 is for a stand-in."""
    shards: Annotated[str, BeforeValidator(_counted), AfterValidator(readable)] = "1"
    """Which shards of how many this process holds, where several share a PostgreSQL."""


class Database(BaseModel):
    """Where meetings are kept, and the file with the master key; both beside the configuration.

    `master_key` is given in place of that file, and never in the configuration.
    `backups` is the folder of the copies: without it, `backups` beside the database, or beside the
    key where the database is on a server.
    """

    model_config = STRICT

    url: Annotated[str, AfterValidator(_database), Field(repr=False)] = (
        "sqlite:///data/openround.db"
    )
    key_file: Annotated[Path, AfterValidator(file_place)] = Path("data/master.key")
    master_key: Annotated[SecretStr, AfterValidator(_master_key)] | None = None
    backups: Annotated[Path, AfterValidator(file_place)] | None = None
    daily_copy: bool = True
    _came_in: tuple[Path, KeyOrigin] | None = PrivateAttr(default=None)

    @property
    def key_origin(self) -> KeyOrigin:
        """Where the master key comes from."""
        if self.master_key is None:
            return KeyOrigin.FILE
        return KeyOrigin.ENVIRONMENT if self._came_in is None else self._came_in[1]

    @property
    def key_path(self) -> Path | None:
        """The file that holds the master key; None where whoever gives it keeps it elsewhere."""
        if self.master_key is None:
            return self.key_file
        is_kept = self.key_origin is KeyOrigin.GIVEN_FILE
        return self._came_in[0] if self._came_in and is_kept else None

    def came_in(self, file: Path, origin: KeyOrigin) -> Self:
        """Give the same, knowing in which file the master key was handed over."""
        known = self.model_copy()
        known._came_in = file, origin  # noqa: SLF001 - our own
        return known

    def beside(self, folder: Path) -> Self:
        """Read relative paths as seen from `folder`, so that it does not matter where we start.

        What stands behind `sqlite:///` is a path as it is: no mark in it means anything more.
        """
        kind, _, path = self.url.partition(":///")
        relative = kind == "sqlite" and not path.startswith((":memory:", "/"))
        url = f"sqlite:///{folder / path}" if relative else self.url
        backups = None if self.backups is None else folder / self.backups
        places = {"url": url, "key_file": folder / self.key_file, "backups": backups}
        return self.model_copy(update=places)


class Log(BaseModel):
    """How much the process tells, and for whom: `text` for people, `json` for machines."""

    model_config = STRICT

    level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = "INFO"
    format: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = "text"


class Health(BaseModel):
    """What other programs of this machine may see of the bot, over HTTP; nothing without a port."""

    model_config = STRICT

    port: Annotated[int, Field(gt=0, lt=65536)] | None = None
    metrics: bool = False


class Papers(BaseModel):
    """Whether letters and worksheets come as PDF too: what sets them takes over 100 MB of disk."""

    model_config = STRICT

    pdf: bool = False


class Publish(BaseModel):
    """Where the page of meetings is written every day, beside the configuration; else nowhere."""

    model_config = STRICT

    folder: Annotated[Path, AfterValidator(file_place)] | None = None


class SimulatedTime(BaseModel):
    """Simulated time: `start` is where it begins, `speed` how many seconds pass in one.

    `epoch` is the real time (seconds since 1970) at which it was `start`, so that a process
    started again, or another one, lives in the same time; without it, the process's own start.
    """

    model_config = STRICT

    start: AwareDatetime | None = None
    speed: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    epoch: float | None = Field(default=None, gt=0, allow_inf_nan=False)


class Settings(BaseModel):
    """Everything that can be set; `load` puts it together."""

    model_config = STRICT

    discord: Discord
    database: Database = Database()
    log: Log = Log()
    health: Health = Health()
    papers: Papers = Papers()
    publish: Publish = Publish()
    clock: SimulatedTime = SimulatedTime()
