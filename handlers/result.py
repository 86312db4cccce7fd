"""The result of a questionnaire: percents and bands, a picture, strengths, what to strengthen, one next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from html import escape

import forms
from handlers import questionnaire
from handlers.pictures.competency import Bar, CompetencyPicture
from handlers.places import place
from handlers.question import form_name, short_name
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from locales import Texts
from locales.formats import clock_time, date_long, month_year, number, percent
from scoring.bands import BANDS
from scoring.competency import Change, Competency, PartScore, change
from scoring.percent import printed, printed_change
from storage import submissions
from storage.submissions import Submission

PLACE = "result"
ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Result:
    """A sent questionnaire with its score, and the change since the one before it."""

    submission: Submission
    form: forms.Form
    answers: Mapping[str, str]
    score: Competency
    before: Submission | None
    before_score: Competency | None

    @property
    def change(self) -> Change | None:
        return change(self.score, self.before_score) if self.before_score else None


async def results_of(turn: Turn, form_id: str) -> list[Result]:
    """All results of the person, newest first."""
    connection = await turn.work.connection()
    sent = await submissions.of_person(connection, turn.viewer, turn.person.id, form_id)
    answers = await submissions.answers(connection, turn.viewer, [s.id for s in sent])
    shelf = turn.shelf
    scored = [(s, shelf.version(s.form_id, s.version)) for s in sent]
    scores = [questionnaire.competency_of(form, answers[s.id]) for s, form in scored]
    return [
        Result(
            s,
            form,
            answers[s.id],
            scores[i],
            sent[i + 1] if i + 1 < len(sent) else None,
            scores[i + 1] if i + 1 < len(sent) else None,
        )
        for i, (s, form) in enumerate(scored)
    ]


async def result(turn: Turn, submission_id: str) -> Result | None:
    """One result of the person; `None` for anybody else's."""
    sent = await submissions.get(await turn.work.connection(), turn.viewer, whole_number(submission_id))
    if sent is None or sent.person_id != turn.person.id or sent.form_id != questionnaire.FORM:
        return None
    return next(r for r in await results_of(turn, sent.form_id) if r.submission.id == sent.id)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    found = await result(turn, argument)
    if found is None:
        return None
    t = turn.texts
    zone = turn.zone
    sent_at = found.submission.sent_at
    when = date_long(sent_at, t.language, zone)
    lines = [f"<b>{t('self-assessment')}</b> · {when}", ""]
    since = _since(found, t, zone)
    points = dict(found.change.parts) if found.change else {}
    for part in found.score.parts:
        lines.append(_line(t, part, points.get(part.dimension), ""))
    overall_points = found.change.overall if found.change else None
    lines.append("<b>" + _line(t, found.score.overall, overall_points, since) + "</b>")
    lines += ["", *_words(t, found)]
    text = "\n".join(lines)
    rows = [
        [button(t.plain("button-items"), "result", ITEMS, found.submission.id, 0)],
        [button(t.plain("button-int-own-learning"), "learn", "own")],
        [button(t.plain("button-history"), "go", "history"), button(t.plain("button-menu"), "go", "menu")],
    ]
    receipt = t(
        "receipt",
        form=form_name(t, found.form),
        date=when,
        time=clock_time(sent_at, t.language, zone),
        answered=found.score.overall.answered,
        items=found.score.overall.items,
    )
    return Screen(text, as_rows(rows), picture=picture(t, found, zone), receipt=receipt)


def _since(found: Result, t: Texts, zone: str) -> str:
    """When the result before this one was: its month, or its day where both are of one month."""
    if found.before is None:
        return ""
    month = month_year(found.before.sent_at, t.language, zone)
    same_month = month == month_year(found.submission.sent_at, t.language, zone)
    return date_long(found.before.sent_at, t.language, zone) if same_month else month


def _line(t: Texts, part: PartScore, points: Fraction | None, since: str) -> str:
    name = t.plain(f"dimension-{part.dimension}")
    if part.percent is None or part.band is None:
        return f"{name}: {t('too-few-answers', answered=part.answered, items=part.items)}"
    line = f"{name} {percent(printed(part.percent), t.language)} · {t('band-' + part.band.key)}"
    return line + _changed(t, points, since)


def _changed(t: Texts, points: Fraction | None, since: str) -> str:
    if points is None:
        return ""
    shown = printed_change(points)
    figure = number(abs(shown), t.language, 1)
    sign = "▲" if shown > 0 else "▼"
    if shown == 0:
        return " (" + (t("change-none-since", since=since) if since else "=") + ")"
    return f" ({sign} {figure}" + (" " + t("change-since", since=since) if since else "") + ")"


def _words(t: Texts, found: Result) -> list[str]:
    s = found.score

    def names(items: tuple[str, ...]) -> str:
        return escape(", ".join(short_name(found.form, item, t.language) for item in items), quote=False)

    lines = []
    if s.strongest:
        lines.append(t("result-strongest") + " " + names(s.strongest) + ".")
    if s.weakest:
        lines.append(t("result-weakest") + " " + names(s.weakest) + ".")
    if s.flat:
        lines.append(t("result-flat"))
    if s.weakest and t.has(f"next-step-{s.weakest[0]}"):
        lines += ["", f"<b>{t('result-next-step')}</b> {t(f'next-step-{s.weakest[0]}')}"]
    else:
        step = "next-step-share" if s.overall.percent is not None else "next-step-fill-in"
        lines += ["", f"<b>{t('result-next-step')}</b> {t(step)}"]
    return [*lines, "", f"<i>{t('result-for-learning')}</i>"]


def picture(t: Texts, found: Result, zone: str) -> CompetencyPicture:
    """The bars of the parts and of the whole; last time's as small marks."""

    def bar(part: PartScore, *, total: bool) -> Bar:
        if part.percent is None or part.band is None:
            return Bar(t.plain(f"dimension-{part.dimension}"), None, "–", t.plain("too-few-short"), total)
        shown = printed(part.percent)
        band = t.plain(f"band-{part.band.key}")
        return Bar(t.plain(f"dimension-{part.dimension}"), float(shown), percent(shown, t.language), band, total)

    bars = (*(bar(part, total=False) for part in found.score.parts), bar(found.score.overall, total=True))
    before = None
    if found.before_score is not None:
        earlier = {p.dimension: p.percent for p in (*found.before_score.parts, found.before_score.overall)}
        before = tuple(
            float(value) if (value := earlier.get(p.dimension)) is not None else None
            for p in (*found.score.parts, found.score.overall)
        )
    return CompetencyPicture(
        title=t.plain("picture-title"),
        subtitle=t.plain("picture-subtitle", date=date_long(found.submission.sent_at, t.language, zone)),
        bars=bars,
        zones=tuple((float(band.lower), t.plain(f"band-{band.key}")) for band in BANDS),
        alt="; ".join(f"{b.label}: {b.value} {b.note}" for b in bars),
        before=before if before and any(v is not None for v in before) else None,
        before_label=t.plain("picture-before", since=_since(found, t, zone)) if found.before else "",
    )


async def tapped(turn: Turn) -> None:
    """`result:{result|items}:{submission}:{part}`."""
    parts = turn.incoming.data.split(":") if isinstance(turn.incoming, Tap) else []
    if len(parts) == 4 and parts[1] == ITEMS:
        turn.go(f"{ITEMS}:{parts[2]}:{parts[3]}")
    elif len(parts) >= 3:
        turn.go(f"{PLACE}:{parts[2]}")
    else:
        turn.go("menu")


@place(ITEMS)
async def show_items(turn: Turn, argument: str) -> Screen | None:
    """The answers of one part, item by item."""
    submission_id, _, part = argument.partition(":")
    found = await result(turn, submission_id)
    index = whole_number(part)
    if found is None or index >= len(found.score.parts):
        return None
    t = turn.texts
    dimension = found.score.parts[index].dimension
    lines = [f"<b>{t('self-assessment')}</b> · {t('dimension-' + dimension)}", ""]
    for question in found.form.items():
        if question.columns.get("dimension") != dimension:
            continue
        value = found.answers.get(question.name)
        given = forms.answer_label(found.form, question.name, value, t.language) if value else t.plain("answer-none")
        short = escape(short_name(found.form, question.name, t.language), quote=False)
        lines.append(f"{question.number}. {short}: <b>{escape(given, quote=False)}</b>")
    others: list[Button] = [
        button(t.plain(f"dimension-{p.dimension}"), "result", ITEMS, submission_id, i)
        for i, p in enumerate(found.score.parts)
        if i != index
    ]
    back = [
        button(t.plain("button-result"), "result", PLACE, submission_id),
        button(t.plain("button-menu"), "go", "menu"),
    ]
    return Screen("\n".join(lines), as_rows([others, back]))
