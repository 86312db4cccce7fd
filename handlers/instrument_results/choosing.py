"""What one may fill in about oneself: each questionnaire with its length, and how far one is with it."""

from __future__ import annotations

from dataclasses import dataclass

import forms
from handlers import filling, questionnaire
from handlers.instrument_results.place import ITEMS, PREFIX
from handlers.instrument_results.place import PLACE as RESULT
from handlers.instruments import instrument_of
from handlers.places import place
from handlers.profile import FORM as PROFILE
from handlers.question import form_name
from handlers.reminding.words import SECONDS_AN_ITEM
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Tap, Turn, as_rows
from locales.formats import date_long
from scoring.qualification import qualification_of
from storage import drafts, results, submissions
from storage.drafts import Draft

PLACE = "instruments"

SHORT, WEIGHTED = "ringkas36", "kompetensi71"
ASSISTANT, GENERALIST = "kualifikasi_asisten", "kualifikasi_generalis"
# In this order; what each is for.
ABOUT = {
    SHORT: "ins-about-short",
    questionnaire.FORM: "ins-about-full",
    ASSISTANT: "ins-about-assistant",
    GENERALIST: "ins-about-generalist",
    WEIGHTED: "ins-about-weighted",
}
# 001 has no list for Spesialis, so they get the highest there is. Education below SLTP has no qualification in 001.
CHECKLISTS = {"asisten": ASSISTANT, "generalis": GENERALIST, "spesialis": GENERALIST}


@dataclass(frozen=True, slots=True)
class _Offer:
    form: forms.Form
    about: str
    items: int
    draft: Draft | None


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    t, connection = turn.texts, await turn.work.connection()
    lines = [f"<b>{t('button-instruments')}</b>", t("ins-intro")]
    rows = []
    for offer in await _offers(turn):
        name = form_name(t, offer.form)
        minutes = max(1, round(offer.items * SECONDS_AN_ITEM / 60))
        lines += ["", t("ins-line", form=name, items=offer.items, minutes=minutes), t(offer.about)]
        if offer.draft is not None:
            state = await turn.work.state(offer.draft)
            review = forms.review_view(turn.shelf.version(offer.form.id, offer.draft.version), state, t.language)
            lines.append(t("ins-open", answered=review.answered, total=review.total))
        elif sent := await results.of_person(connection, turn.viewer, turn.person.id, offer.form.id):
            lines.append(t("ins-sent", date=date_long(sent[0].sent_at, t.language, turn.zone)))
        label = t.plain("button-form-continue", form=name) if offer.draft is not None else name
        rows.append([button(label, PREFIX, "begin", offer.form.id)])
    lines += ["", f"<i>{t('ins-composed')}</i>"]
    rows.append([button(t.plain("button-history"), "go", "history"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def tapped(turn: Turn) -> None:
    """`ins:list`, `ins:begin:{form}`, `ins:show:{submission}`, `ins:items:{submission}:{page}`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, argument = data.removeprefix(f"{PREFIX}:").partition(":")
    if verb == "show":
        turn.go(f"{RESULT}:{argument}")
    elif verb == "items":
        turn.go(f"{ITEMS}:{argument}")
    elif verb != "begin":
        turn.go(PLACE)
    elif argument in {offer.form.id for offer in await _offers(turn)}:
        await filling.begin(turn, argument)
    else:
        turn.toast(turn.texts.plain("toast-form-not-now"))
        turn.go(PLACE)


async def _offers(turn: Turn) -> list[_Offer]:
    """What the person may fill in: of the checklists that of the own qualification, both where it is not known."""
    opened = {each.form_id: each for each in await drafts.open_drafts(await turn.work.connection(), turn.viewer)}
    checklist = await _checklist(turn)
    found = []
    for form_id, about in ABOUT.items():
        apart = form_id in (ASSISTANT, GENERALIST) and checklist not in (None, form_id)
        if not turn.shelf.has_current(form_id) or (apart and form_id not in opened):
            continue
        form = turn.shelf.current(form_id)
        instrument = instrument_of(form)
        if instrument is not None:
            found.append(_Offer(form, about, len(instrument.items), opened.get(form_id)))
    return found


async def _checklist(turn: Turn) -> str | None:
    """The checklist for the education of the latest profile; `None` where that is not said."""
    connection = await turn.work.connection()
    latest = await submissions.latest(connection, turn.viewer, turn.person.id, PROFILE)
    if latest is None:
        return None
    education = (await submissions.answers(connection, turn.viewer, [latest.id]))[latest.id].get("pendidikan")
    if not education:
        return None
    qualification = qualification_of(education)
    return CHECKLISTS[qualification.key] if qualification is not None else ASSISTANT
