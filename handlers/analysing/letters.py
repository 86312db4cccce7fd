"""The letter that brings a report, or says that an analysis came to nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from html import escape

from handlers.analysing.dispatch import JOB, PREFIX
from handlers.analysing.request import Request
from handlers.letters import PREFIX as UNDER_LETTERS
from handlers.letters import Slip, letter
from handlers.places import MENU
from handlers.question import form_name
from handlers.screens import Attached, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from storage import analysis_jobs
from storage.jobs import DONE, Job

ANALYSIS = "analysis"
# A caption holds 1024 letters; the sentences leave room for the rest.
MOST_TOLD = 700
# The report first, then its tables.
LETTERS_APART = timedelta(seconds=1)


def key_of(job_id: int, number: int) -> str:
    """The key of the letter with a file of a job, in the order of its files."""
    return f"{ANALYSIS}:{job_id}:{number}"


def again_key(job_id: int, number: int, at: datetime) -> str:
    """The key of a letter with a file that was asked for once more, in this minute."""
    return f"{key_of(job_id, number)}:{at:%Y%m%d%H%M}"


def title_of(turn: Turn, request: Request) -> str:
    """`Reliabilitas · Kuesioner kompetensi`, `CFA · Kuesioner kompetensi · sikap`."""
    t = turn.texts
    known = turn.shelf.has_current(request.form_id)
    name = form_name(t, turn.shelf.current(request.form_id)) if known else request.form_id
    return " · ".join([t.plain(f"ana-kind-{request.kind}"), name, *([request.part] if request.part else [])])


async def failed_words(turn: Turn, job: Job) -> list[str]:
    """Why it came to nothing, and what can be done, as lines of HTML."""
    told = await analysis_jobs.told(await turn.work.connection(), turn.viewer, job.id)
    if told:
        return [turn.texts("ana-refused"), *(escape(one, quote=False) for one in told)]
    reason = (job.reason or "").removeprefix("refused-")
    key = f"ana-failed-{reason}"
    return [turn.texts(key if turn.texts.has(key) else "ana-failed-broken")]


@letter(ANALYSIS)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    connection = await turn.work.connection()
    job = await analysis_jobs.get(connection, turn.viewer, int(slip.data["job"]))
    if job is None:
        return None
    t = turn.texts
    title = escape(title_of(turn, Request.loads(job.request)), quote=False)
    if job.state != DONE:
        rows = as_rows([[button(t.plain("button-ana-open"), UNDER_LETTERS, PREFIX, job.id)]])
        lines = [f"<b>{title}</b>", *await failed_words(turn, job)]
        return Screen("\n".join(lines), rows)
    file = str(slip.data["file"])
    if file not in job.files:
        return None
    first = int(slip.data["place"]) == 0
    lines = [f"<b>{title}</b>"]
    if first:
        lines += [
            escape(one, quote=False) for one in _fitting(await analysis_jobs.told(connection, turn.viewer, job.id))
        ]
    else:
        lines.append(t("ana-letter-tables"))
    return Screen("\n".join(lines), attached=Attached("document", file, partial(turn.analysed, job.id, file)))


def _fitting(sentences: list[str]) -> list[str]:
    """As many as a caption holds."""
    shown: list[str] = []
    length = 0
    for one in sentences:
        length += len(one) + 1
        if length > MOST_TOLD and shown:
            break
        shown.append(one[:MOST_TOLD])
    return shown


async def tapped(turn: Turn) -> None:
    """`l:ana:{job}`: to the analysis that came to nothing."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    number = whole_number(data.rpartition(":")[2])
    job = await analysis_jobs.get(await turn.work.connection(), turn.viewer, number)
    turn.go(f"{JOB}:{job.id}" if job is not None else MENU)
