"""A model in one's own words: typed or sent as a file, read at once, and its faults shown where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from handlers.analysing.choosing import form_of
from handlers.analysing.dispatch import LIST, MODEL, ONE, PREFIX, act, listens, may
from handlers.analysing.models import MOST_LETTERS, Examined, Fault, examined, own_dimensions
from handlers.analysing.wanted import Wanted, standing
from handlers.instruments import Instrument
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Said, Sent, Turn, as_rows
from locales import Texts
from storage import analysis_models
from storage.analysis_models import TOO_LARGE, Model

# Far above any model; a data set sent by mistake is larger.
MOST_BYTES = 100_000
# A message holds 4096; so much of it may be names of items.
_MOST_SHOWN = 2500


def begin(turn: Turn, form_id: str) -> None:
    """Ask for a model of this instrument."""
    turn.go(f"{MODEL}:{form_id}")


@place(MODEL)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`{form}`: how to write one; `{form}:{model}`: while its file is looked at, and what is wrong with it."""
    form_id, _, number = argument.partition(":")
    found = form_of(turn, form_id) if may(turn) else None
    if found is None:
        return None
    t, instrument = turn.texts, found[1]
    connection = await turn.work.connection()
    lines = [f"<b>{t('ana-model-title')}</b>", ""]
    rows = []
    model = await analysis_models.get(connection, turn.viewer, whole_number(number)) if number else None
    if model is not None and model.file_id is not None:
        lines.append(t("ana-model-reading"))
    elif model is not None and model.problem is not None:
        lines += [t(f"ana-model-{model.problem}"), "", t("ana-model-how")]
    elif model is not None and model.text is not None:
        said = examined(model.text, instrument.items)
        lines += told(t, said)
        if said.fault is None and len(model.text) <= _MOST_SHOWN:
            lines += ["", f"<pre>{escape(model.text.strip(), quote=False)}</pre>"]
        if said.fault is not None and _pls_can(model.text, instrument.items):
            lines += ["", t("ana-model-pls-can")]
            rows.append([button(t.plain("button-ana-go-on-pls"), PREFIX, "use", model.id)])
        elif said.fault is None:
            rows.append([button(t.plain("button-ana-go-on"), PREFIX, "use", model.id)])
        lines += ["", t("ana-model-another")]
    else:
        lines += [
            t("ana-model-how"),
            "",
            t("ana-model-start"),
            f"<pre>{_start(instrument)}</pre>",
            t("ana-model-signs"),
        ]
        last = await analysis_models.latest(connection, turn.viewer, form_id)
        if last is not None:
            rows.append([button(t.plain("button-ana-last-model"), PREFIX, "look", last.id)])
    rows.append([button(t.plain("button-back"), PREFIX, "what", form_id), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


def _start(instrument: Instrument) -> str:
    """The instrument's own dimensions as a model to begin with, which also shows what its items are called."""
    lines = own_dimensions(instrument).split("\n")
    while sum(len(line) + 1 for line in lines) > _MOST_SHOWN:
        lines = [*lines[: (len(lines) - 1) // 2], "…"] if len(lines) > 2 else [f"{lines[0][: _MOST_SHOWN // 2]} …"]
    return escape("\n".join(lines), quote=False)


def told(t: Texts, said: Examined) -> list[str]:
    """What a model was understood to say, or what is wrong with it, as lines of HTML."""
    if said.fault is not None:
        return fault_lines(t, said.fault)
    names = ", ".join(said.latent) or "–"
    return [t("ana-model-read", latent=names, items=len(said.items), paths=said.paths)]


def fault_lines(t: Texts, fault: Fault) -> list[str]:
    """The sentence, and the line with a mark below the place."""
    # These texts name operators such as "<~": they are no HTML.
    lines = [escape(t.plain(f"analysis-{fault.code}", **fault.facts), quote=False)]
    if fault.quoted:
        lines += ["", f"<pre>{escape(fault.marked, quote=False)}</pre>"]
    return lines


@listens(MODEL)
async def heard(turn: Turn, argument: str) -> None:
    """A model, typed or as a file."""
    form_id = argument.partition(":")[0]
    found = form_of(turn, form_id)
    t = turn.texts
    if found is None:
        turn.go(LIST)
        return
    connection = await turn.work.connection()
    if isinstance(turn.incoming, Said):
        text = turn.incoming.text
        if len(text) > MOST_LETTERS:
            turn.say(t("ana-model-too-large"))
            return
        number = await analysis_models.add(connection, turn.person.id, form_id, turn.at, text=text)
        turn.go(f"{MODEL}:{form_id}:{number}")
        return
    file = turn.incoming.file if isinstance(turn.incoming, Sent) else None
    if file is None or not isinstance(turn.incoming, Sent) or turn.incoming.kind != "document":
        turn.say(t("ana-model-only-text"))
        return
    if file.size is not None and file.size > MOST_BYTES:
        turn.say(t(f"ana-model-{TOO_LARGE}"))
        return
    number = await analysis_models.add(connection, turn.person.id, form_id, turn.at, text=None, file_id=file.file_id)
    turn.work.posted = True
    turn.go(f"{MODEL}:{form_id}:{number}")


@act("look")
async def look(turn: Turn, value: str) -> None:
    """At the last model that was written for this instrument."""
    model = await own(turn, whole_number(value))
    turn.go(f"{MODEL}:{model.form_id}:{model.id}" if model is not None else LIST)


@act("use")
async def use(turn: Turn, value: str) -> None:
    """Go on with a model that can be read."""
    model = await own(turn, whole_number(value))
    found = form_of(turn, model.form_id) if model is not None else None
    if model is None or found is None or model.text is None:
        turn.go(LIST)
        return
    wanted = Wanted(model.form_id, "own", model=model.id)
    if examined(model.text, found[1].items).fault is not None:
        if not _pls_can(model.text, found[1].items):
            turn.go(f"{MODEL}:{model.form_id}:{model.id}")
            return
        wanted = replace(wanted, estimator="PLS")
    turn.go(f"{ONE}:{wanted.written()}")


def _pls_can(text: str, items: Sequence[str]) -> bool:
    """Whether PLS can estimate what factor analysis cannot."""
    return examined(text, items, pls=True).fault is None


@act("model")
async def change_model(turn: Turn, value: str) -> None:
    """From the analysis that stands there back to its text, to be copied and changed."""
    wanted = standing(turn)
    turn.go(f"{MODEL}:{wanted.form_id}:{wanted.model}" if wanted is not None else LIST)


async def own(turn: Turn, model_id: int) -> Model | None:
    """One's own model with this number."""
    return await analysis_models.get(await turn.work.connection(), turn.viewer, model_id)
