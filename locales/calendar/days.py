"""Days: what each day is in each province, and its name.

Three layers say so: what an admin has stored, then the file of overrides, then the package of national holidays. The
first layer that has the day decides; within a layer a row for the province before one for the whole country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from locales.calendar.national import National, national_days
from locales.calendar.overrides import Override, Ramadan, file_overrides, file_ramadans
from locales.calendar.rules import DayType, Rules

_ONE_DAY = timedelta(days=1)
# Days kept in memory, some years for all provinces with days of their own; beyond that they are worked out anew.
_KEPT = 50_000

_Layer = Mapping[tuple[date, str | None], Override]


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a province. `name_id` and `name_en` are None on an ordinary day.

    `silent`: nothing is sent from the start of the silence on this day to its end on the next (`Rules.silence`).
    """

    date: date
    type: DayType
    name_id: str | None
    name_en: str | None
    silent: bool
    ramadan: bool


class Calendar:
    """See the module. Holds no clock and no database: what is stored is handed in, and a change makes a new one.

    `stored` are an admin's days (of two for the same day and province the later counts); `ramadans` an admin's
    Ramadans, each in place of the file's for the same Hijri year.
    """

    def __init__(
        self,
        rules: Rules | None = None,
        *,
        stored: Iterable[Override] = (),
        ramadans: Iterable[Ramadan] = (),
        file: Iterable[Override] | None = None,
    ) -> None:
        """`file`: in place of the overrides that come with the program (for tests)."""
        self.rules = Rules.from_mapping({}) if rules is None else rules
        self._layers: tuple[_Layer, ...] = (_layer(stored), _layer(file_overrides() if file is None else file))
        by_year = {ramadan.hijri: ramadan for ramadan in (*file_ramadans(), *ramadans)}
        self._ramadans = tuple(sorted(by_year.values(), key=lambda ramadan: ramadan.first))
        # Everywhere else a day is the same as in the whole country, so that it is kept once.
        own = {province for layer in self._layers for _, province in layer if province is not None}
        self._special = frozenset(own) | self.rules.silence.provinces
        self._feasts = tuple(_plain(name) for name in self.rules.feasts)
        self._silences = tuple(_plain(name) for name in self.rules.silence.names)
        self._days: dict[tuple[date, str | None], Day] = {}

    def special(self, province: str | None) -> str | None:
        """`province` if it has days of its own, else None: the key under which its days can be kept."""
        return province if province in self._special else None

    def day(self, day: date, province: str | None) -> Day:
        """What `day` is in `province` (region code of two digits; None: not known, the whole country's days)."""
        key = (day, self.special(province))
        found = self._days.get(key)
        if found is None:
            if len(self._days) >= _KEPT:
                self._days.clear()
            found = self._days[key] = self._work_out(*key)
        return found

    def is_workday(self, day: date, province: str | None) -> bool:
        """Whether offices work: no weekend, no holiday, no joint leave."""
        return self.day(day, province).type is DayType.WORKDAY

    def day_name(self, day: date, province: str | None, language: str) -> str | None:
        """The name of a holiday, leave or day of silence; None on any other day.

        English where `language` is "en" and the name is known in it, else Indonesian.
        """
        found = self.day(day, province)
        return (language == "en" and found.name_en) or found.name_id

    def is_ramadan(self, day: date) -> bool:
        """Whether `day` lies in a Ramadan that the data know; in a year without data never."""
        return any(ramadan.first <= day <= ramadan.last for ramadan in self._ramadans)

    def warnings(self, year: int) -> tuple[str, ...]:
        """What is missing or not yet decided for `year`, a sentence each, with the remedy."""
        return (*self._ramadan_warnings(year), *self._day_warnings(year))

    def _work_out(self, day: date, province: str | None) -> Day:
        ramadan = self.is_ramadan(day)
        override = self._override(day, province)
        if override is None:
            national = national_days(day.year).get(day)
            if national is None:
                return Day(day, _plain_type(day), None, None, False, ramadan)
            name_id, name_en = (self._spelt(national.name_id, "id"), self._spelt(national.name_en, "en"))
            kind = "leave" if national.leave else "holiday"
        elif override.kind == "workday":
            return Day(day, DayType.WORKDAY, override.name_id or None, override.name_en or None, False, ramadan)
        else:
            name_id, name_en, kind = override.name_id, override.name_en, override.kind
        type_ = DayType.LEAVE if kind == "leave" else DayType.HOLIDAY
        if kind == "holiday" and _names(name_id, self._feasts):
            type_ = DayType.FEAST
        silent = kind == "silent" or (
            kind == "holiday" and province in self.rules.silence.provinces and _names(name_id, self._silences)
        )
        return Day(day, type_, name_id, name_en or None, silent, ramadan)

    def _override(self, day: date, province: str | None) -> Override | None:
        for layer in self._layers:
            found = layer.get((day, province)) or layer.get((day, None))
            if found is not None:
                return found
        return None

    def _spelt(self, name: str, language: str) -> str:
        for phrase, spelt in self.rules.spelling[language].items():
            name = name.replace(phrase, spelt)
        return name

    def _ramadan_warnings(self, year: int) -> list[str]:
        # A Hijri year is shorter than ours, so that some Ramadan begins in each of our years.
        begun = [ramadan for ramadan in self._ramadans if ramadan.first.year == year]
        if not begun:
            return [f"{year}: Ramadan is not known, ordinary hours are used: add it to the Ramadan dates"]
        found = [
            f"{year}: Ramadan {ramadan.hijri} from {ramadan.first} is an estimate until the government decides"
            for ramadan in begun
            if not ramadan.decided
        ]
        for ramadan in begun:
            feast = ramadan.last + _ONE_DAY
            if self.day(feast, None).type is not DayType.FEAST or self.day(ramadan.last, None).type is DayType.FEAST:
                found.append(f"{year}: Ramadan {ramadan.hijri} ends on {ramadan.last}, not before Idulfitri: mend one")
        return found

    def _day_warnings(self, year: int) -> list[str]:
        national = national_days(year)
        if not national:
            return [f"{year}: no holidays are known: add them to the overrides"]
        found = []
        stored = {day for layer in self._layers for day, province in layer if province is None and day.year == year}
        estimated = [day for day in sorted(national) if national[day].estimated and day not in stored]
        if estimated:
            names = ", ".join(f"{day} {self._english(national[day])}" for day in estimated)
            found.append(f"{year}: estimates until the decree: {names}: put what the decree moves into the overrides")
        if not any(self.day(date(year, 1, 1) + _ONE_DAY * n, None).type is DayType.LEAVE for n in range(366)):
            found.append(f"{year}: no joint leave (cuti bersama) is known: add it to the overrides")
        if not any(_names(national[day].name_id, self._silences) for day in national):
            found.append(f"{year}: Nyepi is not known: add it to the overrides")
        return found

    def _english(self, national: National) -> str:
        return self._spelt(national.name_en, "en").removesuffix(" (estimated)")


def _layer(overrides: Iterable[Override]) -> _Layer:
    return {(override.date, override.province): override for override in overrides}


def _plain_type(day: date) -> DayType:
    return {5: DayType.SATURDAY, 6: DayType.SUNDAY}.get(day.weekday(), DayType.WORKDAY)


def _plain(name: str) -> str:
    """Only the letters, in lower case: "Idul Fitri", "Idulfitri" and "Idul-Fitri" are one."""
    return re.sub(r"[\W_]", "", name.casefold())


def _names(name: str, wanted: tuple[str, ...]) -> bool:
    plain = _plain(name)
    return any(part in plain for part in wanted)
