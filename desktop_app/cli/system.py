"""``overview doctor`` and ``overview backup``."""

from __future__ import annotations

import time
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from desktop_app import assets, messages
from desktop_app.catalog import csv_file, toml_files
from desktop_app.cli.output import plain, print_json, say
from desktop_app.library import diagnosis
from desktop_app.library.core import Core
from desktop_app.model.errors import UsageError
from desktop_app.paths import Paths
from desktop_app.store.backup import back_up


def doctor(options: Namespace, places: Paths) -> int:
    checks = diagnosis.diagnose(diagnosis.here(places, time.time(), lambda: _catalog(options)))
    if options.json:
        print_json([{"check": c.name, "ok": c.is_ok, "detail": c.detail, "remedy": c.remedy or None} for c in checks])
    else:
        for check in checks:
            print(f"{'ok  ' if check.is_ok else 'FAIL'}  {check.name:<14}  {plain(check.detail)}")
            if check.remedy:
                print(f"{'':20}  {check.remedy}")
        bad = sum(not check.is_ok for check in checks)
        say(f"{messages.count(bad, 'problem')}." if bad else "All is well.")
    return 0 if all(check.is_ok for check in checks) else 1


def _catalog(options: Namespace) -> tuple[int, str]:
    """How many sources the catalogue has that would be used, and its fingerprint. Raises CatalogError."""
    made = toml_files.load(assets.path("catalog"))
    if options.catalog:
        made = csv_file.load(Path(options.catalog), made.countries)
    return len(made.outlets), made.fingerprint


def backup(options: Namespace, core: Core) -> int:
    name = f"overview-{datetime.fromtimestamp(core.library.now(), UTC):%Y%m%d-%H%M%S}.db"
    target = Path(options.path) if options.path else core.paths.backups / name
    if target.is_dir():
        target /= name
    if target.absolute() == core.paths.database.absolute():
        raise UsageError("A backup in the place of the store would be none. Name another file.")
    try:
        size = back_up(core.paths.database, target)
    except OSError as e:
        raise UsageError(f"{target} cannot be written: {e.strerror or e}. Name another place.") from e
    say(f"{size / 2**20:,.1f} MB written to {target}.")
    return 0
