"""A walk through a template: which variables it names, and which of them there are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import singledispatchmethod

from jinja2 import Environment, TemplateError, nodes

from abkommen.base.problems import did_you_mean
from abkommen.reports.templatecheck.shapes import Fixed, Keyed, Many, Shape, View, element, inside

Scope = dict[str, "Shape | Module | Macro"]
_SAME = frozenset(
    ("list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "slice", "batch")
)
_ONE = frozenset(("first", "last", "min", "max"))
_BY_NAME = frozenset(("selectattr", "rejectattr", "map", "sort", "groupby", "unique", "sum"))


@dataclass(frozen=True, eq=False)
class Macro:
    """A macro with the scope it was defined in."""

    node: nodes.Macro
    scope: Scope


@dataclass(frozen=True, eq=False)
class Module:
    """An imported template: its macros and variables."""

    scope: Scope


@dataclass
class Walk:
    """One template and all it includes. ``whole``: filters that show everything in what they are given."""

    environment: Environment
    whole: frozenset[str]
    used: set[tuple[type, str]] = field(default_factory=set)
    wrong: list[tuple[int, str, str]] = field(default_factory=list)
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def source(self, text: str, scope: Scope) -> Scope:
        """Walk a template's source; returns its scope at the end. Raises :class:`jinja2.TemplateSyntaxError`."""
        for statement in self.environment.parse(text).body:
            self._statement(statement, scope)
        return scope

    @singledispatchmethod
    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        self._children(node, scope)

    @_statement.register
    def _(self, node: nodes.If, scope: Scope) -> None:
        self._expression(node.test, scope)
        self._all([*node.body, *node.elif_, *node.else_], scope)

    @_statement.register
    def _(self, node: nodes.Assign, scope: Scope) -> None:
        value = self._expression(node.node, scope)
        if isinstance(node.target, nodes.Name):
            scope[node.target.name] = value

    @_statement.register
    def _(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self._bind(node.target, None, scope)
        self._all(node.body, dict(scope))

    @_statement.register
    def _(self, node: nodes.Macro, scope: Scope) -> None:
        scope[node.name] = Macro(node, scope)

    @_statement.register
    def _(self, node: nodes.CallBlock, scope: Scope) -> None:
        self._expression(node.call, scope)
        self._all(node.body, dict(scope))

    @_statement.register
    def _(self, node: nodes.For, scope: Scope) -> None:
        inner: Scope = {**scope, "loop": None}
        bound = self._expression(node.iter, scope)
        self._bind(node.target, element(bound) if isinstance(bound, Many) else None, inner)
        if node.test is not None:
            self._expression(node.test, inner)
        self._all([*node.body, *node.else_], inner)

    @_statement.register
    def _(self, node: nodes.Include, scope: Scope) -> None:
        self._other(node, scope)

    @_statement.register
    def _(self, node: nodes.Import, scope: Scope) -> None:
        inner = dict(scope)
        scope[node.target] = Module(inner) if self._other(node, inner) else None

    @_statement.register
    def _(self, node: nodes.FromImport, scope: Scope) -> None:
        inner = dict(scope)
        self._other(node, inner)
        for name in node.names:
            asked, called = name if isinstance(name, tuple) else (name, name)
            scope[called] = inner.get(asked)

    def _all(self, body: list[nodes.Node], scope: Scope) -> None:
        for statement in body:
            self._statement(statement, scope)

    def _bind(self, target: nodes.Node, shape: Shape, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        elif isinstance(target, nodes.Tuple):
            places = shape.places if isinstance(shape, Fixed) else (None,) * len(target.items)
            for item, place in zip(target.items, places, strict=False):
                self._bind(item, place, scope)

    def _other(self, node: nodes.Include | nodes.Import | nodes.FromImport, scope: Scope) -> bool:
        """Walk a template that is included or imported; one whose name is computed is taken on trust, and not walked."""
        name = _constant(node.template)
        text = self._text_of(name, node.lineno) if name else None
        if text is not None:
            self.source(text, scope)
        return text is not None

    def _text_of(self, name: str, line: int) -> str | None:
        try:
            loader = self.environment.loader
            return loader.get_source(self.environment, name)[0] if loader is not None else None
        except TemplateError:
            self.wrong.append((line, f"there is no template “{name}” to include", ""))
            return None

    @singledispatchmethod
    def _expression(self, node: nodes.Node, scope: Scope) -> Shape | Module | Macro:
        self._children(node, scope)
        return None

    @_expression.register
    def _(self, node: nodes.Getattr, scope: Scope) -> Shape | Module | Macro:
        return self._part(self._expression(node.node, scope), node.attr, node.lineno)

    @_expression.register
    def _(self, node: nodes.CondExpr, scope: Scope) -> Shape | Module | Macro:
        self._expression(node.test, scope)
        found = self._expression(node.expr1, scope)
        other = self._expression(node.expr2, scope) if node.expr2 is not None else None
        return found or other

    @_expression.register
    def _(self, node: nodes.Add, scope: Scope) -> Shape | Module | Macro:
        left, right = self._expression(node.left, scope), self._expression(node.right, scope)
        return left or right

    def _children(self, node: nodes.Node, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            (self._expression if isinstance(child, nodes.Expr) else self._statement)(child, scope)

    @_expression.register
    def _(self, node: nodes.Name, scope: Scope) -> Shape | Module | Macro:
        if node.name in scope:
            return scope[node.name]
        if node.name not in self.environment.globals and node.name not in ("caller", "varargs", "kwargs", "self"):
            known = [name for name, shape in scope.items() if shape is not None]
            self.wrong.append((node.lineno, f"there is no variable “{node.name}”", did_you_mean(node.name, known)))
        return None

    def _part(self, owner: Shape | Module | Macro, name: str, line: int) -> Shape | Module | Macro:
        if isinstance(owner, Module):
            if name not in owner.scope:
                self.wrong.append((line, f"the imported template has no “{name}”", did_you_mean(name, owner.scope)))
            return owner.scope.get(name)
        if isinstance(owner, Keyed):
            return owner.of
        if not isinstance(owner, View):
            return None
        if not owner.knows(name):
            hint = did_you_mean(name, owner.parts) or f"it has {', '.join(owner.parts)}"
            self.wrong.append((line, f"“{owner.kind.__name__}” has no “{name}”", hint))
            return None
        self.used.add((owner.kind, name))
        return owner.parts.get(name)

    @_expression.register
    def _(self, node: nodes.Getitem, scope: Scope) -> Shape | Module | Macro:
        owner = self._expression(node.node, scope)
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, str):
            return self._part(owner, key, node.lineno)
        if key is None:
            self._children(node.arg, scope)
        if isinstance(owner, View) and key is None:  # a part whose name is computed: any of them
            self.used |= {(owner.kind, name) for name in owner.parts}
            return None
        if isinstance(owner, Fixed) and isinstance(key, int) and key < len(owner.places):
            return owner.places[key]
        return (owner if isinstance(node.arg, nodes.Slice) else owner.of) if isinstance(owner, (Many, Keyed)) else None

    @_expression.register
    def _(self, node: nodes.Filter, scope: Scope) -> Shape | Module | Macro:
        found = self._expression(node.node, scope) if node.node is not None else None
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self._expression(argument, scope)
        if node.name not in self.environment.filters:
            self.wrong.append(
                (node.lineno, f"there is no filter “{node.name}”", did_you_mean(node.name, self.environment.filters))
            )
        if isinstance(found, (Module, Macro)):
            return None
        if node.name in self.whole:
            self._show([found])
        if node.name in _BY_NAME:
            return self._by_name(node, found)
        if node.name in _ONE:
            return element(found)
        return found if node.name in _SAME or node.name == "default" else None

    def _by_name(self, node: nodes.Filter, found: Shape) -> Shape | Module | Macro:
        """Filters that take the name of a part."""
        names = [*node.args[:1], *(pair.value for pair in node.kwargs if pair.key == "attribute")]
        parts = [one.value for one in names if isinstance(one, nodes.Const) and isinstance(one.value, str)]
        item = element(found)
        named = node.name != "map" or any(pair.key == "attribute" for pair in node.kwargs)
        part = (
            self._part(item, parts[-1].partition(".")[0], node.lineno)
            if parts and named and isinstance(item, View)
            else None
        )
        if node.name == "map":
            return Many(part) if part is None or isinstance(part, (View, Many, Keyed, Fixed)) else None
        return found if node.name in _SAME else None

    @_expression.register
    def _(self, node: nodes.Call, scope: Scope) -> Shape | Module | Macro:
        given = [self._expression(argument, scope) for argument in node.args]
        named = {pair.key: self._expression(pair.value, scope) for pair in node.kwargs}
        called = self._expression(node.node, scope)
        if isinstance(called, Macro):
            self._into(called, given, named)
        elif called is None:  # nobody knows what it shows of what it is given: all of it, perhaps
            self._show([*given, *named.values()])
        return None

    def _show(self, shapes: Iterable[Shape | Module | Macro]) -> None:
        for shape in shapes:
            if not isinstance(shape, (Module, Macro)):
                self.used |= {(view.kind, name) for view in inside(shape) for name in view.parts}

    def _into(
        self, macro: Macro, given: list[Shape | Module | Macro], named: Mapping[str, Shape | Module | Macro]
    ) -> None:
        """A macro as often as it is called with something new."""
        names = [argument.name for argument in macro.node.args]
        bound: Scope = {**macro.scope, **dict.fromkeys(names), **dict(zip(names, given, strict=False)), **named}
        call = (id(macro.node), *(repr(bound[name]) for name in names))
        if call not in self._seen:
            self._seen.add(call)
            self._all(macro.node.body, bound)


def _constant(node: nodes.Node) -> str:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""
