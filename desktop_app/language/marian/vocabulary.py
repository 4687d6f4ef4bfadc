"""Text to the pieces that a model knows, and back, with the place of each piece in the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sentencepiece import SentencePieceProcessor

from desktop_app.model.errors import ModelError, ModelProblem
from desktop_app.model.rendering import Span

_SPACE = "\u2581"  # how a piece spells a space
# Older models do not know the marks that newspapers use, and lose them: each has a plain one of the same length
_PLAINER = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "–": "-",
    "—": "-",
    "‑": "-",
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the model sees it. ``spans`` is each piece's place in the text, without the spaces round it."""

    ids: list[int]
    spans: list[Span]


class Vocabulary:
    """Of one side of a model, or of both. Raises ModelError where the file is none."""

    def __init__(self, path: Path) -> None:
        self._processor: Any = SentencePieceProcessor()  # its types differ from version to version
        try:
            self._processor.load_from_serialized_proto(path.read_bytes())
        except RuntimeError as e:
            raise ModelError(ModelProblem.UNKNOWN_KIND, f"{path.name}: {e}") from e
        self.end: int = self._processor.eos_id()
        self.unknown: int = self._processor.unk_id()
        self._plainer = {ord(mark): plain for mark, plain in _PLAINER.items() if self._is_strange(mark)}

    def _is_strange(self, character: str) -> bool:
        return self.unknown in self._processor.encode(character)

    def pieces(self, text: str) -> Pieces:
        text = text.translate(self._plainer)
        ids: list[int] = self._processor.encode(text)
        normalised, origins = self._processor.normalize(text, with_offsets=True)
        spans: list[Span] = []
        at = bytes_left = 0
        for id_, piece in zip(ids, self._processor.encode(text, out_type=str), strict=True):
            if self._processor.is_byte(id_):  # a rare character is spelt in bytes; each of them stands for all of it
                spans.append((origins[at], origins[at + 1]))
                bytes_left = (bytes_left or len(normalised[at].encode())) - 1
                at += not bytes_left
                continue
            start = at + len(piece) - len(piece.lstrip(_SPACE))
            at += len(piece)
            spans.append((origins[start], origins[at]))
        return Pieces(ids, spans)

    def text(self, ids: list[int]) -> tuple[str, list[Span]]:
        """The text of pieces, and the place of each in it."""
        made = ""
        spans: list[Span] = []
        spelt = b""
        pieces: list[str] = self._processor.id_to_piece(ids)
        for id_, piece in zip(ids, pieces, strict=True):
            if self._processor.is_byte(id_):
                spelt += bytes.fromhex(piece[3:5])  # "<0xE2>"
                shown = spelt.decode(errors="ignore")
                spelt = b"" if shown else spelt
            else:
                spelt = b""  # of a character that was never finished
                shown = piece.replace(_SPACE, " ") if made else piece.replace(_SPACE, " ").lstrip(" ")
            start = len(made) + len(shown) - len(shown.lstrip(" "))
            made += shown
            spans.append((start, len(made)))
        return made, spans
