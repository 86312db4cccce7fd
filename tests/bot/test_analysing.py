"""The process of an analysis on a real file: what it refuses, in which words; and files that are said to be models."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.analysing_child import compute
from bot.analysing_models import text_of
from handlers.analysing.request import Kind, Request
from storage.analysis_models import NOT_TEXT, TOO_LARGE
from tests.studies import nation
from tests.studies.nation import AT, Nation

PEOPLE = 60
MODEL = "f =~ PER01 + PER02 + PER03\ng =~ SOS01 + SOS02 + SOS03"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Nation]:
    file = tmp_path_factory.mktemp("nation") / "nation.sqlite3"
    return file, nation.write(file, PEOPLE)


def asked(file: Path, folder: Path, request: Request) -> dict[str, Any]:
    return {"database": str(file), "request": request.dumps(), "folder": str(folder), "now": AT.isoformat()}


def test_what_is_not_to_be_computed(filled: tuple[Path, Nation], tmp_path: Path) -> None:
    file, people = filled
    said: list[dict[str, Any]] = []

    def answer(form_id: str, viewer: int, model: str = MODEL, estimator: Any = "ML", where: Path = file) -> Any:
        request = Request(form_id, "own", viewer, estimator=estimator, model=model)
        return compute(asked(where, tmp_path, request), said.append)

    assert answer("ringkas36", 1) == {"refused": "role"}
    assert answer("ringkas36", people.of_country) == {"refused": "role"}
    assert answer("profil", people.admin) == {"refused": "form"}
    # Everybody gives the same answer to the first item: said in words, with its name.
    same = tmp_path / "same.sqlite3"
    shutil.copy(file, same)
    with closing(sqlite3.connect(same)) as connection:
        connection.execute(
            "UPDATE result SET items = CAST(x'04' || substr(items, 2) AS BLOB) WHERE form_id = 'ringkas36'"
        )
        connection.commit()
    for estimator in ("ML", "WLSMV", "PLS"):
        model = MODEL if estimator != "PLS" else f"{MODEL}\ng ~ f"
        refused = answer("ringkas36", people.admin, model, estimator, same)
        assert refused["refused"] == "analysis", estimator
        assert "PER01" in " ".join(refused["told"]), estimator
    # Where the bot puts the model together it leaves that item out, and names it with its wording.
    kinds: tuple[tuple[Kind, str], ...] = (("reliability", ""), ("cfa", "personal"))
    for kind, part in kinds:
        request = Request("ringkas36", kind, people.admin, part=part)
        with_words = compute(asked(same, tmp_path, request), said.append)
        assert "PER01 (“" in " ".join(with_words["told"]), kind
    for made in tmp_path.glob("*.pdf"):
        made.unlink()
    few = tmp_path / "few.sqlite3"
    shutil.copy(file, few)
    with closing(sqlite3.connect(few)) as connection:
        connection.execute("UPDATE person SET role = 'coordinator' WHERE id > 19")
        connection.execute("UPDATE person SET role = 'admin' WHERE id = ?", (people.admin,))
        connection.commit()
    assert answer("ringkas36", people.admin, where=few) == {"refused": "few"}
    assert not list(tmp_path.glob("*.pdf"))


FILES: dict[str, tuple[bytes, tuple[str | None, str | None]]] = {
    "with a mark": (b"\xef\xbb\xbff =~ a", ("f =~ a", None)),
    "of a notepad": ("f =~ é".encode("utf-16"), ("f =~ é", None)),
    "of an old program": ("f =~ é".encode("cp1252"), ("f =~ é", None)),
    "a picture": (b"\x89PNG\0\0\0", (None, NOT_TEXT)),
    "a broken one": (b"\xff\xfe\xff", (None, NOT_TEXT)),
    "data": (b"1,2,3\n" * 20_000, (None, TOO_LARGE)),
    "too long to be read": (b"a" * 50_000, (None, TOO_LARGE)),
}


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_says(name: str) -> None:
    content, told = FILES[name]
    assert text_of(content) == told
