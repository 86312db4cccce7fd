"""A result by the five bands, part by part and overall; with weights where the instrument has them (`weighted`)."""

from __future__ import annotations

from fractions import Fraction
from html import escape

from handlers.instrument_results.reading import Scored
from handlers.instrument_results.wording import Told, changed, names, next_step, shown, since
from handlers.pictures.competency import Bar, CompetencyPicture
from locales import Texts
from locales.formats import date_long, number
from scoring.bands import BANDS, band_of
from scoring.competency import Competency, ItemScore, competency
from scoring.percent import printed
from scoring.weighted import weighted
from storage.results import LEFT_OUT, Result


def competency_of(scored: Scored, result: Result) -> Competency:
    """The score of a result by parts; its overall figure counts each item once (see `overall_of`)."""
    made = scored.instrument
    rows = zip(made.items, made.part_of, result.items, made.maximum, strict=True)
    items = [
        ItemScore(item, made.parts[part], None if score == LEFT_OUT else score, highest)
        for item, part, score, highest in rows
    ]
    return competency(items, made.parts)


def overall_of(scored: Scored, score: Competency) -> Fraction | None:
    """The overall percent: of all items, or of the parts by their weights where the instrument has them."""
    weights = scored.instrument.weights
    if weights is None:
        return score.overall.percent
    percents = {part.dimension: part.percent for part in score.parts}
    return weighted(percents, dict(zip(scored.instrument.parts, weights, strict=True)))


def figures(scored: Scored, result: Result) -> list[Fraction | None]:
    """The percent of each part, and last the overall one."""
    score = competency_of(scored, result)
    return [*(part.percent for part in score.parts), overall_of(scored, score)]


def told(t: Texts, scored: Scored, zone: str) -> Told:
    """The parts and the whole against the bands, strengths, what to strengthen, one next step."""
    score = competency_of(scored, scored.result)
    now = figures(scored, scored.result)
    before: list[Fraction | None] = [None] * len(now)
    if scored.before is not None:
        before = figures(scored, scored.before)
    when = since(t, scored, zone)
    labels = [*(scored.part_name(place, t.language) for place in range(len(score.parts))), _overall(t)]
    counts = [(part.answered, part.items) for part in (*score.parts, score.overall)]
    lines = []
    for place, (label, percent) in enumerate(zip(labels, now, strict=True)):
        last = place == len(score.parts)
        name = escape(label, quote=False)
        if percent is None:
            line = f"{name}: {t('too-few-answers', answered=counts[place][0], items=counts[place][1])}"
        else:
            line = f"{name} {shown(t, percent)} · {_band(t, percent)}"
            line += changed(t, percent, before[place], when if last else "")
        lines.append(f"<b>{line}</b>" if last else line)
    if scored.instrument.weights is not None:
        figures_of = "; ".join(number(each, t.language, 2) for each in scored.instrument.weights)
        lines.append(t("scored-weights", weights=figures_of))
    lines.append("")
    if score.strongest:
        lines.append(f"{t('result-strongest')} {escape(names(t, scored, score.strongest), quote=False)}.")
    if score.weakest:
        lines.append(f"{t('result-weakest')} {escape(names(t, scored, score.weakest), quote=False)}.")
    if score.flat:
        lines.append(t("result-flat"))
    lines += ["", next_step(t, scored, score.weakest)]
    return Told(lines, _picture(t, scored, zone, labels, now, before))


def in_short(t: Texts, scored: Scored) -> str:
    """The result in a few words."""
    overall = figures(scored, scored.result)[-1]
    if overall is None:
        return t("too-few-answers", answered=scored.answered, items=len(scored.instrument.items))
    return f"{shown(t, overall)} · {_band(t, overall)}"


def _overall(t: Texts) -> str:
    return t.plain("dimension-keseluruhan")


def _band(t: Texts, percent: Fraction) -> str:
    return t(f"band-{band_of(percent).key}")


def _picture(
    t: Texts,
    scored: Scored,
    zone: str,
    labels: list[str],
    now: list[Fraction | None],
    before: list[Fraction | None],
) -> CompetencyPicture:
    bars = tuple(
        Bar(label, None, "–", t.plain("too-few-short"), total)
        if percent is None
        else Bar(label, float(printed(percent)), shown(t, percent), _band(t, percent), total)
        for label, percent, total in zip(labels, now, [False] * (len(now) - 1) + [True], strict=True)
    )
    marks = tuple(None if percent is None else float(percent) for percent in before)
    return CompetencyPicture(
        title=t.plain("picture-title"),
        subtitle=t.plain("picture-subtitle", date=date_long(scored.result.sent_at, t.language, zone)),
        bars=bars,
        zones=tuple((float(band.lower), t.plain(f"band-{band.key}")) for band in BANDS),
        alt="; ".join(f"{bar.label}: {bar.value} {bar.note}" for bar in bars),
        before=marks if any(mark is not None for mark in marks) else None,
        before_label=t.plain("picture-before", since=since(t, scored, zone)) if scored.before is not None else "",
    )
