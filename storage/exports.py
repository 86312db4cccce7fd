"""What an export reads: sent forms and their answers, some hundred at a time, in one snapshot beside the program.

``Source`` is for a process of its own: plain ``sqlite3``, read only, no event loop. Which rows there are, and who may
see them, is said in ``storage.export_statements``. Answers come as two JSON arrays a submission, made by SQLite: two
million answers are read in a second that way; row by row it takes twice as long.
"""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import quote

from sqlalchemy import Text, bindparam, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import day_settings, schema
from storage.database import BUSY_TIMEOUT_MS
from storage.export_statements import CASES, FORMS, REPORTS, SCORES, Selection, parameters, people_by_place, sent_forms
from storage.moments import Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import PROGRAM, Viewer

CHUNK: Final = 500
"""Submissions that are read at once: what of an export is in memory."""

_POSITION: Final = re.compile(r"\[[0-9]+\]")

SECRET: Final = "pseudonyms"
"""The setting with the secret of this installation; whoever has it and the ids can tell who is who."""


class NoSecretError(LookupError):
    """``ensure_secret`` was never called."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the role, "" without a consent in force; ``duties``: (region, programme), "" for all of them."""

    role: str
    duties: tuple[tuple[str, str], ...]
    is_program: bool


@dataclass(frozen=True, slots=True)
class ByPlace:
    """Of a province, a regency, programmes and a month as ``Record`` has them: people whose latest it is, people who
    have sent any, and what they have sent.
    """

    province: str
    regency: str
    programmes: str
    month: str
    latest: int
    people: int
    forms: int


@dataclass(slots=True)
class Record:
    """One sent form: ``person_id`` is whom it is about. Times in microseconds since 1970.

    ``number``, ``state``, ``day``: of a report or a case, else None and "". Of other forms: ``latest``, 0 where the
    person has sent it again since, and ``month`` of sending, "2026-11". ``items`` and ``values``: JSON arrays of one
    length, in no certain order.
    """

    id: int
    person_id: int
    version: str
    begun_at: int
    sent_at: int
    instance_id: str
    name: str
    province: str
    regency: str
    programmes: str
    number: int | None
    state: str
    day: str
    latest: int = 1
    month: str = ""
    items: str = "[]"
    values: str = "[]"
    scores: bytes | None = None


_sent, _answer, _xml, _person = schema.submission, schema.submission_answer, schema.submission_xml, schema.person
_version, _file = schema.form_version, schema.form_file
_form = bindparam("form", type_=Text)
_ids = select(each("ids").c.value)

_ANSWERS = Prepared(
    select(
        _answer.c.submission_id,
        func.json_group_array(_answer.c.item, type_=Text),
        func.json_group_array(_answer.c.value, type_=Text),
    )
    .where(_answer.c.submission_id.in_(_ids))
    .group_by(_answer.c.submission_id)
)
_SCORES = Prepared(
    select(schema.result.c.submission_id, schema.result.c["items"]).where(schema.result.c.submission_id.in_(_ids))
)
_XML = Prepared(select(_xml.c.submission_id, _xml.c.xml).where(_xml.c.submission_id.in_(_ids)))
_VERSIONS = Prepared(
    select(_version.c.version, _version.c.converted, _version.c.published_at)
    .where(_version.c.form_id == _form)
    .order_by(_version.c.published_at, _version.c.version)
)
_FILES = Prepared(
    select(_file.c.name, _file.c.content).where(_file.c.form_id == _form, _file.c.version == bindparam("number"))
)
_SECRET = Prepared(select(schema.setting.c.value).where(schema.setting.c.name == literal(SECRET)))
_ASKER = Prepared(
    select(_person.c.role, schema.duty.c.region, schema.duty.c.programme)
    .join_from(_person, schema.duty, schema.duty.c.person_id == _person.c.id, isouter=True)
    .where(_person.c.id == bindparam("viewer", type_=Whole), _person.c.consent.is_not(None))
)


async def asker(conn: AsyncConnection, viewer: Viewer) -> Asker:
    """Who asks for an export."""
    return _asker(viewer, await _ASKER.rows(conn, viewer=viewer.person_id))


async def count(conn: AsyncConnection, viewer: Viewer, selection: Selection) -> int:
    """How many sent forms the viewer would get."""
    found = sent_forms(selection).subquery()
    row = await Prepared(select(func.count()).select_from(found)).first(
        conn, viewer=viewer.person_id, **parameters(selection)
    )
    return int(row[0]) if row else 0


async def by_place(conn: AsyncConnection, viewer: Viewer, selection: Selection) -> list[ByPlace]:
    """How many people and sent forms there are of each place, programmes and month."""
    rows = await Prepared(people_by_place(selection)).rows(conn, viewer=viewer.person_id, **parameters(selection))
    return [ByPlace(*row) for row in rows]


async def ensure_secret(conn: AsyncConnection, at: datetime) -> None:
    """Make the secret of the pseudonyms, once: the same person has the same one in every export from then on."""
    if await day_settings.get(conn, SECRET) is None:
        await day_settings.put(conn, SECRET, secrets.token_hex(32), by=None, at=at)


def holds(region: str, inner: str) -> bool:
    """Whether a region ("" for all, "13", "13.76") holds another."""
    return region in ("", inner) or inner.startswith(f"{region}.")


class Source:
    """The database file as it is at this moment, to be read from. Use as a context manager."""

    def __init__(self, path: Path, viewer: Viewer) -> None:
        self._viewer = viewer
        self._db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)
        for pragma in (f"busy_timeout = {BUSY_TIMEOUT_MS}", "query_only = ON"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def asker(self) -> Asker:
        return _asker(self._viewer, self._rows(_ASKER, viewer=self._viewer.person_id))

    def secret(self) -> bytes:
        """Raises NoSecretError."""
        rows = self._rows(_SECRET)
        if not rows:
            raise NoSecretError(SECRET)
        return bytes.fromhex(json.loads(rows[0][0]))

    def versions(self, form_id: str) -> list[tuple[str, str, int]]:
        """Every version of a form, as it was published: number, what the engine loads, and when."""
        return [(version, text, at) for version, text, at in self._rows(_VERSIONS, form=form_id)]

    def files(self, form_id: str, version: str) -> dict[str, bytes]:
        """The files that were sent along with a version."""
        return {name: bytes(content) for name, content in self._rows(_FILES, form=form_id, number=version)}

    def by_version(self, selection: Selection) -> dict[str, int]:
        """How many sent forms there are of each version."""
        found = sent_forms(selection).subquery()
        counted = Prepared(select(found.c.version, func.count()).group_by(found.c.version))
        return dict(self._rows(counted, viewer=self._viewer.person_id, **parameters(selection)))

    def by_place(self, selection: Selection) -> list[ByPlace]:
        """The same as the function of this name."""
        counted = Prepared(people_by_place(selection))
        return [ByPlace(*row) for row in self._rows(counted, viewer=self._viewer.person_id, **parameters(selection))]

    def where_all(self, selection: Selection, patterns: Collection[str], test: Callable[[str], bool]) -> frozenset[str]:
        """Of these items ("age", "kids[]/age") those that have values in the selection, all of which pass."""
        self._db.create_function("passes", 1, test, deterministic=True)
        self._db.create_function("pattern", 1, lambda item: _POSITION.sub("[]", item), deterministic=True)
        item = func.pattern(_answer.c.item, type_=Text) if any("[]" in one for one in patterns) else _answer.c.item
        tested = Prepared(
            select(item, func.min(func.passes(_answer.c.value)))
            .where(
                _answer.c.submission_id.in_(select(sent_forms(selection).subquery().c.id)),
                item.in_(select(each("patterns").c.value)),
            )
            .group_by(item)
        )
        rows = self._rows(tested, viewer=self._viewer.person_id, patterns=json_array(patterns), **parameters(selection))
        return frozenset(pattern for pattern, passed in rows if passed)

    def records(self, selection: Selection) -> Iterator[list[Record]]:
        """The sent forms with their answers, by id, up to ``CHUNK`` at a time."""
        statement = Prepared(sent_forms(selection).order_by(_sent.c.id))
        cursor = self._db.execute(statement.sql, {"viewer": self._viewer.person_id, **parameters(selection)})
        while rows := cursor.fetchmany(CHUNK):
            found = {row[0]: Record(*row) for row in rows}
            ids = json_array(found)
            for number, items, values in self._rows(_ANSWERS, ids=ids):
                record = found[number]
                record.items, record.values = items, values
            if selection.kind == SCORES:
                for number, scores in self._rows(_SCORES, ids=ids):
                    found[number].scores = scores
            yield list(found.values())

    def xml(self, ids: Sequence[int]) -> dict[int, str]:
        """Those of the submissions that were kept as OpenRosa instances too; ``ids``: of ``records``."""
        return dict(self._rows(_XML, ids=json_array(ids)))

    def _rows(self, statement: Prepared, **parameters: Any) -> list[Any]:
        return self._db.execute(statement.sql, parameters).fetchall()


def _asker(viewer: Viewer, rows: Sequence[Sequence[Any]]) -> Asker:
    duties = tuple((region, programme) for _, region, programme in rows if region is not None)
    return Asker(rows[0][0] if rows else "", duties, viewer == PROGRAM)


__all__ = [
    "CASES",
    "FORMS",
    "REPORTS",
    "SCORES",
    "Asker",
    "ByPlace",
    "NoSecretError",
    "Record",
    "Selection",
    "Source",
    "asker",
    "by_place",
    "count",
    "ensure_secret",
    "holds",
]
