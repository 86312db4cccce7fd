"""The process that computes an analysis: ``python -m bot.analysing_child``, started by ``bot.analysing``.

It opens the database for reading only and writes files into one folder (``bot.job_child``).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.job_child import Say, run

WHOLE: Final = 100
SECONDS_BETWEEN_WORDS: Final = 1.0


def compute(asked: dict[str, Any], say: Say) -> dict[str, Any]:
    """``{"files": [names], "rows": people, "told": [sentences]}``, or ``{"refused": reason, "told": [sentences]}``."""
    from bot.analysis_json import versions
    from handlers.analysing.request import Request
    from handlers.analysing.working import RefusedError, work
    from locales import texts
    from scoring.analysis.problems import AnalysisError

    request = Request.loads(asked["request"])
    with _telling(say) as far:
        try:
            made = work(
                Path(asked["database"]),
                request,
                Path(asked["folder"]),
                far.is_at,
                now=datetime.fromisoformat(asked["now"]),
                versions=versions(),
            )
        except RefusedError as error:
            return {"refused": error.reason}
        except AnalysisError as error:
            sentence = texts(request.language).plain(f"analysis-{error.code}", **error.facts)
            return {"refused": "analysis", "told": [sentence]}
    return {"files": [path.name for path in made.files], "rows": made.people, "told": made.told}


class _Far:
    """How far it is, as a whole number of hundredths."""

    def __init__(self) -> None:
        self.done = 0

    def is_at(self, share: float) -> None:
        self.done = int(WHOLE * min(max(share, 0.0), 1.0))


@contextmanager
def _telling(say: Say) -> Iterator[_Far]:
    """Say how far it is again and again, though nothing has changed: only then is noticed that nobody wants it."""
    far, ended = _Far(), threading.Event()

    def tell() -> None:
        while not ended.wait(SECONDS_BETWEEN_WORDS):
            say({"done": far.done, "total": WHOLE})

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield far
    finally:
        ended.set()
        teller.join()


def main() -> int:
    """See ``bot.job_child.run``."""
    return run(compute)


if __name__ == "__main__":
    sys.exit(main())
