"""What an office may write between braces in its templates: fields, conditions and plain loops; nothing else.

Templates come from outside, and Jinja is a programming language: calls, filters, arithmetic and loops in loops could
read what is not theirs or never end. Every field is looked at before anything is filled, so that a slip in a branch
that is not taken today is found today.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Never

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from landtrack.documents.template_values import Rows
from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from jinja2 import Template

    from landtrack.documents.template_values import Value

LOOP: Mapping[str, str | bool] = {"index": "", "first": True, "last": True, "length": ""}
CONDITIONS = (nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.CondExpr)
SPELLED = {
    nodes.Call: "…(…)", nodes.Filter: "…|…", nodes.Test: "… is …", nodes.Getitem: "…[…]", nodes.For: "{% for %}",
    nodes.Assign: "{% set %}", nodes.Macro: "{% macro %}", nodes.Include: "{% include %}", nodes.Import: "{% import %}",
    nodes.FromImport: "{% import %}", nodes.Extends: "{% extends %}", nodes.Block: "{% block %}",
}  # fmt: skip
OPERATORS: Mapping[type[nodes.Node], str] = {
    nodes.Add: "… + …", nodes.Sub: "… - …", nodes.Mul: "… * …", nodes.Div: "… / …", nodes.FloorDiv: "… // …",
    nodes.Mod: "… % …", nodes.Pow: "… ** …", nodes.Neg: "-…", nodes.Pos: "+…", nodes.Concat: "… ~ …",
    nodes.List: "[…]", nodes.Tuple: "(…, …)", nodes.Dict: "{…: …}", nodes.Slice: "…:…",
}  # fmt: skip
LONGEST_NAME = 60
LONGEST_TEXT = 120
_OTHER = {True: "{% … %}", False: "{{ … }}"}
_TAG = re.compile(r"<[^>]*>")
_STATEMENT = re.compile(r"\{%[-+]?\s*(if|for|endif|endfor)\b[^%]*%\}")


class TemplateLanguage(SandboxedEnvironment):
    """A Jinja environment for one template file: it knows the fields, escapes values, and refuses all else."""

    def __init__(self, file: str, values: Mapping[str, Value]) -> None:
        """Know the fields of ``values``; ``file`` names the template in refusals."""
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self.file = file
        self.values = values

    def from_string(self, source: str | nodes.Template, *_: object, **__: object) -> Template:
        """Return the template after a look at all that it says.

        Raises Refusal ``template.unknown_field``, ``template.forbidden``, or ``template.syntax`` with the text that
        cannot be read.
        """
        tree = self._read(source) if isinstance(source, str) else source
        for part in tree.body:
            self._statement(part, self.values)
        return super().from_string(tree)

    def _read(self, source: str) -> nodes.Template:
        try:
            return self.parse(source)
        except TemplateSyntaxError as fault:
            text = _open_statement(source) or _line(source, fault.lineno)
            raise Refusal("template.syntax", file=self.file, text=text[:LONGEST_TEXT]) from fault

    def _statement(self, node: nodes.Node, known: Mapping[str, Value], *, in_loop: bool = False) -> None:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    self._expression(part, known, shown=True)
        elif isinstance(node, nodes.If):
            self._expression(node.test, known)
            for branch in (*node.body, *node.elif_, *node.else_):
                self._statement(branch, known, in_loop=in_loop)
        elif isinstance(node, nodes.For) and not in_loop:
            self._loop(node, known)
        else:
            self._forbid(node)

    def _loop(self, node: nodes.For, known: Mapping[str, Value]) -> None:
        rows = self._value(node.iter, known)
        if not isinstance(rows, Rows):
            self._unknown(_name(node.iter), {name: value for name, value in known.items() if isinstance(value, Rows)})
        if not isinstance(node.target, nodes.Name) or node.recursive or node.test is not None:
            self._forbid(node)
        inner = {**known, node.target.name: dict.fromkeys(rows.fields, ""), "loop": LOOP}
        for part in (*node.body, *node.else_):
            self._statement(part, inner, in_loop=True)

    def _expression(self, node: nodes.Node, known: Mapping[str, Value], *, shown: bool = False) -> None:
        if isinstance(node, nodes.Name | nodes.Getattr):
            value = self._value(node, known)
            if shown and isinstance(value, Mapping):
                self._unknown(_name(node), {f"{_name(node)}.{inner}": "" for inner in value})
            if shown and isinstance(value, Rows):
                self._unknown(_name(node), known)
        elif isinstance(node, CONDITIONS):
            for part in node.iter_child_nodes():
                self._expression(part, known, shown=shown and isinstance(node, nodes.CondExpr))
        elif not isinstance(node, nodes.Const):
            self._forbid(node)

    def _value(self, node: nodes.Node, known: Mapping[str, Value]) -> Value:
        """Return what a field stands for; refuse one that is not known."""
        if isinstance(node, nodes.Name):
            if node.name not in known:
                self._unknown(node.name, known)
            return known[node.name]
        if not isinstance(node, nodes.Getattr):
            self._forbid(node)
        group = self._value(node.node, known)
        if not isinstance(group, Mapping) or node.attr not in group:
            inner = group if isinstance(group, Mapping) else {}
            self._unknown(_name(node), {f"{_name(node.node)}.{name}": "" for name in inner} or known)
        return group[node.attr]

    def _unknown(self, name: str, known: Mapping[str, Value]) -> Never:
        names = sorted(name for name in known if name != "loop")
        raise Refusal("template.unknown_field", file=self.file, field=name[:LONGEST_NAME], known=", ".join(names))

    def _forbid(self, node: nodes.Node) -> Never:
        what = SPELLED.get(type(node)) or OPERATORS.get(type(node)) or _OTHER[isinstance(node, nodes.Stmt)]
        raise Refusal("template.forbidden", file=self.file, what=what)


def _line(source: str, number: int) -> str:
    """Return the text of a line: the library begins one with each paragraph."""
    lines = source.splitlines()[: max(number, 1)]
    texts = (" ".join(_TAG.sub("", line).split()) for line in reversed(lines))
    return next(filter(None, texts), "")


def _open_statement(source: str) -> str:
    """Return the condition or loop that has no end, or the end that has no beginning; "" where all have both."""
    begun: list[tuple[str, str]] = []
    for found in _STATEMENT.finditer(source):
        word, text = found[1], " ".join(_TAG.sub("", found[0]).split())
        if not word.startswith("end"):
            begun.append((word, text))
        elif begun and begun[-1][0] == word.removeprefix("end"):
            begun.pop()
        else:
            return text
    return begun[-1][1] if begun else ""


def _name(node: nodes.Node) -> str:
    """Return a field as the template spells it."""
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else SPELLED.get(type(node), "…")
