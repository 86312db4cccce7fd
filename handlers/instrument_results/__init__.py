"""Instruments beside the questionnaire of 87 items: which there are, and what a sent one says."""

from handlers.instrument_results.choosing import PLACE, SHORT, tapped
from handlers.instrument_results.place import PREFIX, in_short
from handlers.instrument_results.reading import everything

__all__ = ["PLACE", "PREFIX", "SHORT", "everything", "in_short", "tapped"]
