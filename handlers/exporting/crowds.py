"""What an admin's export of scores tells of where people are: nothing that fewer than five of them have in common.

An admin may read who is where, and scores, but not whose scores they are. So provinces, then regencies within one, then
programmes within one, then months within those, that fewer than ``scoring.smallgroups.SHOWN_FROM`` people of this form
have are left blank, with one more where the rest could be told from the total. That is worked out once, for all who
have sent the form; filters go by what is shown then. A filtered file says no more than the whole one.

Days are not shown: an admin sees on which day somebody sent the profile or a report, with the name, and most people
send several forms on one day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from scoring.smallgroups import SHOWN_FROM, merged
from storage.export_statements import Selection
from storage.exports import ByPlace, Record, holds


@dataclass(frozen=True, slots=True)
class Place:
    """``programmes``: with blanks between, in alphabetical order; ``month``: "2026-11"."""

    province: str
    regency: str
    programmes: str
    month: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """``shown``: for each place, as it is stored, what an export says of it; nothing where all people are too few.

    ``wanted``: what of that is in the export.
    """

    shown: Mapping[tuple[str, str, str, str], Place]
    wanted: Selection

    def forms(self, sent: Iterable[ByPlace]) -> int:
        """How many of these are in the export."""
        return sum(one.forms for one in sent if self._of(one) is not None)

    def told(self, records: Sequence[Record]) -> list[Record]:
        """Those that are in the export, with what it says of where they are."""
        found = []
        for record in records:
            place = self._of(record)
            if place is not None:
                record.province, record.regency, record.programmes = place.province, place.regency, place.programmes
                record.month = place.month
                found.append(record)
        return found

    def _of(self, one: ByPlace | Record) -> Place | None:
        wanted, place = self.wanted, self.shown.get(_key(one))
        if place is None or not holds(wanted.region, place.regency or place.province):
            return None
        if wanted.programme and wanted.programme not in place.programmes.split():
            return None
        if (wanted.since or wanted.until) and not place.month:
            return None
        return place if wanted.since[:_MONTH] <= place.month <= (wanted.until[:_MONTH] or place.month) else None


_MONTH: Final = len("2026-11")


def everybody(selection: Selection) -> Selection:
    """Whoever has sent the form, wherever and whenever."""
    return replace(selection, region="", programme="", since="", until="")


def whole_months(selection: Selection) -> Selection:
    """With all of the months of its first and last day: no two files differ by a day."""
    since = f"{selection.since[:_MONTH]}-01" if selection.since else ""
    until = f"{selection.until[:_MONTH]}-31" if selection.until else ""
    return replace(selection, since=since, until=until)


def crowd_of(all_of_them: Sequence[ByPlace], selection: Selection) -> Crowd:
    """``all_of_them``: of ``everybody(selection)``; ``selection``: what is wanted."""
    latest: Counter[Place] = Counter()
    people: Counter[Place] = Counter()
    for one in all_of_them:
        latest[_place(one)] += one.latest
        people[_place(one)] += one.people
    shown = shown_places(latest, people)
    return Crowd({_key(one): shown[_place(one)] for one in all_of_them} if shown else {}, selection)


def shown_places(latest: Mapping[Place, int], people: Mapping[Place, int]) -> dict[Place, Place]:
    """What is said of each place; {} for fewer than five people in all.

    ``latest``: how many are there, each counted in one month; ``people``: in each of their months.
    """
    if sum(latest.values()) < SHOWN_FROM:
        return {}
    shown = {place: place for place in people}
    shown = _blurred(latest, shown, lambda one: "", lambda one: one.province, {"province": "", "regency": ""})
    shown = _blurred(latest, shown, lambda one: one.province, lambda one: one.regency, {"regency": ""})
    around = (lambda one: f"{one.province}/{one.regency}", lambda one: one.programmes)
    shown = _blurred(latest, shown, *around, {"programmes": ""})
    around = (lambda one: f"{one.province}/{one.regency}/{one.programmes}", lambda one: one.month)
    return _blurred(people, shown, *around, {"month": ""})


_Word = Callable[[Place], str]


def _blurred(
    people: Mapping[Place, int], shown: Mapping[Place, Place], around: _Word, word: _Word, blank: Mapping[str, str]
) -> dict[Place, Place]:
    """With what is ``blank`` where, of all in the same ``around``, too few have the same ``word``."""
    counts: dict[str, Counter[str]] = {}
    for place, now in shown.items():
        counts.setdefault(around(now), Counter())[word(now)] += people[place]
    together = {
        (outer, name)
        for outer, words in counts.items()
        for names in merged(sorted(words.items()))
        if len(names) > 1
        for name in names
    }
    return {
        place: replace(now, **blank) if (around(now), word(now)) in together else now for place, now in shown.items()
    }


def _place(one: ByPlace) -> Place:
    return Place(one.province, one.regency, " ".join(sorted(one.programmes.split())), one.month)


def _key(one: ByPlace | Record) -> tuple[str, str, str, str]:
    return one.province, one.regency, one.programmes, one.month
