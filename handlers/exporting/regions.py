"""Which province or regency an export is of: from lists, or by typing a part of the name."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.exporting import words
from handlers.exporting.dispatch import ONE, PREFIX, act, listens
from handlers.exporting.parts import part_screen, ticked
from handlers.exporting.wanted import Wanted
from handlers.invites import scope_words
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Said, Turn
from locales.reading import folded
from storage import exports

PLACE = f"{ONE}-region"
PAGE = 10
MOST_FOUND = 12
MOST_TYPED = 40
_FIND = "find."


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """Behind the export `|{page}`, `|{province}.{page}` or `|find.{words}`; a coordinator begins with the duties."""
    written, _, more = argument.partition("|")
    wanted = Wanted.read(written)
    if wanted is None:
        return None
    if more.startswith(_FIND):
        return _found(turn, wanted, await _matching(turn, more.removeprefix(_FIND)))
    if turn.person.role == "coordinator":
        return await _duties(turn, wanted)
    province, _, page = more.rpartition(".")
    if province in turn.shelf.provinces():
        return _regencies(turn, wanted, province, whole_number(page))
    return _provinces(turn, wanted, whole_number(page))


async def _duties(turn: Turn, wanted: Wanted) -> Screen:
    own = await words.duties(turn)
    here = (wanted.region, wanted.programme)
    rows = [ticked(turn.texts.plain("export-all-mine"), here == ("", ""), "region", "")]
    rows += [ticked(scope_words(turn, *one), here == one, "region", "/".join(one)) for one in own if one != ("", "")]
    # A regency has nothing within it to search for.
    searched = any("." not in region for region, _ in own)
    return _screen(turn, turn.texts("export-region-how"), rows, searched=searched)


def _provinces(turn: Turn, wanted: Wanted, page: int) -> Screen:
    t, codes = turn.texts, turn.shelf.provinces()
    rows = [ticked(t.plain("region-all"), not wanted.region, "region", "")] if not page else []
    inside = wanted.region[:2]
    rows += [ticked(_name(turn, code), code == inside, "part", f"region.{code}.0") for code in _shown(codes, page)]
    return _screen(turn, t("export-region-how"), [*rows, _turning("region", page, len(codes))])


def _regencies(turn: Turn, wanted: Wanted, province: str, page: int) -> Screen:
    t, codes = turn.texts, turn.shelf.regencies(province)
    whole = t.plain("export-whole-province", province=_name(turn, province))
    rows = [ticked(whole, wanted.region == province, "region", province)] if not page else []
    rows += [ticked(_name(turn, code), wanted.region == code, "region", code) for code in _shown(codes, page)]
    rows += [_turning(f"region.{province}", page, len(codes)), _back_to_lists(turn)]
    return _screen(turn, t("export-region-how"), rows)


def _found(turn: Turn, wanted: Wanted, codes: Sequence[str]) -> Screen:
    t = turn.texts
    lines = [t("search-found", count=len(codes))]
    if len(codes) > MOST_FOUND:
        lines.append(t("search-more", shown=MOST_FOUND))
    rows = [ticked(_name(turn, code), wanted.region == code, "region", code) for code in codes[:MOST_FOUND]]
    return part_screen(turn, "\n".join(lines), [*rows, _back_to_lists(turn)])


def _screen(turn: Turn, text: str, rows: list[list[Button]], *, searched: bool = True) -> Screen:
    return part_screen(turn, f"{text}\n\n{turn.texts('search-by-typing')}" if searched else text, rows)


def _back_to_lists(turn: Turn) -> list[Button]:
    label = "button-export-my-regions" if turn.person.role == "coordinator" else "button-export-provinces"
    return [button(turn.texts.plain(label), PREFIX, "part", "region")]


def _name(turn: Turn, code: str) -> str:
    return turn.shelf.region_name(code) or code


def _shown(codes: list[str], page: int) -> list[str]:
    return codes[page * PAGE : (page + 1) * PAGE]


def _turning(where: str, page: int, count: int) -> list[Button]:
    turning = [button(f"◂ {page}", PREFIX, "part", f"{where}.{page - 1}")] if page else []
    if (page + 1) * PAGE < count:
        turning.append(button(f"{page + 2} ▸", PREFIX, "part", f"{where}.{page + 1}"))
    return turning


@listens(PLACE)
async def said(turn: Turn, argument: str) -> None:
    """A part of a name: show what has all its words."""
    wanted = Wanted.read(argument.partition("|")[0])
    typed = turn.incoming.text if isinstance(turn.incoming, Said) else ""
    searched = folded(typed)[:MOST_TYPED]
    if wanted is None or not await _matching(turn, searched):
        turn.say(turn.texts("hint-not-in-list", words=typed[:60]))
        return
    turn.go(f"{PLACE}:{wanted.written()}|{_FIND}{searched}")


async def _matching(turn: Turn, searched: str) -> list[str]:
    """The codes of what has all these words in its name, provinces first; of a coordinator within the duties."""
    asked = searched.split()
    provinces = turn.shelf.provinces()
    codes = [*provinces, *(code for province in provinces for code in turn.shelf.regencies(province))]
    found = [code for code in codes if asked and all(word in folded(_name(turn, code)) for word in asked)]
    if turn.person.role != "coordinator":
        return found
    own = await words.duties(turn)
    return [code for code in found if any(exports.holds(region, code) for region, _ in own)]


@act("region")
async def choose(turn: Turn, value: str) -> None:
    """`13.76`, "" for all; of a coordinator's own duties with the programme: `13.76/pkh`."""
    region, slash, programme = value.partition("/")
    if region and turn.shelf.region_name(region) is None:
        turn.show()
    elif turn.person.role != "coordinator":
        words.changed(turn, region=region)
    elif await _is_own(turn, region, programme, of_list=bool(slash)):
        words.changed(turn, region=region, programme=programme)
    else:
        turn.show()


async def _is_own(turn: Turn, region: str, programme: str, *, of_list: bool) -> bool:
    """Whether a coordinator may choose this: all there is, one of the duties, or what was found within one."""
    if (region, programme) == ("", ""):
        return True
    own = await words.duties(turn)
    if of_list:
        return (region, programme) in own
    return any(exports.holds(within, region) for within, _ in own)
