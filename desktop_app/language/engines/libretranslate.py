"""
LibreTranslate: free software that translates, on a server of somebody's or on this computer.

GET /languages and POST /translate; a refusal is {"error": a sentence} with 400 or 403, so the sentence has to be read.
Tags are carried by its format "html".
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from desktop_app.language.engines.engine import Api, Reply, ask, codes_by_tag, field, listed, not_understood, strings
from desktop_app.model.engines import LIBRETRANSLATE, NAMES, EngineReport
from desktop_app.model.errors import EngineError, EngineProblem

NAME = NAMES[LIBRETRANSLATE]
_TRIAL = "Hola"  # needs a key where the server wants one, which its list of languages does not
_SAID = (  # what stands in the sentence of a refusal
    ("get an api key", EngineProblem.NO_KEY),
    ("api key", EngineProblem.KEY),
    ("not supported", EngineProblem.LANGUAGE),
    ("not available as a target", EngineProblem.LANGUAGE),
    ("limit", EngineProblem.TOO_LONG),
)


class LibreTranslate:
    """Keeps ``Engine``'s promise."""

    name = NAME
    words_at_once = 250
    most_at_once = (25, 1_900)  # public servers take 2,000 characters, some fewer texts than they are given

    def __init__(self, api: Api, key: str, where: str) -> None:
        self._api = api
        self._key = key
        self.where = where
        self._codes: dict[str, str] | None = None

    @property
    def identity(self) -> str:
        return f"{NAME} {self.where}"

    def knows(self, language: str, cancelled: threading.Event) -> bool:
        return language in self._languages(cancelled)

    def translate(
        self, language: str, sentences: Sequence[str], cancelled: threading.Event, *, is_tagged: bool
    ) -> list[str]:
        payload: dict[str, object] = {
            "q": list(sentences),
            "source": self._languages(cancelled).get(language, language),
            "target": "en",
            "format": "html" if is_tagged else "text",
        }
        if self._key:
            payload["api_key"] = self._key
        reply = self._ask("/translate", payload, cancelled)
        return strings(NAME, reply, listed(field(reply.value, "translatedText")), len(sentences))

    def try_out(self, cancelled: threading.Event) -> EngineReport:
        languages = self._languages(cancelled)
        self.translate("es" if "es" in languages else next(iter(languages), "es"), [_TRIAL], cancelled, is_tagged=False)
        return EngineReport(NAME, len(set(languages.values())))

    def close(self) -> None:
        self._api.close()

    def _languages(self, cancelled: threading.Event) -> dict[str, str]:
        if self._codes is None:
            reply = self._ask("/languages", None, cancelled)
            self._codes = codes_by_tag(NAME, reply, [_code(one) for one in listed(reply.value)])
        return self._codes

    def _ask(self, path: str, payload: object, cancelled: threading.Event) -> Reply:
        reply = ask(self._api, NAME, path, payload, cancelled=cancelled)
        said = field(reply.value, "error")
        if reply.status >= 400 and isinstance(said, str):
            problem = next((p for words, p in _SAID if words in said.lower()), EngineProblem.ANSWER)
            raise EngineError(problem, f"HTTP {reply.status}", engine=NAME)
        if reply.status != 200:
            raise not_understood(NAME, reply)
        return reply


def _code(language: object) -> str:
    """Of a language that is put into English there; newer servers tell what each is put into."""
    code, targets = field(language, "code"), field(language, "targets")
    is_ours = isinstance(code, str) and code != "en" and (targets is None or "en" in listed(targets))
    return str(code) if is_ours else ""
