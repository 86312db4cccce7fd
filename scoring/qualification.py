"""The qualification that a companion's education stands for.

Source: 001, qualification section: Asisten from SLTP to D1, Generalis from D2 to S1, Spesialis S2 and S3.

Where the sources contradict each other:
- 001 calls a companion with S1 a Generalis (KKNI 4-6, "teknisi/analis"), and in the same paragraph
  "Profesi/Ahli" (KKNI 7-9). The split by education is the one it counts with (34 with S1 are its
  Generalis), so that one is used.
- 001 gives Spesialis KKNI 8-9; its own account of the KKNI gives experts 7-9. Level 7 belongs to nobody
  here, as in 001.
- 001 writes "D2 s.d S1" and "D2-D4/S1"; 000 counts D4 and S1 together. D4 stands with S1.
- 000 splits otherwise (tenaga kesejahteraan sosial, pekerja sosial profesional, not qualified below SLTA).
  That split rests on the field of study and on certificates, which education alone does not tell, and is
  not used.
- 001 says nothing about education below SLTP: there is no qualification then, which is not a judgement of
  the person.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Qualification:
    """A qualification of 001: `key` in the field's term, education codes, first and last KKNI level."""

    key: str
    education: tuple[str, ...]
    kkni: tuple[int, int]


BELOW: tuple[str, ...] = ("sd",)
"""Education codes that stand for no qualification."""

QUALIFICATIONS: tuple[Qualification, ...] = (
    Qualification("asisten", ("sltp", "slta", "d1"), (1, 3)),
    Qualification("generalis", ("d2", "d3", "d4", "s1"), (4, 6)),
    Qualification("spesialis", ("s2", "s3"), (8, 9)),
)
"""Lowest first."""

EDUCATION: tuple[str, ...] = BELOW + tuple(code for each in QUALIFICATIONS for code in each.education)
"""Every education code, lowest first."""


def qualification_of(education: str) -> Qualification | None:
    """The qualification for an education code such as `slta`; None below SLTP. ValueError if unknown."""
    for qualification in QUALIFICATIONS:
        if education in qualification.education:
            return qualification
    if education in BELOW:
        return None
    raise ValueError(f"unknown education {education!r}; known are {', '.join(EDUCATION)}")
