"""What can be wrong with a form: one catalogue of codes, each with its message and its remedy.

A form author sees these texts (in English, the language of XLSForm's own documentation); every problem says
the sheet, the row as the spreadsheet counts it (the heading is row 1), the column, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

CATALOGUE: Final[dict[str, tuple[str, str]]] = {
    "conversion_failed": (
        "The form cannot be read: {detail}",
        "Correct what the message names; check the form with any XLSForm validator.",
    ),
    "file_too_large": (
        "The file is larger than {limit}.",
        "Leave out what the form does not need; long lists belong into a CSV beside the form.",
    ),
    "file_unpacks_too_large": (
        "The file unpacks to more than is allowed ({detail}).",
        "Copy the sheets survey, choices and settings into a new workbook and save that.",
    ),
    "not_a_form": (
        "This is no form that can be read: {detail}",
        "Send an Excel workbook (.xlsx), a CSV or a Markdown table with a sheet survey, or an XForm (.xml).",
    ),
    "file_damaged": (
        "The file is damaged: {detail}",
        "Open it in a spreadsheet program, save it anew as .xlsx and send that.",
    ),
    "file_encrypted": (
        "The file is protected by a password.",
        "Save it without a password and send it again.",
    ),
    "file_macros": (
        "The workbook holds macros.",
        "Save it as a workbook without macros (.xlsx) and send that.",
    ),
    "xml_not_allowed": (
        "The file holds {detail}, which is not allowed.",
        "Save it anew with a spreadsheet program or a form builder; a form needs no such thing.",
    ),
    "xml_malformed": (
        "The XML cannot be read: {detail}",
        "Export the form anew, or send the XLSForm that it was made from.",
    ),
    "xml_too_large": (
        "The XML has more than {limit} {what}.",
        "Make the form smaller; long lists belong into a CSV beside the form.",
    ),
    "encoding_wrong": (
        "The text is not in UTF-8 (line {line}).",
        "Save it as CSV UTF-8 (Excel: Save As, CSV UTF-8), or send the .xlsx.",
    ),
    "too_many_rows": (
        "The sheet has more than {limit} rows.",
        "Leave out rows that the form does not need; long lists belong into a CSV beside the form.",
    ),
    "too_many_columns": (
        "The sheet has more than {limit} columns.",
        "Leave out columns that the form does not need.",
    ),
    "cell_too_long": (
        "The cell holds more than {limit} characters.",
        "Shorten it, or spread the text over several notes.",
    ),
    "character_not_allowed": (
        "The cell holds a character that no text may hold ({character}).",
        "Type the text anew; such characters come with text that was copied from elsewhere.",
    ),
    "formula": (
        "The cell holds a spreadsheet formula ({cell}).",
        "Copy the cells and paste them as values (Paste Special, Values).",
    ),
    "too_deep": (
        "Groups and repeats are nested more than {limit} deep.",
        "Use fewer groups inside each other.",
    ),
    "takes_too_long": (
        "Checking the form takes longer than {limit}.",
        "Make the form smaller, or split it into several.",
    ),
    "needs_too_much": (
        "Checking the form needs more memory than is allowed.",
        "Make the form smaller; long lists belong into a CSV beside the form.",
    ),
    "survey_missing": (
        "There is no sheet named survey.{detail}",
        "Name the sheet with the questions survey.",
    ),
    "column_missing": (
        "The sheet {sheet} has no column {column}.",
        "Add it to the heading row; the headings are in row 1.",
    ),
    "column_twice": (
        "Two columns of a sheet have the same heading: {column}.",
        "Rename or delete one of them.",
    ),
    "type_missing": (
        "The row has no type.",
        "Write the type of the question, for example text; leave name and label empty in a row of remarks.",
    ),
    "type_unknown": (
        "'{type}' is not a type of question.",
        "Check the spelling, for example text, integer, select_one list; all types: https://xlsform.org/.",
    ),
    "name_missing": (
        "The row has no name.",
        "Give it a name of letters, digits and underscores that begins with a letter.",
    ),
    "name_invalid": (
        "The name '{name}' cannot be used.",
        "Begin it with a letter or an underscore; letters, digits, '_', '-' and '.' may follow, no spaces.",
    ),
    "group_not_begun": (
        "'end_{kind}' ends nothing: no {kind} is open here.",
        "Delete the row, or add the 'begin_{kind}' that is missing above it.",
    ),
    "group_not_ended": (
        "'begin_{kind}' ('{name}') has no 'end_{kind}'.",
        "Add a row of type end_{kind} where the {kind} ends.",
    ),
    "group_crossed": (
        "'end_{kind}' stands where the {open} '{name}' of row {opened} is still open.",
        "Write end_{open} here, or end what was begun last first.",
    ),
    "calculation_missing": (
        "'{name}' is a calculate without a calculation.",
        "Write the formula in the column calculation.",
    ),
    "list_name_missing": (
        "'{name}' is a {type}, but the type does not say which list it takes its choices from.",
        "Write the list behind the type, for example: select_one yes_no.",
    ),
    "list_missing": (
        "'{name}' takes its choices from the list '{list}', which is not on the choices sheet.",
        "Check the spelling, or add rows with this list_name to the sheet choices.",
    ),
    "choice_name_missing": (
        "A choice of the list '{list}' has no name.",
        "Write the value that is stored in the column name.",
    ),
    "choice_twice": (
        "The choice '{name}' is in the list '{list}' more than once.",
        "Give each choice of a list a name of its own, or set allow_choice_duplicates to yes on the sheet settings.",
    ),
    "choice_name_spaced": (
        "The choice '{name}' of the list '{list}' has a space in its name and is used by a select_multiple.",
        "Write the name without spaces; the label may have them.",
    ),
    "reference_malformed": (
        "'{reference}' is not a reference to a question.",
        "Write ${{name}}: the name as in the name column, nothing else, between the brackets.",
    ),
    "reference_unknown": (
        "${{{name}}} refers to a question that is not in this form.",
        "Check the spelling against the name column of the sheet survey.",
    ),
    "reference_ambiguous": (
        "${{{name}}} may be any of several questions of that name.",
        "Give the questions names of their own, so that one is meant.",
    ),
    "setting_invalid": (
        "The setting {setting} cannot be '{value}'.",
        "Correct it on the sheet settings.",
    ),
    "purpose_unknown": (
        "The setting purpose is '{value}', which the bot does not know.",
        "Write report for a field report or case for what opens a case, or leave the cell empty.",
    ),
    "levels_unknown": (
        "The setting levels is '{value}', which the bot does not know.",
        "Write bands, groups, weighted or checklist, or leave the cell empty for bands.",
    ),
    "score_missing": (
        "A question of the list '{list}' has a dimension, but not every choice of the list has a score.",
        "Add the column score to the sheet choices: whole numbers from 0 to {most}, for every choice of the list.",
    ),
    "weight_invalid": (
        "The column weight is '{value}', which is no number above 0.",
        "Write it in digits with a point, for example 0.83, or leave the cell empty for 1.",
    ),
    "restricted_invalid": (
        "The setting restricted is '{value}', which means neither yes nor no.",
        "Write yes where only those named for it may see the reports; else write no, or leave the cell empty.",
    ),
    "day_unknown": (
        "The setting day is '{value}', which is no field of the form.",
        "Write the name of the question that asks for the date of the work, or leave the cell empty.",
    ),
    "at_least_invalid": (
        "The column at_least is '{value}', which is no number.",
        "Write in digits how many entries of the repeat there must be, for example 1.",
    ),
    "correct_within_invalid": (
        "The setting correct_within is '{value}', which is no number of hours.",
        "Write whole hours in digits, for example 48, or leave the cell empty for 72 hours.",
    ),
    "prefill_unknown": (
        "The column prefill says '{value}', which the bot does not know.",
        "Write one of these words, with the name of a field in brackets where it is another: {known}.",
    ),
    "key_twice": (
        "The column prefill says key more than once; the first time is in row {first}.",
        "Leave key to the one question that tells the series of reports apart.",
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
    "entities_not_supported": (
        "The form makes or changes entities, which is not supported.",
        "Delete the sheet entities and the column save_to; what is reported is stored all the same.",
    ),
    "place_unknown": (
        "The {tag} refers to '{path}', which is not among the form's data.",
        "Export the form anew, or correct the reference in the XForm.",
    ),
    "name_twice": (
        "The name '{name}' is used more than once.",
        "Give each question of a group a name of its own, and each repeat one that the form has but once.",
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
    "choice_column_unknown": (
        "The choices of '{name}' are filtered by '{column}', but the list '{list}' has no such column; "
        "it has: {columns}.",
        "Check the spelling, or add the column to the list and fill it in.",
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
    details: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What the message was filled in with: ``details["file"]`` of a ``file_missing``."""

    def __str__(self) -> str:
        place = self.sheet or "form"
        if self.row is not None:
            place += f" row {self.row}"
        if self.column:
            place += f", {self.column}"
        return f"{place}: {self.says}"

    @property
    def says(self) -> str:
        """Message and remedy, as sentences."""
        end = "" if self.message.endswith((".", "?", "!")) else "."
        return f"{self.message}{end} {self.remedy}"


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
    return Problem(code, sheet, row, column, message.format(**details), remedy.format(**details), dict(details))
