"""A country's reports in a database, made by SQL in bulk: as many as one wants, spread over companions and regencies.

Each companion has about 31 of them, over most of a year, so that a page of a list is full in a small database as in a
large one; what grows is the country around it.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.publishing import library_files
from storage.migrating import migrate

# As many companions as study 003 counts, for a million reports.
COMPANIONS, REPORTS = 32_472, 1_000_000
COORDINATORS = 20
FORMS = ("harian", "p2k2", "komitmen", "validasi", "penyaluran", "pengaduan", "hambatan", "kolaborasi")
_MICROS = 1_767_225_600_000_000  # 2026-01-01
_A_DAY = 86_400_000_000
_DAYS = 320
# Spreads numbers over whatever they are divided by; without a common divisor with any of it.
_STRIDE = 7919

# 1 of 10 waits, 1 of 20 was returned, the others are accepted; the oldest are all accepted.
_REPORT = f"""
CREATE TEMP TABLE made AS
WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :reports)
SELECT n AS id,
    1 + (n * {_STRIDE}) % :people AS person_id,
    substr('{" ".join(f"{form:<10}" for form in FORMS)}', 1 + 11 * ((n * 31 / 7) % {len(FORMS)}), 10) AS form,
    {_MICROS} + (n * {_DAYS} / :reports) * {_A_DAY} + (n % 30000) * 1000000 AS at,
    CASE WHEN n < :reports / 4 THEN 'accepted' WHEN n % 10 = 3 THEN 'new' WHEN n % 20 = 4 THEN 'returned'
        ELSE 'accepted' END AS state
FROM counted
"""
_STEPS = (
    _REPORT,
    *(
        "INSERT INTO submission_answer (submission_id, item, version, value, at) "
        f"SELECT id, '{item}', '1', {value}, at FROM made ORDER BY id"
        for item, value in (
            ("catatan", "'Semua berjalan menurut rencana, warga hadir tepat waktu ' || id"),
            ("hadir", "id % 31"),
            ("kelompok", "'Kelompok ' || (id % 12)"),
        )
    ),
    "INSERT INTO submission (id, person_id, form_id, version, language, begun_at, sent_at, instance_id) "
    "SELECT id, person_id, trim(form), '1', 'id', at - 60000000, at, 'uuid:' || id FROM made ORDER BY id",
    "INSERT INTO report (id, submission_id, person_id, form_id, province, regency, programmes, restricted, name, key, "
    "day, first_sent_at, sent_at, versions, state) "
    "SELECT made.id, made.id, person_id, trim(form), province, regency, "
    "CASE WHEN person_id % 499 = 7 THEN ' kat ' WHEN person_id % 3 THEN ' pkh ' ELSE ' bpnt ' END, made.id % 400 = 7, "
    "'Kelompok ' || (made.id % 12), 'Kelompok ' || (made.id % 12), "
    "date(made.at / 1000000, 'unixepoch'), at, at, 1, state "
    "FROM made JOIN person ON person.id = person_id ORDER BY made.id",
    "INSERT INTO report_programme (programme, report_id, province, state, day) "
    "SELECT trim(programmes), id, province, state, day FROM report ORDER BY trim(programmes), id",
    "INSERT INTO report_version (submission_id, report_id, number) SELECT id, id, 1 FROM made ORDER BY id",
    "UPDATE counter SET last = :reports WHERE name = 'submission'",
    "DROP TABLE made",
    "ANALYZE",
)


@dataclass(frozen=True, slots=True)
class Filed:
    """Who is in the database: companions 1 to `people`, coordinators of a regency each, and of a province, an admin.

    `common` and `seldom`: coordinators of the whole country for one programme, which two of three file reports of, or
    one of 499; `named`: one who may see what is restricted anywhere, and nothing else.
    """

    people: int
    coordinators: tuple[int, ...]
    of_provinces: tuple[int, ...]
    admin: int
    common: int
    seldom: int
    named: int


def fill(file: Path, reports: int) -> Filed:
    """A new database with that many reports, each with three answers."""
    migrate(file)
    people = max(1, COMPANIONS * reports // REPORTS)
    regencies = [
        row["name"] for row in csv.DictReader(io.StringIO(library_files()["regencies.csv"].decode("utf-8-sig")))
    ]
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        filed = _people(connection, people, regencies)
        for step in _STEPS:
            names = {name: value for name, value in (("reports", reports), ("people", people)) if f":{name}" in step}
            connection.execute(step, names)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    return filed


def _people(connection: sqlite3.Connection, count: int, regencies: list[str]) -> Filed:
    places = [regencies[number % len(regencies)] for number in range(count)]
    rows = [(number, 10_000 + number, "companion", place) for number, place in enumerate(places, 1)]
    first = count + 1
    # Spread over the country, each where somebody files reports.
    mine = [places[number * len(set(places)) // COORDINATORS] for number in range(COORDINATORS)]
    duties = [(first + number, place) for number, place in enumerate(mine)]
    above = first + len(duties)
    duties += [(above + number, place.partition(".")[0]) for number, place in enumerate(mine)]
    rows += [(number, 10_000 + number, "coordinator", mine[0]) for number, _ in duties]
    admin = first + len(duties)
    common, seldom, named = admin + 1, admin + 2, admin + 3
    rows += [(admin, 10_000 + admin, "admin", mine[0])]
    rows += [(number, 10_000 + number, "coordinator", mine[0]) for number in (common, seldom, named)]
    connection.executemany(
        "INSERT INTO person (id, telegram_id, language, role, name, province, regency, consent, joined_at) "
        "VALUES (:n, :t, 'id', :role, 'Warga ' || :n || ' Contoh', :province, :regency, '1', 0)",
        [
            {"n": n, "t": telegram, "role": role, "province": place.partition(".")[0], "regency": place}
            for n, telegram, role, place in rows
        ],
    )
    connection.executemany("INSERT INTO duty (person_id, region, programme) VALUES (?, ?, '')", duties)
    of_programmes = [(common, "", "pkh"), (seldom, "", "kat")]
    connection.executemany("INSERT INTO duty (person_id, region, programme) VALUES (?, ?, ?)", of_programmes)
    connection.execute("INSERT INTO restricted_duty (person_id, region) VALUES (?, '')", (named,))
    return Filed(count, tuple(range(first, above)), tuple(range(above, admin)), admin, common, seldom, named)
