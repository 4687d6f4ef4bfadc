"""
Which words a sentence's translation may consist of: the most frequent ones, and the likely ones of each of its words.

The file, little-endian: six 64-bit numbers (magic, checksum, how many frequent ids, how many ids a word at most,
number of offsets, number of ids), the offsets, the 32-bit ids. It makes a vocabulary of 32,000 pieces into some
hundred for a sentence, and the output layer that much cheaper.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.language.marian.tensors import Ids
from desktop_app.model.errors import ModelError, ModelProblem

_MAGIC = 0xF11A48D5013417F5


class Shortlist:
    """Of a model. Raises ModelError, and OSError where the file cannot be read."""

    def __init__(self, path: Path, *, is_vocabulary_shared: bool) -> None:
        head = np.fromfile(path, "<u8", 6)
        if len(head) < 6 or int(head[0]) != _MAGIC:
            raise ModelError(ModelProblem.UNKNOWN_KIND, f"{path.name} is no shortlist")
        first, _, offsets, ids = (int(n) for n in head[2:])
        self._offsets: NDArray[np.uint64] = np.fromfile(path, "<u8", offsets, offset=48)
        self._ids: NDArray[np.uint32] = np.fromfile(path, "<u4", ids, offset=48 + 8 * offsets)
        if len(self._offsets) != offsets or len(self._ids) != ids or int(self._offsets[-1]) > ids:
            raise ModelError(ModelProblem.UNKNOWN_KIND, f"{path.name} ends early")
        self._first = first
        self._is_vocabulary_shared = is_vocabulary_shared

    def candidates(self, source: Ids) -> Ids:
        """The ids that may be output for these input ids, in ascending order, each once."""
        words = np.unique(source)
        lists = [self._ids[int(self._offsets[w]) : int(self._offsets[w + 1])] for w in words.tolist()]
        own = [words] if self._is_vocabulary_shared else []
        return np.unique(np.concatenate([np.arange(self._first), *own, *lists]).astype(np.int64))
