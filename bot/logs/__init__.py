"""The log: what happened to the house, never who did what (S-LOG).

Our own records carry the fields of `FIELDS` and nothing else. Records of libraries keep the fixed
part of their sentence; what was put into it, and whatever looks like an id, an address with a
secret or a token, becomes `…`. An exception is its type, its key where it has one, and our lines,
never its words. What we registered (`codes.py`) stands in full.
"""

import json
import logging
import re
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal, TextIO

from bot.domain.errors import StoreFault
from bot.logs.codes import EVENTS, is_known, is_registered, register

FIELDS = ("meeting", "series", "code", "ms", "kind", "attempt", "error", "fault")
"""What our own records may say beside the event: our ids, a code, figures, an error's type and
the key of its sentence."""

AT_LEAST = {
    "discord": logging.INFO,
    "discord.client": logging.ERROR,  # it warns that calls cannot be joined, which we never do
    "discord.gateway": logging.WARNING,
    "discord.http": logging.WARNING,
    "discord.webhook": logging.WARNING,
    "discord.state": logging.WARNING,
    "aiohttp": logging.INFO,
    "aiohttp.access": logging.WARNING,
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "asyncio": logging.INFO,
    "sqlalchemy": logging.WARNING,
    "simcord": logging.INFO,
}
"""How much libraries may tell at most: below this they print payloads, tokens and parameters."""

OURS = ("bot", "cogs", "__main__")
LONGEST = 200
LARGEST_ID = 10**14
"""Our own ids have 40 bits; Discord's are far larger."""

_SHAPES = re.compile(
    r"""[\w-][\w.-]*+://\S+               # an address: a webhook, an interaction, a database
      | (?P<word>[\w-]++(?:\.[\w-]++)*+)  # a word, or several with dots between them
      | <[@\#:/a]?[^<>]*>                 # a mention, or an object that tells about itself
      | "[^"]*" | '[^']*'                 # what somebody wrote""",
    re.VERBOSE,
)
_SECRET = re.compile(r"[\w-]{20}|\d{13}")
"""In a word: a token, a session, a hash; an id of Discord."""
_PLACE = re.compile(r"%(?:\([^()%]*\))?[-#0 +]*+[\d*]*+(?:\.[\d*]+)?[a-zA-Z]")
"""A place in a format; possessive, so that a long row of digits is read once."""

counts: Counter[tuple[str, str]] = Counter()
"""How many lines this process has written, for each event of ours and level."""

Form = Literal["text", "json"]


class Gate(logging.Formatter):
    """Writes a record as one line, with what may be told of it and nothing else."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._line = json.dumps if form == "json" else _for_people

    def format(self, record: logging.LogRecord) -> str:
        """Give the line, and count it where it is an event of ours."""
        told = {"event": _words_of(record), **_facts_of(record), **_error_of(record)}
        line = {name: _value(name, value) for name, value in told.items()}
        if line["event"] in EVENTS:
            counts[str(line["event"]), str(line["level"])] += 1
        return self._line(line)


def setup(level: str, form: Form, stream: TextIO | None = None, codes: Iterable[str] = ()) -> None:
    """Send every record of this process through one narrow gate to `stream` (standard error).

    `codes` are words of ours that may stand there in full.
    """
    register(codes)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Gate(form))
    handler.addFilter(lambda record: not is_told_already(record))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, floor in AT_LEAST.items():
        logging.getLogger(name).setLevel(max(floor, logging.getLevelName(level)))
    logging.raiseExceptions = False  # a record that cannot be written is not printed raw instead
    _catch_the_uncaught()


def is_told_already(record: logging.LogRecord) -> bool:
    """Tell whether a line only repeats that the store fails, which stands there once.

    Every work fails then, and a line for each would hide whatever else goes wrong.
    """
    error = record.exc_info[1] if record.exc_info else None
    return any(isinstance(one, StoreFault) and one.is_outage for one in _chain(error))


def reduced(text: str) -> str:
    """Write text without anything that looks like a secret, an id or somebody's words."""
    first = (text.splitlines() or [""])[0]
    plain = "".join(c if c.isprintable() else " " for c in _SHAPES.sub(_shown, first))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def _shown(found: re.Match[str]) -> str:
    word = found["word"]
    if word is None or (_SECRET.search(word) and not is_known(word)):
        return "…"
    return word


def _words_of(record: logging.LogRecord) -> str:
    """Give the fixed words of a record, and of what was filled in only small numbers."""
    values = iter(record.args if isinstance(record.args, tuple) else ())
    return _PLACE.sub(lambda _: _figure(next(values, None)), str(record.msg))


def _facts_of(record: logging.LogRecord) -> dict[str, object]:
    known = vars(record) if _is_ours(record.name) else {}
    facts = {name: known[name] for name in FIELDS if name in known}
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds")
    stamp = at.removesuffix("+00:00") + "Z"
    return facts | {"level": record.levelname.lower(), "logger": record.name, "timestamp": stamp}


def _figure(value: object) -> str:
    if isinstance(value, BaseException):
        return type(value).__name__
    small = isinstance(value, int | float) and abs(value) < LARGEST_ID
    return f"{value:.6g}" if small else "…"


def _error_of(record: logging.LogRecord) -> dict[str, object]:
    """Give an exception as its type and those of its causes, and our own lines on its way."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return {}
    types = " from ".join(type(one).__name__ for one in _chain(error))
    key = next(filter(None, map(_key, _chain(error))), None)
    frames = " > ".join(frame for one in _chain(error) for frame in _frames(one))
    return {"error": types, **({"fault": key} if key else {}), "frames": frames}


def _key(error: BaseException) -> str | None:
    """Give the key of the sentence for an error, where it is one of our own."""
    key = getattr(error, "key", None)
    return key if isinstance(key, str) and is_registered(key) else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in OURS:
            yield f"{module}:{line}"


def _value(key: str, value: object) -> object:
    if key in {"timestamp", "level", "frames"} or (key == "logger" and _is_ours(value)):
        return value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return value if abs(value) < LARGEST_ID else "…"
    return reduced(value) if isinstance(value, str) else type(value).__name__


def _is_ours(logger: object) -> bool:
    return isinstance(logger, str) and logger.partition(".")[0] in OURS


def _for_people(event: Mapping[str, object]) -> str:
    """Write one line: when, how grave, what, and then the facts."""
    facts = "".join(f" {key}={event[key]}" for key in (*FIELDS, "frames") if event.get(key))
    return f"{event['timestamp']} {event['level']:<8}{event['logger']}: {event['event']}{facts}"


def _catch_the_uncaught() -> None:
    """Send what nobody caught through the same gate, instead of printing it with its words."""

    def hook(_kind: type[BaseException], error: BaseException, _tb: TracebackType | None) -> None:
        if not isinstance(error, KeyboardInterrupt):
            logging.getLogger("bot").critical("stopped by a fault", exc_info=error)

    sys.excepthook = hook
    threading.excepthook = lambda told: _report("a thread stopped by a fault", told.exc_value)
    sys.unraisablehook = lambda told: _report("a fault while tidying up", told.exc_value)


def _report(words: str, error: BaseException | None) -> None:
    logging.getLogger("bot").error(words, exc_info=error)
