"""From an XLSForm, as its author wrote it, to what is stored of it: the only place that needs pyxform."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from forms.errors import FormError, Problem, problem

FIRST_ROW: Final = 2
"""Row of a sheet's first entry: the heading is row 1."""

# https://xlsform.org/en/ref-table/ and pyxform.aliases; whatever else stands in the survey sheet is the
# author's own and is kept
_XLSFORM_COLUMNS: Final = frozenset(
    (
        "type",
        "name",
        "label",
        "hint",
        "guidance_hint",
        "required",
        "required_message",
        "relevant",
        "relevance",
        "constraint",
        "constraint_message",
        "constraining_message",
        "calculation",
        "calculate",
        "appearance",
        "default",
        "read_only",
        "readonly",
        "choice_filter",
        "repeat_count",
        "parameters",
        "trigger",
        "image",
        "audio",
        "video",
        "big-image",
        "media",
        "bind",
        "body",
        "control",
        "instance",
        "save_to",
        "autoplay",
        "intent",
        "caption",
        "command",
        "itemset",
        "list_name",
        "noappend",
        "skippable",
        "requiredmsg",
        "rows",
        "count",
        "disabled",
    )
)
_ROW: Final = re.compile(r"\[row : ?([0-9]+)\]")
_SHEET: Final = re.compile(r"'(survey|choices|settings|entities)' sheet")


@dataclass(frozen=True, slots=True)
class Converted:
    """A form as it is stored: the XForm, and of the sheets what an XForm does not carry.

    ``columns``: the author's own survey columns by question name (``dimension``, ``short::English (en)``).
    ``rows`` and ``types``: row and type of each named entry of the survey sheet. ``list_rows``: first row of
    each list of the choices sheet. ``titles``: the form's title by language. ``repeated``: names that occur
    more than once, with the later row.
    """

    xform: str
    columns: dict[str, dict[str, str]]
    rows: dict[str, int] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    list_rows: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)

    def dumps(self) -> str:
        """JSON, the same bytes for the same form."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> Converted:
        """What ``dumps`` wrote; anything else is a ``ValueError``."""
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError(f"not a converted form: {error}") from error


def convert(source: bytes | str, *, name: str = "form") -> Converted:
    """Convert an XLSForm: the bytes of an xlsx, xls or csv file, or its Markdown text.

    ``name`` stands for the file's name where pyxform wants one. Raises ``FormError``. Takes 15 to 30 ms, and
    450 ms once for the import of pyxform.
    """
    from pyxform.xls2xform import convert as to_xform
    from pyxform.xls2xform import get_xlsform

    # pyxform takes a str for the path of a file and would open it, so it is given bytes alone
    raw = source.encode() if isinstance(source, str) else source
    try:
        sheets = get_xlsform(raw)
        workbook = {key: copy.deepcopy(getattr(sheets, key)) for key in sheets.__slots__}
    except Exception as error:
        raise FormError([_from_pyxform(error)]) from error
    settings = workbook["settings"] or []
    problems = _missing_settings(settings)
    if problems:
        raise FormError(problems)
    titles = _take_titles(settings, workbook)
    survey: list[dict[str, str]] = [dict(row) for row in workbook["survey"] or []]
    choices = [dict(row) for row in workbook["choices"] or []]
    try:
        xform = to_xform(workbook, validate=False, form_name="data").xform
    except Exception as error:
        raise FormError([_from_pyxform(error)]) from error
    columns, rows, types, repeated = _survey_entries(survey)
    list_rows: dict[str, int] = {}
    for number, row in enumerate(choices, FIRST_ROW):
        list_rows.setdefault(str(row.get("list_name", row.get("list name", ""))), number)
    return Converted(xform, columns, rows, types, list_rows, titles or {"": name}, repeated)


def _from_pyxform(error: Exception) -> Problem:
    text = " ".join(str(error).split()) or type(error).__name__
    row, sheet = _ROW.search(text), _SHEET.search(text)
    return problem(
        "conversion_failed",
        sheet=sheet[1] if sheet else ("survey" if row else None),
        row=int(row[1]) if row else None,
        details={"detail": text},
    )


def _key(header: str) -> str:
    return header.strip().lower().replace(" ", "_")


def _missing_settings(settings: Sequence[Mapping[str, str]]) -> list[Problem]:
    given = {_key(header) for header, value in (settings[0].items() if settings else ()) if value}
    problems = []
    if not given & {"form_id", "id_string"}:
        problems.append(problem("form_id_missing", sheet="settings", row=FIRST_ROW, column="form_id"))
    if "version" not in given:
        problems.append(problem("version_missing", sheet="settings", row=FIRST_ROW, column="version"))
    return problems


def _take_titles(settings: Sequence[dict[str, str]], workbook: dict[str, Any]) -> dict[str, str]:
    """Titles by language, taken out of the settings: pyxform 4.5 fails on a translated ``form_title``."""
    row = settings[0]
    titles: dict[str, str] = {}
    for header in list(row):
        base, _, language = header.partition("::")
        if _key(base) == "form_title" and language:
            titles[language.strip()] = row.pop(header)
            for headers in workbook["settings_header"] or []:
                headers.pop(header, None)
    plain: str | None = next((value for header, value in row.items() if _key(header) in ("form_title", "title")), None)
    if plain is None and titles:
        row["form_title"] = titles.get(row.get("default_language", ""), next(iter(titles.values())))
        for headers in workbook["settings_header"] or []:
            headers["form_title"] = None
    elif plain is not None:
        titles.setdefault("", plain)
    return titles


def _survey_entries(
    survey: Sequence[Mapping[str, str]],
) -> tuple[dict[str, dict[str, str]], dict[str, int], dict[str, str], dict[str, int]]:
    columns: dict[str, dict[str, str]] = {}
    rows: dict[str, int] = {}
    types: dict[str, str] = {}
    repeated: dict[str, int] = {}
    for number, row in enumerate(survey, FIRST_ROW):
        name, kind = row.get("name", ""), str(row.get("type", ""))
        if kind.lower().startswith("end") and kind.lower() != "end":
            continue
        name = name or kind
        if not name:
            continue
        if name in rows:
            repeated[name] = number
            continue
        rows[name], types[name] = number, kind
        own = {head: text for head, text in row.items() if _key(head.partition(":")[0]) not in _XLSFORM_COLUMNS}
        if own:
            columns[name] = own
    return columns, rows, types, repeated
