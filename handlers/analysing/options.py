"""One screen with all of an analysis before it runs: of whom, how, and why so; each can be changed by a tap."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import forms
from handlers.analysing.choosing import form_of
from handlers.analysing.dispatch import JOB, LIST, ONE, PREFIX, act, may
from handlers.analysing.modelling import fault_lines, own
from handlers.analysing.models import Examined, examined, items_of_study, scales_of
from handlers.analysing.parts import parts_of
from handlers.analysing.request import (
    FEWEST,
    KINDS,
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
    """What would run. ``model``: its text, of one's own. ``method``: None where no model is estimated. ``items``: those
    that it is about, of all dimensions or of the ``part`` that was chosen ("" for all).
    """

    form: forms.Form
    instrument: Instrument
    count: Count
    model: str
    said: Examined
    method: Method | None
    items: tuple[str, ...]
    part: str

    @property
    def used(self) -> int:
        """People whose answers would count."""
        listwise = self.method is not None and self.method.missing == "listwise"
        return self.count.complete if listwise else self.count.people

    @property
    def can_run(self) -> bool:
        """Whether there are people enough for it."""
        return self.count.people >= FEWEST and self.used >= FEWEST and not self.too_few_for_factors

    @property
    def too_few_for_factors(self) -> bool:
        """Whether no covariance matrix of so many items could be inverted: known before anything is computed."""
        return self.method is not None and self.method.estimator != "PLS" and self.used <= len(self.items)


async def plan_of(turn: Turn, wanted: Wanted) -> Plan | None:
    """None where the instrument or the model is gone, or the model cannot be used (any more)."""
    found = form_of(turn, wanted.form_id)
    if found is None or wanted.kind not in kinds_for(found[1], items_of_study()):
        return None
    form, instrument = found
    model, said, part = "", Examined(), ""
    items = instrument.items
    if wanted.kind == "own":
        kept = await own(turn, wanted.model)
        if kept is None or kept.form_id != wanted.form_id or kept.text is None:
            return None
        model, said = kept.text, examined(kept.text, instrument.items, pls=wanted.estimator == "PLS")
        if said.fault is not None and wanted.estimator != "PLS":
            return None
        items = tuple(item for item in instrument.items if item in said.items)
    elif wanted.kind == "cfa" and 0 < wanted.part <= len(instrument.parts):
        part = instrument.parts[wanted.part - 1]
        items = scales_of(instrument)[part]
    elif wanted.kind == "study":
        items = tuple(items_of_study())
    places = [instrument.items.index(item) for item in items]
    count = await analyses.count(
        await turn.work.connection(), turn.viewer, analyses.Whose(wanted.form_id, wanted.which), places
    )
    method = None
    if wanted.kind == "study":
        method = method_of("PLS", 0, count)
    elif wanted.kind in ("cfa", "own"):
        categories = categories_of(instrument, items)
        method = method_of(wanted.estimator, categories, count, formative=said.formative)
    return Plan(form, instrument, count, model, said, method, items, part)


@place(ONE)
async def show(turn: Turn, argument: str) -> Screen | None:
    wanted = Wanted.read(argument) if may(turn) else None
    plan = await plan_of(turn, wanted) if wanted is not None else None
    if wanted is None or plan is None:
        return None
    t = turn.texts
    lines = [f"<b>{t(f'ana-kind-{wanted.kind}')}</b> · {escape(form_name(t, plan.form), quote=False)}", ""]
    lines.append(t("ana-line-whose", which=t.plain(f"ana-which-{wanted.which}")))
    lines.append(people_line(turn, plan))
    if wanted.kind == "cfa" and plan.part:
        lines.append(t("ana-line-part", part=plan.part, items=len(plan.items)))
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
    elif plan.method is not None and plan.used < FEWEST:
        lines += ["", t("ana-too-few-used", fewest=FEWEST)]
        rows += _instead(turn, wanted, plan)[0]
    elif plan.too_few_for_factors:
        lines += ["", t("ana-few-for-items", people=number(plan.used, t.language), items=len(plan.items))]
        instead, shown = _instead(turn, wanted, plan)
        lines += [t("ana-instead")] if shown else []
        rows += instead
    else:
        lines += ["", t("ana-care-test" if wanted.kind == "test" else "ana-care")]
        rows.append([button(t.plain("button-ana-run"), PREFIX, "run")])
    rows += _changes(turn, wanted, plan)
    rows.append(
        [button(t.plain("button-back"), PREFIX, "what", wanted.form_id), button(t.plain("button-menu"), "go", "menu")]
    )
    return Screen("\n".join(lines), as_rows(rows))


def _changes(turn: Turn, wanted: Wanted, plan: Plan) -> list[list[Button]]:
    """What else could be chosen."""
    t = turn.texts
    other = next(each for each in WHICH if each != wanted.which)
    rows = [[button(t.plain(f"button-ana-which-{other}"), PREFIX, "which", other)]]
    if wanted.kind in ("cfa", "own"):
        rows[0].append(button(t.plain("button-ana-estimator"), PREFIX, "estimators"))
    if wanted.kind == "cfa" and len(parts_of(plan.instrument)) > 1:
        rows.append([button(t.plain("button-ana-part"), PREFIX, "parts")])
    if wanted.kind == "own":
        rows.append([button(t.plain("button-ana-model"), PREFIX, "model")])
    return rows


def _instead(turn: Turn, wanted: Wanted, plan: Plan) -> tuple[list[list[Button]], bool]:
    """What can be had with so few people: reliability, which needs fewer."""
    t = turn.texts
    if wanted.kind != "cfa":
        return [], False
    rows = [[button(t.plain("button-ana-kind-reliability"), PREFIX, "instead", "reliability")]]
    return rows, not plan.part and len(parts_of(plan.instrument)) > 1


def people_line(turn: Turn, plan: Plan) -> str:
    """How many there are; and where only complete answers count, how many have them."""
    t = turn.texts
    shown, complete = number(plan.count.people, t.language), number(plan.count.complete, t.language)
    if plan.method is None or plan.method.missing == "fiml":
        return t("ana-line-people-all", people=shown)
    return t("ana-line-people", people=shown, complete=complete)


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
    if plan is None or plan.said.fault is not None or not plan.can_run:
        turn.show()
        return
    request = Request(
        wanted.form_id,
        wanted.kind,
        turn.person.id,
        wanted.which,
        wanted.estimator,
        plan.model,
        turn.language,
        plan.part,
    )
    job_id = await analysis_jobs.add(connection, turn.person.id, request.dumps(), turn.at)
    turn.work.posted = True
    turn.go(f"{JOB}:{job_id}")


@act("instead")
async def instead(turn: Turn, value: str) -> None:
    """The same instrument, another analysis."""
    wanted = standing(turn)
    kind = next((each for each in KINDS if each == value), None)
    if wanted is None or kind is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    turn.go(f"{ONE}:{Wanted(wanted.form_id, kind, wanted.which).written()}")


def again(turn: Turn, request: Request, model: int) -> None:
    """The screen of an analysis as it was asked for once, to be changed or run again; with the number of its model."""
    found = form_of(turn, request.form_id)
    if found is None:
        turn.go(LIST)
        return
    parts = found[1].parts
    part = parts.index(request.part) + 1 if request.part in parts else 0
    turn.go(f"{ONE}:{Wanted(request.form_id, request.kind, request.which, request.estimator, model, part).written()}")
