"""What a form is called whose settings say neither form_id nor version, as XLSForm allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from datetime import date
from pathlib import PurePath

LONGEST_ID = 60
NAMELESS = "formulir"
# What a phone adds to a file that it has got before: "kunjungan (1).xlsx", "kunjungan - Copy.xlsx".
_COPY = re.compile(r"(?:\s*\([0-9]+\)|\s*-\s*(?:copy|salinan))+$", re.IGNORECASE)
_STRANGE = re.compile(r"[^a-z0-9]+")


def form_id_of(file_name: str) -> str:
    """`kunjungan_rumah` of "Kunjungan Rumah (2).xlsx"."""
    stem = _COPY.sub("", PurePath(file_name).stem)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return _STRANGE.sub("_", plain).strip("_")[:LONGEST_ID].strip("_") or NAMELESS


def version_of(day: date, taken: Container[str] = ()) -> str:
    """The day and a count: 2026112101, or the first after it that is not taken."""
    number = 1
    while (version := f"{day:%Y%m%d}{number:02}") in taken:
        number += 1
    return version
