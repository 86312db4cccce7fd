"""The overall figure of the questionnaire of 71 items: its three parts weighted by study 000's factor loadings.

000 (Hermawati 2017, n = 150) asked 71 items: 22 on knowledge, 26 on skill, 23 on values and attitude. Its Tabel 1 gives
for competency the standardised loadings 0.83, 0.95 and 0.68 (t 16.16, 19.35, 12.82). Neither the items nor loadings
of single items were published, so there are weights of the parts and no others. **The items of our form are composed
from indicators, not 000's, and have not been validated**: the weights are those of another set of items, the
figure is one way of adding up a self-assessment, and must not be compared with 000.

    overall = Σ λ · percent of the part / Σ λ

A conflict in the source: for these loadings construct reliability is 0.865 and variance extracted 0.685; Tabel 1
prints 0.863 and 0.675. Whatever loadings round to the printed ones give between 0.860 and 0.869, and between 0.676 and
0.693: rounding explains the first figure and not the second. We keep to the printed loadings.
"""

from collections.abc import Mapping
from fractions import Fraction

LOADINGS: Mapping[str, Fraction] = {
    "pengetahuan": Fraction(83, 100),
    "keterampilan": Fraction(95, 100),
    "sikap": Fraction(68, 100),
}
"""000 Tabel 1."""


def weighted(percents: Mapping[str, Fraction | None], weights: Mapping[str, Fraction]) -> Fraction | None:
    """The mean of the parts' percents with `weights`; None unless every part has a percent.

    ValueError where a part has no weight, or the weights are not above 0.
    """
    if not percents or percents.keys() != weights.keys() or any(weight <= 0 for weight in weights.values()):
        raise ValueError(f"parts {sorted(percents)} need one weight above 0 each, not {dict(weights)}")
    known = {part: percent for part, percent in percents.items() if percent is not None}
    if len(known) < len(percents):
        return None
    return sum((weights[part] * percent for part, percent in known.items()), Fraction(0)) / sum(weights.values())
