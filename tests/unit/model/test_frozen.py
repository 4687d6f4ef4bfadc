from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, replace
from typing import Any

import pytest

from desktop_app.model.frozen import MANY, frozen


@frozen
class Place:
    name: str
    people: int = 0
    tags: list[str] = field(default_factory=list[str])
    note: str = field(default="", compare=False)


@frozen
class Nothing:
    """Has no fields."""


@frozen
class Checked:
    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(self.number)


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What ``frozen`` is to be like."""

    name: str
    people: int = 0
    tags: tuple[str, ...] = ()


@frozen
class Ours:
    name: str
    people: int = 0
    tags: tuple[str, ...] = ()


GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("Lima",), {}),
    (("Lima", 3), {}),
    (("Lima", 3, ("a",)), {}),
    ((), {"name": "Lima"}),
    (("Lima",), {"tags": ("a",)}),
    ((), {"tags": ("a",), "people": 2, "name": "Lima"}),
    ((), {}),
    ((), {"people": 1}),
    (("Lima", 3, ("a",), 4), {}),
    (("Lima",), {"name": "Cuzco"}),
    (("Lima",), {"size": 1}),
    (("Lima", 3, ("a",)), {"people": 1}),
]


@pytest.mark.parametrize(("given", "named"), GIVEN)
def test_it_takes_what_a_dataclass_takes(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    try:
        expected = Ordinary(*given, **named)
    except TypeError:
        with pytest.raises(TypeError):
            Ours(*given, **named)
    else:
        made = Ours(*given, **named)
        assert asdict(made) == asdict(expected)
        assert repr(made) == repr(expected).replace("Ordinary", "Ours")
        assert hash(made) == hash(Ours(*given, **named))


def test_values_are_equal_by_their_fields_and_their_class() -> None:
    assert Place("Lima", 1) == Place("Lima", 1, note="not compared")
    assert Place("Lima", 1) != Place("Lima", 2)
    other: object = Ordinary("Lima")
    assert Ours("Lima") != other
    assert Nothing() == Nothing()
    assert {Ours("Lima"): 1}[Ours("Lima")] == 1


def test_each_has_its_own_default_list() -> None:
    assert Place("Lima").tags is not Place("Lima").tags


def test_nothing_can_be_changed() -> None:
    place = Place("Lima")
    with pytest.raises(FrozenInstanceError):
        place.name = "Cuzco"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del place.name
    with pytest.raises(FrozenInstanceError):
        place.size = 1  # type: ignore[attr-defined]
    assert not hasattr(place, "__dict__")


def test_replaced_copied_matched() -> None:
    place = Ours("Lima", 1, ("a",))
    assert replace(place, people=2) == Ours("Lima", 2, ("a",))
    assert copy.copy(place) == copy.deepcopy(place) == pickle.loads(pickle.dumps(place)) == place
    match place:
        case Ours(name, people=people):
            assert (name, people) == ("Lima", 1)


def test_what_it_is_made_of_is_checked() -> None:
    assert Checked(1).number == 1
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)
    with pytest.raises(ValueError, match="-1"):
        replace(Checked(1), number=-1)


@frozen
class Busy:
    """One of which many are made, so that its ``__init__`` is compiled."""

    name: str
    people: int = 0
    tags: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        if self.people < 0:
            raise ValueError(self.people)


def test_a_class_of_many_values_is_what_it_was() -> None:
    first = Busy.__init__
    made = [Busy("a", 1, ["x"]) for _ in range(MANY)]
    assert Busy.__init__ is not first
    assert {*map(repr, made), repr(Busy("a", 1, ["x"]))} == {"Busy(name='a', people=1, tags=['x'])"}
    one, other = Busy("b", tags=["y"]), Busy(name="b")
    assert (one.people, other.tags) == (0, [])
    assert Busy("b").tags is not other.tags
    assert replace(one, people=2) == Busy("b", 2, ["y"])
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(TypeError):
        Busy()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Busy("a", 1, [], 2)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="-1"):
        Busy("a", -1)
    with pytest.raises(FrozenInstanceError):
        one.name = "c"  # type: ignore[misc]
