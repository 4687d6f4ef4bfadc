"""
The file of a Marian model: named tensors, most of them 8-bit integers with one multiplier, and a few lines of settings.

Little-endian: version (1) and number of tensors; for each of them the lengths of its name and data, its type and its
number of dimensions; then all names, all shapes, padding, all data. A matrix of 8-bit integers is stored transposed
(a row for each of its columns); its multiplier, a 32-bit float, follows the values, and value = integer / multiplier.
Files are checked by their checksum before they come here, so what does not fit is a file of another kind.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop_app.model.errors import ModelError, ModelProblem

T = TypeVar("T")
Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
Ids = NDArray[np.int64]

_VERSION = 1
_FLOAT32 = 0x0404
_QUANTISED = 0x4101  # 8 bits, in no order that belongs to a processor
_SETTINGS = "special:model.yml"
_MOST_TENSORS = 10_000


@dataclass(frozen=True, slots=True)
class Quantised:
    """A matrix of 8-bit integers; value = integer * scale."""

    values: Bytes
    scale: float

    def rows(self, ids: Ids) -> Floats:
        """These rows, in full: of a large table few are needed at a time."""
        rows = self.values[ids].astype(np.float32)
        rows *= np.float32(self.scale)
        return rows


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What a file holds. Its methods raise ModelError where that is not what is asked for."""

    settings: dict[str, str]
    floats: dict[str, Floats]
    quantised: dict[str, Quantised]

    def vector(self, name: str) -> Floats:
        return _named(self.floats, name).reshape(-1)

    def matrix(self, name: str) -> Floats:
        """A weight matrix in full, to be multiplied from the left: ``x @ matrix``."""
        if name in self.floats:
            return self.floats[name]
        stored = _named(self.quantised, name)
        height, width = stored.values.shape
        columns = stored.values.reshape(width, height).astype(np.float32)
        columns *= np.float32(stored.scale)
        return np.ascontiguousarray(columns.T)

    def table(self, name: str) -> Quantised:
        """An embedding: a row for each piece."""
        return _named(self.quantised, name)

    def number(self, setting: str) -> int:
        try:
            return int(_named(self.settings, setting))
        except ValueError as e:
            raise ModelError(ModelProblem.UNKNOWN_KIND, f"setting {setting}") from e


def _named(there: dict[str, T], name: str) -> T:
    if name not in there:
        raise ModelError(ModelProblem.UNKNOWN_KIND, f"nothing named {name}")
    return there[name]


def read(path: Path) -> ModelFile:
    """Raises ModelError, and OSError where the file cannot be read."""
    with path.open("rb") as file:
        try:
            return _read(file)
        except (struct.error, UnicodeDecodeError, ValueError) as e:
            raise ModelError(ModelProblem.UNKNOWN_KIND, f"{path.name}: {e}") from e


def _read(file: BinaryIO) -> ModelFile:
    version, number = _unpack(file, "<2Q")
    if version != _VERSION or number > _MOST_TENSORS:
        raise ModelError(ModelProblem.UNKNOWN_KIND, f"version {version}")
    heads = [_unpack(file, "<4Q") for _ in range(number)]
    names = [file.read(head[0]).rstrip(b"\0").decode() for head in heads]
    shapes = [_unpack(file, f"<{head[2]}i") for head in heads]
    (padding,) = _unpack(file, "<Q")
    file.seek(padding, 1)
    made = ModelFile({}, {}, {})
    for name, shape, (_, kind, _, length) in zip(names, shapes, heads, strict=True):
        end = file.tell() + length
        size = math.prod(shape)
        if name == _SETTINGS:
            made.settings.update(_settings(file.read(length).rstrip(b"\0").decode()))
        elif kind == _FLOAT32:
            made.floats[name] = np.fromfile(file, "<f4", size).reshape(shape)
        elif kind == _QUANTISED:
            values = np.fromfile(file, np.int8, size).reshape(shape)
            (multiplier,) = _unpack(file, "<f")
            made.quantised[name] = Quantised(values, 1.0 / multiplier)
        else:
            raise ModelError(ModelProblem.UNKNOWN_KIND, f"{name} is of type {kind:#x}")
        file.seek(end)
    return made


def _unpack(file: BinaryIO, form: str) -> tuple[int, ...]:
    return struct.unpack(form, file.read(struct.calcsize(form)))


def _settings(text: str) -> dict[str, str]:
    """The top level of a YAML text; what is nested or a list is not needed."""
    pairs = (line.split(":", 1) for line in text.splitlines() if ":" in line and line[0].isalpha())
    return {name.strip(): value.strip().strip('"') for name, value in pairs}
