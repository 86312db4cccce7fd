"""The words of exported files: what a column is called for people, and what its values mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from handlers.exporting.columns import Written
from handlers.exporting.fields import Option, Type
from handlers.exporting.scores import LEVEL
from locales import Texts
from scoring.bands import BANDS
from scoring.competency import OVERALL
from scoring.short_form import GROUPS
from storage.export_statements import CASES, REPORTS

_ABOUT: Final = {
    "meta_kunci": "expf-key",
    "meta_induk": "expf-parent",
    "meta_urutan": "expf-index",
    "meta_pseudonim": "expf-pseudonym",
    "meta_orang": "expf-person",
    "meta_nama": "expf-name",
    "meta_provinsi": "expf-province",
    "meta_nama_provinsi": "expf-province-name",
    "meta_kabupaten": "expf-regency",
    "meta_nama_kabupaten": "expf-regency-name",
    "meta_program": "expf-programmes",
    "meta_versi": "expf-version",
    "meta_dimulai": "expf-begun",
    "meta_dikirim": "expf-sent",
    "meta_zona": "expf-zone",
    "meta_bulan": "expf-month",
    "meta_tanggal": "expf-day",
    "meta_status": "expf-state",
    "meta_nomor": "expf-number",
    "meta_terbaru": "expf-latest",
}
_OF_AN_ANSWER: Final = {
    "lat": "expf-latitude",
    "lon": "expf-longitude",
    "alt": "expf-altitude",
    "akurasi": "expf-accuracy",
    "zona": "expf-offset",
    "skor": "expf-score",
}
_TYPES: Final = {
    Type.TEXT: "expf-type-text",
    Type.WHOLE: "expf-type-integer",
    Type.DECIMAL: "expf-type-decimal",
    Type.DATE: "expf-type-date",
    Type.TIME: "expf-type-time",
    Type.MOMENT: "expf-type-datetime",
    Type.ONE: "expf-type-one",
    Type.MANY: "expf-type-many",
    Type.RANK: "expf-type-rank",
    Type.POINT: "expf-type-point",
    Type.LINE: "expf-type-line",
    Type.AREA: "expf-type-area",
    Type.MEDIA: "expf-type-file",
    Type.FLAG: "expf-type-flag",
}
_STATES: Final = {
    REPORTS: {"new": "report-state-new", "returned": "report-state-returned", "accepted": "report-state-accepted"},
    CASES: {
        "new": "case-state-new",
        "open": "case-state-open",
        "waiting": "case-state-waiting",
        "closed": "case-state-closed",
    },
}
_GROUPS: Final = dict(zip(GROUPS, ("expf-group-low", "expf-group-middle", "expf-group-high"), strict=True))


def levels(t: Texts) -> Mapping[str, str]:
    """The words of bands and groups, by key."""
    bands = {band.key: t.plain(f"band-{band.key}") for band in BANDS}
    return bands | {group: t.plain(key) for group, key in _GROUPS.items()}


def states(t: Texts, kind: str) -> tuple[Option, ...]:
    """What a report or a case may be; () for anything else."""
    return tuple(Option(state, t.plain(key)) for state, key in _STATES.get(kind, {}).items())


def label_of(t: Texts, written: Written) -> str:
    """What a column is called for people."""
    if written.column is None:
        if key := _ABOUT.get(written.name):
            return t.plain(key)
        key = "expf-level" if written.name.startswith(f"{LEVEL}_") else "expf-percent"
        return t.plain(key, part=_part(t, written.part))
    if written.option is not None:
        return t.plain("expf-flag", label=written.label, option=written.option.label)
    if key := _OF_AN_ANSWER.get(written.part):
        return t.plain(key, label=written.label)
    return written.label


def type_of(t: Texts, kind: Type) -> str:
    """In words."""
    return t.plain(_TYPES[kind])


def _part(t: Texts, part: str) -> str:
    """A part of an instrument: by the catalogue, or by the form's own word."""
    key = f"dimension-{part or OVERALL}"
    return t.plain(key) if t.has(key) else part.replace("_", " ")
