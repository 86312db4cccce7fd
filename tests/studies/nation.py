"""The people of `tests.studies.country` in a database file: in bulk, by SQL, for a file as large as the country's.

Everybody is a companion of PKH who has filled in the profile, the questionnaire and the short form; `silent` others
have only a profile. With `days`, each has filed a daily report on most working days before `AT`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

import forms
from bot.publishing import library_files, library_forms
from handlers.instruments import Instrument, instrument_of
from scoring.bands import band_of
from scoring.competency import OVERALL
from scoring.digest import percents, shape_of
from storage.moments import to_micros
from tests import ready
from tests.studies import country, margins
from tests.studies.country import Crowd

AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
JOINED = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
# Of those who look at the whole country.
ZONE = "Asia/Jakarta"
PROGRAMME = "pkh"
_HOUR = 3_600_000_000
_FIRST_TELEGRAM_ID = 1_000_000


@dataclass(frozen=True, slots=True)
class Nation:
    """Companions have the ids 1 to `people`, those who have answered first; then the others, by their duty."""

    people: int
    answered: int
    admin: int
    of_country: int
    of_province: int
    of_regency: int
    province: str
    regency: str


def write(file: Path, people: int = margins.PEOPLE, *, silent: int = 0, days: int = 0) -> Nation:
    """A new database file. `days`: working days with daily reports, at most fifteen (since `JOINED`)."""
    ready.filled(file, JOINED)
    crowd = country.crowd(people)
    quiet = country.crowd(silent, seed=7) if silent else None
    questionnaire, short = (instrument(name) for name in ("kompetensi", "ringkas36"))
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        with _unsealed(connection):
            every = [crowd] if quiet is None else [crowd, quiet]
            nation = _people(connection, every)
            sending = _Sending(connection)
            for who, part in zip((1, 1 + people), every, strict=False):
                sending.profiles(who, part)
            sending.results(questionnaire, country.answered(questionnaire, crowd.tendency))
            sending.results(short, country.short_form(crowd.tendency))
            if days:
                sending.reports(people, days)
            sending.close()
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")
    return nation


def instrument(name: str) -> Instrument:
    """One of the library's."""
    found = instrument_of(forms.load(forms.convert(library_forms()[name], name=name), files=library_files()))
    assert found is not None
    return found


@contextmanager
def _unsealed(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction without the triggers, each of which would look at every row; they are put back at its end."""
    triggers = list(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    connection.execute("BEGIN")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")


def _people(connection: sqlite3.Connection, crowds: list[Crowd]) -> Nation:
    rows = [
        ("companion", str(gender), str(regency))
        for crowd in crowds
        for gender, regency in zip(crowd.gender, crowd.regency, strict=True)
    ]
    count = len(rows)
    regency = rows[0][2]
    rows += [("admin", "perempuan", regency), *[("coordinator", "perempuan", regency)] * 3]
    joined = to_micros(JOINED)
    [(consent,)] = connection.execute("SELECT version FROM form_version WHERE form_id = 'persetujuan'")
    connection.executemany(
        "INSERT INTO person (id, telegram_id, language, role, name, gender, province, regency, consent, joined_at) "
        "VALUES (?, ?, 'id', ?, ?, ?, ?, ?, ?, ?)",
        (
            (n, _FIRST_TELEGRAM_ID + n, role, f"Warga {n} Contoh", gender, place[:2], place, consent, joined)
            for n, (role, gender, place) in enumerate(rows, 1)
        ),
    )
    for statement in (
        "INSERT INTO chat (person_id, place) SELECT id, 'menu' FROM person",
        "INSERT INTO consent (person_id, version, language, accepted, at) "
        "SELECT id, consent, language, 1, joined_at FROM person",
    ):
        connection.execute(statement)
    duties = [(count + 2, ""), (count + 3, regency[:2]), (count + 4, regency)]
    connection.executemany("INSERT INTO duty (person_id, region, programme) VALUES (?, ?, '')", duties)
    return Nation(count, len(crowds[0]), count + 1, count + 2, count + 3, count + 4, regency[:2], regency)


class _Sending:
    """Submissions, numbered one after the other."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last = 0
        self._versions = dict(connection.execute("SELECT form_id, version FROM form_version"))
        self._begun = to_micros(JOINED)

    def close(self) -> None:
        self._connection.execute("UPDATE counter SET last = ? WHERE name = 'submission'", (self._last,))

    def profiles(self, first: int, crowd: Crowd) -> None:
        """Of the people from this id on."""
        numbers = self._send("profil", range(first, first + len(crowd)), self._begun + _HOUR)
        version = self._versions["profil"]
        columns = {
            "nama": [f"Warga {who} Contoh" for who in range(first, first + len(crowd))],
            "gender": crowd.gender.tolist(),
            "tahun_lahir": crowd.born.astype(str).tolist(),
            "pendidikan": crowd.education.tolist(),
            "bidang": crowd.field.tolist(),
            "program": [PROGRAMME] * len(crowd),
            "provinsi": [place[:2] for place in crowd.regency.tolist()],
            "kabupaten": crowd.regency.tolist(),
            "pelatihan": crowd.training.tolist(),
            "jumlah_kpm": crowd.families.astype(str).tolist(),
        }
        names = sorted(columns)
        self._answers(
            (number, name, version, value, self._begun + _HOUR)
            for number, values in zip(numbers, zip(*(columns[name] for name in names), strict=True), strict=True)
            for name, value in zip(names, values, strict=True)
        )

    def results(self, asked: Instrument, scores: np.ndarray[Any, Any]) -> None:
        """An instrument of everybody from id 1 on, spread over the second and third week after they joined."""
        people = len(scores)
        random = np.random.default_rng(people)
        sent = (self._begun + (7 * 24 + random.integers(0, 12 * 24, people)) * _HOUR).tolist()
        numbers = self._send(asked.form_id, range(1, people + 1), sent)
        rows = [row.tobytes() for row in scores]
        self._connection.executemany(
            "INSERT INTO result (submission_id, person_id, form_id, version, sent_at, back, items) "
            "VALUES (?, ?, ?, ?, ?, 0, ?)",
            zip(numbers, range(1, people + 1), *self._named(asked.form_id, people), sent, rows, strict=True),
        )
        # The answers are the digits of the row, taken apart by SQL: choices are named by their scores.
        run = self._connection.execute
        run("CREATE TEMP TABLE made (id INTEGER PRIMARY KEY, digits TEXT, at INTEGER)")
        run("CREATE TEMP TABLE item (name TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID")
        digits = np.where(scores > 9, ord(" "), scores + ord("0")).astype(np.uint8)
        written = (row.tobytes().decode("ascii") for row in digits)
        self._connection.executemany("INSERT INTO made VALUES (?, ?, ?)", zip(numbers, written, sent, strict=True))
        self._connection.executemany(
            "INSERT INTO item VALUES (?, ?)", [(name, place) for place, name in enumerate(asked.items, 1)]
        )
        run(
            "INSERT INTO submission_answer (submission_id, item, version, value, at) "
            "SELECT id, name, ?, substr(digits, place, 1), at FROM made CROSS JOIN item "
            "WHERE substr(digits, place, 1) <> ' '",
            (self._versions[asked.form_id],),
        )
        run("DROP TABLE made")
        run("DROP TABLE item")
        if asked.form_id == "kompetensi":
            self._latest(asked, scores, numbers)

    def reports(self, people: int, days: int) -> None:
        """Daily reports: nine in ten come, most of them on the day, some on the day after."""
        random = np.random.default_rng(days)
        worked = [day for day in (AT.date() - timedelta(days=back) for back in range(1, 22)) if day.weekday() < 5][
            :days
        ]
        for day in reversed(worked):
            luck = random.random(people)
            who = (np.flatnonzero(luck > 0.1) + 1).tolist()
            noon = to_micros(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))
            sent = [noon + (24 * _HOUR if luck[person - 1] < 0.25 else 0) + person * 100_000 for person in who]
            self._day(day, who, sent)

    def _day(self, day: date, who: list[int], sent: list[int]) -> None:
        numbers = self._send("harian", who, sent)
        version = self._versions["harian"]
        said = (("kegiatan", "kunjungan"), ("kendala", "tidak"), ("ringkas", "Kunjungan"), ("tanggal", day.isoformat()))
        self._answers(
            (number, name, version, value, at) for number, at in zip(numbers, sent, strict=True) for name, value in said
        )
        many = self._connection.executemany
        many(
            "INSERT INTO report (id, submission_id, person_id, form_id, province, regency, programmes, restricted, "
            f"name, key, day, first_sent_at, sent_at, versions, state) SELECT ?1, ?1, id, 'harian', province, regency, "
            f"' {PROGRAMME} ', 0, 'Kunjungan', '', ?4, ?3, ?3, 1, 'new' FROM person WHERE id = ?2",
            ((number, person, at, day.isoformat()) for number, person, at in zip(numbers, who, sent, strict=True)),
        )
        many("INSERT INTO report_version (submission_id, report_id, number) VALUES (?1, ?1, 1)", zip(numbers))
        self._connection.execute(
            "INSERT INTO report_programme (programme, report_id, province, state, day) "
            "SELECT ?, id, province, state, day FROM report WHERE id >= ?",
            (PROGRAMME, numbers.start),
        )

    def _send(self, form_id: str, who: Iterable[int], sent: int | list[int]) -> range:
        """The rows of submissions; their numbers."""
        people = list(who)
        numbers = range(self._last + 1, self._last + 1 + len(people))
        times = [sent] * len(people) if isinstance(sent, int) else sent
        self._last += len(people)
        self._connection.executemany(
            "INSERT INTO submission (id, person_id, form_id, version, language, begun_at, sent_at, instance_id) "
            "VALUES (?1, ?2, ?3, ?4, 'id', ?5 - 540000000, ?5, 'uuid:' || ?1)",
            zip(numbers, people, *self._named(form_id, len(people)), times, strict=True),
        )
        return numbers

    def _named(self, form_id: str, count: int) -> tuple[list[str], list[str]]:
        return [form_id] * count, [self._versions[form_id]] * count

    def _answers(self, rows: Iterable[tuple[int, str, str, str, int]]) -> None:
        self._connection.executemany(
            "INSERT INTO submission_answer (submission_id, item, version, value, at) VALUES (?, ?, ?, ?, ?)", rows
        )

    def _latest(self, asked: Instrument, scores: np.ndarray[Any, Any], numbers: range) -> None:
        """What people are looked up by."""
        found = percents(scores, shape_of(asked.part_of, asked.maximum, None, len(asked.parts)))
        parts = (*asked.parts, OVERALL)
        lowest = np.nanmin(found[:, :-1], axis=1)
        self._connection.executemany(
            "INSERT INTO latest_score (person_id, form_id, part, percent, band, weakest, submission_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (who, asked.form_id, part, value, band_of(value).key, part != OVERALL and value == least, number)
                for who, (number, values, least) in enumerate(zip(numbers, found.tolist(), lowest, strict=True), 1)
                for part, value in zip(parts, values, strict=True)
                if value == value
            ),
        )
