"""The national holidays and joint leave of a year, from the package `holidays`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# The package's own mark of a date that rests on a computation, not on a decree.
_ESTIMATED = "(perkiraan)"


@dataclass(frozen=True, slots=True)
class National:
    """A holiday, or joint leave (cuti bersama); `estimated` until the government has decided on its date."""

    name_id: str
    name_en: str
    leave: bool
    estimated: bool


@lru_cache(maxsize=32)
def national_days(year: int) -> dict[date, National]:
    """Every holiday (the package's category "public") and every day of joint leave ("government") of `year`.

    A day that is both is a holiday. Empty outside the years that the package knows (1946 to 2100).
    """
    # Only who asks for a day pays for the package: 50 ms, and a year 2 ms.
    import holidays

    names = {
        (category, language): holidays.country_holidays("ID", years=year, categories=(category,), language=language)
        for category in ("government", "public")
        for language in ("id", "en_US")
    }
    found: dict[date, National] = {}
    for category in ("government", "public"):
        english = names[category, "en_US"]
        for day, name in names[category, "id"].items():
            found[day] = National(name, english[day], category == "government", _ESTIMATED in name)
    return found
