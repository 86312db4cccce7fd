"""Which forms are reports, in which order they stand, and which of them are for somebody's programmes."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path

import forms
from handlers.turn import Turn
from storage import publications, submissions

FILE = Path(__file__).parent / "reporting.toml"
# The settings column `purpose`: what is filed as a report, and what opens a case.
REPORT, CASE = "report", "case"
PROFILE = "profil"
# Where the profile says in which programmes somebody works.
PROGRAMMES = "program"
# The group of forms that the file does not list, and of those for other programmes.
LAST, OTHERS = "more", "others"
# How long a person may correct a report by themselves, in hours, where the form does not say.
CORRECT_WITHIN = 72


def is_report(form: forms.Form) -> bool:
    """Whether what is sent of the form is a field report."""
    return form.settings.get("purpose") == REPORT


def is_restricted(form: forms.Form) -> bool:
    """Whether it is seen only by those named for it."""
    return form.settings.get("restricted", "").strip().casefold() in ("yes", "true", "1")


def correct_within(form: forms.Form) -> int:
    """For how many hours the sender may correct it by themselves."""
    given = form.settings.get("correct_within", "").strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 5 else CORRECT_WITHIN


def is_for(form: forms.Form, programmes: Collection[str]) -> bool:
    """Whether people of these programmes file it; a form that names none is for everybody."""
    named = form.settings.get("programmes", "").split()
    return not named or any(programme in named for programme in programmes)


def key_of(form: forms.Form) -> str:
    """The field that tells several series of the form apart (the group of a P2K2 report); "" where there is none."""
    return next((pattern for pattern, rule in form.prefills.items() if rule.strip() == "key"), "")


async def current(turn: Turn) -> dict[str, forms.Form]:
    """The reports that the person may begin now, by id, in the order of the list."""
    found = [form for form in turn.shelf.published() if is_report(form)]
    by_admins = {form.id: turn.shelf.publication(form.id, form.version) for form in found}
    asked = {one.id: one.audience for one in by_admins.values() if one is not None and one.runs(turn.at)}
    mine = await publications.expected_of(await turn.work.connection(), turn.person.id, asked) if asked else ()
    may = [form for form in found if (one := by_admins[form.id]) is None or one.id in mine]
    order = {form_id: place for place, form_id in enumerate(form_id for _, ids in groups() for form_id in ids)}
    return {form.id: form for form in sorted(may, key=lambda form: (order.get(form.id, len(order)), form.id))}


@cache
def groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Name and forms of each group, in order."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple((group["name"], tuple(group["forms"])) for group in table["groups"])


def grouped(found: Collection[forms.Form], programmes: Collection[str]) -> list[tuple[str, list[forms.Form]]]:
    """The forms in their groups, those for other programmes last; empty groups are left out."""
    mine = [form for form in found if is_for(form, programmes)]
    made = [(name, [form for form in mine if form.id in ids]) for name, ids in groups()]
    listed = {form_id for _, ids in groups() for form_id in ids}
    made.append((LAST, [form for form in mine if form.id not in listed]))
    made.append((OTHERS, [form for form in found if form not in mine]))
    return [(name, there) for name, there in made if there]


async def profile_of(turn: Turn) -> dict[str, str]:
    """The answers of the person's latest profile; nothing where there is none."""
    connection = await turn.work.connection()
    latest = await submissions.latest(connection, turn.viewer, turn.person.id, PROFILE)
    return {} if latest is None else (await submissions.answers(connection, turn.viewer, [latest.id]))[latest.id]


async def programmes_of(turn: Turn) -> list[str]:
    """The programmes in which the person works, as the profile says."""
    return (await profile_of(turn)).get(PROGRAMMES, "").split()
