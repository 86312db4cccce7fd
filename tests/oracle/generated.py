"""Forms at random: trees of groups and repeats, with conditions, constraints and calculations that refer to each other.

A question refers to what stands before it, or to a *free* one (without conditions of its own) anywhere: so nothing ever
depends on itself. What lies in a repeat that is not around it, it reads by a function over all instances.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st

QUESTIONS: Final = (
    "integer", "integer", "decimal", "text", "select_one buah", "select_one buah", "select_multiple buah", "date",
    "range", "note", "calculate", "calculate", "calculate", "rank buah", "acknowledge", "time",
)  # fmt: skip
COLUMNS: Final = (
    "type", "name", "label", "hint", "relevant", "constraint", "constraint_message", "required", "required_message",
    "calculation", "repeat_count", "default", "trigger", "choice_filter", "parameters", "read_only",
)  # fmt: skip
DEEPEST: Final = 3
_COIN: Final[st.SearchStrategy[bool]] = st.booleans()


@dataclass(slots=True)
class Row:
    """A row of the survey sheet. ``repeats``: names of those around it, outermost first, itself included."""

    cells: dict[str, str]
    repeats: tuple[str, ...]
    free: bool = False
    within: tuple[str, ...] = ()
    """Names of the groups and repeats around it."""

    @property
    def kind(self) -> str:
        return self.cells["type"].split(" ")[0]

    @property
    def name(self) -> str:
        return self.cells.get("name", "")


@st.composite
def sheets(draw: st.DrawFn, most: int = 14) -> str:
    """The Markdown of an XLSForm."""
    rows: list[Row] = []
    _grow(draw, rows, draw(st.integers(2, most)), (), (), True)
    for number, row in enumerate(rows):
        _fill(draw, row, rows, number)
    lines = ["| survey |", f"| | {' | '.join(COLUMNS)} |"]
    lines += [f"| | {' | '.join(row.cells.get(column, '') for column in COLUMNS)} |" for row in rows]
    lines += ["| choices |", "| | list_name | name | label | warna |"]
    lines += [f"| | buah | {name} | {label} | {colour} |" for name, label, colour in _FRUIT]
    lines += ["| settings |", "| | form_title | form_id | version | name |", "| | Acak | acak | 1 | data |"]
    return "\n".join(lines) + "\n"


_FRUIT: Final = (("a", "Apel", "merah"), ("b", "Belimbing", "kuning"), ("c", "Ceri", "merah"), ("d", "Duku", "kuning"))


def _grow(
    draw: st.DrawFn, rows: list[Row], left: int, around: tuple[str, ...], within: tuple[str, ...], free: bool
) -> None:
    """Rows of the tree, in their order; only types and names so far. ``free``: nothing around has a condition."""
    while left > 0:
        kind = draw(st.integers(0, 9))
        name = f"q{len(rows)}"
        if kind >= 8 and len(within) < DEEPEST and left > 1:
            inside = draw(st.integers(1, left - 1))
            word = "group" if kind == 8 else "repeat"
            repeats = (*around, name) if word == "repeat" else around
            is_free = free and draw(_COIN)
            rows.append(
                Row({"type": f"begin_{word}", "name": name, "label": f"Bagian {name}"}, repeats, is_free, within)
            )
            _grow(draw, rows, inside, repeats, (*within, name), is_free and word == "group")
            rows.append(Row({"type": f"end_{word}"}, around))
            left -= inside + 1
        else:
            cells = {"type": draw(st.sampled_from(QUESTIONS)), "name": name, "label": f"Pertanyaan {name}"}
            is_free = free and cells["type"] not in ("note", "calculate") and draw(st.integers(0, 2)) == 0
            rows.append(Row(cells, around, is_free, within))
            left -= 1


def _fill(draw: st.DrawFn, row: Row, rows: list[Row], number: int) -> None:
    """Conditions, constraints and calculations of one row."""
    if row.kind.startswith("end_"):
        return
    known = [other for at, other in enumerate(rows) if other is not row and _may_read(row, other, at < number)]
    say = _Speaker(draw, row, known)
    cells = row.cells
    if row.kind == "range":
        cells["parameters"] = draw(st.sampled_from(("start=0 end=10 step=1", "start=0.5 end=5 step=0.5")))
    if row.kind == "calculate":
        del cells["label"]
        cells["calculation"] = say.value()
    if row.kind == "select_one" and draw(st.integers(0, 5)) == 0:
        names = [other for other in known if other.kind in ("text", "integer") and len(other.repeats) == 1]
        if len(names) > 0 and not row.repeats and not row.free:
            cells["type"] = f"select_one ${{{draw(st.sampled_from(names)).name}}}"
            row.free = True
    if row.kind == "begin_repeat" and draw(st.integers(0, 2)) == 0:
        counted = [other for other in known if other.kind == "integer" and _is_around(other, row.repeats[:-1])]
        if len(counted) > 0 and draw(_COIN):
            counting = draw(st.sampled_from(counted))
            cells["repeat_count"] = f"${{{counting.name}}}"
            # a walk through a hundred thousand instances shows nothing new
            counting.cells |= {"constraint": ". >= 0 and . < 4", "constraint_message": "Paling banyak tiga."}
        else:
            cells["repeat_count"] = "2"
    if row.free:
        return
    if draw(st.integers(0, 2)) == 0:
        cells["relevant"] = say.truth()
    if row.kind in ("begin_group", "begin_repeat", "calculate"):
        return
    if known and draw(st.integers(0, 3)) == 0 and (read := say.single()) is not None:
        cells["label"] += f" setelah ${{{read.name}}}"
    if row.kind == "note":
        return
    if row.kind in ("integer", "text") and draw(st.integers(0, 7)) == 0:
        cells["calculation"] = say.value()
    if draw(st.integers(0, 2)) == 0:
        cells["constraint"] = say.constraint()
        cells["constraint_message"] = draw(st.sampled_from(("Coba lagi.", "")))
    if draw(st.integers(0, 3)) == 0:
        cells["required"] = "yes" if draw(_COIN) else say.truth()
        cells["required_message"] = draw(st.sampled_from(("Harus diisi.", "")))
    if row.kind == "select_one" and draw(st.integers(0, 3)) == 0:
        cells["choice_filter"] = say.choice_filter()
    if "calculation" not in cells and draw(st.integers(0, 5)) == 0:
        say.default(cells)
    if draw(st.integers(0, 9)) == 0:
        cells["read_only"] = "yes"


def _may_read(row: Row, other: Row, earlier: bool) -> bool:
    """Whether this row may refer to that one: no cycles, and no container refers to what is in it."""
    if other.kind in ("note", "begin_group") or other.kind.startswith("end_") or row.name in other.within:
        return False
    if other.kind == "begin_repeat" and other.name in row.within:
        return False
    return earlier or (other.free and other.kind != "begin_repeat")


def _is_around(other: Row, repeats: tuple[str, ...]) -> bool:
    """Whether there is one instance of it for an instance of these repeats."""
    return other.repeats == repeats[: len(other.repeats)]


@dataclass(slots=True)
class _Speaker:
    """Makes expressions for one row."""

    draw: st.DrawFn
    row: Row
    known: list[Row]

    def one_of(self, *possible: str) -> str:
        return self.draw(st.sampled_from(possible))

    def single(self) -> Row | None:
        """A question that has one value as seen from here."""
        near = [other for other in self.known if other.kind != "begin_repeat" and _is_around(other, self.row.repeats)]
        return self.draw(st.sampled_from(near)) if near else None

    def far(self) -> Row | None:
        """One with an instance for each instance of a repeat that is not around, or such a repeat."""
        far = [other for other in self.known if not _is_around(other, self.row.repeats)]
        return self.draw(st.sampled_from(far)) if far else None

    def truth(self, depth: int = 1) -> str:
        if depth > 0 and self.draw(st.integers(0, 3)) == 0:
            return self.one_of(
                f"{self.truth(0)} and {self.truth(0)}", f"{self.truth(0)} or {self.truth(0)}", f"not({self.truth(0)})"
            )
        if (far := self.far()) is not None and self.draw(_COIN):
            return f"{self.over_all(far)} {self.one_of('>', '<', '=', '!=')} {self.one_of('0', '1', '2', '10')}"
        if self.row.repeats and self.row.kind != "begin_repeat" and self.draw(st.integers(0, 4)) == 0:
            return f"position({self.up()}) {self.one_of('>', '=', '<')} {self.one_of('1', '2')}"
        other = self.single()
        if other is None:
            return self.one_of("true()", "1 = 1", "true()", "false()")
        read = f"${{{other.name}}}"
        if other.kind in ("select_one", "select_multiple", "rank"):
            return self.one_of(
                f"selected({read}, 'a')", f"{read} = 'b'", f"{read} != ''", f"count-selected({read}) < 2"
            )
        if other.kind in ("integer", "decimal", "range"):
            return self.one_of(
                f"{read} > 5", f"{read} <= 3", f"{read} != ''", f"{read} = 0", f"{read} > 1 and {read} < 100"
            )
        if other.kind == "date":
            return self.one_of(f"{read} > '2005-01-01'", f"{read} < today()", f"{read} = ''")
        return self.one_of(
            f"{read} != ''", f"{read} = ''", f"string-length({read}) > 3", f"contains({read}, 'a')", f"{read} > 2"
        )

    def up(self) -> str:
        """The path from here to the instance of the innermost repeat around."""
        inner = self.row.within.index(self.row.repeats[-1])
        return "/".join([".."] * (len(self.row.within) - inner))

    def over_all(self, other: Row) -> str:
        """A number of all instances of a question, or how many there are."""
        read = f"${{{other.name}}}"
        if other.kind == "begin_repeat":
            return f"count({read})"
        if other.kind in ("integer", "decimal", "range"):
            return self.one_of(
                f"sum({read})", f"max({read})", f"min({read})", f"count({read})", f"count-non-empty({read})"
            )
        return self.one_of(f"count({read})", f"count-non-empty({read})")

    def value(self) -> str:
        """What a calculation says."""
        far = self.far()
        if far is not None and self.draw(_COIN):
            if far.kind != "begin_repeat" and len(far.repeats) == 1 and not self.row.repeats and self.draw(_COIN):
                return f"indexed-repeat(${{{far.name}}}, ${{{far.repeats[0]}}}, {self.one_of('1', '2', '3')})"
            if far.kind != "begin_repeat" and self.draw(_COIN):
                return f"join('-', ${{{far.name}}})"
            return self.over_all(far)
        if self.row.repeats and self.draw(st.integers(0, 3)) == 0:
            return self.one_of(f"position({self.up()})", f"position({self.up()}) * 10", f"count({self.up()})")
        one, other = self.single(), self.single()
        if one is None or other is None:
            return self.one_of("1 + 1", "'tetap'", "round(7.456, 1)", "format-date(today(), '%Y')", "true()")
        first, second = f"${{{one.name}}}", f"${{{other.name}}}"
        return self.one_of(
            f"concat({first}, '-', {second})", f"{first} + {second}", f"{first} - {second}",
            f"{first} = {second}", f"if({self.truth()}, {first}, 'lain')", f"if({first} = '', 0, {second})",
            first, f"{first} * 2",
            f"coalesce({first}, {second})", f"round({first} div 3, 2)", f"number({first})", f"string({first})",
            f"string-length({first})",
            f"selected-at({first}, 0)" if one.kind in ("select_multiple", "rank", "text") else f"boolean({first})",
            f"jr:choice-name({first}, '{first}')" if one.kind == "select_one" else f"boolean({first})",
        )  # fmt: skip

    def constraint(self) -> str:
        kind = self.row.kind
        if kind in ("integer", "decimal", "range") and self.draw(_COIN):
            return self.one_of(". > 0", ". < 100", ". >= 1 and . <= 50", ". != 3", ". * 2 > 5")
        if kind == "date":
            return self.one_of(". <= today()", ". > '1995-01-01'", ". != '2026-11-07'")
        if kind in ("select_one", "select_multiple", "rank"):
            return self.one_of("selected(., 'a')", "not(selected(., 'b'))", "count-selected(.) < 3", ". != 'c'")
        other = self.single()
        if other is not None and self.draw(_COIN):
            return f". {self.one_of('!=', '=', '>', '<=')} ${{{other.name}}}"
        return self.one_of("string-length(.) > 2", "string-length(.) < 8", "regex(., '.*[a-z].*')", self.truth())

    def choice_filter(self) -> str:
        other = self.single()
        if other is None or self.draw(_COIN):
            return self.one_of("warna = 'merah'", "warna != 'merah'", "name != 'a'", "position() < 3")
        return f"name {self.one_of('!=', '=')} ${{{other.name}}} or warna = '{self.one_of('merah', 'kuning')}'"

    def default(self, cells: dict[str, str]) -> None:
        """A fixed default, one that is calculated, or a trigger."""
        kind, other = self.row.kind, self.single()
        fixed = {
            "integer": "4",
            "decimal": "1.5",
            "text": "isi",
            "select_one": "b",
            "select_multiple": "a c",
            "date": "2026-01-31",
        }
        if kind == "text" and other is not None and other.kind != "calculate" and self.draw(_COIN):
            cells["calculation"] = f"concat('dari ', ${{{other.name}}})"
            cells["trigger"] = f"${{{other.name}}}"
        elif kind == "text" and self.draw(_COIN):
            cells["default"] = "concat('a', 1 + 1)"
        elif kind in ("date",) and self.draw(_COIN):
            cells["default"] = "today()"
        elif kind in fixed:
            cells["default"] = fixed[kind]
