"""A model of sentences that is asked only for what the store's memory has not, whoever it is by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.language.texts import SentenceModel
from desktop_app.model.rendering import Rendering
from desktop_app.store import memory
from desktop_app.store.connection import Connection
from desktop_app.store.memory import Remembered


class Remembering:
    """Keeps ``SentenceModel``'s promise. ``fresh`` is what was made, to be remembered.

    ``identity`` is what the same English comes of, but for the sentence, which the model is asked for in a ``form``.
    """

    def __init__(
        self,
        model: SentenceModel,
        language: str,
        identity: Sequence[str],
        db: Connection,
        form: Callable[[str], str] = str,
    ) -> None:
        self._model = model
        self._language = language
        self._identity = (language, *identity)
        self._db = db
        self._form = form
        self.fresh: list[Remembered] = []

    def translate(self, sentences: Sequence[str]) -> list[Rendering]:
        keys = [memory.key(*self._identity, self._form(sentence)) for sentence in sentences]
        known = memory.find(self._db, keys)
        missing = {k: sentence for k, sentence in zip(keys, sentences, strict=True) if k not in known}
        made = self._model.translate(list(missing.values())) if missing else []
        for k, rendering in zip(missing, made, strict=True):
            known[k] = rendering
            self.fresh.append((k, memory.pack(rendering)))
        return [known[k] for k in keys]

    def is_refused(self, sentence: str) -> bool:
        return bool(memory.bad(self._db, [memory.refusal(self._language, sentence)]))
