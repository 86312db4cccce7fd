"""`/tips`: this week's tip, the saved ones, all that one had, and how often new ones come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tipping import showing
from handlers.tipping.choosing import given_tip
from handlers.tipping.library import find, library
from handlers.tipping.rhythm import KIND, OFF, RHYTHMS, rhythm, week_at
from handlers.tipping.saying import said
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from locales.tips import Tip
from storage import preferences
from storage.preferences import TipGiven

PLACE = "tips"
# As many titles as fit on a small phone with the other buttons.
A_PAGE = 5
LONGEST_LABEL = 40
# Before the title of a saved tip, wherever tips are listed.
SAVED = "★"


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`tips`, `tips:all:{page}` (pages from 0), `tips:kept:{page}`, `tips:read:{tip}`."""
    what, _, rest = argument.partition(":")
    if what == "read":
        return await _one(turn, rest)
    had = await preferences.given(await turn.work.connection(), turn.person.id)
    # Newest first; what the library has no more can be downloaded, but not read here.
    there = await library(turn)
    had = [each for each in reversed(had) if each.tip_id in there]
    if what == "all":
        return _list(turn, there, "all", had, whole_number(rest), turn.texts("tips-all-title", count=len(had)))
    if what == "kept":
        return _list(turn, there, "kept", _kept(had), whole_number(rest), turn.texts("tips-kept-title"))
    return await _overview(turn, there, had)


async def tapped(turn: Turn) -> None:
    """`tips:{all|kept}:{page}`, `tips:read:{tip}`, `tips:say:{tip}:{verb}`, `tips:rhythm:{rhythm}`, `tips`."""
    parts = turn.incoming.data.split(":") if isinstance(turn.incoming, Tap) else []
    match parts[1:]:
        case ["rhythm", chosen] if chosen in RHYTHMS:
            await preferences.put(await turn.work.connection(), turn.person.id, KIND, chosen, turn.at)
            turn.toast(turn.texts.plain(_TOASTS[chosen]))
            turn.go(PLACE)
        case ["say", tip_id, verb]:
            given = await said(turn, tip_id, verb)
            turn.go(f"{PLACE}:read:{tip_id}" if given else PLACE)
        case ["read" | "all" | "kept" as what, which]:
            turn.go(f"{PLACE}:{what}:{which}")
        case _:
            turn.go(PLACE)


_TOASTS = {"weekly": "toast-tips-weekly", "biweekly": "toast-tips-biweekly", "off": "toast-tips-off"}
_RHYTHM_LABELS = {"weekly": "button-tips-weekly", "biweekly": "button-tips-biweekly", "off": "button-tips-off"}


async def _overview(turn: Turn, there: Mapping[str, Tip], had: Sequence[TipGiven]) -> Screen:
    t = turn.texts
    chosen = await preferences.get(await turn.work.connection(), turn.person.id)
    now = rhythm(chosen.get(KIND), turn.person.role)
    lines = [f"<b>{t('tips-title')}</b>", ""]
    rows: list[list[Button]] = []
    if had:
        latest = had[0]
        this_week = week_at(latest.given_at, turn.zone) == week_at(turn.at, turn.zone)
        lines.append(t("tips-now" if this_week else "tips-latest", title=there[latest.tip_id].title))
        label = t.plain("button-tips-now" if this_week else "button-tips-latest")
        rows.append([button(label, PLACE, "read", latest.tip_id)])
        kept = _kept(had)
        lines.append(t("tips-kept", count=len(kept)) if kept else t("tips-kept-none"))
        rows += [_title_row(there, each) for each in kept[:A_PAGE]]
        rows += [_pages("kept", 0, len(kept))]
        if len(had) > 1:
            rows.append([button(t.plain("button-tips-all", count=len(had)), PLACE, "all", 0)])
    else:
        lines.append(t("tips-none-asked" if now == OFF else "tips-none-yet"))
    lines += ["", t("tips-rhythm", rhythm=now)]
    # A row each: ticked, "Dua minggu sekali" is too long for half a phone.
    rows += [
        [button(t.plain("button-tips-said", what=label) if each == now else label, PLACE, "rhythm", each)]
        for each in RHYTHMS
        for label in [t.plain(_RHYTHM_LABELS[each])]
    ]
    rows.append([button(t.plain("button-menu"), "go", "menu")])
    if had and showing.is_in_indonesian(turn, there[had[0].tip_id]):
        lines.append(t("tips-in-indonesian"))
    return Screen("\n".join(lines), as_rows(rows))


def _list(turn: Turn, there: Mapping[str, Tip], which: str, tips: Sequence[TipGiven], page: int, head: str) -> Screen:
    t = turn.texts
    last = max(0, (len(tips) - 1) // A_PAGE)
    page = min(page, last)
    lines = [f"<b>{head}</b>"]
    if last:
        lines.append(t("tips-page", page=page + 1, pages=last + 1))
    if not tips:
        lines += ["", t("tips-kept-none" if which == "kept" else "tips-none-yet")]
    rows = [_title_row(there, each) for each in tips[page * A_PAGE : (page + 1) * A_PAGE]]
    rows.append(_pages(which, page, len(tips)))
    rows.append([button(t.plain("button-tips-back"), PLACE), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def _one(turn: Turn, tip_id: str) -> Screen | None:
    given, shown = await given_tip(turn, tip_id), await find(turn, tip_id)
    if given is None or shown is None:
        return None
    t = turn.texts
    this_week = week_at(given.given_at, turn.zone) == week_at(turn.at, turn.zone)
    head = t("tips-this-week" if this_week else "tips-again")
    rows = showing.rows(turn, shown, given, PLACE, "say", tip_id)
    if given.kept:
        # Where the tip stands among the saved ones, "saved" is also undone.
        rows = [*rows[:-1], [button(t.plain("button-tips-drop"), PLACE, "say", tip_id, showing.DROP)]]
    rows.append([button(t.plain("button-tips-back"), PLACE), button(t.plain("button-menu"), "go", "menu")])
    return Screen(showing.words(turn, shown, given, head), as_rows(rows))


def _kept(had: Sequence[TipGiven]) -> list[TipGiven]:
    return [each for each in had if each.kept]


def _title_row(there: Mapping[str, Tip], given: TipGiven) -> list[Button]:
    title = there[given.tip_id].title
    title = f"{SAVED} {title}" if given.kept else title
    label = title if len(title) <= LONGEST_LABEL else title[: LONGEST_LABEL - 1].rstrip() + "…"
    return [button(label, PLACE, "read", given.tip_id)]


def _pages(which: str, page: int, count: int) -> list[Button]:
    """To the pages before and after, as in the long lists of forms."""
    row = []
    if page > 0:
        row.append(button(f"◂ {page}", PLACE, which, page - 1))
    if (page + 1) * A_PAGE < count:
        row.append(button(f"{page + 2} ▸", PLACE, which, page + 1))
    return row
