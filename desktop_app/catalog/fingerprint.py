"""
Whether a catalogue is the one that was read before, without reading it again.

The store keeps countries and outlets together with the fingerprint they came with; at the start the program compares
that with the files' and parses them only when they differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from importlib.resources.abc import Traversable
from pathlib import Path

from desktop_app.model.errors import CatalogError

# Part of each fingerprint. Raise it when the readers make something else of the same files.
_READERS = b"1"


def of_contents(contents: Mapping[str, bytes]) -> str:
    """The fingerprint of files, given by name; their order does not matter."""
    digest = blake2b(_READERS, digest_size=16)
    for name in sorted(contents):
        digest.update(f"\0{name}\0{len(contents[name])}\0".encode())
        digest.update(contents[name])
    return digest.hexdigest()


def folder_contents(folder: Traversable | Path) -> dict[str, bytes]:
    """The bytes of each TOML file of a catalogue's folder, by file name in alphabetical order.

    Raises CatalogError when the folder cannot be read.
    """
    try:
        files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
        return {file.name: file.read_bytes() for file in files}
    except OSError as error:
        raise CatalogError(f"{folder}: cannot be read: {error.strerror or error}") from error


def file_contents(file: Path) -> dict[str, bytes]:
    """The bytes of a catalogue in one file, by file name. Raises CatalogError when it cannot be read."""
    try:
        return {file.name: file.read_bytes()}
    except OSError as error:
        raise CatalogError(f"{file}: cannot be read: {error.strerror or error}") from error


def of_folder(folder: Traversable | Path) -> str:
    """The fingerprint of the catalogue in a folder of TOML files. Reads the files, parses nothing."""
    return of_contents(folder_contents(folder))


def of_file(file: Path) -> str:
    """The fingerprint of the catalogue in a CSV file."""
    return of_contents(file_contents(file))
