"""What the results of all instruments have in common: how a change, a date and a next step are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from handlers.answering.fitting import clipped
from handlers.instrument_results.reading import Scored
from handlers.pictures.competency import CompetencyPicture
from handlers.question import short_name
from locales import Texts
from locales.formats import date_long, month_year, number, percent
from scoring.percent import printed, printed_change

# Letters of an item's name; a form without short names has whole statements there.
MOST_NAME = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A result in words, and as a picture where one helps."""

    lines: list[str]
    picture: CompetencyPicture | None = None


def since(t: Texts, scored: Scored, zone: str) -> str:
    """When the result before this one was: its month, or its day where both are of one month; "" without one."""
    if scored.before is None:
        return ""
    month = month_year(scored.before.sent_at, t.language, zone)
    same_month = month == month_year(scored.result.sent_at, t.language, zone)
    return date_long(scored.before.sent_at, t.language, zone) if same_month else month


def shown(t: Texts, value: Fraction) -> str:
    """A percent as a person reads it."""
    return percent(printed(value), t.language)


def changed(t: Texts, now: Fraction | None, before: Fraction | None, when: str = "") -> str:
    """The change in percentage points, in brackets behind a figure; "" where there is nothing to compare."""
    if now is None or before is None:
        return ""
    points = printed_change(now - before)
    if points == 0:
        return f" ({t('change-none-since', since=when)})" if when else " (=)"
    figure = f"{'▲' if points > 0 else '▼'} {number(abs(points), t.language, 1)}"
    return f" ({figure} {t('change-since', since=when)})" if when else f" ({figure})"


def next_step(t: Texts, scored: Scored, items: Sequence[str]) -> str:
    """One next step for the first of these items that has one (its own, or that of the item in `next_step`)."""
    for item in items:
        question = scored.form.question(item)
        key = (question.columns.get("next_step", "").strip() if question is not None else "") or item
        if t.has(f"next-step-{key}"):
            return _step(t, t(f"next-step-{key}"))
    return _step(t, t("next-step-share" if scored.answered else "next-step-fill-in"))


def names(t: Texts, scored: Scored, items: Sequence[str]) -> str:
    """The short names of items, with commas between."""
    return ", ".join(clipped(short_name(scored.form, item, t.language), MOST_NAME) for item in items)


def _step(t: Texts, words: str) -> str:
    return f"<b>{t('result-next-step')}</b> {words}"
