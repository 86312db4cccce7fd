"""What readers are asked: nothing, whether they have read it, a question with choices, or to fill in a form.

And whether it is duty, which everybody gets, or news, which a reader may have switched off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.announcing import desk
from handlers.announcing.compose import next_place
from handlers.announcing.copies import ACK, FORM, QUESTION
from handlers.announcing.dispatch import act, button_to, go, listens
from handlers.announcing.words import ask_words
from handlers.places import place
from handlers.question import form_name
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Turn, as_rows

PLACE, DUTY_PLACE = "announce-ask", "announce-duty"
FEWEST, MOST = 2, 6
# A button shows about 40 letters on a phone; a question stands beside much else.
MOST_CHOICE, MOST_QUESTION = 40, 200
NOTHING = "nothing"


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    first, _, section = argument.partition(":")
    announcement = await desk.find(turn, whole_number(first))
    if announcement is None or announcement.state != "draft" or announcement.made_by != turn.person.id:
        return None
    t, number, asked = turn.texts, announcement.id, announcement.ask
    back = [go(t.plain("button-back"), f"{PLACE}:{number}")]
    if section == QUESTION:
        return Screen(t("ann-question-how", fewest=FEWEST, most=MOST), as_rows([back]))
    if section == FORM:
        known = turn.shelf.announceable()
        rows = [[button_to(form_name(t, form), "ask", number, f"{FORM}:{form.id}")] for form in known]
        return Screen(t("ann-form-how"), as_rows([*rows, back]))
    kind = asked["kind"] if asked is not None else NOTHING
    labels = {
        NOTHING: t.plain("button-ann-ask-nothing"),
        ACK: t.plain("button-ann-ask-ack"),
        QUESTION: t.plain("button-ann-ask-question"),
        FORM: t.plain("button-ann-ask-form"),
    }
    rows = []
    for each, label in labels.items():
        ticked = f"✓ {label}" if each == kind else label
        leads = each in (QUESTION, FORM)
        rows.append([go(ticked, f"{PLACE}:{number}:{each}") if leads else button_to(ticked, "ask", number, each)])
    on = next_place(announcement, desk.kept_of(announcement), DUTY_PLACE)
    rows.append([go(t.plain("button-back"), f"announce-to:{number}"), go(t.plain("button-ann-on"), on)])
    return Screen(f"<b>{t('ann-ask-title')}</b>\n\n{t('ann-ask-now', ask=ask_words(turn, asked))}", as_rows(rows))


@act("ask")
async def choose(turn: Turn, number: int, more: str) -> None:
    kind, _, form_id = more.partition(":")
    if kind == FORM and any(form.id == form_id for form in turn.shelf.announceable()):
        await _keep(turn, number, {"kind": FORM, "form": form_id})
    elif kind == ACK:
        await _keep(turn, number, {"kind": ACK})
    elif kind == NOTHING:
        await _keep(turn, number, None)
    else:
        turn.go(f"{PLACE}:{number}")


async def _keep(turn: Turn, number: int, ask: Mapping[str, Any] | None) -> None:
    """Keep what is asked, if it still fits below the words."""
    announcement = await desk.own_draft(turn, number)
    if announcement is None:
        return
    over = desk.too_long_by(turn, desk.kept_of(announcement).content, ask, turn.person)
    if over:
        turn.say(turn.texts("hint-ann-question-too-much", over=over))
        return
    await desk.change(turn, announcement, ask=ask)
    turn.go(f"{PLACE}:{number}")


@listens(PLACE)
async def heard(turn: Turn, argument: str) -> None:
    """A question and its choices, a line each."""
    first, _, section = argument.partition(":")
    t = turn.texts
    if section != QUESTION or not isinstance(turn.incoming, Said):
        turn.say(t("hint-ann-question" if section == QUESTION else "hint-ann-tap"))
        return
    lines = [" ".join(line.split()) for line in turn.incoming.text.splitlines()]
    question, *choices = [line for line in lines if line] or [""]
    wrong = None
    if not FEWEST <= len(choices) <= MOST:
        wrong = t("hint-ann-choices-number", count=len(choices), fewest=FEWEST, most=MOST)
    elif len(question) > MOST_QUESTION:
        wrong = t("hint-ann-question-long", count=len(question), most=MOST_QUESTION)
    elif (long := next((c for c in choices if len(c) > MOST_CHOICE), None)) is not None:
        wrong = t("hint-ann-choice-long", choice=long[:MOST_CHOICE], count=len(long), most=MOST_CHOICE)
    elif len({choice.casefold() for choice in choices}) < len(choices):
        wrong = t("hint-ann-choices-alike")
    if wrong is not None:
        turn.say(wrong)
        return
    await _keep(turn, whole_number(first), {"kind": QUESTION, "question": question, "choices": choices})


@place(DUTY_PLACE)
async def show_duty(turn: Turn, argument: str) -> Screen | None:
    announcement = await desk.find(turn, whole_number(argument))
    if announcement is None or announcement.state != "draft" or announcement.made_by != turn.person.id:
        return None
    t, number = turn.texts, announcement.id
    duty, news = t.plain("button-ann-duty"), t.plain("button-ann-news")
    rows = [
        [button_to(f"✓ {duty}" if announcement.duty else duty, "duty", number)],
        [button_to(news if announcement.duty else f"✓ {news}", "news", number)],
        [
            go(t.plain("button-back"), f"{PLACE}:{number}"),
            button_to(t.plain("button-ann-on"), "review", number),
        ],
    ]
    return Screen(f"<b>{t('ann-duty-title')}</b>\n\n{t('ann-duty-how')}", as_rows(rows))


@act("duty")
async def duty(turn: Turn, number: int, more: str) -> None:
    await _set_duty(turn, number, duty=True)


@act("news")
async def news(turn: Turn, number: int, more: str) -> None:
    await _set_duty(turn, number, duty=False)


async def _set_duty(turn: Turn, number: int, *, duty: bool) -> None:
    if (announcement := await desk.own_draft(turn, number)) is not None:
        await desk.change(turn, announcement, duty=duty)
        turn.go(f"{DUTY_PLACE}:{number}")
