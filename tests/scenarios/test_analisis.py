"""Analyses in the chat: what is chosen, models of one's own, the report, and what goes wrong."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import instruments
from storage import consents, people, submissions
from tests.scenarios.chats import Patient, companion, download, live_screen, person_id, stored
from tests.world import World

FORM = "ringkas36"
PEOPLE = 60
GOOD = "personal =~ PER01 + PER02 + PER03 + PER05\nsosial =~ SOS01 + SOS02 + SOS03 + SOS04\nsosial ~ personal"
UNKNOWN = "personal =~ PER01 + PER02 + PER99"
BROKEN = "personal =~ PER01 + PER02\nsosial =~ SOS01 ++ SOS02"


def fill(world: World, count: int, form_id: str = FORM) -> None:
    """So many people have sent the short form; what they answer hangs together, with four categories each."""
    form = world.bot.shelf.current(form_id)
    instrument = instruments.instrument_of(form)
    assert instrument is not None
    random = np.random.default_rng(7)
    general = random.normal(size=(count, 1))
    part = random.normal(size=(count, len(instrument.parts)))[:, list(instrument.part_of)]
    latent = 0.7 * general + 0.8 * part + 0.7 * random.normal(size=(count, len(instrument.items)))
    scores = np.digitize(latent, [-1.5, -0.3, 0.9]) + 1
    consent = world.bot.shelf.current("persetujuan").version
    at = world.clock.now()

    async def write(connection: AsyncConnection) -> None:
        for number, row in enumerate(scores):
            known = await people.add_person(connection, telegram_id=500_000 + number, language="id", at=at)
            who = known.person.id
            await consents.record(connection, person_id=who, version=consent, language="id", accepted=True, at=at)
            answers = dict(zip(instrument.items, (str(one) for one in row), strict=True))
            sent = await submissions.add_finished(
                connection,
                person_id=who,
                form_id=form_id,
                version=form.version,
                language="id",
                begun_at=at,
                sent_at=at,
                answers=answers,
            )
            await instruments.keep(connection, form, sent, answers)

    stored(world, write)


def documents(person: Patient) -> list[dict[str, Any]]:
    return [message["document"] for message in person.messages() if message.get("document")]


def taps(person: Patient, data: str) -> None:
    person.tap_data(data, message_id=live_screen(person)["message_id"])


def computed(world: World) -> None:
    """What was asked for is computed and goes out."""
    world.settle()
    world.on_loop(world.bot.analyses.look())
    world.post_out()
    world.clock.advance(seconds=2)
    world.post_out()


@pytest.fixture
def dewi(world: World) -> Patient:
    fill(world, PEOPLE)
    # Nothing is computed before a story says so (`computed`).
    world.on_loop(world.bot.analyses.stop())
    return companion(world, "dewi", "Dewi", role="admin")


def test_an_admin_gets_a_report_of_an_own_model(world: World, dewi: Patient) -> None:
    dewi.send("/analisis")
    dewi.sees("Analisis instrumen", "tanpa nama")
    dewi.tap("Kuesioner singkat")
    dewi.sees("60 orang mengisi 36 butir; 60 orang menjawab semuanya", "Model studi 003")
    dewi.tap("Model sendiri")
    dewi.sees("Tulis model di sini", "PER01 + PER02 + PER03", "KIN10", "kinerja =~")
    # What is wrong is said with its place, and nothing is lost.
    dewi.send(UNKNOWN)
    dewi.sees("PER99", "Baris 1, kolom 29", "^")
    assert "Lanjut" not in dewi.buttons
    dewi.send(BROKEN)
    dewi.sees("Baris 2, kolom 18", "sosial =~ SOS01 ++ SOS02")
    # As a file, which elsewhere would be a form; first one that is no text.
    dewi.send_document(b"PK\0\0", name="model.txt")
    computed(world)
    dewi.sees_anywhere("Berkas ini bukan teks")
    dewi.send_document(b"\xef\xbb\xbf" + GOOD.encode(), name="model.txt", mime="text/plain")
    world.settle()
    dewi.sees_anywhere("Berkas sedang dibaca")
    computed(world)
    dewi.sees_anywhere("Konstruk: personal, sosial; butir: 8; jalur: 1")
    dewi.tap("Lanjut")
    dewi.sees("Orang: 60", "MLM", "kurang dari 200")
    dewi.tap("Ubah metode")
    dewi.tap("ML")
    dewi.tap("Pakai kiriman pertama")
    dewi.sees("kiriman pertama setiap orang", "ML (maximum likelihood)")
    dewi.tap("Jalankan", times=2)
    dewi.sees("Segera dimulai")
    assert world.query("SELECT count(*) FROM analysis_job") == [(1,)]

    computed(world)
    dewi.sees_anywhere("Selesai. Laporan PDF dan Excel")
    paper, sheet = documents(dewi)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(download(world, paper))).pages)
    assert "Model sendiri" in text
    assert "sosial =~ SOS01" in text
    assert load_workbook(io.BytesIO(download(world, sheet))).sheetnames
    assert "Dewi" not in text
    [(actor, detail)] = world.query("SELECT actor, detail FROM audit WHERE act = 'answers analysed'")
    assert actor == person_id(world, dewi)
    assert {"people": 60, "kind": "own", "estimator": "ML", "state": "done"}.items() <= json.loads(detail).items()
    # It is kept, to be sent once more.
    dewi.send("/analisis")
    dewi.tap("Analisis sebelumnya")
    dewi.sees("20/11/2026", "Model sendiri · Kuesioner singkat · personal, sosial · ML")
    dewi.tap("✓ 1")
    dewi.tap("Kirim lagi laporannya", times=2)
    computed(world)
    assert len(documents(dewi)) == 4
    dewi.tap("Jalankan lagi")
    dewi.sees_anywhere("Konstruk: personal, sosial (8 butir)")
    world.clock.advance(days=31)
    world.on_loop(world.bot.analyses.look())
    assert not list((world.folder / "analyses").glob("*/*"))


def test_what_cannot_be_computed_is_said_in_words(world: World, dewi: Patient) -> None:
    sari = companion(world, "sari", "Sari")
    sari.send("/analisis")
    sari.sees_anywhere("hanya untuk admin")
    for data in ("ana:list", "ana:form:ringkas36", "ana:run", "ana:job:1", "ana:use:1", "ana:resend:1", "l:ana:1"):
        taps(sari, data)
        assert "Selamat" in sari.screen
    # Buttons that nobody was given, and old ones, lead back.
    dewi.send("/analisis")
    for data in ("ana:form:tidak-ada", "ana:x", "ana:kind:cfa", "ana:run", "ana:job:99", "ana:cancel:99", "ana:use:9"):
        taps(dewi, data)
        dewi.sees("Pilih kuesioner")
    taps(dewi, "ana:form:kompetensi")
    dewi.sees("paling sedikit 20 orang")
    assert "Cek cepat" not in dewi.buttons

    # Called off while it waits, and as another one that was in hand when the program was killed.
    taps(dewi, "ana:form:ringkas36")
    dewi.tap("CFA dimensinya sendiri")
    dewi.tap("Jalankan")
    dewi.tap("Hentikan")
    dewi.sees("Tidak ada laporan yang dikirim")
    dewi.tap("Jalankan lagi")
    dewi.tap("Jalankan")
    stored(
        world, lambda connection: connection.exec_driver_sql("UPDATE analysis_job SET state = 'running' WHERE id = 2")
    )
    # Somebody else's answers go meanwhile: too few are left, which is seen when it runs.
    stored(world, lambda connection: connection.exec_driver_sql("DELETE FROM result WHERE person_id > 12"))
    dewi.tap("Menu")
    computed(world)
    assert world.query("SELECT state, reason FROM analysis_job ORDER BY id") == [
        ("cancelled", None), ("failed", "refused-few")
    ]  # fmt: skip
    dewi.sees_anywhere("Orangnya terlalu sedikit")
    dewi.tap("Buka")
    dewi.sees("Orangnya terlalu sedikit")
    assert not documents(dewi)
    assert not list((world.folder / "analyses").glob("*"))
