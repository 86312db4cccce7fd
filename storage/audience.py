"""Whom an announcement is for: a choice of people as plain JSON, and the SQL condition that it means.

A choice is an object with one key: one of ``storage.audience_leaves.LEAVES``, or it joins other choices:
``{"all": [...]}``, ``{"any": [...]}``, ``{"not": ...}``. ``{"all": []}`` is everyone, ``{"any": []}`` nobody. Only
people with a consent in force are ever chosen; those who blocked the bot are among them, so that a report can say
who was not reached.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.audience_leaves import LEAVES, AudienceError

__all__ = ["EVERYONE", "NOBODY", "AudienceError", "Choice", "condition", "count", "reachable", "simplify"]

Choice = dict[str, Any]

EVERYONE: Choice = {"all": []}
NOBODY: Choice = {"any": []}

# Far above what a person puts together in a chat, far below what SQLite takes (a thousand levels of expression).
MOST_LEVELS = 8
MOST_CONDITIONS = 200

_JOINED = ("all", "any")


def condition(choice: object) -> ColumnElement[bool]:
    """The condition on ``schema.person`` that a choice means, consent included; AudienceError if it means none."""
    if (conditions := _conditions(choice, "", 1)) > MOST_CONDITIONS:
        raise AudienceError("", f"has {conditions} conditions; at most {MOST_CONDITIONS} are allowed")
    return and_(schema.person.c.consent.is_not(None), _compiled(choice, ""))


async def count(conn: AsyncConnection, choice: Choice) -> int:
    """How many people it is. AudienceError."""
    people, _ = await reachable(conn, choice)
    return people


async def reachable(conn: AsyncConnection, choice: Choice) -> tuple[int, int]:
    """How many people it is, and how many of them have blocked the bot. AudienceError."""
    statement = select(func.count(), func.count(schema.person.c.blocked_at)).where(condition(choice))
    people, blocked = (await conn.execute(statement)).one()
    return people, blocked


def simplify(choice: Choice) -> Choice:
    """The same people in fewer words: nothing nested without need, nothing said twice, everyone and nobody worked out.

    To simplify again changes nothing. AudienceError.
    """
    condition(choice)
    return _simple(choice)


def _compiled(choice: Any, where: str) -> ColumnElement[bool]:
    ((name, value),) = choice.items()
    if name == "not":
        return not_(_compiled(value, _under(where, name)))
    if name in _JOINED:
        parts = [_compiled(part, f"{_under(where, name)}[{index}]") for index, part in enumerate(value)]
        return and_(true(), *parts) if name == "all" else or_(false(), *parts)
    return LEAVES[name](value, _under(where, name))


def _conditions(choice: object, where: str, level: int) -> int:
    """How many conditions there are, lists of choices included; AudienceError where they are not put together well."""
    if level > MOST_LEVELS:
        raise AudienceError(where, f"is nested too deep; at most {MOST_LEVELS} levels are allowed")
    if not isinstance(choice, dict) or len(choice) != 1:
        raise AudienceError(where, f"must be an object with one key, not {choice!r:.100}")
    ((name, value),) = choice.items()
    if name == "not":
        return 1 + _conditions(value, _under(where, name), level + 1)
    if name in _JOINED:
        if not isinstance(value, list):
            raise AudienceError(_under(where, name), f"must be a list, not {value!r:.100}")
        inner = _under(where, name)
        return 1 + sum(_conditions(part, f"{inner}[{index}]", level + 1) for index, part in enumerate(value))
    if name not in LEAVES:
        raise AudienceError(where, f"does not know {name!r}; it knows all, any, not, {', '.join(LEAVES)}")
    return 1


def _simple(choice: Choice) -> Choice:
    ((name, value),) = choice.items()
    if name == "not":
        inner = _simple(value)
        if inner in (EVERYONE, NOBODY):
            return NOBODY if inner == EVERYONE else EVERYONE
        unsaid: Choice = inner.get("not", {"not": inner})
        return unsaid
    if name not in _JOINED:
        return choice
    deciding = NOBODY if name == "all" else EVERYONE
    parts: list[Choice] = []
    for part in map(_simple, value):
        if part == deciding:
            return deciding
        # The same way of joining inside needs no brackets; there, everyone (in "all") is a list of nothing.
        parts += [each for each in part.get(name, [part]) if each not in parts]
    return parts[0] if len(parts) == 1 else {name: parts}


def _under(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name
