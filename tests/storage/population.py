"""Invented people of many kinds, and what a choice of people means of each, plainly read."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import Connection, insert

from storage import schema
from storage.audience import Choice

ROLES = ("companion", "coordinator", "admin")
PLACES = ((None, None), ("13", "13.76"), ("13", "13.71"), ("51", "51.71"), ("94", None))
PROGRAMMES = ("pkh", "tksk", "pkh2")
FORMS = ("kompetensi", "profil", "harian")
PARTS = ("keterampilan", "sikap", "keseluruhan")
BANDS = ("kurang_efektif", "efektif")
ANSWERS = ("ok", "1")
DAYS = ("2026-01-01", "2026-01-02", "2026-06-30", "2027-01-01")
TIMES = [
    datetime(2025, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2026, 1, 1, tzinfo=UTC),
    datetime(2026, 1, 1, 23, 59, tzinfo=UTC),
    datetime(2026, 6, 30, 12, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
]


@dataclass
class Somebody:
    """A person as the plain reading sees them; ``filed``: (form, when, programmes) in the order of their ids."""

    id: int
    role: str
    language: str
    province: str | None
    regency: str | None
    joined_at: datetime
    consent: bool
    blocked: bool
    filed: list[tuple[str, datetime, str]] = field(default_factory=list)
    scores: dict[tuple[str, str], tuple[str | None, bool]] = field(default_factory=dict)
    answers: dict[int, str] = field(default_factory=dict)
    copies: dict[int, str] = field(default_factory=dict)


def population(seed: int, size: int = 120) -> list[Somebody]:
    r = random.Random(seed)
    found = []
    for number in range(1, size + 1):
        province, regency = r.choice(PLACES)
        one = Somebody(
            number,
            r.choice(ROLES),
            r.choice(("id", "en")),
            province,
            regency,
            r.choice(TIMES),
            consent=r.random() < 0.85,
            blocked=r.random() < 0.2,
        )
        for form in r.choices(FORMS, k=r.randrange(5)):
            one.filed.append((form, r.choice(TIMES), " ".join(r.sample(PROGRAMMES, r.randrange(3)))))
        for form in FORMS[:2]:
            if r.random() < 0.6:
                one.scores |= {(form, part): (r.choice((None, *BANDS)), r.random() < 0.4) for part in PARTS}
        one.answers = {announcement: r.choice(ANSWERS) for announcement in (1, 2) if r.random() < 0.5}
        one.copies = {a: r.choice(("sent", "sent", "failed", "queued")) for a in (1, 2) if r.random() < 0.7}
        found.append(one)
    return found


def means(choice: Choice, one: Somebody) -> bool:
    """The plain reading of a choice, of a person with consent."""
    ((name, value),) = choice.items()
    match name:
        case "all":
            return all(means(part, one) for part in value)
        case "any":
            return any(means(part, one) for part in value)
        case "not":
            return not means(value, one)
        case "role" | "province" | "regency" | "language":
            return bool(getattr(one, name) == value)
        case "person":
            return bool(one.id == value)
        case "joined_since":
            return one.joined_at.date() >= date.fromisoformat(value)
        case "joined_before":
            return one.joined_at.date() < date.fromisoformat(value)
        case "programme":
            profiles = [(at, order, named) for order, (form, at, named) in enumerate(one.filed) if form == "profil"]
            return bool(profiles) and value in max(profiles)[2].split()
        case "filed":
            since = value.get("since")
            return any(
                form == value["form"] and (since is None or at.date() >= date.fromisoformat(since))
                for form, at, _ in one.filed
            )
        case "band":
            return one.scores.get((value["form"], value["part"]), (None, False))[0] in value["bands"]
        case "gap":
            return one.scores.get((value["form"], value["part"]), (None, False))[1]
        case "answered":
            said = one.answers.get(value["announcement"])
            return said is not None and value.get("answer") in (None, said)
        case "reached":
            return one.copies.get(value["announcement"]) == "sent"
    raise AssertionError(name)


def settle(connection: Connection, everybody: list[Somebody]) -> None:
    """Put the population into the database."""
    at = TIMES[0]
    submissions = 0
    for one in everybody:
        connection.execute(
            insert(schema.person).values(
                id=one.id,
                telegram_id=7000 + one.id,
                language=one.language,
                role=one.role,
                province=one.province,
                regency=one.regency,
                joined_at=one.joined_at,
                consent="1" if one.consent else None,
                blocked_at=at if one.blocked else None,
            )
        )
    for number in (1, 2):
        columns = {"id": number, "made_by": 1, "made_at": at, "content": "{}", "revision": 1, "audience": "{}"}
        columns |= {"duty": True, "state": "done", "local": False, "planned_to": 0, "copies": 0}
        connection.execute(insert(schema.announcement).values(columns))
    for one in everybody:
        for form, sent_at, programmes in one.filed:
            submissions += 1
            answer = {"submission_id": submissions, "item": "program", "version": "1", "value": programmes, "at": at}
            connection.execute(insert(schema.submission_answer).values(answer))
            sealed = {"id": submissions, "person_id": one.id, "form_id": form, "version": "1", "language": "id"}
            connection.execute(insert(schema.submission).values(sealed | {"begun_at": at, "sent_at": sent_at}))
        for (form, part), (band, weakest) in one.scores.items():
            score = {"person_id": one.id, "form_id": form, "part": part, "band": band, "weakest": weakest}
            connection.execute(insert(schema.latest_score).values(score | {"submission_id": 1}))
        for number, said in one.answers.items():
            row = {"announcement_id": number, "person_id": one.id, "answer": said, "at": at}
            connection.execute(insert(schema.announcement_answer).values(row))
        for number, state in one.copies.items():
            copy = {"key": f"announcement:{number}:{one.id}", "kind": "announcement", "person_id": one.id}
            copy |= {"lane": number, "priority": 5, "not_before": at, "attempts": 0, "state": state, "changed_at": at}
            connection.execute(insert(schema.outbox).values(copy))
