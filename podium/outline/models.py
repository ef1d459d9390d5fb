"""The vocabulary of the outline: what a model is, what a text is, and how mistakes are worded.

In: trees of `podium.outline.source`. Out: frozen pydantic models, or a `ValidationError` that carries `Problem`s:
every mistake below a model, with its path, a message in plain words and a hint. An empty value counts as absent
everywhere. Models know their place in the file (`Model.place`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar

# Outlines need no pydantic plug-ins, and looking for them reads the metadata of every installed package.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator
from pydantic_core import PydanticCustomError, core_schema

from podium.diagnostics import did_you_mean
from podium.outline.nodes import Mapping, Place
from podium.outline.wordings import hint_for
from podium.outline.yaml_mistakes import missing_colon

Path = tuple[str | int, ...]
_EXPECTED = "expected "  # begins the words of readers that do not know their key
M = TypeVar("M", bound="Model")


class Problem(NamedTuple):
    """One mistake: its path in the tree, what is wrong, how to correct it; `of_key`: the key is the mistake, which
    should surely be what is `meant`."""

    path: Path
    message: str
    code: str
    hint: str = ""
    of_key: bool = False
    meant: str = ""

    def under(self, *steps: str | int) -> Problem:
        """The same mistake with a longer path, as seen from a parent."""
        return self._replace(path=(*steps, *self.path))


def mistakes(problems: Iterable[Problem]) -> PydanticCustomError:
    """The problems as a single error for a validator to raise."""
    return PydanticCustomError("problems", "mistakes", {"problems": list(problems)})


def mistake(message: str, code: str = "value", hint: str = "") -> PydanticCustomError:
    """A single problem with the validated value itself."""
    return mistakes([Problem((), message, code, hint)])


class ReadWith:
    """Annotates a field whose value `read` makes from the tree.

    What pydantic's `PlainValidator` does, without building the schema of the annotated type first, which no
    outline needs: it is a third of the time that all models take to build.
    """

    def __init__(self, read: Callable[[Any], Any]) -> None:
        self.read = read

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return {}  # anything, where no WithJsonSchema beside it says more


ENTRIES: dict[str, type[Model]] = {}
"""The models of entries by their names in the JSON Schema, where `{"$model": name}` refers to them."""
BLOCK = {"$model": "block"}
"""In the JSON Schema, one block of any name."""


class OrShort:
    """Says, for the JSON Schema, that a field is a model, or something that is short for one."""

    def __init__(self, model: type[Model], name: str) -> None:
        self.name = name
        ENTRIES[name] = model

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"$model": self.name}, {"type": ["string", "number", "boolean", "null"]}]}


class ListOf:
    """Says, for the JSON Schema, that a field is a list of entries of a model, or that `key: value` lines stand for it.

    An entry may also be short for a model's. `more`: further keys of an entry; `blocks`: it may be a block.
    """

    def __init__(
        self, model: type[Model], name: str, more: dict[str, Any] | None = None, *, blocks: bool = False
    ) -> None:
        ENTRIES[name] = model
        self.entries: list[dict[str, Any]] = [{"$model": name, **({"properties": more} if more else {})}]
        self.entries += [BLOCK] if blocks else []

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        entry = {"anyOf": [*self.entries, {"type": ["string", "number", "boolean", "array", "object", "null"]}]}
        return {
            "anyOf": [
                {"type": "array", "items": entry},
                {"type": "object", "additionalProperties": entry},
                {"type": ["string", "number", "boolean"]},
            ]
        }


class Model(BaseModel):
    """Base of all outline models: frozen, closed to unknown keys, aware of its place in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True)
    label: ClassVar[str] = "this"  # its name in messages: "unknown key 'x' in <label>"
    abbreviations: ClassVar[frozenset[str]] = frozenset()  # further keys, which `expansion` takes away
    about: ClassVar[dict[str, str]] = {}  # what each of its own keys is, in a line
    cites_makers: ClassVar[bool] = False  # whether the makers of its pictures are among the sources at its foot

    _node: ClassVar[Mapping | None] = None  # of the instance; not a PrivateAttr, which takes ten times as long to read

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, handler: Any) -> Any:
        if isinstance(data, cls):
            return data
        if not isinstance(data, dict):
            right = missing_colon(data) if isinstance(data, str) else ""
            if not right and "file" in cls.model_fields and looks_like_file(data):
                right = f"{{file: {data}}}"
            hint = f"write: {right}" if right else ""
            raise mistake(f"{cls.label} must be 'key: value' lines, not {what(data)}", "shape", hint)
        known = {f.alias or name for name, f in cls.model_fields.items()}
        problems = [
            Problem((key,), f"unknown key '{key}' in {cls.label}", "unknown-key", *cls._hint(key, data, known))
            for key in data
            if key not in known and key not in cls.abbreviations
        ]
        given = {k: v for k, v in data.items() if k in known and not is_empty(v)}
        try:
            made = handler(given)
        except ValidationError as e:
            problems += explain(e, cls.label)
        if problems:
            raise mistakes(problems)
        if isinstance(data, Mapping):
            object.__setattr__(made, "_node", data)  # the model is frozen
        return made

    @classmethod
    def _hint(cls, key: Any, data: dict[Any, Any], known: Iterable[str]) -> tuple[str, bool, str]:
        """What an unknown key should be, as the last parts of a `Problem`; words without a value, on a line with other
        keys, are the end of a text that was written between braces."""
        lines = [line for line, _ in data.keys_at.values()] if isinstance(data, Mapping) else []
        if data[key] is None and " " in str(key) and len(set(lines)) < len(lines):
            return "between braces a comma ends the value: put a text with a comma in quotes", True, ""
        hint, meant = hint_for(str(key), {*known, *cls.abbreviations}, data)
        return hint, True, meant

    @property
    def tree(self) -> Mapping | None:
        """The tree from which the model was read; None if it is not from a file."""
        return self._node

    def place(self, key: str = "") -> Place | None:
        """(line, column) of the value under `key`, or of the whole; None if it is not from a file."""
        if self._node is None:
            return None
        return self._node.values_at.get(key, self._node.place) if key else self._node.place


def about_keys(model: type[Model]) -> dict[str, str]:
    """What each key of a model is, in a line; the keys as an outline has them, in the order of the model."""
    said = {key: line for c in reversed(model.__mro__) for key, line in vars(c).get("about", {}).items()}
    keys = (f.alias or name for name, f in model.model_fields.items())
    return {key: said.get(key, "") for key in keys}


def looks_like_file(value: Any) -> bool:
    """Whether a text is likely the name of a file: one word with an ending."""
    return isinstance(value, str) and " " not in value and "." in value.strip(".")


def is_empty(value: Any) -> bool:
    """True for None and for a text of white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def read(model: type[M], data: Any, *path: str | int) -> M:
    """`data` as a `model`. Raises the error of `mistakes` with every problem, seen from `path`."""
    try:
        return model.model_validate(data)
    except ValidationError as e:
        raise mistakes([p.under(*path) for p in explain(e, model.label)]) from None


def explain(error: ValidationError, label: str) -> Iterator[Problem]:
    """pydantic's errors as problems, including those collected by nested models."""
    for item in error.errors(include_url=False):
        path = tuple(s for s in item["loc"] if not (isinstance(s, str) and s.startswith(("function-", "lax-", "is-"))))
        if item["type"] == "problems":
            yield from (_with_name(p.under(*path)) for p in item["ctx"]["problems"])
        else:
            yield _reword(item, path, label)


def _with_name(problem: Problem) -> Problem:
    """"expected a list" with the name of the key that must be one."""
    if not problem.message.startswith(_EXPECTED):
        return problem
    name = next((what(s) for s in reversed(problem.path) if isinstance(s, str)), "")
    if not name:
        return problem
    whose = name if isinstance(problem.path[-1], str) else f"an entry of {name}"
    return problem._replace(message=f"{whose} must be {problem.message.removeprefix(_EXPECTED)}")


def _reword(item: Any, path: Path, label: str) -> Problem:
    """One of pydantic's own errors in a lecturer's words."""
    kind, value, ctx = item["type"], item.get("input"), item.get("ctx", {})
    name = next((f"'{s}'" for s in reversed(path) if isinstance(s, str)), label)
    if kind == "missing":
        return Problem(path[:-1], f"{name} is missing or empty in {label}", "missing")
    if kind in ("string_type", "string_sub_type"):
        return Problem(path, f"{name} must be a text, not {what(value)}", "type")
    if kind == "literal_error":
        choice = [c.strip(" '") for c in str(ctx.get("expected", "")).replace(" or ", ",").split(",")]
        if isinstance(value, (dict, list, tuple)):
            return Problem(path, f"{name} must be one word, not {what(value)}", "choice", f"known: {', '.join(choice)}")
        hint = did_you_mean(str(value), choice)
        return Problem(path, f"{what(value)} is not a value of {name}", "choice", hint or f"known: {', '.join(choice)}")
    if kind.startswith(("int_", "float_", "decimal_")):
        return Problem(path, f"{name} must be a number, not {what(value)}", "type")
    if kind.startswith("bool_"):
        return Problem(path, f"{name} must be true or false, not {what(value)}", "type")
    if kind in ("tuple_type", "list_type"):
        return Problem(path, f"{name} must be a list, not {what(value)}", "type", "begin each line with '- '")
    if kind in ("dict_type", "mapping_type", "model_type"):
        return Problem(path, f"{name} must be 'key: value' lines, not {what(value)}", "type")
    message = str(ctx.get("error", "")) or item["msg"]
    message = {
        "too_short": f"{name} needs at least {ctx.get('min_length')} entries",
        "too_long": f"{name} takes at most {ctx.get('max_length')} entries",
    }.get(kind, message)
    return Problem(path, message, "value")


def what(value: Any) -> str:
    """What a value is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "'key: value' lines" if value else "empty braces {}"
    if isinstance(value, (list, tuple)):
        return "a list" if value else "an empty list []"
    text = str(value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


def _to_bool(value: Any) -> Any:
    """Only `true` and `false` are truth values: `no` may be Norway."""
    if isinstance(value, bool):
        return value
    words = {"true": True, "false": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise mistake(f"this must be true or false, not {what(value)}", "type")


Switch = Annotated[bool, BeforeValidator(_to_bool)]
