"""What a measurement found: figures with their unit and, where there is one, the aim; as a table and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `at_least` and `at_most` are the aims of the issue; they are reported, never asserted."""

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def aim(self) -> str:
        """The aim in words; empty where there is none."""
        if self.at_least is not None:
            return f"at least {self.at_least:g}"
        return f"at most {self.at_most:g}" if self.at_most is not None else ""

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; `None` where there is none."""
        if self.at_least is not None:
            return self.value >= self.at_least
        return self.value <= self.at_most if self.at_most is not None else None

    def as_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"name": self.name, "value": rounded(self.value), "unit": self.unit}
        if self.aim:
            row |= {"aim": self.aim, "met": self.met}
        return row


@dataclass(frozen=True, slots=True)
class Report:
    """What one measurement found. `raw` has every single run, so that the spread can be seen."""

    name: str
    figures: Sequence[Figure]
    raw: Any = None


def rounded(value: float) -> float:
    """Four significant digits: no run can be repeated more exactly than that."""
    return float(f"{value:.4g}")


def all_rounded(raw: Any) -> Any:
    """The same lists and mappings, with every fraction rounded."""
    if isinstance(raw, dict):
        return {key: all_rounded(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [all_rounded(value) for value in raw]
    return rounded(raw) if isinstance(raw, float) else raw


def middle(values: Sequence[float]) -> float:
    """The median of repeated runs: a run that something else disturbed does not move it."""
    return float(median(values))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of them does not exceed (nearest rank). `ValueError` for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]


def as_table(report: Report) -> str:
    """The figures in columns."""
    width = max(len(figure.name) for figure in report.figures)
    lines = [f"== {report.name}"]
    for figure in report.figures:
        line = f"  {figure.name:<{width}}  {figure.value:>10,.4g} {figure.unit:<12}"
        if figure.aim:
            line += f" {figure.aim:<14} {'met' if figure.met else 'MISSED'}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def write(reports: Sequence[Report], file: Path = RESULTS / "latest.json") -> None:
    """Write the reports; those of an earlier run that are not among them stay."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))["reports"]
    except (OSError, ValueError, KeyError):
        kept = {}
    for report in reports:
        kept[report.name] = {
            "machine": machine(),
            "figures": [figure.as_json() for figure in report.figures],
            "runs": all_rounded(report.raw),
        }
    temporary = file.with_suffix(".tmp")
    temporary.write_text(json.dumps({"reports": kept}, indent=1) + "\n", encoding="utf-8")
    temporary.replace(file)
