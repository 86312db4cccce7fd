"""Numbers, dates, times and money as people here write them (Babel, with the exceptions of DOMAIN.md part 3)."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

_TAGS = {"id": "id_ID", "en": "en_GB"}

# Keppres 41/1987: the three zones of the country; Pontianak keeps the time of Jakarta.
ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
DEFAULT_ZONE = "Asia/Jakarta"


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_TAGS.get(language, "id_ID"))


def number(value: Fraction | Decimal | int | float, language: str, decimals: int = 0) -> str:
    """A number with a fixed count of decimals: `84,38` in Indonesian. Halves go up (away from zero)."""
    exact = (
        Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(str(value))
    )
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(rounded, format=pattern, locale=_locale(language), decimal_quantization=False)


def percent(value: Fraction | Decimal | float, language: str, decimals: int = 2) -> str:
    """A share in percent (0 to 100), with the sign: `84,38 %` in Indonesian, `84.38%` in English."""
    figure = number(value, language, decimals)
    return f"{figure} %" if language == "id" else f"{figure}%"


def date_long(moment: datetime, language: str, zone: str) -> str:
    """`20 November 2026` in the person's own time zone."""
    return format_date(moment.astimezone(ZoneInfo(zone)).date(), "d MMMM y", locale=_locale(language))


def month_year(moment: datetime, language: str, zone: str) -> str:
    """`Maret 2026` in the person's own time zone."""
    return format_date(moment.astimezone(ZoneInfo(zone)).date(), "MMMM y", locale=_locale(language))


def clock_time(moment: datetime, language: str, zone: str) -> str:
    """`14.05 WIB` (Indonesian, with a point), `14:05 WIB` (English)."""
    local = moment.astimezone(ZoneInfo(zone))
    mark = "." if language == "id" else ":"
    return f"{local.hour:02d}{mark}{local.minute:02d} {ZONE_NAMES.get(zone, 'WIB')}"


def part_of_day(moment: datetime, zone: str) -> str:
    """Which greeting fits: `pagi` before 11, `siang` before 15, `sore` before 18.30, then `malam` (common usage)."""
    local = moment.astimezone(ZoneInfo(zone))
    minutes = local.hour * 60 + local.minute
    if 3 * 60 <= minutes < 11 * 60:
        return "pagi"
    if 11 * 60 <= minutes < 15 * 60:
        return "siang"
    if 15 * 60 <= minutes < 18 * 60 + 30:
        return "sore"
    return "malam"


def day_long(day: date, language: str) -> str:
    """`Jumat, 7 November 2025`."""
    return format_date(day, "EEEE, d MMMM y", locale=_locale(language))


def day_typed(day: date) -> str:
    """`7/11/2025`, as people type it."""
    return f"{day.day}/{day.month}/{day.year}"


def month_typed(day: date) -> str:
    """`11/2025`."""
    return f"{day.month}/{day.year}"


def month_title(day: date, language: str) -> str:
    """`November 2025`."""
    return format_date(day, "MMMM y", locale=_locale(language))


def month_short(month: int, language: str) -> str:
    """`Nov`."""
    return format_date(date(2000, month, 1), "MMM", locale=_locale(language))


def weekday_short(day: date, language: str) -> str:
    """`Sab`."""
    return format_date(day, "EEE", locale=_locale(language))


def weekday_letters(language: str) -> tuple[str, ...]:
    """One letter for each day, Monday first, as calendars have them: `S`, `S`, `R`, …"""
    # 3 January 2000 was a Monday.
    return tuple(format_date(date(2000, 1, 3 + n), "EEEEE", locale=_locale(language)) for n in range(7))


def clock(moment: time, language: str) -> str:
    """`14.05` (Indonesian, with a point), `14:05` (English)."""
    return f"{moment.hour:02d}{'.' if language == 'id' else ':'}{moment.minute:02d}"


def figure(value: Decimal, language: str) -> str:
    """A number with the decimals that it has and without groups, so that a year stays one: `1985`, `2,5`."""
    plain = format(value, "f")
    trimmed = (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"
    return trimmed.replace(".", ",") if language == "id" else trimmed


def coordinates(latitude: Decimal, longitude: Decimal, language: str) -> str:
    """`-6,20876; 106,8456` (Indonesian), `-6.20876, 106.8456` (English): five decimals are about a metre."""
    shown = [figure(round(degrees, 5), language) for degrees in (latitude, longitude)]
    return ("; " if language == "id" else ", ").join(shown)
