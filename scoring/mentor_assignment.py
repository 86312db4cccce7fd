"""The optimal assignment of mentees to mentors (Jonker-Volgenant, `scipy.optimize.linear_sum_assignment`).

People of different provinces, or of programmes that no chain of people connects, can never be paired: each such part is
solved by itself, which is exact and keeps the matrices small. A mentor stands in a matrix once for each mentee they
have room for, and each further time costs a little more. Pairs that must not be cost more than all others together, so
that first the number of pairs is the greatest and then their cost the least; such pairs are left out of the result.
All costs are whole numbers far below 2**53: floats hold them exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from scoring.mentoring import (
    MOST_MENTEES,
    NEED_NOT_A_STRENGTH,
    NEEDS_COUNTED,
    NO,
    NO_COMMON_LANGUAGE,
    NOT_ASKED_FOR,
    ONE_MORE,
    OTHER_REGENCY,
    YES,
    Mentee,
    Mentor,
)

MOST_CELLS = 25_000_000
"""Of one matrix, 8 bytes each. A part that is larger is solved for some mentees after the other, those who asked first:
each step is optimal, the whole nearly. No province of today comes near it."""

_DEAREST = (OTHER_REGENCY + NO_COMMON_LANGUAGE + NEED_NOT_A_STRENGTH * NEEDS_COUNTED + 2 * NOT_ASKED_FOR) + ONE_MORE * (
    MOST_MENTEES - 1
)

Bits = NDArray[np.uint64]
Costs = NDArray[np.float64]


def assigned(
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    apart: Collection[tuple[int, int]],
    most_cells: int = MOST_CELLS,
) -> dict[int, int]:
    """The mentor's id by the mentee's, for those who get one. `apart`: (mentor, mentee) who are not to be paired."""
    willing = sorted((one for one in mentors if one.wish != NO and one.capacity > 0), key=lambda one: one.id)
    asking = sorted((one for one in mentees if one.wish != NO), key=lambda one: one.id)
    found: dict[int, int] = {}
    for some_mentors, some_mentees in parts(willing, asking):
        found |= _solve(some_mentors, some_mentees, apart, most_cells)
    return found


def parts(mentors: Iterable[Mentor], mentees: Iterable[Mentee]) -> Iterator[tuple[list[Mentor], list[Mentee]]]:
    """Mentors and mentees who can be paired only with each other, those without a counterpart left out."""
    roots: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        roots.setdefault(node, node)
        while roots[node] != node:
            roots[node] = roots[roots[node]]
            node = roots[node]
        return node

    def part_of(person: Mentor | Mentee) -> tuple[str, str] | None:
        """The programmes of one person are connected."""
        nodes = [(person.province, programme) for programme in sorted(person.programmes)] if person.province else []
        for node in nodes[1:]:
            roots[root(node)] = root(nodes[0])
        return nodes[0] if nodes else None

    all_mentors = [(part_of(one), one) for one in mentors]
    all_mentees = [(part_of(one), one) for one in mentees]
    parts: dict[tuple[str, str], tuple[list[Mentor], list[Mentee]]] = {}
    for node, mentor in all_mentors:
        if node is not None:
            parts.setdefault(root(node), ([], []))[0].append(mentor)
    for node, mentee in all_mentees:
        if node is not None and (part := parts.get(root(node))) is not None:
            part[1].append(mentee)
    yield from (parts[key] for key in sorted(parts) if parts[key][1])


def _solve(
    mentors: list[Mentor], mentees: list[Mentee], apart: Collection[tuple[int, int]], most_cells: int
) -> dict[int, int]:
    """One part; in steps, where its matrix would have more than `most_cells`."""
    room = np.array([min(mentor.capacity, MOST_MENTEES) for mentor in mentors])
    if len(mentees) * int(room.sum()) > most_cells:
        mentees = sorted(mentees, key=lambda one: (one.wish != YES, one.id))
    step = max(1, most_cells // int(room.sum()))
    found: dict[int, int] = {}
    for begin in range(0, len(mentees), step):
        some = mentees[begin : begin + step]
        for row, mentor in _matched(costs_of(mentors, some, apart), room):
            found[some[row].id] = mentors[mentor].id
            room[mentor] -= 1
        if not room.any():
            break
    return found


def _matched(costs: Costs, room: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Rows and columns that go together; `costs`: mentees × mentors, infinite where they must not."""
    columns = np.repeat(np.arange(len(room)), room)
    copy = np.arange(len(columns)) - np.repeat(np.cumsum(room) - room, room)
    forbidden = float((_DEAREST + 1) * (len(costs) + 1))
    matrix = np.where(np.isinf(costs), forbidden, costs)[:, columns]
    matrix += ONE_MORE * copy * (matrix < forbidden)
    turned = matrix.shape[0] > matrix.shape[1]
    if turned:
        # The solver would make the same copy, beside the first.
        matrix = np.ascontiguousarray(matrix.T)
    first, second = linear_sum_assignment(matrix)
    fits = matrix[first, second] < forbidden
    rows, taken = (second, first) if turned else (first, second)
    return [(int(row), int(columns[column])) for row, column in zip(rows[fits], taken[fits], strict=True)]


def costs_of(mentors: Sequence[Mentor], mentees: Sequence[Mentee], apart: Collection[tuple[int, int]]) -> Costs:
    """What each pair costs as the mentor's first, mentees × mentors, infinite for those that must not be."""
    bits: dict[str, int] = {}
    costs = np.zeros((len(mentees), len(mentors)), dtype=np.float64)
    codes = sorted({one.regency for one in mentors} | {one.regency for one in mentees})
    regencies = {code: n for n, code in enumerate(codes)}
    lives = np.array([regencies[one.regency] for one in mentees])[:, None]
    costs += OTHER_REGENCY * (lives != np.array([regencies[one.regency] for one in mentors]))
    costs += NO_COMMON_LANGUAGE * ~_meet(
        _masks([one.languages for one in mentees], bits), _masks([one.languages for one in mentors], bits)
    )
    strengths = _masks([one.strengths for one in mentors], bits := {})
    for place in range(NEEDS_COUNTED):
        needs = _masks([one.needs[place : place + 1] for one in mentees], bits)
        costs += NEED_NOT_A_STRENGTH * (~_meet(needs, strengths) & (needs != 0)[:, None])
    costs += NOT_ASKED_FOR * np.array([one.wish != YES for one in mentees])[:, None]
    costs += NOT_ASKED_FOR * np.array([one.wish != YES for one in mentors])
    programmes = _masks([one.programmes for one in mentees], bits := {})
    costs[~_meet(programmes, _masks([one.programmes for one in mentors], bits))] = np.inf
    _keep_apart(costs, mentors, mentees, apart)
    return costs


def _keep_apart(
    costs: Costs, mentors: Sequence[Mentor], mentees: Sequence[Mentee], apart: Collection[tuple[int, int]]
) -> None:
    """Nobody is their own mentor, and those who were kept apart stay so."""
    column = {one.id: n for n, one in enumerate(mentors)}
    row = {one.id: n for n, one in enumerate(mentees)}
    for mentor, mentee in (*apart, *((one, one) for one in row.keys() & column.keys())):
        if mentor in column and mentee in row:
            costs[row[mentee], column[mentor]] = np.inf


def _masks(names: Iterable[Iterable[str]], bits: dict[str, int]) -> Bits:
    """Each set of names as one number, a bit a name; `bits` is filled on the way. `OverflowError` above 64 names."""
    return np.array([sum({1 << bits.setdefault(name, len(bits)) for name in each}) for each in names], dtype=np.uint64)


def _meet(rows: Bits, columns: Bits) -> NDArray[np.bool_]:
    """Whether the set of a row and that of a column have something in common."""
    common: NDArray[np.bool_] = (rows[:, None] & columns) != 0
    return common
