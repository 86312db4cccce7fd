"""The margins of study 003 (BRIN and Kemensos 2025, Tabel 3.1 and 3.2, and shares in its text), as codes of our forms.

The tables add up to 25,072 companions of PKH, though the text says 25,048 (a mistake of the source, not repeated
here). Each line: what 003 prints, then the codes that stand for it here and in which proportion (the proportions within
a line are invented).
"""

from __future__ import annotations

PEOPLE = 25_072

Line = tuple[int, dict[str, int]]

GENDER: tuple[Line, ...] = ((12_298, {"laki_laki": 1}), (12_774, {"perempuan": 1}))
"""Tabel 3.1."""

ASKED_IN = 2025
AGE = ((1_463, (21, 30)), (17_225, (31, 40)), (5_512, (41, 50)), (872, (51, 60)))
"""Tabel 3.1: years of age in 2025; the last line has no upper end there."""

PLACE = (4_622, 20_450)
"""Tabel 3.1: in a town, in the country. The profile does not ask it: here they work in a kota or in a kabupaten."""

FIRST_TOWN = 71
"""From this number on within its province a regency's code is a kota's."""

EDUCATION: tuple[Line, ...] = (
    (220, {"slta": 1}),
    (1_955, {"d1": 1, "d2": 3, "d3": 16}),
    (21_699, {"s1": 1}),
    (1_198, {"s2": 39, "s3": 1}),
)
"""Tabel 3.2."""

FIELD: tuple[Line, ...] = (
    (1_338, {"kesos": 1}),
    (3_824, {"teknik": 3, "pertanian": 1}),
    (11_760, {"pendidikan": 6, "agama": 4, "kesehatan": 1}),
    (8_150, {"sosial": 4, "ekonomi": 3, "hukum": 1}),
)
"""Tabel 3.2. It has the 220 of secondary school in a field too; so have ours, though the form would not ask them."""

TRAINING: tuple[Line, ...] = ((653, {"t6": 1}), (8_741, {"t1": 1}), (9_766, {"t2_5": 1}), (5_912, {"t0": 1}))
"""Tabel 3.2: more than five, one, two to five, none within two years."""

WORKLOAD = (22_063, 3_009)
"""Over 200 families and not: the text prints 88 percent."""

GROUPS: dict[str, tuple[float, float, float]] = {
    "personal": (54.0, 45.7, 0.3),
    "sosial": (42.9, 56.8, 0.3),
    "mengajar": (51.5, 48.1, 0.4),
    "komunikasi": (60.7, 39.0, 0.3),
    "peran": (75.7, 24.2, 0.1),
    "lingkungan": (66.4, 33.0, 0.6),
    "belajar": (64.1, 35.0, 0.9),
    "dtsen": (63.2, 36.0, 0.8),
    "kinerja": (57.3, 42.4, 0.3),
}
"""Percent high, middle and low in each construct of the short form. 003 prints those of performance, the high share of
communication, of role understanding and of the use of DTSEN, the high and the middle one of the social competence, and
that role understanding is the highest and DTSEN the lowest of the supports; all others are invented."""
