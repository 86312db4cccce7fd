"""Analysing as the chat has it. Importing the module declares its places and its letter."""

from handlers.analysing import choosing, earlier, estimators, jobs, modelling, options, parts  # noqa: F401 - they declare
from handlers.analysing.dispatch import PREFIX, heard, open_analyses, tapped
from handlers.analysing.letters import tapped as letter_tapped

__all__ = ["PREFIX", "heard", "letter_tapped", "open_analyses", "tapped"]
