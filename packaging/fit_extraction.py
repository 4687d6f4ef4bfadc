"""
Fits the weights of page extraction to pages whose text is known: ``python packaging/fit_extraction.py MANIFEST.jsonl``.

A row of the manifest names a page (``file``, relative to it, and ``url``) and what is known of it (``text`` and
``title``, both optional). The pages are no part of the project; what is learned from them is
``resources/extract/weights.json``. Before it is written the whole is tried in five parts, the pages of a site always in
one, so the printed figures are of sites that the models had not seen.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_app.extract.page import scoring, titles  # noqa: E402  the folder above is not on the path
from desktop_app.extract.page.article_page import prepared  # noqa: E402
from desktop_app.extract.page.features import Seen  # noqa: E402
from desktop_app.extract.page.title_text import folded  # noqa: E402

PARTS = 5
THRESHOLD = 0.42  # the best F1 lies between 0.38 and 0.46
RIDGE = 3.0
TITLE_RIDGE = 1.0
SECOND_LEVEL = frozenset(("co", "com", "org", "gov", "ac", "net"))  # below a country's domain sites have a third
TOKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+")
Numbers = NDArray[np.float64]


@dataclass
class Page:
    part: int
    seen: Seen
    texts: list[str]
    tokens: list[list[str]]
    candidates: list[tuple[str, dict[str, float]]]
    title: str
    is_article: Numbers | None  # a block, where the text is known
    known: Counter[str]


def main(manifest: Path) -> None:
    pages = [page for page in map(read, rows(manifest)) if page is not None]
    with_text = [page for page in pages if page.is_article is not None]
    with_title = [page for page in pages if page.title]
    print(f"{len(with_text)} pages with text, {len(with_title)} with a title")
    scores, hits = [], []
    for part in range(PARTS):
        first, second = fit([page for page in with_text if page.part != part])
        scores += [f1(page, chances(page.seen, first, second)) for page in with_text if page.part == part]
        known = fit_titles([page for page in with_title if page.part != part])
        hits += [folded(titles.best(page.candidates, known)) == page.title for page in with_title if page.part == part]
    bad = np.mean(np.array(scores) < 0.5)
    print(f"sites not seen: F1 {np.mean(scores):.4f}, below 0.5 {bad:.4f}, titles {np.mean(hits):.3f}")
    first, second = fit(with_text)
    stored = {
        "features": with_text[0].seen.names,
        "first": [round(float(weight), 4) for weight in first],
        "second": [round(float(weight), 4) for weight in second],
        "threshold": THRESHOLD,
        "title": {name: round(weight, 2) for name, weight in fit_titles(with_title).items()},
    }
    target = ROOT / "resources" / "extract" / "weights.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(stored, indent=0) + "\n", "utf-8")


def rows(manifest: Path) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in manifest.read_text("utf-8").splitlines() if line.strip()]
    return [row | {"path": manifest.parent / row["file"]} for row in found if row.get("text") or row.get("title")]


def read(row: dict[str, Any]) -> Page | None:
    path: Path = row["path"]
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    url = row.get("url") or ""
    page = prepared(content, url)
    if page is None or not page.blocks:
        return None
    texts = [block.text for block in page.blocks]
    tokens = [TOKEN.findall(text.casefold()) for text in texts]
    site = site_of(url, path)
    part = int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % PARTS
    text = row.get("text") or ""
    known = Counter(TOKEN.findall(text.casefold()))
    labels = labelled(texts, tokens, text) if text else None
    return Page(part, page.seen, texts, tokens, page.titles, folded(row.get("title") or ""), labels, known)


def site_of(url: str, path: Path) -> str:
    """The domain; where the address has none, the file's name up to its number."""
    labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    if len(labels) < 2:
        return re.sub(r"-?\d+$", "", path.name.split(".")[0])
    is_under_country = len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2
    return ".".join(labels[-3:] if is_under_country else labels[-2:])


def labelled(texts: list[str], tokens: list[list[str]], text: str) -> Numbers:
    """Which blocks are in the known text, by runs of four words, short ones as whole lines; as often as there."""
    whole = TOKEN.findall(text.casefold())
    runs = set(zip(whole, whole[1:], whole[2:], whole[3:], strict=False))
    lines = {folded(line) for line in text.split("\n")}
    whole_folded = folded(text)
    used: Counter[str] = Counter()
    found = np.zeros(len(texts))
    for index, words in enumerate(tokens):
        own = folded(texts[index])
        of_four = list(zip(words, words[1:], words[2:], words[3:], strict=False))
        if of_four:
            is_in = sum(run in runs for run in of_four) > len(of_four) / 2
        else:
            is_in = bool(own) and (own in lines or (len(own) > 12 and own in whole_folded))
        used[own] += is_in
        found[index] = is_in and used[own] <= max(1, whole_folded.count(own))
    return found


def fit(pages: list[Page]) -> tuple[Numbers, Numbers]:
    """The two models. The second learns from what firsts say of pages that they were not fitted to."""
    unseen: dict[int, scoring.Shares] = {}
    for part in sorted({page.part for page in pages}):
        first = logistic(
            [page.seen.matrix for page in pages if page.part != part], [p for p in pages if p.part != part]
        )
        unseen |= {id(page): scoring.logistic(page.seen.matrix, first) for page in pages if page.part == part}
    first = logistic([page.seen.matrix for page in pages], pages)
    matrices = [
        np.concatenate([page.seen.matrix, scoring.context(page.seen, unseen[id(page)])], axis=1) for page in pages
    ]
    return first, logistic(matrices, pages)


def logistic(matrices: list[Any], pages: list[Page]) -> Numbers:
    """A ridge logistic regression by Newton's method. Pages weigh alike, blocks by their words."""
    matrix = np.concatenate(matrices).astype(np.float64)
    truth = np.concatenate([page.is_article for page in pages if page.is_article is not None])
    weights = np.concatenate([weighed(page) for page in pages])
    weights /= weights.mean()
    mean, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-6
    scaled = np.concatenate([(matrix - mean) / spread, np.ones((len(matrix), 1))], axis=1)
    factors = np.zeros(scaled.shape[1])
    ridge = np.full(len(factors), RIDGE)
    ridge[-1] = 0
    for _ in range(15):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ factors, -30, 30)))
        slope = scaled.T @ (weights * (chance - truth)) + ridge * factors
        curve = (scaled * (weights * np.maximum(chance * (1 - chance), 1e-4))[:, None]).T @ scaled + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        factors -= step
        if np.abs(step).max() < 1e-3:
            break
    plain = factors[:-1] / spread
    return np.concatenate([plain, [factors[-1] - float((plain * mean).sum())]])


def weighed(page: Page) -> Numbers:
    counts = np.array([len(words) for words in page.tokens], float)
    weights: Numbers = counts / max(1.0, counts.sum()) + 0.3 / len(counts)
    return weights


def chances(seen: Seen, first: Numbers, second: Numbers) -> Numbers:
    before = scoring.logistic(seen.matrix, first)
    return np.asarray(
        scoring.logistic(np.concatenate([seen.matrix, scoring.context(seen, before)], axis=1), second), float
    )


def f1(page: Page, chance: Numbers) -> float:
    kept: Counter[str] = Counter()
    for words, value in zip(page.tokens, chance, strict=True):
        if value > THRESHOLD:
            kept.update(words)
    common = sum((kept & page.known).values())
    return 2 * common / max(1, sum(kept.values()) + sum(page.known.values()))


def fit_titles(pages: list[Page]) -> dict[str, float]:
    """Weights by which the right candidate wins, as often as can be (a conditional logit, by gradient descent)."""
    names = sorted({name for page in pages for _, described in page.candidates for name in described})
    index = {name: number for number, name in enumerate(names)}
    cases: list[tuple[Numbers, Numbers]] = []
    for page in pages:
        matrix = np.zeros((len(page.candidates), len(names)))
        for number, (_, described) in enumerate(page.candidates):
            for name, value in described.items():
                matrix[number, index[name]] = value
        right = np.array([folded(text) == page.title for text, _ in page.candidates], float)
        if right.any():
            cases.append((matrix, right))
    weights, speed = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(400):
        slope = TITLE_RIDGE * weights
        for matrix, right in cases:
            odds = matrix @ weights
            chance = np.exp(odds - odds.max())
            chance /= chance.sum()
            wanted = chance * right
            slope = slope - (wanted / max(wanted.sum(), 1e-12) - chance) @ matrix
        speed = 0.9 * speed - slope / max(1, len(cases))
        weights = weights + 0.5 * speed
    return dict(zip(names, map(float, weights), strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
