"""A form in two versions with everything that a table has to bear, and a district that has filled it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update

import forms
from forms.instance_xml import read_instance
from forms.walking_through import walk
from handlers import instruments
from storage import exports, form_versions, invites, people, reports, results, schema, submissions
from storage.database import Database
from storage.submissions import Submission
from tests import ready

JAKARTA = ZoneInfo("Asia/Jakarta")
FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
FORM = "survei"
FORMULA = '=HYPERLINK("http://a.example","x")'

FIRST = """
| survey |
| | type | name | label::Indonesia (id) | label::English (en) | relevant | calculation | identity | dimension |
| | deviceid | deviceid | | | | | | |
| | text | panggilan | Nama panggilan? | Nickname? | | | name | |
| | date | lahir | Kapan lahir? | Born when? | | | birth | |
| | integer | kpm | Berapa KPM? | How many KPM? | | | | |
| | decimal | jarak | **Berapa** km<br/>ke kantor, < 5 atau > 9? | How many km to the office? | | | | |
| | select_one setuju | senang | Saya senang mendampingi. | I like it. | | | | |
| | select_one alat | alat | Alat utama? | Main tool? | | | | |
| | select_multiple media | pakai | Media apa? | Which media? | | | | |
| | select_one puas | puas | Puas? | Content? | | | | |
| | dateTime | datang | Kapan datang? | Came when? | | | | |
| | text | catatan | Catatan? | Notes? | | | | |
| | text | lama | Pertanyaan lama? | An old question? | | | | |
| | geopoint | rumah | Di mana? | Where? | | | | |
| | geotrace | jalan | Jalannya? | The way? | | | | |
| | geoshape | wilayah | Wilayahnya? | The area? | | | | |
| | image | foto | Ada foto? | A photo? | | | | |
| | calculate | sapaan | | | | concat('Ibu ', ${panggilan}) | | |
| | calculate | bulat | | | | number(${jarak}) * 2 | | |
| | calculate | kode_kpm | | | | concat('0', ${kpm}) | | |
| | integer | motor | Umur motor? | Age of the motorcycle? | ${alat} = 'motor' | | | |
| | begin_repeat | rumah_kpm | Rumah | House | | | | |
| | text | kode | Kode rumah? | Code? | | | | |
| | geopoint | titik | Titik rumah? | House where? | | | | |
| | begin_repeat | anak | Anak | Child | | | | |
| | integer | umur | Umur? | Age? | | | | |
| | end_repeat | | | | | | | |
| | end_repeat | | | | | | | |

| choices |
| | list_name | name | label::Indonesia (id) | label::English (en) | score |
| | setuju | ss | Sangat setuju | Strongly agree | 4 |
| | setuju | s | Setuju | Agree | 3 |
| | setuju | ts | Tidak setuju | Disagree | 2 |
| | puas | ya | Puas | Content | 2 |
| | puas | tidak | Tidak puas | Not content | 1 |
| | alat | hp | Ponsel | Phone | |
| | alat | motor | Motor | Motorcycle | |
| | media | wa | WhatsApp | WhatsApp | |
| | media | poster | Poster | Poster | |

| settings |
| | form_id | version | form_title | default_language |
| | survei | 1 | Survei uji | Indonesia (id) |
"""
SECOND = (
    FIRST.replace("| survei | 1 |", "| survei | 2 |")
    .replace("| | integer | kpm | Berapa KPM? | How many KPM? |", "| | text | kpm | Berapa KPM Anda? | How many KPM? |")
    .replace("| | text | lama | Pertanyaan lama? | An old question? | | | | |\n", "")
    .replace(
        "| | media | poster | Poster | Poster | |",
        "| | media | poster | Poster besar | Poster | |\n| | media | radio | Radio | Radio | |",
    )
    # Turned round: what was the best is the worst.
    .replace("| | puas | ya | Puas | Content | 2 |", "| | puas | ya | Puas sekali | Content | 1 |")
    .replace("| | puas | tidak | Tidak puas | Not content | 1 |", "| | puas | tidak | Tidak puas | Not content | 2 |")
)
REPORT = """
| survey |
| | type | name | label::Indonesia (id) | label::English (en) | sum |
| | date | tanggal | Kapan? | When? | |
| | integer | hadir | Berapa hadir? | How many? | yes |

| settings |
| | form_id | version | form_title | default_language | purpose | day |
| | kunjungan | 1 | Kunjungan | Indonesia (id) | report | tanggal |
"""

EVERYTHING: Mapping[str, Any] = {
    "/data/panggilan": ["Sari"],
    "/data/lahir": ["1984-05-06"],
    "/data/kpm": ["210"],
    "/data/jarak": ["3.5"],
    "/data/senang": ["ss"],
    "/data/alat": ["motor"],
    "/data/pakai": ["wa poster"],
    "/data/puas": ["ya"],
    "/data/datang": ["2026-11-20T00:30:15.000+07:00"],
    "/data/catatan": [FORMULA],
    "/data/lama": ['dulu, "begitu"\nsaja'],
    "/data/rumah": ["-0.224351 100.632742 512.5 8"],
    "/data/jalan": ["-0.22 100.63 0 0; -0.23 100.64 0 0"],
    # Clockwise, as nobody asked otherwise.
    "/data/wilayah": ["0 100 0 0; 1 100 0 0; 1 101 0 0; 0 100 0 0"],
    "/data/foto": ["foto-1f0c9a7be2.jpg"],
    "/data/motor": ["4"],
    "/data/rumah_kpm": 2,
    "/data/rumah_kpm[1]/kode": ["R-01"],
    "/data/rumah_kpm[1]/anak": 2,
    "/data/rumah_kpm[1]/anak[1]/umur": ["7"],
    "/data/rumah_kpm[1]/anak[2]/umur": ["0"],
    "/data/rumah_kpm[2]/kode": ["+62"],
    "/data/rumah_kpm[2]/titik": ["-0.3 100.7 0 0"],
}
LITTLE: Mapping[str, Any] = {
    "/data/alat": ["hp"],
    "/data/senang": ["ts"],
    "/data/puas": ["ya"],
    "/data/kpm": ["kira-kira 90"],
}


class District:
    """People by their first names, and what each has sent."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ids: dict[str, int] = {}
        self.sent: dict[str, Submission] = {}

    async def settle(self) -> None:
        """Payakumbuh (13.76) with its coordinator, a companion in Denpasar, an admin, one without a consent."""
        ready.filled(self.path, FRIDAY)
        database = Database(self.path)
        await database.open()
        async with database.writing() as conn:
            await exports.ensure_secret(conn, FRIDAY)
            await self._people(conn)
            first, second = await self._publish(conn, FIRST, 0), await self._publish(conn, SECOND, 1)
            await self._send(conn, "Sari", first, EVERYTHING, 0)
            await self._send(conn, "Wayan", second, LITTLE, 1)
            await self._send(conn, "Tanpa", first, EVERYTHING, 2)
            await self._reports(conn, await self._publish(conn, REPORT, 2))
            await self._competency(conn)
            await self._case(conn)
            await self._profile(conn)
        await database.close()

    async def _people(self, conn: Any) -> None:
        for number, (name, role, region) in enumerate(_PEOPLE, 1):
            known = await people.add_person(conn, telegram_id=7000 + number, language="id", at=FRIDAY, role=role)
            place = {"province": region[:2] or None, "regency": region if "." in region else None}
            consent = None if name == "Tanpa" else "1"
            told = {"name": name, "consent": consent, **place}
            await conn.execute(update(schema.person).where(schema.person.c.id == known.person.id).values(told))
            self.ids[name] = known.person.id
        await invites.add_duty(conn, self.ids["Dewi"], "13.76", "")
        await invites.add_duty(conn, self.ids["Rudi"], "11", "pkh")
        named = {"person_id": self.ids["Tuti"], "region": "13.76"}
        await conn.execute(insert(schema.restricted_duty).values(named))

    async def _publish(self, conn: Any, source: str, day: int) -> forms.Form:
        converted = forms.convert(source)
        form = forms.load(converted)
        at = FRIDAY - timedelta(days=30 - day)
        await form_versions.publish(
            conn, form_id=form.id, version=form.version, digest=form.version, converted=converted.dumps(), at=at
        )
        return form

    async def _send(self, conn: Any, name: str, form: forms.Form, given: Mapping[str, Any], day: int) -> Submission:
        instance_id = f"uuid:00000000-0000-4000-8000-00000000000{self.ids[name]}"
        *_, last = walk(form, given, at=FRIDAY.astimezone(JAKARTA), instance_id=instance_id)
        at = FRIDAY + timedelta(days=day, hours=8)
        self.sent[f"{name} {form.id}"] = sent = await submissions.add_finished(
            conn,
            person_id=self.ids[name],
            form_id=form.id,
            version=form.version,
            language="id",
            begun_at=at - timedelta(minutes=5),
            sent_at=at,
            answers=read_instance(form, last["instance"]),
            instance_id=instance_id,
            xml=last["instance"],
        )
        return sent

    async def _reports(self, conn: Any, form: forms.Form) -> None:
        for name, restricted in (("Sari", False), ("Budi", True)):
            sent = await self._send(conn, name, form, {"/data/tanggal": ["2026-11-18"], "/data/hadir": ["12"]}, 0)
            person = await people.person_by_id(conn, self.ids[name])
            assert person is not None
            await reports.file(
                conn,
                sent,
                person=person,
                programmes=["pkh"],
                name="Kunjungan",
                key="",
                day=date(2026, 11, 18),
                restricted=restricted,
            )

    async def _profile(self, conn: Any) -> None:
        stored = next(one for one in await form_versions.all_versions(conn) if one.form_id == "profil")
        await submissions.add_finished(
            conn,
            person_id=self.ids["Sari"],
            form_id="profil",
            version=stored.version,
            language="id",
            begun_at=FRIDAY,
            sent_at=FRIDAY,
            answers={"nama": "Sari", "program": "pkh"},
        )

    async def _case(self, conn: Any) -> None:
        stored = next(one for one in await form_versions.all_versions(conn) if one.form_id == "kasus")
        sent = await submissions.add_finished(
            conn,
            person_id=self.ids["Sari"],
            form_id="kasus",
            version=stored.version,
            language="id",
            begun_at=FRIDAY,
            sent_at=FRIDAY,
            answers={},
        )
        row = {
            "person_id": self.ids["Sari"],
            "submission_id": sent.id,
            "restricted": False,
            "province": "13",
            "regency": "13.76",
            "programmes": " pkh ",
            "state": "open",
            "urgency": "biasa",
            "level": 0,
            "opened_at": FRIDAY,
            "changed_at": FRIDAY,
        }
        texts = dict.fromkeys(("kind", "kpm", "summary", "tried"), "-")
        await conn.execute(insert(schema.case_record).values(row | texts))

    async def _competency(self, conn: Any) -> None:
        """Sari all at the top, Wayan all at the bottom with a fifth of a part left out; five in Padang, one of them
        twice. The coordinator has tried it out.
        """
        stored = next(one for one in await form_versions.all_versions(conn) if one.form_id == "kompetensi")
        form = forms.load(forms.Converted.loads(stored.converted))
        left = ("K01", "K02", "K03", "K04", "K05")
        for name, choice, left_out in (
            ("Sari", "4", ()),
            ("Wayan", "1", left),
            *((one, "3", ()) for one in (*PADANG, "Eka", "Dewi")),
        ):
            answers = {item.name: choice for item in form.items() if item.name not in left_out}
            sent = await submissions.add_finished(
                conn,
                person_id=self.ids[name],
                form_id=form.id,
                version=form.version,
                language="id",
                begun_at=FRIDAY,
                sent_at=FRIDAY,
                answers=answers,
            )
            if name == "Sari":  # the other is scored from its answers
                await results.keep(conn, sent, instruments.scores_of(_instrument(form), answers))


def _instrument(form: forms.Form) -> instruments.Instrument:
    found = instruments.instrument_of(form)
    assert found is not None
    return found


PADANG: Sequence[str] = ("Ani", "Beni", "Citra", "Dodi", "Eka")
_PEOPLE: Sequence[tuple[str, str, str]] = (
    ("Admin", "admin", ""),
    ("Dewi", "coordinator", ""),
    ("Rudi", "coordinator", ""),
    ("Sari", "companion", "13.76"),
    ("Budi", "companion", "13.76"),
    ("Wayan", "companion", "51.71"),
    ("Tanpa", "companion", "13.76"),
    ("Tuti", "coordinator", ""),
    *((name, "companion", "13.71") for name in PADANG),
)
