"""The pictures of a digest, put together from its figures: the week, and the months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.digest import alt, words
from handlers.digest.figures import Digest, PartFigures, TrendMonth
from handlers.digest.gather_crowd import MOST_NAMED
from handlers.digest.words import counted, part_name
from handlers.pictures.digest import SIDE, DigestPicture, Figure, Group, StackedBar, Stretch
from handlers.pictures.digest_trend import Column, Panel, TrendPicture
from handlers.turn import Turn
from locales import Texts
from locales.formats import month_short, month_title, number, percent
from scoring.bands import BANDS
from scoring.smallgroups import FEWEST

# From so many on a month's people are told in thousands: a column is narrow.
IN_THOUSANDS = 10_000
WIDE_SIDE, WIDER_SIDE = 380, 540


def picture(turn: Turn, digest: Digest, where: str) -> DigestPicture:
    """The week at a glance: who takes part, bands part by part, weakest indicators, reports, load and cases."""
    t = turn.texts
    when = words.span(t, digest.start, digest.end) if digest.whole else words.so_far(t, digest.start, digest.end)
    groups = [_participation(t, digest)]
    if digest.parts:
        groups.append(_bands(t, digest.parts))
    if digest.weakest:
        groups.append(_weakest(turn, digest))
    if digest.reports:
        groups.append(_reports(turn, digest))
    return DigestPicture(
        title=where[:1].upper() + where[1:],
        notes=(t.plain("digest-picture-when", when=when),),
        groups=tuple(groups),
        figures=_figures(t, digest),
        alt=f"{where}, {when}. {' '.join(alt.picture_lines(turn, digest))}",
    )


def _participation(t: Texts, digest: Digest) -> Group:
    found = digest.participation
    amounts = (found.finished, found.started, found.untouched)
    heading = t.plain("digest-picture-people", count=counted(t, found.companions))
    legend = (t.plain("digest-finished-word"), t.plain("digest-started-word"), t.plain("digest-untouched-word"))
    bar = StackedBar(t.plain("digest-picture-participation"), _stretches(t, amounts))
    return Group(heading, (bar,), legend)


def _bands(t: Texts, parts: Sequence[PartFigures]) -> Group:
    bars = tuple(
        StackedBar(
            part_name(t, part.part),
            _stretches(t, part.bands),
            tuple(float(count) for count in part.before or ()),
            total=not part.part,
        )
        for part in parts
    )
    whole = parts[-1]
    note = t.plain("digest-picture-results", count=counted(t, whole.n))
    if whole.before is not None:
        note = t.plain("digest-picture-before", count=counted(t, whole.n), before=counted(t, whole.before_n))
    return Group(t.plain("digest-picture-bands"), bars, tuple(t.plain(f"band-{band.key}") for band in BANDS), note)


def _weakest(turn: Turn, digest: Digest) -> Group:
    t = turn.texts
    bars = tuple(
        StackedBar(
            words.item_name(turn, one.item),
            (Stretch(one.percent, percent(one.percent, t.language, 1)), Stretch(100 - one.percent)),
        )
        for one in digest.weakest
    )
    return Group(t.plain("digest-picture-weakest"), bars, side=WIDER_SIDE)


def _reports(turn: Turn, digest: Digest) -> Group:
    t = turn.texts
    rows = words.report_rows(turn, digest)
    bars = tuple(StackedBar(name, _stretches(t, (one.on_time, one.late, one.missing))) for name, one in rows)
    legend = (t.plain("digest-on-time-word"), t.plain("digest-late-word"), t.plain("digest-missing-word"))
    heading = t.plain("digest-picture-reports", count=counted(t, words.of_reports(digest.reports).due))
    return Group(heading, bars, legend, side=WIDE_SIDE if len(bars) > 1 else SIDE)


def _figures(t: Texts, digest: Digest) -> tuple[Figure, ...]:
    load, found = digest.workload, digest.cases
    ratio = number(load.ratio, t.language) if load.ratio is not None else "–"
    return (
        Figure(ratio, t.plain("digest-picture-ratio")),
        Figure(counted(t, load.over.count), t.plain("digest-picture-over")),
        Figure(counted(t, found.open), t.plain("digest-picture-open")),
        Figure(counted(t, found.ageing), t.plain("digest-picture-ageing")),
    )


def _stretches(t: Texts, amounts: Sequence[int]) -> tuple[Stretch, ...]:
    return tuple(Stretch(amount, label) for amount, label in zip(amounts, words.on_bars(t, amounts), strict=True))


def trend(turn: Turn, digest: Digest, where: str) -> TrendPicture:
    """Twelve months: who had finished at their end, what came in on time, and the median where there are enough."""
    t, months = turn.texts, digest.trend
    panels = [_finished(t, months)]
    if any(one.due for one in months):
        # Of a large region daily reports are not counted back.
        rare = digest.participation.companions > MOST_NAMED
        key = "digest-trend-on-time-rare" if rare else "digest-trend-on-time-note"
        columns = tuple(_on_time(t, one) for one in months)
        panels.append(Panel(t.plain("digest-trend-on-time"), t.plain(key, fewest=FEWEST), columns))
    if any(one.median is not None for one in months):
        columns = tuple(_median(t, one) for one in months)
        note = t.plain("digest-trend-median-note", fewest=FEWEST)
        panels.append(Panel(t.plain("digest-trend-median"), note, columns))
    names = [month_title(date.fromisoformat(f"{one.month}-01"), t.language) for one in months]
    said = " ".join(alt.trend_lines(t, months))
    note = t.plain("digest-trend-when", first=names[0], last=names[-1]) if names else ""
    return TrendPicture(where[:1].upper() + where[1:], (note,), tuple(panels), f"{where}. {said}")


def _finished(t: Texts, months: Sequence[TrendMonth]) -> Panel:
    most = max((one.finished for one in months), default=0) or 1
    thousands = most >= IN_THOUSANDS
    columns = tuple(
        Column(
            _month(t, one),
            one.finished / most,
            number(one.finished / 1000, t.language, 1) if thousands and one.finished else counted(t, one.finished),
        )
        for one in months
    )
    key = "digest-trend-finished-thousands" if thousands else "digest-trend-finished-note"
    return Panel(t.plain("digest-trend-finished"), t.plain(key), columns)


def _month(t: Texts, month: TrendMonth) -> str:
    return month_short(int(month.month[5:]), t.language)


def _on_time(t: Texts, month: TrendMonth) -> Column:
    if month.due < FEWEST:
        return Column(_month(t, month), None, "–")
    part = month.on_time / month.due
    return Column(_month(t, month), part, number(100 * part, t.language))


def _median(t: Texts, month: TrendMonth) -> Column:
    if month.median is None:
        return Column(_month(t, month), None, "–")
    return Column(_month(t, month), month.median / 100, number(month.median, t.language))
