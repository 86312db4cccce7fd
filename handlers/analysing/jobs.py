"""An analysis that was asked for: how far it is, what came of it, and its files once more."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from handlers.analysing import options
from handlers.analysing.dispatch import JOB, LIST, PREFIX, act, may
from handlers.analysing.letters import ANALYSIS, LETTERS_APART, again_key, failed_words, title_of
from handlers.analysing.request import READ, RUN, Request
from handlers.places import place
from handlers.question import bar
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import number
from storage import analysis_jobs, analysis_models
from storage.jobs import CANCELLED, DONE, FAILED, RUNNING, WANTED, Job
from storage.outbox import Letter, Priority


@place(JOB)
async def show(turn: Turn, argument: str) -> Screen | None:
    connection = await turn.work.connection()
    job = await analysis_jobs.get(connection, turn.viewer, whole_number(argument)) if may(turn) else None
    if job is None:
        return None
    t = turn.texts
    lines = [f"<b>{escape(title_of(turn, Request.loads(job.request)), quote=False)}</b>", ""]
    rows = []
    match job.state:
        case "wanted":
            lines.append(t("ana-waits", count=await analysis_jobs.ahead(connection, job.id)))
        case "running":
            lines += [t(_step(job)), bar(job.done, max(job.total, 1)), _percent(turn, job)]
        case "done":
            lines += [t("ana-done"), ""]
            lines += [escape(one, quote=False) for one in await analysis_jobs.told(connection, turn.viewer, job.id)]
        case "cancelled":
            lines.append(t("ana-cancelled"))
        case _:
            lines += await failed_words(turn, job)
    if job.state in (WANTED, RUNNING):
        lines += ["", t("ana-wait-how")]
        rows.append([button(t.plain("button-ana-cancel"), PREFIX, "cancel", job.id)])
    else:
        if job.state == DONE and job.files:
            rows.append([button(t.plain("button-ana-resend"), PREFIX, "resend", job.id)])
        rows.append([button(t.plain("button-ana-again"), PREFIX, "again", job.id)])
        if job.state == FAILED and Request.loads(job.request).kind == "cfa":
            # What needs fewer people and fewer assumptions.
            rows.append([button(t.plain("button-ana-kind-reliability"), PREFIX, "rather", job.id)])
    rows.append([button(t.plain("button-ana-other"), PREFIX, "list"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


def _step(job: Job) -> str:
    """The text of what is being done (`handlers.analysing.working`)."""
    share = job.done / max(job.total, 1)
    return "ana-reading" if share < READ else "ana-computing" if share < RUN else "ana-writing"


def _percent(turn: Turn, job: Job) -> str:
    share = 100 * job.done // max(job.total, 1)
    return turn.texts("ana-percent", share=number(min(share, 99), turn.language))


@act("job")
async def open_job(turn: Turn, value: str) -> None:
    job = await analysis_jobs.get(await turn.work.connection(), turn.viewer, whole_number(value))
    turn.go(f"{JOB}:{job.id}" if job is not None else LIST)


@act("cancel")
async def cancel(turn: Turn, value: str) -> None:
    connection = await turn.work.connection()
    job = await analysis_jobs.get(connection, turn.viewer, whole_number(value))
    if job is None:
        turn.go(LIST)
        return
    if await analysis_jobs.move(connection, job.id, to=CANCELLED, from_=[WANTED, RUNNING], at=turn.at):
        turn.toast(turn.texts.plain("toast-ana-cancelled"))
        turn.work.posted = True
    turn.go(f"{JOB}:{job.id}")


@act("again")
async def again(turn: Turn, value: str) -> None:
    """Back to what was chosen, to be changed or run once more."""
    connection = await turn.work.connection()
    job = await analysis_jobs.get(connection, turn.viewer, whole_number(value))
    if job is None or job.state in (WANTED, RUNNING):
        turn.go(f"{JOB}:{job.id}" if job is not None else LIST)
        return
    request = Request.loads(job.request)
    model = 0
    if request.kind == "own":
        last = await analysis_models.latest(connection, turn.viewer, request.form_id)
        if last is not None and last.text == request.model:
            model = last.id
        else:
            model = await analysis_models.add(connection, turn.person.id, request.form_id, turn.at, text=request.model)
    options.again(turn, request, model)


@act("rather")
async def rather(turn: Turn, value: str) -> None:
    """Reliability of what a factor analysis could not be made of."""
    job = await analysis_jobs.get(await turn.work.connection(), turn.viewer, whole_number(value))
    if job is None:
        turn.go(LIST)
        return
    request = Request.loads(job.request)
    options.again(turn, replace(request, kind="reliability", estimator="auto", model="", part=""), 0)


@act("resend")
async def resend(turn: Turn, value: str) -> None:
    """The files once more, as long as they are kept; two taps in a minute are one."""
    job = await analysis_jobs.get(await turn.work.connection(), turn.viewer, whole_number(value))
    if job is None or job.state != DONE or not job.files:
        turn.toast(turn.texts.plain("toast-ana-gone"))
        turn.go(f"{JOB}:{job.id}" if job is not None else LIST)
        return
    for number_, name in enumerate(job.files):
        data = {"job": job.id, "file": name, "place": number_}
        key = again_key(job.id, number_, turn.at)
        due = turn.at + number_ * LETTERS_APART
        await turn.post(Letter(key, ANALYSIS, turn.person.id, due, data, Priority.ANSWER))
    turn.toast(turn.texts.plain("toast-ana-resent"))
    turn.go(f"{JOB}:{job.id}")
