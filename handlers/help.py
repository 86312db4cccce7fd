"""Help, language, cancel, and a kind word for what the bot cannot read: they work everywhere, at any time."""

from __future__ import annotations

import forms
from handlers import filling
from handlers.places import place
from handlers.question import form_name
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Said, Sent, Tap, Turn, as_rows
from locales import LANGUAGES, texts
from storage import drafts, people


@place("help")
async def show_help(turn: Turn, argument: str) -> Screen | None:
    t = turn.texts
    of_roles = {"coordinator": [t("help-coordinator")], "admin": [t("help-admin")]}
    parts = [t("help"), *of_roles.get(turn.person.role, []), t("help-good-to-know")]
    return Screen("\n\n".join(parts), as_rows([_way_back(turn)]))


@place("language")
async def show_languages(turn: Turn, argument: str) -> Screen | None:
    rows = [
        [button(("✓ " if tag == turn.language else "") + texts(tag).plain("language-name"), "lang", tag)]
        for tag in LANGUAGES
    ]
    return Screen(turn.texts("language-choose"), as_rows([*rows, _way_back(turn)]))


async def change_language(turn: Turn) -> None:
    """`lang:{tag}`."""
    tag = turn.incoming.data.removeprefix("lang:") if isinstance(turn.incoming, Tap) else ""
    if tag in LANGUAGES:
        turn.person.language = tag
        await people.change_person(await turn.work.connection(), turn.person.id, language=tag)
        turn.toast(turn.texts.plain("toast-language"))
    turn.go(filling.PLACE if turn.chat.draft_id is not None else "menu")


def _way_back(turn: Turn) -> list[Button]:
    if turn.chat.draft_id is not None:
        return [button(turn.texts.plain("button-continue"), "go", "draft")]
    return [button(turn.texts.plain("button-menu"), "go", "menu")]


@place("cancel")
async def show_cancel(turn: Turn, argument: str) -> Screen | None:
    """Leaving a form: keep it for later, or throw it away; nothing vanishes by one tap."""
    draft = turn.known.draft if turn.known else None
    if draft is None:
        return None
    t = turn.texts
    state = await turn.work.state(draft)
    form = turn.shelf.version(draft.form_id, draft.version)
    answered = forms.review_view(form, state, t.language).answered
    rows = [
        [button(t.plain("button-go-on-filling"), "go", "draft")],
        [button(t.plain("button-keep-for-later"), "cancel", "keep", draft.id)],
        [button(t.plain("button-throw-away"), "cancel", "ask", draft.id)],
    ]
    if argument == "sure":
        rows = [
            [button(t.plain("button-go-on-filling"), "go", "draft")],
            [button(t.plain("button-throw-away-surely"), "cancel", "drop", draft.id)],
        ]
    key = "cancel-sure" if argument == "sure" else "cancel-what"
    return Screen(t(key, form=form_name(t, form), answered=answered), as_rows(rows))


async def cancel(turn: Turn) -> None:
    """`/batal`."""
    if turn.known is not None and turn.known.draft is None:
        opened = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
        if opened:
            filling.enter(turn, max(opened, key=lambda draft: draft.changed_at))
    if turn.known is not None and turn.known.draft is not None:
        turn.go("cancel")
    else:
        turn.say(turn.texts("cancel-nothing"))
        turn.go("menu")


async def cancel_tapped(turn: Turn) -> None:
    """`cancel:{keep|ask|drop}:{draft}`: only for the draft that the button was made for."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, number = data.removeprefix("cancel:").partition(":")
    draft = turn.known.draft if turn.known else None
    if draft is None or str(draft.id) != number:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    if verb == "ask":
        turn.go("cancel:sure")
        return
    if verb == "drop":
        connection = await turn.work.connection()
        turn.work.forget_draft(draft.id)
        filling.leave(turn)
        await turn.work.flush()
        await drafts.discard(connection, draft.id)
        turn.toast(turn.texts.plain("toast-thrown-away"))
    else:
        filling.leave(turn)
        turn.toast(turn.texts.plain("toast-stored-until-later"))
    turn.go("menu")


async def strange(turn: Turn) -> None:
    """Words where none are asked for, a sticker, a voice note, a picture: what to do instead."""
    t = turn.texts
    draft = turn.known.draft if turn.known else None
    to_menu = [[button(t.plain("button-menu"), "go", "menu")]]
    if isinstance(turn.incoming, Said) and turn.incoming.text.startswith("/") and not turn.incoming.forwarded:
        # A mistyped command is never an answer, also where words are asked for.
        turn.say(t("hint-unknown-command"), [] if draft else to_menu)
    elif isinstance(turn.incoming, Said) and draft is not None:
        await filling.said(turn)
    elif isinstance(turn.incoming, Sent):
        turn.say(t("hint-cannot-read", what=_kind_name(turn.incoming.kind)), to_menu)
    else:
        turn.say(t("hint-not-understood"), to_menu)


def _kind_name(kind: str) -> str:
    return kind if kind in ("sticker", "voice", "photo", "video", "document", "location", "contact") else "other"


async def identity_number(turn: Turn) -> None:
    """Sixteen digits: a NIK or a KK number. It is not stored, and the message is taken out of the chat."""
    turn.replies.erase_theirs = True
    turn.say(turn.texts("refused-identity-number"))
