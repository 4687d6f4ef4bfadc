"""
Servers on the loopback that speak the protocols of DeepL, LibreTranslate and OpenAI, as their documentation has them.
They translate by writing in capitals, and leave tags where they are.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop_app.model.engines import EngineReport, Patience
from desktop_app.model.errors import FetchError, FetchProblem, SecretsError
from desktop_app.net.api import API_LIMITS, Api
from tests.support.web import Answer, Request, Site

KEY = "the-key:fx"
_TAG = re.compile(r"(<[^>]*>|&\w+;)")


def make_api(base: str, *, patience: Patience) -> Api:
    return Api(base, user_agent="Overview", limits=replace(API_LIMITS, read_s=5 if patience is Patience.LONG else 2))


def loud(text: str) -> str:
    """English, as these servers know it."""
    return "".join(part if _TAG.fullmatch(part) else part.upper() for part in _TAG.split(text))


def said(value: object, status: int = 200) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False).encode(), status, content_type="application/json")


def asked(request: Request) -> dict[str, Any]:
    """What a question says."""
    value: dict[str, Any] = json.loads(request.body)
    return value


def deepl(site: Site, *, used: int = 180_118, limit: int = 500_000) -> None:
    """DeepL's version 2 for somebody with ``KEY``."""

    def for_whom(request: Request) -> Answer | None:
        right = request.headers.get("authorization") == f"DeepL-Auth-Key {KEY}"
        return None if right else said({"message": "Forbidden"}, 403)

    def translate(request: Request) -> Answer:
        question = asked(request)
        if (refused := for_whom(request)) is not None:
            return refused
        if used >= limit:
            return said({"message": "Quota Exceeded"}, 456)
        if question["source_lang"] not in {"PT", "NB"}:
            return said({"message": "Value for 'source_lang' not supported."}, 400)
        return said({"translations": [{"detected_source_language": "PT", "text": loud(t)} for t in question["text"]]})

    site["/v2/translate"] = translate
    site["/v2/usage"] = lambda request: for_whom(request) or said({"character_count": used, "character_limit": limit})
    site["/v2/languages?type=source"] = lambda request: (
        for_whom(request) or said([{"language": "PT", "name": "Portuguese"}, {"language": "NB", "name": "Norwegian"}])
    )


def libretranslate(site: Site, *, key: str = "", most: int = 5_000) -> None:
    """A server of LibreTranslate; with a key only who has it is answered."""

    def translate(request: Request) -> Answer:
        question = asked(request)
        given = question.get("api_key", "")
        if key and not given:
            return said({"error": "Please contact the server operator to get an API key"}, 400)
        if key and given != key:
            return said({"error": "Invalid API key"}, 403)
        if question["source"] not in {"pt", "nb"}:
            return said({"error": f"{question['source']} is not supported"}, 400)
        length = sum(map(len, question["q"]))
        if length > most:
            return said({"error": f"Invalid request: request ({length}) exceeds text limit ({most})"}, 400)
        return said({"translatedText": [loud(text) for text in question["q"]]})

    site["/languages"] = said(
        [
            {"code": "en", "name": "English", "targets": ["en", "pt"]},
            {"code": "pt", "name": "Portuguese", "targets": ["en"]},
            {"code": "nb", "name": "Norwegian", "targets": ["en"]},
            {"code": "eo", "name": "Esperanto", "targets": ["pt"]},
        ]
    )
    site["/translate"] = translate


def chat(site: Site, *, model: str = "gemma3:4b", key: str = "") -> None:
    """Ollama's OpenAI protocol, with one model, which thinks aloud and is polite."""

    def is_wrong(request: Request) -> bool:
        return bool(key) and request.headers.get("authorization") != f"Bearer {key}"

    def complete(request: Request) -> Answer:
        question = asked(request)
        if is_wrong(request):
            return said({"error": {"message": "Incorrect API key provided", "type": "invalid_request_error"}}, 401)
        if question["model"] != model:
            error = {"message": f"model '{question['model']}' not found", "type": "api_error"}
            return said({"error": error}, 404)
        text = question["messages"][-1]["content"]
        lines = "\n".join(f"{n}: {loud(line)}" for n, _, line in (row.partition(": ") for row in text.splitlines()))
        answer = f"<think>\n1: hm\n</think>Here you are:\n\n{lines}\n\nAnything else?"
        message = {"role": "assistant", "content": answer}
        return said({"object": "chat.completion", "choices": [{"index": 0, "message": message}]})

    site["/v1/chat/completions"] = complete
    models = said({"object": "list", "data": [{"id": model, "object": "model"}]})
    site["/v1/models"] = lambda request: said({"error": {"message": "no"}}, 401) if is_wrong(request) else models


class Loud:
    """An engine that writes in capitals and keeps tags, or loses the second one. Waits at a gate where there is one."""

    name, where, identity, words_at_once = "Loud", "loud.example", "loud", 100

    def __init__(self, most_at_once: tuple[int, int] = (50, 10_000), *, loses: bool = False) -> None:
        self.most_at_once = most_at_once
        self.asked: list[list[str]] = []
        self.error: Exception | None = None
        self.gate: threading.Semaphore | None = None
        self.forgets = "\0"  # what it leaves out
        self.begun = threading.Event()  # something was asked
        self.is_closed = False
        self._loses = loses

    def knows(self, language: str, cancelled: threading.Event) -> bool:
        del cancelled
        return language == "pt"

    def translate(
        self, language: str, sentences: Sequence[str], cancelled: threading.Event, *, is_tagged: bool
    ) -> list[str]:
        assert not cancelled.is_set() and is_tagged == any("<a id" in s for s in sentences) and language == "pt"
        self.asked.append(list(sentences))
        self.begun.set()
        while self.gate is not None and not self.gate.acquire(timeout=0.02):
            if cancelled.is_set() or self.is_closed:
                raise FetchError("", FetchProblem.CANCELLED)
        if self.error is not None:
            raise self.error
        made = [loud(s).replace(self.forgets, "") for s in sentences]
        return [s.replace('<a id="1">', "") if self._loses else s for s in made]

    def try_out(self, cancelled: threading.Event) -> EngineReport:
        del cancelled
        return EngineReport(self.name)

    def close(self) -> None:
        self.is_closed = True


@dataclass
class FakeSecrets:
    """A keyring in memory. ``error`` is what it answers instead."""

    kept: dict[str, str] = field(default_factory=dict[str, str])
    error: SecretsError | None = None

    def get(self, name: str) -> str:
        if self.error is not None:
            raise self.error
        return self.kept.get(name, "")

    def put(self, name: str, secret: str) -> None:
        if self.error is not None:
            raise self.error
        self.kept[name] = secret
        if not secret:
            del self.kept[name]
