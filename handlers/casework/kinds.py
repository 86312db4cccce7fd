"""The kinds of cases: the choices of the form `kasus`, with what their list says of each."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.turn import Turn

FORM = "kasus"
# The question that holds the kind.
KIND = "jenis"
URGENCIES = ("segera", "tinggi", "biasa")
_YES = frozenset({"yes", "ya", "true", "1"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `restricted`: seen only by those named for it. `urgency`: the usual one, of `URGENCIES`."""

    id: str
    label: str
    restricted: bool
    urgency: str


def kinds(turn: Turn) -> list[Kind]:
    """All kinds in the form's order, in the reader's language; none where the form is not there."""
    if not turn.shelf.has_current(FORM):
        return []
    form = turn.shelf.current(FORM)
    question = form.question(KIND)
    if question is None or question.choices is None:
        return []
    tongue = form.language(turn.language)
    return [
        Kind(
            choice.name,
            choice.label(tongue) or choice.name,
            choice.columns.get("restricted", "").strip().lower() in _YES,
            urgency if (urgency := choice.columns.get("urgency", "").strip()) in URGENCIES else URGENCIES[-1],
        )
        for choice in question.choices.all
    ]


def kind_of(turn: Turn, kind_id: str) -> Kind | None:
    """The kind of that id; `None` for one that the list has not (any more)."""
    return next((each for each in kinds(turn) if each.id == kind_id), None)
