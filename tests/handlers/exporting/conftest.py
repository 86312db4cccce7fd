"""One district for all tests here: nothing in it is changed, exports only read."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handlers.exporting.request import Request
from handlers.exporting.writing import write
from tests.handlers.exporting.survey import FORM, FRIDAY, District

Export = Callable[..., list[Path]]


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    made = District(tmp_path_factory.mktemp("exporting") / "bot.sqlite3")
    # A loop may be running here already.
    settling = threading.Thread(target=lambda: asyncio.run(made.settle()))
    settling.start()
    settling.join()
    assert made.sent, "the district could not be settled"
    return made


@pytest.fixture
def export(district: District, tmp_path: Path) -> Export:
    """Write an export as somebody asks for it; gives its files."""

    def exported(format: str, who: str = "Admin", form: str = FORM, limit: int = 49_000_000, **more: Any) -> list[Path]:
        folder = tmp_path / f"{format}-{who}-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        asked = Request(form, format, district.ids[who], **more)  # type: ignore[arg-type]
        return write(district.path, asked, folder, lambda _done, _total: None, now=FRIDAY, limit=limit)

    return exported
