"""What comes on paper, read back from the PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app.model.document import Picture
from desktop_app.ui.reader.view import ReaderView
from tests.ui.reader.conftest import FakePictures
from tests.ui.reader.test_reader_view import long_article
from tests.unit.ui.reader.articles import article, paragraphs

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
A4_PT = (595, 842)


def read_back(reader: ReaderView, path: Path) -> PdfReader:
    sheets = reader.save_pdf(str(path))
    pdf = PdfReader(path)
    assert len(pdf.pages) == sheets
    return pdf


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_every_word_is_on_the_sheets_in_order(reader: ReaderView, tmp_path: Path) -> None:
    shown = long_article(count=30)
    reader.show_article(shown)
    pdf = read_back(reader, tmp_path / "article.pdf")
    said = words(pdf)
    places = [said.index(f"Paragraph {number}.") for number in range(30)]
    assert places == sorted(places) and len(pdf.pages) >= 3
    lost, twice = 0, len(pdf.pages) - 1  # Qt draws the last line of a sheet on the next one too, outside of its clip
    assert lost <= said.count("Words of the text.") - 30 * 14 <= 4 * twice
    assert shown.row.outlet in said and pdf.metadata is not None and pdf.metadata.title == shown.row.title
    for page in pdf.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_PT


def test_it_is_dark_on_light_whatever_the_theme(make_reader: Callable[..., ReaderView], tmp_path: Path) -> None:
    pages = []
    for theme in ("paper", "ink"):
        reader = make_reader(theme=theme)
        reader.show_article(article(paragraphs("Uno.", "Dos.")))
        pdf = read_back(reader, tmp_path / f"{theme}.pdf")
        contents = pdf.pages[0].get_contents()
        assert contents is not None
        pages.append(contents.get_data())
    assert pages[0] == pages[1]


def test_pictures_are_printed_and_do_not_cost_the_text(
    reader: ReaderView, pictures: FakePictures, tmp_path: Path
) -> None:
    there, lost = (
        Picture("https://x/there.jpg", "Caption A", "", 800, 500),
        Picture("https://x/lost.jpg", "", "", 80, 50),
    )
    shown = article((*paragraphs("Uno."), there, lost, *paragraphs("Dos.")))
    pictures.arrive(there.url, "#ff0000")
    reader.show_article(replace(shown, row=replace(shown.row, image="")))
    pdf = read_back(reader, tmp_path / "article.pdf")
    assert any(page.images for page in pdf.pages)
    for word in ("Uno.", "Caption A", "Dos."):
        assert word in words(pdf)


def test_a_file_that_cannot_be_written(reader: ReaderView, tmp_path: Path) -> None:
    reader.show_article(long_article(count=3))
    assert reader.save_pdf(str(tmp_path / "no" / "such" / "folder.pdf")) == 0
    reader.clear()
    assert reader.save_pdf(str(tmp_path / "nothing.pdf")) == 0 and not (tmp_path / "nothing.pdf").exists()
