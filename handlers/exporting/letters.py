"""The letter that brings a finished file, or says that it came to nothing."""

from __future__ import annotations

from functools import partial

from handlers.exporting import words
from handlers.exporting.dispatch import PREFIX
from handlers.exporting.request import Request
from handlers.exporting.running import failed_words
from handlers.letters import PREFIX as UNDER_LETTERS
from handlers.letters import Slip, letter
from handlers.places import MENU
from handlers.question import form_name
from handlers.screens import Attached, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from storage import export_jobs
from storage.export_jobs import DONE

EXPORTED = "export"


def key_of(job_id: int, number: int) -> str:
    """The key of the letter with a file of a job, in the order of its files."""
    return f"{EXPORTED}:{job_id}:{number}"


@letter(EXPORTED)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    job = await export_jobs.get(await turn.work.connection(), turn.viewer, int(slip.data["job"]))
    if job is None:
        return None
    t = turn.texts
    request = Request.loads(job.request)
    form = words.form_of(turn, request.form_id)
    name = form_name(t, form) if form is not None else request.form_id
    if job.state != DONE:
        rows = as_rows([[button(t.plain("button-export-open"), UNDER_LETTERS, PREFIX, job.id)]])
        return Screen(f"{t('export-letter-failed', form=name)}\n{failed_words(turn, job)}", rows)
    file = str(slip.data["file"])
    if file not in job.files:
        return None
    place, count = int(slip.data["place"]) + 1, len(job.files)
    lines = [t("export-letter", form=name)]
    if count > 1:
        lines.append(t("export-letter-part", place=place, count=count))
    lines.append(t("export-letter-names" if request.names else "export-letter-pseudonyms"))
    content = partial(turn.exported, job.id, file)
    return Screen("\n".join(lines), attached=Attached("document", file, content))


async def tapped(turn: Turn) -> None:
    """`l:exp:{job}`: to the export that came to nothing."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    number = whole_number(data.rpartition(":")[2])
    job = await export_jobs.get(await turn.work.connection(), turn.viewer, number)
    turn.go(f"export-job:{job.id}" if job is not None else MENU)
