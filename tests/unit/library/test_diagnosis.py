"""The doctor finds what is wrong, and says what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app import assets
from desktop_app.language.models.manifest import Manifest
from desktop_app.library.diagnosis import Check, Surroundings, diagnose
from desktop_app.model.errors import CatalogError
from desktop_app.paths import Paths, in_profile
from desktop_app.store.backup import back_up
from tests.support.world import NOON, a_core


def checked(places: Paths, **changed: object) -> dict[str, Check]:
    environment: Mapping[str, str] = {"DISPLAY": ":0"}
    details: dict[str, object] = {
        "places": places,
        "now": NOON,
        "platform": "linux",
        "environment": environment,
        "catalog": lambda: (3, "abc"),
    }
    checks = diagnose(Surroundings(**(details | changed)))  # type: ignore[arg-type]
    assert all(check.is_ok != bool(check.remedy) for check in checks)
    return {check.name: check for check in checks}


def ill(checks: dict[str, Check]) -> list[str]:
    return [check.name for check in checks.values() if not check.is_ok]


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    """Of a store with a starred article and a backup."""
    places = in_profile(tmp_path / "profile")
    with a_core(places.data) as core:
        core.take_catalog()
        core.library.run_job(_add_starred).result()
    back_up(places.database, places.backups / "overview-1.db")
    os.utime(places.backups / "overview-1.db", (NOON - 86_400, NOON - 86_400))
    return places


def _add_starred(db: object) -> tuple[()]:
    execute = db.execute  # type: ignore[attr-defined]
    execute("INSERT INTO outlet VALUES (1, 'CL/a', 'CL', 'A', 'other', '', 0, 0, 'import', '{}')")
    execute("INSERT INTO feed (id, outlet, url, language, in_catalog) VALUES (1, 1, 'import:CL/a', '', 0)")
    execute(
        """INSERT INTO article (id, outlet, feed, country, url, title, lead, byline, language, image, published,
                                fetched, text_hash) VALUES (1, 1, 1, 'CL', '', 't', '', '', '', '', 1, 1, 1)"""
    )
    execute("INSERT INTO mark (article, starred_at) VALUES (1, 1)")
    return ()


def test_all_is_well(places: Paths) -> None:
    checks = checked(places)
    assert ill(checks) == []
    assert "1 article" in checks["store"].detail
    assert "1 day old" in checks["backups"].detail
    assert set(checks) == {
        "sqlite", "permissions", "disk space", "store version", "store", "backups", "plain copy", "catalogue",
        "languages", "fonts", "display",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="a script of a Unix shell")
def test_scripts_without_a_typeface_are_named(places: Paths, tmp_path: Path) -> None:
    command = tmp_path / "fc-list"
    command.write_text("#!/bin/sh\necho ':lang=ar|he|ja|ko|zh-cn'\necho ':lang=hi|bn'\n", encoding="utf-8")
    command.chmod(0o755)
    check = checked(places, environment={"DISPLAY": ":0", "PATH": str(tmp_path)})["letters"]
    assert check.is_ok and "typefaces for 7 scripts" in check.detail
    assert "Thai" in check.detail and "fonts-noto-core" in check.detail and "Hebrew" not in check.detail


def test_before_the_first_start_all_is_well(tmp_path: Path) -> None:
    places = in_profile(tmp_path / "none" / "yet")
    assert ill(checked(places)) == []
    assert not places.data.exists()


def test_a_damaged_store(places: Paths) -> None:
    whole = places.database.read_bytes()
    places.database.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    assert "store" in ill(checked(places))
    places.database.write_bytes(b"something else entirely" * 1000)
    assert "restore" in checked(places)["store"].remedy


def test_too_few_backups(places: Paths) -> None:
    assert ill(checked(places, now=NOON + 60 * 86_400)) == ["backups"]
    for file in places.backups.iterdir():
        file.unlink()
    assert ill(checked(places)) == ["backups"]


def test_a_damaged_plain_copy(places: Paths) -> None:
    places.user_copy.write_text('{"id": 1}\n{"id"', encoding="utf-8")
    assert ill(checked(places)) == ["plain copy"]
    assert "2 lines" in checked(places)["plain copy"].detail and "1 of them" in checked(places)["plain copy"].detail


def test_a_catalogue_that_cannot_be_read(places: Paths) -> None:
    def broken() -> tuple[int, str]:
        raise CatalogError("my.csv, line 3: no feed_url")

    checks = checked(places, catalog=broken)
    assert ill(checks) == ["catalogue"]
    assert checks["catalogue"].detail == "my.csv, line 3: no feed_url"


@pytest.mark.parametrize(
    ("platform", "environment", "is_ok"),
    [
        ("linux", {}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_display(tmp_path: Path, platform: str, environment: dict[str, str], *, is_ok: bool) -> None:
    checks = checked(in_profile(tmp_path), platform=platform, environment=environment)
    assert checks["display"].is_ok == is_ok


def test_a_model_that_is_not_what_the_list_says_is_found(places: Paths) -> None:
    assert "none installed" in checked(places)["languages"].detail
    folder = places.models / "pt" / "3.0"
    folder.mkdir(parents=True)
    damaged = checked(places)["languages"]
    assert not damaged.is_ok
    assert "damaged: Portuguese" in damaged.detail
    assert "overview languages install pt" in damaged.remedy
    for file in Manifest(assets.path("language", "models.json")).model("pt").files:
        (folder / file.name).write_bytes(b"other bytes")
    assert not checked(places)["languages"].is_ok
    folder.rename(folder.with_name("2.9"))
    older = checked(places)["languages"]
    assert older.is_ok
    assert "newer models are there for Portuguese" in older.detail
