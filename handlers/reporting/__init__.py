"""A companion's reports: `/lapor` begins them, the receipt says what happens next, `/laporan` lists them."""

from handlers.reporting.beginning import open_form
from handlers.reporting.filing import correct, filed, receipt
from handlers.reporting.letters import letter_tapped
from handlers.reporting.own import open_reports
from handlers.reporting.starting import is_of_reports, menu_rows, open_lapor
from handlers.reporting.tapping import tapped

__all__ = [
    "correct",
    "filed",
    "is_of_reports",
    "letter_tapped",
    "menu_rows",
    "open_form",
    "open_lapor",
    "open_reports",
    "receipt",
    "tapped",
]
