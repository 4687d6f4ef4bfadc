"""Articles as pages and lines for elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.library.exporting import Exporter, in_part, pages, shown, whole_file
from desktop_app.model.article import Article, ArticleId, ArticleRow, Provenance, Translation
from desktop_app.model.country import CountryCode
from desktop_app.model.document import Paragraph, Picture, Run
from desktop_app.model.errors import UsageError
from tests.support.world import NOON

PNG = b"\x89PNG\r\n\x1a\n rest of it"
IMAGE = "https://a.example/p.png"

ARTICLE = Article(
    row=ArticleRow(
        id=ArticleId(5),
        country=CountryCode("CL"),
        outlet="La <Prensa>",
        title="Rain & snow",
        original_title="Lluvia <y> nieve",
        lead="It rains.",
        language="es",
        url="https://a.example/1?x=1&y=2",
        image=IMAGE,
        published=NOON,
        is_read=False,
        is_starred=True,
        is_translated=True,
    ),
    public_id="x",
    byline="Ana",
    original_lead="Llueve.",
    document=(Paragraph((Run("Llueve <mucho>."),)),),
    translation=Translation("Rain & snow", "It rains.", (Paragraph((Run("It rains *much*."),)),), "engine 1"),
    provenance=Provenance("https://a.example/feed", NOON, None),
    tags=("water", "<b>"),
    note="One\ntwo",
)


@pytest.fixture
def exporter(tmp_path: Path) -> Exporter:
    return Exporter({"CL": "Chile"}, lambda url: tmp_path / url.rsplit("/", 1)[1])


def test_text(exporter: Exporter) -> None:
    assert exporter.text(ARTICLE) == (
        "Rain & snow\n\nLa <Prensa> · Chile · 14 March 2026, 12:00 UTC · Ana\n\nIt rains *much*.\n\n"
        "Source: https://a.example/1?x=1&y=2\nOriginal title: Lluvia <y> nieve\nTranslated by: engine 1\n"
        "Tags: water, <b>\nNote: One\ntwo\n"
    )


def test_markdown_of_the_original(exporter: Exporter) -> None:
    assert exporter.markdown(ARTICLE, is_original=True) == (
        "# Lluvia \\<y\\> nieve\n\n*La \\<Prensa\\> · Chile · 14 March 2026, 12:00 UTC · Ana*\n\n"
        f"![]({IMAGE})\n\nLlueve \\<mucho\\>.\n\n"
        "- Source: <https://a.example/1?x=1&y=2>\n- Tags: water, \\<b\\>\n- Note: One\\\n  two\n"
    )


def test_html_is_whole_and_escaped(exporter: Exporter) -> None:
    made = exporter.html(ARTICLE, is_original=True)
    assert made.startswith("<!DOCTYPE html>\n") and made.endswith("</html>\n")
    for expected in (
        '<html lang="es">',
        "<title>Lluvia &lt;y&gt; nieve</title>",
        '<h1 dir="auto">Lluvia &lt;y&gt; nieve</h1>',
        "La &lt;Prensa&gt; · Chile",
        '<p dir="auto">Llueve &lt;mucho&gt;.</p>',
        '<a href="https://a.example/1?x=1&amp;y=2"',
        "water, &lt;b&gt;",
        "One<br>two",
    ):
        assert expected in made
    assert "<script" not in made and "<y>" not in made


def test_pictures_of_the_cache_are_inside(exporter: Exporter, tmp_path: Path) -> None:
    assert f'<img src="{IMAGE}"' in exporter.html(ARTICLE)
    (tmp_path / "p.png").write_bytes(PNG)
    assert '<img src="data:image/png;base64,iVBORw0KGgogcmVzdCBvZiBpdA=="' in exporter.html(ARTICLE)
    (tmp_path / "p.png").write_bytes(b"<svg onload='x()'>")
    assert f'<img src="{IMAGE}"' in exporter.html(ARTICLE)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x1cftypavif", "avif"),
    ],
)
def test_kinds_of_pictures(exporter: Exporter, tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "p.png").write_bytes(content)
    assert f"data:image/{kind};base64," in exporter.html(ARTICLE)


def test_the_lead_picture_stands_once(exporter: Exporter) -> None:
    inside = replace(ARTICLE, translation=None, document=(*ARTICLE.document, Picture(IMAGE)))
    assert exporter.html(inside).count("<img") == 1
    assert exporter.markdown(inside).count("![") == 1


def test_without_a_body_the_lead_is_shown(exporter: Exporter) -> None:
    bare = replace(ARTICLE, translation=None, document=(), row=replace(ARTICLE.row, image=""))
    made: list[Callable[[Article], str]] = [exporter.text, exporter.markdown, exporter.html]
    assert all("Llueve." in make(bare) for make in made)
    with_picture = replace(bare, row=ARTICLE.row)
    assert "Llueve." in exporter.html(with_picture) and "<img" in exporter.html(with_picture)


def test_the_translation_unless_the_original_is_wanted() -> None:
    assert (shown(ARTICLE).title, shown(ARTICLE).language, shown(ARTICLE).translator) == (
        "Rain & snow",
        "en",
        "engine 1",
    )
    original = shown(ARTICLE, is_original=True)
    assert (original.title, original.lead, original.language, original.translator) == (
        "Lluvia <y> nieve", "Llueve.", "es", "",
    )  # fmt: skip
    assert shown(replace(ARTICLE, translation=None)).title == "Lluvia <y> nieve"


def test_a_text_that_is_not_translated_yet_is_there_all_the_same() -> None:
    assert ARTICLE.translation is not None
    only_title = replace(ARTICLE.translation, document=(), is_whole=False)
    assert shown(replace(ARTICLE, translation=only_title)).document == ARTICLE.document


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_many_in_one_file(exporter: Exporter, number: int) -> None:
    some = [ARTICLE] * number
    html = "".join(pages(exporter, some, "html"))
    assert html.count("<article") == html.count("</article>") == number
    assert html.count("<html") == html.count("</html>") == 1
    assert ("<title>Rain &amp; snow" in html) == (number == 1)
    assert "".join(pages(exporter, some, "md")).count("# Rain") == number
    assert len("".join(pages(exporter, some, "jsonl")).splitlines()) == number


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("before", encoding="utf-8")
    half = (piece for piece in ("half", 5))
    with pytest.raises(TypeError), whole_file(target) as out:
        out.writelines(half)  # type: ignore[arg-type]
    assert target.read_text(encoding="utf-8") == "before"
    with whole_file(target) as out:
        out.write("ü")
        assert target.read_text(encoding="utf-8") == "before"
    assert target.read_bytes() == "ü".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"), whole_file(tmp_path / "no" / "out.md"):
        pass


def test_a_text_that_waits_for_its_english_is_said_to(exporter: Exporter) -> None:
    assert ARTICLE.translation is not None
    half = replace(ARTICLE, translation=replace(ARTICLE.translation, document=()))
    assert '<div lang="es"><' in exporter.html(half)
    assert "Translated by: engine 1 (title and lead; the text is in its own language)" in exporter.text(half)
    assert "in its own language" not in exporter.text(ARTICLE) + exporter.text(half, is_original=True)
    parts: list[Article] = []
    assert list(in_part((half, ARTICLE), parts)) == [half, ARTICLE]
    assert parts == [half]
