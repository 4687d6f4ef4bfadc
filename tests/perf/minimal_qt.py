"""
The least that a reader with Qt can do: 200 titles and one article from the store, in a window; ends once painted.

    python -m tests.perf.minimal_qt DATABASE
"""

from __future__ import annotations

import sqlite3
import sys
import zlib
from html import escape

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QListView, QMainWindow, QSplitter, QTextBrowser


class Window(QMainWindow):
    """Closes after its first paint, and so ends the program."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self.close)


def main(database: str) -> int:
    app = QApplication(sys.argv[:1])
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    newest = db.execute(
        """SELECT a.id, a.title FROM article a INDEXED BY article_latest JOIN outlet o ON o.id = a.outlet
           ORDER BY a.published DESC, a.id DESC LIMIT 200"""
    ).fetchall()
    (packed,) = db.execute("SELECT document FROM body WHERE article = ?", (newest[0][0],)).fetchone()
    titles = QListView()
    titles.setModel(QStringListModel([title for _, title in newest], titles))
    article = QTextBrowser()
    article.setHtml(f"<h1>{escape(newest[0][1])}</h1><p>{escape(zlib.decompress(packed).decode())}</p>")
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(titles)
    splitter.addWidget(article)
    window = Window()
    window.setCentralWidget(splitter)
    window.resize(1440, 900)
    window.show()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
