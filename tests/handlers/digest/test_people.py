"""The lists of people beside the same lists made from the rows a second, plain way."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from handlers.digest import people
from handlers.digest.figures import REASONS
from storage.visibility import Viewer
from tests.handlers.digest.desk import Desk, is_late, moment_of
from tests.handlers.digest.district import ADMIN, AT, COORDINATOR, STRANGER, WISHERS, ZONE
from tests.handlers.digest.plain import last_duties


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
    assert {who: n for (who, reason), n in found.items() if reason == "workload"} == {
        who: int(said) for who in plain.ids if int(said := plain.profile(who).get("jumlah_kpm") or 0) > 200
    }
    below = {who for who in plain.ids if (percent := plain.percents(who).get("")) is not None and percent < 71}
    assert {who for who, reason in found if reason == "below_effective"} == below != set()
    idle = plain.ids - plain.begun() - plain.finished(AT)
    joined = {row["id"]: moment_of(row["joined_at"]) for row in plain.people}
    assert {who for who, reason in found if reason == "not_started"} == {
        who for who in idle if (AT - joined[who]).days >= 14
    }
    numbers = {name: {who: n for (who, reason), n in found.items() if reason == name} for name in REASONS}
    in_a_row = {
        row["id"]: sum(all(plain.what_became(one, row) == "missing" for one in form) for form in last_duties())
        for row in plain.people
    }
    assert numbers["missing_twice"] == {who: n for who, n in in_a_row.items() if n}
    assert len(set(in_a_row.values())) > 2
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
    assert {(one.companion.person_id, reason) for one in by_admin for reason, _ in one.reasons} == {
        (who, reason) for who, reason in found if reason not in ("below_effective", "asks_mentor")
    }
    assert talk(Viewer(STRANGER), "13.76", "", AT, ZONE) == []
