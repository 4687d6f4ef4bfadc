"""
Translates sentences with our engine or with the other one, as a process of its own, and prints what it took:
``python -m tests.perf.one_translation ours|theirs``.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program has it

from tests.support.portuguese import sentences
from tests.support.translation import Oracle, portuguese_model

SENTENCES = 250
HEADLINE = "Governo anuncia novo plano de apoio à habitação em Lisboa"
OPENING = (
    "O presidente da câmara anunciou ontem, depois de uma reunião com os moradores, que as obras da nova ponte começam "
    "em março e vão durar cerca de dois anos."
)
PATIENCE = 5  # times that a single sentence is translated; the quickest counts, for the machine does other things too


def main(engine: str) -> None:
    portuguese = [sentence for sentence, _ in sentences(SENTENCES)]
    found = portuguese_model()
    assert found is not None
    model = found
    if engine == "ours":
        from desktop_app.language.loaded import translate as ours

        def translate(texts: list[str]) -> list[str]:
            return [made.text if made else "" for made in ours(model, "pt", texts)]
    else:
        oracle = Oracle(model)

        def translate(texts: list[str]) -> list[str]:
            return [oracle.translate(text) for text in texts]

    translate([HEADLINE])  # loads and warms up
    first, opening = _quickest_ms(translate, HEADLINE), _quickest_ms(translate, OPENING)
    loaded = _resident_mb()
    started = time.process_time()
    english = translate(portuguese)
    cpu_s = time.process_time() - started
    values = {
        "cpu_s": cpu_s,
        "words": sum(len(sentence.split()) for sentence in portuguese),
        "headline_ms": first,
        "opening_ms": opening,
        "loaded_mb": loaded,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "english": english,
    }
    print(json.dumps(values))


def _quickest_ms(translate: Callable[[list[str]], list[str]], sentence: str) -> float:
    taken: list[float] = []
    for _ in range(PATIENCE):
        started = time.process_time()
        translate([sentence])
        taken.append((time.process_time() - started) * 1e3)
    return min(taken)


def _resident_mb() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1])
