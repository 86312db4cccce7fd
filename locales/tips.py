"""The library of mentorship tips: short advice with one small thing to try, some with a two-choice case question.

The tips stand in `locales/<language>/tips/<theme>.toml`, one `[[tip]]` a tip, in the order in which they are read.
Their wording is our own; `source` names the study (000 to 004) and the table or list that a tip rests on. `items`
are questions of the competency questionnaire that a tip strengthens, the main one first. A tip's id is never used
again for another tip: what a person was sent and found useful is remembered by it.

Everything is plain text: escape it where it is shown as HTML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from locales import DEFAULT_LANGUAGE, FOLDER, LANGUAGES

ID_LENGTH = 24
TITLE_LENGTH = 45
TEXT_LENGTH = 420
SENTENCES = range(2, 5)
TRY_LENGTH = 160
QUESTION_LENGTH = 200
CHOICE_LENGTH = 28
WHY_LENGTH = 220
SOURCE_LENGTH = 60
"""Characters (sentences for `SENTENCES`): what one screen of a small phone shows without scrolling. A choice is a
button, two of them below each other; a reason is shown with its question."""

COMPETENCES = ("pengetahuan", "keterampilan", "sikap")
"""The three dimensions of the competency questionnaire (study 001)."""

TRACKS = ("personal", "sosial", "mengajar", "komunikasi", "peran", "dtsen")
"""The four competences and two of the supporting constructs of study 003."""

GROUPS = ("tinggi", "sedang", "rendah")
"""The performance groups of study 003, Tabel 3.3 and 5.1."""

_THEME = re.compile(r"[a-z][a-z0-9]*")
_ITEM = re.compile(r"[KST][0-9]{2}")
_SOURCE = re.compile(r"00[0-4], \S.*")
_SENTENCE_END = re.compile(r"[.!?]”?(?=\s|$)")
_KEYS = frozenset(
    {"id", "title", "text", "try", "competence", "track", "items", "groups", "source"},
)
_CASE_KEYS = frozenset({"question", "choices", "better", "why"})

# What an author of tips can get wrong, and what to do about it.
PROBLEMS = {
    "empty": "there is no tip: write at least one [[tip]], or remove the file",
    "theme": "the file's name is the theme: name it with small letters and digits only",
    "toml": "not TOML, {detail}: mend that line",
    "not-a-tip": "only [[tip]] may stand here, found {found}: remove it or mend its spelling",
    "missing": "{key} is missing: add it",
    "unknown": "{key} is not known: remove it or mend its spelling",
    "id": "the id must be {wanted}: change it",
    "twice": "{key} {value!r} is there already, in {other}: choose another",
    "not-text": "{key} must be plain text on one line, without <, >, &, double blanks or blanks at the ends: mend it",
    "long": "{key} has {length} characters, {limit} are allowed: shorten it",
    "sentences": "{key} has {count} sentences, 2 to 4 are allowed: split or join it",
    "choice": "{key} is {value!r}: take one of {options}",
    "list": "{key} must be a list of {wanted}, each once and at least one: mend it",
    "source": "source is {value!r}: write the study and the place, such as '004, pembela 3'",
    "pair": "{key} must be a list of two texts: mend it",
    "better": "better is {value!r}: write 0 for the first choice or 1 for the second",
}


class TipsError(ValueError):
    """The library is wrong; `problems` has one line for each: file, tip, and what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Case:
    """A small case with two ways to act. `better` is the index of the better one, `why` explains each of them."""

    question: str
    choices: tuple[str, str]
    better: int
    why: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tip:
    """One tip. `to_try` is the small thing to try this week; `theme` is the name of the file."""

    id: str
    theme: str
    title: str
    text: str
    to_try: str
    competence: str
    track: str
    items: tuple[str, ...]
    groups: tuple[str, ...]
    source: str
    case: Case | None = None


def tips(language: str = DEFAULT_LANGUAGE) -> tuple[Tip, ...]:
    """All tips of a language, themes by name, each in the order of its file; read once.

    The library is written in Indonesian, the language of the field. English, or any language without a library,
    gets the Indonesian one. Raises `TipsError` if a file is wrong.
    """
    return tuple(_library(_written(language)).values())


def tip(tip_id: str, language: str = DEFAULT_LANGUAGE) -> Tip | None:
    """The tip of that id; `None` if there is none (it may have been taken out since it was sent)."""
    return _library(_written(language)).get(tip_id)


def load(folder: Path) -> tuple[Tip, ...]:
    """Read and check every `*.toml` of a folder; raises `TipsError` with all that is wrong."""
    problems: list[str] = []
    found: list[Tip] = []
    seen: dict[tuple[str, str], str] = {}
    for file in sorted(folder.glob("*.toml")):
        for each in _read(file, problems):
            found.append(each)
            where = f"{file.name}, {each.id}"
            for key, value in (("id", each.id), ("title", each.title)):
                if value and (other := seen.setdefault((key, value.casefold()), where)) is not where:
                    problems.append(_problem(where, "twice", key=key, value=value, other=other))
    if problems:
        raise TipsError(problems)
    return tuple(found)


def _written(language: str) -> str:
    there = language in LANGUAGES and (FOLDER / language / "tips").is_dir()
    return language if there else DEFAULT_LANGUAGE


@cache
def _library(language: str) -> dict[str, Tip]:
    return {each.id: each for each in load(FOLDER / language / "tips")}


def _problem(where: str, name: str, **details: object) -> str:
    return f"{where}: {PROBLEMS[name].format(**details)}"


def _read(file: Path, problems: list[str]) -> Iterator[Tip]:
    """The tips of one file that could be read; what is wrong with them goes to `problems`."""
    if not _THEME.fullmatch(file.stem):
        problems.append(_problem(file.name, "theme"))
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(_problem(file.name, "toml", detail=error))
        return
    problems.extend(_problem(file.name, "not-a-tip", found=key) for key in content if key != "tip")
    tables = content.get("tip", [])
    if not isinstance(tables, list) or not tables:
        problems.append(_problem(file.name, "empty"))
        return
    for place, table in enumerate(tables, start=1):
        if isinstance(table, dict):
            named = table.get("id") if isinstance(table.get("id"), str) else f"tip number {place}"
            yield _tip(_Table(f"{file.name}, {named}", table, problems), file.stem)
        else:
            problems.append(_problem(file.name, "not-a-tip", found=repr(table)))


def _tip(table: _Table, theme: str) -> Tip:
    table.has(_KEYS, optional=frozenset({"case"}))
    tip_id = table.text("id", ID_LENGTH)
    if tip_id and not re.fullmatch(re.escape(theme) + r"-[1-9][0-9]*", tip_id):
        table.wrong("id", wanted=f"'{theme}-' and a number from 1")
    text = table.text("text", TEXT_LENGTH)
    if text and (count := len(_SENTENCE_END.findall(text))) not in SENTENCES:
        table.wrong("sentences", key="text", count=count)
    source = table.text("source", SOURCE_LENGTH)
    if source and not _SOURCE.fullmatch(source):
        table.wrong("source", value=source)
    return Tip(
        id=tip_id,
        theme=theme,
        title=table.text("title", TITLE_LENGTH),
        text=text,
        to_try=table.text("try", TRY_LENGTH),
        competence=table.one_of("competence", COMPETENCES),
        track=table.one_of("track", TRACKS),
        items=table.several("items", _ITEM, "names of questionnaire items such as 'S27'"),
        groups=table.several("groups", re.compile("|".join(GROUPS)), f"groups out of {', '.join(GROUPS)}"),
        source=source,
        case=_case(table),
    )


def _case(tip_table: _Table) -> Case | None:
    content = tip_table.content.get("case")
    if content is None:
        return None
    if not isinstance(content, dict):
        tip_table.wrong("not-a-tip", found="a case that is no table")
        return None
    table = _Table(f"{tip_table.where}, case", content, tip_table.problems)
    table.has(_CASE_KEYS)
    better = content.get("better")
    # True and 1.0 equal 1 to Python, not to the author.
    if type(better) is not int or better not in (0, 1):
        if "better" in content:
            table.wrong("better", value=better)
        better = 0
    return Case(
        question=table.text("question", QUESTION_LENGTH),
        choices=table.pair("choices", CHOICE_LENGTH),
        better=better,
        why=table.pair("why", WHY_LENGTH),
    )


class _Table:
    """One table of a file, read key by key; what is wrong is noted, and something harmless is given instead."""

    def __init__(self, where: str, content: Mapping[str, object], problems: list[str]) -> None:
        self.where = where
        self.content = content
        self.problems = problems

    def wrong(self, name: str, **details: object) -> None:
        self.problems.append(_problem(self.where, name, **details))

    def has(self, keys: frozenset[str], *, optional: frozenset[str] = frozenset()) -> None:
        for key in sorted(keys - self.content.keys()):
            self.wrong("missing", key=key)
        for key in sorted(self.content.keys() - keys - optional):
            self.wrong("unknown", key=key)

    def text(self, key: str, limit: int) -> str:
        return self._checked(key, self.content[key], limit) if key in self.content else ""

    def one_of(self, key: str, options: Collection[str]) -> str:
        value = self.content.get(key)
        if key in self.content and value not in options:
            self.wrong("choice", key=key, value=value, options=", ".join(options))
        return str(value)

    def several(self, key: str, pattern: re.Pattern[str], wanted: str) -> tuple[str, ...]:
        values = self.content.get(key)
        texts = [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
        fits = bool(texts) and len(texts) == len(set(texts)) and all(pattern.fullmatch(text) for text in texts)
        if key in self.content and not (fits and texts == values):
            self.wrong("list", key=key, wanted=wanted)
        return tuple(texts)

    def pair(self, key: str, limit: int) -> tuple[str, str]:
        values = self.content.get(key)
        if not isinstance(values, list) or len(values) != 2:
            if key in self.content:
                self.wrong("pair", key=key)
            return "", ""
        return self._checked(key, values[0], limit), self._checked(key, values[1], limit)

    def _checked(self, key: str, value: object, limit: int) -> str:
        if not isinstance(value, str) or not value or value != " ".join(value.split()) or re.search("[<>&]", value):
            self.wrong("not-text", key=key)
            return ""
        if len(value) > limit:
            self.wrong("long", key=key, length=len(value), limit=limit)
        return value
