"""A folder of forms through both: ``python -m tests.oracle.corpus FOLDER [--seed N] [--only WORD] [--differences N]``.

Takes every XForm (``.xml``) and XLSForm (``.xlsx``, ``.xls``, ``.md``) below the folder, answers it with guesses, and
prints what of the two walks is equal, form by form and together. Exit 1 if anything differs. Nothing of the folder is
changed.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

import forms
from tests.oracle import ours, theirs
from tests.oracle.compare import PARTS, Comparison, Walked, compare
from tests.oracle.guesses import guess
from tests.oracle.oracle import Oracle, why_not

FOLDER: Final = "FORMS"
"""The environment variable that may name the folder instead."""

TIME: Final = 30.0
"""Seconds for one walk, on either side."""

SUFFIXES: Final = (".xml", ".xlsx", ".xls", ".md")


RANDOM: Final = re.compile(rb"\brandom\(\)|\brandomize\((?:[^,()]|\([^()]*\))*\)")
"""Forms with these cannot be the same twice: what differs in them is shown, and not counted."""


class TooSlowError(Exception):
    """Our walk took longer than it may."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one form. ``state``: "both", "random", or who opened it alone: "ours only", …"""

    name: str
    state: str
    reason: str
    compared: Comparison
    questions: int = 0


def found(folder: Path) -> Iterator[Path]:
    """The forms below a folder, in the order of their paths."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file() and not path.name.startswith("~"):
            raw = path.read_bytes()
            if path.suffix == ".xml" and (b"<model" not in raw or b"/xforms" not in raw):
                continue
            if path.suffix == ".md" and not raw.lstrip().startswith(b"|"):
                continue
            yield path


def xform_of(path: Path, room: Path) -> Path:
    """The XForm of a form: itself, or what pyxform makes of it, written into ``room``. Raises what pyxform raises."""
    if path.suffix == ".xml":
        return path
    from pyxform.xls2xform import convert

    raw = path.read_bytes()
    result = convert(raw.decode() if path.suffix == ".md" else raw, validate=False, form_name="data")
    written = room / f"{path.stem}.xml"
    written.write_text(result.xform, "utf-8")
    return written


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TooSlowError in the main thread when the time is over."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def compared(oracle: Oracle, path: Path, room: Path, *, seed: int = 0, language: str = "") -> Outcome:
    """One form through both."""
    try:
        xform = xform_of(path, room)
    except Exception as error:
        return Outcome(path.name, "neither", f"pyxform: {' '.join(str(error).split())[:200]}", Comparison())
    answers = guess(
        lambda known: theirs.walked(oracle, xform, known, folder=path.parent, language=language).lines, xform, seed
    )
    other = theirs.walked(oracle, xform, answers, folder=path.parent, language=language)
    refused, mine = "", Walked([], None)
    try:
        with within(TIME):
            form = ours.opened(xform.read_text("utf-8"), ours.files_beside(path))
            mine = ours.walked(form, answers, language)
    except forms.FormError as error:
        refused = "; ".join(f"{each.code} {each.details}" for each in error.problems[:3])
    except Exception as error:
        refused = f"{type(error).__name__}: {error}"
    if not theirs.is_open(other):
        return Outcome(
            path.name, "neither" if refused else "ours only", f"{other.error[:200]} | {refused[:200]}", Comparison()
        )
    if refused:
        return Outcome(path.name, "JavaRosa only", refused[:300], Comparison(), len(other.lines))
    state = "random" if RANDOM.search(xform.read_bytes()) else "both"
    return Outcome(path.name, state, other.error[:200], compare(mine, other), len(other.lines))


def main(arguments: list[str]) -> int:
    """Of a folder given as an argument or by the environment."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.oracle.corpus", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument(
        "folder", nargs="*", type=Path, default=[Path(os.environ[FOLDER])] if FOLDER in os.environ else []
    )
    parser.add_argument("--seed", type=int, default=0, help="other guesses")
    parser.add_argument("--only", default="", help="forms with this in their path")
    parser.add_argument("--differences", type=int, default=3, help="how many to print a form")
    parser.add_argument("--language", default="")
    options = parser.parse_args(arguments)
    if reason := why_not():
        print(reason, file=sys.stderr)
        return 2
    total, states = Comparison(), Counter[str]()
    flawless = questions = 0
    with Oracle(patience=TIME) as oracle, tempfile.TemporaryDirectory() as room:
        for folder in options.folder:
            for path in found(folder):
                if options.only not in str(path):
                    continue
                outcome = compared(oracle, path, Path(room), seed=options.seed, language=options.language)
                states[outcome.state] += 1
                if outcome.state == "both":
                    total.add(outcome.compared)
                questions += outcome.questions
                flawless += outcome.state == "both" and not outcome.compared.differences
                _show(path, outcome, options.differences)
    print(f"\n{states.total()} forms: {', '.join(f'{state} {number}' for state, number in states.most_common())}")
    print(f"of those that both opened, {flawless} without any difference; {questions} questions of JavaRosa")
    for part in PARTS:
        print(f"{part:8} {total.percent(part):7.3f} %  ({total.equal[part]} of {total.asked[part]})")
    return 1 if total.differences else 0


def _show(path: Path, outcome: Outcome, most: int) -> None:
    differences = outcome.compared.differences
    if outcome.state not in ("both", "random"):
        print(f"-- {path}: {outcome.state}: {outcome.reason}")
    elif differences:
        mark = "??" if outcome.state == "random" else "!!"
        print(f"{mark} {path}: {len(differences)} differences over {outcome.questions} questions")
        for difference in differences[:most]:
            print(f"     {str(difference)[:400]}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
