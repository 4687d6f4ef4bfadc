from __future__ import annotations

import random

from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.takes.choice import MOST_TAKES, takes
from desktop_app.stories.takes.labels import is_of_coverage, words_of
from tests.unit.stories.written import article, river_dam


def test_who_says_something_else_is_a_take(gazetteer: Gazetteer) -> None:
    found = {take.label: take for take in takes(river_dam(), gazetteer)}

    assert set(found) == {
        "Somalia Condemns Kenya's Tana Dam",
        "Farmers Fear Drought Below Tana Dam",
        "Tanzania Welcomes Tana Dam",
    }
    somali = found["Somalia Condemns Kenya's Tana Dam"]
    assert somali.members == (4, 5)
    assert somali.countries == ("ET", "SO")
    assert somali.voices == 2
    assert somali.quote.sentence == "Somalia condemned the Tana dam as a threat to its farmers on Monday."
    assert (somali.quote.article, somali.quote.outlet_name, somali.quote.country) == (4, "Outlet 4", "SO")


def test_labels_are_short_unique_and_of_the_coverages_own_words(gazetteer: Gazetteer) -> None:
    story = river_dam()
    coverage = {word for a in story for word in words_of(f"{a.title} {a.text}")}

    labels = [take.label for take in takes(story, gazetteer)]

    assert len(set(labels)) == len(labels) <= MOST_TAKES
    assert all(2 <= len(label.split()) <= 6 and is_of_coverage(label, coverage) for label in labels)


def test_sentences_are_word_for_word_their_articles(gazetteer: Gazetteer) -> None:
    story = {a.id: a for a in river_dam()}

    for take in takes(list(story.values()), gazetteer):
        source = story[take.quote.article]
        assert take.quote.sentence in source.title or take.quote.sentence in source.text
        assert source.id in take.members


def test_the_order_of_the_articles_does_not_matter(gazetteer: Gazetteer) -> None:
    story = river_dam()
    expected = takes(story, gazetteer)

    for seed in range(5):
        random.Random(seed).shuffle(story)
        assert takes(story, gazetteer) == expected


def test_where_all_say_the_same_no_take_is_invented(gazetteer: Gazetteer) -> None:
    told = "Germany rejects recognition of the new state, its government said on Friday."
    titles = [
        "Germany rejects recognition of new state",
        "Germany rejects immediate recognition of new state",
        "Recognition of new state rejected by Germany",
        "German government rejects recognition of new state",
        "Germany rejects recognising new state",
    ]

    story = [article(n, ["DE", "FR", "GB", "US", "IL"][n], title, told) for n, title in enumerate(titles)]

    assert takes(story, gazetteer) == ()


def test_what_the_one_all_speak_of_says_in_passing_is_no_take(gazetteer: Gazetteer) -> None:
    passing = "Kenya praised the dam builders of Mombasa. Uganda praised the dam builders of Mombasa."
    titles = ["Kenya opens giant dam on Tana river", "Giant dam on Tana river opened by Kenya", "Kenya opens Tana dam"]
    told = [article(n, ["FR", "GB", "US"][n], title) for n, title in enumerate(titles)]

    labels = [take.label for take in takes([*told, article(9, "DE", "Engineers build Tana dam", passing)], gazetteer)]

    assert labels == ["Uganda Praised Dam Builders of Mombasa"]


def test_prices_that_rise_are_no_take_beside_prices_that_fall(gazetteer: Gazetteer) -> None:
    told = [
        ("US", "Kenya opens giant dam on Tana river", "Cement shares fell on Monday."),
        ("GB", "Kenya opens giant dam", "Cement shares fell sharply in London."),
        ("FR", "Giant dam on Tana river opened", "Cement shares rose on Tuesday."),
        ("DE", "Kenya opens Tana dam", "The dam took ten years."),
    ]

    found = takes([article(n, *written) for n, written in enumerate(told)], gazetteer)

    assert [(take.label, take.members) for take in found] == [("Cement Shares Fell", (0, 1))]


def test_a_sentence_that_lost_a_lines_end_is_not_quoted(gazetteer: Gazetteer) -> None:
    story = river_dam()
    glued = "Tanzania welcomes Tana dam August 25, 2025Prime Minister Mwinyi spoke in the capital on Monday."
    story[7] = article(8, "TZ", "Tanzania welcomes Tana dam", glued)

    quotes = {take.label: take.quote.sentence for take in takes(story, gazetteer)}

    assert quotes["Tanzania Welcomes Tana Dam"] == "Tanzania welcomes Tana dam"


def test_what_may_come_is_no_take_where_all_ask_what_may_come(gazetteer: Gazetteer) -> None:
    titles = [
        "Dam could flood valley",
        "Dam may drown villages",
        "Dam might drive out farmers",
        "Valley fears for its dam",
    ]
    titles += ["Engineers meet on Tana dam"] * 9
    countries = ["FR", "GB", "US", "DE", "KE", *(["IN"] * 8)]
    story = [article(n, country, title) for n, (country, title) in enumerate(zip(countries, titles, strict=True))]

    assert not [take.label for take in takes(story, gazetteer) if take.label.startswith("Dam")]
    assert [take.label for take in takes([*story[:1], *story[3:]], gazetteer)] == ["Dam Could Flood Valley"]


def test_a_noun_that_begins_a_headline_is_no_name(gazetteer: Gazetteer) -> None:
    story = river_dam()
    about = article(9, "KE", "Managers condemn Tana dam", "The managers of the Tana dam met on Monday.")

    assert "Managers Condemn Tana Dam" not in [take.label for take in takes([*story, about], gazetteer)]


def test_few_articles_or_one_country_have_no_takes(gazetteer: Gazetteer) -> None:
    story = river_dam()

    assert takes(story[3:6], gazetteer) == ()
    assert takes([article(a.id, "KE", a.title, a.text) for a in story], gazetteer) == ()
    assert takes([], gazetteer) == ()


def test_copies_of_one_text_are_one_voice_and_all_members(gazetteer: Gazetteer) -> None:
    story = river_dam()
    agency = story[7]
    copies = [article(20 + n, "UG", agency.title, agency.text) for n in range(3)]

    take = next(take for take in takes([*story, *copies], gazetteer) if take.label.startswith("Tanzania"))

    assert take.voices == 1
    assert take.members == (8, 20, 21, 22)
    assert take.countries == ("TZ", "UG")


def test_a_state_controlled_outlets_take_is_labelled(gazetteer: Gazetteer) -> None:
    story = [article(a.id, a.country, a.title, a.text, is_state_controlled=a.id == 8) for a in river_dam()]

    quotes = {take.label: take.quote for take in takes(story, gazetteer)}

    assert quotes["Tanzania Welcomes Tana Dam"].is_state_controlled
    assert not quotes["Farmers Fear Drought Below Tana Dam"].is_state_controlled
