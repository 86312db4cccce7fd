"""`pendamping form …`: check a form, walk through it, evaluate an expression."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import typer

form = typer.Typer(help="Forms (XLSForm, XForm).", no_args_is_help=True)

FormFile = Annotated[Path, typer.Argument(help="An XLSForm (.xlsx, .xls, .csv, .md) or an XForm (.xml).")]
Zone = Annotated[str, typer.Option("--tz", help="Time zone, as Asia/Jakarta; this machine's without it.")]
Now = Annotated[str, typer.Option("--now", help="The moment that counts as now, as 2026-11-21T08:30:00.")]

Answers = dict[str, list[str]]
_POSITION: Final = re.compile(r"\[[0-9]+\]")


def _fail(lines: str) -> typer.Exit:
    for line in lines.splitlines() or [""]:
        typer.echo(f"pendamping: {line}", err=True)
    return typer.Exit(1)


def _wrong_use(line: str) -> typer.Exit:
    typer.echo(f"pendamping: {line}", err=True)
    return typer.Exit(2)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise _fail(f"{file}: cannot be read ({error.strerror})") from None


@form.command("check")
def form_check(
    files: Annotated[list[Path], typer.Argument(help="XLSForms (.xlsx, .xls, .csv, .md) or XForms (.xml).")],
    as_json: Annotated[bool, typer.Option("--json", help="All problems as one JSON list.")] = False,
) -> None:
    """Check forms; every problem is named with sheet, row, column and remedy. Status 1 where there is one."""
    import forms
    from bot.form_tools.bounded import check_file
    from bot.form_tools.reading import Beside
    from forms.errors import Problem, problem

    found: list[tuple[Path, Problem]] = []
    for file in files:
        problems: tuple[Problem, ...] = ()
        line = ""
        try:
            beside = Beside(file)
            converted = check_file(file.name, file.read_bytes(), beside)
            checked = forms.load(converted, files=beside)
            version = f"version {checked.version}" if checked.version else "without a version (a bot wants one)"
            line = f"{file}: {checked.id} {version}, {len(checked.items())} questions, nothing wrong"
        except OSError as error:
            problems = (problem("not_a_form", details={"detail": f"it cannot be read ({error.strerror})."}),)
        except forms.FormError as error:
            problems = error.problems
        found += [(file, one) for one in problems]
        if not as_json:
            for said in (line, *(f"{file}: {one}" for one in problems)):
                if said:
                    typer.echo(said)
    if as_json:
        names = ("sheet", "row", "column", "code", "message", "remedy")
        listed = [{"file": str(file), **{name: getattr(one, name) for name in names}} for file, one in found]
        typer.echo(json.dumps(listed, ensure_ascii=False))
    if found:
        raise typer.Exit(1)


@form.command("walk")
def form_walk(
    file: FormFile,
    answers: Annotated[Path | None, typer.Option(help="JSON: a question's path → the answers to try in turn.")] = None,
    trace: Annotated[bool, typer.Option("--trace", help="A JSON line for each question, not the end alone.")] = False,
    tz: Zone = "",
    now: Now = "",
    language: Annotated[str, typer.Option(help="Of labels and messages; the form's own default without it.")] = "",
) -> None:
    """Walk through a form from its first question to its last, and print what would be sent."""
    import forms
    from bot.form_tools.reading import Beside, moment_of, zone_of
    from forms.source import read_form_file
    from forms.walking_through import walk

    try:
        at = moment_of(now, zone_of(tz))
    except ValueError as error:
        raise _wrong_use(str(error)) from None
    tries = _answers(answers)
    data = _bytes_of(file)
    try:
        converted = read_form_file(file.name, data, lenient=True, formulas=True)
        loaded = forms.load(converted, files=Beside(file), lenient=True)
        name = f"uuid:{uuid.uuid4()}"
        repeats = {node.path for node in loaded.root.walk() if node.repeat}
        for line in walk(loaded, _with_counts(tries, repeats), at=at, language=language or None, instance_id=name):
            if trace or "instance" in line:
                typer.echo(json.dumps(line, ensure_ascii=False))
    except forms.FormError as error:
        raise _fail("\n".join(f"{file}: {found}" for found in error.problems)) from None
    except ValueError as error:
        raise _fail(f"{file}: {error}") from None


def _answers(file: Path | None) -> Answers:
    if file is None:
        return {}
    try:
        read: Any = json.loads(_bytes_of(file))
    except ValueError as error:
        raise _fail(f"{file}: is no JSON ({error})") from None
    if not isinstance(read, Mapping):
        raise _fail(f"{file}: must be an object: a question's path → a list of answers")
    answers: Answers = {}
    for path, given in read.items():
        several = given if isinstance(given, list) else [given]
        if not all(one is None or isinstance(one, str | int | float) for one in several):
            raise _fail(f"{file}: {path}: must be a list of texts, or a number for a repeat")
        answers[path] = ["" if one is None else str(one) for one in several]
    return answers


def _with_counts(answers: Answers, repeats: Container[str]) -> dict[str, list[str] | int]:
    """The answers, and for the path of a repeat the number of its instances."""
    told: dict[str, list[str] | int] = {}
    for path, given in answers.items():
        if _POSITION.sub("", path) in repeats:
            told[path] = int(given[0]) if given and given[0].isdecimal() else 0
        else:
            told[path] = given
    return told


# an expression may begin with a minus
@form.command("eval", context_settings={"ignore_unknown_options": True})
def form_eval(
    expression: Annotated[str, typer.Argument(metavar="EXPR", help="An XPath expression with OpenRosa functions.")],
    instance: Annotated[Path | None, typer.Option(help="The XML document that it looks into.")] = None,
    context: Annotated[str, typer.Option(help="Path of the node it stands at, as /data/kids[2]/age.")] = "",
    tz: Zone = "",
    now: Now = "",
) -> None:
    """Evaluate an expression as a form would, and print {"type": …, "value": …}."""
    from bot.form_tools.evaluating import WrongContext, empty_document, evaluate, read_document
    from bot.form_tools.reading import moment_of, zone_of
    from forms import FormError
    from forms.xpath import EvaluationError

    try:
        at = moment_of(now, zone_of(tz))
    except ValueError as error:
        raise _wrong_use(str(error)) from None
    data = None if instance is None else _bytes_of(instance)
    try:
        document = empty_document(at) if data is None else read_document(data, at)
        value = evaluate(expression, document, context)
    except WrongContext:
        raise _fail(f"{context!r} is no node of the document") from None
    except FormError as error:
        raise _fail("\n".join(found.says for found in error.problems)) from None
    except EvaluationError as error:
        raise _fail(f"the expression has no value here: {error}") from None
    typer.echo(json.dumps(value, ensure_ascii=False))
