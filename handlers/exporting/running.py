"""An export that was asked for: how far it is, what came of it."""

from __future__ import annotations

from handlers.exporting import words
from handlers.exporting.dispatch import JOB, LIST, ONE, PREFIX, act
from handlers.exporting.request import Request
from handlers.exporting.wanted import EVER, Wanted
from handlers.places import place
from handlers.question import bar, form_name
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import number
from storage import export_jobs
from storage.export_jobs import CANCELLED, FAILED, RUNNING, WANTED, Job

PLACE = JOB


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    connection = await turn.work.connection()
    job = await export_jobs.get(connection, turn.viewer, whole_number(argument))
    if job is None:
        return None
    t = turn.texts
    request = Request.loads(job.request)
    form = words.form_of(turn, request.form_id)
    name = form_name(t, form) if form is not None else request.form_id
    lines = [f"<b>{t('export-title')}</b> · {t('export-of', form=name)}"]
    lines += [t.plain(f"export-format-{request.format}"), ""]
    rows = []
    match job.state:
        case "wanted":
            lines.append(t("export-waits", count=await export_jobs.ahead(connection, job.id)))
        case "running":
            done, total = number(job.done, t.language), number(job.total, t.language)
            lines += [t("export-running", done=done, total=total), bar(job.done, max(job.total, 1))]
        case "done":
            # The files themselves may have gone since; what was delivered stays in the chat.
            lines.append(t("export-done"))
        case "cancelled":
            lines.append(t("export-cancelled"))
        case _:
            lines.append(failed_words(turn, job))
            rows.append([button(t.plain("button-export-again"), PREFIX, "again", job.id)])
    if job.state in (WANTED, RUNNING):
        lines += ["", t("export-wait-how")]
        rows.append([button(t.plain("button-export-cancel"), PREFIX, "cancel", job.id)])
    rows.append(
        [button(t.plain("button-export-other"), PREFIX, "list", 0), button(t.plain("button-menu"), "go", "menu")]
    )
    return Screen("\n".join(lines), as_rows(rows))


def failed_words(turn: Turn, job: Job) -> str:
    """Why it came to nothing, and what can be done."""
    key = "export-failed-refused" if (job.reason or "").startswith("refused") else f"export-failed-{job.reason}"
    return turn.texts(key if turn.texts.has(key) else "export-failed-broken")


@act("cancel")
async def cancel(turn: Turn, value: str) -> None:
    connection = await turn.work.connection()
    job = await export_jobs.get(connection, turn.viewer, whole_number(value))
    if job is None:
        turn.go(LIST)
        return
    if await export_jobs.move(connection, job.id, to=CANCELLED, from_=[WANTED, RUNNING], at=turn.at):
        turn.toast(turn.texts.plain("toast-export-cancelled"))
        turn.work.posted = True
    turn.go(f"{PLACE}:{job.id}")


@act("again")
async def again(turn: Turn, value: str) -> None:
    """Back to what was chosen, to be changed or tried once more."""
    job = await export_jobs.get(await turn.work.connection(), turn.viewer, whole_number(value))
    if job is None or job.state != FAILED:
        turn.go(LIST)
        return
    asked = Request.loads(job.request)
    wanted = Wanted(asked.form_id, asked.format, EVER, asked.region, asked.programme, asked.names)
    if asked.since is not None and asked.until is not None:
        wanted = wanted.with_days(asked.since, asked.until)
    turn.go(f"{ONE}:{wanted.written()}")
