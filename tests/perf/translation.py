"""Translation beside another engine on the same model: CPU, waiting, memory, and whether it says the same."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from desktop_app import assets, settings
from desktop_app.language.models.manifest import Manifest
from desktop_app.paths import in_profile
from desktop_app.settings import Settings
from tests.perf import figures
from tests.perf.figures import Figure, MeasureError
from tests.support.portuguese import sentences
from tests.support.translation import chrf, has_oracle, links_on_the_right_words, portuguese_model

HEADLINES = 500
OPENED, PARAGRAPHS = 12, 6  # articles that are opened, and what they have


def profile(folder: Path, headlines: int = HEADLINES, paragraphs: int = 0) -> Path:
    """One with the real model, where headlines wait for it; their articles have so many paragraphs."""
    made = folder / f"translating-{headlines}"
    info, model = Manifest(assets.path("language", "models.json")).model("pt"), portuguese_model()
    assert model is not None
    place = made / "models" / "pt" / info.version
    place.mkdir(parents=True)
    files = {"model": model.model, "shortlist": model.shortlist, "vocabulary": model.source_vocabulary}
    for file in info.files:
        shutil.copy(files[file.role], place / file.name)
    texts = [portuguese for portuguese, _ in sentences(3 * headlines * (1 + 2 * paragraphs))]
    bodies = texts[3 * headlines :]
    rows = [
        {"title": title.rstrip("."), "html": f"<p>{first} {second}</p>{_paragraphs(bodies, number, paragraphs)}",
         "lang": "pt", "country": "BR", "source": "Alba", "url": f"https://alba.example/{number}"}
        for number, (title, first, second) in enumerate(_threes(texts[: 3 * headlines]))
    ]  # fmt: skip
    settings.save(in_profile(made).settings, Settings(is_welcomed=True, translate_ahead="never"))
    lines = folder / "headlines.jsonl"
    lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    figures.run(["-m", "desktop_app", "--profile", str(made), "import", str(lines)])
    return made


def _threes(texts: list[str]) -> Iterator[tuple[str, str, str]]:
    return zip(texts[::3], texts[1::3], texts[2::3], strict=True)


def _paragraphs(texts: list[str], number: int, paragraphs: int) -> str:
    """Those of one article, of three sentences of some 28 words each, none of which stands anywhere else."""
    halves = texts[6 * paragraphs * number : 6 * paragraphs * (number + 1)]
    own = [f"{a.rstrip('.')}, e {b[0].lower()}{b[1:]}" for a, b in zip(halves[::2], halves[1::2], strict=True)]
    return "".join(f"<p>{' '.join(three)}</p>" for three in _threes(own))


def measure(rounds: int) -> list[Figure]:
    if not has_oracle():
        raise MeasureError("what it is compared with is not installed: ./run setup --oracle")
    programs = {
        name: lambda name=name: figures.run(["-m", "tests.perf.one_translation", name]) for name in ("ours", "theirs")
    }
    spent = figures.in_turns(2 * rounds + 1, programs)
    ours, theirs = ([json.loads(run.output) for run in spent[name]] for name in programs)
    words = ours[0]["words"] / 1000
    cost, other = _middle(ours, "cpu_s") / words, _middle(theirs, "cpu_s") / words
    english = [sentence for _, sentence in sentences(len(ours[0]["english"]))]
    said, expected = ours[0]["english"], theirs[0]["english"]
    same = sum(a == b for a, b in zip(said, expected, strict=True)) / len(said)
    right, wanted = links_on_the_right_words()
    quality = chrf(said, english), chrf(expected, english)
    return [
        Figure("translate", "CPU for a word, in batches : the other engine", cost / other, "x", 0.8, None,
               f"{cost:.2f} and {other:.2f} s for 1,000 words"),
        Figure("translate", "a first headline, warm", _least(ours, "headline_ms"), "ms", 50, None,
               f"CPU; the other {_least(theirs, 'headline_ms'):.0f} ms"),
        Figure("translate", "a first sentence of 30 words", _least(ours, "opening_ms"), "ms", 150, None,
               f"CPU; the other {_least(theirs, 'opening_ms'):.0f} ms"),
        Figure("translate", "memory, at most, with a tiny model", _middle(ours, "peak_mb"), "MB", 130, None,
               f"{_middle(ours, 'loaded_mb'):.0f} MB after single sentences"),
        Figure("translate", "word for word as the other engine", 100 * same, "%", None, 65),
        Figure("translate", "chrF : the other engine's", quality[0] - quality[1], "", None, -0.3,
               f"{quality[0]:.1f} and {quality[1]:.1f}"),
        Figure("translate", "links on the right words", 100 * right / wanted, "%", None, 96, f"{right} of {wanted}"),
    ]  # fmt: skip


def _middle(runs: list[dict[str, Any]], name: str) -> float:
    return float(median(run[name] for run in runs))


def _least(runs: list[dict[str, Any]], name: str) -> float:
    return float(min(run[name] for run in runs))
