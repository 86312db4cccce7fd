"""`python -m tests.studies FOLDER`: databases of the studies' people, to start the bot on or to draw digests from."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from storage.database import Database
from tests import ready
from tests.studies import nation, town

# 003 asked 32,472 companions; of those who did not answer only the profile is known.
SILENT, DAYS = 7_400, 15


def main(folder: Path) -> None:
    """Writes payakumbuh.sqlite3 and country.sqlite3; what is there under these names goes."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.sqlite3" for name in ("payakumbuh", "country")]
    for file in files:
        for ending in ("", "-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
    print(files[0], asyncio.run(_town(files[0])), sep=": ", flush=True)
    print(files[1], nation.write(files[1], silent=SILENT, days=DAYS), sep=": ")


async def _town(file: Path) -> town.Town:
    database = Database(ready.empty(file))
    await database.open()
    try:
        return await town.settle(database)
    finally:
        await database.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("which folder?")
    main(Path(sys.argv[1]))
