"""From a form, as its author wrote it, to what is stored of it: the only place that needs pyxform."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from forms.errors import FormError
from forms.guarding import guard_xform
from forms.sheets import FileKind, Workbook, check_sheets, kind_of_file, read_sheets
from forms.sheets.blame import blamed
from forms.sheets.headings import cell, choice_headings, fill_in_settings, known_settings, setting_headings
from forms.sheets.layout import lay_out
from forms.sheets.survey import Survey

NO_SETTINGS: Final[Mapping[str, str]] = {}
_LANGUAGE: Final = re.compile(r"form_title\s*::?\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Converted:
    """A form as it is stored: the XForm, and of the sheets what an XForm does not carry.

    ``rows`` and ``types``: row and type of each named entry of the survey sheet, by its path below the root
    ("group/name", no positions) and, where the name is in the form but once, by the name alone as well;
    ``columns`` likewise: the author's own survey columns (``dimension``, ``short::English (en)``). Nodes that
    pyxform adds ("kids_count", "fruit_other") stand at the row that they come from.
    ``list_rows``: first row of each list of the choices sheet; ``choice_rows``: row of each choice by list.
    ``titles``: the form's title by language. ``repeated``: names that occur more than once, with the later row.
    ``assumed``: settings that the author left out and that were given (form_id, version).
    ``settings``: the author's own columns of the settings sheet (``purpose``).
    ``itemsets``: of the sheet external_choices, as the CSV "itemsets.csv" that such a form expects beside it.
    All but the XForm are empty for a form that came as an XForm.
    """

    xform: str
    columns: dict[str, dict[str, str]]
    rows: dict[str, int] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    list_rows: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)
    choice_rows: dict[str, dict[str, int]] = field(default_factory=dict)
    itemsets: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    assumed: tuple[str, ...] = ()

    def row(self, path: str) -> int | None:
        """Row of the survey sheet for a path below the root ("homes/kids/age"), or of the nearest group around it;
        None where the sheet has none.
        """
        steps = path.split("/")
        for length in range(len(steps), 0, -1):
            for key in ("/".join(steps[:length]), steps[length - 1]):
                if key in self.rows:
                    return self.rows[key]
        return None

    def dumps(self) -> str:
        """JSON, the same bytes for the same form."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> Converted:
        """What ``dumps`` wrote, in this or an earlier version; anything else is a ``ValueError``."""
        try:
            read = cls(**json.loads(text))
            return replace(read, assumed=tuple(read.assumed))
        except TypeError as error:
            raise ValueError(f"not a converted form: {error}") from error


def read_form_file(
    name: str,
    data: bytes,
    *,
    lenient: bool = False,
    formulas: bool = False,
    given: Mapping[str, str] = NO_SETTINGS,
) -> Converted:
    """A form from a file of any kind that is known, told by its bytes. ``name``: of the file, for the title.

    Raises ``FormError``. ``lenient``, ``formulas`` and ``given`` as for ``convert``; an XForm is taken as it is.
    """
    if kind_of_file(data) is FileKind.XFORM:
        return convert_xform(data)
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    return convert(data, name=stem, lenient=lenient, formulas=formulas, given=given)


def convert_xform(xml: bytes | str) -> Converted:
    """An XForm as it is, every bound kept while it is read. Raises ``FormError``."""
    return Converted(guard_xform(xml), {})


def convert(
    source: bytes | str,
    *,
    name: str = "form",
    lenient: bool = False,
    formulas: bool = False,
    given: Mapping[str, str] = NO_SETTINGS,
) -> Converted:
    """Convert an XLSForm: the bytes of an xlsx, xls or csv file, or its Markdown text.

    ``name`` stands for the file's name where pyxform wants one. ``lenient``: the form needs no form_id (``name``
    is taken) and no version; ``formulas``: a cell counts as what its formula last came to, and macros are
    overlooked. Both are for files at hand, never for what somebody sends. ``given``: form_id and version for a form
    whose settings have none. Raises ``FormError`` with everything that is wrong. Takes 15 to 30 ms, and
    450 ms once for the import of pyxform.
    """
    book = read_sheets(source.encode() if isinstance(source, str) else source, formulas=formulas)
    assumed = fill_in_settings(book, given)
    survey, problems = check_sheets(book, lenient=lenient)
    if problems or survey is None:
        raise FormError(problems)
    return replace(made_of(book, survey, name=name), assumed=assumed)


def made_of(book: Workbook, survey: Survey, *, name: str) -> Converted:
    """The form of sheets that are without fault. Raises ``FormError`` for what only pyxform refuses. Takes the
    translated titles out of the book.
    """
    titles = _take_titles(book)
    settings = _own_settings(book)
    choice_rows = _choice_rows(book)
    layout = lay_out(survey)
    return Converted(
        xform=_to_xform(book, name),
        columns=layout.columns,
        rows=layout.rows,
        types=layout.types,
        list_rows={name: min(rows.values()) for name, rows in choice_rows.items()},
        titles=titles or {"": name},
        repeated=layout.repeated,
        choice_rows=choice_rows,
        itemsets=_itemsets(book),
        settings=settings,
    )


def _to_xform(book: Workbook, name: str) -> str:
    # the steps of pyxform's own ``convert`` but for the last, which writes the form into a file to read it again
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    try:
        sheets = DefinitionData(**book.for_pyxform(name))
        made = workbook_to_json(sheets, form_name="data", fallback_form_name=name, warnings=[])
        xform = str(create_survey_element_from_dict(made).xml().toxml())
    except MemoryError:
        raise
    except Exception as error:
        raise FormError([blamed(error)]) from error
    return guard_xform(xform, from_sheets=True)


def _take_titles(book: Workbook) -> dict[str, str]:
    """Titles by language, taken out of the settings: pyxform 4.5 fails on a translated ``form_title``."""
    row = next(iter(book.sheets.get("settings", [])), None)
    if row is None:
        return {}
    headings = setting_headings(book)
    titles: dict[str, str] = {}
    for heading in book.headings["settings"]:
        match = _LANGUAGE.fullmatch(heading)
        if match:
            text = row.pop(heading, "")
            if text:
                titles[match[1].strip()] = text
    kept = tuple(heading for heading in book.headings["settings"] if not _LANGUAGE.fullmatch(heading))
    plain = cell(row, headings.of("title"))
    if plain:
        titles.setdefault("", plain)
    elif titles:
        kept = (*(heading for heading in kept if heading != "form_title"), "form_title")
        row["form_title"] = titles.get(row.get("default_language", ""), next(iter(titles.values())))
    book.headings["settings"] = kept
    return titles


def _own_settings(book: Workbook) -> dict[str, str]:
    """What the author says in the settings that pyxform knows nothing of."""
    row = next(iter(book.sheets.get("settings", [])), None) or {}
    known = known_settings()
    cells = {heading.strip().lower(): cell(row, heading) for heading in book.headings.get("settings", ())}
    return {heading: text for heading, text in cells.items() if text and heading not in known and "::" not in heading}


def _choice_rows(book: Workbook) -> dict[str, dict[str, int]]:
    headings = choice_headings(book)
    of_list, of_name = headings.of("list name") or "", headings.of("name") or ""
    rows: dict[str, dict[str, int]] = {}
    for number, row in book.numbered("choices"):
        if row.get(of_list):
            rows.setdefault(row[of_list], {}).setdefault(row.get(of_name, ""), number)
    return rows


def _itemsets(book: Workbook) -> str:
    rows: Sequence[Mapping[str, Any]] = book.sheets.get("external_choices", [])
    if not rows:
        return ""
    import csv
    import io

    # the heading of the list is written as the form looks it up
    of_list = choice_headings(book, "external_choices").of("list name")
    headings = book.headings["external_choices"]
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow("list_name" if heading == of_list else heading for heading in headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows if row)
    return text.getvalue()
