"""The process that writes an export: ``python -m bot.exporting_child``, started by ``bot.exporting_process``.

It opens the database for reading only and writes files into one folder (``bot.job_child``).
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.job_child import Say, now_and_then, run


def write_files(asked: dict[str, Any], say: Say) -> dict[str, Any]:
    """``{"files": [names], "rows": 2}``, or ``{"refused": reason}``, ``{"nothing": true}``."""
    from handlers.exporting.request import RefusedError, Request
    from handlers.exporting.writing import NothingError, write

    rows, told = 0, now_and_then(say)

    def progress(done: int, total: int) -> None:
        nonlocal rows
        rows = total
        told(done, total)

    try:
        made = write(
            Path(asked["database"]),
            Request.loads(asked["request"]),
            Path(asked["folder"]),
            progress,
            now=datetime.fromisoformat(asked["now"]),
        )
    except RefusedError as error:
        return {"refused": error.reason}
    except NothingError:
        return {"nothing": True}
    return {"files": [path.name for path in made], "rows": rows}


def main() -> int:
    """See ``bot.job_child.run``."""
    return run(write_files)


if __name__ == "__main__":
    sys.exit(main())
