"""XPath 1.0 with the functions and the comparisons of OpenRosa forms, compiled into closures."""

from forms.xpath.compiler import Closure, Compiled, Moment, Scope, compile_expression, compile_tree
from forms.xpath.functions import FUNCTIONS
from forms.xpath.parser import parse
from forms.xpath.tree import Chain, Lookup, Path, Tree, XPathError
from forms.xpath.values import Value, to_boolean, to_string

__all__ = [
    "FUNCTIONS",
    "Chain",
    "Closure",
    "Compiled",
    "Lookup",
    "Moment",
    "Path",
    "Scope",
    "Tree",
    "Value",
    "XPathError",
    "compile_expression",
    "compile_tree",
    "parse",
    "to_boolean",
    "to_string",
]
