"""
A translation model: sentences in, English sentences out, with the attention that tells which word comes from which.

From any thread, one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from desktop_app.language.marian import pairing, tensors
from desktop_app.language.marian.decoder import Decoder
from desktop_app.language.marian.encoder import Encoder
from desktop_app.language.marian.layers import positions
from desktop_app.language.marian.paths import ModelPaths
from desktop_app.language.marian.shortlist import Shortlist
from desktop_app.language.marian.tensors import Floats, Ids, ModelFile
from desktop_app.language.marian.vocabulary import Pieces, Vocabulary
from desktop_app.model.errors import ModelError, ModelProblem
from desktop_app.model.rendering import Rendering

VERSION = 1  # of what this engine makes of a model: a change of it makes every remembered sentence anew
MOST_PIECES = 256  # of a sentence; the rest is cut. Models decay beyond 60 words, so longer ones are split before
# Of a batch. More of them cost memory (padded pieces times the width of the widest layer) and are hardly quicker:
# measured with the tiny model, 16 at a time take 1.2 times, and one 2.3 times, what 32 take
_MOST_SENTENCES = 32
_MOST_PADDED = 800  # pieces, those included that only fill up shorter sentences
_Written = tuple[list[int], list[Floats]]
_HIDDEN = np.float32(-1e9)
_KIND = {
    "type": "transformer",
    "transformer-decoder-autoreg": "rnn",
    "dec-cell": "ssru",
    "transformer-ffn-activation": "relu",
    "transformer-preprocess": "",
    "transformer-postprocess": "dan",
}


class Model:
    """Raises ModelError where the files are not such a model, and OSError where they cannot be read."""

    def __init__(self, paths: ModelPaths) -> None:
        is_shared = paths.source_vocabulary == paths.target_vocabulary
        self._source = Vocabulary(paths.source_vocabulary)
        self._target = self._source if is_shared else Vocabulary(paths.target_vocabulary)
        self._shortlist = Shortlist(paths.shortlist, is_vocabulary_shared=is_shared)
        file = tensors.read(paths.model)
        _check(file)
        heads = file.number("transformer-heads")
        self._source_table = file.table("Wemb" if is_shared else "encoder_Wemb")
        self._target_table = file.table("Wemb" if is_shared else "decoder_Wemb")
        self._output_bias = file.vector("decoder_ff_logit_out_b")
        width = self._source_table.values.shape[1]
        self._root = np.float32(width**0.5)  # embeddings are multiplied by it
        self._positions = positions(2 * MOST_PIECES + 16, width)
        self._encoder = Encoder.load(file, heads)
        self._decoder = Decoder.load(file, heads)

    def translate(self, sentences: Sequence[str]) -> list[Rendering]:
        """Sentences of one language, in any number and order; those of similar length are done together."""
        read = [self._source.pieces(sentence) for sentence in sentences]
        made = [Rendering("")] * len(read)
        for batch in _batches([len(pieces.ids) for pieces in read]):
            written = self._batch([read[i].ids for i in batch])
            for index, (ids, attention) in zip(batch, written, strict=True):
                made[index] = self._rendering(sentences[index], read[index], ids, attention)
        return made

    def _batch(self, read: list[list[int]]) -> list[_Written]:
        ids = [[*row[: MOST_PIECES - 1], self._source.end] for row in read]
        candidates = self._shortlist.candidates(np.concatenate([np.array(row) for row in ids]))
        return self._write(*self._read(ids), [len(row) for row in ids], candidates)

    def _rendering(self, source: str, read: Pieces, ids: list[int], attention: list[Floats]) -> Rendering:
        text, spans = self._target.text(ids)
        source_spans = read.spans[: MOST_PIECES - 1]
        if not ids or not source_spans:
            return Rendering(text)
        seen = np.array([row[: len(source_spans)] for row in attention])
        return Rendering(text, pairing.pairs(text, spans, source, source_spans, seen))

    def _read(self, ids: list[list[int]]) -> tuple[Floats, Floats | None]:
        """The encoder's view of the sentences, and the mask of where the shorter ones have ended."""
        length = max(map(len, ids))
        padded = np.array([row + [self._source.end] * (length - len(row)) for row in ids])
        x = self._source_table.rows(padded)
        x *= self._root
        x += self._positions[:length]
        lengths = np.array([len(row) for row in ids])
        mask: Floats | None = None
        if lengths.min() < length:
            mask = np.where(np.arange(length) < lengths[:, None], np.float32(0), _HIDDEN)[:, None, None, :]
        return self._encoder(x, mask), mask

    def _write(self, read: Floats, mask: Floats | None, lengths: list[int], candidates: Ids) -> list[_Written]:
        """Each sentence's translation: its ids, and how much each of them looks at each piece that was read."""
        made: list[_Written] = [([], []) for _ in lengths]
        table = self._target_table.rows(candidates)
        bias = self._output_bias[candidates].copy()
        bias[np.searchsorted(candidates, self._target.unknown)] = _HIDDEN
        output = np.ascontiguousarray(table.T)
        table *= self._root
        writing = self._decoder.begin(read, mask)
        active = list(range(len(lengths)))  # the sentences that are still being written
        most = [2 * length + 8 for length in lengths]
        x: Floats = np.zeros((len(lengths), read.shape[2]), np.float32)
        for step in range(max(most)):
            x = x + self._positions[step]
            chosen_by, attention = self._decoder.step(x, writing)
            logits = chosen_by @ output
            logits += bias
            chosen = logits.argmax(axis=1)
            ids = candidates[chosen]
            left: list[int] = []
            for row, (sentence, id_) in enumerate(zip(active, ids.tolist(), strict=True)):
                if id_ != self._target.end:
                    made[sentence][0].append(id_)
                    made[sentence][1].append(attention[row])
                    if step + 1 < most[sentence]:
                        left.append(row)
            if not left:
                break
            if len(left) < len(active):
                active = [active[row] for row in left]
                chosen = chosen[left]
                writing.only(left)
            x = table[chosen]
        return made


def _check(file: ModelFile) -> None:
    for setting, value in _KIND.items():
        if file.settings.get(setting) != value:
            raise ModelError(ModelProblem.UNKNOWN_KIND, f"{setting} is {file.settings.get(setting)}")


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Indices of sentences to be done together, in the order of their length."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        longest = min(lengths[index], MOST_PIECES) + 1  # each is at least as long as those before
        if batch and (len(batch) == _MOST_SENTENCES or longest * (len(batch) + 1) > _MOST_PADDED):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
