"""
``@frozen``: a frozen dataclass with slots that costs a start next to nothing.

A class made by ``dataclasses`` has its methods written as text and compiled when its module is imported: about a
millisecond a class, and the window's start needs some seventy classes. These have the same methods as closures: fifteen
times as fast to make. A class of which many values are made gets its compiled ``__init__`` then. Fields, ``replace``,
``asdict`` and ``match`` are those of dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

MANY = 100  # values of a class, after which one more compiled method pays

Method = Callable[..., Any]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """A class of immutable values, equal where they are of one class and all their fields are equal.

    The same as ``@dataclass(frozen=True, slots=True)``, without fields that can only be given by their names.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    parts = fields(made)  # type: ignore[arg-type]  # it is a dataclass now
    names = tuple(f.name for f in parts)
    fill = _filler(cls.__name__, names, {f.name: f for f in parts})
    compared = _comparison(tuple(f.name for f in parts if f.compare))
    methods = (_init(made, names, fill), _repr(names), *compared, _reduce(names), _refuse("set"), _refuse("del"))
    for method in methods:
        if method.__name__ not in cls.__dict__:
            setattr(made, method.__name__, method)
    return made


def _init(made: type, names: tuple[str, ...], fill: Method) -> Method:
    setters = tuple(made.__dict__[name].__set__ for name in names)  # past the __setattr__ that refuses
    after: Method | None = getattr(made, "__post_init__", None)
    number = 0

    def __init__(self: object, *given: object, **named: object) -> None:  # noqa: N807
        nonlocal number
        number += 1
        if number == MANY:
            made.__init__ = _compiled_init(made, setters, after)  # type: ignore[misc]
        values = given if len(given) == len(setters) and not named else fill(given, named)
        for put, value in zip(setters, values, strict=True):
            put(self, value)
        if after is not None:
            after(self)

    return __init__


def _compiled_init(made: type, setters: tuple[Method, ...], after: Method | None) -> Method:
    """What ``dataclasses`` would have made: twice as quick, worth its compiling for a class of many values."""
    known: dict[str, Any] = {"_after": after, "_missing": MISSING}
    head: list[str] = ["self"]
    body: list[str] = []
    for part, put in zip(fields(made), setters, strict=True):
        name, value = part.name, part.name
        known[f"_put_{name}"] = put
        if part.default is not MISSING:
            known[f"_default_{name}"] = part.default
            head.append(f"{name}=_default_{name}")
        elif part.default_factory is not MISSING:
            known[f"_make_{name}"] = part.default_factory
            head.append(f"{name}=_missing")
            value = f"_make_{name}() if {name} is _missing else {name}"
        else:
            head.append(name)
        body.append(f"    _put_{name}(self, {value})")
    if after is not None:
        body.append("    _after(self)")
    exec(f"def __init__({', '.join(head)}):\n" + "\n".join(body or ["    pass"]), known)  # noqa: S102 names of fields only
    made_init: Method = known["__init__"]
    return made_init


def _filler(cls_name: str, names: tuple[str, ...], parts: dict[str, Any]) -> Method:
    """All values in the order of the fields, from those that were given and the defaults."""
    defaults = {name: part.default for name, part in parts.items() if part.default is not MISSING}
    factories = {name: part.default_factory for name, part in parts.items() if part.default_factory is not MISSING}

    def fill(given: tuple[object, ...], named: dict[str, object]) -> list[object]:
        values = list(given)
        for name in names[len(given) :]:
            if name in named:
                values.append(named.pop(name))
            elif name in defaults:
                values.append(defaults[name])
            elif name in factories:
                values.append(factories[name]())
            else:
                raise TypeError(f"{cls_name} lacks {name!r}")
        if named or len(given) > len(names):
            raise TypeError(f"{cls_name} has the fields {names}, and was given {len(given)} values and {named}")
        return values

    return fill


def _repr(names: tuple[str, ...]) -> Method:
    def __repr__(self: object) -> str:  # noqa: N807
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _comparison(names: tuple[str, ...]) -> tuple[Method, Method]:
    values = attrgetter(*names) if names else _nothing  # of one name: the value itself, which compares as well

    def __eq__(self: object, other: object) -> Any:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    return __eq__, __hash__


def _nothing(_: object) -> tuple[()]:
    return ()


def _reduce(names: tuple[str, ...]) -> Method:
    def __reduce__(self: object) -> tuple[type, tuple[object, ...]]:  # noqa: N807 for copies and pickles
        return self.__class__, tuple(getattr(self, name) for name in names)

    return __reduce__


def _refuse(act: str) -> Method:
    def refuse(self: object, name: str, *_: object) -> None:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")

    refuse.__name__ = f"__{act}attr__"
    return refuse
