"""
What the doctor looks at: each check says whether it is well, what was seen, and what to do where it is not.

Nothing here needs a running core, since a store that cannot be opened is one of the things to be found; and nothing is
changed or repaired.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from desktop_app import assets, messages
from desktop_app.language.models.checked import is_whole
from desktop_app.language.models.folder import ModelFolder
from desktop_app.language.models.manifest import Manifest
from desktop_app.model.errors import CatalogError, StoreError
from desktop_app.model.frozen import frozen
from desktop_app.paths import Paths
from desktop_app.store import backup, condition
from desktop_app.store.condition import Condition

NEEDED_FREE_BYTES = 500 * 1024 * 1024
BACKUP_AGE_S = 30 * 86_400
OLDEST_SQLITE = (3, 35, 0)  # RETURNING
MB = 1024 * 1024


@frozen
class Check:
    name: str
    is_ok: bool
    detail: str
    remedy: str = ""  # what to do, "" where it is well


@frozen
class Surroundings:
    """What the checks depend on besides the files."""

    places: Paths
    now: float
    platform: str  # sys.platform
    environment: Mapping[str, str]
    catalog: Callable[[], tuple[int, str]]  # the catalogue's number of outlets and its fingerprint; raises CatalogError


def diagnose(around: Surroundings) -> tuple[Check, ...]:
    """Every check, in a sensible order. Reads the whole store."""
    return tuple(_checks(around))


def _checks(around: Surroundings) -> Iterator[Check]:
    places = around.places
    yield _sqlite()
    yield _permissions(places)
    yield _disk(places)
    found = _condition(places.database)
    yield from _store(places.database, found)
    yield _backups(around, found if isinstance(found, Condition) else None)
    yield _user_copy(places.user_copy)
    yield _catalog(around, found if isinstance(found, Condition) else None)
    yield _languages(places.models)
    yield _fonts(assets.path("fonts"))
    yield from _letters(around)
    yield _display(around)


def _sqlite() -> Check:
    version = condition.sqlite_version()
    detail = f"SQLite {version}, Python {sys.version.split()[0]}"
    if tuple(map(int, version.split("."))) < OLDEST_SQLITE:
        return Check("sqlite", False, detail, "Use a Python that comes with SQLite 3.35 or newer.")
    if not condition.has_full_text_search():
        return Check(
            "sqlite", False, f"{detail}, without FTS5", "Use a Python whose SQLite has full-text search (FTS5)."
        )
    return Check("sqlite", True, f"{detail}, with FTS5")


def _permissions(places: Paths) -> Check:
    for folder in dict.fromkeys((places.data, places.config, places.cache, places.logs)):
        if not folder.exists():
            continue  # it is made when it is needed
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as e:
            return Check(
                "permissions", False, f"{folder} cannot be written to: {e.strerror or e}",
                "Give yourself the right to write there, or name another folder with --profile.",
            )  # fmt: skip
    return Check("permissions", True, f"{places.data} can be written to")


def _disk(places: Paths) -> Check:
    folder = next(f for f in (places.data, *places.data.parents) if f.exists())
    free = shutil.disk_usage(folder).free
    detail = f"{free // MB:,} MB free at {folder}"
    if free < NEEDED_FREE_BYTES:
        return Check("disk space", False, detail, f"Free some space: {NEEDED_FREE_BYTES // MB} MB should be left.")
    return Check("disk space", True, detail)


def _condition(database: Path) -> Condition | StoreError | None:
    if not database.exists():
        return None
    try:
        return condition.condition(database)
    except StoreError as e:
        return e


def _store(database: Path, found: Condition | StoreError | None) -> Iterator[Check]:
    if found is None:
        yield Check("store", True, f"not made yet: {database}")
        return
    if isinstance(found, StoreError):
        yield Check("store", False, f"{database}: {found}", messages.error_sentence(found))
        return
    yield Check("store version", True, f"version {found.version} of {found.newest_version}: {database}")
    size = database.stat().st_size / MB
    try:
        backup.check(database)
    except StoreError as e:
        yield Check("store", False, f"{database}: {e}", messages.error_sentence(e))
    else:
        yield Check("store", True, f"sound, {messages.count(found.articles, 'article')}, {size:,.1f} MB")


def _backups(around: Surroundings, found: Condition | None) -> Check:
    folder = around.places.backups
    files = sorted(folder.glob("*.db"), key=lambda f: f.stat().st_mtime) if folder.is_dir() else []
    kept = found.kept if found else 0
    remedy = "Make one with 'overview backup'."
    if not files:
        detail = f"none in {folder}"
        if kept:
            return Check("backups", False, f"{detail}, but {messages.count(kept, 'article')} to keep", remedy)
        return Check("backups", True, f"{detail}; nothing to keep yet")
    age_days = max(0, int((around.now - files[-1].stat().st_mtime) // 86_400))
    detail = f"{len(files)}, the latest {files[-1].name}, {messages.count(age_days, 'day')} old"
    if kept and age_days * 86_400 > BACKUP_AGE_S:
        return Check("backups", False, detail, remedy)
    return Check("backups", True, detail)


def _user_copy(file: Path) -> Check:
    name = "plain copy"
    if not file.exists():
        return Check(name, True, f"not made yet: {file}")
    bad = lines = 0
    try:
        with file.open("rb") as f:
            for line in f:
                lines += 1
                bad += not _is_object(line)
    except OSError as e:
        return Check(name, False, f"{file}: {e.strerror or e}", "Give yourself the right to read the file.")
    detail = f"{messages.count(lines, 'line')} in {file}"
    if bad:
        remedy = f"Move {file.name} elsewhere; it is written anew as you star, tag and read."
        return Check(name, False, f"{detail}, {bad} of them damaged", remedy)
    return Check(name, True, detail)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _catalog(around: Surroundings, found: Condition | None) -> Check:
    name = "catalogue"
    try:
        outlets, fingerprint = around.catalog()
    except CatalogError as e:
        return Check(name, False, str(e), "Mend the file, or install Overview again.")
    detail = f"{messages.count(outlets, 'source')}, fingerprint {fingerprint[:12]}"
    if found is not None and found.catalog != fingerprint:
        return Check(name, True, f"{detail}; the store takes it over at the next start")
    return Check(name, True, detail)


def _languages(folder: Path) -> Check:
    """The models that are installed: whole, by the checksums of the list where they are of its versions."""
    manifest = Manifest(assets.path("language", "models.json"))
    installed = ModelFolder(folder, manifest).installed()
    if not installed:
        return Check("languages", True, f"none installed in {folder}; 'overview languages list' shows what there is")
    damaged = [model.info for model in installed.values() if not is_whole(model)]
    names = ", ".join(f"{model.info.name} {model.version}" for model in installed.values())
    if damaged:
        bad = ", ".join(info.name for info in damaged)
        tags = " ".join(info.language for info in damaged)
        remedy = f"Get them again: overview languages remove {tags}, then overview languages install {tags}"
        return Check("languages", False, f"{names}; damaged: {bad}", remedy)
    updates = [model.info.name for model in installed.values() if not model.is_current]
    newer = f"; newer models are there for {', '.join(updates)}" if updates else ""
    return Check("languages", True, f"{names}{newer}")


# Languages of the press by the scripts that are not shipped, as fontconfig names them
_LETTERS = {
    "Arabic": "ar", "Armenian": "hy", "Bengali": "bn", "Chinese": "zh-cn", "Devanagari": "hi", "Ethiopic": "am",
    "Georgian": "ka", "Gujarati": "gu", "Gurmukhi": "pa", "Hebrew": "he", "Japanese": "ja", "Kannada": "kn",
    "Khmer": "km", "Korean": "ko", "Lao": "lo", "Malayalam": "ml", "Myanmar": "my", "Sinhala": "si", "Tamil": "ta",
    "Telugu": "te", "Thai": "th", "Tibetan": "bo", "Thaana": "dv",
}  # fmt: skip


def _letters(around: Surroundings) -> Iterator[Check]:
    """Which scripts no typeface of the system has. Windows and macOS have them all."""
    command = shutil.which("fc-list", path=around.environment.get("PATH", ""))
    if not around.platform.startswith("linux") or command is None:
        return
    try:
        done = subprocess.run(  # noqa: S603 a command of the system without anything of ours in it
            [command, ":", "lang"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    known = {language for line in done.stdout.splitlines() for language in line.partition("=")[2].split("|")}
    missing = [script for script, language in _LETTERS.items() if language not in known]
    detail = f"typefaces for {len(_LETTERS) - len(missing)} scripts besides the shipped ones"
    if missing:  # which is no fault of the program's: who reads none of them needs none
        detail += f"; none for {', '.join(missing)}, which the Noto fonts have (fonts-noto-core, fonts-noto-cjk)"
    yield Check("letters", True, detail)


def _fonts(folder: Path) -> Check:
    fonts = [f for f in folder.glob("*") if f.suffix in {".ttf", ".otf"}] if folder.is_dir() else []
    if not fonts:
        return Check("fonts", False, f"none in {folder}", "Install Overview again: its typefaces are missing.")
    return Check("fonts", True, f"{messages.count(len(fonts), 'file')} in {folder}")


def _display(around: Surroundings) -> Check:
    if around.platform in {"win32", "darwin"}:
        return Check("display", True, around.platform)
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        if value := around.environment.get(name):
            return Check("display", True, f"{name}={value}")
    return Check(
        "display", False, "no window can be opened here: neither WAYLAND_DISPLAY nor DISPLAY is set",
        "Start Overview in a desktop session; the commands work without one.",
    )  # fmt: skip


def here(places: Paths, now: float, catalog: Callable[[], tuple[int, str]]) -> Surroundings:
    """This computer, this process."""
    return Surroundings(places, now, sys.platform, os.environ, catalog)
