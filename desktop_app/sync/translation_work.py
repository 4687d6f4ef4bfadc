"""What is computed for translating, in the worker process: sentences by a model and the memory, and languages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from desktop_app.language import loaded, texts
from desktop_app.language.loaded import LoadedModel
from desktop_app.language.marian.model import VERSION
from desktop_app.language.marian.paths import ModelPaths
from desktop_app.model.errors import StoreError
from desktop_app.model.rendering import Rendering
from desktop_app.store import memory
from desktop_app.store.connection import Connection, open_reader, store_errors
from desktop_app.store.memory import Remembered

log = logging.getLogger(__name__)


def translate(
    database: str, paths: ModelPaths, language: str, given: list[str]
) -> tuple[list[Rendering | None], list[Remembered]]:
    """Texts in English, as ``texts.translate``; and the sentences that the memory had not. Raises ModelError.

    A memory that cannot be read costs time and nothing else.
    """
    model = loaded.load(paths, language)
    try:
        with store_errors(), closing(open_reader(Path(database))) as db:
            remembering = _Remembering(model, language, db)
            return texts.translate(remembering, language, given, remembering.is_refused), remembering.fresh
    except StoreError as e:
        log.warning("memory of sentences not read error=%s", e)
        return texts.translate(model.model, language, given), []


class _Remembering:
    """A model that is asked only for what is not remembered."""

    def __init__(self, model: LoadedModel, language: str, db: Connection) -> None:
        self._model = model
        self._language = language
        self._db = db
        self.fresh: list[Remembered] = []

    def translate(self, sentences: Sequence[str]) -> list[Rendering]:
        identity = (self._language, self._model.identity, str(VERSION))
        keys = [memory.key(*identity, sentence) for sentence in sentences]
        known = memory.find(self._db, keys)
        missing = {k: sentence for k, sentence in zip(keys, sentences, strict=True) if k not in known}
        made = self._model.model.translate(list(missing.values()))
        for k, rendering in zip(missing, made, strict=True):
            known[k] = rendering
            self.fresh.append((k, memory.pack(rendering)))
        return [known[k] for k in keys]

    def is_refused(self, sentence: str) -> bool:
        return bool(memory.bad(self._db, [memory.refusal(self._language, sentence)]))


def detect(given: list[tuple[str, str]]) -> list[str]:
    """The language of each text, of which another one is declared: as ``language.detect.detect``."""
    from desktop_app.language.detect import detect as language_of  # noqa: PLC0415 only where languages are told

    return [language_of(text, declared) for text, declared in given]
