"""What was asked on the command line, and its answer: the file read, the choices checked, the analysis made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from bot.analyse_asked_items import check_items, items_of, matrix, text_of
from bot.analysis_data import Columns, no_column
from bot.analysis_data_exports import answers
from scoring.analysis.problems import AnalysisError, Remark

if TYPE_CHECKING:
    from handlers.analysing.report import Result

Progress: TypeAlias = Callable[[float], None]

UNKNOWN_CHOICE: Final = "asked-choice"
EQUAL_WITHOUT_GROUP: Final = "asked-equal-without-group"
INVARIANCE_WITHOUT_GROUP: Final = "asked-invariance-without-group"
ORDINAL_NOT_IN_MODEL: Final = "asked-ordinal-not-in-model"
NO_FOLDER: Final = "asked-no-folder"
IS_FOLDER: Final = "asked-is-folder"
IS_THE_DATA: Final = "asked-is-the-data"
NOBODY_NAMED: Final = "asked-nobody-named"
FEW_ITEMS: Final = "asked-few-items"

ESTIMATORS: Final = ("ML", "MLM", "WLSMV")
EQUAL: Final = (
    "loadings",
    "intercepts",
    "thresholds",
    "residuals",
    "means",
    "regressions",
    "residual.covariances",
    "lv.variances",
    "lv.covariances",
)
CONVENTIONS: Final = {"normal": "normal", "lisrel": "wishart", "wishart": "wishart"}
_LEAST_EXPLORED: Final = 3
"""Of fewer items no factor is identified."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`results` belong together and go into one report. `n_given`: rows in the file. `remarks`: those that no result
    has. `seed`: None where nothing was drawn. `model`: its text, "" without one.
    """

    results: tuple[Result, ...]
    n_given: int
    remarks: tuple[Remark, ...] = ()
    seed: int | None = None
    model: str = ""


class Asked(Protocol):
    """One of the analyses below. `title`: key of its heading's text."""

    @property
    def data(self) -> Path: ...
    @property
    def title(self) -> str: ...
    def answer(self, progress: Progress) -> Answer:
        """`AnalysisError` for what cannot be done."""


@dataclass(frozen=True, slots=True)
class Sem:
    """CFA and SEM; the words of the command line as they were typed."""

    data: Path
    every_row: bool
    model: Path
    estimator: str
    ordinal: str
    missing: str
    group: str
    equal: str
    invariance: bool
    convention: str
    standardise_latent: bool
    modification: int
    title: str = "analyse-title-sem"

    def answer(self, progress: Progress) -> Answer:
        choices = self._choices()
        text = text_of(self.model)
        table, told = answers(self.data, self.every_row)
        columns = Columns(table)
        if self.group:
            choices["group"] = (self.group, table.labels(self.group))
        ordinal = listed("--ordinal", self.ordinal)
        choices["ordinal"] = (
            "all" if [name.lower() for name in ordinal] == ["all"] else tuple(self._ordinal(ordinal, text, columns))
        )
        if self.invariance:
            return replace(self._invariance(text, columns, choices, table.rows, progress), remarks=told)
        from scoring.analysis.sem import sem

        return Answer((sem(text, columns, progress=progress, **choices),), table.rows, told, model=text)

    def _invariance(
        self, text: str, columns: Columns, choices: dict[str, Any], n_given: int, progress: Progress
    ) -> Answer:
        from scoring.analysis.invariance import invariance

        group = choices.pop("group")
        found = invariance(text, columns, group, progress=progress, **choices)
        reached = next(step.result for step in found.steps if step.level == found.reached)
        return Answer((found, reached), n_given, model=text)

    def _choices(self) -> dict[str, Any]:
        equal = listed("--equal", self.equal)
        for name in equal:
            chosen("--equal", name, EQUAL)
        if equal and not self.group:
            raise AnalysisError(EQUAL_WITHOUT_GROUP)
        if self.invariance and not self.group:
            raise AnalysisError(INVARIANCE_WITHOUT_GROUP)
        choices: dict[str, Any] = {
            "missing": chosen("--missing", self.missing, ("listwise", "fiml")),
            "equal": tuple(equal),
            "convention": CONVENTIONS[chosen("--convention", self.convention, tuple(CONVENTIONS))],
            "standardise_latent": self.standardise_latent,
            "modifications": self.modification,
        }
        if self.estimator:
            choices["estimator"] = chosen("--estimator", self.estimator.upper(), ESTIMATORS)
        return choices

    def _ordinal(self, names: Sequence[str], text: str, columns: Columns) -> Iterable[str]:
        from scoring.analysis.model_syntax import parse

        statements = parse(text)
        named = {each.lhs for each in statements} | {term.name for each in statements for term in each.terms}
        for name in names:
            if name not in columns:
                raise no_column(name, columns)
            if name not in named:
                raise AnalysisError(ORDINAL_NOT_IN_MODEL, name=name)
            yield name


@dataclass(frozen=True, slots=True)
class Pls:
    """PLS-SEM."""

    data: Path
    every_row: bool
    model: Path
    missing: str
    bootstrap: int
    seed: int | None
    consistent: bool
    title: str = "analyse-title-pls"

    def answer(self, progress: Progress) -> Answer:
        from scoring.analysis import pls
        from scoring.analysis.model_syntax import parse
        from scoring.analysis.pls_model import PlsModel
        from scoring.analysis.pls_rows import rows_for_pls

        chosen("--missing", self.missing, ("listwise",))
        text = text_of(self.model)
        statements = parse(text)
        table, told = answers(self.data, self.every_row)
        columns = Columns(table)
        check_items(statements, columns)
        model = PlsModel.of(statements)
        rows = rows_for_pls(columns, model)
        seed = pls.SEED if self.seed is None else self.seed
        result = pls.pls(
            rows.values,
            model.items,
            model,
            consistent=self.consistent,
            bootstraps=self.bootstrap,
            seed=seed,
            progress=lambda done, of: progress(done / max(of, 1)),
        )
        return Answer((result,), table.rows, (*told, *rows.remarks), seed, text)


@dataclass(frozen=True, slots=True)
class Exploratory:
    """Exploratory factors; how many, says parallel analysis where nobody says it."""

    data: Path
    every_row: bool
    items: str
    factors: int
    method: str
    rotation: str
    missing: str
    seed: int | None
    title: str = "analyse-title-efa"

    def answer(self, progress: Progress) -> Answer:
        from scoring.analysis.exploratory import efa
        from scoring.analysis.parallel_analysis import parallel_analysis

        method = chosen("--method", self.method, ("minres", "ml"))
        rotation = chosen("--rotation", self.rotation, ("oblimin", "varimax", "none"))
        missing = chosen("--missing", self.missing, ("listwise", "pairwise"))
        table, told = answers(self.data, self.every_row)
        names, remarks = (listed("--items", self.items), ()) if self.items else items_of(table)
        if len(set(names)) < _LEAST_EXPLORED:
            raise AnalysisError(FEW_ITEMS, count=len(set(names)), least=_LEAST_EXPLORED)
        values = matrix(table, names)
        seed = 1 if self.seed is None else self.seed
        parallel = parallel_analysis(values, names, seed=seed, missing=missing)
        progress(0.5)
        factors = self.factors or max(parallel.factors_suggested, 1)
        result = efa(values, names, factors, method=method, rotation=rotation, missing=missing)
        return Answer((parallel, result), table.rows, (*told, *remarks), seed)


def listed(option: str, text: str) -> list[str]:
    """`a1, a2` as names; `AnalysisError` where something is given that names nothing."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if text and not names:
        raise AnalysisError(NOBODY_NAMED, option=option)
    return names


def chosen(option: str, given: str, known: Sequence[str]) -> Any:
    """What was chosen, if it is known; `AnalysisError` "asked-choice" otherwise."""
    if given not in known:
        raise AnalysisError(UNKNOWN_CHOICE, option=option, given=given, known=", ".join(known))
    return given
