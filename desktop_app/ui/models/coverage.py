"""Who tells an article's event: the articles by the country of their press, and the countries by region. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.model.article import ArticleRow
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.model.related import RelatedArticle

UNKNOWN_REGION = "World"
SHARED_AT_MOST = 5

CountryOf = Callable[[CountryCode], Country | None]


@frozen
class CountryCoverage:
    """What one country's press tells of the event."""

    name: str
    region: str
    opened: ArticleRow | None  # the article from which the story was opened, in its own country
    articles: tuple[RelatedArticle, ...]  # the most similar first

    @property
    def outlets(self) -> int:
        rows = [related.row for related in self.articles] + ([self.opened] if self.opened else [])
        return len({row.outlet for row in rows})

    @property
    def shared(self) -> tuple[str, ...]:
        """The names and words for which the articles are here, the most telling first."""
        first: dict[str, str] = {}
        for related in self.articles:
            for word in related.shared:
                first.setdefault(word.casefold(), word)
        return tuple(first.values())[:SHARED_AT_MOST]

    @property
    def meaning(self) -> float | None:
        """How alike in meaning the most alike of the articles is; None where that is not known of any."""
        return max((one.meaning for one in self.articles if one.meaning is not None), default=None)


@frozen
class RegionCoverage:
    """How many countries of a region tell of the event, by how many outlets."""

    name: str
    countries: int
    outlets: int


def by_country(
    opened: ArticleRow | None, related: Sequence[RelatedArticle], country_of: CountryOf
) -> tuple[CountryCoverage, ...]:
    """The opened article's country first, if there is one, then the countries with the most articles."""
    articles: dict[CountryCode, list[RelatedArticle]] = {opened.country: []} if opened else {}
    for found in sorted(related, key=lambda r: -r.similarity):
        articles.setdefault(found.row.country, []).append(found)
    own = articles.pop(opened.country) if opened else []
    others = [_coverage(code, None, found, country_of) for code, found in articles.items()]
    others.sort(key=lambda c: (-len(c.articles), -c.articles[0].similarity, c.name))
    return (_coverage(opened.country, opened, own, country_of), *others) if opened else tuple(others)


def _coverage(
    code: CountryCode, opened: ArticleRow | None, articles: Sequence[RelatedArticle], country_of: CountryOf
) -> CountryCoverage:
    country = country_of(code)
    name, region = (country.name, country.region) if country else (code, UNKNOWN_REGION)
    return CountryCoverage(name, region, opened, tuple(articles))


def by_region(coverages: Sequence[CountryCoverage]) -> tuple[RegionCoverage, ...]:
    """The regions with the most countries first."""
    regions: dict[str, list[CountryCoverage]] = {}
    for coverage in coverages:
        regions.setdefault(coverage.region, []).append(coverage)
    counted = (RegionCoverage(name, len(of), sum(c.outlets for c in of)) for name, of in regions.items())
    return tuple(sorted(counted, key=lambda r: (-r.countries, -r.outlets, r.name)))
