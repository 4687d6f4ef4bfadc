"""What runs in the worker process: sentences that are remembered are not translated again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.language import loaded
from desktop_app.language.marian.model import VERSION
from desktop_app.language.marian.paths import ModelPaths
from desktop_app.model.rendering import Rendering
from desktop_app.store import memory
from desktop_app.sync.translation_work import detect, translate
from tests.support import marian
from tests.support.stores import NOW, connect

TEXTS = ["o gato dorme na casa. A casa fica perto do rio.", "o gato dorme na casa."]


@pytest.fixture(autouse=True)
def _models() -> Iterator[None]:
    yield
    loaded.forget()


ENGLISH = {"o gato dorme na casa.": "The cat sleeps.", "A casa fica perto do rio.": "The house is near the river."}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    with closing(connect(tmp_path / "overview.db")):
        return tmp_path / "overview.db"


def remember(database: Path, paths: ModelPaths) -> None:
    """Let the memory have sentences that a model made of noise would not make."""
    identity = loaded.load(paths, "pt").identity
    rows = [
        (memory.key("pt", identity, str(VERSION), sentence), memory.pack(Rendering(english)))
        for sentence, english in ENGLISH.items()
    ]
    with closing(connect(database)) as db:
        memory.put(db, rows, NOW)


def test_what_is_remembered_is_not_translated_again(tmp_path: Path, database: Path) -> None:
    paths, _ = marian.write_model(tmp_path / "model")
    _, fresh = translate(str(database), paths, "pt", TEXTS)
    assert len(fresh) == 2
    remember(database, paths)
    made, fresh = translate(str(database), paths, "pt", TEXTS)
    assert [it.text for it in made if it] == ["The cat sleeps. The house is near the river.", "The cat sleeps."]
    assert fresh == []
    other, _ = marian.write_model(tmp_path / "other", seed=2)
    assert len(translate(str(database), other, "pt", TEXTS)[1]) == 2


def test_a_refused_sentence_stays_and_is_marked(tmp_path: Path, database: Path) -> None:
    paths, _ = marian.write_model(tmp_path / "model")
    remember(database, paths)
    with closing(connect(database)) as db:
        memory.put_bad(db, memory.refusal("pt", "o gato dorme na casa."))
    made, _ = translate(str(database), paths, "pt", TEXTS)
    assert made[0] is not None
    assert made[0].text == "o gato dorme na casa. The house is near the river."
    assert made[0].kept == ((0, 21),)
    assert made[1] is None


def test_without_a_memory_it_translates_all_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    paths, _ = marian.write_model(tmp_path / "model")
    (tmp_path / "broken.db").write_bytes(b"no database" * 100)
    with caplog.at_level("CRITICAL"):
        made, fresh = translate(str(tmp_path / "broken.db"), paths, "pt", TEXTS)
    assert (made, fresh) == (loaded.translate(paths, "pt", TEXTS), [])


def test_languages_are_told() -> None:
    assert detect([("東京で地震がありました", "en"), ("ok", "pt")]) == ["ja", "pt"]
