"""What is to be exported, as it is kept with the job and handed to the process that writes it; and who may ask."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from handlers.exporting.crowds import crowd_of, everybody, whole_months
from handlers.exporting.pseudonyms import NAMED, PEOPLE, SCORES_ALONE
from handlers.instruments import instrument_of
from storage import exports
from storage.export_statements import CASES, FORMS, REPORTS, SCORES, Selection
from storage.visibility import Viewer

Format = Literal["xlsx", "csv", "sav", "odk", "geojson"]
FORMATS: Final[tuple[Format, ...]] = ("xlsx", "csv", "sav", "odk", "geojson")

# Consents and invitations are the program's own; an interview is seen by the two people who had it.
NOT_EXPORTED: Final = frozenset({"persetujuan", "undangan", "wawancara_sikap"})
# What somebody knows is shown as scores are, though these forms have no dimensions (decision 14).
ABOUT_A_PERSON: Final = frozenset({"uji_pengetahuan", "uji_kasus"})

Refusal = Literal["form", "role", "names", "region", "programme", "places"]
"""Why not: there is no such form to export; only coordinators and admins may; names are not for this person; the region
or the programme is not theirs; the form asks for no place, or its places would say whose scores they are."""


class RefusedError(PermissionError):
    """The export is not for this person, or there is no such thing. ``reason``: one of ``Refusal``."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason: Refusal = reason


@dataclass(frozen=True, slots=True)
class Request:
    """One export. ``viewer``: who asks, an id of ``person`` (``storage.visibility.PROGRAM`` for the command line).

    ``since``, ``until``: first and last day, None for no bound: of reports the day they are about, else the day of
    sending where the sender is. ``region``: "13", "13.76", "" for all that the viewer may see; ``programme``: "pkh", ""
    for all; ``state``: of reports ("new", "returned", "accepted") and cases, "" for all. ``language``: of labels.
    """

    form_id: str
    format: Format
    viewer: int
    names: bool = False
    language: str = "id"
    since: date | None = None
    until: date | None = None
    region: str = ""
    programme: str = ""
    state: str = ""

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise ValueError(f"no format: {self.format!r}; known are {', '.join(FORMATS)}")

    def dumps(self) -> str:
        """JSON."""
        days = {name: day.isoformat() if (day := getattr(self, name)) else None for name in ("since", "until")}
        return json.dumps(asdict(self) | days, ensure_ascii=False)

    @classmethod
    def loads(cls, text: str) -> Request:
        """What ``dumps`` wrote; anything else is a ``ValueError``."""
        try:
            given = json.loads(text)
            for name in ("since", "until"):
                given[name] = date.fromisoformat(given[name]) if given.get(name) else None
            return cls(**given)
        except TypeError as error:
            raise ValueError(f"not an export: {error}") from error


def kind_of(form: forms.Form) -> str:
    """What its rows are: ``storage.export_statements.REPORTS``, ``CASES``, ``SCORES`` or ``FORMS`` (anything else)."""
    purpose = form.settings.get("purpose", "")
    if purpose == "report":
        return REPORTS
    if purpose == "case":
        return CASES
    return SCORES if form.id in ABOUT_A_PERSON or instrument_of(form) is not None else FORMS


def has_places(form: forms.Form) -> bool:
    """Whether it asks for a place, a line or an area: what GeoJSON is for."""
    return any(question.kind in PLACES for question in form.questions)


PLACES: Final = frozenset({forms.Kind.GEOPOINT, forms.Kind.GEOTRACE, forms.Kind.GEOSHAPE})


def selection_of(request: Request, form: forms.Form, hours: Mapping[str, int]) -> Selection:
    """What is read for it. ``hours``: of provinces, how far their clocks are ahead of UTC."""
    return Selection(
        form_id=request.form_id,
        kind=kind_of(form),
        names=request.names,
        since=request.since.isoformat() if request.since else "",
        until=request.until.isoformat() if request.until else "",
        region=request.region,
        programme=request.programme,
        state=request.state,
        hours=tuple(sorted(hours.items())),
    )


def refusal(asker: exports.Asker, request: Request, form: forms.Form) -> Refusal | None:
    """Why the export is not for who asks; None where it is. What rows it then has is decided by SQL (``exports``).

    Names in what somebody scored are for the coordinator in charge alone (``visibility.result_seen``).
    """
    if form.id in NOT_EXPORTED or form.id != request.form_id:
        return "form"
    if request.format == "geojson" and (not has_places(form) or is_guarded(asker, form)):
        return "places"
    if asker.is_program:
        return None
    if asker.role not in ("coordinator", "admin"):
        return "role"
    if request.names and kind_of(form) == SCORES and asker.role != "coordinator":
        return "names"
    if asker.role == "admin":
        return None
    if request.region and not any(exports.holds(region, request.region) for region, _ in asker.duties):
        return "region"
    if request.programme and not any(programme in ("", request.programme) for _, programme in asker.duties):
        return "programme"
    return None


def is_guarded(asker: exports.Asker, form: forms.Form) -> bool:
    """Whether nobody may find out by the export what one person scored: an admin's (``handlers.exporting.crowds``)."""
    return asker.role == "admin" and not asker.is_program and kind_of(form) == SCORES


def space_of(asker: exports.Asker, request: Request, form: forms.Form) -> str:
    """Which pseudonyms the export has (``handlers.exporting.pseudonyms``)."""
    if request.names:
        return NAMED
    return SCORES_ALONE if is_guarded(asker, form) else PEOPLE


async def refused(conn: AsyncConnection, viewer: Viewer, request: Request, form: forms.Form) -> Refusal | None:
    """The same, asked in a turn. ``form``: the newest version of it."""
    return refusal(await exports.asker(conn, viewer), request, form)


async def count(
    conn: AsyncConnection, viewer: Viewer, request: Request, form: forms.Form, hours: Mapping[str, int]
) -> int:
    """How many rows the export would have: sent forms, not rows of repeats. ``hours``: as for ``selection_of``."""
    selection = selection_of(request, form, hours)
    if not is_guarded(await exports.asker(conn, viewer), form):
        return await exports.count(conn, viewer, selection)
    crowd = crowd_of(await exports.by_place(conn, viewer, everybody(selection)), selection)
    return crowd.forms(await exports.by_place(conn, viewer, whole_months(selection)))
