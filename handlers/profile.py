"""The profile: asked once after consent, and each field may be changed at any time."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import forms
from handlers import filling
from handlers.places import place
from handlers.question import given_words, short_name
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Tap, Turn, as_rows
from scoring.qualification import qualification_of
from storage import drafts, people, submissions
from storage.submissions import Submission

FORM = "profil"
PLACE = "profile"

# The first time, a person sends the profile from its summary; the province is what every sent profile has.
filling.KEPT_AT_ONCE[FORM] = lambda turn: turn.person.province is not None


async def begin(turn: Turn) -> None:
    """Ask for the profile (or go on with it)."""
    await filling.begin(turn, FORM)


async def open_profile(turn: Turn) -> None:
    """`/profil`: what is stored; without a profile, the questions."""
    latest = await submissions.latest(await turn.work.connection(), turn.viewer, turn.person.id, FORM)
    if latest is None:
        await begin(turn)
    else:
        turn.go(PLACE)


async def go_on(turn: Turn) -> None:
    """Back to the field that was left open; without one, as `/profil`."""
    if await drafts.open_draft(await turn.work.connection(), turn.viewer, FORM) is None:
        await open_profile(turn)
    else:
        await begin(turn)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    form, answers, _ = await _stored(turn)
    if not answers:
        return None
    t = turn.texts
    lines = [f"<b>{t('profile-title')}</b>", ""]
    buttons = []
    for name in forms.relevant_items(form, forms.begin(form, filling.local(turn), prefill=answers)):
        value = answers.get(name)
        given = given_words(t, form, name, value)
        label = short_name(form, name, t.language)
        lines.append(f"{escape(label, quote=False)}: <b>{escape(given, quote=False)}</b>")
        buttons.append(button(label, "profile", name))
    if (education := answers.get("pendidikan")) and (qualification := qualification_of(education)):
        lines += ["", t("profile-qualification", name=t.plain(f"qualification-{qualification.key}"))]
    if await drafts.open_draft(await turn.work.connection(), turn.viewer, FORM) is not None:
        lines += ["", t("profile-change-open")]
    else:
        lines += ["", t("profile-tap-to-change")]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    if t("profile-change-open") in lines:
        rows.insert(0, [button(t.plain("button-continue"), "go", "profile-continue")])
    # Self-assessment, tests and interview side by side.
    rows.append([button(t.plain("button-learn-beside"), "learn", "beside")])
    rows.append([button(t.plain("button-data"), "go", "data"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def tapped(turn: Turn) -> None:
    """`profile:{field}`: change one field; the rest stays."""
    field = turn.incoming.data.removeprefix("profile:") if isinstance(turn.incoming, Tap) else ""
    form, answers, latest = await _stored(turn)
    if field not in form.by_name or latest is None:
        await open_profile(turn)
        return
    draft = await filling.begin(turn, FORM, answers, replaces=latest.id)
    await filling.happen(turn, draft, forms.Jump(field))


async def _stored(turn: Turn) -> tuple[forms.Form, Mapping[str, str], Submission | None]:
    """The current profile form, what the person last said as far as it still has a place in it, and when."""
    connection = await turn.work.connection()
    form = turn.shelf.current(FORM)
    latest = await submissions.latest(connection, turn.viewer, turn.person.id, FORM)
    if latest is None:
        return form, {}, None
    stored = (await submissions.answers(connection, turn.viewer, [latest.id]))[latest.id]
    return form, {name: value for name, value in stored.items() if name in form.by_name}, latest


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    """Keep in the person's row what every turn needs: how to address them, and where they work."""
    connection = await turn.work.connection()
    sent = await submissions.of_person(connection, turn.viewer, turn.person.id, FORM)
    changed = {
        "name": answers.get("nama"),
        "gender": answers.get("gender"),
        "province": answers.get("provinsi"),
        "regency": answers.get("kabupaten"),
    }
    await people.change_person(connection, turn.person.id, **changed)
    for column, value in changed.items():
        setattr(turn.person, column, value)
    if len(sent) == 1:
        turn.toast(turn.texts.plain("toast-profile-stored"))
        turn.go("menu")
        return
    # Who looked at a field and left it as it was is not told of a change.
    if (await submissions.answers(connection, turn.viewer, [sent[1].id]))[sent[1].id] != dict(answers):
        turn.toast(turn.texts.plain("toast-profile-changed"))
    turn.go(PLACE)


filling.AFTER_SENDING[FORM] = _sent
