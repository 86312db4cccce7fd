"""Days: what the package, the file and an admin say about a day, and what is missing for a year."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest

from locales.calendar import Calendar, DayType, Override, OverrideError, Ramadan, Rules
from locales.calendar.national import National, national_days
from locales.calendar.overrides import file_ramadans
from tests.locales.calendar.places import HOURS, day

CALENDAR = HOURS.calendar


@pytest.mark.parametrize(
    ("when", "province", "type_", "name_id", "name_en"),
    [
        ("2026-06-03", "31", DayType.WORKDAY, None, None),
        ("2026-06-06", "31", DayType.SATURDAY, None, None),
        ("2026-06-07", "31", DayType.SUNDAY, None, None),
        ("2028-02-29", "31", DayType.WORKDAY, None, None),
        ("2026-08-17", "31", DayType.HOLIDAY, "Hari Kemerdekaan Republik Indonesia", "Independence Day"),
        ("2026-04-05", "31", DayType.HOLIDAY, "Kebangkitan Yesus Kristus", "Easter Sunday"),
        ("2026-03-19", "51", DayType.HOLIDAY, "Hari Suci Nyepi", "Nyepi (Day of Silence)"),
        ("2026-03-18", "51", DayType.LEAVE, "Cuti Bersama Hari Suci Nyepi", "Nyepi (Day of Silence) Joint Holiday"),
        ("2026-03-21", None, DayType.FEAST, "Hari Raya Idulfitri", "Eid al-Fitr"),
        ("2026-03-22", None, DayType.FEAST, "Hari Kedua Idulfitri", "Eid al-Fitr Second Day"),
        ("2026-05-27", None, DayType.HOLIDAY, "Hari Raya Iduladha", "Eid al-Adha"),
        ("2026-12-25", None, DayType.FEAST, "Hari Raya Natal", "Christmas Day"),
        ("2026-12-24", None, DayType.LEAVE, "Cuti Bersama Hari Raya Natal", "Christmas Joint Holiday"),
        ("2027-02-05", "31", DayType.LEAVE, "Cuti Bersama Tahun Baru Imlek", "Lunar New Year Joint Holiday"),
        ("2027-02-05", "95", DayType.LEAVE, "Hari Pekabaran Injil di Tanah Papua", "Gospel Day in Papua"),
        ("2027-04-20", "95", DayType.LEAVE, "Hari Pekabaran Injil di Papua Pegunungan", "Gospel Day in Highland Papua"),
        ("2027-04-20", "91", DayType.WORKDAY, None, None),
        ("2031-08-17", "31", DayType.HOLIDAY, "Hari Kemerdekaan Republik Indonesia", "Independence Day"),
    ],
)
def test_a_day_is(when: str, province: str | None, type_: DayType, name_id: str | None, name_en: str | None) -> None:
    assert CALENDAR.day(day(when), province).type is type_
    assert CALENDAR.is_workday(day(when), province) == (type_ is DayType.WORKDAY)
    assert CALENDAR.day_name(day(when), province, "id") == name_id
    assert CALENDAR.day_name(day(when), province, "en") == name_en


def test_nyepi_is_silent_in_bali_alone() -> None:
    silent = {province: CALENDAR.day(day("2026-03-19"), province).silent for province in ("51", "52", "31", None)}
    assert silent == {"51": True, "52": False, "31": False, None: False}
    assert not CALENDAR.day(day("2026-03-18"), "51").silent  # the joint leave before it bears its name


def test_the_stored_day_wins_over_the_file_and_the_file_over_the_package() -> None:
    when = day("2026-08-17")
    of_file = [Override(when, None, "leave", "Dari berkas"), Override(when, "31", "leave", "Dari berkas, Jakarta")]
    stored = [Override(when, None, "holiday", "Dari admin", "From an admin")]
    assert Calendar(file=()).day_name(when, "31", "id") == "Hari Kemerdekaan Republik Indonesia"
    assert Calendar(file=of_file).day_name(when, "73", "id") == "Dari berkas"
    assert Calendar(file=of_file).day_name(when, "31", "id") == "Dari berkas, Jakarta"
    assert Calendar(file=of_file, stored=stored).day_name(when, "31", "id") == "Dari admin"
    assert Calendar(file=of_file, stored=stored).day_name(when, "31", "en") == "From an admin"
    assert Calendar(file=of_file).day_name(when, "31", "en") == "Dari berkas, Jakarta"  # no English name


def test_the_later_of_two_stored_days_counts() -> None:
    when = day("2026-06-03")
    stored = [Override(when, None, "leave", "Satu"), Override(when, None, "holiday", "Dua")]
    assert Calendar(stored=stored).day_name(when, "31", "id") == "Dua"


def test_a_stored_workday_takes_a_holiday_away_in_one_province() -> None:
    calendar = Calendar(stored=[Override(day("2026-08-17"), "31", "workday")])
    assert calendar.is_workday(day("2026-08-17"), "31")
    assert not calendar.is_workday(day("2026-08-17"), "32")


@pytest.mark.parametrize("name", ["Idulfitri", "Hari Raya Idul Fitri 1449 H", "IDUL-FITRI", "Hari Natal"])
def test_a_feast_is_known_by_its_name_however_it_is_spaced(name: str) -> None:
    calendar = Calendar(stored=[Override(day("2028-02-24"), None, "holiday", name)])
    assert calendar.day(day("2028-02-24"), "31").type is DayType.FEAST


def test_an_admin_can_name_other_feasts_and_other_silences() -> None:
    rules = Rules.from_mapping({"feasts.names": ["waisak"], "silence": {"provinces": ["51", "52"]}})
    calendar = Calendar(rules)
    assert calendar.day(day("2026-05-31"), "31").type is DayType.FEAST
    assert calendar.day(day("2026-12-25"), "31").type is DayType.HOLIDAY
    assert calendar.day(day("2026-03-19"), "52").silent


@pytest.mark.parametrize(
    ("first", "last"),
    [("2025-03-01", "2025-03-30"), ("2026-02-19", "2026-03-20"), ("2030-12-26", "2031-01-24")],
)
def test_ramadan_begins_and_ends(first: str, last: str) -> None:
    around = [day(first) - timedelta(days=1), day(first), day(last), day(last) + timedelta(days=1)]
    assert [CALENDAR.is_ramadan(when) for when in around] == [False, True, True, False]


def test_the_ramadans_follow_each_other_and_end_before_the_packages_idulfitri() -> None:
    found = file_ramadans()
    assert [ramadan.hijri for ramadan in found] == list(range(1446, 1453))
    gaps = [(after.first - before.first).days for before, after in pairwise(found)]
    assert all(353 <= gap <= 355 for gap in gaps)
    plain = Calendar(file=())
    feasts = [plain.day_name(ramadan.last + timedelta(days=1), None, "en") for ramadan in found]
    assert all(name is not None and name.startswith("Eid al-Fitr") and "Second" not in name for name in feasts)


def test_years_that_are_decided_have_no_warnings() -> None:
    assert CALENDAR.warnings(2025) == CALENDAR.warnings(2026) == ()


def test_warnings_say_what_is_missing_or_an_estimate() -> None:
    assert CALENDAR.warnings(2027) == (
        "2027: Ramadan 1448 from 2027-02-08 is an estimate until the government decides",
        "2027: estimates until the decree: 2027-03-10 Eid al-Fitr, 2027-03-11 Eid al-Fitr Second Day, "
        "2027-05-17 Eid al-Adha: put what the decree moves into the overrides",
    )
    assert "2028: no joint leave (cuti bersama) is known: add it to the overrides" in CALENDAR.warnings(2028)
    assert "2031: Ramadan is not known, ordinary hours are used: add it to the Ramadan dates" in CALENDAR.warnings(2031)
    assert any("Nyepi is not known" in warning for warning in CALENDAR.warnings(2060))
    assert CALENDAR.warnings(2150)[-1] == "2150: no holidays are known: add them to the overrides"


def test_what_an_admin_stores_silences_the_warnings() -> None:
    stored = [
        Override(day("2027-03-10"), None, "holiday", "Idulfitri 1448 H"),
        Override(day("2027-03-11"), None, "holiday", "Hari Kedua Idulfitri 1448 H"),
        Override(day("2027-05-17"), None, "holiday", "Iduladha 1448 H"),
    ]
    decided = Ramadan(1448, day("2027-02-08"), day("2027-03-09"), True)
    assert Calendar(stored=stored, ramadans=[decided]).warnings(2027) == ()


def test_a_ramadan_that_does_not_end_at_idulfitri_is_seen() -> None:
    for first, last in (("2026-02-18", "2026-03-19"), ("2026-02-20", "2026-03-21")):
        assert Calendar(ramadans=[Ramadan(1447, day(first), day(last), True)]).warnings(2026) == (
            f"2026: Ramadan 1447 ends on {last}, not before Idulfitri: mend one",
        )


def test_all_days_of_a_century_can_be_asked_for_in_little_memory() -> None:
    calendar = Calendar()
    for number in range(0, 120_000, 2):
        calendar.day(date(1950, 1, 1) + timedelta(days=number), ("51", "95", "31")[number % 3])
    assert len(calendar._days) <= 50_000


def test_the_package_is_loaded_only_when_a_day_is_asked_for() -> None:
    code = (
        "import sys; from datetime import date; from locales.calendar import Calendar, Hours\n"
        "hours = Hours(Calendar()); assert 'holidays' not in sys.modules\n"
        "hours.calendar.day(date(2026, 1, 1), None); assert 'holidays' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_day_that_is_both_holiday_and_joint_leave_is_a_holiday(monkeypatch: pytest.MonkeyPatch) -> None:
    import holidays

    def both(country: str, *, years: int, categories: tuple[str], language: str) -> dict[date, str]:
        return {date(years, 5, 1): f"{country} {categories[0]} {language}"}

    monkeypatch.setattr(holidays, "country_holidays", both)
    found = national_days.__wrapped__(2026)  # past what is kept of the real year
    assert found == {date(2026, 5, 1): National("ID public id", "ID public en_US", leave=False, estimated=False)}


def test_two_holidays_on_one_day_keep_both_names() -> None:
    assert CALENDAR.day_name(day("2034-06-01"), None, "id") == "Hari Lahir Pancasila; Hari Raya Waisak (perkiraan)"


def test_a_day_that_cannot_be_is_refused() -> None:
    with pytest.raises(OverrideError, match="'free' is no kind of day: use one of holiday, leave, workday, silent"):
        Override(day("2026-06-03"), None, "free", "Libur")
    with pytest.raises(OverrideError, match="write its two digits"):
        Override(day("2026-06-03"), "Bali", "holiday", "Libur")
    with pytest.raises(OverrideError, match="needs its Indonesian name"):
        Override(day("2026-06-03"), None, "holiday", " ")
    with pytest.raises(OverrideError, match="29 or 30 days"):
        Ramadan(1449, day("2028-01-28"), day("2028-02-28"), True)
