"""The result of a checklist: how much is habit already, and what may come next."""

from __future__ import annotations

from html import escape

from handlers.instrument_results.reading import Scored
from handlers.instrument_results.wording import Told, changed, names, next_step, shown, since
from locales import Texts
from scoring.checklist import Checklist, checklist
from storage.results import LEFT_OUT, Result


def checklist_of(scored: Scored, result: Result) -> Checklist:
    """The checklist of a result; places are those of the instrument's items."""
    scores = [None if score == LEFT_OUT else score for score in result.items]
    return checklist(scores, scored.instrument.maximum)


def told(t: Texts, scored: Scored, zone: str) -> Told:
    """The percent, what is habit, what is done sometimes, what is not done yet, one next step."""
    now, items = checklist_of(scored, scored.result), scored.instrument.items
    before = checklist_of(scored, scored.before).percent if scored.before is not None else None
    line = in_short(t, scored) + changed(t, now.percent, before, since(t, scored, zone))
    lines = [f"<b>{line}</b>", t("scored-usual", count=len(now.usual), of=len(items)), ""]
    for key, places in (("scored-sometimes", now.sometimes), ("scored-not-yet", now.not_yet)):
        if places:
            lines.append(f"{t(key)} {escape(names(t, scored, [items[place] for place in places]), quote=False)}.")
    if len(now.usual) == len(items):
        lines.append(t("scored-all-usual"))
    lines += ["", next_step(t, scored, [items[place] for place in now.next_steps])]
    return Told(lines)


def in_short(t: Texts, scored: Scored) -> str:
    """The percent of what there could be."""
    found = checklist_of(scored, scored.result)
    if found.percent is None:
        return t("too-few-answers", answered=found.answered, items=len(scored.instrument.items))
    return shown(t, found.percent)
