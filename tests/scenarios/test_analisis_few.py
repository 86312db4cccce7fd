"""Analyses where people are few: what can be had instead, one dimension at a time, items left out; and tests."""

from __future__ import annotations

import io
import json
from random import Random

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.testing.bank import KNOWLEDGE, bank_of
from handlers.testing.results import packed
from scoring.drawing import draw
from storage import results, submissions
from tests.scenarios.chats import Patient, companion, download, stored
from tests.scenarios.test_analisis import computed, documents, fill, taps
from tests.world import World

PEOPLE = 30


def take_tests(world: World) -> None:
    """Everybody has taken the test of knowledge, each with questions of their own."""
    version = world.bot.shelf.current(KNOWLEDGE).version
    bank = bank_of(world.bot.shelf, KNOWLEDGE, version)
    assert bank is not None
    at = world.clock.now()
    companions = [number for (number,) in world.query("SELECT id FROM person WHERE role = 'companion' ORDER BY id")]

    async def write(connection: AsyncConnection) -> None:
        for who in companions:
            dice = Random(who)
            drawn = draw(
                {item.name: item.domain for item in bank.items},
                {domain.name: domain.wanted for domain in bank.domains},
                [],
                dice,
            )
            answers = {"undian": " ".join(drawn.items)}
            for number, name in enumerate(drawn.items, 1):
                item = bank.items[bank.places[name]]
                knows = dice.random() < who % 7 / 7
                answers[f"soal[{number}]/jawab"] = item.key.name if knows else dice.choice(item.choices).name
            sent = await submissions.add_finished(
                connection,
                person_id=who,
                form_id=KNOWLEDGE,
                version=version,
                language="id",
                begun_at=at,
                sent_at=at,
                answers=answers,
            )
            await results.keep(connection, sent, packed(bank, answers))

    stored(world, write)


@pytest.fixture
def dewi(world: World) -> Patient:
    fill(world, PEOPLE)
    take_tests(world)
    world.on_loop(world.bot.analyses.stop())
    return companion(world, "dewi", "Dewi", role="admin")


def words_of(world: World, paper: dict[str, object]) -> str:
    pages = PdfReader(io.BytesIO(download(world, paper))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_with_few_people_something_can_be_had(world: World, dewi: Patient) -> None:
    dewi.send("/analisis")
    taps(dewi, "ana:form:ringkas36")
    dewi.tap("CFA dimensinya sendiri")
    dewi.sees("30 orang belum cukup untuk 36 butir", "Pilih satu bagian")
    assert "Jalankan" not in dewi.buttons
    taps(dewi, "ana:run")
    assert world.query("SELECT count(*) FROM analysis_job") == [(0,)]
    # An item of another dimension that one person left out is no matter here; one that all answer alike is left out.
    stored(
        world,
        lambda connection: connection.exec_driver_sql(
            "UPDATE result SET items = CAST(x'04' || substr(items, 2, 34) || x'03' AS BLOB) WHERE form_id = 'ringkas36'"
        ),
    )
    stored(
        world,
        lambda connection: connection.exec_driver_sql(
            "UPDATE result SET items = CAST(x'FF' || substr(items, 2) AS BLOB)"
            " WHERE submission_id = (SELECT min(submission_id) FROM result WHERE form_id = 'ringkas36')"
        ),
    )
    dewi.tap("Pilih bagian")
    dewi.sees("Bagian mana")
    taps(dewi, "ana:part:99")
    dewi.tap("kinerja · 4 butir")
    dewi.sees("Bagian: kinerja (4 butir)", "Orang: 30, lengkap: 30")
    dewi.tap("Jalankan")
    computed(world)
    dewi.sees_anywhere("CFA · Kuesioner singkat · kinerja")
    dewi.sees_anywhere("Tidak ikut dihitung")
    dewi.sees_anywhere("KIN10 (“")
    dewi.sees_anywhere("jenuh (df = 0)")
    text = words_of(world, documents(dewi)[0])
    assert "kinerja =~ KIN01 + KIN02 + KIN03" in text
    assert "Bunyi tiap butir" in text
    # Too few for all dimensions is no dead end either.
    dewi.send("/analisis")
    taps(dewi, "ana:form:ringkas36")
    dewi.tap("CFA dimensinya sendiri")
    dewi.tap("Reliabilitas")
    dewi.sees("Reliabilitas · Kuesioner singkat", "Orang: 30")
    assert "Jalankan" in dewi.buttons


def test_the_questions_of_a_test(world: World, dewi: Patient) -> None:
    dewi.send("/analisis")
    dewi.tap("Uji pengetahuan")
    dewi.sees("30 orang mengerjakan tes ini", "pengecoh")
    assert "Reliabilitas" not in dewi.buttons
    dewi.tap("Analisis butir ujian")
    dewi.tap("Jalankan")
    computed(world)
    dewi.sees_anywhere("Analisis butir ujian · Uji pengetahuan")
    dewi.sees_anywhere("KR-21, strata")
    dewi.sees_anywhere("dari 20 soal")
    paper, sheet = documents(dewi)
    assert "Kesukaran dan daya beda soal" in words_of(world, paper)
    assert load_workbook(io.BytesIO(download(world, sheet))).sheetnames
    [(detail,)] = world.query("SELECT detail FROM audit WHERE act = 'answers analysed'")
    assert {"kind": "test", "people": 30, "state": "done"}.items() <= json.loads(detail).items()
