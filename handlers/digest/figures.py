"""What a digest says, as numbers alone: no words, no names of people, nothing that is still to be worked out.

Everything here is counted by ``handlers.digest.gathering`` and drawn or worded by its neighbours. Percents are 0..100.
Counts are always given; what needs more people than there are (intervals, quartiles, shares of fewer than ten) is None.
"""

from dataclasses import dataclass
from datetime import date

Bands = tuple[int, int, int, int, int]
"""How many people are in each of the five bands, in the order of ``scoring.bands.BANDS`` (highest first)."""


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``of``, with the bounds of its 95 % Wilson interval in percent.

    No bounds under ten people, nor where everybody was counted or has answered: a census has no sampling error.
    """

    count: int
    of: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Percents of maximum of ``n`` people, ten at least: type 7 quartiles (``scoring.spread``)."""

    n: int
    q1: float
    median: float
    q3: float


@dataclass(frozen=True, slots=True)
class Participation:
    """How far the companions are with the competency form.

    companions = finished (sent it at least once) + started (have it open, never sent it) + untouched (neither).
    ``active``: sent anything in the period, cases and restricted forms left out. ``share``: finished of companions;
    ``before``: the same at the end of the period before, of those who were there then; ``since``: how many of these
    same people have by now. Both None where nobody was there: who has come since makes no fall of it.
    """

    companions: int
    active: int
    finished: int
    started: int
    untouched: int
    share: Share
    before: Share | None
    since: Share | None


@dataclass(frozen=True, slots=True)
class PartFigures:
    """One part of the competency form, or all of it (``part`` = "").

    ``n``, ``bands``: everybody's latest result. ``before``: each person's result before the latest, of the ``before_n``
    who have two; ``paired``: the latest of these same people (both None where nobody has two).
    ``effective``: who is in one of the two highest bands, of ``n``.
    ``quartiles`` from 10 people, the mean's BCa bounds from 20, both of percents of maximum; no bounds of a census.
    ``ceiling``: who has the highest possible score; ``ceiling_flag``: at 10 people or more, more than 15 % of them.
    """

    part: str
    n: int
    bands: Bands
    before_n: int
    before: Bands | None
    paired: Bands | None
    effective: Share
    quartiles: Quartiles | None
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    ceiling: Share
    ceiling_flag: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """One item of the form, of the ``n`` (10 at least) who answered it: mean percent of maximum."""

    item: str
    n: int
    percent: float


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """One report form: of the reports whose deadline lies in the period. due = on_time + late + missing."""

    form_id: str
    due: int
    on_time: int
    late: int
    missing: int


@dataclass(frozen=True, slots=True)
class Workload:
    """Families (KPM) by the latest profiles. ``known``: companions who have said how many, ``total``: their families.

    ``ratio``: families per companion (ideal: 100, study 001), None where fewer than ten said. ``over``: those above
    200, of ``known``.
    """

    known: int
    total: int
    ratio: float | None
    over: Share


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Cases that the viewer may see. As of the moment of asking: ``open``, ``ageing`` (past their deadline) and
    ``oldest_days`` (since the oldest open one was opened). ``closed``: within the period.
    """

    open: int
    ageing: int
    oldest_days: int | None
    closed: int


@dataclass(frozen=True, slots=True)
class Child:
    """One region of the next level below. ``code`` "" are those of whom no region is known; their own row.

    All counts add up to the parent's. ``bands``: the latest overall results, of ``results`` people; None where they are
    told together with those of others, in a ``MergedBands``, or not at all.
    """

    code: str
    companions: int
    active: int
    finished: int
    started: int
    untouched: int
    due: int
    on_time: int
    late: int
    missing: int
    kpm_known: int
    kpm_total: int
    over: int
    open_cases: int
    ageing_cases: int
    results: int
    bands: Bands | None


@dataclass(frozen=True, slots=True)
class MergedBands:
    """The overall results of several small regions together, so that nobody is exposed, also not by subtraction.

    ``bands`` None: even together they are too few; withheld.
    """

    codes: tuple[str, ...]
    results: int
    bands: Bands | None


@dataclass(frozen=True, slots=True)
class GoodNews:
    """One true good thing, worded by its ``kind``:

    - ``all_filed``: every report that was due has come in (``now`` of them), on time or late
    - ``more_on_time``: ``now`` percent on time, ``before`` percent the week before (10 due in both at least; by more
      than a point, as for the median)
    - ``newly_finished``: ``now`` people sent the competency form for the first time in the period
    - ``all_finished``: all ``now`` companions have finished it
    - ``cases_closed``: ``now`` cases closed in the period
    - ``median_up``: the median of ``part`` ("" overall) rose from ``before`` to ``now`` percent, among the same ``n``
      people, of whom some sent anew in the period; by more than chance
    - ``nobody_waits``: no open case is past its deadline (``now``: open cases, 1 at least)
    """

    kind: str
    now: float
    before: float | None = None
    part: str = ""
    n: int = 0


@dataclass(frozen=True, slots=True)
class TrendMonth:
    """One month ("2026-11"): who had ever finished at its end, reports whose deadline lay in it and those on time.

    ``median``: of everybody's latest overall percent at its end; None under ten.
    """

    month: str
    finished: int
    on_time: int
    due: int
    median: float | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """One region ("" the country, "13", "13.76") and programme ("" all) over a week, Monday to Sunday.

    ``whole``: whether the week is over. ``parts``: in the order of the form, overall last; empty where nobody has a
    result, or results are not told. ``reports_before``: of the week before, None where nothing was due then.
    ``obstacles``: (code of hambatan_jenis.csv, reports of the last 28 days), most first. ``children``: by code, ""
    last. ``trend``: from the first month on in which there was anything. ``trend_with_daily``: whether the months count
    daily reports too, which those of a large region do not. ``asked_anew``: companions who have yet to read what has
    changed in the consent; they are a part of no other figure.
    """

    region: str
    programme: str
    start: date
    end: date
    whole: bool
    participation: Participation
    parts: tuple[PartFigures, ...]
    weakest: tuple[Indicator, ...]
    reports: tuple[ReportFigures, ...]
    reports_before: tuple[ReportFigures, ...] | None
    workload: Workload
    cases: CaseFigures
    obstacles: tuple[tuple[str, int], ...]
    good: tuple[GoodNews, ...]
    children: tuple[Child, ...]
    merged: tuple[MergedBands, ...]
    trend: tuple[TrendMonth, ...]
    trend_with_daily: bool = True
    asked_anew: int = 0


@dataclass(frozen=True, slots=True)
class Companion:
    """One companion in a list for whoever may see them by name. ``kpm`` None: not said.

    ``state``: 'finished', 'started' or 'untouched', as in ``Participation``.
    """

    person_id: int
    name: str
    state: str
    last_report: date | None
    kpm: int | None
    province: str
    regency: str


@dataclass(frozen=True, slots=True)
class NeedsTalk:
    """Somebody to be called, and why: codes out of ``REASONS``, each with a number that its words may want.

    ``missing``: the report forms of "missing_twice".
    """

    companion: Companion
    reasons: tuple[tuple[str, int], ...]
    missing: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether they have asked for something, or wait for it: they come first."""
        return any(reason in WAITING for reason, _ in self.reasons)


WAITING = (
    "help_asked",  # reported an obstacle with help asked within 28 days: how many
    "case_waits",  # a case of theirs waits beyond its deadline: how many
    "asks_mentor",  # the learning plan asks for a mentor or a talk: 0
)
REASONS = (
    *WAITING,
    "missing_twice",  # the last reports of some forms have not come, several in a row: how many forms
    "not_started",  # neither sent nor opened the competency form: days since joining
    "below_effective",  # the latest overall result lies below `efektif` (only for who may see it): 0
    "workload",  # above 200 families, beside another reason: how many families
)
