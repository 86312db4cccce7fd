"""XPath 1.0 with the functions of OpenRosa forms and the semantics of JavaRosa 5.1.0, compiled into closures.

``parse`` and ``compile_expression`` are used when a form is loaded and say what cannot be understood
(``XPathError``); what is compiled is asked for its value at each ``Moment`` and raises nothing but
``EvaluationError``.
"""

from forms.xpath.calls import NAMES
from forms.xpath.compiler import Compiled, compile_expression, compile_tree
from forms.xpath.parser import parse
from forms.xpath.scope import Moment, Scope
from forms.xpath.tree import Call, Chain, EvaluationError, Literal, Negated, Number, Path, Step, Tree, XPathError
from forms.xpath.values import Nodes, Place, Value, to_boolean, to_number, to_string
from forms.xpath.written import as_kept, as_written, typed

__all__ = [
    "NAMES",
    "Call",
    "Chain",
    "Compiled",
    "EvaluationError",
    "Literal",
    "Moment",
    "Negated",
    "Nodes",
    "Number",
    "Path",
    "Place",
    "Scope",
    "Step",
    "Tree",
    "Value",
    "XPathError",
    "as_kept",
    "as_written",
    "compile_expression",
    "compile_tree",
    "parse",
    "to_boolean",
    "to_number",
    "to_string",
    "typed",
]
