"""The messages of the locale files as data, and the texts that the code asks for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

import forms
from bot.publishing import LIBRARY, library_files
from bot.routing import COMMANDS, COMMANDS_OF_ADMINS
from forms.errors import CATALOGUE
from handlers.analysing.request import ESTIMATORS, KINDS, WHICH, Why
from handlers.analysing.working import Refusal as AnalysisRefusal
from handlers.exporting.request import FORMATS
from handlers.exporting.request import Refusal as ExportRefusal
from handlers.exporting.wanted import PERIODS as EXPORT_PERIODS
from handlers.recap.place import FILES
from handlers.reporting.catalogue import groups
from handlers.reviewing.filters import PERIODS
from handlers.reviewing.filters import STATES as REVIEWED
from handlers.reviewing.returning import READY
from locales import FOLDER
from scoring.bands import BANDS
from scoring.competency import OVERALL
from scoring.qualification import QUALIFICATIONS
from storage.analysis_models import NOT_FETCHED, NOT_TEXT, TOO_LARGE
from storage.invites import Refusal
from storage.report_lists import STATES
from tests.locales.analysis_codes import codes as analysis_codes
from tests.locales.code import ROOT, python_files

CODE = ("bot", "forms", "handlers", "locales", "scoring", "storage")
# How texts are asked for in the code: `t("…")`, `turn.texts("…")`, `texts(language).plain("…")`.
ASKS = {"t", "texts", "plain"}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the visitor's own naming
        self.names.add(str(node.id.name))


@cache
def messages(language: str, file: str) -> dict[str, frozenset[str]]:
    """The names of the variables of each message of a file. A line that is no Fluent, or a name that comes twice,
    is an error."""
    found: dict[str, frozenset[str]] = {}
    for entry in parse((FOLDER / language / file).read_text(encoding="utf-8")).body:
        if isinstance(entry, ftl.Junk):
            raise ValueError(f"{language}/{file}: {str(entry.content)[:60]!r} is not Fluent")
        if isinstance(entry, ftl.Message):
            if entry.id.name in found:
                raise ValueError(f"{language}/{file}: {entry.id.name} is there twice")
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = frozenset(variables.names)
    return found


@cache
def questionnaire() -> forms.Form:
    return forms.compile_form((LIBRARY / "kompetensi.md").read_bytes(), files=library_files())


@cache
def families() -> dict[str, set[str]]:
    """Messages whose names the code puts together: by the first part of the name, all that there must be."""
    reasons = {reason.name.lower().replace("_", "-") for reason in forms.Reason}
    problems = {code.replace("_", "-") for code in CATALOGUE}
    endings: dict[str, set[str]] = {
        "problem-": problems,
        "remedy-": problems,
        "band-": {band.key for band in BANDS},
        "dimension-": {q.columns["dimension"] for q in questionnaire().items()} | {OVERALL},
        "refused-": reasons | {"identity-number"},
        "invite-": {refusal.value for refusal in Refusal},
        "invite-made-": {"coordinator", "admin"},
        "invite-accepted-": {"coordinator", "admin"},
        "command-": {*COMMANDS, *COMMANDS_OF_ADMINS},
        "qualification-": {qualification.key for qualification in QUALIFICATIONS},
        "next-step-": {q.name for q in questionnaire().items()} | {"share"},
        "form-": {"kompetensi", "profil", "undangan"},
        "report-state-": set(STATES),
        "recap-state-": set(STATES),
        "reporting-group-": {*(name for name, _ in groups()), "more", "others"},
        "rev-ready-": {str(number) for number in range(1, READY + 1)},
        "rev-by-": {*(f"state-{one}" for one in REVIEWED), *(f"date-{one}" for one in PERIODS)},
        "rev-by-state-": set(REVIEWED),
        "rev-by-date-": set(PERIODS),
        "button-rev-by-": {"state", "date", "person", "form"},
        "rev-choose-": {"state", "date", "person", "form"},
        "button-recap-": set(FILES),
        "recap-column-": {"number", "day", "sent-at", "state", "version", "name"},
        "export-format-": {*FORMATS, *(f"about-{each}" for each in FORMATS)},
        "export-format-about-": set(FORMATS),
        "export-period-": {*EXPORT_PERIODS},
        "export-refused-": set(get_args(ExportRefusal)),
        "export-failed-": {"refused", "nothing", "disk", "too-large"},
        "analysis-": analysis_codes(),
        **_of_analyses(),
    }
    return {family: {family + ending for ending in ends} for family, ends in endings.items()}


def _of_analyses() -> dict[str, set[str]]:
    """Those of `/analisis`."""
    return {
        "ana-about-": set(KINDS),
        "ana-kind-": set(KINDS),
        "button-ana-kind-": set(KINDS),
        "ana-asked-": set(KINDS),
        "ana-which-": set(WHICH),
        "button-ana-which-": set(WHICH),
        "ana-estimator-": {*ESTIMATORS, *(f"about-{each}" for each in ESTIMATORS)},
        "ana-estimator-about-": set(ESTIMATORS),
        "ana-method-": {each for each in ESTIMATORS if each != "auto"},
        "ana-why-": {each for each in get_args(Why) if each != "chosen"},
        "ana-missing-": {"listwise", "fiml", "pls"},
        "ana-failed-": {*get_args(AnalysisRefusal), "too-large", "disk"},
        "ana-model-": {NOT_FETCHED, NOT_TEXT, TOO_LARGE},
    }


def asked_for() -> Iterator[tuple[str, str, bool]]:
    """Where a text is asked for: the place, its name, and whether that is only how the name begins."""
    for path, module in (*python_files("bot"), *python_files("handlers")):
        for node in ast.walk(module):
            if not (isinstance(node, ast.Call) and node.args and _name(node.func) in ASKS):
                continue
            for key, begins in _keys(node.args[0]):
                yield f"{path}:{node.lineno}", key, begins


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _keys(node: ast.expr) -> Iterator[tuple[str, bool]]:
    match node:
        case ast.Constant(value=str(key)):
            yield key, False
        case ast.JoinedStr(values=[ast.Constant(value=str(key)), *_]):
            yield key, True
        case ast.BinOp(left=ast.Constant(value=str(key)), op=ast.Add()):
            yield key, True
        case ast.IfExp(body=one, orelse=other):
            yield from _keys(one)
            yield from _keys(other)


@cache
def strings(*folders: str) -> tuple[tuple[str, str], ...]:
    """Every string of the code (or of some rooms) that stands nowhere by itself, as docstrings do, with its place."""
    return tuple(found for folder in folders or CODE for found in _strings(folder))


def _strings(folder: str) -> Iterator[tuple[str, str]]:
    for path, module in python_files(folder):
        docs = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield f"{path}:{node.lineno}", node.value


def page_scripts() -> str:
    """The playground's page, which asks for its own texts."""
    web = ROOT / "bot" / "playground" / "web"
    pages: list[Path] = sorted(p for p in web.rglob("*") if p.suffix in (".js", ".html"))
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)
