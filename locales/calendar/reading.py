"""Reading rules: a mapping becomes `Rules`, and each mistake one sentence that names the key and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from locales.calendar.rules import WINDOWS, DayType, Kind, Office, Rules, RulesError, Silence
from locales.calendar.spans import DAY, WHOLE_DAY, Spans, clock, joined, minutes, over_midnight

_FLAGS = ("quiet", "friday_prayer", "silence")
_SECTIONS = {
    "office": {"start", "end", "friday_end", "ramadan"},
    "office.ramadan": {"start", "end", "friday_end"},
    "quiet": {"start", "end"},
    "friday_prayer": {"start", "end"},
    "silence": {"names", "provinces", "start", "end"},
    "feasts": {"names"},
    "spelling": {"id", "en"},
}
_KIND = {*WINDOWS, *_FLAGS}


def read_rules(file: Mapping[str, Any], stored: Mapping[str, Any]) -> Rules:
    """The rules of `file` with `stored` laid over them, nested or dotted. `RulesError` for what cannot be used."""
    table = _laid_over(file, _nested(stored), "")
    _known(table)
    kinds = {name: _kind(name, _section(table["kinds"], name, "kinds.")) for name in _section(table, "kinds")}
    rules = Rules(
        office=_office(table["office"], "office"),
        office_ramadan=_office(_section(table["office"], "ramadan", "office."), "office.ramadan"),
        quiet=over_midnight(*_two_times(table["quiet"], "quiet")),
        friday_prayer=_span(table["friday_prayer"], "friday_prayer"),
        silence=_silence(table["silence"]),
        feasts=_texts(table["feasts"], "names", "feasts"),
        spelling={language: _spelling(table["spelling"], language) for language in ("id", "en")},
        kinds=kinds,
        values=dict(_flat(table, "")),
    )
    for kind in kinds:
        _has_time(rules, kind)
    return rules


def _nested(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted keys made nested. Keys of `spelling` are phrases, and are left as they are."""
    result: dict[str, Any] = {}
    for key, value in stored.items():
        *path, last = str(key).split(".")
        target = result
        for part in path:
            target = target.setdefault(part, {})
            if not isinstance(target, dict):
                raise RulesError(f"{key} is given twice, as a value and as a section: give it once")
        if isinstance(value, Mapping):
            value = _laid_over(target.get(last, {}), value if key == "spelling" else _nested(value), f"{key}.")
        target[last] = value
    return result


def _laid_over(below: Any, above: Mapping[str, Any], where: str) -> dict[str, Any]:
    if not isinstance(below, Mapping):
        raise RulesError(f"{where[:-1]} is one value, not a section: write a value there")
    result = dict(below)
    for key, value in above.items():
        if isinstance(value, Mapping):
            value = _laid_over(result.get(key, {}), value, f"{where}{key}.")
        elif isinstance(result.get(key), Mapping):
            raise RulesError(f"{where}{key} is a section: write values for its keys ({', '.join(result[key])})")
        result[key] = value
    return result


def _flat(table: Mapping[str, Any], where: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{where}{key}.")
        else:
            yield f"{where}{key}", value


def _known(table: Mapping[str, Any]) -> None:
    """Every key is one that the rules know: a misspelt one would be without effect, and nobody would see it."""
    allowed: dict[str, set[str]] = {"": {*(name for name in _SECTIONS if "." not in name), "kinds"}, **_SECTIONS}
    allowed |= {f"kinds.{name}": _KIND for name in _section(table, "kinds")}
    for where, keys in allowed.items():
        section: Any = table
        for part in where.split(".") if where else ():
            section = _section(section, part, "")
        for key in section:
            if key not in keys:
                name = f"{where}.{key}" if where else key
                raise RulesError(f"there is no rule {name}: use one of {', '.join(sorted(keys))}")


def _section(table: Mapping[str, Any], key: str, where: str = "") -> Mapping[str, Any]:
    value = table.get(key)
    if not isinstance(value, Mapping):
        raise RulesError(f"{where}{key} must be a section with keys of its own, not {value!r}")
    return value


def _time(table: Mapping[str, Any], key: str, where: str) -> int:
    value = table[key]
    if not isinstance(value, str):
        raise RulesError(f'{where}.{key}: {value!r} is no time of day: write it as text, "07.30"')
    try:
        return minutes(value)
    except ValueError as error:
        raise RulesError(f"{where}.{key}: {error}") from None


def _two_times(table: Mapping[str, Any], where: str) -> tuple[int, int]:
    start, end = _time(table, "start", where), _time(table, "end", where)
    if start % DAY == end % DAY:
        raise RulesError(f"{where}.end: the span is empty or the whole day; set {where} to false for a kind instead")
    return start, end


def _span(table: Mapping[str, Any], where: str, end_key: str = "end") -> tuple[int, int]:
    start, end = _time(table, "start", where), _time(table, end_key, where)
    if start >= end:
        raise RulesError(f"{where}.{end_key}: {clock(end)} is not after {where}.start, {clock(start)}: set it later")
    return start, end


def _office(table: Mapping[str, Any], where: str) -> Office:
    start, end = _span(table, where)
    return Office(start, end, _span(table, where, "friday_end")[1])


def _silence(table: Mapping[str, Any]) -> Silence:
    provinces = _texts(table, "provinces", "silence")
    for province in provinces:
        if not re.fullmatch(r"[0-9]{2}", province):
            raise RulesError(f'silence.provinces: {province!r} is no province: write its two digits, "51" for Bali')
    start, end = _time(table, "start", "silence"), _time(table, "end", "silence")
    if start == DAY:
        raise RulesError("silence.start: 24.00 is the next day: set it earlier")
    return Silence(_texts(table, "names", "silence"), frozenset(provinces), start, end)


def _texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table[key]
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) and text.strip() for text in value):
        raise RulesError(f'{where}.{key}: {value!r} is no list of texts: write it as ["nyepi"]')
    return tuple(value)


def _spelling(table: Mapping[str, Any], language: str) -> Mapping[str, str]:
    words = _section(table, language, "spelling.")
    for phrase, spelt in words.items():
        if not isinstance(spelt, str):
            raise RulesError(f"spelling.{language}: {phrase!r} must be replaced by a text, not by {spelt!r}")
    return dict(words)


def _kind(name: str, table: Mapping[str, Any]) -> Kind:
    where = f"kinds.{name}"
    missing = [key for key in (*WINDOWS, *_FLAGS) if key not in table]
    if missing:
        raise RulesError(f"{where}.{missing[0]} is missing: a kind needs each of {', '.join((*WINDOWS, *_FLAGS))}")
    windows = {key: _window(table, key, where) for key in WINDOWS}
    return Kind(name, windows, **{key: _flag(table, key, where) for key in _FLAGS})


def _flag(table: Mapping[str, Any], key: str, where: str) -> bool:
    value = table[key]
    if not isinstance(value, bool):
        raise RulesError(f"{where}.{key}: {value!r} is neither true nor false: write one of them")
    return value


def _window(table: Mapping[str, Any], key: str, where: str) -> Spans | None:
    value = table[key]
    remedy = f'{where}.{key}: {value!r} is no window: write "none", "any", "office" or "08.00-12.00"'
    if not isinstance(value, str):
        raise RulesError(remedy)
    if value == "office":
        return None
    if value in ("none", "any"):
        return WHOLE_DAY if value == "any" else ()
    spans = []
    for part in value.split(","):
        try:
            start, end = (minutes(text) for text in re.split("[-–]", part))
        except ValueError:
            raise RulesError(remedy) from None
        if start >= end:
            raise RulesError(f"{where}.{key}: {part.strip()!r} ends before it begins: turn it round")
        spans.append((start, end))
    return joined(spans)


def _has_time(rules: Rules, kind: str) -> None:
    """A kind that could never go would wait for ever: on workdays there must be a minute for it."""
    for ramadan in (False, True):
        if not rules.opening(kind, DayType.WORKDAY, friday=False, ramadan=ramadan):
            key = "ramadan" if ramadan else "workday"
            raise RulesError(f"kinds.{kind}.{key} leaves no minute outside the quiet hours: widen it")
