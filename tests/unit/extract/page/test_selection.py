"""What looks like a paragraph and is none of the article."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.extract.page.article_page import article_page, prepared
from desktop_app.extract.page.selection import selected
from desktop_app.model import document as documents

LINES = [f"{number} lamps were lit before the council met again, and nobody left the hall. " * 3 for number in range(5)]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)


def text_of(inner: str) -> str:
    page = f"<html><body><article><h1>The lamps of the council</h1>{TEXT}{inner}</article></body></html>"
    return documents.text(article_page(page, "https://daily.example/lamps").document)


def test_headlines_in_a_row_that_are_all_links_lead_elsewhere() -> None:
    row = " ".join(f"▲ <b><a href='/{n}'>Ship number {n} sails for the islands</a></b>" for n in range(4))
    assert "sails for the islands" not in text_of(f"<p>{row}</p>")


def test_a_paragraph_with_links_in_it_is_text() -> None:
    links = ", ".join(f"<a href='/{n}'>ship {n}</a>" for n in range(4))
    assert "ship 3" in text_of(f"<p>Those that sailed for the islands in the night were {links}, said the pilot.</p>")


def test_what_the_author_says_again_is_said_again() -> None:
    refrain = "<p>And the lamps were lit, and the lamps were lit, along all of the quays of the old harbour.</p>"
    said = text_of(
        f"{refrain}<p>The second verse tells of the pilot who never came back from the islands.</p>{refrain}"
    )
    assert said.count("along all of the quays") == 2


def test_a_copy_of_a_paragraph_for_another_width_is_left_out() -> None:
    line = "The harbour master counted the lamps twice before he signed for them, as the rule wants it."
    said = text_of(f"<p>{line}</p><div class='wide'><p class='quote'>{line}</p></div><p class='quote'>{line}</p>")
    assert said.count("counted the lamps twice") == 1


def test_a_copy_in_a_script_of_few_characters_is_left_out() -> None:
    line = "港务局长在签字之前把码头上的灯数了两遍，因为规定要求他必须这样做，而岛上的领航员们都在等待。"
    said = text_of(f"<p>{line}</p><div class='wide'><strong class='lead'>{line}</strong></div>")
    assert said.count("港务局长") == 1


@pytest.mark.parametrize(
    "sign", ["Story continues below", "Article continues after this ad", "La suite après cette publicité", "Реклама:"]
)
def test_a_sign_over_an_advert_is_no_text(sign: str) -> None:
    assert sign not in text_of(f"<p>{sign}</p>{TEXT}")
    assert f"{sign} again" in text_of(f"<p>{sign} again, said the pilot who had come from the islands.</p>{TEXT}")


OFFER = "<p>Create an account or sign in to go on with your reading of all that the council decides.</p>"


@pytest.mark.parametrize("names", ["offer hidden", "visually-hidden", "d-none", "row sr-only"])
def test_what_is_named_as_hidden_is_not_shown(names: str) -> None:
    assert "Create an account" not in text_of(f"<div class='{names}'><div>{OFFER}</div></div>{TEXT}")


@pytest.mark.parametrize("said", ["role=dialog", "role=alertdialog", "role=tooltip", "popover", "popover=auto"])
def test_what_opens_over_the_page_when_a_button_is_pressed_is_no_text(said: str) -> None:
    page = f"<div><div {said}><p>You can save this article by registering for free here.</p></div></div>{TEXT}"
    assert "by registering" not in text_of(page)


@pytest.mark.parametrize("names", ["hidden md:block", "d-none d-lg-block", "overflow-hidden", "unhidden"])
def test_what_is_shown_in_a_wide_window_is_text(names: str) -> None:
    verse = "<p>The pilot, who had come from the islands, told the council that he would not leave again.</p>"
    assert "had come from the islands" in text_of(f"<div class='{names}'>{verse}</div>{TEXT}")


def test_a_whole_article_that_waits_for_a_script_is_read() -> None:
    page = f"<html><body><h1>The lamps of the council</h1><article class='hidden'>{TEXT}</article></body></html>"
    assert "4 lamps were lit" in documents.text(article_page(page, "https://daily.example/lamps").document)


LEAD = "Oil came by ship until the winter. Now the council wants to wait, and so do the islands."
PAGE = f"""<html><head><title>The lamps of the council</title><meta name="description" content="{LEAD}"></head><body>
    <h2>The lamps of the council</h2><p>{LEAD}</p><p>10.12.2022 18:27</p><div>{TEXT}</div><p>Ships in winter</p>
    </body></html>"""


def kept(page: str, doubtful: dict[str, float]) -> list[str]:
    """The blocks that are kept of a page of which the models say this of some, and of the running text that it is."""
    ready = prepared(page, "https://daily.example/lamps")
    assert ready is not None
    chances = [
        next(
            (chance for words, chance in doubtful.items() if words in block.text),
            float(block.text in map(str.strip, LINES)),
        )
        for block in ready.blocks
    ]
    chosen = selected(ready.blocks, ready.seen, np.array(chances, np.float32), 0.42, ready.title)
    return [ready.blocks[index].text for index in sorted(chosen)]


def test_the_description_right_below_the_title_begins_the_article() -> None:
    assert kept(PAGE, {LEAD: 0.25})[0] == LEAD
    assert LEAD not in kept(PAGE, {LEAD: 0.1})
    far = PAGE.replace(f"<p>{LEAD}</p>", "").replace("</body>", f"<p>{LEAD}</p></body>")
    assert LEAD not in kept(far, {LEAD: 0.25})


def test_of_a_short_article_a_doubtful_paragraph_is_kept() -> None:
    doubtful = "The parties that the council did not count were left away, as there were too many of them."
    short = PAGE.replace(TEXT, f"<p>{LINES[0]}</p><p>{LINES[1]}</p><p>{doubtful}</p>")
    assert doubtful in kept(short, {doubtful: 0.36})
    assert doubtful not in kept(short.replace(f"<p>{doubtful}", f"{TEXT}<p>{doubtful}"), {doubtful: 0.36})
