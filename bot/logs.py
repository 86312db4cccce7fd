"""Structured logs: what happened, with numbers and kinds, never with names, texts, accounts or the token."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO, cast

import structlog

# A bot token wherever it appears (in an address that some library prints, for example).
_TOKEN = re.compile(r"(?<!\d)\d{1,20}:[A-Za-z0-9_-]{3,}")
_ADDRESS = re.compile(r"/(file/)?bot[^/\s'\"]+/")


def without_token(text: str) -> str:
    """The text with every bot token taken out."""
    return _TOKEN.sub("[token]", _ADDRESS.sub(r"/\1bot[token]/", text))


def _hide(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str) and key != "timestamp":
            event[key] = without_token(value)
    return event


class _Hiding(logging.Filter):
    """The same for what libraries log by the standard module."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_token(record.getMessage())
        record.args = None
        if record.exc_info and record.exc_info[0] is not None:
            # The traceback's last line may quote an address; the kind of the error says enough.
            record.msg += f" ({record.exc_info[0].__name__})"
            record.exc_info = None
            record.exc_text = None
        return True


class _StandardError:
    """Standard error as it is when something is said: it may have been another one when the logs were configured."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure(level: str, form: str) -> None:
    """Logs go to standard error: JSON lines, or plain ones where a person watches."""
    number = getattr(logging, level.upper())
    plain = form == "console" or (form == "auto" and sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _hide,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()) if plain else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _StandardError())),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Hiding())
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)


def log(name: str) -> Any:
    """A logger for one part of the program."""
    return structlog.get_logger(part=name)


def where(error: BaseException | None) -> str:
    """The place in the code where an error arose (file and line), without its message, which may quote a person."""
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
