"""What `pendamping export` takes, as Typer reads it; apart, so that no other command imports what exporting needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Form = Annotated[str, typer.Argument(help="The form's id, for example kompetensi or p2k2.")]
Format = Annotated[str, typer.Option("--format", help="xlsx, csv, sav (SPSS), odk or geojson.")]
Since = Annotated[str, typer.Option("--from", help="First day, as 2026-11-01.")]
Until = Annotated[str, typer.Option("--until", help="Last day.")]
Region = Annotated[str, typer.Option(help="Code of a province or regency, as 13 or 13.76.")]
Programme = Annotated[str, typer.Option(help="As the profile names it: pkh, tksk ….")]
Names = Annotated[bool, typer.Option("--names", help="Names of people instead of pseudonyms.")]
Language = Annotated[str, typer.Option(help="Of labels: id or en.")]
Out = Annotated[Path, typer.Option(help="The folder for the files.")]
