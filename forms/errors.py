"""What can be wrong with a form: one catalogue of codes, each with its message and its remedy.

A form author sees these texts (in English, the language of XLSForm's own documentation); every problem says
the sheet, the row as the spreadsheet counts it (the heading is row 1), the column, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

CATALOGUE: Final[dict[str, tuple[str, str]]] = {
    "conversion_failed": (
        "The form cannot be read: {detail}",
        "Correct what the message names; check the form with any XLSForm validator.",
    ),
    "form_id_missing": (
        "The settings sheet has no form_id.",
        "Add a settings sheet with a form_id, for example: kompetensi.",
    ),
    "version_missing": (
        "The settings sheet has no version.",
        "Add a version that rises with every change, for example the date and a count: 2026112001.",
    ),
    "nothing_to_ask": (
        "The form has no question that can be asked.",
        "Add at least one question to the survey sheet.",
    ),
    "type_not_supported": (
        "Questions of type '{type}' cannot be asked yet ('{name}').",
        "Leave the question out or use another type; a later version brings this one.",
    ),
    "feature_not_supported": (
        "'{feature}' is not supported yet ('{name}').",
        "Leave it out; a later version brings it.",
    ),
    "name_twice": (
        "The name '{name}' is used more than once.",
        "Give each question and each group of the form a name of its own.",
    ),
    "label_missing": (
        "'{name}' has no label.",
        "Write what the person is to read in the label column of each language.",
    ),
    "expression_malformed": (
        "The expression '{expression}' cannot be understood: {detail}",
        "Check brackets, quotation marks and operators.",
    ),
    "expression_not_supported": (
        "The expression '{expression}' uses {detail}, which is not supported.",
        "Write it with ${{name}} references and functions; a later version may bring more.",
    ),
    "function_not_supported": (
        "The expression '{expression}' calls '{function}', which is not a known function.",
        "Check the spelling, or write it with other functions.",
    ),
    "function_arguments": (
        "The expression '{expression}' calls '{function}' with {given} arguments; it takes {expected}.",
        "Give the function as many arguments as it takes.",
    ),
    "path_unknown": (
        "The expression '{expression}' refers to '{path}', which is not in this form.",
        "Refer to a question as ${{name}}, spelt as in the name column.",
    ),
    "regex_invalid": (
        "The pattern in '{expression}' is not valid: {detail}",
        "Correct the regular expression.",
    ),
    "cycle": (
        "These depend on each other in a circle: {names}.",
        "Break the circle: a relevant or a calculation must not depend on itself, even by way of others.",
    ),
    "list_unknown": (
        "The expression '{expression}' refers to the list '{list}', which is not in this form.",
        "Check the name of the list or of the file.",
    ),
    "file_missing": (
        "The file '{file}' is needed and was not handed in.",
        "Add the file beside the form.",
    ),
    "file_unreadable": (
        "The file '{file}' cannot be read: {detail}",
        "Save it as CSV in UTF-8 with a heading row.",
    ),
    "file_column_missing": (
        "The file '{file}' has no column '{column}'.",
        "Add the column to the heading row and fill it in.",
    ),
    "choices_missing": (
        "'{name}' has no choices.",
        "Add rows with its list_name to the choices sheet.",
    ),
}


NO_DETAILS: Final[Mapping[str, object]] = {}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. ``sheet``, ``row`` and ``column`` are None where no single place is to blame."""

    code: str
    sheet: str | None
    row: int | None
    column: str | None
    message: str
    remedy: str

    def __str__(self) -> str:
        place = self.sheet or "form"
        if self.row is not None:
            place += f" row {self.row}"
        if self.column:
            place += f", {self.column}"
        return f"{place}: {self.message} {self.remedy}"


class FormError(Exception):
    """The form cannot be used; ``problems`` lists everything found, in the order of the sheet."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problem(
    code: str,
    *,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    details: Mapping[str, object] = NO_DETAILS,
) -> Problem:
    """A problem with its texts filled in from the catalogue. An unknown code is a ``KeyError``."""
    message, remedy = CATALOGUE[code]
    return Problem(code, sheet, row, column, message.format(**details), remedy.format(**details))
