"""How people, themes and reasons of mentoring are worded. Nowhere is a percent, a band or a group of anybody said."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import forms
from handlers.turn import Turn
from locales.formats import number
from storage import people
from storage.mentor_pairs import Pair
from storage.people import Person

WISH_FORM, PROFILE = "kesediaan_mentor", "profil"
THEMES: Mapping[str, str] = {
    "peran": "mentor-theme-peran",
    "personal": "mentor-theme-personal",
    "sosial": "mentor-theme-sosial",
    "mengajar": "mentor-theme-mengajar",
    "komunikasi": "mentor-theme-komunikasi",
    "belajar": "mentor-theme-belajar",
    "dtsen": "mentor-theme-dtsen",
}
STATES: Mapping[str, str] = {
    "proposed": "mentor-state-proposed",
    "asked": "mentor-state-asked",
    "active": "mentor-state-active",
    "declined": "mentor-state-declined",
    "rejected": "mentor-state-rejected",
    "ended": "mentor-state-ended",
}


async def person(turn: Turn, person_id: int) -> Person | None:
    return await people.person_by_id(await turn.work.connection(), person_id)


def called(turn: Turn, who: Person | None) -> str:
    """`Ibu Sari`; not escaped."""
    if who is None or not who.name:
        return turn.texts.plain("address-unknown")
    gender = who.gender if who.gender in ("perempuan", "laki_laki") else "none"
    return turn.texts.plain("address", gender=gender, name=who.name)


async def name(turn: Turn, person_id: int) -> str:
    return called(turn, await person(turn, person_id))


def contact(turn: Turn, who: Person | None) -> str:
    """The name as HTML that opens the chat with them: what both agreed to when they said yes."""
    words = escape(called(turn, who), quote=False)
    return words if who is None else f'<a href="tg://user?id={who.telegram_id}">{words}</a>'


def theme(turn: Turn, code: str) -> str:
    return turn.texts.plain(THEMES.get(code, THEMES["peran"]))


def programme(turn: Turn, code: str) -> str:
    return forms.answer_label(turn.shelf.current(PROFILE), "program", code, turn.language)


def languages(turn: Turn, codes: str) -> str:
    """Languages by name, with commas between."""
    return forms.answer_label(turn.shelf.current(WISH_FORM), "bahasa", codes, turn.language)


def reasons(turn: Turn, programme_code: str, theme_code: str, why: Mapping[str, Any]) -> str:
    """Why the two were put together, in one sentence; the region is that of then."""
    t = turn.texts
    region = turn.shelf.region_name(why.get("region", "")) or t.plain("region-all")
    parts = [t.plain("mentor-why-near" if why.get("near") else "mentor-why-province", region=region)]
    parts.append(t.plain("mentor-why-programme", programme=programme(turn, programme_code)))
    if why.get("languages"):
        parts.append(t.plain("mentor-why-language", language=languages(turn, " ".join(why["languages"]))))
    if why.get("asked") and why.get("offered"):
        parts.append(t.plain("mentor-why-both"))
    elif why.get("asked"):
        parts.append(t.plain("mentor-why-asked"))
    elif why.get("offered"):
        parts.append(t.plain("mentor-why-offered"))
    elif why.get("unsaid"):
        parts.append(t.plain("mentor-why-unsaid"))
    if why.get("families"):
        parts.append(t.plain("mentor-why-families", count=number(why["families"], turn.language)))
    key = "mentor-why-strong" if why.get("strong") else "mentor-why"
    return t.plain(key, reasons=", ".join(parts), theme=theme(turn, theme_code))


def why(turn: Turn, pair: Pair) -> str:
    """The same of a pair."""
    return reasons(turn, pair.programme, pair.theme, pair.why)


def province(turn: Turn, who: Person | None) -> str:
    """Where somebody works, by the province: with a regency and a programme the few of them could be guessed."""
    code = (who.province or "") if who is not None else ""
    return turn.shelf.region_name(code) or turn.texts.plain("region-all")
