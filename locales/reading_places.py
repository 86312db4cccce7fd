"""Reading a place on the map: two numbers as people type them, or a link of a map that was sent along."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

from locales.reading import number_as_xform


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees of WGS 84, north and east positive; altitude and accuracy in metres, 0 where unknown."""

    latitude: Decimal
    longitude: Decimal
    altitude: Decimal = Decimal(0)
    accuracy: Decimal = Decimal(0)

    def written(self) -> str:
        """As an XForm writes it: latitude, longitude, altitude, accuracy."""
        return " ".join(number_as_xform(n) for n in (self.latitude, self.longitude, self.altitude, self.accuracy))


_FIGURE = r"[-+]?[0-9]{1,3}(?:\.[0-9]{1,15})?"
_COMMA_FIGURE = r"[-+]?[0-9]{1,3}(?:,[0-9]{1,15})"
# The place that a link is about comes first, the middle of the map that it shows last.
_LINKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"!3d({_FIGURE})!4d({_FIGURE})",
        rf"(?:[?&](?:q|query|ll|daddr|destination|center|sll)=|geo:|/search/|/dir/|/place/)(?:loc:)?"
        rf"({_FIGURE}),[\s+]*({_FIGURE})",
        rf"@({_FIGURE}),({_FIGURE})",
        rf"[?&]mlat=({_FIGURE})&mlon=({_FIGURE})",
        rf"#map=[0-9]+/({_FIGURE})/({_FIGURE})",
    )
)
_NEXT = r"(?:\s*[,;]\s*|\s+)"
_POINTS = re.compile(
    rf"({_FIGURE}){_NEXT}({_FIGURE})(?:{_NEXT}([-+]?[0-9]{{1,5}}(?:\.[0-9]{{1,15}})?))?(?:{_NEXT}([0-9]{{1,6}}(?:\.[0-9]{{1,15}})?))?"
)
_COMMAS = re.compile(rf"({_COMMA_FIGURE})\s*[;,\s]\s*({_COMMA_FIGURE})")
_SIDE = r"(?:ls|lu|bt|bb|n|s|e|w|north|south|east|west)"
_MINUTES = r"(?:\s*[°d]?\s*([0-9]{1,2}(?:[.,][0-9]+)?)\s*['’′])?(?:\s*([0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:\"|”|″|''))?"
_SIDED = re.compile(rf"([0-9]{{1,3}}(?:[.,][0-9]+)?)\s*°?{_MINUTES}\s*({_SIDE})\b", re.IGNORECASE)
_NEGATIVE = {"ls", "s", "south", "bb", "w", "west"}
_ACROSS = {"ls", "lu", "n", "s", "north", "south"}
MOST_LATITUDE, MOST_LONGITUDE = 90, 180
LONGEST = 2000


def read_place(typed: str) -> Place | None:
    """`-6.2, 106.8`, `-6,2 106,8`, `6,2 LS 106,8 BT`, `6°12'30"S 106°49'E`, a map's link; `None`: no place."""
    words = " ".join(typed[:LONGEST].split()).replace("−", "-")
    if "://" in words or words.startswith("geo:"):
        return _of_link(unquote(words))
    if found := _COMMAS.fullmatch(words):
        return _place(found[1], found[2])
    if found := _POINTS.fullmatch(words):
        return _place(found[1], found[2], found[3], found[4])
    return _sided(words)


def is_map_link(typed: str) -> bool:
    """Whether it is a link; a shortened one tells no place by itself."""
    return "://" in typed or "goo.gl/" in typed


def _of_link(link: str) -> Place | None:
    for pattern in _LINKS:
        if (found := pattern.search(link)) and (place := _place(found[1], found[2])) is not None:
            return place
    return None


def _sided(words: str) -> Place | None:
    found = list(_SIDED.finditer(words))
    rest = _SIDED.sub("", words).strip(" ,;-&")
    if len(found) != 2 or rest not in ("", "dan", "and"):
        return None
    degrees: dict[bool, Decimal] = {}
    for one in found:
        side = one[4].casefold()
        value = _decimal(one[1]) + _decimal(one[2]) / 60 + _decimal(one[3]) / 3600
        degrees[side in _ACROSS] = -value if side in _NEGATIVE else value
    if len(degrees) != 2:
        return None
    latitude, longitude = (degrees[across].quantize(Decimal("1.0000000")) for across in (True, False))
    return _checked(Place(latitude, longitude))


def _place(latitude: str, longitude: str, altitude: str | None = None, accuracy: str | None = None) -> Place | None:
    place = Place(_decimal(latitude), _decimal(longitude), _decimal(altitude), _decimal(accuracy))
    if abs(place.latitude) > MOST_LATITUDE and abs(place.longitude) <= MOST_LATITUDE:
        # Some write the longitude first; here the two can hardly be mistaken for each other (6° S to 106° E).
        place = Place(place.longitude, place.latitude, place.altitude, place.accuracy)
    return _checked(place)


def _checked(place: Place) -> Place | None:
    fits = abs(place.latitude) <= MOST_LATITUDE and abs(place.longitude) <= MOST_LONGITUDE
    return place if fits else None


def _decimal(figure: str | None) -> Decimal:
    try:
        return Decimal((figure or "0").replace(",", "."))
    except InvalidOperation:
        return Decimal(0)
