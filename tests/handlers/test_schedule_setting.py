"""What an admin sets of the hours, as values: every refusal has its word, every choice can be kept, labels fit."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.reminding import fasting
from handlers.reminding.almanac import make
from handlers.reminding.reading import read_slots
from handlers.reminding.schedule_words import short
from handlers.reminding.setting import fitting
from handlers.reminding.setting.fields import FIELDS
from handlers.tipping.occasions import Slot
from locales import texts
from locales.calendar import Rules, RulesError

DEFAULTS = Rules.from_mapping({})


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_no_refusal_of_the_rules_is_without_its_own_word(language: str, field: Any) -> None:
    """Whatever two times are typed for a field: what the rules refuse has a sentence of its own, short enough."""
    t = texts(language)
    general = t.plain("toast-schedule-wrong-hours")
    for typed in (["04.00", "05.00"], ["05.00", "04.00"], ["05.00", "05.00"], ["00.00"], ["23.59"], ["20.00", "21.00"]):
        value = field.typed(typed, None)
        if value is None:
            continue
        try:
            rules = Rules.from_mapping(field.read(value))
        except RulesError as error:
            says = fitting.trouble(t, error)
        else:
            says = fitting.misfit(t, rules, read_slots(None), Slot()) or ""
        assert says != general, typed
        assert len(says) <= 200


def test_every_choice_on_a_button_can_be_kept() -> None:
    for field in FIELDS.values():
        for choice in field.choices:
            given = field.read(choice)
            assert given is not None
            rules = Rules.from_mapping(given)
            assert field.value(rules.values) == choice
            assert fitting.misfit(texts("id"), rules, read_slots(None), Slot()) is None, choice
        assert field.value(DEFAULTS.values) in field.choices


def test_stored_values_that_cannot_be_used_are_told_and_the_file_holds() -> None:
    good = {"first": "2027-02-09", "last": "2027-03-10", "decided": True}
    bad = {"1449": {"first": "2028-01-28"}, "1450": {**good, "last": "2027-05-01"}, "1451": {**good, "decided": "ya"}}
    almanac = make({fasting.SETTING: {"1448": good, **bad, "x": good, "1452": 5}})
    assert len(almanac.problems) == 5
    assert [
        year for year in ("1449", "1450", "1451", "1452") if not any(year in says for says in almanac.problems)
    ] == []
    calendar = almanac.hours.calendar
    assert not calendar.is_ramadan(fasting.expected(1448))
    assert calendar.is_ramadan(fasting.expected(1449))
    assert make({fasting.SETTING: ["1448"]}).problems


@pytest.mark.parametrize("hijri", range(1446, 1460))
def test_a_year_is_known_by_its_first_day(hijri: int) -> None:
    assert fasting.year_of(fasting.expected(hijri)) == hijri
    # Umm al-Qura and MABIMS put these first days within two days of 7 December 2031 + 354 or 355 days a year.
    days = (fasting.expected(hijri) - fasting.expected(1446)).days
    assert abs(days - (hijri - 1446) * 354.367) < 2


@pytest.mark.parametrize(
    ("label", "fits"),
    [
        ("Hapus 18/12/2026 · Bali", "Hapus 18/12/2026 · Bali"),
        ("Hapus 18/12/2026 · Daerah Istimewa Yogyakarta", "Hapus 18/12/2026 · Daerah Istimewa…"),
        ("Hapus 18/12/2026 · Kepulauan Bangka Belitung", "Hapus 18/12/2026 · Kepulauan Bangka…"),
        ("x" * 60, "x" * 39 + "…"),
    ],
)
def test_labels_fit_a_phone_and_end_at_a_word(label: str, fits: str) -> None:
    assert short(label) == fits
    assert len(fits) <= 40
