"""A process that makes one export, ours or pandas', and says what it took, as JSON.

`python -m benchmarks.export_alone ours DATABASE FORMAT FOLDER`: from the database to files, everything imported before.
`… pandas FRAME FORMAT FOLDER`: writing a pickled frame; neither imports nor reading it are timed. `… process DATABASE
FORMAT FOLDER`: the process that the program starts for an export, from its start to its last word. All give way to
everything else on the machine, as exports do. It says seconds, seconds of processor time, megabytes at most.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.digest_alone import most_memory
from bot.job_child import NICE
from handlers.exporting.request import FORMATS, Request
from storage.visibility import PROGRAM
from tests.studies.nation import AT

FORM = "kompetensi"


def ours(database: Path, kind: str, folder: Path) -> dict[str, Any]:
    """Write the files in this process."""
    for name in {"sav": ("pandas", "pyreadstat"), "xlsx": ("xlsxwriter",)}.get(kind, ()):
        import_module(name)
    from handlers.exporting.writing import write
    from locales import texts

    # Read once by whatever program runs.
    texts("id")
    os.nice(NICE)
    begun, worked = time.perf_counter(), time.process_time()
    files = write(database, _request(kind), folder, lambda done, total: None, now=AT)
    return _told([file.name for file in files], begun, worked)


def pandas_alone(frame: Path, kind: str, folder: Path) -> dict[str, Any]:
    """Write the file in this process."""
    import pandas as pd
    import pyreadstat
    import xlsxwriter  # noqa: F401 - pandas' own choice for XLSX where it is there

    made, labels = pd.read_pickle(frame)
    file = folder / f"pandas.{kind}"
    os.nice(NICE)
    begun, worked = time.perf_counter(), time.process_time()
    match kind:
        case "csv":
            made.to_csv(file, index=False)
        case "xlsx":
            made.to_excel(file, index=False)
        case _:
            pyreadstat.write_sav(made, str(file), **labels)
    return _told([file.name], begun, worked)


def process(database: Path, kind: str, folder: Path) -> dict[str, Any]:
    """As the program does it."""
    begun = time.perf_counter()
    files = asyncio.run(_process(database, kind, folder))
    seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"files": files, "seconds": seconds, "processor": used.ru_utime + used.ru_stime}


async def _process(database: Path, kind: str, folder: Path) -> list[str]:
    from bot.exporting_process import writing
    from bot.job_process import Bounds, Written

    async with writing(database, _request(kind), folder, AT, Bounds()) as said:
        async for word in said:
            if isinstance(word, Written):
                return list(word.files)
    raise RuntimeError("nothing was written")


def _request(kind: str) -> Request:
    return Request(FORM, next(each for each in FORMATS if each == kind), PROGRAM.person_id)


def _told(files: list[str], begun: float, worked: float) -> dict[str, Any]:
    took = {"seconds": time.perf_counter() - begun, "processor": time.process_time() - worked}
    # Not by getrusage, which counts what the process had that started this one.
    return {"files": files, **took, "megabytes": most_memory()}


if __name__ == "__main__":
    what = {"ours": ours, "pandas": pandas_alone, "process": process}[sys.argv[1]]
    print(json.dumps(what(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))))
