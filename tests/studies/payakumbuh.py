"""Forty-five companions of one town who have the figures of study 001 (Udiati & Tursilarini 2020), and nothing else.

What 001 prints and the bot asks: kind of companion (Tabel 1: 1 + 1 + 5 + 1 + 3 + 2 + 20 + 12), 32 women and 13 men, 43
of 21 to 50 years, education (S1 34, SLTA 11), field of study (12 near social welfare), 16 below the minimum wage, the
means of the three parts (92.81, 94.53, 99.14) and of the two qualifications (92.47, 94.22), everybody from 86 to 100.
001 has the wage from income; here it is the profile's incentive, the nearest thing that the bot asks. Marriage (36/9)
and main or side job (25/20) are not asked, so nobody here has them.

The three means are sums of whole points of 45 people on items from 1 to 3 (3007 of 3240, 4977 of 5265, 3212 of 3240),
and cannot be had on items from 1 to 4. So the questionnaire is published here once more, with three choices an item.

The qualification: all 11 of SLTA have filled in the checklist of assistants, all 34 of S1 the one of generalists. No
sum of complete lists gives 92.47 or 94.22 with so many people; it does with one assistant and two generalists who left
two statements out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from handlers.instruments import Instrument
from storage.results import LEFT_OUT
from tests.studies.sharing import chosen, shared

REGION = "13.76"
YEAR = 2026

_NAMES = (
    "Ani Bunga Citra Dewi Eka Fitri Gita Hani Indah Joko Kartika Lestari Maya Nur Olivia Putri Qori Ratna Sari Tuti "
    "Umi Vina Wati Yanti Zahra Agus Bayu Candra Dedi Edi Fajar Galih Hadi Imam Jaya Komar Lina Mira Nia Oki Prita Rina "
    "Sinta Tari Wulan"
)
_MEN = {"Joko", "Agus", "Bayu", "Candra", "Dedi", "Edi", "Fajar", "Galih", "Hadi", "Imam", "Jaya", "Komar", "Oki"}

# 001 Tabel 1, in its order: the programme's code in the profile, how many, incentive (Tabel 2) as the profile has it.
_KINDS = (
    ("pkh", 1, "rb4500"),
    ("bpnt", 1, "rb3000"),
    ("psm", 5, "rb1000"),
    ("sakti_peksos", 1, "rb2198"),
    ("tksk", 3, "rb500"),
    ("tagana", 2, "rb0"),
    ("pkh", 20, "rb2198"),
    *(("aslut", 3, "rb0"), ("disabilitas", 2, "rb0"), ("kube", 1, "rb1000")),
    *(("kube", 1, "rb2198"), ("napza", 1, "rb2198"), ("kat", 1, "rb2198"), ("pelopor_perdamaian", 1, "rb2198")),
    *(("abh", 1, "rb2198"), ("odha", 1, "rb2198")),
)
BELOW_WAGE = ("rb0", "rb500", "rb1000")
"""Incentives below Rp2.198.000, the province's minimum wage in 001."""

OTHER_FIELDS = ("ekonomi", "pertanian", "sosial", "teknik")
"""Of those who have not studied near social welfare: what 001 names, in the profile's words."""

POINTS = {"pengetahuan": 3007, "keterampilan": 4977, "sikap": 3212}
"""All points of all 45, of 3 an item."""

_WEAK = {"K19": 9.0, "S08": 16.0, "S27": 16.0}
"""001 finds access to resources and the use of technology weak: these statements lose more points than others."""

# Statements 6 and 12 to 16 are those that 001 finds not yet done by generalists.
_WEAK_QUALIFICATION = {"A09": 5.0, "G06": 4.0, "G12": 4.0, "G13": 4.0, "G14": 4.0, "G15": 4.0, "G16": 4.0}

_CHOICES = """| choices |
| | list_name | name | label::Indonesia (id) | label::English (en) | score |
| | paham | 1 | Belum memahami | Do not understand yet | 1 |
| | paham | 2 | Cukup memahami | Understand fairly well | 2 |
| | paham | 3 | Memahami | Understand | 3 |
| | mampu | 1 | Belum mampu | Not able yet | 1 |
| | mampu | 2 | Cukup mampu | Fairly able | 2 |
| | mampu | 3 | Mampu | Able | 3 |
| | sesuai | 1 | Belum sesuai | Does not apply yet | 1 |
| | sesuai | 2 | Cukup sesuai | Applies fairly well | 2 |
| | sesuai | 3 | Sesuai | Applies | 3 |

| settings |
| | form_id | version | form_title | default_language |
| | kompetensi | tiga-pilihan | Kuesioner kompetensi (tiga pilihan) | Indonesia (id) |
"""


@dataclass(frozen=True, slots=True)
class Companion:
    """One of the forty-five, as the profile has them. `number`: from 0, in the order of 001's Tabel 1."""

    number: int
    name: str
    gender: str
    born: int
    education: str
    field: str
    programme: str
    incentive: str
    families: int | None

    @property
    def profile(self) -> dict[str, str]:
        """The answers of the form `profil`."""
        answers = {
            "nama": self.name,
            "gender": self.gender,
            "tahun_lahir": str(self.born),
            "pendidikan": self.education,
            "bidang": self.field,
            "program": self.programme,
            "provinsi": REGION.partition(".")[0],
            "kabupaten": REGION,
            "masa_kerja": str(4 + self.number % 9),
            "pelatihan": ("t2_5", "t1", "t2_5", "t6")[self.number % 4],
            "jumlah_kpm": "" if self.families is None else str(self.families),
            "insentif": self.incentive,
        }
        return {item: value for item, value in answers.items() if value}


def companions() -> list[Companion]:
    """All forty-five; the same on every call."""
    kinds = [(code, incentive) for code, count, incentive in _KINDS for _ in range(count)]
    # The volunteers of the smaller programmes are those with secondary school.
    secondary = {2, 3, 4, 5, 6, 11, 12, 33, 34, 35, 36}
    graduates = [number for number in range(45) if number not in secondary]
    welfare = set(graduates[::3])
    names = _NAMES.split()
    found = []
    for number, (code, incentive) in enumerate(kinds):
        name = names[(number * 7) % 45]
        education = "slta" if number in secondary else "s1"
        field = "" if education == "slta" else "kesos" if number in welfare else OTHER_FIELDS[number % 4]
        found.append(
            Companion(
                number,
                f"{name} Contoh",
                "laki_laki" if name in _MEN else "perempuan",
                # Two are older than fifty.
                YEAR - 55 - number if number in (1, 4) else YEAR - 22 - (number * 11) % 28,
                education,
                field,
                code,
                incentive,
                _families(code, number),
            )
        )
    return found


def _families(code: str, number: int) -> int | None:
    """001: 237 to 400 families for each companion of PKH; the coordinator of the town has none of their own."""
    if code == "pkh":
        return None if number == 0 else 237 + (number * 61) % 164
    return {"bpnt": 190, "tksk": 150, "sakti_peksos": 40}.get(code, 12 + (number * 5) % 30)


def questionnaire(library: bytes) -> bytes:
    """The library's questionnaire, with three choices an item."""
    return library.partition(b"| choices |")[0] + _CHOICES.encode()


def results(instrument: Instrument) -> list[bytes]:
    """What each of the forty-five scored, a byte an item."""
    random = Random(2020)
    doubts = [random.gammavariate(2.0, 1.0) for _ in range(45)]
    rows = [list(instrument.maximum) for _ in range(45)]
    for part, dimension in enumerate(instrument.parts):
        items = {
            place: _WEAK.get(name, 1.0)
            for place, name in enumerate(instrument.items)
            if instrument.part_of[place] == part
        }
        top = sum(instrument.maximum[place] for place in items)
        # Nobody is below 86 percent.
        lost = shared(45 * top - POINTS[dimension], doubts, top - -(-86 * top // 100))
        for row, points in zip(rows, lost, strict=True):
            for place in chosen(random, items, points):
                row[place] -= 1
    return [bytes(row) for row in rows]


def earlier(instrument: Instrument, latest: bytes, number: int) -> bytes:
    """What the same person scored some weeks before: somewhat less, in statements that were already weak or not."""
    random = Random(f"before-{number}")
    row = list(latest)
    able = {place: 1.0 for place, score in enumerate(row) if score == instrument.maximum[place]}
    for place in chosen(random, able, 4 + random.randrange(14)):
        row[place] -= 1
    return bytes(row)


def checklist(instrument: Instrument, people: int) -> list[bytes]:
    """What so many assistants (11) or generalists (34) scored on their list; the last of them left two out."""
    random = Random(people)
    gaps, lost, lost_with_gaps = {11: (1, 17, 1), 34: (2, 64, 6)}[people]
    weights = {place: _WEAK_QUALIFICATION.get(name, 1.0) for place, name in enumerate(instrument.items)}
    wishes = [random.random() for _ in range(people)]
    parts = shared(lost, wishes[gaps:], 5 if people == 34 else 3) + shared(lost_with_gaps, wishes[:gaps], 3)
    rows = []
    for number, points in enumerate(parts):
        row = list(instrument.maximum)
        asked = dict(weights)
        if number >= people - gaps:
            for place in (1, 4):
                row[place] = LEFT_OUT
                del asked[place]
        for place in chosen(random, asked, points):
            row[place] -= 1
        rows.append(bytes(row))
    return rows


def answers(instrument: Instrument, items: bytes) -> dict[str, str]:
    """The answers that score so."""
    found = {}
    for name, points, score in zip(instrument.items, instrument.points, items, strict=True):
        if score != LEFT_OUT:
            found[name] = _choice(points, score)
    return found


def _choice(points: Mapping[str, int], score: int) -> str:
    return next(choice for choice, value in points.items() if value == score)
