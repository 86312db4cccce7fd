"""Results side by side: self-assessment, test, interview, and what lies between them, said kindly."""

from __future__ import annotations

from html import escape

from handlers.interviewing import coming
from handlers.interviewing.words import called
from handlers.learning.dispatch import BESIDE, BESIDE_OF, to
from handlers.learning.evidence import INTERVIEW, Evidence, gather
from handlers.pictures.competency import Bar, CompetencyPicture
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import date_long, number, percent
from scoring.percent import printed
from scoring.side_by_side import OTHER_WAY, Line
from storage import about


@place(BESIDE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """One's own."""
    t, found = turn.texts, await gather(turn, turn.person.id)
    rows: list[list[Button]] = []
    if found.own_at is None:
        rows.append([button(t.plain("button-questionnaire"), "go", "questionnaire")])
    if len(found.tests) < len(OTHER_WAY) - 1:
        rows.append([button(t.plain("button-learn-tests"), "uji", "l")])
    if found.interview is not None:
        label = t.plain("button-learn-interview")
        rows.append([button(label, "int", "read", found.interview.interview.submission_id)])
    back = to(t.plain("button-back"), "own")
    rows.append([back, button(t.plain("button-menu"), "go", "menu")])
    return _screen(turn, found, t("learn-beside-title"), rows, mine=True)


@place(BESIDE_OF)
async def show_of(turn: Turn, argument: str) -> Screen | None:
    """A companion's, for who answers for them."""
    person_id, t = whole_number(coming.own(argument)), turn.texts
    someone = await about.companion(await turn.work.connection(), turn.viewer, person_id)
    if someone is None:
        return None
    name = called(turn, someone.name, someone.gender)
    back = button(t.plain("button-back"), "learn", "of", person_id)
    rows = [[back, button(t.plain("button-menu"), "go", "menu")]]
    return _screen(turn, await gather(turn, person_id), f"{t('learn-beside-title')} · {name}", rows, mine=False)


def _screen(turn: Turn, found: Evidence, title: str, rows: list[list[Button]], *, mine: bool) -> Screen:
    t = turn.texts
    lines = [f"<b>{escape(title, quote=False)}</b>"]
    for line in found.lines:
        lines += ["", *_words(turn, found, line, mine=mine)]
    lines += ["", f"<i>{t('learn-beside-how')}</i>"]
    there = any(line.own is not None or line.other is not None for line in found.lines)
    return Screen("\n".join(lines), as_rows(rows), picture=_picture(turn, found) if there else None)


def _words(turn: Turn, found: Evidence, line: Line, *, mine: bool) -> list[str]:
    """A part: both figures, and what the gap may mean."""
    t, way = turn.texts, OTHER_WAY[line.part]
    own = t.plain("learn-none") if line.own is None else percent(printed(line.own), t.language)
    other = t.plain("learn-none")
    if line.other is not None:
        other = percent(line.other.percent, t.language, 0)
        if line.other.low is not None and line.other.high is not None:
            low, high = (number(bound, t.language) for bound in (line.other.low, line.other.high))
            other = t.plain("learn-about", percent=other, low=low, high=high)
        if (at := found.at(way)) is not None:
            other = f"{other}, {date_long(at, t.language, turn.zone)}"
    lines = [f"<b>{t('dimension-' + line.part)}</b>", t("learn-self", percent=own)]
    # Another coordinator is not told whether there was an interview.
    if mine or way != INTERVIEW or found.interview is not None:
        lines.append(t("learn-other", way=way, percent=other))
    if line.gap is not None:
        kind = "interview" if way == INTERVIEW else "test"
        lines.append(t("learn-gap", gap=f"{line.gap.value}-{kind}", points=number(abs(line.points or 0), t.language)))
    return lines


def _picture(turn: Turn, found: Evidence) -> CompetencyPicture:
    """A bar for each self-assessment, a mark for what stands beside it."""
    t = turn.texts
    bars = []
    for line in found.lines:
        value = "–" if line.own is None else percent(printed(line.own), t.language, 0)
        there = "–" if line.other is None else percent(line.other.percent, t.language, 0)
        note = f"{t.plain('learn-way', way=OTHER_WAY[line.part])} {there}"
        shown = None if line.own is None else float(line.own)
        bars.append(Bar(t.plain(f"dimension-{line.part}"), shown, value, note))
    beside = tuple(None if line.other is None else float(line.other.percent) for line in found.lines)
    return CompetencyPicture(
        title=t.plain("learn-beside-title"),
        subtitle=t.plain("picture-learn-subtitle"),
        bars=tuple(bars),
        zones=((0.0, t.plain("picture-learn-scale")),),
        alt="; ".join(f"{bar.label}: {bar.value}, {bar.note}" for bar in bars),
        before=beside if any(one is not None for one in beside) else None,
        before_label=t.plain("picture-learn-mark"),
    )
