"""
The engines that the user may choose for what they open: made as they chose, with the key that the keyring has, and
tried when they want to know whether all of it is right.

Whatever asks the keyring or the network does so on a thread of its own, begun with the first question; ``EngineTold``
has the answers.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from desktop_app.model.engines import CHAT, DEEPL, NONE, EngineChoice, EnginePhase, EngineState, Patience, host_of
from desktop_app.model.errors import EngineError, EngineProblem, FetchError, OverviewError, SecretsError, SecretsProblem
from desktop_app.model.events import EngineTold, Event
from desktop_app.model.frozen import frozen
from desktop_app.settings import Settings
from desktop_app.sync.outside import Outside

if TYPE_CHECKING:  # for who has chosen one
    from desktop_app.keychain import Secrets
    from desktop_app.language.engines.chat import ChatModel
    from desktop_app.language.engines.engine import Api, Engine

log = logging.getLogger(__name__)


class MakeApi(Protocol):
    def __call__(self, base: str, *, patience: Patience) -> Api:
        """Raises ValueError where ``base`` is no http(s) address."""
        ...


def choice_of(settings: Settings) -> EngineChoice:
    return EngineChoice(settings.engine, settings.engine_address.strip(), settings.engine_model.strip())


def wording_of(settings: Settings) -> EngineChoice:
    """Who words the labels of takes: nobody, or a language model near by."""
    if not settings.take_wording:
        return EngineChoice()
    return EngineChoice(CHAT, settings.wording_address.strip(), settings.wording_model.strip(), must_be_near=True)


@frozen
class EngineParts:
    """What engines are made of; the composition root has them."""

    make_api: MakeApi
    secrets: Secrets


@frozen
class _Wish:
    choice: EngineChoice
    key: str | None  # to be kept first; "" takes it away, None leaves it
    is_trial: bool


class Engines:
    """From any thread; ``close`` joins the thread."""

    def __init__(
        self,
        parts: EngineParts | None,
        publish: Callable[[Event], None],
        choice: EngineChoice,
        clock: Callable[[], float],
    ) -> None:
        """Without parts there are no engines but what is installed."""
        self._parts = parts
        self._publish = publish
        self._session_keys: dict[str, str] = {}  # of a system without a keyring; never written
        self.outside = Outside(self._make, choice, clock) if parts is not None else None
        self._choice = choice
        self._lock = threading.Lock()  # guards the four below: several threads ask, one works
        self._wishes: queue.SimpleQueue[_Wish | None] = queue.SimpleQueue()
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    @property
    def is_possible(self) -> bool:
        return self._parts is not None

    def choose(self, choice: EngineChoice) -> None:
        """Use this one for what is opened from now on."""
        if self.outside is not None and choice != self._choice:
            self._choice = choice
            self.outside.choose(choice)

    def look(self, choice: EngineChoice) -> None:
        """Tell whether there is a key for it."""
        self._wish(_Wish(choice, None, is_trial=False))

    def keep_key(self, choice: EngineChoice, key: str) -> None:
        """Have the system keep its key; "" takes it away."""
        self._wish(_Wish(choice, key.strip(), is_trial=False))

    def try_out(self, choice: EngineChoice) -> None:
        """Ask it for something small, and tell what came of it."""
        self._wish(_Wish(choice, None, is_trial=True))

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            thread = self._thread
            self._cancelled.set()
        if self.outside is not None:
            self.outside.close()
        if thread is not None:
            self._wishes.put(None)
            thread.join()

    def _wish(self, wish: _Wish) -> None:
        with self._lock:
            if self._is_closed or self._parts is None:
                return
            self._cancelled.set()  # of what was asked before, the answer is of no use
            self._cancelled = threading.Event()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="engines", daemon=True)
                self._thread.start()
        self._wishes.put(wish)

    # On the thread

    def _work(self) -> None:
        while (wish := self._wishes.get()) is not None:
            with self._lock:
                cancelled, is_closed = self._cancelled, self._is_closed
            if not is_closed:
                self._do(wish, cancelled)

    def _do(self, wish: _Wish, cancelled: threading.Event) -> None:
        choice = wish.choice
        try:
            is_kept = wish.key is None or self._keep(choice, wish.key)
            has_key = bool(self._key(choice))
        except SecretsError as e:
            log.warning("keyring not used error=%s", e)
            self._publish(EngineTold(EngineState(choice, EnginePhase.DONE, error=e)))
            return
        is_kept = is_kept and choice.key_name not in self._session_keys
        if wish.key is not None and self.outside is not None and choice == self._choice:
            self.outside.choose(choice)  # with the new key
        if not wish.is_trial:
            self._publish(EngineTold(EngineState(choice, EnginePhase.DONE, has_key, is_kept)))
            return
        asking = EngineState(choice, EnginePhase.ASKING, has_key, is_kept)
        self._publish(EngineTold(asking))
        self._publish(EngineTold(self._tried(asking, cancelled)))

    def _tried(self, asking: EngineState, cancelled: threading.Event) -> EngineState:
        done = replace(asking, phase=EnginePhase.DONE)
        engine: Engine | None = None
        try:
            engine = self._make(asking.choice)
            report = engine.try_out(cancelled)
        except FetchError:  # cancelled
            return done
        except OverviewError as e:
            log.info("engine tried error=%s", e)
            return replace(done, error=e)
        finally:
            if engine is not None:
                engine.close()
        if self.outside is not None and asking.choice == self._choice:
            self.outside.choose(asking.choice)  # it answers: no need to leave it alone any more
        return replace(done, report=report)

    # Keys

    def _key(self, choice: EngineChoice) -> str:
        """Raises SecretsError where the keyring does not open; "" where there is no key, or no keyring."""
        if choice.kind == NONE or self._parts is None:
            return ""
        session = self._session_keys.get(choice.key_name, "")
        if session:
            return session
        try:
            return self._parts.secrets.get(choice.key_name)
        except SecretsError as e:
            if e.problem is SecretsProblem.NO_KEYRING:
                return ""
            raise

    def _keep(self, choice: EngineChoice, key: str) -> bool:
        """Whether the system keeps it; else it is kept here. Raises SecretsError where the keyring does not open."""
        self._session_keys.pop(choice.key_name, None)
        if self._parts is None:
            return False
        try:
            self._parts.secrets.put(choice.key_name, key)
        except SecretsError as e:
            if e.problem is not SecretsProblem.NO_KEYRING:
                raise
            if key:
                self._session_keys[choice.key_name] = key
            return False
        return True

    # Engines

    def _make(self, choice: EngineChoice) -> Engine:
        """Raises EngineError and SecretsError."""
        if self._parts is None:
            raise EngineError(EngineProblem.NO_ADDRESS)
        return make_engine(choice, self._key(choice), self._parts.make_api)

    def make_wordsmith(self, choice: EngineChoice) -> ChatModel:
        """A language model that is asked for a few words. Raises EngineError and SecretsError."""
        if self._parts is None:
            raise EngineError(EngineProblem.NO_ADDRESS, engine=choice.model)
        return _chat_model(choice, self._key(choice), self._parts.make_api, Patience.BRIEF)


def make_engine(choice: EngineChoice, key: str, make_api: MakeApi) -> Engine:
    """The engine that was chosen. Raises EngineError where it cannot be asked as it was chosen."""
    from desktop_app.language.engines import deepl, libretranslate

    if choice.kind == CHAT:
        return _chat_model(choice, key, make_api, Patience.LONG)
    if choice.kind == DEEPL:
        if not key:
            raise EngineError(EngineProblem.NO_KEY, engine=deepl.NAME)
        choice = replace(choice, address=choice.address or deepl.address_for(key))
        api, where = _reached(choice, deepl.NAME, key, make_api, Patience.USUAL)
        return deepl.DeepL(api, key, where)
    api, where = _reached(choice, libretranslate.NAME, key, make_api, Patience.USUAL)
    return libretranslate.LibreTranslate(api, key, where)


def _chat_model(choice: EngineChoice, key: str, make_api: MakeApi, patience: Patience) -> ChatModel:
    from desktop_app.language.engines.chat import ChatModel

    api, where = _reached(choice, choice.model or "the model", key, make_api, patience)
    return ChatModel(api, key, choice.model, where)


def _reached(choice: EngineChoice, name: str, key: str, make_api: MakeApi, patience: Patience) -> tuple[Api, str]:
    """What asks it, and at which host. Raises EngineError where it is not to be asked there."""
    where = host_of(choice.address)
    if not where:
        raise EngineError(EngineProblem.NO_ADDRESS, engine=name)
    if choice.must_be_near and not _is_near(where):
        raise EngineError(EngineProblem.NOT_NEAR, engine=where)
    if key and choice.address.lower().startswith("http:") and not _is_near(where):
        raise EngineError(EngineProblem.NOT_ENCRYPTED, engine=name)
    try:
        return make_api(choice.address, patience=patience), where
    except ValueError as e:
        raise EngineError(EngineProblem.NO_ADDRESS, engine=name) from e


def _is_near(where: str) -> bool:
    """Whether what is sent there stays in the user's own network."""
    from desktop_app.net.addresses import host_and_port, is_near

    return is_near(host_and_port(f"http://{where}")[0])
