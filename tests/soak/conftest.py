"""Long runs, for `make soak` (SOAK=1) alone; `make test` does not even collect them."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("SOAK") else ["test_*.py"]
