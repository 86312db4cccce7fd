"""First contact: welcome, then consent. Nothing about a person is stored before the decision.

The screens before the decision keep their state in their buttons (language, invitation), not in the database.
"""

from __future__ import annotations

import re
from html import escape

import forms
from handlers import filling, invites, profile
from handlers.places import MENU
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Tap, Turn, as_rows
from locales import LANGUAGES, texts
from storage import consents, people
from storage.visibility import OUTDATED

CONSENT_FORM = "persetujuan"
ACCEPT, DECLINE = "setuju", "tidak"
# Deep links bring at most 64 characters of A-Z a-z 0-9 _ - (Bot API); ours begin with this.
INVITE_PREFIX = "inv_"
# What may be behind it: our tokens (handlers.invites), and not more than a button can carry along.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,32}")


async def start(turn: Turn, argument: str = "") -> None:
    """`/start`, also with an invitation behind it (`/start inv_…`)."""
    token = argument.removeprefix(INVITE_PREFIX) if argument.startswith(INVITE_PREFIX) else ""
    if has_consented(turn):
        if token:
            await invites.accept(turn, token)
        filling.leave(turn)
        turn.go(MENU)
        return
    if is_outdated(turn):
        turn.replies.screen = consent_screen(turn, turn.language, token if _TOKEN.fullmatch(token) else "", full=False)
        return
    turn.replies.screen = welcome_screen(turn, turn.language, token if _TOKEN.fullmatch(token) else "")


async def knock(turn: Turn) -> None:
    """Anything else than `/start` from somebody who has not agreed (yet): how to begin, in one line.

    Who agreed to a text that is not true any more is asked anew, with the new text at once.
    """
    t = turn.texts
    if is_outdated(turn):
        turn.replies.screen = consent_screen(turn, turn.language, "", full=False)
        return
    rows = [[button(t.plain("button-start"), "c", "s", _version(turn), turn.language, "")]]
    turn.replies.screen = Screen(t("hint-begin-first"), as_rows(rows))


def has_consented(turn: Turn) -> bool:
    """Whether the person has agreed, and not withdrawn since, to a text that is still true."""
    return turn.known is not None and turn.person.consent is not None and not is_outdated(turn)


def is_outdated(turn: Turn) -> bool:
    """Whether the person has agreed to a text that promised more than holds today (`storage.visibility`)."""
    return turn.known is not None and turn.person.consent in OUTDATED


def welcome_screen(turn: Turn, language: str, token: str = "") -> Screen:
    """Who this is, and the way on."""
    t = texts(language)
    other = "en" if language == "id" else "id"
    rows = [
        [button(t.plain("button-start"), "c", "s", _version(turn), language, token)],
        [button(texts(other).plain("button-this-language"), "c", "w", _version(turn), other, token)],
    ]
    return Screen(t("welcome"), as_rows(rows))


async def tapped(turn: Turn) -> None:
    """`c:{verb}:{version}:{language}:{invitation}`: a button of the welcome or of the consent."""
    parts = turn.incoming.data.split(":") if isinstance(turn.incoming, Tap) else []
    if len(parts) != 5 or parts[3] not in LANGUAGES or not _TOKEN.fullmatch(parts[4] or "-"):
        await start(turn)
        return
    _, verb, version, language, token = parts
    if has_consented(turn):
        turn.toast(turn.texts.plain("toast-consent-stands"))
        turn.show()
        return
    if verb == "w":
        turn.replies.screen = welcome_screen(turn, language, token)
    elif verb in ("y", "n") and version == _version(turn):
        await _decide(turn, language, token, ACCEPT if verb == "y" else DECLINE)
    else:
        # Also where the text has changed since it was shown: nobody agrees to a text that they have not seen.
        turn.replies.screen = consent_screen(turn, language, token, full=verb == "f")


def consent_screen(turn: Turn, language: str, token: str, *, full: bool) -> Screen:
    """The consent form (forms/library/persetujuan.md): in short, or the whole text."""
    form = turn.shelf.current(CONSENT_FORM)
    t = texts(language)
    # A cell of a Markdown table is one line; its line breaks are written as HTML writes them.
    body = form.by_name["lengkap" if full else "ringkas"].label(language).replace("<br>", "\n")
    body = body.replace("{lembaga}", turn.shelf.institution or t.plain("institution-unnamed"))

    def tap(label: str, verb: str) -> Button:
        return button(label, "c", verb, form.version, language, token)

    more = tap(t.plain("button-read-short"), "s") if full else tap(t.plain("button-read-full"), "f")
    rows = [
        [tap(forms.answer_label(form, "keputusan", ACCEPT, language), "y")],
        [tap(forms.answer_label(form, "keputusan", DECLINE, language), "n")],
        [more],
    ]
    changed = t("consent-changed") + "\n\n" if is_outdated(turn) else ""
    return Screen(f"<b>{t('consent-title')}</b>\n\n{changed}{escape(body, quote=False)}", as_rows(rows))


async def _decide(turn: Turn, language: str, token: str, answer: str) -> None:
    """Record the decision: the text's version, the language it was read in, the time."""
    form = turn.shelf.current(CONSENT_FORM)
    sprint = forms.step(form, forms.begin(form, turn.at), forms.Jump("keputusan"), turn.at)
    for event in (forms.Answer(sprint.state.step, answer), forms.Submit()):
        sprint = forms.step(form, sprint.state, event, turn.at)
    accepted = any(isinstance(e, forms.Submitted) and e.answers["keputusan"] == ACCEPT for e in sprint.effects)
    connection = await turn.work.connection()
    if turn.known is None:
        turn.known = await people.add_person(connection, telegram_id=turn.telegram_id, language=language, at=turn.at)
        turn.work.known[turn.telegram_id] = turn.known
    await consents.record(
        connection, person_id=turn.person.id, version=_version(turn), language=language, accepted=accepted, at=turn.at
    )
    turn.person.language = language
    await people.change_person(connection, turn.person.id, language=language)
    if not accepted:
        again = button(turn.texts.plain("button-read-again"), "c", "s", _version(turn), language, token)
        turn.replies.screen = Screen(turn.texts("consent-declined"), as_rows([[again]]))
        return
    turn.person.consent = _version(turn)
    turn.toast(turn.texts.plain("toast-consented"))
    if token and await invites.accept(turn, token):
        turn.go(MENU)
        return
    if turn.person.name:
        # Somebody who was asked anew: they go on where they were.
        turn.show()
        return
    await profile.begin(turn)


def _version(turn: Turn) -> str:
    return turn.shelf.current(CONSENT_FORM).version
