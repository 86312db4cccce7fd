"""The people of the year 2028, plainly invented, what they do in it, and what an admin changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from tests.planning.plain_year import DAY, FOREVER, Decree, Someone

START = datetime(2027, 12, 31, 12, tzinfo=UTC)
END = datetime(2028, 12, 31, 16, tzinfo=UTC)
LONG_AGO = datetime(2027, 3, 1, 3, tzinfo=UTC)
PONTIANAK, BALI, MAKASSAR, PAPUA = "61", "51", "73", "91"
# The programs stand still from shortly after the eastern slot of a Monday until the next forenoon.
STOPPED, AGAIN = datetime(2028, 3, 20, 0, 45, tzinfo=UTC), datetime(2028, 3, 21, 2, 45, tzinfo=UTC)
# What an admin sets, and for how long: earlier reminders in Ramadan, a second one a day in September.
EARLY = (datetime(2028, 2, 1, 12, tzinfo=UTC), datetime(2028, 2, 26, 12, tzinfo=UTC))
TWICE = (datetime(2028, 9, 3, 12, tzinfo=UTC), datetime(2028, 10, 1, 12, tzinfo=UTC))
# The 17th of July is declared joint leave, and Pancasila Day a working day; both are known only some weeks before.
DECREES = [
    Decree(datetime(2028, 5, 10, 12, tzinfo=UTC), date(2028, 6, 1), off=False),
    Decree(datetime(2028, 6, 20, 12, tzinfo=UTC), date(2028, 7, 17), off=True),
]
FORETOLD = date(2028, 10, 2), date(2028, 10, 31)
SETTINGS = {
    "rhythm:p2k2": {
        "every": "monthly",
        "day": 20,
        "about": "previous",
        "audience": {"any": [{"province": BALI}, {"province": MAKASSAR}]},
    },
    "rhythm:transaksi": {"every": "quarterly", "month": 3, "day": 15, "audience": {"province": "13"}},
    "rhythm:harian": {"every": "daily", "audience": {"province": PAPUA}},
}


# Letters that people put off on the due day of the questionnaire, 31 January, and when those came again.
SNOOZES = [
    (datetime(2028, 1, 31, 4, tzinfo=UTC), "files nothing, west", "m", datetime(2028, 2, 1, 1, tzinfo=UTC)),
    (datetime(2028, 1, 31, 2, tzinfo=UTC), "files nothing, centre", "a", datetime(2028, 1, 31, 7, tzinfo=UTC)),
    # Half past eight in the evening in Ambon: an hour later it is night, so it comes at seven in the morning.
    (datetime(2028, 1, 31, 11, 30, tzinfo=UTC), "files nothing, east", "h", datetime(2028, 1, 31, 22, tzinfo=UTC)),
]


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2028, month, day, hour, minute, tzinfo=UTC)


def monthly(form: str, day: int, months: range) -> list[tuple[datetime, str]]:
    return [(utc(month, day, 5), form) for month in months]


def daily(first: date, last: date, *, weekdays: tuple[int, ...]) -> list[tuple[datetime, str]]:
    days = (first + DAY * n for n in range((last - first).days + 1))
    return [(datetime.combine(d, time(6), UTC), "harian") for d in days if d.weekday() in weekdays]


def everybody() -> list[Someone]:
    """Eighteen people, plainly invented."""
    return [
        Someone("files nothing, west", "35", LONG_AGO),
        Someone("files nothing, centre", "52", LONG_AGO),
        Someone("files nothing, east", "81", LONG_AGO),
        Someone("filed before the year", "35", LONG_AGO, filed=[(datetime(2027, 12, 5, 5, tzinfo=UTC), "kompetensi")]),
        Someone("filed in October", "64", LONG_AGO, filed=[(datetime(2027, 10, 5, 5, tzinfo=UTC), "kompetensi")]),
        # On 31 January at 08.50 in Pontianak: after the reminder was planned, before it went.
        Someone("files just in time", PONTIANAK, LONG_AGO, filed=[(utc(1, 31, 1, 50), "kompetensi")]),
        Someone("switches it off", "81", LONG_AGO, off=[(utc(2, 1, 10), FOREVER, "kompetensi")]),
        Someone("switches drafts off and on", "64", LONG_AGO, "coordinator",
                off=[(utc(4, 3, 10), utc(4, 10, 10), "draft")], drafts=[(utc(4, 3, 5), FOREVER, "cerita")]),
        Someone("reports late, Bali", BALI, LONG_AGO,
                filed=[(utc(1, 12, 5), "kompetensi"), *monthly("p2k2", 24, range(1, 7))]),
        Someone("reports early, Makassar", MAKASSAR, LONG_AGO,
                filed=[(utc(1, 12, 5), "kompetensi"), *monthly("p2k2", 6, range(1, 13))]),
        Someone("files all of it late, Makassar", MAKASSAR, LONG_AGO,
                filed=[(utc(2, 9, 5), "kompetensi"), *monthly("p2k2", 21, range(3, 13, 2))]),
        Someone("keeps transactions, west", "13", LONG_AGO,
                filed=[(utc(1, 12, 5), "kompetensi"), (utc(3, 10, 5), "transaksi"), (utc(9, 18, 5), "transaksi")]),
        Someone("reports daily with gaps", PAPUA, LONG_AGO,
                filed=[(utc(1, 12, 5), "kompetensi"),
                       *daily(date(2028, 1, 3), date(2028, 6, 30), weekdays=(0, 1, 3)),
                       *daily(date(2028, 9, 4), date(2028, 12, 22), weekdays=(0, 2, 3, 4))]),
        Someone("joins and never reports", PAPUA, utc(8, 29, 3)),
        # Of the leap year's February: joined on a Friday, the leap day is the first working day but one after it.
        Someone("never finishes the profile", None, utc(2, 25, 3), has_profile=False),
        Someone("begins and leaves it", "35", utc(1, 3, 3), drafts=[(utc(2, 28, 3), utc(3, 30, 3), "kompetensi")]),
        Someone("blocks the bot", "52", LONG_AGO, unreachable=utc(2, 2, 12)),
        Someone("joins before the year ends", "35", utc(12, 6, 3), drafts=[(utc(12, 7, 5), FOREVER, "cerita")]),
    ]  # fmt: skip
