"""What is computed for translating, in the worker process: sentences by a model and the memory, and languages."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path

from desktop_app.language import loaded, texts
from desktop_app.language.marian.model import VERSION
from desktop_app.language.marian.paths import ModelPaths
from desktop_app.model.errors import StoreError
from desktop_app.model.rendering import Rendering
from desktop_app.store.connection import open_reader, store_errors
from desktop_app.store.memory import Remembered
from desktop_app.sync.remembering import Remembering

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
            remembering = Remembering(model.model, language, (model.identity, str(VERSION)), db)
            return texts.translate(remembering, language, given, remembering.is_refused), remembering.fresh
    except StoreError as e:
        log.warning("memory of sentences not read error=%s", e)
        return texts.translate(model.model, language, given), []


def detect(given: list[tuple[str, str]]) -> list[str]:
    """The language of each text, of which another one is declared: as ``language.detect.detect``."""
    from desktop_app.language.detect import detect as language_of  # noqa: PLC0415 only where languages are told

    return [language_of(text, declared) for text, declared in given]
