"""
Translation engines that are not on this computer's own account: which one the user chose, and how it answers. Values.

They put into English what the user opens, and nothing else. Who translated an article, and where, is one word in the
store (``Translation.engine``): "DeepL at api-free.deepl.com"; what runs in the program itself has no "at".
"""

from __future__ import annotations

from enum import Enum, auto
from urllib.parse import urlsplit

from desktop_app.model.errors import OverviewError
from desktop_app.model.frozen import frozen

NONE, LIBRETRANSLATE, DEEPL, CHAT = "", "libretranslate", "deepl", "chat"
KINDS = (NONE, LIBRETRANSLATE, DEEPL, CHAT)  # CHAT: Ollama, or whatever else speaks OpenAI's protocol
NAMES = {LIBRETRANSLATE: "LibreTranslate", DEEPL: "DeepL", CHAT: "your language model"}  # as shown to the reader

_AT = " at "
_HERE = ("localhost", "127.0.0.1", "::1")


@frozen
class EngineChoice:
    """Which engine, where, and for ``CHAT`` which of its models. Without an address DeepL's own."""

    kind: str = NONE  # one of KINDS
    address: str = ""
    model: str = ""
    must_be_near: bool = False  # it is asked on this computer or in the user's own network only

    @property
    def key_name(self) -> str:
        """By what the keyring knows the key: one of another host is another one."""
        return f"{self.kind} {host_of(self.address)}".strip()


def host_of(address: str) -> str:
    """The host and port of an http(s) address; "" where it is none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{host}:{port}" if port else host


def is_here(host: str) -> bool:
    """Whether a host is this computer."""
    return (urlsplit(f"//{host}").hostname or "") in _HERE


def named_at(name: str, host: str) -> str:
    """How the store calls an engine that is somewhere else."""
    return f"{name}{_AT}{host}"


def name_and_host(engine: str) -> tuple[str, str]:
    """The engine's name, and where it is; "" where it is a part of the program."""
    name, _, host = engine.rpartition(_AT)
    return (name, host) if name else (host, "")


@frozen
class EngineReport:
    """What an engine says of itself when it is tried."""

    name: str
    languages: int = 0  # that it puts into English; 0: it does not tell
    used: int | None = None  # characters of this month
    limit: int | None = None


class Patience(Enum):
    """How long an answer is waited for."""

    USUAL = auto()
    LONG = auto()  # minutes: of a language model, which says nothing until it is done
    BRIEF = auto()  # seconds: where nobody misses an answer that does not come


class EnginePhase(Enum):
    LOOKING = auto()  # for its key
    ASKING = auto()
    DONE = auto()


@frozen
class WordingState:
    """How the language model does that words takes, since it was chosen."""

    by: str = ""  # it and where it is, as the store has it; "" where none was made
    worded: int = 0  # labels
    refused: int = 0  # proposals that broke a rule
    error: OverviewError | None = None  # why the last question had no answer
    rests_s: float = 0.0  # after which it is asked again


@frozen
class EngineState:
    """What the settings show of an engine. A trial that failed has an error, one that did not a report."""

    choice: EngineChoice
    phase: EnginePhase
    has_key: bool = False
    is_key_kept: bool = True  # by the system; else until the program ends
    report: EngineReport | None = None
    error: OverviewError | None = None
