"""What is found in an article for what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.reader.finding import occurrences


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Agua y agua", "AGUA", ["Agua", "agua"]),
        ("They don’t, they didn't", "don't", ["don’t"]),
        ("The café and the cafe\u0301 of Málaga", "cafe", ["café", "cafe\u0301"]),
        ("Straße und STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Groß", "s", ["ß"]),
        ("He said “no comment” twice", '"no comment"', ["“no comment”"]),
        ("1990–2000, 12\u00a0000", "1990-2000", ["1990–2000"]),
        ("12\u00a0000 people", "12 000", ["12\u00a0000"]),
        ("Всё ещё мой край", "все еще", ["Всё ещё"]),
        ("мой и мои", "мой", ["мой"]),
        ("Η κυβέρνηση σήμερα", "κυβερνηση", ["κυβέρνηση"]),
        ("قالَ الرَّئيسُ", "الرئيس", ["الرَّئيسُ"]),
        ("ภาษาไทย", "ไทย", ["ไทย"]),
        ("日本語がかな", "が", ["が"]),
        ("한국어 뉴스", "한국", ["한국"]),
        ("a 🚢 sails, and a ship", "ship", ["ship"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", "  ", []),
        ("anything", "\u0301", []),
    ],
)
def test_found(text: str, words: str, found: list[str]) -> None:
    units = text.encode("utf-16-le")
    places = occurrences(text, words)
    assert [units[2 * start : 2 * end].decode("utf-16-le") for start, end in places] == found


@given(st.text(), st.text())
def test_places_follow_each_other_within_the_text(text: str, words: str) -> None:
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    last = 0
    for start, end in occurrences(text, words):
        assert last <= start < end <= length
        last = end
