"""What is to be analysed, as it is kept with the job and handed to the process that computes it; by which method."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal, get_args

from handlers.instruments import Instrument
from storage.analyses import Count

Kind = Literal["quick", "reliability", "cfa", "study", "own", "test"]
"""A look at the data; reliability and items; the instrument's own dimensions; the model of study 003; one's own; the
questions of a test that are drawn for each person."""
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

TESTS: Final = ("uji_pengetahuan", "uji_kasus")
"""The forms of `handlers.testing.bank.HIGHEST`, which cannot be asked without all of the tests' screens."""

Estimator = Literal["auto", "ML", "MLM", "WLSMV", "PLS"]
ESTIMATORS: Final[tuple[Estimator, ...]] = get_args(Estimator)

Which = Literal["latest", "first"]
"""Of each person: `storage.analyses.LATEST`, `FIRST`."""
WHICH: Final[tuple[Which, ...]] = get_args(Which)

FEWEST: Final = 20
"""People from whom on anything is analysed: below it an interval says nothing, and a single person shows through."""
ORDINAL_FROM: Final = 200
"""People from whom on WLSMV is the usual choice for items of few categories (Flora & Curran 2004, Psychological Methods
9:466-491: with 100 its tests reject too often)."""
MOST_CATEGORIES: Final = 7
"""Items of more categories may be taken as numbers (Rhemtulla, Brosseau-Liard & Savalei 2012, Psychological Methods
17:354-373: from five on)."""
READ, RUN = 0.05, 0.85
"""Shares of the work up to which answers are read, and figures computed; then the report is written."""
COMPLETE_FROM: Final = 0.7
"""The share of complete answers below which all answers are used (FIML): leaving rows out would lose too much."""


@dataclass(frozen=True, slots=True)
class Request:
    """One analysis. ``viewer``: who asks, an id of ``person``. ``model``: the text of one's own. ``language``: of the
    report. ``part``: of the instrument's own dimensions this one alone, "" for all.
    """

    form_id: str
    kind: Kind
    viewer: int
    which: Which = "latest"
    estimator: Estimator = "auto"
    model: str = ""
    language: str = "id"
    part: str = ""

    def __post_init__(self) -> None:
        for value, known in ((self.kind, KINDS), (self.estimator, ESTIMATORS), (self.which, WHICH)):
            if value not in known:
                raise ValueError(f"{value!r} is none of {', '.join(known)}")

    def dumps(self) -> str:
        """JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def loads(cls, text: str) -> Request:
        """What ``dumps`` wrote; anything else is a ``ValueError``."""
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError(f"not an analysis: {error}") from error


Why = Literal["ordinal", "few", "many-categories", "missing", "formative", "chosen"]
"""Why a method: items of few categories and people enough; too few for that; categories enough to be numbers; many
answers missing; the text has "<~"; the person chose it."""


@dataclass(frozen=True, slots=True)
class Method:
    """How a model is estimated. ``missing``: "listwise" (complete rows) or "fiml" (all answers)."""

    estimator: Literal["ML", "MLM", "WLSMV", "PLS"]
    missing: Literal["listwise", "fiml"]
    why: Why


def method_of(asked: Estimator, categories: int, count: Count, *, formative: bool = False) -> Method:
    """``categories``: the most that an item of the model has; ``formative``: whether its text has "<~"."""
    if asked == "PLS" or formative:
        return Method("PLS", "listwise", "chosen" if asked == "PLS" else "formative")
    gaps = count.complete < COMPLETE_FROM * count.people
    if asked == "ML":
        return Method("ML", "fiml" if gaps else "listwise", "chosen")
    if asked != "auto":
        return Method(asked, "listwise", "chosen")
    if gaps:
        return Method("ML", "fiml", "missing")
    if categories > MOST_CATEGORIES:
        return Method("MLM", "listwise", "many-categories")
    enough = count.complete >= ORDINAL_FROM
    return Method("WLSMV" if enough else "MLM", "listwise", "ordinal" if enough else "few")


def categories_of(instrument: Instrument, items: Collection[str] = ()) -> int:
    """The most that any of these items has; of all where none is named."""
    rows = zip(instrument.items, instrument.points, strict=True)
    return max((len(set(points.values())) for item, points in rows if not items or item in items), default=0)


def kinds_for(instrument: Instrument, items_of_study: Sequence[str]) -> list[Kind]:
    """What can be done with an instrument. ``items_of_study``: those that study 003's model names."""
    if instrument.form_id in TESTS:
        return ["test"]
    has_study = set(items_of_study) <= set(instrument.items)
    return [kind for kind in KINDS if kind != "test" and (kind != "study" or has_study)]
