"""Where each entry of the survey sheet stands, and what its author noted beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from forms.sheets.survey import Entry, Survey

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


@dataclass(slots=True)
class Layout:
    """See ``forms.source.Converted`` for the keys."""

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)


def lay_out(survey: Survey) -> Layout:
    """Rows, types and own columns by path, and by name where it is the only one."""
    layout = Layout()
    placed: dict[str, list[Entry]] = {}
    for entry in survey.entries:
        if entry.role not in ("question", "begin") or not entry.name:
            continue
        placed.setdefault(entry.name, []).append(entry)
        own = _own_columns(entry)
        for key in {"/".join(entry.path), entry.name}:
            layout.rows.setdefault(key, entry.row)
            layout.types.setdefault(key, entry.type)
            if own:
                layout.columns.setdefault(key, own)
        for made in _made_by(entry):
            for key in {"/".join((*entry.path[:-1], made)), made}:
                layout.rows.setdefault(key, entry.row)
    for name, entries in placed.items():
        if len(entries) > 1:
            layout.repeated[name] = entries[1].row
            if all(len(entry.path) > 1 for entry in entries):
                # no single one is meant by the name alone
                for kept in (layout.rows, layout.types, layout.columns):
                    kept.pop(name, None)
    return layout


def _own_columns(entry: Entry) -> dict[str, str]:
    return {heading: text for heading, text in entry.cells.items() if _key(heading) not in _XLSFORM_COLUMNS}


def _key(heading: str) -> str:
    return heading.partition(":")[0].strip().lower().replace(" ", "_")


def _made_by(entry: Entry) -> list[str]:
    """Nodes that pyxform adds for this entry."""
    if entry.kind == "repeat":
        return [f"{entry.name}_count"]
    if entry.list_name and entry.type.endswith(("or_other", "or other", "or specify other")):
        return [f"{entry.name}_other"]
    return []
