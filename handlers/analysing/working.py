"""An analysis, from the database file to the files that are sent: what a process of its own does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from handlers.analysing.drawn import Drawn, analysed, read_drawn
from handlers.analysing.reading import Data, read
from handlers.analysing.request import FEWEST, READ, RUN, TESTS, Request
from handlers.analysing.running import Ran, run
from locales import Texts, texts
from locales.formats import DEFAULT_ZONE, number
from storage.analyses import Answers, Whose
from storage.visibility import Viewer

Refusal = Literal["role", "form", "few"]
"""Why not: analyses are for admins; there is no such instrument; too few people have answered it."""

WORDS: Final = ("analisis.ftl",)
DECIMALS: Final = 4
"""More say nothing of an instrument, only of the people: a mean of all digits is a sum."""
_NOT_A_NAME: Final = re.compile(r"[^0-9A-Za-z_-]+")


class RefusedError(PermissionError):
    """The analysis is not for this person, or there is nothing to analyse. ``reason``: one of ``Refusal``."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason: Refusal = reason


@dataclass(frozen=True, slots=True)
class Made:
    """``files``: in the order in which they are sent. ``told``: what came of it in sentences, of so many ``people``."""

    files: tuple[Path, ...]
    told: tuple[str, ...]
    people: int


def work(
    database: Path,
    request: Request,
    folder: Path,
    progress: Callable[[float], None],
    *,
    now: datetime,
    versions: Mapping[str, str],
) -> Made:
    """Read, compute, write into ``folder``; ``progress`` is told the share that is done. ``versions``: of the programs.

    Raises RefusedError and ``scoring.analysis.problems.AnalysisError``.
    """
    data = _read(database, request)
    progress(READ)
    if isinstance(data, Drawn):
        ran = Ran((analysed(data),))
    else:
        ran = run(request, data, lambda share: progress(READ + (RUN - READ) * share))
    progress(RUN)
    return _write(request, data, ran, folder, now, versions)


def _read(database: Path, request: Request) -> Data | Drawn:
    with Answers(database, Viewer(request.viewer)) as source:
        if source.asker().role != "admin":
            raise RefusedError("role")
        reads = read_drawn if request.form_id in TESTS else read
        data = reads(source, Whose(request.form_id, request.which), request.language)
    if data is None or (isinstance(data, Drawn) != (request.kind == "test")):
        raise RefusedError("form")
    if request.part and isinstance(data, Data) and request.part not in data.instrument.parts:
        raise RefusedError("form")
    if data.people < FEWEST:
        raise RefusedError("few")
    return data


def _write(
    request: Request, data: Data | Drawn, ran: Ran, folder: Path, now: datetime, versions: Mapping[str, str]
) -> Made:
    from handlers.analysing.report import Origin, summary, write_pdf
    from handlers.analysing.xlsx import write_xlsx

    t = texts(request.language, *WORDS)
    day = now.astimezone(ZoneInfo(DEFAULT_ZONE)).date()
    stem = f"{_NOT_A_NAME.sub('_', request.form_id)}-{request.kind}-{day:%Y-%m-%d}"
    paths = (folder / f"{stem}.pdf", folder / f"{stem}.xlsx")
    origin = Origin(
        name=t.plain("ana-origin", form=data.title, which=t.plain(f"ana-which-{request.which}")),
        n=data.people,
        day=day,
        asked=t.plain(f"ana-asked-{request.kind}"),
        model=ran.model,
        items=data.words,
    )
    part = f" · {request.part}" if request.part else ""
    title = f"{t.plain(f'ana-kind-{request.kind}')} · {data.title}{part}"
    told: Any = {
        "language": request.language,
        "title": title,
        "origin": origin,
        "versions": versions,
        "seed": ran.seed,
    }
    write_pdf(ran.results, paths[0], **told)
    write_xlsx(ran.results, paths[1], **told, decimals=DECIMALS)
    return Made(paths, tuple(_told(t, data, ran, summary(ran.results[0], request.language))), data.people)


def _told(t: Texts, data: Data | Drawn, ran: Ran, said: list[str]) -> list[str]:
    """``said``: verdict and gravest warning of what was asked for; with how many people it rests on."""
    used = getattr(ran.results[0], "n", data.people)
    told = [*said, t.plain("ana-told-people", n=number(used, t.language), given=number(data.people, t.language))]
    if data.versions > 1:
        told.append(t.plain("ana-told-versions", count=number(data.versions, t.language)))
    return told
