"""A form put together from its parts: expressions compiled where they stand, questions laid out in their order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from forms.choices import ChoiceList
from forms.compiling import Compiling, origin
from forms.data_tree import DataTree
from forms.errors import FormError, Problem, problem
from forms.filters import strange_columns
from forms.layout import lay_out
from forms.listing import Listing
from forms.model import PREFILL, Action, Form, Group, Kind, Loop, Preset, Question, Stretch
from forms.nodes import Item, Node
from forms.outline import outline_of
from forms.plan import Cell, CircleError, plan_of
from forms.source import Converted
from forms.support import FIRST_LOAD, NEW_REPEAT, VALUE_CHANGED, controls, groups, kind_of, preload_of, range_of
from forms.texts import Text
from forms.xform import RawAction, RawControl, RawForm, RawGroup, RawItemset, Steps, steps_of
from forms.xpath import Compiled

_SELECTS: Final = frozenset({"select", "select1", "rank"})

MOST_CIRCLES: Final = 20
"""So many are told at once: each is a look at the whole form."""


class Assembly(Compiling):
    """See the module. ``missing``: lists whose file is to blame for being empty."""

    def __init__(
        self,
        raw: RawForm,
        converted: Converted,
        tree: DataTree,
        lists: Mapping[str, Item],
        *,
        missing: Collection[str] = (),
        lenient: bool = False,
    ) -> None:
        super().__init__(raw, converted, tree, lists, lenient=lenient)
        self._missing = missing
        self._lists = lists
        self._countable = 0
        self._listing = Listing(lists, raw.texts, raw.languages, raw.default_language, self._list_text, literal=lenient)

    def form(self) -> Form:
        raw, tree = self._raw, self._tree
        if not self._lenient and not any(True for _ in controls(raw.body)):
            self.problems.append(problem("nothing_to_ask", sheet="survey"))
        found = self._groups()
        cells = self._cells()
        relevants = {cell.node: cell.compiled for cell in cells if cell.is_relevance}
        questions: list[Question] = []
        loops: dict[str, Loop] = {}
        stretch = Stretch()
        self._fill(stretch, raw.body, (), found, relevants, questions, loops)
        on_load = self._load_actions()
        presets = self._presets()
        name_formula = self._name_formula(cells)
        if self.problems:
            self.problems += self._circles(cells)
            raise FormError(sorted(self.problems, key=lambda one: one.row or 0))
        targets = {action.target for action in on_load}
        targets.update(action.target for question in questions for action in question.on_change)
        targets.update(action.target for loop in loops.values() for action in loop.on_add)
        asked = {question.node for question in questions if question.countable}
        for cell in cells:
            chance = cell.compiled.random or cell.compiled.once
            cell.keeps = not cell.is_relevance and (chance or cell.node in asked or cell.node in targets)
        try:
            plan = plan_of(tree.root, cells)
        except CircleError:
            raise FormError(self._circles(cells)) from None
        stretch_of = lay_out(stretch, plan.conditional)
        titles = self._converted.titles or {"": raw.title}
        presets_of: dict[Node, tuple[Preset, ...]] = {}
        for preset in presets:
            if preset.node.repeats:
                presets_of[preset.node] = (*presets_of.get(preset.node, ()), preset)
        return Form(
            id=raw.form_id,
            version=raw.version,
            titles={language or raw.default_language: title for language, title in titles.items()},
            languages=raw.languages,
            default_language=raw.default_language,
            questions=tuple(questions),
            groups=found,
            root=tree.root,
            nodes={node.pattern: node for node in tree.root.walk() if node is not tree.root},
            first=tree.first,
            presets=tuple(presets),
            on_load=tuple(on_load),
            stretch=stretch,
            loops=loops,
            plan=plan,
            first_instances=tree.first_instances,
            stretch_of=stretch_of,
            presets_of=presets_of,
            name_formula=name_formula,
            fills_in_id=raw.binds.get((tree.root.name, "meta", "instanceID"), {}).get("preload") == "uid",
            outline=outline_of(self._converted.xform),
            settings=self._converted.settings,
            prefills=self._prefills(),
            columns=self._columns(),
        )

    def _prefills(self) -> dict[str, str]:
        """By pattern, where a first answer comes from; of fields that are never asked too."""
        columns = self._converted.columns
        found = {}
        for steps, node in self._tree.nodes.items():
            path = "/".join(steps[1:])
            if text := columns.get(path, {}).get(PREFILL, "").strip():
                found[node.pattern] = text
        return found

    def _columns(self) -> dict[str, Mapping[str, str]]:
        """By pattern, the author's own columns of each field."""
        written = self._converted.columns
        found = ((node.pattern, written.get("/".join(steps[1:]))) for steps, node in self._tree.nodes.items())
        return {pattern: columns for pattern, columns in found if columns}

    def _circles(self, cells: list[Cell]) -> list[Problem]:
        """The circles among cells; one that another touches is told when that one is broken."""
        found: list[Problem] = []
        while len(found) < MOST_CIRCLES:
            try:
                plan_of(self._tree.root, cells)
            except CircleError as circle:
                found.append(self._circle(circle))
                cells = [cell for cell in cells if cell not in circle.cells]
            else:
                break
        return sorted(found, key=lambda one: one.row or 0)

    def _circle(self, circle: CircleError) -> Problem:
        first = min(circle.cells, key=lambda cell: cell.node.number)
        steps, column = origin(
            self._converted, self._tree, steps_of(first.node.path), "relevant" if first.is_relevance else "calculation"
        )
        path = "/".join(steps[1:])
        return problem(
            "cycle",
            sheet="survey",
            row=self._converted.rows.get(path, self._converted.rows.get(steps[-1])),
            column=column,
            details={"names": ", ".join(dict.fromkeys(cell.node.name for cell in circle.cells))},
        )

    # what is worked out

    def _cells(self) -> list[Cell]:
        cells: list[Cell] = []
        for steps, node in self._tree.nodes.items():
            bind = self._raw.binds.get(steps, {})
            for key in ("relevant", "calculate"):
                expression = bind.get(key)
                compiled = self._bind(steps, key) if expression else None
                if compiled is not None and not (key == "calculate" and node.children):
                    cells.append(Cell(node, compiled, key == "relevant"))
        return cells

    def _actions(self, raw: tuple[RawAction, ...], events: frozenset[str]) -> tuple[Action, ...]:
        found: list[Action] = []
        for action in raw:
            if not action.events & events:
                continue
            target = self._tree.nodes.get(action.steps)
            if target is None and self._lenient:
                continue
            if target is None:
                path = "/" + "/".join(action.steps)
                self.problems.append(
                    problem("place_unknown", sheet="survey", details={"path": path, "tag": action.tag})
                )
                continue
            column = "default" if events != VALUE_CHANGED else "calculation"
            formula = self._compiled(action.steps, action.value, column)
            found.append(Action(target, formula, action.fixed, located=action.tag != "setvalue"))
        return tuple(found)

    def _load_actions(self) -> list[Action]:
        nested = [control.actions for control in controls(self._raw.body)]
        nested += [group.actions for group in groups(self._raw.body)]
        found = list(self._actions(self._raw.actions, FIRST_LOAD))
        return found + [action for actions in nested for action in self._actions(actions, FIRST_LOAD)]

    def _presets(self) -> list[Preset]:
        presets = []
        for steps, node in self._tree.nodes.items():
            preload = preload_of(self._raw.binds.get(steps, {}))
            if preload is not None and steps[1:] != ("meta", "instanceID"):
                presets.append(Preset(node, preload=preload))
        return presets

    def _name_formula(self, cells: list[Cell]) -> Compiled | None:
        name = self._tree.nodes.get((self._tree.root.name, "meta", "instanceName"))
        return next((cell.compiled for cell in cells if cell.node is name and not cell.is_relevance), None)

    # what is asked

    def _groups(self) -> dict[str, Group]:
        raw = self._raw
        found: dict[str, Group] = {}
        for group in groups(raw.body):
            node = self._tree.nodes.get(group.steps)
            name = node.pattern if node is not None and node.parent is not None else f"#{len(found)}"
            parent = node.parent if node is not None else None
            steps = group.steps or (self._tree.root.name,)
            found[name] = Group(
                name,
                parent.pattern if parent is not None and parent.parent is not None else None,
                self._text(group.label, steps, "label"),
                raw.languages,
                raw.default_language,
                node,
                "field-list" in group.given.get("appearance", "").split(),
            )
        return found

    def _fill(
        self,
        stretch: Stretch,
        parts: tuple[RawGroup | RawControl, ...],
        around: tuple[Group, ...],
        found: Mapping[str, Group],
        relevants: Mapping[Node, Compiled],
        questions: list[Question],
        loops: dict[str, Loop],
    ) -> None:
        """Lay the parts of the body into stretches, one for the form and one for each repeat."""
        entries = list(stretch.entries)
        for part in parts:
            if isinstance(part, RawControl):
                question = self._question(part, around, questions, relevants)
                if question is not None:
                    questions.append(question)
                    entries.append(question)
            elif not part.repeated:
                stretch.entries = tuple(entries)
                group = self._group_of(part, found, around)
                self._fill(stretch, part.children, (*around, group), found, relevants, questions, loops)
                entries = list(stretch.entries)
            else:
                loop = self._loop(part, around, found, relevants)
                loops[loop.node.pattern] = loop
                entries.append(loop)
                inner = (*around, found[loop.node.pattern])
                self._fill(loop.inner, part.children, inner, found, relevants, questions, loops)
        stretch.entries = tuple(entries)

    def _group_of(self, part: RawGroup, found: Mapping[str, Group], around: tuple[Group, ...]) -> Group:
        node = self._tree.nodes.get(part.steps)
        if node is not None and node.parent is not None and node.pattern in found:
            return found[node.pattern]
        text = self._text(part.label, part.steps or (self._tree.root.name,), "label")
        together = "field-list" in part.given.get("appearance", "").split()
        parent = around[-1].name if around else None
        raw = self._raw
        return Group("", parent, text, raw.languages, raw.default_language, None, together)

    def _loop(
        self, part: RawGroup, around: tuple[Group, ...], found: Mapping[str, Group], relevants: Mapping[Node, Compiled]
    ) -> Loop:
        node = self._tree.nodes[part.steps]
        inner = Stretch()
        loop = Loop(
            node=node,
            text=found[node.pattern].text,
            group=around[-1] if around else None,
            count=self._compiled(part.steps[:-1], part.count, "repeat_count", blamed=part.steps),
            fixed=part.fixed,
            inner=inner,
            counter=self._counter(part),
            relevant=relevants.get(node),
            on_add=self._actions(part.actions, NEW_REPEAT) + self._nested_on_add(part),
        )
        inner.loop = loop
        return loop

    def _counter(self, part: RawGroup) -> Node | None:
        """The node that ``jr:count`` names, where it is one that the same instance of the repeats around has."""
        node = self._tree.nodes.get(steps_of(part.count)) if part.count else None
        around = self._tree.nodes[part.steps[:-1]].repeats
        return node if node is not None and node.repeats == around[: len(node.repeats)] else None

    def _nested_on_add(self, part: RawGroup) -> tuple[Action, ...]:
        raw = [action for action in self._raw.actions if action.steps[: len(part.steps)] == part.steps]
        found = self._actions(tuple(raw), NEW_REPEAT)
        for child in part.children:
            if isinstance(child, RawGroup) and not child.repeated:
                found += self._actions(child.actions, NEW_REPEAT) + self._nested_on_add(child)
            elif isinstance(child, RawControl):
                found += self._actions(child.actions, NEW_REPEAT)
        return found

    def _question(
        self,
        control: RawControl,
        around: tuple[Group, ...],
        before: list[Question],
        relevants: Mapping[Node, Compiled],
    ) -> Question | None:
        steps, raw = control.steps, self._raw
        bind = raw.binds.get(steps, {})
        kind = kind_of(control, bind)
        if kind is None:
            return None
        if not self._lenient and control.tag in _SELECTS and "label" in control.given.get("appearance", "").split():
            # the heading of a table of choices: in a chat every question has its own
            return None
        if any(raw.binds.get(around, {}).get("readonly", "").strip() == "true()" for around in _around(steps)):
            kind = Kind.NOTE
        node = self._tree.nodes[steps]
        same = len(self._questions_of.setdefault(node, []))
        path = "/".join(steps[1:])
        columns = self._converted.columns
        question = Question(
            name=node.pattern,
            path=node.path,
            kind=kind,
            index=len(before),
            number=None if kind is Kind.NOTE else self._countable + 1,
            node=node,
            group=around[-1] if around else None,
            groups=around,
            appearance=frozenset(control.given.get("appearance", "").split()),
            columns=columns.get(path, columns.get(node.name, {})),
            text=self._label(control, kind),
            hint_text=self._text(control.hint, steps, "hint"),
            guidance_text=self._text(control.hint, steps, "guidance_hint", "guidance"),
            choices=self._choice_list(control),
            required=self._bind(steps, "required"),
            readonly=self._bind(steps, "readonly"),
            readonly_around=self._readonly_around(steps),
            constraint=self._bind(steps, "constraint", candidate=True),
            relevant=relevants.get(node),
            required_text=self._message(steps, "requiredMsg", "required_message"),
            constraint_text=self._message(steps, "constraintMsg", "constraint_message"),
            languages=raw.languages,
            default_language=raw.default_language,
            range=range_of(control, bind),
            suffix=f"#{same + 1}" if same else "",
            on_change=self._actions(control.actions, VALUE_CHANGED),
        )
        self._questions_of[node].append(question)
        self._countable += question.countable
        return question

    def _readonly_around(self, steps: Steps) -> tuple[Compiled, ...]:
        """A group that is read-only makes everything in it so."""
        found = (self._bind(around, "readonly") for around in _around(steps))
        return tuple(compiled for compiled in found if compiled is not None)

    def _label(self, control: RawControl, kind: Kind) -> Text:
        text = self._text(control.label, control.steps, "label")
        if not text and not text.media and not self._lenient and not control.hint.by_language:
            self._blame("label_missing", control.steps, "label")
        return text

    def _choice_list(self, control: RawControl) -> ChoiceList | None:
        if control.tag not in _SELECTS:
            return None
        itemset, steps = control.itemset, control.steps
        if itemset is None:
            choices: ChoiceList | None = self._listing.of_items(control)
        else:
            try:
                choices = self._listing.of_itemset(itemset, lambda text: self._compiled(steps, text, "choice_filter"))
            except KeyError as missing:
                details = {"list": missing.args[0], "expression": itemset.nodeset}
                self._blame("list_unknown", steps, "type", **details)
                return ChoiceList()
            if not self._lenient:
                for name, column, has in strange_columns(itemset.nodeset, self._lists):
                    details = {"list": name, "column": column, "columns": ", ".join(has)}
                    self._blame("choice_column_unknown", steps, "choice_filter", **details)
        if choices is None:
            return ChoiceList()
        if not choices.filtered and not choices.all and not self._lenient and not self._is_missing(itemset):
            self._blame("choices_missing", steps, "choice_filter")
        return choices

    def _is_missing(self, itemset: RawItemset | None) -> bool:
        """The file itself is not there or cannot be read, and was blamed for it before."""
        return itemset is not None and any(f"'{name}'" in itemset.nodeset for name in self._missing)


def _around(steps: Steps) -> list[Steps]:
    """The groups around a place, below the root."""
    return [steps[:end] for end in range(2, len(steps))]
