from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.extract.html_document import document_from_html, lead_from, plain_text

BASE = "https://site.example/"
SENTENCE = "The ferry came back to the harbour on Monday after four weeks in the dock."


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain", "plain"),
        ("a &amp; b", "a & b"),
        ("<p>a</p><p>b <b>c</b></p>", "a\nb c"),
        ("a<br>b", "a\nb"),
        ("a\n b", "a\nb"),
        ("<p>a\n b</p>", "a b"),
        ("<script>x</script>a<style>y</style>", "a"),
        ("a<!-- b -->c", "ac"),
        ("1 < 2", "1 < 2"),
        ("x<span>y</span>z", "xyz"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_plain_text(html: str, expected: str) -> None:
    assert plain_text(html) == expected


@given(st.text(max_size=200))
def test_plain_text_of_anything(html: str) -> None:
    assert "\n\n" not in plain_text(html)


@pytest.mark.parametrize(
    ("name", "html", "title", "expected"),
    [
        ("first sentence", f"<p>{SENTENCE}</p>", "", SENTENCE),
        ("labels are passed over", f"<p>Photo: AFP</p><p>{SENTENCE}</p>", "", SENTENCE),
        ("a label alone is better than nothing", "<p>Photo: AFP</p>", "", "Photo: AFP"),
        ("the title is not repeated", f"<p>Ferry is back!</p><p>{SENTENCE}</p>", "Ferry is back", SENTENCE),
        ("nor at the start", f"<p>Ferry is back. {SENTENCE}</p>", "Ferry is back", SENTENCE),
        ("short ones are joined", "<p>It rained all of the day.</p><p>It snowed all night.</p>", "",
         "It rained all of the day. It snowed all night."),
        ("headings are no lead", f"<h2>Monday in the harbour</h2><p>{SENTENCE}</p>", "", SENTENCE),
        ("feet are no lead", "<p>The post A appeared first on B.</p>", "", ""),
        ("nothing", "", "", ""),
    ],
)  # fmt: skip
def test_leads(name: str, html: str, title: str, expected: str) -> None:
    assert lead_from(document_from_html(html, BASE), title=title) == expected, name


def test_a_lead_of_html_itself() -> None:
    assert lead_from(f"<div><p>{SENTENCE}</p></div>") == SENTENCE


def test_long_texts_end_at_a_sentence_or_a_word() -> None:
    at_sentence = lead_from(" ".join([SENTENCE] * 10), limit=160)
    assert at_sentence == f"{SENTENCE} {SENTENCE}"
    at_word = lead_from("word " * 100, limit=62)
    assert at_word == "word " * 11 + "word…"
    assert lead_from("字" * 500, limit=50) == "字" * 49 + "…"


@given(st.text(max_size=400), st.integers(20, 300))
def test_leads_keep_to_the_limit(html: str, limit: int) -> None:
    lead = lead_from(document_from_html(html, BASE), limit)
    assert len(lead) <= limit
    assert "\n" not in lead
