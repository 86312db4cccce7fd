"""A digest in at most ten lines, good news first: what a coordinator reads on Monday morning.

Honest with small numbers: below ten people counts and no percents, intervals only where there are some, and a part in
which many have the highest possible score is said to tell people apart no longer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape

import forms
from handlers.digest.figures import CaseFigures, Digest, GoodNews, PartFigures, ReportFigures, Share, Workload
from handlers.question import form_name, short_name
from handlers.questionnaire import FORM
from handlers.turn import Turn
from locales import Texts
from locales.formats import month_short, month_title, number, percent
from scoring.competency import OVERALL
from scoring.smallgroups import FEWEST

# The form of obstacles, and its item that says which.
OBSTACLES, WHICH = "hambatan", "hambatan"
MOST_LINES = 10
# More report forms than this are drawn together.
MOST_FORMS = 3
# In a bar of more people than this percents are told, not counts.
MOST_COUNTED = 200
MOST_OBSTACLES = MOST_GOOD = 2
_GOOD = {
    "all_filed": "digest-good-all-filed",
    "more_on_time": "digest-good-more-on-time",
    "newly_finished": "digest-good-newly-finished",
    "all_finished": "digest-good-all-finished",
    "cases_closed": "digest-good-cases-closed",
    "median_up": "digest-good-median-up",
    "nobody_waits": "digest-good-nobody-waits",
}
_IN_PERCENT = ("more_on_time", "median_up")
# A number stays beside its sign, and the two ends of a range together: no-break space, word joiner.
_SIGN, _RANGE = re.compile(r" (?=%)"), re.compile(r"(?<=\d)–(?=\d)")


def lines(turn: Turn, digest: Digest, where: str, waiting: int = 0) -> list[str]:
    """The lines as HTML, ten at most; `where`: the region and programme, plain; `waiting`: people who need a talk first
    (`figures.NeedsTalk.waits`).
    """
    t = turn.texts
    when = span(t, digest.start, digest.end) if digest.whole else so_far(t, digest.start, digest.end)
    found = [t("digest-title", where=where, when=when)]
    good = [line for one in digest.good if (line := news(t, one))]
    found += [t("digest-good", news=line) for line in good[:MOST_GOOD]]
    found.append(_participation(t, digest))
    if digest.parts and (whole := digest.parts[-1]).n >= FEWEST:
        found.append(t("digest-effective", share=share(t, whole.effective)))
    found.append(_reports(t, digest.reports, digest.reports_before))
    found.append(_help(t, digest.workload, digest.cases, waiting))
    if digest.weakest:
        found.append(t("digest-weakest", names=", ".join(item_name(turn, one.item) for one in digest.weakest)))
    elif digest.parts and digest.participation.companions >= FEWEST:
        found.append(t("digest-weakest-few", count=digest.parts[-1].n, fewest=FEWEST))
    if digest.obstacles:
        told = [f"{obstacle_name(turn, code)} ({count})" for code, count in digest.obstacles[:MOST_OBSTACLES]]
        found.append(t("digest-obstacles", names="; ".join(told)))
    if (flagged := next((part for part in digest.parts if part.ceiling_flag), None)) is not None:
        found.append(escape(ceiling(t, flagged), quote=False))
    if digest.participation.companions < FEWEST:
        found.append(t("digest-few", fewest=FEWEST))
    if digest.participation.finished and not digest.parts:
        found.append(t("digest-withheld"))
    return found[:MOST_LINES]


def news(t: Texts, one: GoodNews) -> str:
    """One piece of good news, plain; "" where the numbers are the same as they are told."""

    def told(value: float | None, decimals: int) -> str:
        if value is None:
            return ""
        return percent(value, t.language, decimals) if one.kind in _IN_PERCENT else counted(t, round(value))

    for decimals in (0, 1):
        now, before = told(one.now, decimals), told(one.before, decimals)
        if now != before:
            return t.plain(_GOOD[one.kind], now=now, before=before, part=part_name(t, one.part), n=one.n)
    return ""


def _participation(t: Texts, digest: Digest) -> str:
    found = digest.participation
    told = [t("digest-active", active=counted(t, found.active), of=counted(t, found.companions))]
    if found.finished == found.companions:
        told.append(t("digest-finished-all"))
    else:
        change = points(t, found.since, found.before) if found.since is not None else ""
        told.append(t("digest-finished", share=share(t, found.share), change=change))
    if digest.asked_anew:
        told.append(t("digest-asked-anew", count=counted(t, digest.asked_anew)))
    return " ".join(told)


def _reports(t: Texts, found: Sequence[ReportFigures], before: Sequence[ReportFigures] | None) -> str:
    now = of_reports(found)
    if not now.due:
        return t("digest-reports-none")
    earlier = of_reports(before) if before else None
    change = ""
    if earlier is not None:
        change = points(t, Share(now.on_time, now.due), Share(earlier.on_time, earlier.due))
    on_time = share(t, Share(now.on_time, now.due))
    if now.on_time == now.due:
        return t("digest-reports-all", count=counted(t, now.due))
    line = t("digest-reports", share=on_time, change=change)
    return f"{line} {t('digest-reports-rest', late=counted(t, now.late), missing=counted(t, now.missing))}"


def _help(t: Texts, load: Workload, found: CaseFigures, waiting: int) -> str:
    parts = [t("digest-waiting", count=waiting)] if waiting else []
    if load.known:
        parts.append(load_words(t, load))
    if not found.open:
        parts.append(t("digest-cases-none"))
    elif found.ageing:
        days = found.oldest_days or 0
        parts.append(t("digest-cases-ageing", open=counted(t, found.open), ageing=counted(t, found.ageing), days=days))
    else:
        parts.append(t("digest-cases", open=counted(t, found.open)))
    wanted = waiting or load.over.count or found.ageing
    return t("digest-help", what=" ".join(parts)) if wanted else " ".join(parts)


def load_words(t: Texts, load: Workload) -> str:
    """Families per companion, or of a few companions how many there are; plain."""
    if load.ratio is None:
        return t.plain("digest-load-few", total=counted(t, load.total), over=share(t, load.over))
    return t.plain("digest-load", ratio=number(load.ratio, t.language), over=share(t, load.over))


def ceiling(t: Texts, part: PartFigures) -> str:
    """That many have the highest possible score in a part, and what that means; plain."""
    return t.plain("digest-ceiling", part=part_name(t, part.part), share=share(t, part.ceiling))


def of_reports(found: Sequence[ReportFigures]) -> ReportFigures:
    """All report forms together."""
    return ReportFigures(
        "",
        sum(one.due for one in found),
        sum(one.on_time for one in found),
        sum(one.late for one in found),
        sum(one.missing for one in found),
    )


def report_rows(turn: Turn, digest: Digest) -> list[tuple[str, ReportFigures]]:
    """The report forms as the picture has room for them: those with the most due, and all others together."""
    shown = sorted(digest.reports, key=lambda one: -one.due)
    rest = shown[MOST_FORMS - 1 :] if len(shown) > MOST_FORMS else []
    rows = [(report_name(turn, one.form_id), one) for one in (shown[: MOST_FORMS - 1] if rest else shown)]
    if rest:
        rows.append((turn.texts.plain("digest-picture-others", count=len(rest)), of_reports(rest)))
    return rows


def on_bars(t: Texts, amounts: Sequence[int]) -> list[str]:
    """What is written on the stretches of a bar: counts; of many people percents, which is what can be read then."""
    whole = sum(amounts)
    if whole <= MOST_COUNTED:
        return [counted(t, amount) for amount in amounts]
    return [whole_percent(t, 100 * amount / whole) for amount in amounts]


def share(t: Texts, found: Share) -> str:
    """`37 dari 45, 82 % (68–91 %)`; `5 dari 7` of fewer than ten."""
    values = {"count": counted(t, found.count), "of": counted(t, found.of)}
    if found.of < FEWEST:
        return t.plain("digest-share-few", **values)
    part = whole_percent(t, 100 * found.count / found.of)
    if found.low is None or found.high is None:
        return t.plain("digest-share", percent=part, **values)
    return t.plain("digest-share-interval", percent=part, interval=interval(t, found.low, found.high), **values)


def points(t: Texts, now: Share, before: Share | None) -> str:
    """`, naik 5 poin` since last time; nothing below ten people, then or now, and where nothing changed."""
    if before is None or min(now.of, before.of) < FEWEST:
        return ""
    change = round(100 * now.count / now.of) - round(100 * before.count / before.of)
    return t.plain("digest-up" if change > 0 else "digest-down", points=abs(change)) if change else ""


def unbroken(text: str) -> str:
    """The same where no line ends between a number and its sign, or within a range. For the chat alone."""
    return _RANGE.sub("\u2060–\u2060", _SIGN.sub("\u00a0", text))


def interval(t: Texts, low: float, high: float, decimals: int = 0) -> str:
    """`68–91 %`; with a decimal where without one both ends were the same."""
    if round(low) == round(high):
        decimals = 1
    return f"{number(low, t.language, decimals)}–{percent(high, t.language, decimals)}"


def whole_percent(t: Texts, value: float) -> str:
    """`82 %`. All but a few is not all, and a few are not nobody."""
    if 0 < value < 1 or 99 < value < 100:
        return percent(min(99.9, max(0.1, value)), t.language, 1)
    return percent(value, t.language, 0)


def counted(t: Texts, value: int) -> str:
    """`25.072`."""
    return number(value, t.language)


def part_name(t: Texts, part: str) -> str:
    """`Keterampilan`; `Keseluruhan` for all parts together."""
    return t.plain(f"dimension-{part or OVERALL}")


def item_name(turn: Turn, item: str) -> str:
    """The short name of an indicator."""
    return short_name(turn.shelf.current(FORM), item, turn.language) if turn.shelf.has_current(FORM) else item


def report_name(turn: Turn, form_id: str) -> str:
    """The name of a report form."""
    shelf = turn.shelf
    return form_name(turn.texts, shelf.current(form_id)) if shelf.has_current(form_id) else form_id


def obstacle_name(turn: Turn, code: str) -> str:
    """What an obstacle is called in its form."""
    if not turn.shelf.has_current(OBSTACLES):
        return code
    return forms.answer_label(turn.shelf.current(OBSTACLES), WHICH, code, turn.language) or code


def span(t: Texts, start: date, end: date) -> str:
    """`9–15 November 2026`, `30 November–6 Desember 2026`, `28 Desember 2026–3 Januari 2027`."""
    last = f"{end.day} {month_title(end, t.language)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}" if start != end else last
    month = month_title(start, t.language)
    return f"{start.day} {month if start.year != end.year else month.removesuffix(f' {start.year}')}–{last}"


def so_far(t: Texts, start: date, end: date) -> str:
    """The same of a week that is not over."""
    return t.plain("digest-so-far", when=span(t, start, end))


def day_short(t: Texts, day: date) -> str:
    """`9 Nov 2026`."""
    return f"{day.day} {month_short(day.month, t.language)} {day.year}"
