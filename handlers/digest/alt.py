"""A digest's numbers one by one, as words: for who cannot see the picture, and for who wants to know exactly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.digest import words
from handlers.digest.figures import Bands, Digest, PartFigures, ReportFigures, TrendMonth
from handlers.digest.words import counted, interval, part_name, whole_percent
from handlers.turn import Turn
from locales import Texts
from locales.formats import month_title, percent
from scoring.bands import BANDS


def picture_lines(turn: Turn, digest: Digest) -> list[str]:
    """Every number of the picture, group by group, plain."""
    t = turn.texts
    parts = [line for part in digest.parts for line in (_bands(t, part), *_pairs(t, part))]
    reports = _reports(t, digest, words.report_rows(turn, digest))
    return [*_participation(t, digest), *parts, *_weakest(turn, digest), *reports, _load(t, digest), _cases(t, digest)]


def paragraphs(turn: Turn, digest: Digest) -> list[list[str]]:
    """The same line by line, with what has no room in the picture: shares, means, quartiles, obstacles; plain."""
    t = turn.texts
    parts = [[_bands(t, part), *_more(t, part), *_pairs(t, part)] for part in digest.parts]
    reports = _reports(t, digest, [(words.report_name(turn, one.form_id), one) for one in digest.reports])
    found = [_participation(t, digest), *parts, _weakest(turn, digest), reports, [_load(t, digest), _cases(t, digest)]]
    if digest.obstacles:
        told = [f"{words.obstacle_name(turn, code)} {count}" for code, count in digest.obstacles]
        found.append([t.plain("digest-obstacles", names="; ".join(told))])
    if _has_intervals(digest):
        found.append([t.plain("digest-alt-interval")])
    return [lines for lines in found if lines]


def _participation(t: Texts, digest: Digest) -> list[str]:
    found = digest.participation
    finished, started, untouched = _told(t, (found.finished, found.started, found.untouched))
    return [
        f"{t.plain('digest-picture-people', count=counted(t, found.companions))}.",
        t.plain("digest-alt-participation", finished=finished, started=started, untouched=untouched),
    ]


def _bands(t: Texts, part: PartFigures) -> str:
    values = {"part": part_name(t, part.part), "n": counted(t, part.n), "bands": bands(t, part.bands)}
    return t.plain("digest-alt-part", **values)


def _pairs(t: Texts, part: PartFigures) -> list[str]:
    """The same people before and now."""
    if part.before is None or part.paired is None:
        return []
    values = {"n": counted(t, part.before_n), "before": bands(t, part.before), "now": bands(t, part.paired)}
    return [t.plain("digest-alt-pairs", **values)]


def _weakest(turn: Turn, digest: Digest) -> list[str]:
    t = turn.texts
    if not digest.weakest:
        return []
    told = [f"{words.item_name(turn, one.item)} {percent(one.percent, t.language, 1)}" for one in digest.weakest]
    return [t.plain("digest-alt-weakest", items="; ".join(told))]


def _reports(t: Texts, digest: Digest, rows: Sequence[tuple[str, ReportFigures]]) -> list[str]:
    if not digest.reports:
        return []
    due = counted(t, words.of_reports(digest.reports).due)
    lines = [f"{t.plain('digest-picture-reports', count=due)}."]
    for name, one in rows:
        on_time, late, missing = _told(t, (one.on_time, one.late, one.missing))
        lines.append(t.plain("digest-alt-report", form=name, on_time=on_time, late=late, missing=missing))
    return lines


def _told(t: Texts, amounts: Sequence[int]) -> list[str]:
    """The counts, with percents where the picture has those."""
    shown = words.on_bars(t, amounts)
    return [
        counted(t, amount) if label == counted(t, amount) else f"{counted(t, amount)} ({label})"
        for amount, label in zip(amounts, shown, strict=True)
    ]


def _load(t: Texts, digest: Digest) -> str:
    load = digest.workload
    return words.load_words(t, load) if load.known else t.plain("digest-alt-load-unknown")


def _cases(t: Texts, digest: Digest) -> str:
    found = digest.cases
    return t.plain(
        "digest-alt-cases",
        open=counted(t, found.open),
        ageing=counted(t, found.ageing),
        closed=counted(t, found.closed),
    )


def _has_intervals(digest: Digest) -> bool:
    told = [digest.workload.over.low, *(part.effective.low for part in digest.parts)]
    return any(low is not None for low in (*told, *(part.mean_low for part in digest.parts)))


def _more(t: Texts, part: PartFigures) -> list[str]:
    """Share of the two highest bands, median, quartiles, mean and the ceiling of a part; nothing below ten people."""
    if part.quartiles is None:
        return []
    q = part.quartiles
    told = [
        t.plain("digest-alt-effective", share=words.share(t, part.effective)),
        t.plain(
            "digest-alt-quartiles",
            median=percent(q.median, t.language, 1),
            q1=percent(q.q1, t.language, 1),
            q3=percent(q.q3, t.language, 1),
        ),
    ]
    if part.mean is not None:
        mean = percent(part.mean, t.language, 1)
        if part.mean_low is not None and part.mean_high is not None:
            mean += f" ({interval(t, part.mean_low, part.mean_high, 1)})"
        told[-1] += " " + t.plain("digest-alt-mean", mean=mean)
    if part.ceiling_flag:
        told.append(words.ceiling(t, part))
    return told


def bands(t: Texts, counts: Bands) -> str:
    """`sangat efektif 30, efektif 10, …`: those with somebody in them."""
    told = zip(BANDS, counts, _told(t, counts), strict=True)
    said = [f"{t.plain(f'band-{band.key}')} {words_}" for band, count, words_ in told if count]
    return ", ".join(said) or t.plain("digest-alt-nobody")


def trend_lines(t: Texts, trend: Sequence[TrendMonth]) -> list[str]:
    """The months, a line each; plain."""
    return [
        t.plain(
            "digest-alt-month",
            month=month_title(date.fromisoformat(f"{one.month}-01"), t.language),
            finished=counted(t, one.finished),
            on_time=counted(t, one.on_time),
            due=counted(t, one.due),
            median=whole_percent(t, one.median) if one.median is not None else "–",
        )
        for one in trend
    ]
