"""JavaRosa as an oracle: one Java process, asked in JSON lines.

pyxform carries ODK Validate, a jar with JavaRosa in it. ``java/`` holds a small harness around it, compiled on first
use into a folder beside other temporary files and kept there for the next run.
"""

from __future__ import annotations

import hashlib
import json
import os
import selectors
import shutil
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

SOURCES: Final = Path(__file__).parent / "java"
EXPORTS: Final = "--add-exports=java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED"
"""The clock is set by changing JavaRosa's classes while they are loaded, with what the JDK has for that."""

PATIENCE: Final = 60.0
"""Seconds for one answer; after that the process is ended, and a new one answers the next request."""

Answer = dict[str, Any]


class OracleError(Exception):
    """JavaRosa did not answer: it took too long, or the process ended."""


def jar() -> Path | None:
    """ODK Validate as pyxform brings it, None where it does not."""
    found = find_spec("pyxform")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    return path if path.exists() else None


@cache
def why_not() -> str:
    """Why there is no oracle on this machine; "" where there is one."""
    if missing := [name for name in ("java", "javac") if shutil.which(name) is None]:
        return f"JavaRosa cannot be asked: {' and '.join(missing)} not found (a JDK of version 17 is needed)"
    if jar() is None:
        return "JavaRosa cannot be asked: this pyxform brings no ODK_Validate.jar"
    try:
        compiled()
    except subprocess.CalledProcessError as error:
        return f"JavaRosa cannot be asked: the harness does not compile here: {error.stderr.strip().splitlines()[:1]}"
    return ""


@cache
def compiled() -> Path:
    """The folder of the harness's classes, compiled if they are not there yet."""
    sources = sorted(SOURCES.glob("*.java"))
    archive = jar()
    assert archive is not None
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in sources) + str(archive.stat().st_size).encode())
    folder = Path(tempfile.gettempdir()) / f"javarosa-harness-{os.getuid()}-{mark.hexdigest()[:16]}"
    if not folder.exists():
        fresh = Path(tempfile.mkdtemp(dir=folder.parent))
        try:
            subprocess.run(
                ["javac", "-nowarn", EXPORTS, "-cp", str(archive), "-d", str(fresh), *map(str, sources)],
                check=True,
                capture_output=True,
                text=True,
            )
            # whole or not at all; where another process was quicker, its folder is as good
            with suppress(OSError):
                fresh.rename(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return folder


class Oracle:
    """One Java process. Use as a context manager, or ``close`` it. ``optimising``: for measurements."""

    def __init__(self, *, patience: float = PATIENCE, optimising: bool = False) -> None:
        self._patience = patience
        # Java's second compiler makes it faster in the end and slower in the beginning
        self._compiling = [] if optimising else ["-XX:TieredStopAtLevel=1"]
        self._process: subprocess.Popen[bytes] | None = None
        self._unread = b""

    def __enter__(self) -> Oracle:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def walk(self, xform: Path, answers: dict[str, Any], **more: Any) -> Answer:
        """A walk: "lines" and "instance", or "error" with the lines until then. ``more``: language, tz, now, folder."""
        return self.ask({"walk": {"xform": str(xform), "answers": answers, **more}})

    def evaluate(self, expressions: list[tuple[str, str]], **more: Any) -> list[Answer]:
        """Values of (expression, context path) over ``instance`` (XML), or within ``xform`` after a walk."""
        answer = self.ask({"evals": {"expressions": expressions, **more}})
        if "results" not in answer:
            raise OracleError(f"{answer.get('error')}: {answer.get('message')}")
        results: list[Answer] = answer["results"]
        return results

    def ask(self, request: dict[str, Any]) -> Answer:
        """Any request of the harness. Raises OracleError."""
        process = self._started()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            answer: Answer = json.loads(self._line(process))
        except BrokenPipeError as error:
            self.close()
            raise OracleError("the Java process has ended") from error
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            archive = jar()
            assert archive is not None
            classes = compiled()
            command = ["java", EXPORTS, "-Xss8m", "-Xmx1g", "-XX:+UseSerialGC", *self._compiling]
            command += ["-cp", f"{classes}{os.pathsep}{archive}", "Start", str(archive), f"{classes}/"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process

    def _line(self, process: subprocess.Popen[bytes]) -> bytes:
        assert process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._unread:
                if not selector.select(self._patience):
                    self.close()
                    raise OracleError(f"no answer within {self._patience:.0f} s")
                read = os.read(process.stdout.fileno(), 1 << 16)
                if not read:
                    self.close()
                    raise OracleError("the Java process has ended")
                self._unread += read
        line, self._unread = self._unread.split(b"\n", 1)
        return line

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
            self._unread = b""
