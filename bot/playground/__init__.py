"""A strict local Bot API with people to play: a phone-like chat in the browser, and a server for tests."""

from __future__ import annotations

from bot.playground.faults import Faults, Times
from bot.playground.limits import Limits
from bot.playground.playground import Playground
from bot.playground.record import Account
from bot.playground.world import SimPerson

__all__ = ["Account", "Faults", "Limits", "Playground", "SimPerson", "Times"]
