"""What `pendamping analyse …` takes, as Typer reads it; apart, so that no other command imports what it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[Path, typer.Argument(help="The answers: a .csv, .sav (SPSS) or .xlsx file with a heading.")]
Model = Annotated[Path, typer.Option("--model", help="The model as a text file, in lavaan's language.")]
Scales = Annotated[Path | None, typer.Option("--model", help="Scales as lines 'attitude =~ a1 + a2'; else all as one.")]
Key = Annotated[
    Path | None, typer.Option(help="For a test: a table of columns item,key with the right option of each question.")
]
Estimator = Annotated[str, typer.Option(help="ML, MLM or WLSMV; else WLSMV with --ordinal, ML without.")]
Ordinal = Annotated[str, typer.Option(help="Ordinal items: all, or names as a1,a2.")]
Missing = Annotated[str, typer.Option(help="listwise: complete rows only; fiml: all answers.")]
MissingPairs = Annotated[str, typer.Option("--missing", help="listwise: complete rows; pairwise: complete pairs.")]
MissingRows = Annotated[str, typer.Option("--missing", help="listwise: complete rows only.")]
OrdinalScales = Annotated[str, typer.Option("--ordinal", help="all: alpha and omega of polychoric correlations, too.")]
Group = Annotated[str, typer.Option(help="A column whose values make groups.")]
Equal = Annotated[
    str,
    typer.Option(
        help="Equal across groups: loadings,intercepts,thresholds,residuals,means,regressions,"
        "residual.covariances,lv.variances,lv.covariances."
    ),
]
Invariance = Annotated[
    bool, typer.Option("--invariance", help="Compare configural, metric and scalar models of the groups.")
]
Convention = Annotated[str, typer.Option(help="normal: chi-square by n; lisrel: by n - 1, as LISREL.")]
StandardiseLatent = Annotated[
    bool, typer.Option("--std-lv", help="Factors have variance 1; else their first loading is 1.")
]
Modification = Annotated[int, typer.Option(min=0, help="How many modification indices to tell.")]
Bootstrap = Annotated[
    int, typer.Option(min=0, max=100_000, help="Bootstrap samples for intervals: 5000 for a report, 0 for none.")
]
Seed = Annotated[int | None, typer.Option(min=0, help="Of random numbers; the same seed gives the same figures.")]
Consistent = Annotated[bool, typer.Option("--consistent", help="Consistent PLS (PLSc) for reflective constructs.")]
Factors = Annotated[int, typer.Option(min=0, help="How many factors; 0: as many as parallel analysis suggests.")]
Items = Annotated[str, typer.Option(help="Names of items as a1,a2; else all columns of numbers.")]
Method = Annotated[str, typer.Option(help="minres or ml.")]
Rotation = Annotated[str, typer.Option(help="oblimin, varimax or none.")]
AllRows = Annotated[
    bool, typer.Option("--all-rows", help="Of the bot's own exports every row; else what each person sent last.")
]
AsJson = Annotated[bool, typer.Option("--json", help="All figures as JSON on standard output.")]
Report = Annotated[Path | None, typer.Option(help="Write a report to this PDF file.")]
Xlsx = Annotated[Path | None, typer.Option(help="Write all tables to this XLSX file.")]
Language = Annotated[str, typer.Option(help="Of words: id or en.")]
