"""JavaRosa, as tests/oracle asks it."""

from tests.oracle.conftest import oracle

__all__ = ["oracle"]
