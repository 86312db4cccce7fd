"""By which method a model is estimated, where an admin chooses it."""

from __future__ import annotations

from handlers.analysing.dispatch import ESTIMATOR, PREFIX, act, may
from handlers.analysing.request import ESTIMATORS
from handlers.analysing.wanted import Wanted, changed, standing
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows


@act("estimators")
async def open_estimators(turn: Turn, value: str) -> None:
    wanted = standing(turn)
    if wanted is None or wanted.kind not in ("cfa", "own"):
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    turn.go(f"{ESTIMATOR}:{wanted.written()}")


@place(ESTIMATOR)
async def show_estimators(turn: Turn, argument: str) -> Screen | None:
    wanted = Wanted.read(argument) if may(turn) else None
    if wanted is None or wanted.kind not in ("cfa", "own"):
        return None
    t = turn.texts
    offered = [one for one in ESTIMATORS if one != "PLS" or wanted.kind == "own"]
    rows = []
    for one in offered:
        label = t.plain(f"ana-estimator-{one}")
        rows.append([button(f"✓ {label}" if one == wanted.estimator else label, PREFIX, "estimator", one)])
    rows.append([button(t.plain("button-back"), PREFIX, "back")])
    lines = [t("ana-estimator-how"), "", *(t(f"ana-estimator-about-{one}") for one in offered)]
    return Screen("\n".join(lines), as_rows(rows))


@act("estimator")
async def choose_estimator(turn: Turn, value: str) -> None:
    wanted = standing(turn)
    estimator = next((each for each in ESTIMATORS if each == value), None)
    if wanted is None or estimator is None or (estimator == "PLS" and wanted.kind != "own"):
        turn.show()
    else:
        changed(turn, estimator=estimator)


@act("back")
async def back(turn: Turn, value: str) -> None:
    changed(turn)
