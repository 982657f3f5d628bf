"""Prepared statements: SQL that comes again and again, handed to SQLite's driver as it is.

SQLAlchemy writes each of them out once, and says how values are converted. To have it run each of
them takes two to three times as long (`scripts/bench crowd`, `scripts/bench press`).
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase
from sqlalchemy.types import TypeEngine

Values = Mapping[str, object]
Row = dict[str, Any]
Repeatable = SelectBase | UpdateBase
_Convert = Callable[[Any], Any] | None
_DIALECT = sqlite.dialect()


@dataclass(frozen=True, slots=True)
class _Place:
    """What a question mark stands for: a value given by its name, or the statement's own."""

    name: str
    own: object
    convert: _Convert


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement in SQLite's own words."""

    statement: Executable
    words: str
    places: tuple[_Place, ...]
    columns: tuple[tuple[str, _Convert], ...] = ()
    """What a row holds, for a statement that reads."""
    given: frozenset[str] = frozenset()
    """The names of the values that it was prepared for."""

    @classmethod
    def of(cls, statement: Repeatable, given: frozenset[str] = frozenset()) -> "Prepared":
        """Write a statement out. Raises ValueError where SQLAlchemy must look at every value."""
        made = statement.compile(dialect=_DIALECT, column_keys=sorted(given) or None)
        assert isinstance(made, SQLCompiler)  # noqa: S101 - the type of every compiled statement
        binds = {name: bind for bind, name in made.bind_names.items()}
        open_lists = [one for one in binds.values() if one.expanding and one.required]
        if open_lists or made.insert_prefetch or made.update_prefetch:
            raise ValueError(str(made))
        given = given or frozenset(one.key for one in binds.values() if one.required)
        state = made.construct_expanded_state(dict.fromkeys(given))
        kinds = {name: _into(bind.type) for name, bind in binds.items()}
        converts = {**kinds, **state.processors}  # those of what stands in lists are there
        places = tuple(
            _Place(name, state.parameters[name], converts.get(name))
            for name in state.positiontup or ()
        )
        assert isinstance(statement, Executable)  # noqa: S101 - SQLAlchemy's types do not say so
        return cls(statement, state.statement, places, _columns(statement), given)

    def rows(self, raw: sqlite3.Connection, values: Values) -> list[Row]:
        """Read all rows."""
        found = self._run(raw, values).fetchall()
        return [
            {
                name: value if convert is None else convert(value)
                for (name, convert), value in zip(self.columns, row, strict=True)
            }
            for row in found
        ]

    def change(self, raw: sqlite3.Connection, values: Values) -> int:
        """Insert, update or delete; gives how many rows were touched."""
        return self._run(raw, values).rowcount

    def _run(self, raw: sqlite3.Connection, values: Values) -> sqlite3.Cursor:
        given = (values.get(one.name, one.own) for one in self.places)
        in_order = [
            value if one.convert is None else one.convert(value)
            for one, value in zip(self.places, given, strict=True)
        ]
        try:
            return raw.execute(self.words, in_order)
        except sqlite3.Error as error:  # told as SQLAlchemy tells it, and without the values
            told = DBAPIError.instance(self.words, None, error, sqlite3.Error, hide_parameters=True)
            raise told from error


def _into(kind: TypeEngine[Any]) -> _Convert:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _columns(statement: Repeatable) -> tuple[tuple[str, _Convert], ...]:
    if not isinstance(statement, SelectBase):
        return ()
    kinds = ((one.name, one.type.dialect_impl(_DIALECT)) for one in statement.selected_columns)
    return tuple((name, kind.result_processor(_DIALECT, None)) for name, kind in kinds)


_ONCE = object()
_known: WeakKeyDictionary[Executable, object] = WeakKeyDictionary()


def prepared(statement: Executable, values: Values) -> Prepared | None:
    """Give a statement prepared, from the second time on: one that comes again stays as it is.

    None where SQLAlchemy is to run it: the first time, and where it must look at the values.
    """
    known = _known.get(statement)
    if known is None:
        _known[statement] = _ONCE
        return None
    if known is _ONCE:
        known = _known[statement] = _prepare(statement, frozenset(values)) or False
    return known if isinstance(known, Prepared) and known.given == values.keys() else None


def _prepare(statement: Executable, given: frozenset[str]) -> Prepared | None:
    if not isinstance(statement, Repeatable):
        return None
    try:
        return Prepared.of(statement, given)
    except ValueError:
        return None
