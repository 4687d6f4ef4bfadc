"""What an engine that is asked over the network can do, and how it is asked."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

from desktop_app.language.models.manifest import tags
from desktop_app.model.engines import EngineReport
from desktop_app.model.errors import EngineError, EngineProblem, FetchError, FetchProblem


class Reply(Protocol):
    """``net.api.Reply``."""

    @property
    def status(self) -> int: ...
    @property
    def value(self) -> Any: ...


class Api(Protocol):
    """``net.api.Api``: questions to one server. Raises FetchError."""

    def ask(
        self, path: str, payload: object = None, headers: Mapping[str, str] | None = None, *, cancelled: threading.Event
    ) -> Reply: ...
    def close(self) -> None: ...


class Engine(Protocol):
    """Sentences into English. Each call waits for the network, and raises EngineError, or FetchError when cancelled."""

    @property
    def name(self) -> str:
        """As shown to the reader: "DeepL"."""
        ...

    @property
    def where(self) -> str:
        """The host that texts go to."""
        ...

    @property
    def identity(self) -> str:
        """Of whom the same sentence gets the same English: name, place, model."""
        ...

    @property
    def words_at_once(self) -> int:
        """Words of a request after the first one: so many that the text grows steadily."""
        ...

    @property
    def most_at_once(self) -> tuple[int, int]:
        """Texts, and characters of all of them, that one request may have."""
        ...

    def knows(self, language: str, cancelled: threading.Event) -> bool:
        """Whether it translates from this language: a BCP 47 primary tag. Asks once and remembers."""
        ...

    def translate(
        self, language: str, sentences: Sequence[str], cancelled: threading.Event, *, is_tagged: bool
    ) -> list[str]:
        """Each in English, "" for one that it left out. ``is_tagged``: they are HTML, and its links are kept."""
        ...

    def try_out(self, cancelled: threading.Event) -> EngineReport:
        """Whether address, key and model are right."""
        ...

    def close(self) -> None:
        """End what is being asked."""
        ...


def ask(
    api: Api,
    engine: str,
    path: str,
    payload: object = None,
    headers: Mapping[str, str] | None = None,
    *,
    cancelled: threading.Event,
) -> Reply:
    """The reply, if it is no refusal whose meaning is the same with every engine. Raises EngineError and FetchError."""
    try:
        reply = api.ask(path, payload, headers, cancelled=cancelled)
    except FetchError as e:
        if e.problem is FetchProblem.CANCELLED:
            raise
        raise EngineError(EngineProblem.AWAY, str(e), engine=engine, fetch=e.problem) from e
    problem = {401: EngineProblem.KEY, 413: EngineProblem.TOO_LONG, 429: EngineProblem.BUSY, 503: EngineProblem.BUSY}
    if reply.status in problem:
        raise EngineError(problem[reply.status], f"HTTP {reply.status}", engine=engine)
    return reply


def not_understood(engine: str, reply: Reply) -> EngineError:
    """For an answer that is none."""
    return EngineError(EngineProblem.ANSWER, f"HTTP {reply.status}", engine=engine)


def field(value: object, name: str) -> Any:
    """What an object of JSON has by this name; None where it has nothing, or is no object."""
    return cast("dict[str, Any]", value).get(name) if isinstance(value, dict) else None


def listed(value: object) -> Sequence[Any]:
    """A list of JSON; empty where it is none."""
    return cast("Sequence[Any]", value) if isinstance(value, list) else ()


def strings(engine: str, reply: Reply, values: Sequence[object], number: int) -> list[str]:
    """So many strings of a reply. Raises EngineError where there are more or fewer, or they are something else."""
    found = [value for value in values if isinstance(value, str)]
    if not len(found) == len(values) == number:
        raise not_understood(engine, reply)
    return found


def codes_by_tag(engine: str, reply: Reply, codes: Iterable[object]) -> dict[str, str]:
    """What an engine calls a language, by what articles call it: "no" is "NB" to some.

    Raises EngineError where the reply names none.
    """
    named = [code for code in codes if isinstance(code, str) and code]
    if not named:
        raise not_understood(engine, reply)
    return {tag: code for code in reversed(named) for tag in tags(code.partition("-")[0].lower())}
