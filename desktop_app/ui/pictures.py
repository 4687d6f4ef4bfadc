"""
Pictures for lists, panels and pages: cut to size or whole, decoded off the GUI thread, kept by bytes.

``pixmap`` gives what is there and asks for the rest; ``arrived`` says when it is worth asking again. Two daemon threads
decode with QImageReader and a scaled size, which lets go of the interpreter lock and does up to four times less work
than to read and then scale. The newest question is served first, since the oldest has been scrolled away, and more than
a screenful of questions are forgotten: a row that is still in view asks again when it is painted.

Whoever asks is often painting, so the threads are woken when that is over: beside them it takes twice as long.

Nothing else in the process may use a QImageReader on a QIODevice made in Python (see ``theme/icons.py``).
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict, deque
from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from desktop_app.model.frozen import frozen
from desktop_app.ui import decoding

KEPT_BYTES = 48 * 1024 * 1024
LONGEST_QUEUE = 64  # questions
THREADS = 2
TRIFLE_PX = 24  # what has a shorter side than this is a spacer or counts readers


class PictureStore(Protocol):
    """Where the files of pictures are. Both methods are called on the GUI thread and are quick."""

    def path(self, url: str) -> Path:
        """Where the picture is once it is there."""
        ...

    def request(self, url: str) -> None:
        """Have it fetched; ``PictureLoader.on_picture_arrived`` is called when that is over, either way."""
        ...


@frozen
class _Key:
    """A picture cut to a size; without a size, all of it."""

    url: str
    width: int = 0  # device pixels
    height: int = 0
    dpr: float = 1.0


@frozen
class _Question:
    """What a thread is to decode."""

    key: _Key
    path: Path


@frozen
class _Answer:
    """What came of a question."""

    key: _Key
    image: QImage | None  # None when it cannot be shown
    is_trifle: bool = False
    is_withheld: bool = False  # nobody looked


class PictureLoader(QObject):
    """GUI thread, but for the decoding. End it with ``close``."""

    arrived = Signal(str)  # url: pixmap() or is_missing() has a new answer for it

    _decoded = Signal()  # crosses from the decoding threads; says only that there is something to take

    def __init__(self, store: PictureStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()  # least recently used first
        self._kept_bytes = 0
        self._missing: set[str] = set()
        self._trifles: set[str] = set()
        self._shows = True
        self._fetches = True
        self._withheld: set[str] = set()  # not here, and not to be fetched unless the user says so
        self._asked_for: set[str] = set()  # the user said so
        self._requested: set[str] = set()  # of the store, not answered yet
        self._asked: set[_Key] = set()  # of the threads, not answered yet
        self._questions: deque[_Question] = deque()  # newest last; _wake guards it and _is_closing
        self._answers: deque[_Answer] = deque()
        self._wake = threading.Condition()
        self._is_closing = False
        self._threads: list[threading.Thread] = []
        self._held: dict[str, None] | None = None  # asked for while it was told to hold
        self._decoded.connect(self._take_answers, Qt.ConnectionType.QueuedConnection)
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._wake_threads)
        self._new: list[_Question] = []

    def pixmap(self, url: str, size: QSize, dpr: float) -> QPixmap | None:
        """The picture cut to ``size`` (logical pixels), or None: then it is being got, or is missing."""
        return self._pixmap(_Key(url, math.ceil(size.width() * dpr), math.ceil(size.height() * dpr), dpr))

    def whole(self, url: str) -> QPixmap | None:
        """All of the picture in device pixels, at most ``decoding.WHOLE_PX`` of them, or None, as above."""
        return self._pixmap(_Key(url))

    def _pixmap(self, key: _Key) -> QPixmap | None:
        if not self._shows:
            return None
        url = key.url
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        is_on_its_way = url in self._requested or url in self._missing or url in self._withheld
        if url and not is_on_its_way and not self._is_closing:
            self._get(key)
        return None

    def choose(self, *, shows: bool, fetches: bool) -> None:
        """Whether there are pictures at all, and whether what is not here is fetched because it is shown; else it is
        when the user asks for it, by ``fetch``."""
        if (shows, fetches) == (self._shows, self._fetches):
            return
        self._shows, self._fetches = shows, fetches
        self._asked_for.clear()
        withheld, self._withheld = self._withheld, set()
        for url in withheld | {key.url for key in self._kept}:
            self.arrived.emit(url)

    def is_withheld(self, url: str) -> bool:
        """Whether it is not fetched before the user asks for it."""
        return url in self._withheld

    def fetch(self, url: str) -> None:
        """The user asks for it, whatever became of it before."""
        self._asked_for.add(url)
        self._withheld.discard(url)
        self._missing.discard(url)
        self.arrived.emit(url)

    @property
    def trifles(self) -> Collection[str]:
        """Addresses whose pictures are spacers or counters: to be shown nowhere."""
        return self._trifles

    def hold(self) -> None:
        """Get nothing until ``resume``: a window that has not painted yet does not wait for pictures."""
        self._held = {}

    def resume(self) -> None:
        """Whoever asked meanwhile asks again: it is told that there is something new."""
        held, self._held = self._held or {}, None
        for url in held:
            self.arrived.emit(url)

    def is_missing(self, url: str) -> bool:
        """True when the picture could not be had, cannot be shown, or is not fetched."""
        return url in self._missing or url in self._withheld or not self._shows

    @Slot(str)
    def on_picture_arrived(self, url: str) -> None:
        """The store's answer to ``request``: the file is there now, or is not to be had."""
        self._requested.discard(url)
        if self._store.path(url).exists():
            self._missing.discard(url)
        else:
            self._missing.add(url)
        self.arrived.emit(url)

    @property
    def is_busy(self) -> bool:
        """Whether a picture that was asked for may still come."""
        return bool(self._requested or self._asked)

    def try_missing_again(self) -> None:
        """Forget what could not be had, after a time without a network for instance; who shows it asks again."""
        forgotten, self._missing = self._missing, set()
        for url in forgotten:
            self.arrived.emit(url)

    def close(self) -> None:
        """End the threads; no picture arrives any more."""
        with self._wake:
            self._is_closing = True
            self._questions.clear()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    # GUI thread

    def _get(self, key: _Key) -> None:
        if self._held is not None:
            self._held[key.url] = None
            return
        if key in self._asked:
            return
        path = self._store.path(key.url)
        if not path.exists():
            if not self._fetches and key.url not in self._asked_for:
                self._withheld.add(key.url)
                self._answers.append(_Answer(key, None, is_withheld=True))
                self._decoded.emit()  # not at once: who asks may be painting
                return
            self._requested.add(key.url)
            self._store.request(key.url)
            return
        self._asked.add(key)
        self._new.append(_Question(key, path))
        self._painted.start()

    @Slot()
    def _wake_threads(self) -> None:
        if self._is_closing:
            return
        with self._wake:
            self._questions.extend(self._new)
            self._new.clear()
            while len(self._questions) > LONGEST_QUEUE:
                self._asked.discard(self._questions.popleft().key)
            self._wake.notify_all()
        if not self._threads:
            decoding.warm_up()
            self._threads = [
                threading.Thread(target=self._decode_until_closed, name=f"pictures-{n}", daemon=True)
                for n in range(THREADS)
            ]
            for thread in self._threads:
                thread.start()

    def _keep(self, key: _Key, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(key.dpr)
        self._kept[key] = pixmap
        self._kept_bytes += _bytes_of(pixmap)
        while self._kept_bytes > KEPT_BYTES and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._kept_bytes -= _bytes_of(old)

    @Slot()
    def _take_answers(self) -> None:
        urls: dict[str, None] = {}
        while self._answers:
            answer = self._answers.popleft()
            url = answer.key.url
            self._asked.discard(answer.key)
            if answer.is_trifle:
                self._trifles.add(url)
            if answer.image is not None:
                self._keep(answer.key, answer.image)
            elif not answer.is_withheld:
                self._missing.add(url)
            urls[url] = None
        for url in urls:
            self.arrived.emit(url)

    # Decoding threads

    def _decode_until_closed(self) -> None:
        while True:
            with self._wake:
                while not self._questions and not self._is_closing:
                    self._wake.wait()
                if self._is_closing:
                    return
                question = self._questions.pop()
            self._answers.append(_answer(question))
            self._decoded.emit()


def _answer(question: _Question) -> _Answer:
    key, header = question.key, decoding.bearable_header(question.path)
    if header is None:
        return _Answer(key, None)
    if min(header.width, header.height) < TRIFLE_PX:
        return _Answer(key, None, is_trifle=True)
    if not key.width:
        return _Answer(key, decoding.whole(question.path, header.kind))
    return _Answer(key, decoding.cover(question.path, header.kind, key.width, key.height))


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
