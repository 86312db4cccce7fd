"""Buttons that the bot never made, or made for somebody else: answered softly, and nothing happens."""

from __future__ import annotations

import pytest

from tests.scenarios.chats import (
    KNOWN,
    Patient,
    Respondent,
    companion,
    draft_answers,
    has_sent,
    is_at,
    live_screen,
    newcomer,
    person_id,
)
from tests.world import START, World

TROUBLE = "ada kendala di pihak kami"
FORGED = (
    "",
    "f",
    "f:",
    "f:::",
    "f:1",
    "f:{draft}:{step}:",
    "f:{draft}:{step}:z",
    "f:{draft}:{step}:A0",
    "f:{draft}:{step}:a",
    "f:{draft}:{step}:a9",
    "f:{draft}:{step}:a999999",
    "f:{draft}:{step}:a9999999",
    "f:{draft}:{step}:a-1",
    "f:{draft}:{step}:a٣",
    "f:{draft}:{step}:a²",
    "f:{draft}:{step}:t0",
    "f:{draft}:{step}:j999",
    "f:{draft}:{step}:p999999",
    "f:{draft}:{step}:p1",
    "f:{draft}:{step}:g999999",
    "f:{draft}:{step}:g1",
    "f:{draft}:99:a0",
    "f:{draft}:-1:a0",
    "f:{draft}:²:a0",
    "f:{draft}:999999999999999999:a0",
    "f:999999999999999999:0:a0",
    "f:99999999999999999999:0:a0",
    "f:{draft}:{step}:a0:extra",
    "f:{draft}:{step}:b1",
    "F:{draft}:{step}:a0",
    "c",
    "c:",
    "c:y:0:id:",
    "c:y:2026112001:xx:",
    "c:n:2026112001:id:",
    "c:f:1:id:" + "x" * 50,
    "go:",
    "go:nowhere",
    "go:draft:1",
    "go:cancel:sure",
    "result",
    "result:",
    "result:result:",
    "result:result:0",
    "result:result:-1",
    "result:result:²",
    "result:result:{profile}",
    "result:result:999999999999999999",
    "result:result:99999999999999999999999999999999999999",
    "result:items:{result}:9",
    "result:items:{result}:²",
    "result:items:{result}:٣",
    "result:items:{result}:",
    "result:items:{profile}:0",
    "result:items::",
    "profile:",
    "profile:nowhere",
    "lang:",
    "lang:de",
    "cancel:",
    "cancel:drop:",
    "cancel:drop:999",
    "cancel:keep:{draft}x",
    "data:",
    "data:erase",
    "data:nowhere",
    "\u0000",
    "🙏" * 16,
    "a" * 64,
    "f:" + "9" * 62,
    "' OR 1=1 --",
)


def everything_sent_and_drafted(world: World) -> list[tuple[object, ...]]:
    """All that a forged button must leave as it is; the last row counts the updates that had to be set aside."""
    return world.query(
        "SELECT 'sent', form_id, max(id), count(*) FROM submission GROUP BY form_id "
        "UNION ALL SELECT 'draft', form_id, draft.id, step FROM draft "
        "UNION ALL SELECT 'answer', item, draft_id, value FROM draft_answer "
        "UNION ALL SELECT 'aside', '', 0, count(*) FROM inbox WHERE state = 'aside'"
    )


@pytest.fixture(scope="module")
def somebody(respondent: Respondent) -> Patient:
    """In the middle of the questionnaire, with a result of before."""
    has_sent(respondent.world, respondent.person, KNOWN, START)
    return respondent.person


@pytest.mark.parametrize("forged", FORGED, ids=lambda data: data[:30].encode("unicode_escape").decode() or "empty")
def test_garbage(shared: World, somebody: Patient, forged: str) -> None:
    before = everything_sent_and_drafted(shared)
    ids = {f"{kind} {form}": (number, step) for kind, form, number, step in before if kind != "answer"}
    draft, step = ids["draft kompetensi"]
    profile, result = ids["sent profil"][0], ids["sent kompetensi"][0]
    data = forged.format(draft=draft, step=step, profile=profile, result=result)
    screen = live_screen(somebody)
    somebody.tap_data(data, message_id=screen["message_id"])
    messages = somebody.messages()
    assert not any(TROUBLE in m["text"] for m in messages if m["message_id"] >= screen["message_id"])
    assert everything_sent_and_drafted(shared) == before
    if "12 / 87" not in messages[-1]["text"]:
        somebody.send("/start")
        somebody.tap("Lanjutkan")
        somebody.sees("12 / 87")


def test_the_draft_of_another(world: World) -> None:
    ibu_sari, pak_budi = companion(world, "ibu_sari", "Sari"), companion(world, "pak_budi", "Budi")
    is_at(world, ibu_sari, "K02", {"K01": "4"})
    pak_budi.send("/start")
    [(draft, step)] = world.query("SELECT id, step FROM draft")
    for verb in ("a0", "b", "s", "k", "r", "x", "d"):
        pak_budi.tap_data(f"f:{draft}:{step}:{verb}", message_id=pak_budi.messages()[-1]["message_id"])
        assert pak_budi.toasts[-1] == "Tombol ini sudah selesai dipakai. Data Anda aman."
        pak_budi.sees("Ibu Budi")
    for verb in ("keep", "ask", "drop"):
        pak_budi.tap_data(f"cancel:{verb}:{draft}", message_id=pak_budi.messages()[-1]["message_id"])
    assert draft_answers(world, ibu_sari) == {"K01": "4"}
    assert world.query("SELECT person_id, position, step FROM draft") == [(person_id(world, ibu_sari), "K02", step)]


@pytest.mark.parametrize("place", ["go:invite", "dig", "f:1:0:a0"])
@pytest.mark.parametrize("role", ["companion", "coordinator"])
def test_places_of_others(shared: World, role: str, place: str) -> None:
    """A companion has no region and invites nobody; a coordinator invites nobody."""
    key = f"{role}_{place[3:6]}".replace(":", "_")
    person = companion(shared, key, "Rina", role=role)
    person.send("/start")
    assert ("Wawancara sikap" in person.buttons) is (role == "coordinator")
    assert "Undang" not in person.buttons
    person.tap_data(place, message_id=person.messages()[-1]["message_id"])
    if (role, place) == ("coordinator", "dig"):
        # Without a duty there is nothing to be seen.
        person.sees("Belum ada wilayah yang ditugaskan")
        assert "pendamping aktif" not in person.screen
    else:
        person.sees("Ibu Rina", "Apa yang ingin Anda lakukan?")
    assert shared.query("SELECT count(*) FROM draft WHERE form_id = 'undangan'") == [(0,)]
    assert shared.query("SELECT count(*) FROM invite") == [(0,)]


@pytest.mark.parametrize("data", ["f:1:0:a0", "go:region", "data:erase", "profile:nama", "lang:en", "cancel:drop:1"])
def test_without_consent_every_button_leads_to_the_welcome(shared: World, data: str) -> None:
    visitor: Patient = newcomer(shared, f"visitor_{data.replace(':', '_')}", "Sam")
    visitor.send("/start")
    before = shared.query("SELECT count(*) FROM person")
    visitor.tap_data(data, message_id=visitor.messages()[-1]["message_id"])
    visitor.sees("Silakan ketuk Mulai")
    assert shared.query("SELECT count(*) FROM person") == before


def test_consent_is_given_to_the_text_that_was_shown(world: World) -> None:
    """A button of an older consent text shows the present one instead of agreeing to it."""
    visitor = newcomer(world, "visitor", "Sam")
    visitor.send("/start")
    visitor.tap_data("c:y:2020010101:id:", message_id=visitor.messages()[-1]["message_id"])
    visitor.sees("Persetujuan penggunaan data")
    assert world.query("SELECT count(*) FROM consent") == [(0,)]
    visitor.tap("Setuju")
    visitor.sees("Dengan nama apa")


@pytest.mark.parametrize("token", ["x" * 60, "x" * 3000, "a:b:c", "é" * 20, "' OR 1=1 --", "🙏"])
def test_invitations_that_are_none(shared: World, token: str) -> None:
    visitor = newcomer(shared, f"invited_{len(token)}_{ord(token[0])}", "Sam")
    visitor.send(f"/start inv_{token}")
    visitor.sees("Selamat datang")
    visitor.tap("Mulai")
    visitor.tap("Setuju")
    visitor.sees("Dengan nama apa")
    assert shared.query("SELECT DISTINCT role FROM person WHERE id = :who", who=person_id(shared, visitor)) == [
        ("companion",)
    ]
