"""A digest's numbers one by one, as words: for who cannot see the picture, and for who wants to know exactly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.digest import words
from handlers.digest.figures import Bands, Digest, PartFigures, ReportFigures, TrendMonth
from handlers.digest.words import counted, interval, part_name, whole_percent
from handlers.turn import Turn
from locales import Texts
from locales.formats import month_title, number, percent
from scoring.bands import BANDS


def picture_lines(turn: Turn, digest: Digest) -> list[str]:
    """Every number of the picture, group by group, plain."""
    return _lines(turn, digest, words.report_rows(turn, digest))


def _lines(turn: Turn, digest: Digest, reports: Sequence[tuple[str, ReportFigures]]) -> list[str]:
    t, found = turn.texts, digest.participation
    finished, started, untouched = _told(t, (found.finished, found.started, found.untouched))
    lines = [
        f"{t.plain('digest-picture-people', count=counted(t, found.companions))}.",
        t.plain("digest-alt-participation", finished=finished, started=started, untouched=untouched),
    ]
    for part in digest.parts:
        name, n = part_name(t, part.part), counted(t, part.n)
        lines.append(t.plain("digest-alt-part", part=name, n=n, bands=bands(t, part.bands)))
        if part.before is not None:
            lines.append(t.plain("digest-alt-before", n=counted(t, part.before_n), bands=bands(t, part.before)))
    if digest.weakest:
        told = [f"{words.item_name(turn, one.item)} {percent(one.percent, t.language, 1)}" for one in digest.weakest]
        lines.append(t.plain("digest-alt-weakest", items="; ".join(told)))
    if digest.reports:
        due = counted(t, words.of_reports(digest.reports).due)
        lines.append(f"{t.plain('digest-picture-reports', count=due)}.")
    for name, one in reports:
        on_time, late, missing = _told(t, (one.on_time, one.late, one.missing))
        lines.append(t.plain("digest-alt-report", form=name, on_time=on_time, late=late, missing=missing))
    return [*lines, _load(t, digest), _cases(t, digest)]


def _told(t: Texts, amounts: Sequence[int]) -> list[str]:
    """The counts, with percents where the picture has those."""
    shown = words.on_bars(t, amounts)
    return [
        counted(t, amount) if label == counted(t, amount) else f"{counted(t, amount)} ({label})"
        for amount, label in zip(amounts, shown, strict=True)
    ]


def _load(t: Texts, digest: Digest) -> str:
    load = digest.workload
    if load.ratio is None:
        return t.plain("digest-alt-load-unknown")
    return t.plain(
        "digest-alt-load",
        ratio=number(load.ratio, t.language),
        over=counted(t, load.over.count),
        known=counted(t, load.known),
    )


def _cases(t: Texts, digest: Digest) -> str:
    found = digest.cases
    return t.plain(
        "digest-alt-cases",
        open=counted(t, found.open),
        ageing=counted(t, found.ageing),
        closed=counted(t, found.closed),
    )


def all_lines(turn: Turn, digest: Digest) -> list[str]:
    """The same, with what has no room in the picture: means, quartiles, ceilings, obstacles; plain."""
    t = turn.texts
    lines = _lines(turn, digest, [(words.report_name(turn, one.form_id), one) for one in digest.reports])
    for part in digest.parts:
        if (more := _more(t, part)) is not None:
            lines.append(more)
        if part.ceiling_flag:
            lines.append(words.ceiling(t, part))
    if digest.obstacles:
        told = [f"{words.obstacle_name(turn, code)} {count}" for code, count in digest.obstacles]
        lines.append(t.plain("digest-obstacles", names="; ".join(told)))
    if any(part.mean_low is not None for part in digest.parts) or digest.participation.share.low is not None:
        lines.append(t.plain("digest-alt-interval"))
    return lines


def _more(t: Texts, part: PartFigures) -> str | None:
    """Median, quartiles and mean of a part; `None` below ten people."""
    if part.quartiles is None:
        return None
    q = part.quartiles
    told = [
        t.plain(
            "digest-alt-quartiles",
            part=part_name(t, part.part),
            median=percent(q.median, t.language, 1),
            q1=percent(q.q1, t.language, 1),
            q3=percent(q.q3, t.language, 1),
        )
    ]
    if part.mean is not None:
        mean = percent(part.mean, t.language, 1)
        if part.mean_low is not None and part.mean_high is not None:
            mean += f" ({interval(t, part.mean_low, part.mean_high, 1)})"
        told.append(t.plain("digest-alt-mean", mean=mean))
    if part.paired is not None and part.before is not None:
        told.append(t.plain("digest-alt-paired", n=counted(t, part.before_n), bands=bands(t, part.paired)))
    return " ".join(told)


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
