"""Qualification from education, as 001 splits it."""

import pytest

from scoring.qualification import EDUCATION, QUALIFICATIONS, qualification_of

SPLIT = {
    "sd": None,
    "sltp": "asisten",
    "slta": "asisten",
    "d1": "asisten",
    "d2": "generalis",
    "d3": "generalis",
    "d4": "generalis",
    "s1": "generalis",
    "s2": "spesialis",
    "s3": "spesialis",
}


@pytest.mark.parametrize(("education", "key"), SPLIT.items())
def test_education_gives_the_qualification(education: str, key: str | None) -> None:
    found = qualification_of(education)
    assert (found and found.key) == key


def test_every_education_code_is_split_once_and_in_order() -> None:
    assert tuple(SPLIT) == EDUCATION


def test_more_education_never_gives_a_lower_qualification() -> None:
    found = [qualification_of(code) for code in EDUCATION]
    ranks = [-1 if each is None else QUALIFICATIONS.index(each) for each in found]
    assert ranks == sorted(ranks)


def test_payakumbuh_is_split_as_in_001() -> None:
    """001 Tabel 1: 11 with SLTA, 34 with S1, counted there as 11 Asisten and 34 Generalis."""
    people = ["slta"] * 11 + ["s1"] * 34
    keys = [found.key for found in map(qualification_of, people) if found]
    assert (keys.count("asisten"), keys.count("generalis"), len(keys)) == (11, 34, 45)


@pytest.mark.parametrize("education", ["", "S1", "sma", "profesi"])
def test_unknown_education(education: str) -> None:
    with pytest.raises(ValueError, match="unknown education"):
        qualification_of(education)
