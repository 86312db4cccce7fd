"""Forms that nobody wrote, answered the same way in our engine and in JavaRosa."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from tests.oracle import ours, theirs
from tests.oracle.amounts import examples, is_long
from tests.oracle.compare import compare
from tests.oracle.generated import sheets
from tests.oracle.guesses import guess
from tests.oracle.oracle import Oracle

EXAMPLES: Final = examples(40)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not is_long(),
    # a smaller form takes minutes to find, and those found are small enough
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sheet=sheets(30 if is_long() else 16), seed=st.integers(0, 5))
def test_a_generated_form_is_asked_and_checked_as_by_javarosa(sheet: str, seed: int, oracle: Oracle) -> None:
    # the same names as the file has, whatever pyxform is called with
    xform = convert(sheet, validate=False, form_name="data").xform
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "acak.xml"
        path.write_text(xform, "utf-8")
        answers = guess(lambda known: theirs.walked(oracle, path, known).lines, path, seed)
        other = theirs.walked(oracle, path, answers)
    # JavaRosa refuses a few forms that pyxform makes: then there is nothing to compare
    assume(theirs.is_open(other))
    mine = ours.walked(ours.opened(xform, {}), answers)
    assert [str(each) for each in compare(mine, other).differences] == []
