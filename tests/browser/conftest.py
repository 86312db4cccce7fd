"""The program as `make run` starts it, in a process of its own, with the sample district."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30.0


@pytest.fixture
def link(tmp_path: Path) -> Iterator[str]:
    """The link that the program prints."""
    data = tmp_path / "data"
    # Its own folder, so that no `.env` of this machine is read.
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATA": str(data), "PORT": "0"}
    with (tmp_path / "errors.txt").open("w+") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        assert process.stdout is not None
        # Should it never print, it is ended, and reading ends with it.
        watch = threading.Timer(PATIENCE_SECONDS, process.kill)
        watch.start()
        printed = next((found for line in process.stdout if (found := re.search(r"http://\S+", line))), None)
        watch.cancel()
        try:
            assert printed is not None, (tmp_path / "errors.txt").read_text()
            yield printed[0]
        finally:
            process.terminate()
            process.wait(10)
            process.stdout.close()
