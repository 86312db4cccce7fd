"""Which of an instrument's dimensions a factor analysis is of: all, or one where all are too much for the people."""

from __future__ import annotations

from handlers.analysing.choosing import form_of
from handlers.analysing.dispatch import PART, PREFIX, act, may
from handlers.analysing.models import scales_of
from handlers.analysing.wanted import Wanted, changed, standing
from handlers.instruments import Instrument
from handlers.places import place
from handlers.reporting.words import short
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows

# Fewer items measure a factor of their own, but leave nothing that could be tested.
FEWEST_ITEMS = 3
# Of a very long instrument the first ones: a keyboard has an end.
MOST = 30


def parts_of(instrument: Instrument) -> list[tuple[int, str, int]]:
    """Number from 1, name, and how many items: those that a factor analysis by itself can be of."""
    scales = enumerate(scales_of(instrument).items(), 1)
    return [(number, part, len(items)) for number, (part, items) in scales if len(items) >= FEWEST_ITEMS][:MOST]


@act("parts")
async def open_parts(turn: Turn, value: str) -> None:
    wanted = standing(turn)
    if wanted is None or wanted.kind != "cfa":
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    turn.go(f"{PART}:{wanted.written()}")


@place(PART)
async def show_parts(turn: Turn, argument: str) -> Screen | None:
    wanted = Wanted.read(argument) if may(turn) else None
    found = form_of(turn, wanted.form_id) if wanted is not None else None
    if wanted is None or found is None or wanted.kind != "cfa":
        return None
    t = turn.texts
    offered = [(0, t.plain("ana-part-all"), len(found[1].items)), *parts_of(found[1])]
    rows = []
    for number, name, items in offered:
        label = t.plain("ana-part", part=short(name, 26), items=items)
        rows.append([button(f"✓ {label}" if number == wanted.part else label, PREFIX, "part", number)])
    rows.append([button(t.plain("button-back"), PREFIX, "back")])
    return Screen(t("ana-part-how"), as_rows(rows))


@act("part")
async def choose_part(turn: Turn, value: str) -> None:
    wanted = standing(turn)
    found = form_of(turn, wanted.form_id) if wanted is not None else None
    known = {0, *(number for number, _, _ in parts_of(found[1]))} if found is not None else {0}
    if wanted is None or wanted.kind != "cfa" or whole_number(value) not in known:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
    else:
        changed(turn, part=whole_number(value))
