"""
DeepL: a service in the web, with free keys (500,000 characters a month) and paid ones.

POST /v2/translate, GET /v2/languages, GET /v2/usage of its version 2; 403 is a wrong key, 456 a quota that is used up.
Tags are its own "tag_handling": it moves them with their words.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from desktop_app.language.engines.engine import Api, Reply, ask, codes_by_tag, field, listed, not_understood, strings
from desktop_app.model.engines import DEEPL, NAMES, EngineReport
from desktop_app.model.errors import EngineError, EngineProblem

NAME = NAMES[DEEPL]
FREE, PAID = "https://api-free.deepl.com", "https://api.deepl.com"
_PROBLEMS = {403: EngineProblem.KEY, 456: EngineProblem.QUOTA, 529: EngineProblem.BUSY}


def address_for(key: str) -> str:
    """Where a key is good: those of free accounts end in ":fx"."""
    return FREE if key.endswith(":fx") else PAID


class DeepL:
    """Keeps ``Engine``'s promise."""

    name = NAME
    identity = NAME
    words_at_once = 400
    most_at_once = (50, 20_000)  # it takes 128 KiB; of some scripts a character is three bytes

    def __init__(self, api: Api, key: str, where: str) -> None:
        self._api = api
        self.where = where
        self._headers = {"Authorization": f"DeepL-Auth-Key {key}"}
        self._codes: dict[str, str] | None = None

    def knows(self, language: str, cancelled: threading.Event) -> bool:
        return language in self._languages(cancelled)

    def translate(
        self, language: str, sentences: Sequence[str], cancelled: threading.Event, *, is_tagged: bool
    ) -> list[str]:
        payload: dict[str, object] = {
            "text": list(sentences),
            "source_lang": self._languages(cancelled).get(language, language.upper()),
            "target_lang": "EN-US",
            "split_sentences": "0",  # they are split
            "preserve_formatting": True,
        }
        if is_tagged:
            payload["tag_handling"] = "html"
        reply = self._ask("/v2/translate", payload, cancelled=cancelled)
        made = [field(one, "text") for one in listed(field(reply.value, "translations"))]
        return strings(NAME, reply, made, len(sentences))

    def try_out(self, cancelled: threading.Event) -> EngineReport:
        reply = self._ask("/v2/usage", cancelled=cancelled)
        used, limit = field(reply.value, "character_count"), field(reply.value, "character_limit")
        if not isinstance(used, int) or not isinstance(limit, int):
            raise not_understood(NAME, reply)
        return EngineReport(NAME, len(set(self._languages(cancelled).values())), used, limit)

    def close(self) -> None:
        self._api.close()

    def _languages(self, cancelled: threading.Event) -> dict[str, str]:
        if self._codes is None:
            reply = self._ask("/v2/languages?type=source", cancelled=cancelled)
            self._codes = codes_by_tag(NAME, reply, [field(one, "language") for one in listed(reply.value)])
        return self._codes

    def _ask(self, path: str, payload: object = None, *, cancelled: threading.Event) -> Reply:
        reply = ask(self._api, NAME, path, payload, self._headers, cancelled=cancelled)
        if reply.status in _PROBLEMS:
            raise EngineError(_PROBLEMS[reply.status], f"HTTP {reply.status}", engine=NAME)
        if reply.status == 400 and "source_lang" in str(reply.value):
            raise EngineError(EngineProblem.LANGUAGE, "HTTP 400", engine=NAME)
        if reply.status != 200:
            raise not_understood(NAME, reply)
        return reply
