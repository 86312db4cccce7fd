"""All versions of a form as one set of tables: one for the form, one for each repeat; and what changed between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as held_in
from itertools import pairwise
from typing import Final, Literal

from handlers.exporting.fields import Field, Option, Type, fields_of, repeats_of
from handlers.exporting.reading import Version

What = Literal["added", "removed", "type", "label", "option-added", "option-removed", "option-label", "option-score"]

_NOT_A_NAME: Final = re.compile(r"[^0-9A-Za-z_-]+")
_NUMBERS: Final = frozenset({Type.WHOLE, Type.DECIMAL})
_CHOSEN: Final = frozenset({Type.ONE, Type.MANY})


@dataclass(frozen=True, slots=True)
class Column:
    """A field of any version. ``field``: as the newest version that has it says, with a type that fits all versions
    and the choices of all; ``versions``: those that have it. ``mixed``: its types did not fit together. ``scores``: by
    version and choice, where the choice alone does not tell it: versions differ, or choices share one; else nothing.
    """

    name: str
    field: Field
    versions: tuple[str, ...]
    mixed: bool = False
    scores: Mapping[str, Mapping[str, int]] = held_in(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """``repeat``: the pattern of the repeat, "" for the form itself; ``name``: short, unique, a word of the form."""

    repeat: str
    name: str
    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a version changed against the one before it that the export has. ``column``: the field's pattern."""

    version: str
    column: str
    what: What
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """``tables``: that of the form first. ``changes``: in the order in which they came."""

    tables: tuple[Table, ...]
    changes: tuple[Change, ...]


def merged(versions: Sequence[Version], language: str) -> Merged:
    """The versions, oldest first, as one."""
    by_version = [(one.number, fields_of(one.form, language)) for one in versions]
    titles: dict[str, str] = {}
    for one in reversed(versions):
        for pattern, title in repeats_of(one.form, language).items():
            titles.setdefault(pattern, title)
    columns = _columns(by_version)
    tables = [_table("", _NOT_A_NAME.sub("_", versions[-1].form.id), versions[-1].form.title(language), columns, set())]
    taken = {tables[0].name}
    for repeat in titles:
        name = repeat.rpartition("/")[2].removesuffix("[]")
        tables.append(_table(repeat, name, titles[repeat], columns, taken))
        taken.add(tables[-1].name)
    return Merged(tuple(tables), tuple(_changes(by_version)))


def _table(repeat: str, name: str, title: str, columns: Iterable[Column], taken: set[str]) -> Table:
    return Table(repeat, unique(name, taken), title, tuple(one for one in columns if one.field.repeat == repeat))


def unique(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number where it is taken, whatever the letters' case."""
    known = {one.casefold() for one in taken}
    found, number = name, 2
    while found.casefold() in known:
        found, number = f"{name}_{number}", number + 1
    return found


def _columns(by_version: Sequence[tuple[str, Sequence[Field]]]) -> list[Column]:
    """The newest version's fields in its order; each older one after the field that it stood behind."""
    order: list[str] = []
    held: dict[str, list[tuple[str, Field]]] = {}
    for number, fields in reversed(by_version):
        place = 0
        for field in fields:
            if field.pattern in held:
                place = order.index(field.pattern) + 1
            else:
                order.insert(place, field.pattern)
                place += 1
            held.setdefault(field.pattern, []).insert(0, (number, field))
    return [_column(held[pattern]) for pattern in order]


def _column(held: Sequence[tuple[str, Field]]) -> Column:
    newest = held[-1][1]
    kinds = {field.type for _, field in held}
    kind, mixed = _common(kinds)
    options = _options(held) if kind in (*_CHOSEN, Type.RANK) else ()
    field = replace(newest, type=kind, options=options)
    identity = next((one.identity for _, one in reversed(held) if one.identity), "")
    name = newest.pattern.removeprefix(f"{newest.repeat}/")
    scores = _scores(held) if kind is Type.ONE else {}
    return Column(name, replace(field, identity=identity), tuple(number for number, _ in held), mixed, scores)


def _options(held: Sequence[tuple[str, Field]]) -> tuple[Option, ...]:
    """In the newest version's order, then those that it has no more; each with what it was called before."""
    options: dict[str, Option] = {}
    meant: dict[str, dict[tuple[str, int | None], str]] = {}
    for number, field in held:
        for option in field.options:
            options[option.name] = option
            meant.setdefault(option.name, {}).setdefault((option.label, option.score), number)
    order = {option.name: option for option in held[-1][1].options} | options
    return tuple(_with_past(option, meant[option.name]) for option in order.values())


def _with_past(option: Option, meant: Mapping[tuple[str, int | None], str]) -> Option:
    """ "Poster besar (v1: Poster)", with scores where they changed: whoever reads a label knows all that it stood for.

    ``meant``: labels and scores, and since which version.
    """
    if len(meant) == 1:
        return option
    scored = len({score for _, score in meant}) > 1
    past = [
        f"v{number}: {label}{f' = {score}' if scored and score is not None else ''}"
        for (label, score), number in meant.items()
        if scored or label != option.label
    ]
    return replace(option, label=f"{option.label} ({'; '.join(past)})")


def _scores(held: Sequence[tuple[str, Field]]) -> dict[str, dict[str, int]]:
    found = {
        number: {option.name: option.score for option in field.options if option.score is not None}
        for number, field in held
    }
    first: dict[str, int] = {}
    same = all(first.setdefault(name, score) == score for scores in found.values() for name, score in scores.items())
    return {} if same and len(set(first.values())) == len(first) else found


def counted(merged: Merged, patterns: Collection[str]) -> Merged:
    """With these calculations, texts to the form, as numbers."""

    def of(column: Column) -> Column:
        if column.field.pattern not in patterns:
            return column
        return replace(column, field=replace(column.field, type=Type.DECIMAL))

    tables = (replace(table, columns=tuple(of(column) for column in table.columns)) for table in merged.tables)
    return replace(merged, tables=tuple(tables))


def calculations(merged: Merged) -> list[str]:
    """The patterns of what is worked out and a text to the form."""
    columns = (column for table in merged.tables for column in table.columns)
    return [one.field.pattern for one in columns if one.field.type is Type.TEXT and not one.field.asked]


def _common(kinds: set[Type]) -> tuple[Type, bool]:
    """A type that holds the values of all, and whether that is only because everything is a text."""
    if len(kinds) == 1:
        return next(iter(kinds)), False
    if kinds <= _NUMBERS:
        return Type.DECIMAL, False
    return (Type.MANY, False) if kinds <= _CHOSEN else (Type.TEXT, True)


def _changes(by_version: Sequence[tuple[str, Sequence[Field]]]) -> Iterable[Change]:
    for (_, before), (version, after) in pairwise(by_version):
        earlier = {field.pattern: field for field in before}
        later = {field.pattern: field for field in after}
        for pattern, field in later.items():
            if pattern not in earlier:
                yield Change(version, pattern, "added", after=field.label)
            else:
                yield from _changed(version, earlier[pattern], field)
        for pattern, field in earlier.items():
            if pattern not in later:
                yield Change(version, pattern, "removed", before=field.label)


def _changed(version: str, before: Field, after: Field) -> Iterable[Change]:
    pattern = after.pattern
    if before.type is not after.type:
        yield Change(version, pattern, "type", before.type.value, after.type.value)
    if before.label != after.label:
        yield Change(version, pattern, "label", before.label, after.label)
    earlier = {option.name: option for option in before.options}
    later = {option.name: option for option in after.options}
    for name, option in later.items():
        if name not in earlier:
            yield Change(version, pattern, "option-added", after=f"{name} = {option.label}")
            continue
        if earlier[name].label != option.label:
            yield Change(
                version, pattern, "option-label", f"{name} = {earlier[name].label}", f"{name} = {option.label}"
            )
        if earlier[name].score != option.score:
            scores = [f"{name}: {'' if score is None else score}" for score in (earlier[name].score, option.score)]
            yield Change(version, pattern, "option-score", *scores)
    for name, option in earlier.items():
        if name not in later:
            yield Change(version, pattern, "option-removed", before=f"{name} = {option.label}")
