"""The report of an analysis as PDF: the verdict in words, the diagram, the tables, and what must not be concluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from handlers.analysing.report_findings import Findings, Origin, Story
from handlers.analysing.words import Writing
from scoring.analysis.invariance import InvarianceResult
from scoring.analysis.pls_results import PlsResult
from scoring.analysis.reliability_results import (
    ExploratoryResult,
    ParallelAnalysis,
    QuickCheck,
    ReliabilityResult,
    TestAnalysis,
)
from scoring.analysis.solution import SemResult

_SUMMED: Final = 3

__all__ = ["Origin", "Result", "findings", "story", "summary", "write_pdf"]

Result: TypeAlias = (
    SemResult
    | InvarianceResult
    | PlsResult
    | ReliabilityResult
    | QuickCheck
    | ExploratoryResult
    | ParallelAnalysis
    | TestAnalysis
)


def write_pdf(
    result: Result | Sequence[Result],
    into: Path,
    *,
    language: str,
    title: str,
    origin: Origin,
    versions: Mapping[str, str],
    seed: int | None = None,
) -> None:
    """Write the report of one result, or of several that belong together, into this file.

    `versions`: of the programs, by name. Holds the processor for a second or two: for a process of its own.
    """
    from handlers.analysing.report_pdf import pdf

    w = Writing(language)
    into.write_bytes(pdf(story(result, w, title=title, origin=origin, versions=versions, seed=seed), w))


def summary(result: Result | Sequence[Result], language: str) -> list[str]:
    """A few sentences for a message that brings the report: the verdict, then the first grave warning."""
    w = Writing(language)
    found = [findings(one, w) for one in _told(result)]
    grave = w.sentences(remark for one in found for remark in one.remarks if remark.grave)
    return [*(words for one in found for words in one.verdict[:_SUMMED]), *grave[:1]]


def story(
    result: Result | Sequence[Result],
    w: Writing,
    *,
    title: str,
    origin: Origin,
    versions: Mapping[str, str],
    seed: int | None = None,
) -> Story:
    """All that is to be said, before it is paper or spreadsheet."""
    return Story(title, origin, tuple(findings(one, w) for one in _told(result)), versions, seed)


def _told(result: Result | Sequence[Result]) -> tuple[Result, ...]:
    """The results that need telling: a step of an invariance analysis is told with it."""
    results = tuple(result) if isinstance(result, Sequence) else (result,)
    steps = [step.result for one in results if isinstance(one, InvarianceResult) for step in one.steps]
    return tuple(one for one in results if not any(one is step for step in steps))


def findings(result: Result, w: Writing) -> Findings:
    """What there is to say of one result."""
    match result:
        case SemResult():
            from handlers.analysing import report_sem

            return report_sem.findings(result, w)
        case PlsResult():
            from handlers.analysing import report_pls

            return report_pls.findings(result, w)
        case ReliabilityResult():
            from handlers.analysing import report_scales

            return report_scales.findings(result, w)
        case QuickCheck():
            from handlers.analysing import report_quick

            return report_quick.findings(result, w)
        case TestAnalysis():
            from handlers.analysing import report_tests

            return report_tests.findings(result, w)
        case InvarianceResult():
            from handlers.analysing import report_invariance

            return report_invariance.findings(result, w)
        case ExploratoryResult():
            from handlers.analysing import report_exploratory

            return report_exploratory.findings(result, w)
        case ParallelAnalysis():
            from handlers.analysing import report_exploratory

            return report_exploratory.parallel(result, w)
