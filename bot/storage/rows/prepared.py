"""Prepared statements: SQL that comes again and again, handed to SQLite's driver as it is.

SQLAlchemy writes each of them out once, and says how values are converted. To have it run each of
them takes two to three times as long (`scripts/bench crowd`, `scripts/bench press`).
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
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
_Convert = Callable[[Any], Any]
_DIALECT = sqlite.dialect()


class _Place(NamedTuple):
    """What a question mark stands for: a value given by its name, or the statement's own."""

    name: str
    own: object
    convert: _Convert | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement in SQLite's own words."""

    statement: Executable
    words: str
    places: tuple[_Place, ...]
    columns: tuple[str, ...] = ()
    """What a row holds, for a statement that reads."""
    converted: tuple[tuple[str, _Convert], ...] = ()
    """Which of it does not come out as it is to be."""
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
        out = _read_by(statement)
        converted = tuple((name, convert) for name, convert in out.items() if convert)
        return cls(statement, state.statement, places, tuple(out), converted, given)

    def rows(self, raw: sqlite3.Connection, values: Values) -> list[Row]:
        """Read all rows."""
        found = self._run(raw, values).fetchall()
        rows = [dict(zip(self.columns, row, strict=True)) for row in found]
        for name, convert in self.converted:
            for row in rows:
                row[name] = convert(row[name])
        return rows

    def change(self, raw: sqlite3.Connection, values: Values) -> int:
        """Insert, update or delete; gives how many rows were touched."""
        return self._run(raw, values).rowcount

    def _run(self, raw: sqlite3.Connection, values: Values) -> sqlite3.Cursor:
        in_order = [
            values.get(name, own) if convert is None else convert(values.get(name, own))
            for name, own, convert in self.places
        ]
        try:
            return raw.execute(self.words, in_order)
        except sqlite3.Error as error:  # told as SQLAlchemy tells it, and without the values
            told = DBAPIError.instance(self.words, None, error, sqlite3.Error, hide_parameters=True)
            raise told from error


def _into(kind: TypeEngine[Any]) -> _Convert | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _read_by(statement: Repeatable) -> dict[str, _Convert | None]:
    """Name the columns of what it reads, and how each is converted."""
    if not isinstance(statement, SelectBase):
        return {}
    kinds = {one.name: one.type.dialect_impl(_DIALECT) for one in statement.selected_columns}
    return {name: kind.result_processor(_DIALECT, None) for name, kind in kinds.items()}


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


def read(raw: sqlite3.Connection, statement: Executable, values: Values) -> list[Row] | None:
    """Read all rows, where a statement is prepared."""
    known = prepared(statement, values)
    return None if known is None else known.rows(raw, values)


def change(raw: sqlite3.Connection, statement: Executable, values: Values) -> int | None:
    """Insert, update or delete, where a statement is prepared; gives how many rows were touched."""
    known = prepared(statement, values)
    return None if known is None else known.change(raw, values)
