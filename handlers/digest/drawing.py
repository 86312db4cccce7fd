"""The pictures of a digest, put together from its figures: the week, and the months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.digest import alt, words
from handlers.digest.figures import Digest, PartFigures, TrendMonth
from handlers.digest.gather_crowd import MOST_NAMED
from handlers.digest.words import counted, part_name
from handlers.pictures.canvas import text_width
from handlers.pictures.digest import LABEL, SIDE, DigestPicture, Figure, Group, StackedBar, Stretch
from handlers.pictures.digest_trend import Column, Panel, TrendPicture
from handlers.turn import Turn
from locales import Texts
from locales.formats import month_short, month_title, number, percent
from scoring.bands import BANDS
from scoring.smallgroups import FEWEST

# From so many on a month's people are told in thousands: a column is narrow.
IN_THOUSANDS = 10_000
WIDE_SIDE, WIDEST_SIDE, WIDER_SIDE = 380, 430, 540


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
    """Thick: everybody's latest result, with their number; thin: those who have two, before and now."""
    bars = tuple(
        StackedBar(
            t.plain("digest-picture-part", part=part_name(t, part.part), count=counted(t, part.n)),
            _stretches(t, part.bands),
            (part.before, part.paired) if part.before is not None and part.paired is not None else (),
            total=not part.part,
        )
        for part in parts
    )
    drawn = [counts for part in parts for counts in (part.bands, part.before or (), part.paired or ())]
    # Words only for what is there to be seen.
    legend = tuple(
        t.plain(f"band-{band.key}") if any(counts[number] for counts in drawn if counts) else ""
        for number, band in enumerate(BANDS)
    )
    pairs = [part.before_n for part in parts if part.before is not None]
    some = "–".join(dict.fromkeys(counted(t, count) for count in (min(pairs), max(pairs)))) if pairs else ""
    note = t.plain("digest-picture-pairs", count=some) if pairs else ""
    return Group(t.plain("digest-picture-bands"), bars, legend, note, side=_side(bars))


def _side(bars: Sequence[StackedBar]) -> int:
    """Room for the longest label, as far as there is any."""
    longest = max(text_width(bar.label, LABEL, bold=bar.total) for bar in bars)
    return min(WIDEST_SIDE, max(SIDE, int(longest) + 20))


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
    if load.ratio is not None:
        families = Figure(number(load.ratio, t.language), t.plain("digest-picture-ratio"))
    else:
        families = Figure(counted(t, load.total) if load.known else "–", t.plain("digest-picture-families"))
    return (
        families,
        Figure(counted(t, load.over.count), t.plain("digest-picture-over", known=counted(t, load.known))),
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
