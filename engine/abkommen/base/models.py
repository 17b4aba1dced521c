"""pydantic models read from YAML, with every error at its line and in plain words."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError

from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.yamltree import Document, Key, Path_


class Frozen(BaseModel):
    """The base of every model read from a file: immutable, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=BaseModel)


def read_model(model: type[M], document: Document, path: Path_ = ()) -> M:
    """Validate the data at ``path``. Raises :class:`BadInput` with all errors, each at its place."""
    data = document.data
    for part in path:
        data = data[part]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise BadInput(sorted(model_problems(model, error, document, path))) from None


def model_problems(
    model: type[BaseModel], error: ValidationError, document: Document, path: Path_ = ()
) -> Iterator[Problem]:
    """The errors of a validation as problems at their lines."""
    for item in error.errors(include_url=False):
        location: Path_ = tuple(part for part in item["loc"] if not _is_branch(part))
        message, hint = _words(model, item, location)
        yield document.problem(path + location, message, hint, of_key=item["type"] == "extra_forbidden")


def _is_branch(part: Key) -> bool:
    """pydantic names the branch of a union in the location; the file knows nothing of it."""
    return isinstance(part, str) and (
        part.startswith(("tagged-", "function-", "lax-", "literal[", "list[", "tuple[", "constrained-"))
        or part in _BRANCHES
    )


_BRANCHES = frozenset({"str", "int", "float", "bool", "none", "dict", "list"})


def _words(model: type[BaseModel], item: Any, location: Path_) -> tuple[str, str]:
    kind, name = item["type"], str(location[-1]) if location else "the file"
    if kind == "extra_forbidden":
        known = names_at(model, location[:-1])
        return f"unknown key “{name}”", did_you_mean(name, known) or f"known here: {', '.join(sorted(known))}"
    if kind == "missing":
        return f"“{name}” is missing", ""
    if kind in ("literal_error", "enum"):
        expected = item.get("ctx", {}).get("expected", "")
        given = str(item["input"])
        return (
            f"“{given.lower() if item['input'] in (True, False) else given}” is not allowed for “{name}”",
            f"expected {expected}",
        )
    if kind in ("model_type", "model_attributes_type"):
        return f"“{name}”: expected keys with values", f"known here: {', '.join(sorted(names_at(model, location)))}"
    return _value_words(kind, name, item)


def _value_words(kind: str, name: str, item: Any) -> tuple[str, str]:
    """What is wrong with a value that stands in the right place."""
    if kind == "value_error":
        return str(item["ctx"]["error"]), ""
    if kind == "too_short":
        return f"“{name}”: too few entries", f"expected at least {item['ctx']['min_length']}"
    if kind == "string_pattern_mismatch":
        return f"“{item['input']}” does not have the form of “{name}”", f"expected {item['ctx']['pattern']}"
    expected = _EXPECTED.get(kind) or item["msg"].removeprefix("Input should be ")
    return f"“{name}”: expected {expected}", ""


_EXPECTED = {
    "string_type": "text",
    "string_too_short": "a text that is not empty",
    "dict_type": "keys with values",
    "mapping_type": "keys with values",
    "list_type": "a list",
    "tuple_type": "a list",
}


def names_at(model: type[BaseModel], location: Path_) -> frozenset[str]:
    """The keys a model knows at a location inside it; empty where that is no model."""
    current: Any = model
    for part in location:
        current = _step(current, part)
    return frozenset().union(*(_aliases(candidate) for candidate in _models(current)))


def _aliases(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(info.alias or name for name, info in model.model_fields.items())


def _step(annotation: Any, part: Key) -> Any:
    options = []
    for option in _options(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            options += [info.annotation for name, info in option.model_fields.items() if part in (name, info.alias)]
        else:
            options += get_args(option)[-1:] if get_origin(option) is dict else list(get_args(option))[:1]
    return Union[tuple(options)] if options else type(None)  # noqa: UP007  (made of a list)


def _options(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _options(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [option for part in get_args(annotation) for option in _options(part)]
    return [annotation]


def _models(annotation: Any) -> list[type[BaseModel]]:
    return [option for option in _options(annotation) if isinstance(option, type) and issubclass(option, BaseModel)]
