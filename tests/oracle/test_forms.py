"""The forms of the library, and one form for each feature, answered the same way in our engine and in JavaRosa."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

import forms
from forms.source import convert_xform
from tests.oracle import ours, theirs
from tests.oracle.compare import compare
from tests.oracle.guesses import guess
from tests.oracle.oracle import Oracle

FEATURES: Final = sorted(path for path in (Path(__file__).parent / "forms").iterdir() if path.suffix in (".md", ".xml"))
LIBRARY: Final = sorted(
    path for path in (Path(forms.__file__).parent / "library").glob("*.md") if path.name != "README.md"
)
SEEDS: Final = (1, 2, 3, 4)
"""Different answers; each finds other branches of a form."""


@pytest.mark.parametrize("path", FEATURES + LIBRARY, ids=lambda path: path.stem)
def test_a_form_is_asked_and_checked_as_by_javarosa(path: Path, oracle: Oracle, tmp_path: Path) -> None:
    raw = path.read_bytes()
    converted = convert_xform(raw) if path.suffix == ".xml" else forms.convert(raw, name=path.stem)
    form = forms.load(converted, files=ours.files_beside(path), lenient=True)
    xform = tmp_path / f"{path.stem}.xml"
    xform.write_text(converted.xform, "utf-8")
    for language in form.languages or ("",):
        for seed in SEEDS:
            answers = guess(
                lambda known, language=language: (
                    theirs.walked(  # type: ignore[misc]
                        oracle, xform, known, folder=path.parent, language=language
                    ).lines
                ),
                xform,
                seed,
            )
            other = theirs.walked(oracle, xform, answers, folder=path.parent, language=language)
            assert other.error == ""
            assert other.lines
            assert [str(each) for each in compare(ours.walked(form, answers, language), other).differences] == []
