"""Saved and Search: what is kept, and what is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.listing import FromCountry
from desktop_app.ui.dialogs import as_form
from tests.ui.window.desk import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


def star(desk: Desk, code: str, *tags: str, number: int = 0) -> int:
    article = desk.rows(code)[number].id
    desk.context.library.star((article,), is_starred=True).result()
    for tag in tags:
        desk.context.library.set_tag(article, tag, is_set=True).result()
    return article


def shown_ids(desk: Desk) -> list[int | None]:
    return [desk.pane.model.id_at(n) for n in range(desk.pane.model.rowCount())]


def search(desk: Desk, text: str) -> None:
    desk.key(Qt.Key.Key_K, CONTROL)
    desk.window.search_screen().field.setText(text)


# Saved


def test_what_is_starred_is_in_saved(desk: Desk) -> None:
    desk.open_country("CL")
    desk.key("j")
    desk.key("s")
    desk.wait(lambda: desk.view.saved_count() == 1)
    desk.key(Qt.Key.Key_5, CONTROL)
    assert desk.window.screen_name == "saved"
    assert shown_ids(desk) == [desk.rows("CL")[0].id]
    assert desk.window.saved_screen().count.text() == "1 article"


def test_nothing_saved_says_how_to_save(desk: Desk) -> None:
    desk.window.show_screen("saved")
    assert desk.pane.empty.isVisible() and "Press s" in desk.pane.empty.accessibleName()
    assert not desk.window.saved_screen().export.isVisible()
    assert not desk.window.saved_screen().tags.isVisible()


def test_the_keys_are_for_what_is_saved(desk: Desk) -> None:
    desk.core.library.star((desk.rows("CL")[0].id,), is_starred=True).result()
    desk.key(Qt.Key.Key_5, CONTROL)
    assert desk.list.hasFocus()
    desk.key("j")
    desk.key("s")
    desk.wait(lambda: desk.view.saved_count() == 0)
    desk.window.show_screen("saved")
    desk.wait(desk.pane.empty.isVisible)
    desk.core.library.star((desk.rows("CL")[0].id,), is_starred=True).result()
    desk.wait(desk.list.isVisible)
    assert desk.list.hasFocus()


def test_a_star_that_comes_while_saved_is_shown_comes_in(desk: Desk) -> None:
    desk.window.show_screen("saved")
    article = star(desk, "JP")
    desk.wait(lambda: shown_ids(desk) == [article])
    desk.wait(lambda: desk.window.saved_screen().count.text() == "1 article")


def test_an_article_without_its_star_stays_until_saved_is_shown_again(desk: Desk) -> None:
    articles = [star(desk, code) for code in ("CL", "JP")]
    desk.window.show_screen("saved")
    desk.wait(lambda: set(shown_ids(desk)) == set(articles))
    desk.list.setFocus()
    desk.key("j")
    desk.key("s")
    desk.wait(lambda: desk.view.saved_count() == 1)
    desk.wait(lambda: desk.window.saved_screen().count.text() == "1 article")
    assert set(shown_ids(desk)) == set(articles)
    desk.key("s")  # a slip is mended where it was made
    desk.wait(lambda: desk.view.saved_count() == 2)
    desk.key("s")
    desk.wait(lambda: desk.view.saved_count() == 1)
    desk.window.show_screen("world")
    desk.window.show_screen("saved")
    assert len(shown_ids(desk)) == 1


def test_tags_narrow_what_is_shown(desk: Desk) -> None:
    chile, france = star(desk, "CL", "water"), star(desk, "FR", "water", "cities")
    star(desk, "EG")
    desk.window.show_screen("saved")
    tags = desk.window.saved_screen().tags
    assert [tags.itemText(n) for n in range(tags.count())] == ["All tags", "cities (1)", "water (2)"]
    tags.setCurrentIndex(tags.findData("water"))
    assert set(shown_ids(desk)) == {chile, france}
    tags.setCurrentIndex(tags.findData("cities"))
    assert shown_ids(desk) == [france]
    tags.setCurrentIndex(0)
    assert len(shown_ids(desk)) == 3


def test_all_is_shown_when_the_last_article_with_the_tag_has_it_no_more(desk: Desk) -> None:
    chile, france = star(desk, "CL", "water"), star(desk, "FR")
    desk.window.show_screen("saved")
    tags = desk.window.saved_screen().tags
    tags.setCurrentIndex(tags.findData("water"))
    assert shown_ids(desk) == [chile]
    desk.core.library.set_tag(ArticleId(chile), "water", is_set=False).result()
    desk.wait(lambda: set(shown_ids(desk)) == {chile, france})


def test_saved_is_exported_as_a_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    star(desk, "CL")
    target = desk.core.paths.settings.parent / "kept.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), "Web page (*.html)"))
    desk.window.show_screen("saved")
    desk.click(desk.window.saved_screen().export)
    desk.wait(target.exists)
    desk.wait(lambda: "1 article written to kept.html" in desk.window.status.notice.text())
    assert desk.rows("CL")[0].title in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "chosen", "expected", "form"),
    [
        ("saved.html", "html", "saved.html", "html"),
        ("saved.html", "md", "saved.md", "md"),
        ("saved.HTML", "jsonl", "saved.jsonl", "jsonl"),
        ("saved", "md", "saved.md", "md"),
        ("saved", "", "saved.html", "html"),
        ("saved.html", "", "saved.html", "html"),
        ("saved.md", "html", "saved.md", "md"),
        ("saved.jsonl", "", "saved.jsonl", "jsonl"),
        ("saved.txt", "md", "saved.txt", "md"),
    ],
)
def test_an_export_has_the_ending_of_its_form(name: str, chosen: str, expected: str, form: str) -> None:
    assert as_form(Path("folder") / name, chosen) == (Path("folder") / expected, form)


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_an_export_under_another_ending_asks_before_it_replaces_a_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    star(desk, "CL")
    folder = desk.core.paths.settings.parent
    there = folder / "saved.md"
    there.write_text("mine", encoding="utf-8")
    chosen = str(folder / "saved.html"), "Markdown (*.md)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: chosen)
    monkeypatch.setattr(QMessageBox, "question", lambda *_a, **_k: answer)
    desk.window.show_screen("saved")
    desk.click(desk.window.saved_screen().export)
    if answer == QMessageBox.StandardButton.Yes:
        desk.wait(lambda: "1 article written to saved.md" in desk.window.status.notice.text())
        assert desk.rows("CL")[0].title in there.read_text(encoding="utf-8")
    else:
        assert there.read_text(encoding="utf-8") == "mine"
    assert not Path(chosen[0]).exists()


# Search


def test_the_empty_search_explains_itself(desk: Desk) -> None:
    desk.key(Qt.Key.Key_K, CONTROL)
    assert "country:chile" in desk.pane.empty.accessibleName()


def test_typing_finds_and_enter_goes_to_the_first(desk: Desk) -> None:
    desk.key(Qt.Key.Key_K, CONTROL)
    desk.type("water")
    desk.wait(lambda: desk.pane.model.rowCount() > 3)
    assert "articles found" in desk.window.search_screen().count.text()
    desk.key(Qt.Key.Key_Return)
    assert desk.list.hasFocus()
    assert desk.pane.reader.article_id == desk.pane.model.id_at(0)


def test_enter_that_is_quicker_than_the_search_goes_to_the_first_too(desk: Desk) -> None:
    desk.key(Qt.Key.Key_K, CONTROL)
    desk.type("water")
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.pane.model.rowCount() > 3)
    desk.wait(desk.list.hasFocus)
    assert desk.pane.reader.article_id == desk.pane.model.id_at(0)


@pytest.mark.parametrize("code", ["EG", "CN", "IN", "JP", "RU", "KR"])
def test_words_of_the_original_are_found_in_every_script(desk: Desk, code: str) -> None:
    row = next(r for r in desk.view.page(FromCountry(CountryCode(code))) if r.language != "en")
    word = max(row.original_title.replace("：", " ").split(), key=len)[:12]
    search(desk, word)
    desk.wait(lambda: row.id in shown_ids(desk))


@pytest.mark.parametrize(
    ("text", "countries"),
    [("country:chile", {"CL"}), ("lang:ar", {"EG", "MA"}), ("country:EG is:unread", {"EG"})],
)
def test_operators_narrow_the_search(desk: Desk, text: str, countries: set[str]) -> None:
    search(desk, text)
    desk.wait(lambda: desk.pane.model.rowCount() > 0)
    rows = [desk.pane.model.row_at(n) for n in range(desk.pane.model.rowCount())]
    assert {row.country for row in rows if row} <= countries


def test_starred_articles_are_found_by_their_mark(desk: Desk) -> None:
    article = star(desk, "KE")
    search(desk, "is:starred")
    desk.wait(lambda: shown_ids(desk) == [article])


def test_nothing_found_says_what_to_try(desk: Desk) -> None:
    search(desk, "zzzzqqqq")
    desk.wait(lambda: "Nothing found" in desk.pane.empty.accessibleName())
    assert desk.pane.empty.isVisible()
    assert not desk.window.search_screen().count.isVisible()


def test_escape_clears_the_field_and_then_leaves(desk: Desk) -> None:
    search(desk, "water")
    desk.wait(lambda: desk.pane.model.rowCount() > 0)
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.search_screen().field.text() == ""
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.screen_name == "world"


@pytest.mark.parametrize("text", ['"', "(", "country:", "a:b:c", "-", "* OR", "'; DROP TABLE article", "\u200f", "💥"])
def test_whatever_is_typed_is_a_search(desk: Desk, text: str) -> None:
    search(desk, text)
    desk.key(Qt.Key.Key_End)
    desk.type(" ")
    search(desk, "water")
    desk.wait(lambda: desk.pane.model.rowCount() > 3)
