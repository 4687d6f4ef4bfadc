"""
Shows articles in the reader, as a process of its own, and tells in one JSON value what that took, in ms of CPU:
other programs on the machine do not count.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from statistics import median

from PySide6.QtWidgets import QApplication

from desktop_app.model.article import ArticleId
from desktop_app.model.document import Document, Heading, Mark, Paragraph, Run
from desktop_app.ui.reader.view import ReaderView
from desktop_app.ui.theme.fonts import load_fonts
from desktop_app.ui.theme.style import apply_theme
from desktop_app.ui.theme.tokens import THEMES
from tests.unit.ui.reader.articles import article

SENTENCE = "The council met again on the quay, and nobody left before the lamps of the old lighthouse were lit. "  # 19
USUAL, LONG = 600, 10_000  # words
ARTICLES = 12


def main() -> None:
    app = QApplication(["overview", "-style", "Fusion"])
    load_fonts()
    apply_theme(app, THEMES["paper"])
    reader = ReaderView()
    reader.set_reduced_motion(True)
    reader.resize(980, 820)
    reader.show()
    app.processEvents()

    def painted(do: Callable[[], object]) -> float:
        began = time.process_time()
        do()
        reader.grab()
        return (time.process_time() - began) * 1e3

    usual = [
        painted(lambda n=number: reader.show_article(article(text(USUAL), id=ArticleId(n))))  # type: ignore[misc]
        for number in range(1, ARTICLES)
    ]
    long = article(text(LONG), id=ArticleId(99))
    long_ms = painted(lambda: reader.show_article(long))
    scrolled: list[float] = []
    while not reader.text.is_at_end:
        scrolled.append(painted(reader.page_forward))
    reader.restore_position(0.5)
    style = reader.style_of_reading
    told = {
        "first_ms": usual[0],
        "usual_ms": median(usual[1:]),
        "usual_worst_ms": max(usual[1:]),
        "long_ms": long_ms,
        "scroll_ms": median(scrolled),
        "scroll_worst_ms": max(scrolled),
        "pages": len(scrolled),
        "resize_ms": painted(lambda: reader.set_style(style.larger())),
    }
    print(json.dumps(told))


def text(words: int) -> Document:
    """So many words, with links and bold among them and a heading now and then."""
    blocks: list[Paragraph | Heading] = []
    for number in range(words // (4 * 19)):
        if number % 6 == 5:
            blocks.append(Heading(2, (Run(f"Chapter {number}"),)))
        marks = Mark.BOLD if number % 3 == 0 else Mark.NONE
        linked = Run(SENTENCE, href="https://daily.example/quay")
        blocks.append(Paragraph((Run(SENTENCE), Run(SENTENCE, marks), linked, Run(SENTENCE))))
    return tuple(blocks)


if __name__ == "__main__":
    main()
