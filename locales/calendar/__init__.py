"""The calendar of work: when may a message go to a person?

    hours = Hours(Calendar(Rules.from_mapping(stored_values), stored=stored_days, ramadans=stored_ramadans))
    hours.next_moment(now, "Asia/Makassar", "51", "reminder")

`Rules` says which kind of message may go when, `Calendar` what a day is, `Hours` answers. All of it is pure: no clock,
no database, no network; the data lie in `data/`, each with its source.
"""

from locales.calendar.days import Calendar, Day
from locales.calendar.hours import Hours, local_slot
from locales.calendar.overrides import Override, OverrideError, Ramadan
from locales.calendar.rules import DayType, Kind, Rules, RulesError

__all__ = [
    "Calendar",
    "Day",
    "DayType",
    "Hours",
    "Kind",
    "Override",
    "OverrideError",
    "Ramadan",
    "Rules",
    "RulesError",
    "local_slot",
]
