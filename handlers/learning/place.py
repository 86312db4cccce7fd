"""`/belajar`: the plan of a companion: theme, reason, training, mentor, own words. Theirs to change; a coordinator
reads along.
"""

from __future__ import annotations

from html import escape

from handlers.interviewing import coming
from handlers.interviewing.words import called, called_by_id
from handlers.learning.dispatch import OF, OWN, to
from handlers.learning.evidence import SHORT_FORM, Evidence, gather
from handlers.learning.trainings import training_name
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import date_long
from scoring.learning import ROLE, Theme, Why
from scoring.mentoring import MENTOR
from storage import about
from storage.learning_plans import YES


@place(OWN)
async def show(turn: Turn, argument: str) -> Screen | None:
    """One's own."""
    t, found = turn.texts, await gather(turn, turn.person.id)
    lines = [f"<b>{t('learn-title')}</b>", "", *await _lines(turn, found)]
    if found.short is None and turn.shelf.has_current(SHORT_FORM):
        lines += ["", t("learn-short-form")]
    lines += ["", f"<i>{t('result-for-learning')}</i>"]
    rows: list[list[Button]] = []
    if found.stored is None:
        rows.append([to(t.plain("button-learn-agree"), "agree")])
    elif found.stored.focus != found.proposed.focus.name and found.short is not None:
        rows.append([to(t.plain("button-learn-follow"), "theme", found.proposed.focus.name)])
    rows += [
        [to(t.plain("button-learn-theme"), "go", "theme"), to(t.plain("button-learn-training"), "go", "training")],
        [to(t.plain("button-learn-mentor"), "go", "mentor"), to(t.plain("button-learn-words"), "go", "words")],
    ]
    if found.short is None and turn.shelf.has_current(SHORT_FORM):
        rows.append([to(t.plain("button-learn-short-form"), "fill")])
    rows.append([to(t.plain("button-learn-beside"), "beside"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


@place(OF)
async def show_of(turn: Turn, argument: str) -> Screen | None:
    """A companion's, to be read by who answers for them."""
    number, t = whole_number(coming.own(argument)), turn.texts
    someone = await about.companion(await turn.work.connection(), turn.viewer, number)
    if someone is None:
        return None
    name = escape(called(turn, someone.name, someone.gender), quote=False)
    found = await gather(turn, number)
    lines = [f"<b>{t('learn-title-of')}</b> · {name}", "", *await _lines(turn, found)]
    lines += ["", f"<i>{t('learn-read-only')}</i>"]
    rows = [
        [to(t.plain("button-learn-beside"), "beside", number)],
        [button(t.plain("button-int-list"), "int", "with", number)],
        [*coming.back_row(turn), button(t.plain("button-menu"), "go", "menu")],
    ]
    return Screen("\n".join(lines), as_rows(rows))


async def _lines(turn: Turn, found: Evidence) -> list[str]:
    """Theme and reason, what comes after it, and what was said."""
    t, stored, proposed = turn.texts, found.stored, found.proposed
    focus = stored.focus if stored is not None else proposed.focus.name
    by_rule = next((theme for theme in proposed.themes if theme.name == focus), None)
    lines = [t("learn-theme-is", theme=t.plain("learn-theme", theme=focus))]
    lines.append(_why(turn, found, by_rule) if by_rule is not None else t("learn-why-chosen"))
    told = {focus}
    if stored is not None and focus != proposed.focus.name:
        lines.append(t("learn-proposed-now", theme=t.plain("learn-theme", theme=proposed.focus.name)))
        told.add(proposed.focus.name)
    later = [theme for theme in proposed.themes if theme.name not in told]
    for key, themes in (
        ("learn-then", [theme.name for theme in later if theme.why is not Why.GAP]),
        ("learn-by-gap", [theme.name for theme in later if theme.why is Why.GAP]),
    ):
        if themes:
            lines.append(t(key, themes=", ".join(t.plain("learn-theme", theme=name) for name in themes)))
    lines += ["", *await _wishes(turn, found)]
    return lines


def _why(turn: Turn, found: Evidence, theme: Theme) -> str:
    """The reason, in one or two sentences; the lowest group is never named to anybody."""
    of_role = theme.why is Why.GROUP and theme.name == ROLE
    why = Why.ROLE.value if of_role else f"group-{found.proposed.group}" if theme.why is Why.GROUP else theme.why.value
    return turn.texts("learn-why", why=why)


async def _wishes(turn: Turn, found: Evidence) -> list[str]:
    t, stored = turn.texts, found.stored
    if stored is not None and stored.training is not None:
        lines = [t("learn-training-wish", training=training_name(turn, stored.training))]
    else:
        lines = [t("learn-training-proposed", training=training_name(turn, found.proposed.training))]
    if found.pair is not None and found.pair.begun_at is not None:
        since = date_long(found.pair.begun_at, t.language, turn.zone)
        lines.append(t("learn-mentor-is", mentor=await called_by_id(turn, found.pair.mentor), since=since))
    elif found.mentor is None and found.proposed.mentoring == MENTOR:
        lines.append(t("learn-may-mentor"))
    else:
        lines.append(t("learn-mentor", said=found.mentor or "nothing"))
        if found.mentor == YES and found.short is None:
            lines.append(t("learn-mentor-needs"))
    if stored is not None and stored.words:
        lines.append(t("learn-words-are", words=stored.words))
    return lines
