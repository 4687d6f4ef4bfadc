"""Articles as pages and lines for elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.library.exporting import Exporter, in_part, pages, shown, whole_file
from desktop_app.model.article import Article, ArticleId, ArticleRow, Provenance, Translation
from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import CountryCoverage
from desktop_app.model.document import Paragraph, Picture, Run
from desktop_app.model.errors import UsageError
from desktop_app.model.related import RelatedArticle
from desktop_app.model.story import StoryId, StorySummary
from desktop_app.model.story_page import ArticleTakes, StoryPage
from desktop_app.model.take import Quote, Take, TakeState, Told
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


# Takes


def _quote(sentence: str, number: int, country: str, *, is_state_controlled: bool = False) -> Quote:
    url = f"https://{country.lower()}.example/{number}"
    return Quote(sentence, ArticleId(number), f"Paper {number}", CountryCode(country), NOON, url, is_state_controlled)


def _told(number: int, country: str, title: str) -> ArticleRow:
    url = f"https://{country.lower()}.example/{number}"
    return replace(ARTICLE.row, id=ArticleId(number), country=CountryCode(country), title=title, url=url)


SNOW = Take(
    "Peru Fears <Snow>",
    _quote("Peru fears <snow> in June.", 7, "PE", is_state_controlled=True),
    (ArticleId(7),),
    (CountryCode("CL"), CountryCode("PE")),
    1,
)
CURRENT = Told(_quote("It rains in the Andes.", 8, "AR"), (CountryCode("CL"),))
OTHERS = (_told(8, "AR", "Rain"), _told(9, "AR", "More rain"), _told(7, "PE", "Snow"), _told(10, "CL", "Our rain"))


@pytest.fixture
def telling(exporter: Exporter) -> Exporter:
    told = ArticleTakes((SNOW,), OTHERS, (CURRENT,))
    return replace(exporter, takes_of=lambda article: told if article == ARTICLE.row.id else None)


def test_an_article_comes_with_its_takes(telling: Exporter) -> None:
    made = telling.markdown(ARTICLE)

    assert (
        "## The World’s Current Take\n\n> It rains in the Andes.\n>\n> [Paper 8](https://ar.example/8) · AR · "
        "14 March 2026, 12:00 UTC · also in the press of Chile\n\n## Alternative Takes\n\n### Peru Fears \\<Snow\\>\n\n"
        "> Peru fears \\<snow\\> in June.\n>\n> [Paper 7](https://pe.example/7) · PE · state-controlled · "
        "14 March 2026, 12:00 UTC · also in Chile\n\n## How others tell it\n\n"
        "- [Rain](https://ar.example/8) · La \\<Prensa\\> · AR · 14 March 2026, 12:00 UTC\n\n- Source: "
    ) in made


def test_a_page_has_the_takes_too_and_escapes_them(telling: Exporter) -> None:
    made = telling.html(ARTICLE)

    assert '<h3 dir="auto">Peru Fears &lt;Snow&gt;</h3>' in made
    assert '<a href="https://pe.example/7"' in made and "<Snow>" not in made
    assert "<aside" not in telling.html(replace(ARTICLE, row=replace(ARTICLE.row, id=ArticleId(99))))


STORY = StoryPage(
    StorySummary(StoryId(1), "Rain & snow", 4, 4, (CountryCode("AR"), CountryCode("PE")), NOON, NOON + 60, ""),
    tuple(RelatedArticle(row, (), 0.5) for row in OTHERS),
    (CURRENT,),
    (SNOW,),
    (CountryCoverage(CountryCode("AR"), 2, 3, 0, NOON), CountryCoverage(CountryCode("BR"), 0, 2, 0, NOON)),
    blind_spot="3 countries, 0 of your 2 sources.",
    take_changed=NOON,
    earlier=(TakeState(NOON - 60, (Told(_quote("It may rain.", 9, "AR"), ()),)),),
)


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_story_stands_before_its_articles(exporter: Exporter, form: str) -> None:
    made = "".join(pages(exporter, [ARTICLE], form, STORY))

    wanted = (
        "Rain ",
        "Told by 2 countries, 4 articles, 14 March 2026, 12:00 UTC to 14 March 2026, 12:01 UTC",
        "3 countries, 0 of your 2 sources.",
        "Last changed 14 March 2026, 12:00 UTC",
        "It rains in the Andes.",
        "Peru Fears",
        "Since 14 March 2026, 11:59 UTC",
        "It may rain.",
        "AR: 2 sources",
        "Our rain",
        "much",
    )
    places = [made.find(words) for words in wanted]
    assert -1 not in places and places == sorted(places)
    assert "BR" not in made
    assert made.count("<!DOCTYPE html>") == (form == "html")


def test_lines_of_a_story_are_its_articles_alone(exporter: Exporter) -> None:
    assert list(pages(exporter, [ARTICLE], "jsonl", STORY)) == list(pages(exporter, [ARTICLE], "jsonl"))
