"""One screen with all of an analysis before it runs: of whom, how, and why so; each can be changed by a tap."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import forms
from handlers.analysing.choosing import form_of
from handlers.analysing.dispatch import ESTIMATOR, JOB, LIST, ONE, PREFIX, act, may
from handlers.analysing.modelling import fault_lines, own
from handlers.analysing.models import Examined, examined, items_of_study
from handlers.analysing.request import (
    ESTIMATORS,
    FEWEST,
    WHICH,
    Method,
    Request,
    categories_of,
    kinds_for,
    method_of,
)
from handlers.analysing.wanted import Wanted, changed, standing
from handlers.instruments import Instrument
from handlers.places import place
from handlers.question import form_name
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales.formats import number
from storage import analyses, analysis_jobs
from storage.analyses import Count
from storage.jobs import RUNNING, WANTED


@dataclass(frozen=True, slots=True)
class Plan:
    """What would run. ``model``: its text, of one's own. ``method``: None where no model is estimated."""

    form: forms.Form
    instrument: Instrument
    count: Count
    model: str
    said: Examined
    method: Method | None


async def plan_of(turn: Turn, wanted: Wanted) -> Plan | None:
    """None where the instrument or the model is gone, or the model cannot be used (any more)."""
    found = form_of(turn, wanted.form_id)
    if found is None or wanted.kind not in kinds_for(found[1], items_of_study()):
        return None
    form, instrument = found
    count = await analyses.count(
        await turn.work.connection(), turn.viewer, analyses.Whose(wanted.form_id, wanted.which)
    )
    model, said = "", Examined()
    if wanted.kind == "own":
        kept = await own(turn, wanted.model)
        if kept is None or kept.form_id != wanted.form_id or kept.text is None:
            return None
        model, said = kept.text, examined(kept.text, instrument.items, pls=wanted.estimator == "PLS")
        if said.fault is not None and wanted.estimator != "PLS":
            return None
    method = None
    if wanted.kind == "study":
        method = method_of("PLS", 0, count)
    elif wanted.kind in ("cfa", "own"):
        method = method_of(wanted.estimator, categories_of(instrument), count, formative=said.formative)
    return Plan(form, instrument, count, model, said, method)


@place(ONE)
async def show(turn: Turn, argument: str) -> Screen | None:
    wanted = Wanted.read(argument) if may(turn) else None
    plan = await plan_of(turn, wanted) if wanted is not None else None
    if wanted is None or plan is None:
        return None
    t = turn.texts
    shown, complete = number(plan.count.people, t.language), number(plan.count.complete, t.language)
    lines = [f"<b>{t(f'ana-kind-{wanted.kind}')}</b> · {escape(form_name(t, plan.form), quote=False)}", ""]
    lines.append(t("ana-line-whose", which=t.plain(f"ana-which-{wanted.which}")))
    lines.append(t("ana-line-people", people=shown, complete=complete))
    if wanted.kind == "own" and plan.said.fault is None:
        latent = ", ".join(plan.said.latent) or "–"
        lines.append(t("ana-line-model", latent=latent, items=len(plan.said.items)))
    if plan.method is not None:
        lines += method_lines(turn, wanted, plan.method)
    rows: list[list[Button]] = []
    if plan.said.fault is not None:
        lines += ["", *fault_lines(t, plan.said.fault)]
    elif plan.count.people < FEWEST:
        lines += ["", t("ana-too-few", fewest=FEWEST)]
    else:
        lines += ["", t("ana-care")]
        rows.append([button(t.plain("button-ana-run"), PREFIX, "run")])
    other = next(each for each in WHICH if each != wanted.which)
    change = [button(t.plain(f"button-ana-which-{other}"), PREFIX, "which", other)]
    if wanted.kind in ("cfa", "own"):
        change.append(button(t.plain("button-ana-estimator"), PREFIX, "estimators"))
    rows.append(change)
    if wanted.kind == "own":
        rows.append([button(t.plain("button-ana-model"), PREFIX, "model")])
    rows.append(
        [button(t.plain("button-back"), PREFIX, "what", wanted.form_id), button(t.plain("button-menu"), "go", "menu")]
    )
    return Screen("\n".join(lines), as_rows(rows))


def method_lines(turn: Turn, wanted: Wanted, method: Method) -> list[str]:
    """How it is estimated, and why so."""
    t = turn.texts
    lines = [t("ana-line-method", method=t.plain(f"ana-method-{method.estimator}"))]
    if wanted.kind != "study" and method.why != "chosen":
        lines.append(t(f"ana-why-{method.why}"))
    missing = "pls" if method.estimator == "PLS" else method.missing
    lines.append(t(f"ana-missing-{missing}"))
    return lines


@act("which")
async def choose_which(turn: Turn, value: str) -> None:
    which = next((each for each in WHICH if each == value), None)
    if which is None:
        turn.show()
    else:
        changed(turn, which=which)


@act("estimators")
async def open_estimators(turn: Turn, value: str) -> None:
    wanted = standing(turn)
    if wanted is None or wanted.kind not in ("cfa", "own"):
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    turn.go(f"{ESTIMATOR}:{wanted.written()}")


@place(ESTIMATOR)
async def show_estimators(turn: Turn, argument: str) -> Screen | None:
    wanted = Wanted.read(argument) if may(turn) else None
    if wanted is None or wanted.kind not in ("cfa", "own"):
        return None
    t = turn.texts
    offered = [one for one in ESTIMATORS if one != "PLS" or wanted.kind == "own"]
    rows = []
    for one in offered:
        label = t.plain(f"ana-estimator-{one}")
        rows.append([button(f"✓ {label}" if one == wanted.estimator else label, PREFIX, "estimator", one)])
    rows.append([button(t.plain("button-back"), PREFIX, "back")])
    lines = [t("ana-estimator-how"), "", *(t(f"ana-estimator-about-{one}") for one in offered)]
    return Screen("\n".join(lines), as_rows(rows))


@act("estimator")
async def choose_estimator(turn: Turn, value: str) -> None:
    wanted = standing(turn)
    estimator = next((each for each in ESTIMATORS if each == value), None)
    if wanted is None or estimator is None or (estimator == "PLS" and wanted.kind != "own"):
        turn.show()
    else:
        changed(turn, estimator=estimator)


@act("back")
async def back(turn: Turn, value: str) -> None:
    changed(turn)


@act("run")
async def run(turn: Turn, value: str) -> None:
    """Ask for it. A second tap finds the same analysis under way."""
    name, _, argument = turn.chat.place.partition(":")
    wanted = Wanted.read(argument) if name == ONE else None
    if wanted is None:
        turn.show()
        return
    connection = await turn.work.connection()
    for job in await analysis_jobs.latest(connection, turn.viewer):
        if job.state in (WANTED, RUNNING):
            turn.toast(turn.texts.plain("toast-ana-one-at-a-time"), alert=True)
            turn.go(f"{JOB}:{job.id}")
            return
    plan = await plan_of(turn, wanted)
    if plan is None or plan.said.fault is not None or plan.count.people < FEWEST:
        turn.show()
        return
    request = Request(
        wanted.form_id, wanted.kind, turn.person.id, wanted.which, wanted.estimator, plan.model, turn.language
    )
    job_id = await analysis_jobs.add(connection, turn.person.id, request.dumps(), turn.at)
    turn.work.posted = True
    turn.go(f"{JOB}:{job_id}")


def again(turn: Turn, request: Request, model: int) -> None:
    """The screen of an analysis as it was asked for once, to be changed or run again; with the number of its model."""
    wanted = Wanted(request.form_id, request.kind, request.which, request.estimator, model)
    turn.go(f"{ONE}:{wanted.written()}" if form_of(turn, request.form_id) is not None else LIST)
