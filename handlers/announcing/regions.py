"""Provinces and regencies as an audience: by pages, or by typing a part of the name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from forms import Form
from handlers.announcing.conditions import Conditions
from handlers.announcing.dispatch import go
from handlers.announcing.ticks import PLACE, tick, way_back
from handlers.announcing.words import PROFILE
from handlers.screens import Button, Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from locales.reading import folded
from storage.announcements import Announcement

PROVINCE_ITEM, REGENCY_ITEM = "provinsi", "kabupaten"
PAGE = 10
MOST_FOUND = 12
MOST_TYPED = 40


@dataclass(frozen=True, slots=True)
class Region:
    """A province or a regency; `code` as in a condition, `words` as it is searched for."""

    code: str
    province: str
    label: str
    words: str


@lru_cache(maxsize=4)
def _regions(form: Form) -> tuple[Region, ...]:
    """All that a companion can choose in the profile, provinces first."""
    found = []
    for item, key in ((PROVINCE_ITEM, "province"), (REGENCY_ITEM, "regency")):
        choices = form.by_name[item].choices
        for choice in choices.all if choices is not None else ():
            label = choice.label(form.default_language)
            found.append(Region(f"{key}.{choice.name}", choice.name[:2], label, folded(label)))
    return tuple(found)


def region_screen(
    turn: Turn, announcement: Announcement, head: str, chosen: Conditions, section: str, more: str
) -> Screen:
    """`region`: the provinces by pages; `region:13`: the regencies of one; `find:{words}`: what was searched for."""
    t = turn.texts
    regions = _regions(turn.shelf.current(PROFILE))
    if section == "find":
        words = folded(more).split()
        found = [r for r in regions if all(word in r.words for word in words)]
        rows = [[tick(turn, announcement, chosen, r.code)] for r in found[:MOST_FOUND]]
        text = t("search-found", count=len(found))
        if len(found) > MOST_FOUND:
            text += "\n" + t("search-more", shown=MOST_FOUND)
        rows.append([go(t.plain("button-ann-provinces"), f"{PLACE}:{announcement.id}:region")])
        return Screen(f"{head}\n\n{text}", as_rows([*rows, [way_back(turn, announcement)]]))
    first, _, second = more.partition(":")
    province = next((r for r in regions if r.code == f"province.{first}"), None)
    if province is None:
        provinces = [r for r in regions if r.code.startswith("province.")]
        page = whole_number(second)
        rows = [[go(r.label, f"{PLACE}:{announcement.id}:region:{r.province}")] for r in _shown(provinces, page)]
        rows += [_turning(announcement, "region:", page, len(provinces)), [way_back(turn, announcement)]]
        return Screen(f"{head}\n\n{t('ann-region-how')}", as_rows(rows))
    within = [r for r in regions if r.province == first and r.code.startswith("regency.")]
    page = whole_number(second)
    whole = t.plain("button-ann-whole-province", province=province.label)
    rows = [[tick(turn, announcement, chosen, province.code, whole)]]
    rows += [[tick(turn, announcement, chosen, r.code)] for r in _shown(within, page)]
    rows += [_turning(announcement, f"region:{first}", page, len(within))]
    rows += [[go(t.plain("button-ann-provinces"), f"{PLACE}:{announcement.id}:region"), way_back(turn, announcement)]]
    return Screen(f"{head}\n\n{t('ann-regency-how', province=province.label)}", as_rows(rows))


def _shown(regions: list[Region], page: int) -> list[Region]:
    return regions[page * PAGE : (page + 1) * PAGE]


def _turning(announcement: Announcement, list_: str, page: int, count: int) -> list[Button]:
    """Buttons to the pages before and after."""
    where = f"{PLACE}:{announcement.id}:{list_}"
    turning = []
    if page > 0:
        turning.append(go(f"◂ {page}", f"{where}:{page - 1}"))
    if (page + 1) * PAGE < count:
        turning.append(go(f"{page + 2} ▸", f"{where}:{page + 1}"))
    return turning


def search(turn: Turn, announcement: Announcement, typed: str) -> None:
    """Show what has all the typed words in its name."""
    words = folded(typed)[:MOST_TYPED]
    if not words or not any(
        all(word in r.words for word in words.split()) for r in _regions(turn.shelf.current(PROFILE))
    ):
        turn.say(turn.texts("hint-not-in-list", words=typed[:60]))
        return
    turn.go(f"{PLACE}:{announcement.id}:find:{words}")
