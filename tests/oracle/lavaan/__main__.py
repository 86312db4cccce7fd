"""Made-up data through both: ``python -m tests.oracle.lavaan [--cases N] [--seed N] [--only KIND] [--keep FOLDER]``.

Each case is drawn from its own seed, written out, fitted by lavaan (`Rscript`) and by `pendamping analyse ... --json`,
and compared: figures of fit to 1e-4 of their size, estimates and standard errors to 1e-4 (of their size above one).
Prints what differs. Exit 1 if anything does, 2 where R or lavaan are missing.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

import numpy as np

from tests.oracle.lavaan.cases import KINDS, Case

CLOSE: Final = 1e-4

FIT: Final = {
    "chi2": "chisq",
    "df": "df",
    "p": "pvalue",
    "cfi": "cfi",
    "tli": "tli",
    "ifi": "ifi",
    "rmsea": "rmsea",
    "rmsea_lo": "rmsea.ci.lower",
    "rmsea_hi": "rmsea.ci.upper",
    "srmr": "srmr",
    "gfi": "gfi",
    "agfi": "agfi",
    "aic": "aic",
    "bic": "bic",
    "loglik": "logl",
    "npar": "npar",
}
"""Our name of a figure, lavaan's."""

CORRECTED: Final = {"chi2", "df", "p", "cfi", "tli", "ifi", "rmsea", "rmsea_lo", "rmsea_hi"}
"""Figures that MLM and WLSMV correct: there lavaan's name ends in ".scaled"."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(KINDS))
    parser.add_argument("--keep", type=Path, help="a folder that keeps data, models and lavaan's answers")
    asked = parser.parse_args()
    if shutil.which("Rscript") is None:
        print("Rscript is not here: install R and lavaan (Debian: r-cran-lavaan)")
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        cases = _drawn(folder, asked.cases, asked.seed, asked.only)
        subprocess.run(["Rscript", str(Path(__file__).with_name("fit.R")), str(folder)], check=True)
        return _report([(where, case, _differences(where, case)) for where, case in cases])


def _drawn(folder: Path, number: int, seed: int, only: str | None) -> list[tuple[Path, Case]]:
    kinds = [only] if only else list(KINDS)
    drawn = []
    for place in range(number):
        case = KINDS[kinds[place % len(kinds)]](np.random.default_rng([seed, place]))
        where = folder / f"{place:04d}"
        where.mkdir(parents=True, exist_ok=True)
        case.data.to_csv(where / "data.csv", index=False, float_format="%.10g")
        (where / "model.txt").write_text(case.model)
        options = {key: value for key, value in vars(case).items() if key not in {"data", "model", "name"}}
        (where / "options.json").write_text(json.dumps(options))
        drawn.append((where, case))
    return drawn


def _differences(where: Path, case: Case) -> list[str] | None:
    """What differs; None where lavaan itself found no answer."""
    if not (where / "fit.json").exists():
        return None
    theirs = json.loads((where / "fit.json").read_text())
    if not theirs["converged"] or "fit" not in theirs:
        return None
    try:
        ours = _ours(where, case)
    except ValueError as error:
        return [f"no answer: {error}; lavaan: {theirs['problems'] or 'nothing to remark'}"]
    found = _fit_differences(ours["fit"], theirs["fit"], corrected=case.estimator != "ML")
    if ours["n"] != theirs["n"]:
        found.append(f"n {ours['n']} {theirs['n']}")
    return found + _parameter_differences(ours["parameters"], json.loads((where / "parameters.json").read_text()))


def _ours(where: Path, case: Case) -> dict[str, Any]:
    from bot.cli import main as command

    words = ["analyse", case.kind, str(where / "data.csv"), "--model", str(where / "model.txt"), "--json"]
    words += ["--estimator", case.estimator, "--missing", case.missing, "--convention", case.convention]
    if case.ordinal:
        words += ["--ordinal", ",".join(case.ordinal)]
    if case.group:
        words += ["--group", case.group]
    if case.equal:
        words += ["--equal", ",".join(case.equal)]
    said, wrong = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["pendamping", *words]
    try:
        with redirect_stdout(said), redirect_stderr(wrong):
            command()
    except SystemExit as end:
        if end.code:
            raise ValueError(wrong.getvalue().strip() or str(end.code)) from end
    finally:
        sys.argv = before
    return dict(json.loads(said.getvalue()))


def _fit_differences(ours: dict[str, float | None], theirs: dict[str, float], *, corrected: bool) -> list[str]:
    found = []
    for name, foreign in FIT.items():
        expected = theirs.get(f"{foreign}.scaled" if corrected and name in CORRECTED else foreign)
        if expected is None or isinstance(expected, str):
            continue
        got = ours.get(name)
        if got is None and theirs["df"] == 0:
            continue
        if got is None or not _close(got, expected, floor=1e-3):
            found.append(f"{name} {got} {expected}")
    return found


def _parameter_differences(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> list[str]:
    mine: dict[tuple[str, str, str, int], dict[str, Any]] = {}
    names: dict[str, int] = {}
    for row in ours:
        group = names.setdefault(str(row.get("group") or ""), len(names) + 1) if row["op"] != ":=" else 0
        mine[row["lhs"], row["op"], row["rhs"].replace(" ", ""), group] = row
        if row["op"] == "~~":
            mine[row["rhs"], row["op"], row["lhs"], group] = row
    found = []
    for row in theirs:
        if row["op"] in {"==", "~*~"}:
            continue
        group = 0 if row["op"] == ":=" else int(row.get("group") or 1)
        same = mine.get((row["lhs"], row["op"], row["rhs"], group))
        title = f"{row['lhs']} {row['op']} {row['rhs']} ({group})"
        if same is None:
            found.append(f"{title} is missing")
            continue
        for name, foreign in (("est", "est"), ("se", "se"), ("std", "std.all")):
            got, expected = same[name], row.get(foreign)
            if name == "se" and (got is None or got == 0.0) and not expected:
                continue
            if expected is None:
                continue
            if got is None or not _close(got, expected, floor=1.0):
                found.append(f"{title} {name} {got} {expected}")
    return found


def _close(got: float, expected: float, *, floor: float) -> bool:
    return math.isclose(got, expected, rel_tol=CLOSE, abs_tol=CLOSE * floor)


def _report(compared: list[tuple[Path, Case, list[str] | None]]) -> int:
    tally: Counter[str] = Counter()
    for where, case, differences in compared:
        tally["lavaan found no answer" if differences is None else "different" if differences else "equal"] += 1
        if differences:
            print(
                f"{where.name} {case.name} {case.estimator} n={len(case.data)} {case.equal}: {len(differences)} differ"
            )
            for line in differences[:6]:
                print("   ", line)
    print(", ".join(f"{count} {word}" for word, count in tally.items()))
    return 1 if tally["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
