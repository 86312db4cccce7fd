"""The lists of people beside the same lists made from the rows a second, plain way."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from handlers.digest import people
from handlers.digest.figures import REASONS
from storage.visibility import Viewer
from tests.handlers.digest.desk import Desk, is_late, moment_of
from tests.handlers.digest.district import ADMIN, AT, COORDINATOR, STRANGER, WISHERS, ZONE
from tests.handlers.digest.plain import Plain, Row, last_duties


def test_who_has_not_begun_and_everybody(desk: Desk) -> None:
    plain = desk.plain("13.76")
    listed = desk.ask(people.untouched, desk.shelf, Viewer(COORDINATOR), "13.76", "", AT)
    assert {one.person_id for one in listed} == plain.ids - plain.begun() - plain.finished(AT)
    everybody = desk.ask(people.everybody, desk.shelf, Viewer(ADMIN), "13.76", "", AT)
    assert [one.name for one in everybody] == sorted(one.name for one in everybody)
    assert {one.person_id for one in everybody} == plain.ids
    days: dict[int, str] = {}
    for row in desk.tables["report"]:
        if not row["restricted"]:
            days[row["person_id"]] = max(row["day"], days.get(row["person_id"], ""))
    for one in everybody:
        assert (one.last_report.isoformat() if one.last_report else None) == days.get(one.person_id)
        assert str(one.kpm) == plain.profile(one.person_id).get("jumlah_kpm", "None")
        assert (one.province, one.regency) == ("13", "13.76")
    assert desk.ask(people.everybody, desk.shelf, Viewer(STRANGER), "13.76", "", AT) == []


def test_who_needs_a_talk(desk: Desk) -> None:
    plain = desk.plain("13.76")
    talk = partial(desk.ask, people.needs_talk, desk.shelf)
    listed = talk(Viewer(COORDINATOR), "13.76", "", AT, ZONE)
    found = {(one.companion.person_id, reason): number for one in listed for reason, number in one.reasons}
    listed_ids = {one.companion.person_id for one in listed}
    # Beside another reason only.
    assert {who: n for (who, reason), n in found.items() if reason == "workload"} == {
        who: int(said) for who in listed_ids if int(said := plain.profile(who).get("jumlah_kpm") or 0) > 200
    }
    assert {who for who, reason in found if reason != "workload"} == listed_ids
    waiting = [bool({"help_asked", "case_waits", "asks_mentor"} & {code for code, _ in one.reasons}) for one in listed]
    assert waiting == sorted(waiting, reverse=True) == [one.waits for one in listed]
    for group in (True, False):
        names = [one.companion.name for one in listed if one.waits == group]
        assert names == sorted(names) != []
    below = {who for who in plain.ids if (percent := plain.percents(who).get("")) is not None and percent < 71}
    assert {who for who, reason in found if reason == "below_effective"} == below != set()
    idle = plain.ids - plain.begun() - plain.finished(AT)
    joined = {row["id"]: moment_of(row["joined_at"]) for row in plain.people}
    assert {who for who, reason in found if reason == "not_started"} == {
        who for who in idle if (AT - joined[who]).days >= 28
    }
    numbers = {name: {who: n for (who, reason), n in found.items() if reason == name} for name in REASONS}
    in_a_row = {row["id"]: _missing(plain, row) for row in plain.people}
    # The daily one by itself, of the others two.
    wanted = {who: forms for who, forms in in_a_row.items() if "harian" in forms or len(forms) > 1}
    assert {one.companion.person_id: {*one.missing} for one in listed if one.missing} == wanted
    assert numbers["missing_twice"] == {who: len(forms) for who, forms in wanted.items()}
    assert any("harian" not in forms for forms in wanted.values())
    late = [row["person_id"] for row in plain.cases() if is_late(row)]
    assert numbers["case_waits"] == {who: late.count(who) for who in late if who in plain.ids}
    since = (AT.date() - timedelta(days=27)).isoformat()
    asked = [
        row["person_id"]
        for row in desk.tables["report"]
        if row["form_id"] == "hambatan"
        and row["day"] >= since
        and plain.answers[row["submission_id"]]["bantuan"] != "tidak_perlu"
    ]
    assert numbers["help_asked"] == {who: asked.count(who) for who in asked if who in plain.ids} != {}
    assert {who for who, reason in found if reason == "asks_mentor"} == WISHERS & plain.ids
    # An admin gets the same list without what single people scored.
    by_admin = talk(Viewer(ADMIN), "13.76", "", AT, ZONE)
    seen = {(who, reason) for who, reason in found if reason not in ("below_effective", "asks_mentor")}
    others = {who for who, reason in seen if reason != "workload"}
    assert {(one.companion.person_id, reason) for one in by_admin for reason, _ in one.reasons} == {
        (who, reason) for who, reason in seen if who in others
    }
    assert talk(Viewer(STRANGER), "13.76", "", AT, ZONE) == []


def test_what_is_due_rarely_must_be_missing_more_than_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_daily() -> set[int]:
        found = desk.ask(people.needs_talk, desk.shelf, Viewer(COORDINATOR), "13.76", "", AT, ZONE)
        return {len(one.missing) for one in found if one.missing and "harian" not in one.missing}

    assert min(without_daily()) == 2
    monkeypatch.setattr(people, "MOST_RARE", 2)
    assert 2 not in without_daily()


def test_how_many_work_in_each_programme(desk: Desk) -> None:
    counts = desk.ask(people.by_programme, desk.shelf, Viewer(COORDINATOR), "13", "", AT)
    assert counts == {code: len(desk.plain("13", code).ids) for code in ("pkh", "tksk", "psm", "bpnt")}


def test_what_nobody_has_sent_is_no_reason_for_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def of_forms() -> set[str]:
        found = desk.ask(people.needs_talk, desk.shelf, Viewer(COORDINATOR), "13.76", "", AT, ZONE)
        return {form_id for one in found for form_id in one.missing}

    assert of_forms()
    monkeypatch.setattr(people, "MOST_MISSING", 0.0)
    assert not of_forms()


def _missing(plain: Plain, who: Row) -> set[str]:
    """The forms of which somebody has sent none of the last, but not those that most have not sent."""
    found = set()
    for form in last_duties():
        became = {row["id"]: {plain.what_became(one, row) for one in form} for row in plain.people}
        asked = [each for each in became.values() if None not in each]
        most = len(asked) >= 5 and 2 * asked.count({"missing"}) > len(asked)
        if became[who["id"]] == {"missing"} and not most:
            found.add(form[0].form_id)
    return found
