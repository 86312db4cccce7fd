"""The questionnaire of 71 items, weighted by 000's loadings."""

from collections import Counter
from fractions import Fraction

import pytest

from scoring.weighted import LOADINGS, weighted
from tests.forms.library.following import form_of


def percents(knowledge: float | None, skill: float | None, attitude: float | None) -> dict[str, Fraction | None]:
    given = zip(LOADINGS, (knowledge, skill, attitude), strict=True)
    return {part: None if value is None else Fraction(value) for part, value in given}


# By hand: Σλ = 0.83 + 0.95 + 0.68 = 2.46.
@pytest.mark.parametrize(
    ("given", "overall"),
    [
        ((75, 100, 50), Fraction(19125, 246)),  # 62.25 + 95 + 34 = 191.25
        ((100, 0, 0), Fraction(8300, 246)),
        ((80, 80, 80), Fraction(80)),
        ((100, 100, None), None),
    ],
)
def test_overall_is_the_mean_of_the_parts_by_their_loadings(
    given: tuple[float | None, ...], overall: Fraction | None
) -> None:
    assert weighted(percents(*given), LOADINGS) == overall


@pytest.mark.parametrize("weights", [{}, {**LOADINGS, "sikap": Fraction(0)}, {**LOADINGS, "lain": Fraction(1)}])
def test_each_part_needs_a_weight(weights: dict[str, Fraction]) -> None:
    with pytest.raises(ValueError, match="weight"):
        weighted(percents(1, 2, 3), weights)


def test_the_form_has_000s_numbers_of_items_and_its_loadings() -> None:
    form = form_of("kompetensi71")
    assert Counter(question.columns["dimension"] for question in form.items()) == {
        "pengetahuan": 22,
        "keterampilan": 26,
        "sikap": 23,
    }
    for question in form.items():
        assert Fraction(question.columns["weight"]) == LOADINGS[question.columns["dimension"]]


def test_its_items_are_those_of_the_questionnaire() -> None:
    """So a next step and a short name are the same in both."""
    full = {question.name: question for question in form_of("kompetensi").items()}
    for question in form_of("kompetensi71").items():
        assert question.label("id") == full[question.name].label("id")
        assert question.columns["short::Indonesia (id)"] == full[question.name].columns["short::Indonesia (id)"]


def test_what_000_printed_of_the_loadings_is_half_explained_by_rounding() -> None:
    """Construct reliability (Σλ)² / ((Σλ)² + Σ(1 − λ²)) and variance extracted Σλ² / 3 (Fornell and Larcker 1981)."""

    def figures(moved: float) -> tuple[float, float]:
        loadings = [float(each) + moved for each in LOADINGS.values()]
        total, squares = sum(loadings), sum(each**2 for each in loadings)
        return total**2 / (total**2 + 3 - squares), squares / 3

    assert figures(0) == pytest.approx((0.865, 0.685), abs=0.0005)
    (low, least), (high, most) = figures(-0.005), figures(0.005)
    assert low < 0.863 < high
    assert not least < 0.675 < most
