"""What single forms of the library promise: what is restricted, what is computed, what is asked only then."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime

import pytest

from forms import Question, begin
from tests.forms.library.following import FILES, FORMS, Filled, cases_of, filled_in, form_of
from tests.forms.library.test_answers import hidden_of

REPORTING = [name for name in FORMS if "purpose" in form_of(name).settings]
CARDS = re.compile(r"\b(nik|kk|nomor_kk|no_kk|ktp)\b", re.IGNORECASE)


def sent(name: str, case: str) -> dict[str, str]:
    """What is sent of a form that is filled in with the answers of a case."""
    form = form_of(name)
    [found] = [one for one in cases_of(name) if one.name == case]
    filled: Filled = filled_in(form, found.given(form), known=hidden_of(form, found))
    assert filled.sent is not None
    return dict(filled.sent)


@pytest.mark.parametrize("name", REPORTING)
def test_what_a_form_is_for_is_said_in_words_that_the_bot_knows(name: str) -> None:
    settings = form_of(name).settings
    assert settings["purpose"] in ("report", "case")
    assert settings.get("restricted", "") in ("", "yes")
    assert settings.get("correct_within", "72").isdecimal()
    assert set(settings.get("programmes", "").split()) <= programmes()
    assert form_of(name).title("en") != form_of(name).title("id")


@pytest.mark.parametrize("name", REPORTING)
def test_questions_are_short_and_ask_for_no_identity_card(name: str) -> None:
    for question in form_of(name).questions:
        assert not CARDS.search(question.name), question.name
        for said in texts_of(question):
            sentences = re.split(r"(?<=[.!?])\s+", said.strip())
            assert len(sentences) <= 2, said
            assert max(len(sentence.split()) for sentence in sentences) <= 15, said


def texts_of(question: Question) -> list[str]:
    """The label of a question in each language, "…" for what it quotes."""
    return [question.text.render(language) for language in question.text.languages]


def programmes() -> set[str]:
    """The programmes of the profile."""
    choices = form_of("profil").by_name["program"].choices
    assert choices is not None
    return set(choices.by_name)


def test_the_programmes_are_those_of_the_profile() -> None:
    rows = FILES["program.csv"].decode().splitlines()[1:]
    assert {row.split(",")[0] for row in rows} == programmes()


def test_violence_neglect_and_sexual_abuse_are_restricted() -> None:
    kinds = form_of("kasus").by_name["jenis"].choices
    assert kinds is not None
    restricted = {kind.name for kind in kinds.all if kind.columns["restricted"] == "yes"}
    assert restricted == {"kekerasan", "kekerasan_seksual", "penelantaran"}
    assert {kind.columns["restricted"] for kind in kinds.all} == {"yes", ""}
    urgencies = form_of("kasus").by_name["mendesak"].choices
    assert urgencies is not None
    assert {kind.columns["urgency"] for kind in kinds.all} <= set(urgencies.by_name)


def test_a_restricted_case_has_no_name_no_photo_and_no_place() -> None:
    case = sent("kasus", "terbatas")
    assert "instanceName" not in case
    assert case["mendesak"] == "segera"
    assert not {"foto", "lokasi"} & set(case)
    assert sent("kasus", "biasa")["instanceName"] == "Saldo bantuan nol"


def test_violence_is_not_mediated() -> None:
    report = sent("mediasi", "kekerasan")
    assert not {"pihak", "langkah", "hasil", "kesepakatan"} & set(report)
    assert report["rujukan"] == "uptd_ppa polisi"
    assert form_of("mediasi").settings["restricted"] == "yes"


def test_days_are_counted_from_today() -> None:
    assert sent("mediasi", "biasa")["pantau_pada"] == "2026-12-05"
    assert sent("mediasi", "dirujuk")["pantau_pada"] == "2026-12-01"
    assert sent("pengaduan", "diteruskan")["tenggat_pada"] == "2026-11-28"
    assert "tenggat_pada" not in sent("pengaduan", "biasa")


def test_an_incentive_tells_its_programme_and_month() -> None:
    once, cut = sent("insentif", "biasa"), sent("insentif", "dipotong")
    assert (once["program"], once["bulan"], once["instanceName"]) == ("pkh", "2026-10", "PKH · 10/2026")
    # who works in one programme only is not asked for it
    assert (cut["program"], cut["bulan"], "pilih_program" in cut) == ("bpnt", "2026-09", False)
    assert cut["jumlah_tulis"] == "27.000.000"


def test_a_training_tells_its_programme_and_month() -> None:
    training = sent("diklat", "satu_program")
    assert (training["program"], training["bulan"]) == ("pkh", "2026-06")
    assert training["instanceName"] == "Pendampingan keluarga nelayan"


def test_the_session_after_the_last_one_is_proposed() -> None:
    report = sent("p2k2", "biasa")  # last time: module 2, session 1
    assert (report["usulan"], report["sesi"], report["sesi_terakhir"]) == ("m2s2", "m2s2", "m2s2")
    assert report["instanceName"] == "Kelompok Melati · Modul 2 Sesi 2"
    # other material does not lose the place in the modules
    assert sent("p2k2", "semua_kpm")["sesi_terakhir"] == "m3s1"


def test_each_session_leads_to_one_that_there_is() -> None:
    rows = list(csv.DictReader(io.StringIO(FILES["p2k2_sesi.csv"].decode())))
    names, after = {row["name"] for row in rows}, [row["next"] for row in rows if row["next"]]
    assert set(after) <= names
    assert len(set(after)) == len(after)


def test_a_list_of_thirty_is_counted() -> None:
    report = sent("p2k2", "semua_kpm")
    there = [value for key, value in report.items() if re.fullmatch(r"anggota\[\d+\]/status", key)].count("hadir")
    assert (report["anggota[]"], report["hadir"], there) == ("30", "26", 26)


def test_as_many_are_traced_as_was_said() -> None:
    report = sent("rekonsiliasi", "ditelusuri")
    assert (report["ditelusuri"], report["penelusuran[]"]) == ("2", "2")


@pytest.mark.parametrize(
    ("day", "month"), [("2026-12-01", "2026-11"), ("2026-12-31", "2026-11"), ("2027-01-15", "2026-12")]
)
def test_the_incentive_is_that_of_the_month_before(day: str, month: str) -> None:
    state = begin(form_of("insentif"), datetime.fromisoformat(f"{day}T09:30:00+07:00"))
    assert state.answers["untuk"] == f"{month}-01"


def test_a_share_below_the_threshold_asks_for_reasons() -> None:
    low, fine = sent("komitmen", "di_bawah_ambang"), sent("komitmen", "biasa")
    assert (low["hasil[1]/persen"], low["hasil[1]/alasan"]) == ("80", "jarak bekerja lainnya")
    assert (fine["hasil[2]/persen"], "hasil[2]/alasan" in fine) == ("85", False)


def test_a_payment_adds_up() -> None:
    report = sent("penyaluran", "gagal")
    assert int(report["terima"]) + int(report["gagal"]) == int(report["terjadwal"])
    counts = [int(value) for key, value in report.items() if re.fullmatch(r"rincian\[\d+\]/jumlah", key)]
    assert sum(counts) == int(report["gagal"])


def test_the_balance_of_a_business_is_computed() -> None:
    report = sent("anggaran_usaha", "modal")
    opening, capital = int(report["saldo_awal"]), int(report["modal"])
    assert int(report["saldo"]) == opening + capital + int(report["masuk"]) - int(report["keluar"])


def test_graduation_without_consent_is_postponed() -> None:
    assert sent("graduasi", "ditunda")["status"] == "ditunda"
    assert sent("graduasi", "biasa")["status"] == "diajukan"
