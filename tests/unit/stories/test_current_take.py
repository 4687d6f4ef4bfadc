from __future__ import annotations

import random

from desktop_app.model.story import StoryArticle
from desktop_app.model.take import Told
from desktop_app.stories.current_take import MOST, MOST_WORDS, changed, current_take
from tests.unit.stories.written import article


def _dam(state_controlled: frozenset[int] = frozenset()) -> list[StoryArticle]:
    """Five countries' press tells one event; one of them adds what nobody else says."""
    texts = {
        1: (
            "FR",
            "Kenya opened a giant dam on the Tana river on Monday, after ten years of building. Cheap power follows.",
        ),
        2: (
            "GB",
            "NAIROBI, Nov 3 (Agency) - Kenya on Monday opened a giant dam across the Tana river, its largest so far.",
        ),
        3: ("US", "The giant dam on the Tana river will light two million homes across Kenya from next year on."),
        4: ("SO", "Farmers in Somalia say the giant dam on the Tana river leaves them without water in dry years."),
        5: (
            "IN",
            "He said the dam was late. The giant Kenyan dam will light two million homes and pump water for farmers.",
        ),
        6: ("RU", "The giant dam on the Tana river in Kenya was opened on Monday by its grateful and joyful people."),
    }
    return [
        article(n, country, "Kenya opens dam", text, is_state_controlled=n in state_controlled)
        for n, (country, text) in texts.items()
    ]


def _sentences(told: tuple[Told, ...]) -> list[str]:
    return [t.quote.sentence for t in told]


def test_sentences_are_word_for_word_central_and_of_different_countries() -> None:
    story = {a.id: a for a in _dam()}

    told = current_take(list(story.values()))

    assert 3 <= len(told) <= MOST
    assert all(t.quote.sentence in story[t.quote.article].text for t in told)
    assert len({t.quote.country for t in told}) == len(told)
    assert sum(len(t.quote.sentence.split()) for t in told) <= MOST_WORDS
    assert all(t.quote.url == story[t.quote.article].url for t in told)


def test_a_second_sentence_of_a_country_gives_way_to_anothers_that_says_much_the_same() -> None:
    told = [
        ("FR", "Kenya opens dam", "Kenya on Monday opened a giant dam on the Tana river, after ten years of building."),
        (
            "FR",
            "Light for millions",
            "Two million homes in Kenya get light from the giant dam, and farmers get water for their fields.",
        ),
        (
            "GB",
            "Crowds sing at dam",
            "While crowds sang and danced in the heat, the giant dam on the Tana river was opened by an old farmer.",
        ),
        (
            "US",
            "Fishermen in fear",
            "Fishermen downstream fear that the giant dam takes salmon, eels and shrimps out of the Tana river.",
        ),
    ]

    take = current_take([article(n, *written) for n, written in enumerate(told, 1)])

    assert sorted(one.quote.country for one in take) == ["FR", "GB", "US"]


def test_the_same_in_other_words_is_not_told_twice() -> None:
    told = [
        ("FR", "Former minister Ilse Maron was cleared on Friday of insulting the old king in Port Sable."),
        ("DE", "A court in Port Sable on Friday acquitted former minister Ilse Maron of defaming the king."),
        ("GB", "The court in Port Sable found that nobody had ever seen the letter to the king."),
        ("IN", "Ilse Maron led the party of the harbour towns for a decade before she went abroad."),
    ]

    take = current_take([article(n, country, text[:30], text) for n, (country, text) in enumerate(told, 1)])

    assert len({"FR", "DE"} & {one.quote.country for one in take}) == 1
    assert len(take) == 3


def test_what_many_countries_have_word_for_word_comes_first() -> None:
    shared = "Ships in the harbours of the treaty get power from the shore, thirty countries agreed."
    own = {
        "FR": "Small ports in Brittany fear for their ferries. Fishermen marched to the old town with drums.",
        "DE": "Residents of the river in Hamburg hope for quiet nights. A group measured every night for a year.",
        "GB": "Masters of small ports cannot pay for the plugs. Ferries to the islands may stop within a year.",
        "IN": "Shipyards wait for orders of plugs and cables. A technician showed a new plug to the guests there.",
    }

    take = current_take([article(n, c, text[:30], f"{text} {shared}") for n, (c, text) in enumerate(own.items(), 1)])

    assert take[0].quote.sentence == shared


def test_another_outlet_speaks_before_one_speaks_twice() -> None:
    told = [
        (
            "Kenya opened a giant dam on the Tana river on Monday, after ten years of building. "
            "Two million homes in Kenya get light from next year on, builders of the giant dam say."
        ),
        "Fishermen downstream fear that the giant dam takes salmon, eels and shrimps out of the river.",
    ]

    take = current_take([article(n, "FR", text[:30], text) for n, text in enumerate(told, 1)])

    assert [one.quote.article for one in take] == [1, 2, 1]


def test_what_is_told_as_a_take_is_not_told_as_the_worlds() -> None:
    first, *_ = current_take(_dam())

    told = current_take(_dam(), (first.quote.sentence,))

    assert len(told) >= 3
    assert first.quote.sentence not in _sentences(told)


def test_an_agencys_sentence_is_quoted_from_a_country_that_is_not_heard_yet() -> None:
    agency = (
        "Kenya opened a giant dam on the Tana river on Monday. Farmers wait for water and cheap power in the dry north."
    )
    copies = [article(n, country, "Kenya opens dam", agency) for n, country in enumerate(("FR", "GB"), 1)]
    north = "The dry north waits for water, and its farmers for cheap power."
    story = [*copies, article(3, "US", "North waits", north), article(4, "FR", "Dam", "A giant dam on the Tana river.")]

    told = current_take(story)

    assert [(one.quote.country, one.quote.article) for one in told] == [("FR", 1), ("GB", 2)]
    assert all(one.quote.sentence in agency for one in told)


def test_the_dateline_is_not_part_of_the_sentence() -> None:
    only = [a for a in _dam() if a.id == 2]

    assert _sentences(current_take(only)) == [
        "Kenya on Monday opened a giant dam across the Tana river, its largest so far."
    ]


def test_a_sentence_that_hangs_on_another_is_not_chosen() -> None:
    assert not any(sentence.startswith("He said") for sentence in _sentences(current_take(_dam())))


def test_a_state_controlled_outlet_never_speaks_for_the_world() -> None:
    told = current_take(_dam(frozenset((1, 2, 6))))

    assert {t.quote.article for t in told}.isdisjoint({1, 2, 6})
    assert not any(t.quote.is_state_controlled for t in told)
    assert current_take(_dam(frozenset(range(1, 7)))) == ()


def test_the_copy_of_a_state_controlled_outlets_text_may_speak() -> None:
    first, *_ = _dam(frozenset((1,)))
    copy = article(9, "BE", first.title, first.text)

    assert [t.quote.article for t in current_take([first, copy])] == [9]


def test_words_that_only_one_country_uses_speak_against_a_sentence() -> None:
    told = "Kenya opened a giant dam on the Tana river, engineers in Nairobi announced on Monday"
    latest = article(1, "RU", "Joy", f"{told} amid thunderous jubilation of adoring crowds.", hours=9)
    same = article(2, "FR", "Dam", f"{told} amid applause of guests and hopeful crowds.")
    other = article(
        3, "GB", "Train", "The applause of hopeful guests greeted a train from Mombasa to the lakes as well."
    )

    assert current_take([latest, same, other])[0].quote.country == "FR"


def test_who_else_tells_it() -> None:
    told = {t.quote.country: t.also for t in current_take(_dam())}

    assert any("IN" in also or "US" in also or "GB" in also or "FR" in also for also in told.values())
    assert all(country not in also for country, also in told.items())


def test_the_order_of_the_articles_does_not_matter() -> None:
    story = _dam()
    expected = current_take(story)

    for seed in range(5):
        random.Random(seed).shuffle(story)
        assert current_take(story) == expected


def test_other_languages_wait_for_their_translation() -> None:
    german = [
        StoryArticle(a.id, a.title, a.text, "de", a.outlet, a.outlet_name, a.country, False, a.published, a.url)
        for a in _dam()
    ]

    assert current_take(german) == ()
    assert current_take([]) == ()


def test_other_words_for_the_same_are_no_change() -> None:
    told = current_take(_dam())
    reworded = current_take(
        [
            *_dam(),
            article(
                7, "KE", "Dam", "Kenya opened the giant dam on the Tana river Monday, after ten years of building."
            ),
        ]
    )

    assert not changed(told, told)
    assert not changed(told, told[:-1])
    assert changed((), told) and changed(told, ())
    assert changed(told[:-1], told)
    assert not changed(told[:1], (Told(reworded[0].quote, ()),)) or reworded[0].quote.article != 7
