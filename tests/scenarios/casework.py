"""Cases as companions open them in the chat, for the stories of who answers them."""

from __future__ import annotations

from tests.scenarios.chats import Patient
from tests.scenarios.field_reports import coordinator
from tests.world import World

HAPPENED = "Sejak Agustus saldo kartu nol, padahal KPM masih terdaftar."


def at_desk(world: World, key: str, name: str, region: str = "13.76", programme: str = "") -> Patient:
    """A coordinator who has written to the bot, so that letters reach them."""
    person = coordinator(world, key, name, region, programme)
    person.send("/start")
    return person


def opens(person: Patient, kind: str = "Saldo bantuan nol", *, code: str = "KPM-014", words: str = HAPPENED) -> None:
    """From the menu to the receipt of an ordinary case."""
    person.send("/kasus")
    person.tap("Buka kasus baru")
    person.tap(kind)
    fills_in(person, code=code, words=words)


def fills_in(person: Patient, *, code: str = "KPM-014", words: str = HAPPENED) -> None:
    """The form of an ordinary case, once its kind is chosen."""
    person.sees("Seberapa mendesak?")
    person.tap("Tetap")
    if code:
        person.sees("kode KPM")
        person.send(code)
    person.sees("Apa yang terjadi?")
    person.send(words)
    person.sees("Apa yang sudah dicoba?")
    person.send("Sudah ke agen bank dua kali.")
    person.tap("Pemeriksaan")
    while "Ringkasan\n" not in person.screen:
        person.tap("Lewati")
    person.tap("Kirim")
    person.sees("sudah kami terima")


def reports_violence(person: Patient, words: str = "Seorang anak dipukul setiap malam.") -> None:
    """From the menu to the receipt of a restricted case."""
    person.send("/kasus")
    person.tap("Buka kasus baru")
    person.tap("🔒 Kekerasan")
    person.sees("Keselamatan lebih dulu")
    person.tap("Lanjut melapor")
    person.tap("Lanjut ›")
    person.tap("Belum tahu")
    person.tap("Anak")
    person.tap("Tetap")
    person.send("KPM-077")
    person.send(words)
    person.tap("Lewati")
    person.tap("Rujukan")
    person.tap("Kirim")
    person.sees("sudah kami terima")


def files_arrive(world: World) -> None:
    """What was sent is fetched and kept, and its letters go out."""
    world.settle()
    world.on_loop(world.bot.attachments.look())
    world.post_out()


def state_of(world: World, number: int = 1) -> tuple[str, int | None, int]:
    """State, holder and level of a case."""
    world.settle()
    [(state, holder, level)] = world.query("SELECT state, holder, level FROM case_record WHERE id = :id", id=number)
    return str(state), holder, int(level)
