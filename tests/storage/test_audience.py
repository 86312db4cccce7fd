"""Choosing people: the SQL of a choice means what a plain reading of it means, and nonsense is refused by name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select

from storage import audience, people, schema
from storage.audience import EVERYONE, MOST_CONDITIONS, MOST_LEVELS, NOBODY, AudienceError, Choice
from storage.database import Database
from storage.people import Known

from .conftest import Calendar
from .population import BANDS, DAYS, FORMS, PARTS, PROGRAMMES, ROLES, means, population, settle

EVERYBODY = population(seed=7)
CONSENTED = [one for one in EVERYBODY if one.consent]


@pytest.fixture(scope="module")
def connection(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = shutil.copy(empty_file, tmp_path_factory.mktemp("audience") / "bot.db")
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as opened:
        settle(opened, EVERYBODY)
        yield opened
    engine.dispose()


def chosen(connection: Connection, choice: Choice) -> list[int]:
    people_ = select(schema.person.c.id).where(audience.condition(choice)).order_by(schema.person.c.id)
    return list(connection.scalars(people_))


def a(name: str, value: st.SearchStrategy[Any]) -> st.SearchStrategy[Choice]:
    return value.map(lambda given_: {name: given_})


_scored = {"form": st.sampled_from(FORMS), "part": st.sampled_from(PARTS)}
LEAF = st.one_of(
    a("role", st.sampled_from(ROLES)),
    a("province", st.sampled_from(("13", "51", "99"))),
    a("regency", st.sampled_from(("13.76", "51.71", "99.99"))),
    a("programme", st.sampled_from((*PROGRAMMES, "pk"))),
    a("language", st.sampled_from(("id", "en"))),
    a("joined_since", st.sampled_from(DAYS)),
    a("joined_before", st.sampled_from(DAYS)),
    a("filed", st.fixed_dictionaries({"form": _scored["form"], "since": st.sampled_from((None, *DAYS))})),
    a("filed", st.fixed_dictionaries({"form": _scored["form"]})),
    a("band", st.fixed_dictionaries(_scored | {"bands": st.lists(st.sampled_from(BANDS), min_size=1, max_size=2)})),
    a("gap", st.fixed_dictionaries(_scored)),
    a("answered", st.fixed_dictionaries({"announcement": st.integers(1, 3), "answer": st.sampled_from((None, "ok"))})),
    a("reached", st.fixed_dictionaries({"announcement": st.integers(1, 3)})),
    a("person", st.integers(1, 130)),
)
CHOICE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        a("not", inner), a("all", st.lists(inner, max_size=3)), a("any", st.lists(inner, max_size=3))
    ),
    max_leaves=8,
).filter(lambda choice: depth(choice) <= MOST_LEVELS)


def depth(choice: Choice) -> int:
    ((name, value),) = choice.items()
    inner = [value] if name == "not" else value if name in ("all", "any") else []
    return 1 + max((depth(part) for part in inner), default=0)


@given(CHOICE)
@settings(max_examples=400)
def test_a_choice_means_in_sql_what_it_means_in_plain_words(connection: Connection, choice: Choice) -> None:
    assert chosen(connection, choice) == [one.id for one in CONSENTED if means(choice, one)]


@given(CHOICE)
@settings(max_examples=200)
def test_the_simpler_choice_means_the_same_people(connection: Connection, choice: Choice) -> None:
    simple = audience.simplify(choice)
    assert chosen(connection, simple) == chosen(connection, choice)
    assert audience.simplify(simple) == simple
    assert depth(simple) <= depth(choice)


@pytest.mark.parametrize(
    ("choice", "simple"),
    [
        ({"all": [{"role": "admin"}]}, {"role": "admin"}),
        ({"not": {"not": {"role": "admin"}}}, {"role": "admin"}),
        ({"not": EVERYONE}, NOBODY),
        ({"not": NOBODY}, EVERYONE),
        ({"all": [EVERYONE, {"role": "admin"}, {"role": "admin"}]}, {"role": "admin"}),
        ({"any": [EVERYONE, {"role": "admin"}]}, EVERYONE),
        ({"all": [NOBODY, {"role": "admin"}]}, NOBODY),
        (
            {"all": [{"all": [{"role": "admin"}, {"province": "13"}]}, {"any": [{"language": "id"}]}]},
            {"all": [{"role": "admin"}, {"province": "13"}, {"language": "id"}]},
        ),
        (
            {"any": [{"province": "13"}, {"any": [{"province": "51"}, {"province": "13"}]}]},
            {"any": [{"province": "13"}, {"province": "51"}]},
        ),
    ],
)
def test_simplify(choice: Choice, simple: Choice) -> None:
    assert audience.simplify(choice) == simple


def nested(levels: int) -> Choice:
    choice: Choice = {"role": "admin"}
    for _ in range(levels - 1):
        choice = {"not": choice}
    return choice


BAND = {"form": "kompetensi", "part": "keseluruhan", "bands": ["efektif"]}


@pytest.mark.parametrize(
    ("choice", "where", "wrong"),
    [
        (None, "", "object with one key"),
        ([], "", "object with one key"),
        ({}, "", "object with one key"),
        ({"role": "admin", "province": "13"}, "", "object with one key"),
        ({"colour": "red"}, "", "does not know 'colour'"),
        ({1: "x"}, "", "does not know 1"),
        ({"all": {"role": "admin"}}, "all", "must be a list"),
        ({"all": [{"role": "admin"}, {"any": ["x"]}]}, "all[1].any[0]", "object with one key"),
        ({"not": []}, "not", "object with one key"),
        (nested(MOST_LEVELS + 1), ".".join(["not"] * MOST_LEVELS), "nested too deep"),
        ({"any": [{"province": "13"}] * MOST_CONDITIONS}, "", f"has {MOST_CONDITIONS + 1} conditions"),
        ({"role": "boss"}, "role", "one of companion, coordinator, admin"),
        ({"role": ["admin"]}, "role", "one of companion"),
        ({"province": 13}, "province", "the code of a province"),
        ({"province": "13.76"}, "province", "the code of a province"),
        ({"regency": "13"}, "regency", "the code of a regency"),
        ({"programme": "pkh tksk"}, "programme", "a name"),
        ({"programme": ""}, "programme", "a name"),
        ({"language": None}, "language", "a name"),
        ({"joined_since": "2026-02-30"}, "joined_since", "a day such as"),
        ({"joined_since": "20260201"}, "joined_since", "a day such as"),
        ({"joined_before": 2026}, "joined_before", "a day such as"),
        ({"filed": "kompetensi"}, "filed", "an object with form"),
        ({"filed": {"since": None}}, "filed", "lacks form"),
        ({"filed": {"form": "f", "until": None}}, "filed", "does not know until"),
        ({"filed": {"form": "f", "since": "gestern"}}, "filed.since", "a day such as"),
        ({"not": {"band": BAND | {"bands": []}}}, "not.band.bands", "a list of 1 to 20"),
        ({"band": BAND | {"bands": "efektif"}}, "band.bands", "a list of 1 to 20"),
        ({"band": BAND | {"bands": ["efektif", 5]}}, "band.bands[1]", "a name"),
        ({"band": BAND | {"part": ""}}, "band.part", "a name"),
        ({"gap": {"form": "kompetensi"}}, "gap", "lacks part"),
        ({"answered": {"announcement": "5"}}, "answered.announcement", "a number from 1 on"),
        ({"answered": {"announcement": 5, "answer": ""}}, "answered.answer", "an answer's text"),
        ({"reached": {"announcement": 0}}, "reached.announcement", "a number from 1 on"),
        ({"person": True}, "person", "a number from 1 on"),
        ({"person": 2**63}, "person", "a number from 1 on"),
    ],
)
def test_a_choice_that_means_nothing_is_refused_by_name(choice: Any, where: str, wrong: str) -> None:
    with pytest.raises(AudienceError) as refused:
        audience.condition(choice)
    assert refused.value.where == where
    assert wrong in str(refused.value)


def test_the_largest_choices_that_are_allowed_can_be_asked(connection: Connection) -> None:
    wide = {"any": [{"regency": f"{n // 100:02}.{n % 100:02}"} for n in range(1, MOST_CONDITIONS)]}
    assert chosen(connection, wide) == []
    assert len(chosen(connection, nested(MOST_LEVELS))) == sum(one.role != "admin" for one in CONSENTED)


async def test_counting_says_who_cannot_be_reached(db: Database, sari: Known, budi: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        assert await audience.reachable(conn, EVERYONE) == (0, 0)
        for known in (sari, budi):
            await conn.execute(schema.person.update().where(schema.person.c.id == known.person.id).values(consent="1"))
        await people.mark_blocked(conn, 7002, times.friday + timedelta(days=1))
        assert await audience.reachable(conn, EVERYONE) == (2, 1)
        assert await audience.reachable(conn, {"person": budi.person.id}) == (1, 1)
        assert await audience.count(conn, {"not": {"person": budi.person.id}}) == 1
        assert await audience.count(conn, NOBODY) == 0
