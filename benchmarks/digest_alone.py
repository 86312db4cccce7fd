"""A process that opens a database and makes a digest of the country, or nothing, and says how much memory it took.

`python -m benchmarks.digest_alone FILE VIEWER digest|nothing`; megabytes (VmHWM, the most that it ever had).
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot import publishing
from handlers.digest.gathering import gather
from storage.database import Database
from storage.visibility import Viewer
from tests.studies import nation


async def main(file: Path, viewer: int, what: str) -> None:
    """The work, nothing of which is kept."""
    database = Database(file)
    await database.open()
    shelf = await publishing.fill_shelf(database, nation.AT)
    if what == "digest":
        async with database.reading() as connection:
            await gather(connection, shelf, Viewer(viewer), "", "", nation.AT, nation.ZONE)
    await database.close()


def most_memory() -> float:
    """The most that this process had at a time, in megabytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
    print(most_memory())
