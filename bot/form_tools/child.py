"""The process in which a form from outside is checked: ``python -m bot.form_tools.child``, started by ``bounded``.

It reads one request from standard input and writes one answer to standard output.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from zoneinfo import TZPATH

from forms.errors import FormError, Problem, problem

_EXIT_MEMORY: Final = 3
_NEVER: Final = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.symlink",
    "os.link",
    "os.chmod",
    "os.truncate",
    "shutil.",
    "urllib.",
    "ctypes.dlopen",
)


def close_doors() -> None:
    """From here on this process opens no connection, starts no program, changes no file, and reads none but
    those that Python and its packages are made of.
    """
    ours = Path(__file__).parents[2]
    homes = (sys.prefix, sys.base_prefix, sys.exec_prefix, str(ours / "forms"), str(ours / "bot"), *TZPATH)
    inside = tuple({os.path.realpath(path) + os.sep for path in homes})

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = (*arguments, None, None, None)[:3]
            if isinstance(path, int):
                return
            place = os.path.realpath(os.fsdecode(path)) if isinstance(path, str | bytes) else ""
            writes = any(letter in mode for letter in "wax+") if isinstance(mode, str) else False
            writes = writes or bool(isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            if writes or not place.startswith(inside):
                raise PermissionError(f"{place} is not opened here")
        elif event.startswith(_NEVER):
            raise PermissionError(f"{event} is not done here")

    sys.addaudithook(watch)


def keep_within(seconds: float, memory: int) -> None:
    """Let the system end this process when it uses more: seconds of work, bytes of memory, any file written."""
    whole = max(1, int(seconds + 1))
    limits = ((resource.RLIMIT_CPU, whole), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0))
    for kind, wanted in (*limits, (resource.RLIMIT_CORE, 0)):
        _, most = resource.getrlimit(kind)
        bound = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(kind, (bound, bound))


def _import_all() -> None:
    """What is imported on the way else, and looks around on the machine as it is."""
    for name in ("openpyxl", "xlrd", "pyxform.xls2xform", "forms.checking"):
        importlib.import_module(name)


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """``{"converted": …}``, or ``{"problems": […]}``."""
    from forms.checking import check_form

    try:
        files = {name: base64.b64decode(content) for name, content in asked["files"].items()}
        data, given = base64.b64decode(asked["data"]), asked["given"]
        converted = check_form(asked["name"], data, files, lenient=asked["lenient"], given=given)
    except FormError as error:
        return {"problems": [_plain(found) for found in error.problems]}
    except RecursionError:
        return {"problems": [_plain(problem("too_deep", details={"limit": "a few dozen"}))]}
    except MemoryError:
        raise
    except Exception as error:
        detail = f"{type(error).__name__}: {str(error)[:300]}"
        return {"problems": [_plain(problem("conversion_failed", details={"detail": detail}))]}
    return {"converted": asdict(converted)}


def _plain(found: Problem) -> dict[str, Any]:
    return {**asdict(found), "details": {name: _simple(value) for name, value in found.details.items()}}


def _simple(value: object) -> object:
    return value if isinstance(value, str | int | float | None) else str(value)


def main() -> int:
    # a workbook tells of its oddities on standard output; that is where the answer goes
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout = sys.stderr
    asked = json.loads(sys.stdin.buffer.read())
    _import_all()
    close_doors()
    keep_within(asked["seconds"], asked["memory"])
    try:
        json.dump(answer(asked), out, ensure_ascii=False)
        out.flush()
    except MemoryError:
        return _EXIT_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main())
