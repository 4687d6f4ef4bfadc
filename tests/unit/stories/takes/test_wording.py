"""What a language model proposes is a label where it keeps every rule, and says nothing that the coverage does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.model.article import ArticleId
from desktop_app.model.take import Take, Wording
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.takes.choice import takes
from desktop_app.stories.takes.wording import MOST_SHOWN, material, worded
from tests.unit.stories.written import article, river_dam

OTHERS = ("Farmers Fear Drought Below Tana Dam", "Tanzania Welcomes Tana Dam")


@pytest.fixture
def take(gazetteer: Gazetteer) -> Take:
    return next(take for take in takes(river_dam(), gazetteer) if take.label == "Somalia Condemns Kenya's Tana Dam")


@pytest.mark.parametrize(
    ("proposal", "label"),
    [
        ("Somalia rejects Tana dam outright", "Somalia Rejects Tana Dam Outright"),
        ("SOMALIA REJECTS DAM", "Somalia Rejects Dam"),  # written as the coverage writes it
        ("Tana dam threat to Somalia's farmers", "Tana Dam Threat to Somalia's Farmers"),
        ("  “Threat to Somalia’s farmers.”\n", "Threat to Somalia's Farmers"),
    ],
)
def test_what_keeps_the_rules_is_the_label(take: Take, proposal: str, label: str) -> None:
    assert worded(proposal, take, river_dam(), OTHERS) == label


@pytest.mark.parametrize(
    ("why", "proposal"),
    [
        ("a word that is nobody's", "Somalia slams Tana dam"),
        ("a form that is nobody's", "Somalia rejecting Tana dam"),
        ("a word of another take", "Somalia's farmers fear drought"),
        ("a small word that is nobody's", "Somalia condemned threat against farmers"),
        ("too long", "Somalia condemns Kenya's Tana dam as threat"),
        ("one word", "Condemned"),
        ("names only", "Somalia Kenya"),
        ("a name with its title", "Somalia's president"),
        ("what all headlines say", "Kenya opens Tana dam"),
        ("begins in mid-air", "as a threat to Somalia's farmers"),
        ("ends in mid-air", "Somalia condemned the Tana dam as"),
        ("means somebody", "Somalia rejects it outright"),
        ("not what sets it apart", "Kenya opens dam outright"),
        ("not what the sentence says", "president of Somalia opens outright"),
        ("not of what headlines speak of", "threat to its farmers"),
        ("called so already", "somalia condemns Tana dam"),
        ("talk", "Here is a better name: Somalia rejects Tana dam"),
        ("talk without end", "Somalia rejects dam. " * 1000),
        ("signs", "Somalia rejects | dam"),
        ("other signs", "Somalia rejects dam 🙂"),
        ("nothing", " \n"),
    ],
)
def test_what_breaks_one_is_none(take: Take, why: str, proposal: str) -> None:
    others = (*OTHERS, "Somalia Condemns Tana Dam")
    assert worded(proposal, take, river_dam(), others) is None, why


def test_a_name_is_no_statement_however_headlines_are_written(take: Take) -> None:
    shouted = [replace(a, title=a.title.title(), text="") if a.id in take.members else a for a in river_dam()]
    assert worded("Somalia Rejects Tana Dam", take, shouted, OTHERS) is None  # nobody knows what of it are names


def test_only_what_is_english_is_shown_and_counts(take: Take) -> None:
    foreign = [replace(a, language="so") if a.id == 5 else a for a in river_dam()]
    assert "rejects" not in material(take, foreign)
    assert worded("Somalia rejects Tana dam", take, foreign, OTHERS) is None


def test_the_material_is_short_and_begins_with_the_sentences_article(take: Take) -> None:
    many = [article(n, "SO", f"Somalia condemns dam, {n}", "Somalia condemned it. " * 900) for n in range(20, 90)]
    shown = material(replace(take, members=(ArticleId(4), *(a.id for a in many))), [*many, *river_dam()])
    name, sentence, first, *rest = shown.splitlines()
    assert (name, sentence) == (f"NAME: {take.label}", f"SENTENCE: {take.quote.sentence}")
    assert first.startswith("- Somalia condemns Kenya's Tana dam. Somalia condemned the Tana dam as a threat")
    assert len(rest) == MOST_SHOWN - 1 and all(len(line) < 400 for line in rest)


def test_a_take_that_was_worded_is_judged_by_its_own_label(take: Take) -> None:
    again = replace(take, label="Threat to Somalia's Farmers", wording=Wording(take.label, "m at h"))
    assert again.worded_by == "m at h"
    assert worded("Somalia rejects Kenya's Tana dam", again, river_dam(), OTHERS) is not None
    assert replace(again, label=take.label).worded_by == ""  # its proposal was refused
