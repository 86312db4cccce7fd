"""Statements compiled once, when they are first used, and run on the driver in one thread hop each.

SQLAlchemy's own execution of an async statement makes three or four round trips to the driver's thread (cursor,
execute, fetch, close) and took 275 µs where this takes 30 µs (docs/decisions/0003). The statements stay
SQLAlchemy Core; only their execution is short-cut.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Boolean, Executable, TableValuedAlias, Text, bindparam, func
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import NullType, TypeEngine

from storage.moments import Moment, from_micros, to_micros

_DIALECT = sqlite.dialect(paramstyle="named")
_COMPILED = frozenset({"sql", "_moments", "_constants", "_readers"})


class Prepared:
    """One Core statement, its parameters ``bindparam``s without a value; values written in it are constants.

    Parameters and results of type ``Moment`` are aware datetimes, of type ``Boolean`` bools, all others are as
    SQLite keeps them. Errors are those of SQLAlchemy (``IntegrityError``, ``OperationalError`` ...), without the
    parameters in their text.
    """

    sql: str
    _moments: list[str]
    _constants: dict[str, Any]
    _readers: list[tuple[int, Callable[[Any], Any]]]

    def __init__(self, statement: Any) -> None:
        self.statement: Executable = statement

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not there yet: a start would spend a second on compiling what it never runs."""
        if name not in _COMPILED:
            raise AttributeError(name)
        self._compile(self.statement)
        return getattr(self, name)

    def _compile(self, statement: Any) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        names = {name: bind for bind, name in compiled.bind_names.items()}
        if untyped := [name for name, bind in names.items() if isinstance(bind.type, NullType)]:
            # SQLite would take a datetime in its own spelling, and compare it with integers without a word.
            raise TypeError(f"parameters without a type: {untyped}")
        self._moments = [name for name, bind in names.items() if bind.required and isinstance(bind.type, Moment)]
        constants = {name: bind.value for name, bind in names.items() if not bind.required}
        # Written into the text: SQLite takes a partial index only where it sees that its condition holds.
        inline = {name: _literal(value) for name, value in constants.items() if type(value) in (int, str)}
        self.sql = re.sub(r":(\w+)", lambda found: inline.get(found[1], found[0]), str(compiled))
        self._constants = {name: value for name, value in constants.items() if name not in inline}
        self._readers = [
            (index, reader)
            for index, column in enumerate(statement.exported_columns)
            if (reader := _reader(column.type)) is not None
        ]

    async def rows(self, conn: AsyncConnection, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of the result."""
        self._bind(parameters)
        with sqlalchemy_errors(self.sql):
            found = await driver_of(conn).execute_fetchall(self.sql, parameters)
        return [self._read(row) for row in found] if self._readers else list(found)

    async def first(self, conn: AsyncConnection, **parameters: Any) -> tuple[Any, ...] | None:
        """The first row, or None."""
        found = await self.rows(conn, **parameters)
        return found[0] if found else None

    async def run(self, conn: AsyncConnection, **parameters: Any) -> int:
        """Run a statement without a result; gives the number of rows it changed."""
        self._bind(parameters)
        with sqlalchemy_errors(self.sql):
            cursor = await driver_of(conn).execute(self.sql, parameters)
        return int(cursor.rowcount)

    async def many(self, conn: AsyncConnection, rows: list[dict[str, Any]]) -> None:
        """Run the statement once for each row, in order, in one hop; no hop at all for no rows.

        The rows are used up: their datetimes are turned into integers in place.
        """
        if not rows:
            return
        for row in rows:
            self._bind(row)
        with sqlalchemy_errors(self.sql):
            await driver_of(conn).executemany(self.sql, rows)

    def _bind(self, parameters: dict[str, Any]) -> None:
        parameters.update(self._constants)
        for name in self._moments:
            at = parameters[name]
            if at is not None:
                parameters[name] = to_micros(at)

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for index, reader in self._readers:
            if values[index] is not None:
                values[index] = reader(values[index])
        return tuple(values)


def each(name: str) -> TableValuedAlias:
    """A JSON array parameter as a table with the column ``value``: one statement text for any number of values."""
    return func.json_each(bindparam(name, type_=Text)).table_valued("value", name="each")


def json_array(values: Collection[Any]) -> str:
    """The argument of an ``each`` parameter."""
    return json.dumps(list(values))


def driver_of(conn: AsyncConnection) -> Any:
    """The driver's own connection (aiosqlite) under an open SQLAlchemy one."""
    assert conn.sync_connection is not None
    return conn.sync_connection.connection.driver_connection


@contextmanager
def sqlalchemy_errors(sql: str) -> Iterator[None]:
    """Raise the driver's errors as SQLAlchemy's, so that callers meet one family of errors."""
    try:
        yield
    except sqlite3.Error as error:
        told = DBAPIError.instance(sql, None, error, sqlite3.Error, hide_parameters=True)
        raise cast(DBAPIError, told) from error


def _literal(value: int | str) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _reader(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    if isinstance(kind, Moment):
        return from_micros
    return bool if isinstance(kind, Boolean) else None
