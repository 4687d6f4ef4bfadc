"""
Pictures for lists and panels: cut to size, decoded off the GUI thread, kept by bytes.

``pixmap`` gives what is there and asks for the rest; ``arrived`` says when it is worth asking again. Two daemon threads
decode with QImageReader and a scaled size, which lets go of the interpreter lock and does up to four times less work
than to read and then scale. The newest question is served first, since the oldest has been scrolled away, and more than
a screenful of questions are forgotten: a row that is still in view asks again when it is painted.

Nothing else in the process may use a QImageReader on a QIODevice made in Python (see ``theme/icons.py``).
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict, deque
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap

from desktop_app import assets
from desktop_app.model.frozen import frozen
from desktop_app.model.picture_header import MOST_BYTES, picture_header

KEPT_BYTES = 48 * 1024 * 1024
LONGEST_QUEUE = 64  # questions
THREADS = 2


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
    """A picture cut to a size."""

    url: str
    width: int  # device pixels
    height: int
    dpr: float


@frozen
class _Question:
    """What a thread is to decode."""

    key: _Key
    path: Path


def decode_cover(path: Path, width: int, height: int) -> QImage | None:
    """The middle of a picture so that it covers ``width`` by ``height`` device pixels; None when it cannot be shown.

    From any thread. What it is, and whether that can be borne, its bytes tell before Qt sees it: Qt would run an SVG.
    """
    try:
        header = picture_header(path.read_bytes())
    except OSError:  # thrown away meanwhile
        return None
    if header is None or not header.is_bearable:
        return None
    return _decode_cover(path, header.kind, width, height)


def _decode_cover(path: Path, kind: str, width: int, height: int) -> QImage | None:
    reader = QImageReader(str(path), kind.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        return None
    is_turned = bool(reader.transformation().value & 4)  # QImageIOHandler's Rotate90 bit: sides change places
    across, down = (height, width) if is_turned else (width, height)
    scale = max(across / size.width(), down / size.height())
    scaled = max(across, math.ceil(size.width() * scale)), max(down, math.ceil(size.height() * scale))
    if scaled[0] * scaled[1] * 4 > MOST_BYTES:  # a line, which would become a wall
        return None
    reader.setScaledSize(QSize(*scaled))
    image = reader.read()
    if image.isNull():
        return None
    left, top = (image.width() - width) // 2, (image.height() - height) // 3  # faces are above the middle
    return image.copy(QRect(left, top, width, height))


def warm_up() -> None:
    """Decode something on the calling thread, before two threads decode at once for the first time.

    PySide makes its types and enumerations when they are first used, and is not prepared for two threads that use one
    for the first time at once: eight threads that began with ``decode_cover`` ended the program in 25 of 30 starts, and
    in 0 of 40 after this.
    """
    QImageReader.setAllocationLimit(MOST_BYTES >> 20)  # should a picture be another one than it says
    _decode_cover(assets.path("icons", "globe.svg"), "svg", 8, 8)


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
        self._requested: set[str] = set()  # of the store, not answered yet
        self._asked: set[_Key] = set()  # of the threads, not answered yet
        self._questions: deque[_Question] = deque()  # newest last; _wake guards it and _is_closing
        self._answers: deque[tuple[_Key, QImage | None]] = deque()
        self._wake = threading.Condition()
        self._is_closing = False
        self._threads: list[threading.Thread] = []
        self._held: dict[str, None] | None = None  # asked for while it was told to hold
        self._decoded.connect(self._take_answers, Qt.ConnectionType.QueuedConnection)

    def pixmap(self, url: str, size: QSize, dpr: float) -> QPixmap | None:
        """The picture cut to ``size`` (logical pixels), or None: then it is being got, or is missing."""
        key = _Key(url, math.ceil(size.width() * dpr), math.ceil(size.height() * dpr), dpr)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        if url and url not in self._missing and url not in self._requested and not self._is_closing:
            self._get(key)
        return None

    def hold(self) -> None:
        """Get nothing until ``resume``: a window that has not painted yet does not wait for pictures."""
        self._held = {}

    def resume(self) -> None:
        """Whoever asked meanwhile asks again: it is told that there is something new."""
        held, self._held = self._held or {}, None
        for url in held:
            self.arrived.emit(url)

    def is_missing(self, url: str) -> bool:
        """True when the picture could not be had, or cannot be shown."""
        return url in self._missing

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
            self._requested.add(key.url)
            self._store.request(key.url)
            return
        self._asked.add(key)
        with self._wake:
            self._questions.append(_Question(key, path))
            if len(self._questions) > LONGEST_QUEUE:
                self._asked.discard(self._questions.popleft().key)
            self._wake.notify()
        if not self._threads:
            warm_up()
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
        self._kept_bytes += key.width * key.height * 4
        while self._kept_bytes > KEPT_BYTES and len(self._kept) > 1:
            old, _ = self._kept.popitem(last=False)
            self._kept_bytes -= old.width * old.height * 4

    @Slot()
    def _take_answers(self) -> None:
        urls: dict[str, None] = {}
        while self._answers:
            key, image = self._answers.popleft()
            self._asked.discard(key)
            if image is None:
                self._missing.add(key.url)
            else:
                self._keep(key, image)
            urls[key.url] = None
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
            key = question.key
            self._answers.append((key, decode_cover(question.path, key.width, key.height)))
            self._decoded.emit()
