"""What a report says of a test of knowledge: how hard its questions are, and which tell who knows from who does not."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.analysing.report_findings import Findings
from handlers.analysing.report_scales import ENOUGH, GOOD, alpha_words, shown
from handlers.analysing.tables import Column, Grid, text
from handlers.analysing.words import Writing
from scoring.analysis.reliability_results import QuestionFigures, TestAnalysis

_HARD, _EASY, _WEAK = 0.30, 0.90, 0.20
"""Ebel & Frisbie 1991, Essentials of Educational Measurement: discrimination below .20 is poor."""


def findings(result: TestAnalysis, w: Writing) -> Findings:
    """Everything of this result, for paper and spreadsheet."""
    return Findings(
        kind="anr-kind-test",
        n=result.n,
        n_given=result.n,
        verdict=tuple(_verdict(result, w)),
        meaning=tuple(_meaning(result, w)),
        limits=(w.plain("anr-l-test"), w.plain("anr-l-alpha-sample"), w.plain("anr-l-cut-offs")),
        pictures=(),
        grids=tuple(_grids(result, w)),
        conventions=tuple(_conventions(result, w)),
        remarks=(*result.remarks, *(one for question in result.questions for one in question.remarks)),
    )


def _conventions(result: TestAnalysis, w: Writing) -> Iterator[tuple[str, str]]:
    yield w.plain("anr-k-test"), w.plain("anr-k-test-value")
    if result.bank is not None:
        yield w.plain("anr-k-drawn"), w.plain("anr-k-drawn-value", count=w.count(result.k), bank=w.count(result.bank))


def _verdict(result: TestAnalysis, w: Writing) -> Iterator[str]:
    if result.reliability is not None:
        value = result.reliability
        judged = shown(value)
        key = "anr-test-good" if judged >= GOOD else "anr-test-fair" if judged >= ENOUGH else "anr-test-low"
        words = alpha_words(value, result.reliability_lo, result.reliability_hi, w)
        yield w.plain(key, name=result.coefficient, value=words)
    yield w.plain("anr-test-mean", mean=w.fixed(result.mean, 1), sd=w.fixed(result.sd, 1), count=result.k)
    if result.sem is not None:
        yield w.plain("anr-test-sem", value=w.fixed(result.sem, 2))


def _meaning(result: TestAnalysis, w: Writing) -> Iterator[str]:
    hard = [one.name for one in result.questions if one.difficulty < _HARD]
    easy = [one.name for one in result.questions if one.difficulty > _EASY]
    weak = [one.name for one in result.questions if one.item_rest is not None and one.item_rest < _WEAK]
    if hard:
        yield w.plain("anr-test-hard", names=w.names(hard))
    if easy:
        yield w.plain("anr-test-easy", names=w.names(easy))
    if weak:
        yield w.plain("anr-test-weak", names=w.names(weak))


def _grids(result: TestAnalysis, w: Writing) -> Iterator[Grid]:
    columns = [text("anr-c-question"), Column("anr-c-n", "count"), Column("anr-c-difficulty", "two")]
    columns += [Column("anr-c-item-rest", "two"), Column("anr-c-upper-lower", "two")]
    # Where everybody had other questions there is no alpha that one of them could be dropped from.
    dropped = result.bank is None
    columns += [Column("anr-c-alpha-dropped")] if dropped else []
    rows = tuple(
        (
            *(one.name, one.n, one.difficulty, one.item_rest, one.upper_lower),
            *([one.alpha_if_dropped] if dropped else []),
            _look(one, w),
        )
        for one in result.questions
    )
    flagged = frozenset(at for at, row in enumerate(rows) if row[-1])
    yield Grid("anr-s-questions", "anr-t-questions", (*columns, text("anr-c-look")), rows, flagged=flagged)
    options = [text("anr-c-question"), text("anr-c-option"), text("anr-c-key"), Column("anr-c-n", "count")]
    options += [Column("anr-c-share", "share"), Column("anr-c-mean-rest", "two")]
    options += [Column("anr-c-upper", "share"), Column("anr-c-lower", "share")]
    chosen = tuple(
        (
            *(one.name, option.option, "✓" if option.is_key else ""),
            *(option.n, option.share, option.mean_rest, option.upper, option.lower),
        )
        for one in result.questions
        for option in one.options
    )
    if chosen:
        yield Grid("anr-s-options", "anr-t-options", tuple(options), chosen)


def _look(one: QuestionFigures, w: Writing) -> str:
    looks = []
    if one.difficulty < _HARD:
        looks.append(w.plain("anr-look-hard"))
    elif one.difficulty > _EASY:
        looks.append(w.plain("anr-look-easy"))
    if one.item_rest is not None and one.item_rest < _WEAK:
        looks.append(w.plain("anr-look-reversed" if one.item_rest < 0 else "anr-look-weak"))
    return "; ".join(looks)
