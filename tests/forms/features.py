"""What of XLSForm and the ODK XForms specification works here: a table of which every row is proved by a form.

The rows are in ``matrix/*.toml``. Each brings a small form and says what must be seen: which questions are asked with
which answers, what is in the data at the end, what a chat tells or shows, or where the form is refused.
``python -m tests.forms.features`` writes docs/forms.md from them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import forms
from forms.walking_through import walk
from handlers.answering import given
from handlers.answering.asking import Asking
from handlers.answering.values import in_words
from handlers.answering.windows import Window
from handlers.recap.answers import told as recapped
from handlers.reporting import catalogue
from handlers.reporting.prefilling import Known, prefilled
from locales import Texts
from tests.forms.transcripts import told

HERE: Final = Path(__file__).parent / "matrix"
DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "forms.md"
AT: Final = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=7)))
ID: Final = "uuid:3f0c9d3e-1111-4222-8333-944455566677"
PERSON: Final = forms.Person(username="Sari", deviceid="telegram:7")
"""As ``handlers.filling`` hands it in."""
SETTINGS: Final = "| form_id | version | form_title |\n| coba | 1 | Coba |"
_SHEETS: Final = ("survey", "choices", "settings", "entities", "external_choices")


class Support(Enum):
    SUPPORTED = "supported"
    DIFFERS = "differs"
    NOT_SUPPORTED = "not supported"


@dataclass(frozen=True)
class Feature:
    """``name``: as a form author writes it. ``also``: other spellings that must do the same, in place of ``name``'s
    first word. ``says``: what differs, or why not. The rest are the form and what must be seen of it.

    Of a report: ``known`` when it is begun, and what it is ``begun`` with; ``sent``: answers, and how they are
    ``reported``, what the recap ``adds``, and how the form is ``filed``.
    """

    part: str
    name: str
    state: Support
    says: str = ""
    also: tuple[str, ...] = ()
    sheets: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    language: str | None = None
    asked: tuple[str, ...] | None = None
    leaves: dict[str, str] = field(default_factory=dict)
    refused: tuple[Any, ...] = ()
    does: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    view: dict[str, Any] = field(default_factory=dict)
    buttons: tuple[list[str], ...] = ()
    first_buttons: tuple[str, ...] = ()
    title: str = ""
    reads: tuple[str, ...] = ()
    values: tuple[list[str], ...] = ()
    known: dict[str, Any] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    reported: tuple[str, ...] = ()
    adds: dict[str, str] = field(default_factory=dict)
    filed: dict[str, Any] = field(default_factory=dict)

    @property
    def markdown(self) -> str:
        return "\n".join(f"| {name} |\n{_indented(rows)}" for name, rows in self.sheets.items())

    def spelt(self, word: str) -> Feature:
        """The same feature in another spelling."""
        if self.values:
            old, new = self.name.replace("()", "("), f"{word}("
        else:
            old, new = f"| {self.name.split(' LIST')[0].split(' FILE')[0].split(' …')[0]}", f"| {word}"
        survey = self.sheets["survey"].replace(old, new)
        return replace(self, name=word, also=(), sheets={**self.sheets, "survey": survey})


def _indented(rows: str) -> str:
    return "\n".join(f"| {row.strip()}" for row in rows.strip().splitlines())


def features() -> tuple[Feature, ...]:
    """All rows, in the order of the document."""
    return tuple(feature for path in sorted(HERE.glob("*.toml")) for feature in _read(path))


def parts() -> dict[str, tuple[str, str]]:
    """Heading and introduction of each part, by the name of its file."""
    return {path.stem: _heading(tomllib.loads(path.read_text("utf-8"))) for path in sorted(HERE.glob("*.toml"))}


def _heading(table: dict[str, Any]) -> tuple[str, str]:
    return table["part"], table.get("about", "").strip()


def _read(path: Path) -> Iterator[Feature]:
    table = tomllib.loads(path.read_text("utf-8"))
    common = {name: table[name] for name in _SHEETS if name in table}
    for row in table["feature"]:
        given = dict(row)
        if "values" in given:
            given["survey"] = _calculating(table["survey"], [formula for formula, _ in given["values"]])
        sheets = {**common, **{name: given.pop(name) for name in _SHEETS if name in given}}
        sheets.setdefault("settings", SETTINGS)
        kinds = {"also", "asked", "refused", "does", "told", "buttons", "first_buttons", "values", "reads", "reported"}
        given = {name: tuple(value) if name in kinds else value for name, value in given.items()}
        state = Support(given.pop("state", "supported"))
        files = {**table.get("files", {}), **given.pop("files", {})}
        yield Feature(part=path.stem, state=state, sheets=sheets, files=files, **given)


def _calculating(survey: str, formulas: list[str]) -> str:
    """The common form with a calculation more for each formula; its columns are type, name, label, calculation."""
    rows = [f"| calculate | v{number} | | {formula} | |" for number, formula in enumerate(formulas)]
    return survey.strip() + "\n" + "\n".join(rows)


# what is seen


def compiled(feature: Feature) -> forms.Form:
    files = {name: text.encode() for name, text in feature.files.items()}
    return forms.compile_form(feature.markdown, name="coba.xlsx", files=files)


def problems(feature: Feature) -> list[tuple[str, str | None, int | None]]:
    """Why a form is refused: code, sheet and row of each problem; empty where it is not."""
    try:
        compiled(feature)
    except forms.FormError as error:
        return [(one.code, one.sheet, one.row) for one in error.problems]
    return []


def walked(feature: Feature) -> tuple[list[str], dict[str, str]]:
    """What is asked, a line a question, and the leaves of the data at the end by their keys."""
    answers = {f"/data/{key}": value for key, value in feature.answers.items()}
    *lines, end = walk(compiled(feature), answers, at=AT, language=feature.language, instance_id=ID, person=PERSON)
    return [line_of(line) for line in lines], _data(ElementTree.fromstring(end["instance"]))


def line_of(line: dict[str, Any]) -> str:
    """ "kids[2]/age integer 'Age' 200 constraint: Too old; 7 ok" """
    text = f"{line['path'].removeprefix('/data/')} {line['type']} '{line['label']}'"
    if line["choices"] is not None:
        text += " [" + ", ".join(f"{name} {label}" for name, label in line["choices"]) + "]"
    tries = [f"{value!r} {verdict}" + (f": {message}" if message else "") for value, verdict, message in line["tries"]]
    return f"{text} {'; '.join(tries)}".strip()


def _data(root: ElementTree.Element) -> dict[str, str]:
    return dict(_attributes(root, "")) | dict(_leaves(root))


def _attributes(element: ElementTree.Element, path: str) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        yield f"{path}@{name.rpartition('}')[2]}", value


def _leaves(element: ElementTree.Element, path: str = "") -> Iterator[tuple[str, str]]:
    names = [child.tag.rpartition("}")[2] for child in element]
    for place, (child, name) in enumerate(zip(element, names, strict=True)):
        number = f"[{names[: place + 1].count(name)}]" if names.count(name) > 1 else ""
        own = f"{path}{name}{number}"
        yield from _attributes(child, own)
        if len(child):
            yield from _leaves(child, f"{own}/")
        else:
            yield own, child.text or ""


def chatted(feature: Feature) -> tuple[list[str], forms.Form, forms.State]:
    """What the steps of a chat come to, a line each."""
    form = compiled(feature)
    prefill = prefilled(form, Known(**feature.known))
    state = forms.begin(form, AT, instance_id=ID, person=PERSON, prefill=prefill)
    lines = []
    for number, does in enumerate(feature.does):
        at = AT + timedelta(minutes=number)
        sprint = forms.step(form, state, event_of(does, state.step), at)
        state = sprint.state
        lines.append(", ".join(told(effect) for effect in sprint.effects))
    return lines, form, state


def event_of(does: str, at: int) -> forms.Event:
    """ "answer 5", "toggle a", "done", "jump kids[2]/age", "add", "remove kids[2]", "review", "submit"…"""
    word, _, rest = does.partition(" ")
    match word:
        case "answer":
            key, mark, value = rest.partition(" := ")
            return forms.Answer(at, value, key) if mark else forms.Answer(at, rest)
        case "toggle":
            return forms.Toggle(at, rest)
        case "jump":
            return forms.Jump(rest)
        case "remove":
            return forms.RemoveInstance(rest)
    at_step: dict[str, type[forms.Done | forms.Skip | forms.Back | forms.AddInstance]]
    at_step = {"done": forms.Done, "skip": forms.Skip, "back": forms.Back, "add": forms.AddInstance}
    if word in at_step:
        return at_step[word](at)
    anywhere: dict[str, forms.Event] = {"review": forms.Review(), "submit": forms.Submit()}
    return anywhere[word]


def shown(feature: Feature) -> tuple[dict[str, Any], list[list[str]]]:
    """What the screen is made of after the steps, and its buttons to answer with."""
    _, form, state = chatted(feature)
    view = forms.question_view(form, state, feature.language or "id")
    asking = Asking(Texts("id"), view, 1, AT, Window(""))
    rows = [[button.label for button in row] for row in asking.rows()]
    return {name: _plain(getattr(view, name)) for name in feature.view}, rows


def in_a_chat(feature: Feature, value: str) -> str:
    """An answer to the first question as it is shown."""
    form = compiled(feature)
    question = form.questions[0]
    return in_words(Texts("id"), form, question.name, question.kind, question.appearance, value)


def begun(feature: Feature) -> dict[str, str]:
    """What a report begins with: the question that is asked first, and the answers that are there."""
    _, _, state = chatted(feature)
    answers = {key: value for key, value in state.answers.items() if key in feature.begun}
    return {"asked": state.position or "", **answers}


def reported(form: forms.Form, sent: dict[str, str], language: str | None) -> list[str]:
    """What was sent, line by line, as who looks at it sees it."""
    pages = given.pages(Texts(language or "id"), form, sent, AT)
    return [line for page in pages for line in re.sub(r"<[^>]*>", "", page).split("\n")]


def added(feature: Feature) -> dict[str, str]:
    """What a recap adds up of what was sent, by its name."""
    found = recapped(Texts("id"), compiled(feature), feature.sent, AT)
    return {one.label: one.words for one in found if one.adds}


def filed(form: forms.Form) -> dict[str, Any]:
    """How the form is filed: whether it is a report and a restricted one, for how long it may be corrected, by whom."""
    return {
        "report": catalogue.is_report(form),
        "restricted": catalogue.is_restricted(form),
        "hours": catalogue.correct_within(form),
        "by": [programme for programme in ("pkh", "bpnt", "tksk") if catalogue.is_for(form, [programme])],
    }


def _plain(value: Any) -> Any:
    """A part of a view as TOML has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, forms.Range):
        return [str(value.start), str(value.end), str(value.step), value.whole]
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, forms.ChoiceView):
        return {"name": value.name, "label": value.label, "media": dict(value.media), "rank": value.rank}
    return value


# the document

_INTRODUCTION: Final = """# What of XLSForm works here

Written by `python -m tests.forms.features` from the rows of `tests/forms/matrix/`: do not edit. Each row is proved by
a small form of its own in every `make test`: what is called supported is asked, answered and looked at; what is called
not supported is refused when the form is checked, with its sheet and row. How the walk compares with JavaRosa's is in
[javarosa.md](javarosa.md); why things are as they are in [decisions 9](decisions/0009-a-forms-data.md),
[10](decisions/0010-javarosa-is-followed.md), [11](decisions/0011-attachments.md) and
[12](decisions/0012-publishing-and-versions.md).
"""
_SIGNS: Final = {Support.SUPPORTED: "yes", Support.DIFFERS: "differs", Support.NOT_SUPPORTED: "**no**"}


def document() -> str:
    """docs/forms.md."""
    rows = features()
    lines = [_INTRODUCTION, "| part | works | differs in a chat | does not work |", "|---|---|---|---|"]
    for part, (heading, _) in parts().items():
        own = [row.state for row in rows if row.part == part]
        lines.append(f"| {heading} | " + " | ".join(str(own.count(state)) for state in Support) + " |")
    for part, (heading, about) in parts().items():
        lines += ["", f"## {heading}", ""]
        if about:
            lines += [about, ""]
        lines += ["| feature | works | what differs |", "|---|---|---|"]
        lines += [_row(row) for row in rows if row.part == part]
    return "\n".join(lines) + "\n"


def _row(feature: Feature) -> str:
    name = f"`{feature.name}`".replace("|", "\\|")
    says = feature.says
    if feature.also:
        says = " ".join([says, "Also written " + ", ".join(f"`{word}`" for word in feature.also) + "."]).strip()
    return f"| {name} | {_SIGNS[feature.state]} | {says} |"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
