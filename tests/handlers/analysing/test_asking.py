"""Which method is chosen and why; models as text; what a model's fault looks like in the chat."""

from __future__ import annotations

import pytest

from handlers.analysing.models import examined, items_of_study, latent_names, own_dimensions, study_model
from handlers.analysing.request import TESTS, Method, Request, kinds_for, method_of
from handlers.analysing.wanted import Wanted
from handlers.testing.bank import HIGHEST
from storage.analyses import Count
from tests.studies.nation import instrument

MANY, FEW, GAPS = Count(300, 290), Count(150, 140), Count(400, 100)
METHODS = {
    ("auto", 4, MANY, False): Method("WLSMV", "listwise", "ordinal"),
    ("auto", 4, FEW, False): Method("MLM", "listwise", "few"),
    ("auto", 11, MANY, False): Method("MLM", "listwise", "many-categories"),
    ("auto", 4, GAPS, False): Method("ML", "fiml", "missing"),
    ("auto", 4, MANY, True): Method("PLS", "listwise", "formative"),
    ("MLM", 4, MANY, True): Method("PLS", "listwise", "formative"),
    ("PLS", 4, MANY, False): Method("PLS", "listwise", "chosen"),
    ("ML", 4, MANY, False): Method("ML", "listwise", "chosen"),
    ("ML", 4, GAPS, False): Method("ML", "fiml", "chosen"),
    ("WLSMV", 4, GAPS, False): Method("WLSMV", "listwise", "chosen"),
}


@pytest.mark.parametrize(("given", "method"), METHODS.items())
def test_which_method(given: tuple[object, ...], method: Method) -> None:
    asked, categories, count, formative = given
    assert method_of(asked, categories, count, formative=formative) == method  # type: ignore[arg-type]


def test_tests_are_those_that_have_banks() -> None:
    assert set(TESTS) == set(HIGHEST)


def test_a_request_comes_back_as_it_was_written() -> None:
    asked = Request("ringkas36", "own", 7, "first", "PLS", 'a =~ b\n# "x"', "en")
    assert Request.loads(asked.dumps()) == asked
    for wrong in ('{"form_id": "f", "kind": "x", "viewer": 1}', '{"other": 1}', "[]"):
        with pytest.raises(ValueError, match=r"."):
            Request.loads(wrong)
    wanted = Wanted("ringkas36", "own", "first", "PLS", 12)
    assert Wanted.read(wanted.written()) == wanted
    for wrong in ("", "f", "f:own:latest:auto", "f:x:latest:auto:0", "f o:own:latest:auto:0", "f:own:latest:OLS:0"):
        assert Wanted.read(wrong) is None


def test_the_models_that_the_program_brings_can_be_read() -> None:
    short, long = instrument("ringkas36"), instrument("kompetensi")
    assert "study" in kinds_for(short, items_of_study())
    assert "study" not in kinds_for(long, items_of_study())
    own = examined(own_dimensions(long), long.items)
    assert (own.fault, len(own.latent), own.items, own.paths) == (None, 3, long.items, 0)
    study = examined(study_model(), short.items, pls=True)
    assert (study.fault, len(study.latent), len(study.items), study.paths) == (None, 9, 36, 20)
    assert latent_names(["a b", "K01", "1", "a/b"], ["K01"]) == {"a b": "a_b", "K01": "K01_", "1": "d_1", "a/b": "a_b_"}


FAULTS = {
    "f =~ a1 + a2 + a9": ("model-unknown-item-near", "f =~ a1 + a2 + a9\n               ^"),
    "f =~ a1 + a2\ng =~": ("model-term-missing", "g =~\n  ^"),
    "f <~ a1 + zz\ng =~ a2 + a3\ng ~ f": ("model-unknown-item", "f <~ a1 + zz\n          ^"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_marked_in_its_line(text: str) -> None:
    said = examined(text, ["a1", "a2", "a3"])
    assert said.fault is not None
    assert (said.fault.code, said.fault.marked) == FAULTS[text]


def test_of_a_long_line_what_is_around_the_fault_is_shown() -> None:
    items = [f"a{number:03d}" for number in range(40)]
    said = examined(f"f =~ {' + '.join(items)} + b", items)
    assert said.fault is not None
    quoted, mark = said.fault.marked.split("\n")
    assert len(quoted) <= 60
    assert quoted[mark.index("^")] == "b"
