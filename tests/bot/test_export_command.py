"""`pendamping export`: files as from the chat, and one clear line for whatever was asked wrongly."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot import exporting_process
from handlers.exporting.request import FORMATS
from storage.database import Database
from tests.bot.conftest import Pendamping
from tests.studies import nation

PEOPLE = 40


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The file of a program that has been at work; in `data`, where the command looks for it."""
    file = tmp_path / "data" / "pendamping.sqlite3"
    nation.write(file, PEOPLE)
    return file


def asked_wrongly(pendamping: Pendamping, *words: str, **settings: str) -> str:
    said = pendamping("export", *words, LOG_LEVEL="error", **settings)
    assert said.exit_code == 2, said.output
    [line] = said.stderr.splitlines()
    assert line.startswith("pendamping: ")
    assert not said.stdout
    return str(line)


def noted(file: Path) -> list[tuple[Any, dict[str, Any]]]:
    with closing(sqlite3.connect(file)) as database:
        sql = "SELECT actor, detail FROM audit WHERE act = 'submissions exported' ORDER BY id"
        return [(actor, json.loads(detail)) for actor, detail in database.execute(sql)]


def test_what_is_asked_wrongly_is_one_line(pendamping: Pendamping, data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for words, named in (
        (("tidak_ada",), ("'tidak_ada'", "kompetensi, ")),
        # Nobody's but the program's own, and what only two people see.
        (("persetujuan",), ("'persetujuan'",)),
        (("wawancara_sikap",), ("'wawancara_sikap'",)),
        (("kompetensi", "--format", "doc"), ("'doc'", *FORMATS)),
        (("kompetensi", "--format", "geojson"), ("place", "--format")),
        (("kompetensi", "--from", "kemarin"), ("--from", "'kemarin'", "2026-11-23")),
        (("kompetensi", "--until", "2026-02-30"), ("--until", "'2026-02-30'")),
        (("kompetensi", "--from", "2026-11-02", "--until", "2026-11-01"), ("2026-11-02", "2026-11-01")),
        (("kompetensi", "--until", "2025-12-31"), ("nothing was sent",)),
        (("kompetensi", "--region", "13.99"), ("'13.99'",)),
        (("kompetensi", "--programme", "PKHH"), ("'PKHH'", "pkh")),
        (("kompetensi", "--language", "fr"), ("'fr'",)),
        (("kompetensi", "--out", "file"), ("--out file",)),
        (("kompetensi", "--out", "/proc/none"), ("--out /proc/none",)),
    ):
        line = asked_wrongly(pendamping, *words)
        assert all(name in line for name in named), line
    assert not noted(data)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "file"]


def test_without_a_database_there_is_nothing_to_export(pendamping: Pendamping, tmp_path: Path) -> None:
    assert "does not exist" in asked_wrongly(pendamping, "kompetensi")
    assert "'x'" in asked_wrongly(pendamping, "kompetensi", "--format", "x", DATA=str(tmp_path / "elsewhere"))


async def test_files_are_written_beside_a_running_program(pendamping: Pendamping, data: Path, tmp_path: Path) -> None:
    """And noted, with names or without; what cannot be finished leaves nothing behind."""
    running = Database(data)
    await running.open()
    async with running.reading():
        said = await asyncio.to_thread(
            pendamping, "export", "kompetensi", "--format", "csv", "--names", "--out", "out/deep", LOG_LEVEL="error"
        )
    assert said.exit_code == 0, said.output
    [line] = said.stdout.splitlines()
    file = tmp_path / line
    assert file.parent == tmp_path / "out" / "deep"
    assert list(file.parent.iterdir()) == [file]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("kompetensi.csv").decode("utf-8-sig"))))
    assert len(rows) == PEOPLE
    assert {f"Warga {n} Contoh" for n in range(1, PEOPLE + 1)} == {row["meta_nama"] for row in rows}
    [(actor, detail)] = noted(data)
    assert actor is None
    assert detail == {
        "by": "command line", "format": "csv", "names": True, "files": 1, "rows": PEOPLE
    }  # fmt: skip
    await running.close()


def test_what_goes_wrong_leaves_nothing_behind(
    pendamping: Pendamping, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting_process, "_COMMAND", ("/bin/sh", "-c", "exit 3"))
    said = pendamping("export", "kompetensi", "--out", "out", LOG_LEVEL="error")
    assert said.exit_code == 1
    [line] = said.stderr.splitlines()
    assert "too much for one file" in line
    assert not list((tmp_path / "out").iterdir())
    assert not noted(data)
