"""The globe's picture of last time, kept in a file: the next start shows it while the map is read.

Raw pixels behind a key: for 900 by 860 pixels 4 ms to read, where a PNG takes 13 to 24. A file that is missing,
damaged, or of another picture by its key, is no picture.
"""

from __future__ import annotations

import logging
import struct
import threading
import zlib
from pathlib import Path

from PySide6.QtGui import QImage, QPixmap

log = logging.getLogger(__name__)

MAGIC = b"overview globe 1"
HEAD = struct.Struct("<16sIIII")  # magic, bytes of the key, width, height, checksum of the pixels
PIXEL = 4  # bytes
MOST = 1 << 24  # bytes of pixels: more is not read in the time that a first paint has
LONGEST_KEY = 1 << 16


class LastPicture:
    """One file. GUI thread only; it is written by a thread that the end of the program waits for."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, key: str) -> QPixmap | None:
        """The picture with this key; None where it is another, or none that can be read."""
        try:
            image = self._read(key.encode())
        except (OSError, ValueError, struct.error) as error:
            if not isinstance(error, FileNotFoundError):
                log.info("picture of the globe ignored error=%r", error)
            return None
        return None if image is None else QPixmap.fromImage(image)

    def _read(self, key: bytes) -> QImage | None:
        with self._file.open("rb", buffering=0) as file:
            magic, length, width, height, checksum = HEAD.unpack(file.read(HEAD.size))
            if magic != MAGIC or length > LONGEST_KEY or not 0 < width * height * PIXEL <= MOST:
                raise ValueError(magic)
            if file.read(length) != key:
                return None
            image = QImage(width, height, QImage.Format.Format_RGB32)
            pixels = image.bits()
            if file.readinto(pixels) != len(pixels) or zlib.crc32(pixels) != checksum:
                raise ValueError(checksum)
            return image

    def keep(self, key: str, pixmap: QPixmap) -> None:
        """Keep a picture in the place of the former; one that is too large is not kept."""
        image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
        name = key.encode()
        if image.sizeInBytes() <= MOST and len(name) <= LONGEST_KEY:
            threading.Thread(target=self._write, args=(name, image), name="globe-picture").start()

    def _write(self, key: bytes, image: QImage) -> None:
        """Whole or not at all."""
        fresh = self._file.with_suffix(".new")
        pixels = image.constBits()
        try:
            with fresh.open("wb") as file:
                file.write(HEAD.pack(MAGIC, len(key), image.width(), image.height(), zlib.crc32(pixels)) + key)
                file.write(pixels)
            fresh.replace(self._file)
        except OSError as error:
            log.warning("picture of the globe not stored error=%s", error)
