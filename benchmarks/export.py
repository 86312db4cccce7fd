"""The export of 25,072 stored questionnaires of 87 items, beside pandas writing a ready-made frame with the same cells.

Ours begins at the database: who may see what, answers, scores, codebook, packing. Pandas has everything in memory. Of
both nothing is timed that is imported, or read at a program's start. What they have written is read again and compared.
How long the whole process takes that the program starts, Python's start and imports too, is told beside it.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from benchmarks.export_alone import FORM
from benchmarks.processes import ROOT
from benchmarks.report import Figure, Report, middle
from storage import exports
from storage.database import Database
from tests.studies import nation

ROUNDS = {"csv": 3, "sav": 5, "xlsx": 1}

_MOMENTS = ("meta_dimulai", "meta_dikirim")

Runs = dict[str, list[dict[str, Any]]]
_TAKEN = ("seconds", "processor", "megabytes")


async def measure() -> Report:
    """In turns, each time in a process of its own."""
    return await asyncio.to_thread(_measure)


def _measure() -> Report:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "country.sqlite3"
        country = nation.write(database)
        asyncio.run(_secret(database))
        runs: Runs = {}
        for kind, rounds in ROUNDS.items():
            runs |= {f"{kind}, {who}": found for who, found in _turns(folder, database, kind, rounds).items()}
    figures = [figure for kind in ROUNDS for figure in _figures(runs, kind)]
    figures.append(Figure("questionnaires", country.answered, ""))
    raw = {name: [{what: run[what] for what in _TAKEN if what in run} for run in found] for name, found in runs.items()}
    return Report("export", figures, raw)


def _figures(runs: Runs, kind: str) -> list[Figure]:
    ours, pandas, process = (
        {what: middle([run[what] for run in found]) for what in _TAKEN if what in found[0]}
        for found in (runs[f"{kind}, {who}"] for who in ("ours", "pandas", "process"))
    )
    return [
        Figure(f"{kind}: ours / pandas", ours["seconds"] / pandas["seconds"], "times", at_most=3),
        Figure(f"{kind}: ours / pandas, processor time", ours["processor"] / pandas["processor"], "times"),
        Figure(f"{kind}: ours / pandas, peak memory", ours["megabytes"] / pandas["megabytes"], "times", at_most=3),
        Figure(f"{kind}: ours", ours["seconds"], "s"),
        Figure(f"{kind}: pandas", pandas["seconds"], "s"),
        Figure(f"{kind}: the whole process", process["seconds"], "s"),
        Figure(f"{kind}: ours, peak memory", ours["megabytes"], "MB"),
        Figure(f"{kind}: pandas, peak memory", pandas["megabytes"], "MB"),
    ]


async def _secret(file: Path) -> None:
    """What the pseudonyms are made with; in the chat it is made with the first export."""
    database = Database(file)
    await database.open()
    async with database.writing() as connection:
        await exports.ensure_secret(connection, nation.AT)
    await database.close()


def _turns(folder: Path, database: Path, kind: str, rounds: int) -> Runs:
    found: Runs = {"ours": [], "pandas": [], "process": []}
    pickled = folder / f"{kind}.pickle"
    for number in range(rounds):
        out = folder / f"{kind}-{number}"
        out.mkdir()
        if not number:
            # It also reads the file into memory, for whoever is next.
            found["process"].append(_alone("process", database, kind, out))
            table = _table(out, found["process"][0]["files"], kind)
            pd.to_pickle(_ready(table, kind, folder), pickled)
        found["ours"].append(_alone("ours", database, kind, out))
        found["pandas"].append(_alone("pandas", pickled, kind, out))
        if not number:
            table = _table(out, found["ours"][0]["files"], kind)
            _compare(table, out / found["pandas"][0]["files"][0], kind)
        shutil.rmtree(out)
    return found


def _alone(which: str, source: Path, kind: str, out: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.export_alone", which, str(source), kind, str(out)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found: dict[str, Any] = json.loads(said)
    return found


def _table(out: Path, files: list[str], kind: str) -> Path:
    """The file with the answers among those written."""
    [file] = [out / name for name in files]
    if file.suffix != ".zip":
        return file
    with zipfile.ZipFile(file) as packed:
        largest = max((one for one in packed.infolist() if one.filename.endswith(kind)), key=lambda one: one.file_size)
        return Path(packed.extract(largest, out))


def _ready(file: Path, kind: str, folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """A frame with the cells of a file of ours, and for SPSS with its labels; XLSX has moments where CSV has words."""
    if kind == "sav":
        frame, meta = pyreadstat.read_sav(str(file))
        labels = {"column_labels": meta.column_labels, "variable_value_labels": meta.variable_value_labels}
        return frame, labels
    if kind == "xlsx":
        frame, _ = pd.read_pickle(folder / "csv.pickle")
        return frame.assign(**{name: pd.to_datetime(frame[name]) for name in _MOMENTS}), {}
    return _read_csv(file), {}


def _read_csv(file: Path) -> pd.DataFrame:
    """Numbers where the questionnaire has numbers, words elsewhere ("13.76" is a code)."""
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    items = set(nation.instrument(FORM).items)
    numbers = [name for name in frame.columns if name in items or name.startswith(("persen_", "meta_terbaru"))]
    return frame.assign(**{name: pd.to_numeric(frame[name]) for name in numbers})


def _compare(ours: Path, theirs: Path, kind: str) -> None:
    """`AssertionError` where the cells differ. Of XLSX the first rows are looked at: all takes minutes."""
    if kind == "sav":
        pd.testing.assert_frame_equal(pyreadstat.read_sav(str(ours))[0], pyreadstat.read_sav(str(theirs))[0])
    elif kind == "csv":
        pd.testing.assert_frame_equal(_read_csv(ours), _read_csv(theirs))
    else:
        pd.testing.assert_frame_equal(*(pd.read_excel(file, dtype=str, nrows=200) for file in (ours, theirs)))
