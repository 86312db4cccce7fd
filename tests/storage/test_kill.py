"""A process that is killed loses nothing that it had committed, and keeps nothing by halves."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

# Each transaction claims an update and stores two answers; its number is printed once it is committed.
ANSWERING = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from storage import drafts, inbox, people
from storage.database import Database
from storage.drafts import AnswerRow

AT = datetime(2026, 11, 20, tzinfo=UTC)

async def answer():
    db = Database(Path(sys.argv[1]))
    await db.open()
    async with db.writing() as conn:
        known = await people.add_person(conn, telegram_id=1, language="id", at=AT)
        draft = await drafts.begin(conn, person_id=known.person.id, form_id="f", version="1", position=None, at=AT)
    for n in range(1, 1_000_000):
        async with db.writing() as conn:
            assert await inbox.claim(conn, [(n, AT)]) == {n}
            await drafts.write_answers(conn, [AnswerRow(draft.id, f"{n}{half}", "1", "x", AT) for half in "ab"])
        sys.stdout.write(f"{n}\\n")
        sys.stdout.flush()

asyncio.run(answer())
"""


@pytest.mark.parametrize("seed", range(4))
def test_what_was_acknowledged_survives_a_kill(file: Path, seed: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", ANSWERING, str(file)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.02, 0.2))
    child.send_signal(signal.SIGKILL)
    acknowledged = [int(line) for line in (first + child.stdout.read()).splitlines(keepends=True) if line[-1] == "\n"]
    child.wait()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        claimed = {row[0] for row in connection.execute("SELECT update_id FROM inbox")}
        answered = {row[0] for row in connection.execute("SELECT item FROM draft_answer")}
    assert set(acknowledged) <= claimed
    assert len(claimed) - len(acknowledged) <= 1
    assert answered == {f"{n}{half}" for n in claimed for half in "ab"}
