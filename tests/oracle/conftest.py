"""One Java process for all tests of a worker; without Java these tests are skipped, and say why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.oracle.oracle import Oracle, why_not


@pytest.fixture(scope="session")
def oracle() -> Iterator[Oracle]:
    """JavaRosa."""
    if reason := why_not():
        pytest.skip(reason)
    with Oracle() as asked:
        yield asked
