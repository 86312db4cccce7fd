"""How a tip looks: its words, its case with two choices, why it was chosen, and the buttons for what one thinks of it.

All of it follows from what is stored of the tip for this reader (`TipGiven`): the same screen can be made again.
"""

from __future__ import annotations

from html import escape

from handlers import questionnaire
from handlers.question import short_name
from handlers.screens import Button
from handlers.tokens import button
from handlers.turn import Turn
from locales import DEFAULT_LANGUAGE
from locales.tips import Case, Tip, tip
from scoring.tips import Why
from storage.preferences import TipGiven

# What a tap says of a tip, one letter each, for buttons under letters and in `/tips` alike.
CASE, USEFUL, LESS, KEEP, DROP, TRIED, NOT_YET, READ = "c", "u", "l", "k", "d", "t1", "t0", "r"

_WHY = {
    Why.PLAN: "tips-why-plan",
    Why.GROUP: "tips-why-result",
    Why.EVERYONE: "tips-why-everyone",
    Why.START: "tips-why-start",
    Why.TRIAL: "tips-why-trial",
}


def words(turn: Turn, shown: Tip, given: TipGiven, head: str, *, first: bool = False) -> str:
    """The tip as HTML under a heading. `first`: the reader's first tip, which says in what language tips are."""
    t = turn.texts
    lines = [f"<b>{head}</b> · {html(shown.title)}", "", html(shown.text), ""]
    lines.append(f"<b>{t('tips-try')}</b> {html(shown.to_try)}")
    if shown.case is not None:
        lines += ["", *_case(turn, shown.case, given.case_choice)]
    lines += ["", f"<i>{_why(turn, given.why)}</i>"]
    if first and is_in_indonesian(turn, shown):
        lines.append(f"<i>{t('tips-in-indonesian')}</i>")
    return "\n".join(lines)


def is_in_indonesian(turn: Turn, shown: Tip) -> bool:
    """Whether the reader's language has no tip of its own, so that they get the Indonesian one."""
    # What came from the field is there in one language only.
    return turn.language != DEFAULT_LANGUAGE and tip(shown.id, turn.language) in (shown, None)


def rows(turn: Turn, shown: Tip, given: TipGiven, *front: object) -> list[list[Button]]:
    """The buttons under a tip: first the two choices of its case, if it has one; then what one thinks of it.

    `front`: what the buttons' data begin with, before what the tap says.
    """
    t = turn.texts
    if shown.case is not None and given.case_choice is None:
        return [[button(choice, *front, f"{CASE}{n}")] for n, choice in enumerate(shown.case.choices)]
    verdict_row = []
    for verdict, label, verb in (
        ("useful", t.plain("button-tips-useful"), USEFUL),
        ("less", t.plain("button-tips-less"), LESS),
    ):
        chosen = given.verdict == verdict
        verdict_row.append(button(t.plain("button-tips-said", what=label) if chosen else label, *front, verb))
    # A second tap on "saved" changes nothing: it may be the first one, delivered again.
    keep = t.plain("button-tips-kept" if given.kept else "button-tips-keep")
    return [verdict_row, [button(keep, *front, KEEP)]]


def tried_rows(turn: Turn, given: TipGiven, *front: object) -> list[list[Button]]:
    """The buttons under the question whether a tip was tried."""
    t = turn.texts
    answers = []
    for answer, label, verb in (
        ("yes", t.plain("button-tips-tried"), TRIED),
        ("not_yet", t.plain("button-tips-not-yet"), NOT_YET),
    ):
        chosen = given.tried == answer
        answers.append(button(t.plain("button-tips-said", what=label) if chosen else label, *front, verb))
    return [answers, [button(t.plain("button-tips-read"), *front, READ)]]


def _case(turn: Turn, case: Case, chosen: int | None) -> list[str]:
    t = turn.texts
    lines = [f"<b>{t('tips-case')}</b> {html(case.question)}"]
    if chosen not in (0, 1):
        return [*lines, t("tips-case-choose")]
    lines += ["", f"{t('tips-case-chosen', choice=case.choices[chosen])} {html(case.why[chosen])}"]
    if chosen != case.better:
        better = t("tips-case-better", choice=case.choices[case.better])
        lines += ["", f"{better} {html(case.why[case.better])}"]
    return lines


def _why(turn: Turn, stored: str) -> str:
    """One sentence for the stored reason; the group is never named, it is no verdict on a person."""
    why, _, item = stored.partition(":")
    form = turn.shelf.current(questionnaire.FORM)
    if item and item in form.by_name:
        return turn.texts("tips-why-gap", item=short_name(form, item, turn.language))
    return turn.texts(_WHY.get(Why(why) if why in set(Why) else Why.EVERYONE, "tips-why-result"))


def html(text: str) -> str:
    return escape(text, quote=False)
