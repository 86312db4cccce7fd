"""The companions of the sample district: 45 people who do not exist, in the proportions of 001.

From 001, Kota Payakumbuh (profile section, Tabel 1 and 2): the mix of programmes, 32 women and 13 men, 34 with S1 and
11 with SLTA, 12 who studied social welfare, 43 aged 21 to 50, 16 paid below the provincial minimum wage
(Rp2.198.000), 237 to 400 families for a PKH companion. Names, ages, years and everything about single people are made
up; 001 names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

# In place of a family name, so that nobody on the screen is taken for a real person.
SURNAME = "Contoh"

# The sample is laid out on the playground alone, which has no account with one of these numbers.
FIRST_TELEGRAM_ID = 710_000_001


@dataclass(frozen=True, slots=True)
class Post:
    """What a companion is: the row of 001 Tabel 1, and choices of the profile form for programme and incentive."""

    row: int
    programme: str
    incentive: str


# Incentives by 001 Tabel 2, as the bands of the profile form; Tabel 2 has none for KAT, peace pioneers and ODHA.
POSTS = {
    "korkot": Post(1, "pkh", "rb4500"),
    "korteks": Post(2, "bpnt", "rb3000"),
    "psm": Post(3, "psm", "rb1000"),
    "sakti": Post(4, "sakti_peksos", "rb2198"),
    "tksk": Post(5, "tksk", "rb500"),
    "tagana": Post(6, "tagana", "rb0"),
    "pkh": Post(7, "pkh", "rb2198"),
    "napza": Post(8, "napza", "rb2198"),
    "kat": Post(8, "kat", "tidak_menjawab"),
    "aslut": Post(8, "aslut", "rb0"),
    "kube": Post(8, "kube", "rb1000"),
    "disab": Post(8, "disabilitas", "rb0"),
    "damai": Post(8, "pelopor_perdamaian", "tidak_menjawab"),
    "abh": Post(8, "abh", "rb2198"),
    "odha": Post(8, "odha", "tidak_menjawab"),
}

_GENDERS = {"P": "perempuan", "L": "laki_laki"}


@dataclass(frozen=True, slots=True)
class Companion:
    """One companion. `age` and `service` in years; `families`: the KPM assisted; None or "": not said.

    `sent`: how often the questionnaire was sent; `drafted`: how many of its questions were passed in a draft that is
    still open; `thin`: the part of it that was left open too widely to be scored.
    """

    telegram_id: int
    name: str
    gender: str
    post: Post
    education: str
    field: str
    age: int
    service: int
    trainings: str
    families: int | None
    sent: int
    drafted: int
    thin: str


# Post, name, gender, education, field, age, service, trainings, families, sent, drafted, thin.
_TABLE = """
    korkot   Syahrul  L  s1    kesos       41  12  t6    -    2  -   -
    korteks  Yenni    P  s1    ekonomi     38   9  t2_5  -    1  -   -
    psm      Rosmi    P  slta  -           55  14  t1    45   1  -   -
    psm      Buyung   L  slta  -           47  11  t0    38   -  -   -
    psm      Hayati   P  slta  -           44   8  t1    52   1  -   -
    psm      Kamal    L  slta  -           39   6  t1    40   -  8   -
    psm      Lina     P  s1    pendidikan  33   4  t2_5  36   2  -   -
    sakti    Suci     P  s1    kesos       31   5  t2_5  28   2  -   -
    tksk     Erwin    L  s1    kesos       42  10  t2_5  180  1  -   -
    tksk     Marni    P  s1    sosial      45   9  t2_5  205  1  -   -
    tksk     Nelli    P  slta  -           48  12  t1    160  1  -   pengetahuan
    tagana   Dodi     L  slta  -           29   4  t2_5  -    1  -   -
    tagana   Joni     L  slta  -           34   7  t1    -    -  -   -
    pkh      Rahmi    P  s1    kesos       34   7  t2_5  268  2  -   -
    pkh      Fitri    P  s1    kesos       29   5  t2_5  241  1  -   -
    pkh      Desi     P  s1    pendidikan  36   8  t2_5  312  2  -   -
    pkh      Yulia    P  s1    ekonomi     32   6  t1    287  1  -   -
    pkh      Afdal    L  s1    kesos       30   5  t2_5  254  2  -   -
    pkh      Novi     P  s1    sosial      26   3  t1    239  1  -   -
    pkh      Mira     P  s1    kesos       35   8  t6    345  2  -   -
    pkh      Indah    P  s1    pendidikan  25   3  t1    237  -  31  -
    pkh      Fauzi    L  s1    hukum       37   9  t2_5  398  1  -   -
    pkh      Ratna    P  s1    sosial      40  10  t6    372  2  -   -
    pkh      Reni     P  s1    ekonomi     31   6  t2_5  301  1  -   -
    pkh      Ayu      P  s1    kesos       24   3  t1    246  -  -   -
    pkh      Wirda    P  s1    agama       39   8  t2_5  329  1  -   -
    pkh      Irwan    L  s1    pertanian   43  11  t2_5  400  2  -   -
    pkh      Elvi     P  s1    pendidikan  33   7  t1    290  1  -   -
    pkh      Vera     P  s1    kesehatan   28   4  t2_5  262  1  -   -
    pkh      Nurul    P  s1    kesos       30   6  t2_5  275  2  -   -
    pkh      Taufik   L  s1    teknik      35   7  -     318  -  56  -
    pkh      Zahra    P  s1    -           27   4  t1    244  1  -   -
    pkh      Gusni    P  s1    sosial      46  13  t6    356  1  -   -
    napza    Yanti    P  s1    kesos       36   6  t2_5  18   2  -   -
    napza    Aisyah   P  s1    kesehatan   32   4  t2_5  15   1  -   -
    kat      Rizal    L  s1    pertanian   38   5  t1    24   1  -   -
    aslut    Ida      P  slta  -           51   9  t1    30   1  -   -
    aslut    Upik     P  slta  -           45   7  t0    25   -  -   -
    kube     Zul      L  s1    ekonomi     34   5  t1    40   1  -   -
    kube     Tuti     P  slta  -           41   6  -     35   1  -   keterampilan
    disab    Laila    P  s1    kesos       37   8  t2_5  22   2  -   -
    disab    Sri      P  slta  -           43   7  t1    20   1  -   -
    damai    Yusuf    L  s1    hukum       30   3  t1    -    -  -   -
    abh      Wati     P  s1    kesos       33   6  t2_5  16   1  -   -
    odha     Ernita   P  s1    sosial      35   5  t2_5  14   -  77  -
"""


def _companion(telegram_id: int, line: str) -> Companion:
    cells = ["" if cell == "-" else cell for cell in line.split()]
    post, name, gender, education, field, age, service, trainings, families, sent, drafted, thin = cells
    return Companion(
        telegram_id=telegram_id,
        name=f"{name} {SURNAME}",
        gender=_GENDERS[gender],
        post=POSTS[post],
        education=education,
        field=field,
        age=int(age),
        service=int(service),
        trainings=trainings,
        families=int(families) if families else None,
        sent=int(sent or 0),
        drafted=int(drafted or 0),
        thin=thin,
    )


COMPANIONS = tuple(
    _companion(telegram_id, line) for telegram_id, line in enumerate(_TABLE.strip().splitlines(), FIRST_TELEGRAM_ID)
)
