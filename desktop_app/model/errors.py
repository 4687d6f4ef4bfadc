"""
Errors that the world causes and the program expects:

* OverviewError
  - FetchError      the network or the site failed
  - ParseError      the bytes are not a feed that we understand
  - StoreError      the disk or the database file failed
  - WorkerError     the process that computes for us ended, or took too long
  - ModelError      a translation model is not there, not whole, or not of a kind that is known
  - EngineError     a translation engine that is asked over the network failed or refused
  - SecretsError    the system's keyring is not there, or does not open
  - CatalogError    a catalogue file is not as it should be
  - UsageError      the user asked for something that cannot be done as asked

They carry data; sentences for people are made from it in ``messages.py``. Anything else that is raised is a bug: it
is not caught, except at the boundaries that ARCHITECTURE.md lists.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any


class OverviewError(Exception):
    """Base of every expected error. Errors can be pickled, data and all: some come from another process."""

    def __reduce__(self) -> tuple[Callable[..., OverviewError], tuple[Any, ...]]:
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[OverviewError], arguments: tuple[Any, ...], data: dict[str, Any]) -> OverviewError:
    """The error, without its constructor, whose arguments are not kept."""
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(data)
    return error


class FetchProblem(StrEnum):
    """What went wrong with a request. A closed list: each has its sentence in ``messages.py``."""

    OFFLINE = "offline"  # no network at all
    DNS = "dns"  # the name is not known
    CONNECT = "connect"  # nothing answers at the address
    TIMEOUT = "timeout"  # too slow, at any stage
    TLS = "tls"  # the certificate, or the encryption
    BROKEN = "broken"  # the answer ended early or is garbled (length, compression, protocol)
    TOO_LARGE = "too large"  # beyond the cap, packed or unpacked
    REDIRECTS = "redirects"  # too many, a loop, or without an address
    FORBIDDEN = "forbidden address"  # not http(s), or an address inside the user's own network
    NOT_FOUND = "not found"  # 404
    GONE = "gone"  # 410
    BLOCKED = "blocked"  # 401, 403, 451
    BUSY = "busy"  # 429, 503
    STATUS = "status"  # any other refusal
    EMPTY = "empty"  # 200 with nothing in it
    CANCELLED = "cancelled"  # by the user, or the program is closing


class FetchError(OverviewError):
    def __init__(
        self,
        url: str,
        problem: FetchProblem,
        *,
        status: int | None = None,
        retry_after_s: int | None = None,
        detail: str = "",
        received: int = 0,
    ) -> None:
        super().__init__(f"{url}: {problem}{f' {status}' if status else ''}{f' ({detail})' if detail else ''}")
        self.url = url
        self.problem = problem
        self.status = status
        self.retry_after_s = retry_after_s
        self.detail = detail  # for the log, not for the reader
        self.received = received  # bytes read before it failed


class ParseProblem(StrEnum):
    NOT_A_FEED = "not a feed"  # something else, a web page for instance
    NOT_READABLE = "not readable"  # looks like a feed, but nothing can be made of it
    EMPTY = "empty"  # nothing at all
    TOO_DEEP = "too deep"  # nested or expanding beyond reason


class ParseError(OverviewError):
    def __init__(self, problem: ParseProblem, detail: str = "") -> None:
        super().__init__(f"{problem}{f' ({detail})' if detail else ''}")
        self.problem = problem
        self.detail = detail


class StoreProblem(StrEnum):
    FULL = "disk full"
    BUSY = "busy"
    READ_ONLY = "read only"
    DAMAGED = "damaged"
    NOT_OURS = "not ours"
    TOO_NEW = "too new"
    UNREADABLE = "unreadable"


class StoreError(OverviewError):
    """The original exception is its cause."""

    def __init__(self, problem: StoreProblem, detail: str = "") -> None:
        super().__init__(f"{problem}{f' ({detail})' if detail else ''}")
        self.problem = problem
        self.detail = detail


class WorkerProblem(StrEnum):
    """What became of a request to the worker process. A closed list: each has its sentence in ``messages.py``."""

    TIMEOUT = "took too long"
    CRASHED = "crashed"
    MEMORY = "out of memory"
    START = "did not start"
    FAILED = "failed"  # in a way that cannot be told, a bug
    CLOSED = "closed"  # the program is ending


class WorkerError(OverviewError):
    def __init__(self, problem: WorkerProblem, detail: str = "") -> None:
        super().__init__(f"{problem}{f' ({detail})' if detail else ''}")
        self.problem = problem
        self.detail = detail  # for the log


class ModelProblem(StrEnum):
    """What is wrong with a translation model, or with getting one."""

    UNKNOWN_LANGUAGE = "unknown language"  # there is no model for it
    NOT_INSTALLED = "not installed"
    UNKNOWN_KIND = "unknown kind"  # a file that this version cannot use
    DAMAGED = "damaged"  # the checksum is not that of the manifest
    FAILED_TEST = "failed test"  # it was installed whole, and does not translate its sentence as it should
    NOT_DOWNLOADABLE = "not downloadable"  # nobody is known to have it
    NOT_DOWNLOADED = "not downloaded"  # the network or the site failed: ``fetch`` says how
    NO_ROOM = "no room"  # on the disk
    NOT_WRITABLE = "not writable"  # the folder of the models
    INCOMPLETE = "incomplete"  # a folder or archive that lacks one of the files


class ModelError(OverviewError):
    """``language`` is its name, or its tag; ``detail`` is for the log: names of files, the system's own words."""

    def __init__(
        self, problem: ModelProblem, detail: str = "", *, language: str = "", fetch: FetchProblem | None = None
    ) -> None:
        super().__init__(f"{language}{': ' if language else ''}{problem}{f' ({detail})' if detail else ''}")
        self.problem = problem
        self.fetch = fetch
        self.detail = detail
        self.language = language


class EngineProblem(StrEnum):
    """Why an engine that is asked over the network did not translate. Each has its sentence in ``messages.py``."""

    NO_ADDRESS = "no address"  # none of the web
    NOT_ENCRYPTED = "not encrypted"  # a key would be readable on its way
    NOT_NEAR = "not near"  # neither this computer nor the user's own network
    NO_KEY = "no key"
    KEY = "wrong key"
    QUOTA = "quota used up"
    BUSY = "busy"
    LANGUAGE = "unknown language"
    MODEL = "unknown model"
    TOO_LONG = "too long"
    ANSWER = "answer not understood"  # it is something else, or failed
    AWAY = "away"  # ``fetch`` says how


class EngineError(OverviewError):
    """``engine`` is its name; ``detail`` is for the log, and never holds a key or a text."""

    def __init__(
        self,
        problem: EngineProblem,
        detail: str = "",
        *,
        engine: str = "",
        fetch: FetchProblem | None = None,
        choices: tuple[str, ...] = (),
    ) -> None:
        super().__init__(f"{engine}{': ' if engine else ''}{problem}{f' ({detail})' if detail else ''}")
        self.problem = problem
        self.detail = detail
        self.engine = engine
        self.fetch = fetch
        self.choices = choices  # models that there are instead


class SecretsProblem(StrEnum):
    NO_KEYRING = "no keyring"
    REFUSED = "refused"  # locked, or the user said no


class SecretsError(OverviewError):
    def __init__(self, problem: SecretsProblem, detail: str = "") -> None:
        super().__init__(f"{problem}{f' ({detail})' if detail else ''}")
        self.problem = problem
        self.detail = detail  # for the log: the keyring's own words, never a key


class CatalogError(OverviewError):
    """A sentence that names the file, the place in it and what is wrong."""


class UsageError(OverviewError):
    """A sentence that says what is wrong and what to do."""
