from __future__ import annotations

import logging
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app import settings
from desktop_app.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_without_a_file_all_is_as_it_should_be(file: Path) -> None:
    assert settings.load(file) == Settings()
    assert not file.exists()


def test_there_and_back(file: Path) -> None:
    chosen = Settings(theme="ink", sync_minutes=60, languages=("en", "pt"), show_counts=True, home_country="CL")
    settings.save(file, chosen)
    assert settings.load(file) == chosen
    assert [p.name for p in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", 1),
        ("full_text", "always"),
        ("pictures", ""),
        ("sync_minutes", 14),
        ("sync_minutes", 1_441),
        ("sync_minutes", "30"),
        ("sync_minutes", 30.0),
        ("sync_minutes", True),
        ("retention_days", 6),
        ("text_size_px", 200),
        ("measure_px", 0),
        ("languages", "en"),
        ("languages", [1]),
        ("show_counts", 1),
        ("show_counts", "yes"),
    ],
)
def test_a_bad_value_is_the_default_with_one_warning(name: str, value: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert settings.from_values({name: value, "reduced_motion": True}) == Settings(reduced_motion=True)
    assert [r.getMessage() for r in caplog.records] == [f"setting ignored name={name}"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sync_minutes", 15),
        ("sync_minutes", 1_440),
        ("retention_days", 3_650),
        ("text_size_px", 14),
        ("theme", "contrast"),
        ("full_text", "never"),
        ("pictures", "clicked"),
    ],
)
def test_the_bounds_are_allowed(name: str, value: Any) -> None:
    assert getattr(settings.from_values({name: value}), name) == value


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"theme == 'ink'", b"[[[", b"a = 1\na = 2"])
def test_a_file_that_cannot_be_read(file: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert settings.load(file) == Settings()
    assert [r.levelno for r in caplog.records] == [logging.WARNING]


def test_what_a_newer_version_wrote_is_kept(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(
        """
        theme = "sepia"
        later = "Ñ"
        "a key with spaces" = [1, 2.5, true]
        since = 2026-01-02T03:04:05Z
        day = 2026-01-02
        [table]
        deep = {er = ["x"]}
        """,
        encoding="utf-8",
    )
    before = tomllib.loads(file.read_text(encoding="utf-8"))
    chosen = settings.load(file)
    assert chosen.theme == "sepia"
    settings.save(file, chosen)
    after = tomllib.loads(file.read_text(encoding="utf-8"))
    assert {k: after[k] for k in before} == before
    assert settings.load(file) == chosen


def test_a_save_that_fails_leaves_the_older_file(file: Path) -> None:
    settings.save(file, Settings(theme="ink"))
    file.with_suffix(".new").mkdir()
    with pytest.raises((IsADirectoryError, PermissionError)):
        settings.save(file, Settings(theme="paper"))
    assert settings.load(file).theme == "ink"


VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False),
        st.text(st.characters(codec="utf-8")),
        st.datetimes(),
        st.dates(),
    ),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=6,
)


@given(
    unknown=st.dictionaries(st.text(st.characters(codec="utf-8")).map("x".__add__), VALUES, max_size=4),
    text=st.text(st.characters(codec="utf-8")),
)
def test_whatever_is_kept_is_kept_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, unknown: dict[str, Any], text: str
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings.save(file, Settings(text_face=text, unknown=unknown))
    found = settings.load(file)
    assert (found.text_face, found.unknown) == (text, unknown)
