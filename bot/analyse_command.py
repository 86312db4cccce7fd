"""`pendamping analyse …`: makes the analysis and tells it, as JSON, as a report, as tables or in the terminal."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from bot.analyse_asked import IS_FOLDER, IS_THE_DATA, NO_FOLDER, Answer, Asked, Progress, chosen
from bot.analyse_words import sentence, words_of
from locales import LANGUAGES, Texts
from scoring.analysis.problems import AnalysisError, Remark

if TYPE_CHECKING:
    from handlers.analysing.report_findings import Origin

WRONG: Final = 2
"""The exit status for what was asked wrongly or cannot be analysed; 1 is for what went wrong."""
FAILED: Final = 1
WENT_WRONG: Final = frozenset({"sem-not-converged", "efa-not-converged"})

CANNOT_WRITE: Final = "analyse-cannot-write"
BROKEN: Final = "analyse-broken"


@dataclass(frozen=True, slots=True)
class Output:
    """How to tell it. `seed`: where the analysis draws nothing but was given one."""

    as_json: bool
    report: Path | None
    xlsx: Path | None
    language: str
    seed: int | None = None


def run(asked: Asked, output: Output) -> None:
    """Ends the program with one line on standard error where it cannot be done."""
    words = words_of(output.language)
    try:
        chosen("--language", output.language, LANGUAGES)
        _check_files(asked, output)
        with warnings.catch_warnings():
            # What numpy notes on the way is for programmers; a result says itself what its reader must know.
            warnings.simplefilter("ignore")
            _tell(asked, _remarked(asked.answer(_progress())), output, words)
    except AnalysisError as problem:
        _say(sentence(words, problem.code, problem.facts))
        raise typer.Exit(FAILED if problem.code in WENT_WRONG else WRONG) from None
    except BrokenPipeError:
        # Whoever read along has seen enough, as `head` does; what is still to be flushed goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(FAILED) from None
    except OSError as error:
        _explain()
        _say(words.plain(CANNOT_WRITE, file=str(error.filename or "")))
        raise typer.Exit(FAILED) from None
    except Exception:  # whatever broke off is for whoever mends it; whoever asked reads what to do
        _explain()
        _say(words.plain(BROKEN))
        raise typer.Exit(FAILED) from None


def _explain() -> None:
    """Where it broke off, for whoever sets LOG_LEVEL=debug."""
    if os.environ.get("LOG_LEVEL", "").lower() == "debug":
        traceback.print_exc()


def _say(line: str) -> None:
    typer.echo(f"pendamping: {line}", err=True)


def _check_files(asked: Asked, output: Output) -> None:
    """That what is written has a folder, is none, and is not the data."""
    for path in (output.report, output.xlsx):
        if path is None:
            continue
        if not path.resolve().parent.is_dir():
            raise AnalysisError(NO_FOLDER, file=str(path))
        if path.is_dir():
            raise AnalysisError(IS_FOLDER, file=str(path))
        if path.resolve() == asked.data.resolve():
            raise AnalysisError(IS_THE_DATA, file=str(path))


def _progress() -> Progress:
    """The share done, for somebody who watches."""
    if not sys.stderr.isatty():
        return lambda share: None

    def show(share: float) -> None:
        typer.echo(f"\r{share:4.0%}" if share < 1.0 else "\r    \r", err=True, nl=False)

    return show


def _remarked(answer: Answer) -> Answer:
    """With what the file gave cause to remark in the first result, so that a report says it, too."""
    first, *others = answer.results
    remarks = (*answer.remarks, *(one for one in first.remarks if one not in answer.remarks))
    return replace(answer, results=(replace(first, remarks=remarks), *others))


def _tell(asked: Asked, answer: Answer, output: Output, words: Texts) -> None:
    sentences = _warnings(answer, words)
    if output.as_json:
        from bot.analysis_json import dumps

        typer.echo(dumps(_figures(answer, output, sentences)))
    if output.report is not None or output.xlsx is not None:
        _write(asked, answer, output, words)
    elif not output.as_json:
        from bot.analysis_text import lines
        from handlers.analysing.report import story
        from handlers.analysing.words import Writing

        w = Writing(output.language)
        origin = _origin(asked, answer)
        told = story(answer.results, w, title=words.plain(asked.title), origin=origin, versions={}, seed=answer.seed)
        for line in lines(told, w, sentences):
            typer.echo(line)


def _write(asked: Asked, answer: Answer, output: Output, words: Texts) -> None:
    from bot.analysis_json import versions

    about: dict[str, Any] = {
        "language": output.language,
        "title": words.plain(asked.title),
        "origin": _origin(asked, answer),
        "versions": versions(),
        "seed": answer.seed if answer.seed is not None else output.seed,
    }
    if output.report is not None:
        from handlers.analysing.report import write_pdf

        write_pdf(answer.results, output.report, **about)
    if output.xlsx is not None:
        from handlers.analysing.xlsx import write_xlsx

        write_xlsx(answer.results, output.xlsx, **about)
    if not output.as_json:
        for path in (output.report, output.xlsx):
            if path is not None:
                typer.echo(str(path))


def _origin(asked: Asked, answer: Answer) -> Origin:
    from bot.clock import SystemClock
    from handlers.analysing.report_findings import Origin

    return Origin(name=asked.data.name, n=answer.n_given, day=SystemClock().now().date(), model=answer.model)


def _warnings(answer: Answer, words: Texts) -> list[str]:
    """All remarks as sentences, grave ones first, none twice."""
    remarks: list[Remark] = []
    for result in answer.results:
        for part in (result, *getattr(result, "scales", ()), *getattr(result, "questions", ())):
            remarks.extend(getattr(part, "remarks", ()))
    remarks.sort(key=lambda each: not each.grave)
    return list(dict.fromkeys(sentence(words, each.code, each.facts) for each in remarks))


def _figures(answer: Answer, output: Output, sentences: list[str]) -> dict[str, Any]:
    from bot.analysis_json import figures_of, versions

    figures = figures_of(answer.results, sentences)
    figures.setdefault("n_given", answer.n_given)
    seed = answer.seed if answer.seed is not None else output.seed
    return {**figures, "seed": seed, "versions": versions()}
