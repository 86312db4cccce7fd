"""The digest of the country, from 25,072 stored questionnaires of 87 items, beside the same numbers by pandas.

Ours is what the screen calls: it reads the database, looks who may see whom, and gives the whole digest. Pandas has
everything in memory already, as one ready-made frame with a column an item, and works out of it what both can tell:
bands, medians, quartiles, means and ceilings of each part, the bands of every province, the weakest items, families,
participation. The numbers must be equal, or the run fails.
"""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.processes import ROOT
from benchmarks.report import Figure, Report, middle
from bot import publishing
from handlers.digest.figures import Digest
from handlers.digest.gathering import gather
from handlers.instruments import Instrument
from handlers.shelf import FormShelf
from storage.database import Database
from storage.visibility import Viewer
from tests.studies import nation
from tests.studies.nation import Nation

ROUNDS = 7
_LOWER = (86, 71, 56, 41, 0)

Told = dict[str, Any]


async def measure() -> Report:
    """Both in turns, then each alone in a process of its own, for its memory."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "country.sqlite3"
        begun = time.perf_counter()
        country = await asyncio.to_thread(nation.write, file)
        made = time.perf_counter() - begun
        frame = _frame(file)
        asked = nation.instrument("kompetensi")
        runs = await _rounds(file, country, frame, asked)
        peak = {what: _peak(file, country, what) for what in ("nothing", "digest")}
    ours, theirs, trend = (middle(runs[each]) for each in ("ours", "pandas", "with the trend"))
    figures = [
        Figure("ours / pandas", ours / theirs, "times", at_most=3),
        Figure("the digest of the country", ours * 1000, "ms"),
        Figure("the same numbers by pandas", theirs * 1000, "ms"),
        Figure("the digest with twelve months of trend", trend * 1000, "ms"),
        Figure("peak memory, program started", peak["nothing"], "MB"),
        Figure("peak memory, digest made", peak["digest"], "MB"),
        Figure("the frame alone", float(frame.memory_usage(deep=True).sum()) / 1024**2, "MB"),
        Figure("people with 87 answers each, made", made, "s"),
    ]
    return Report("digest", figures, runs)


async def _rounds(file: Path, country: Nation, frame: pd.DataFrame, asked: Instrument) -> dict[str, list[float]]:
    database = Database(file)
    await database.open()
    runs: dict[str, list[float]] = {"ours": [], "pandas": [], "with the trend": []}
    try:
        shelf = await publishing.fill_shelf(database, nation.AT)
        for number in range(ROUNDS + 1):
            begun = time.perf_counter()
            digest = await _digest(database, shelf, country, months=0)
            between = time.perf_counter()
            told = _by_pandas(frame, asked)
            ended = time.perf_counter()
            await _digest(database, shelf, country, months=12)
            if told != _as_pandas_tells(digest):
                raise RuntimeError(f"the numbers differ: {_as_pandas_tells(digest)} and {told}")
            # The first round reads the file into memory.
            if number:
                runs["ours"].append(between - begun)
                runs["pandas"].append(ended - between)
                runs["with the trend"].append(time.perf_counter() - ended)
    finally:
        await database.close()
    return runs


async def _digest(database: Database, shelf: FormShelf, country: Nation, months: int) -> Digest:
    async with database.reading() as connection:
        viewer = Viewer(country.of_country)
        return await gather(connection, shelf, viewer, "", "", nation.AT, nation.ZONE, months=months)


def _frame(file: Path) -> pd.DataFrame:
    """Everything in one frame: a row a person; items as numbers, nan where left out."""
    with closing(sqlite3.connect(file)) as connection:
        people = pd.read_sql("SELECT id, province FROM person WHERE role = 'companion'", connection, index_col="id")
        families = pd.read_sql(
            "SELECT person_id AS id, CAST(value AS INTEGER) AS families FROM submission JOIN submission_answer ON "
            "submission_id = id WHERE form_id = 'profil' AND item = 'jumlah_kpm'",
            connection,
            index_col="id",
        )
        parts = pd.read_sql(
            "SELECT person_id AS id, item, CAST(value AS INTEGER) AS score FROM submission JOIN submission_answer ON "
            "submission_id = id WHERE form_id = 'kompetensi'",
            connection,
            chunksize=200_000,
        )
        long = pd.concat(part.astype({"item": "category", "score": "float32"}) for part in parts)
    wide = long.astype({"item": "category"}).pivot(index="id", columns="item", values="score").astype("float64")
    return people.join(families).join(wide)


def _by_pandas(frame: pd.DataFrame, asked: Instrument) -> Told:
    columns = {}
    enough = pd.Series(True, index=frame.index)
    for number, part in enumerate(asked.parts):
        items = [item for item, of in zip(asked.items, asked.part_of, strict=True) if of == number]
        scores = frame[items]
        answered = scores.count(axis=1)
        told = answered >= 0.8 * len(items)
        columns[part] = (100 * scores.sum(axis=1) / (4 * answered)).where(told)
        enough &= told
    every = frame[list(asked.items)]
    columns[""] = (100 * every.sum(axis=1) / (4 * every.count(axis=1))).where(enough)
    percents = pd.DataFrame(columns)
    bands = {part: pd.cut(percents[part], [*reversed(_LOWER), 101], right=False, labels=False) for part in columns}
    by_province = pd.crosstab(frame["province"], bands[""]).reindex(columns=range(5), fill_value=0)
    quartiles = percents.quantile([0.25, 0.5, 0.75])
    means = 100 * every.sum() / (4 * every.count())
    over = frame["families"] > 200
    provinces = frame.groupby("province").agg(companions=("families", "size"), families=("families", "sum"))
    return {
        "bands": {part: _highest_first(bands[part].value_counts().reindex(range(5), fill_value=0)) for part in columns},
        "quartiles": {part: _rounded(*quartiles[part]) for part in columns},
        "means": {part: _rounded(percents[part].mean()) for part in columns},
        "ceilings": {part: int((percents[part] == 100).sum()) for part in columns},
        "weakest": [(item, *_rounded(mean)) for item, mean in means.nsmallest(3).items()],
        "finished": int(every.notna().any(axis=1).sum()),
        "families": (int(frame["families"].count()), int(frame["families"].sum()), int(over.sum())),
        "provinces": {
            str(code): (int(row.companions), int(row.families), int(over[frame["province"] == code].sum()))
            for code, row in zip(provinces.index, provinces.itertuples(), strict=True)
        },
        "provinces by band": {str(code): _highest_first(row) for code, row in by_province.iterrows()},
    }


def _as_pandas_tells(digest: Digest) -> Told:
    quartiles = {part.part: part.quartiles for part in digest.parts}
    return {
        "bands": {part.part: part.bands for part in digest.parts},
        "quartiles": {part: _rounded(of.q1, of.median, of.q3) for part, of in quartiles.items() if of is not None},
        "means": {part.part: _rounded(part.mean or 0.0) for part in digest.parts},
        "ceilings": {part.part: part.ceiling.count for part in digest.parts},
        "weakest": [(each.item, *_rounded(each.percent)) for each in digest.weakest],
        "finished": digest.participation.finished,
        "families": (digest.workload.known, digest.workload.total, digest.workload.over.count),
        "provinces": {child.code: (child.companions, child.kpm_total, child.over) for child in digest.children},
        "provinces by band": {child.code: child.bands for child in digest.children},
    }


def _highest_first(counts: pd.Series) -> tuple[int, ...]:
    return tuple(int(count) for count in reversed(counts.tolist()))


def _rounded(*values: float) -> tuple[float, ...]:
    """To what sums in another order have in common."""
    return tuple(float(np.round(value, 9)) for value in values)


def _peak(file: Path, country: Nation, what: str) -> float:
    """The most memory of a process that opens the database and makes a digest, or nothing; megabytes."""
    command = [sys.executable, "-m", "benchmarks.digest_alone", str(file), str(country.of_country), what]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
