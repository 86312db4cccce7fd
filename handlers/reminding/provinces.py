"""The names by which people call provinces: as the state writes them, shortened, and in English."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from handlers.shelf import FormShelf
from locales.reading import folded

# Words before a name that may be left out: the province itself, and the two special regions.
TITLES = (
    "the",
    "provinsi",
    "province of",
    "dki",
    "di",
    "daerah istimewa",
)
# The islands and directions of English names ("West Sumatra", "East Nusa Tenggara").
ENGLISH = {
    "sumatra": "sumatera",
    "java": "jawa",
    "celebes": "sulawesi",
    "moluccas": "maluku",
    "islands": "kepulauan",
    "north": "utara",
    "south": "selatan",
    "west": "barat",
    "east": "timur",
    "central": "tengah",
    "southeast": "tenggara",
    "southwest": "barat daya",
    "highland": "pegunungan",
}
# Beside what the words give: other names in use.
ALSO = {"ntb": "52", "ntt": "53", "bangka belitung": "19", "jogja": "34", "jogjakarta": "34", "diy": "34"}


def named(shelf: FormShelf, words: str) -> str | None:
    """The code (two digits) of the province of that name; None: no province is called so."""
    wanted = set(_forms(words))
    for row in csv.DictReader(io.StringIO(shelf.files["provinces.csv"].decode("utf-8-sig"))):
        if wanted & set(_forms(row["label"])):
            return row["name"]
    return next((ALSO[name] for name in sorted(wanted) if name in ALSO), None)


def _forms(words: str) -> Iterator[str]:
    """The ways of writing a name that count as the same: without its title, in Indonesian words in any order."""
    plain = folded(words)
    while title := next((one for one in TITLES if plain.startswith(f"{folded(one)} ")), None):
        plain = plain.removeprefix(f"{folded(title)} ")
    yield plain
    known = " ".join(ENGLISH.get(word, word) for word in plain.split() if word != "province")
    # English puts the direction first: the words decide, not their order.
    yield " ".join(sorted(known.split()))
