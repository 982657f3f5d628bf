"""Statements are compiled once in a run: each story has an engine of its own, which begins anew.

SQLAlchemy keeps what it has compiled beside each engine, by the dialect of that engine. Here all
engines of one kind of database keep it together; what is compiled is the same.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

_KEPT: LRUCache[Any, Any] = LRUCache(3000)


class Together(dict[Any, Any]):
    """What every engine takes for its own: for the dialect itself stands the kind of it."""

    def get(self, key: Any, default: Any = None) -> Any:
        """Give what any engine of that kind has compiled."""
        return _KEPT.get(_of_its_kind(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        """Keep it for all of that kind."""
        _KEPT[_of_its_kind(key)] = compiled


def _of_its_kind(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *rest = key
    return (type(dialect), dialect.paramstyle, dialect.server_version_info, *rest)


def compile_once() -> None:
    """Let every engine that is made from now on share."""
    together = Together()
    Engine._compiled_cache = property(lambda _: together, lambda *_: None)  # type: ignore[assignment]  # the patch
