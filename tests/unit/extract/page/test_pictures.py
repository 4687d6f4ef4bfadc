"""Pictures that stand in a page more than once: for browsers with scripts and without, as a teaser and in the text."""

from __future__ import annotations

import pytest

from desktop_app.extract.page.article_page import article_page
from desktop_app.model.document import Paragraph, Picture, plain

FIRST, SECOND, THIRD = (
    "".join(
        f"<p>{f'On day {4 * part + n} the council met, and nobody left before the lamps were lit. ' * 3}</p>"
        for n in range(4)
    )
    for part in range(3)
)
SAID = "The lamps of the council before they were lit in the evening."


def found(inside: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The pictures with their captions, and what the paragraphs say that is not the running text."""
    source = f"<html><body><article><h1>The lamps of the council</h1>{FIRST}{inside}{THIRD}</article></body></html>"
    document = article_page(source, "https://daily.example/lamps").document
    pictures = [(block.url, block.caption) for block in document if isinstance(block, Picture)]
    others = [plain(block.runs) for block in document if isinstance(block, Paragraph)]
    return pictures, [text for text in others if "nobody left" not in text]


def test_an_empty_one_before_the_one_for_browsers_without_scripts() -> None:
    box = (
        '<div class="media"><div><img alt="Lamps" src="https://cdn.example/index-transparent_h-3_w-4.gif">'
        '<noscript><img alt="Lamps" src="https://cdn.example/lamps-{}.jpg"></noscript></div>'
        '<div class="subtitle"><span class="media-text">{}</span></div></div>'
    )
    pictures, others = found(box.format(1, SAID) + SECOND + box.format(2, SAID.upper()))
    assert pictures == [("https://cdn.example/lamps-1.jpg", SAID), ("https://cdn.example/lamps-2.jpg", SAID.upper())]
    assert others == []


def test_copies_of_one_have_the_words_beside_them() -> None:
    copies = (
        '<picture><img src="" data-src="https://cdn.example/lamps.jpg" alt="Lamps in the evening">'
        '<noscript><img src="https://cdn.example/lamps.jpg" alt="Lamps in the evening"></noscript></picture>'
    )
    pictures, others = found(f'<p class="caption"><span>{copies}</span><span class="bu">{SAID}</span></p>')
    assert pictures == [("https://cdn.example/lamps.jpg", SAID)]
    assert others == []


def test_two_that_are_described_alike_are_two() -> None:
    one, two = (f'<p><img src="https://cdn.example/lamps-{n}.jpg" alt="Picture"></p>' for n in (1, 2))
    assert [url[-5] for url, _ in found(f"<div>{one}{two}</div>")[0]] == ["1", "2"]


def test_the_words_of_a_repeated_picture_are_no_text() -> None:
    figure = '<figure><img src="https://cdn.example/lamps.jpg" alt="Lamps"><figcaption>{}</figcaption></figure>'
    pictures, others = found(figure.format(SAID) + SECOND + figure.format("The lamps, once more."))
    assert pictures == [("https://cdn.example/lamps.jpg", SAID)]
    assert others == []


@pytest.mark.parametrize(
    ("words", "caption"),
    [
        ("The quay <span class='credit'>Jo Sample/Agency</span>", "The quay · Jo Sample/Agency"),
        ("The quay <cite>Jo Sample</cite>", "The quay · Jo Sample"),
        ("The quay. <span class='image-copyright'>© Agency</span>", "The quay. © Agency"),
        ("The quay <small class='credits'>(Jo Sample)</small>", "The quay (Jo Sample)"),
        ("Photo: <span class='credit'>Jo Sample</span>", "Photo: Jo Sample"),
        ("<span class='credit'>Jo Sample</span>", "Jo Sample"),
    ],
)
def test_who_made_the_picture_is_set_apart(words: str, caption: str) -> None:
    figure = f'<figure><img src="https://cdn.example/lamps.jpg"><figcaption>{words}</figcaption></figure>'
    assert [said for _, said in found(figure)[0]] == [caption]
