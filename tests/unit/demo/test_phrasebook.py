from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.demo.phrasebook import Phrasebook, sentences
from desktop_app.demo.world import DemoWorld
from desktop_app.model.rendering import Rendering
from tests.unit.demo.conftest import SAMPLE
from tests.unit.demo.feed_reading import items


def lines() -> list[dict[str, str]]:
    text = (SAMPLE / "translations.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_every_text_has_its_english(world: DemoWorld) -> None:
    for item in items(world):
        if item.row.language == "en":
            continue
        texts = item.texts()
        english = world.phrasebook.translate(item.row.language, texts)
        missing = [text for text, made in zip(texts, english, strict=True) if made is None]
        assert not missing, item.url


def test_english_is_in_latin_letters() -> None:
    for row in lines():
        plain = [c for c in row["english"] if c.isalpha() and ord(c) > 0x24F]
        assert not plain, row


def test_each_sentence_has_its_own_english(world: DemoWorld) -> None:
    for row in lines():
        parts = sentences(row["source"])
        assert len(parts) == len(sentences(row["english"])), row
        assert None not in world.phrasebook.translate(row["language"], parts), row


def test_languages(world: DemoWorld) -> None:
    assert world.phrasebook.languages() == {row["language"] for row in lines()}
    assert "en" not in world.phrasebook.languages()
    assert world.phrasebook.name("fr")


@dataclass(frozen=True)
class OneLanguage:
    translations: Path
    languages: frozenset[str]


LEAD = "Une idée simple. Elle coûte peu et dure longtemps. Elle plaît."
ENGLISH = "A simple idea. It costs little and lasts long. It pleases."


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("whole", LEAD, ENGLISH),
        ("other spaces", LEAD.replace(" ", "\u00a0\n "), ENGLISH),
        ("some sentences", LEAD[17:], ENGLISH[15:]),
        ("cut inside a sentence", "Une idée simple. Elle coûte peu et…", "A simple idea. It costs…"),
        ("cut with three dots", "Une idée simple. Elle coûte peu et...", "A simple idea. It costs…"),
        ("unknown", "Une autre idée.", None),
        ("partly unknown", "Une idée simple. Une autre idée.", None),
        ("nothing", "", None),
        ("only dots", "…", None),
    ],
)
def test_finds_parts_of_texts(name: str, text: str, expected: str | None, tmp_path: Path) -> None:
    del name
    file = tmp_path / "translations.jsonl"
    row = {
        "language": "fr",
        "source": LEAD,
        "english": ENGLISH,
    }
    file.write_text(json.dumps(row), encoding="utf-8")
    book = Phrasebook(OneLanguage(file, frozenset({"fr"})))
    assert book.translate("fr", [text]) == [Rendering(expected) if expected else None]
    assert book.translate("de", [text]) == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("「どうぞ」だった。次の文。", ["「どうぞ」だった。", "次の文。"]),
        ("यह पहला है। यह दूसरा।", ["यह पहला है।", "यह दूसरा।"]),
        ("هل جاء؟ نعم.", ["هل جاء؟", "نعم."]),
        ("At 3.30 it began.", ["At 3.30 it began."]),
        ("without an end", ["without an end"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
