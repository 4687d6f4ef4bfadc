"""Clauses and the labels that are made of them."""

from __future__ import annotations

import pytest

from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.takes.clauses import frames
from desktop_app.stories.takes.headline_frames import headline_frames
from desktop_app.stories.takes.labels import proposals, title_case, words_of


def _label(gazetteer: Gazetteer, sentence: str, elsewhere: str = "") -> str | None:
    """The best label of the first clause that gives one, in a story that has these words elsewhere too."""
    coverage = {*words_of(sentence), *words_of(elsewhere)}
    for frame in frames(sentence, gazetteer):
        for label, _ in proposals(frame, coverage, gazetteer):
            return label
    return None


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Hamas Accuses Netanyahu Of Sabotaging Ceasefire", "Hamas Accuses Netanyahu of Sabotaging Ceasefire"),
        ("Analysts question Trump’s $9 billion deal", "Analysts Question Trump’s $9 Billion Deal"),
        ("UN chief Guterres urges Israel to lift blockade", "Guterres Urges Israel to Lift Blockade"),
        ("Settlement move sparks anger", "Settlement Move Sparks Anger"),
        ("Intel shares jump after deal", "Intel Shares Jump"),
        (
            "As strikes go on, Paris urges Washington to withdraw sanctions",
            "Paris Urges Washington to Withdraw Sanctions",
        ),
        ("Police chief says; critics slam the bill", "Critics Slam Bill"),
        ("LENA DUNHAM apologizes for joke", "Lena Dunham Apologizes for Joke"),
        # Without "not" it would be the contrary
        ("Bieber admits not having the prescription for drugs", "Bieber Admits Not Having Prescription"),
        ("Justice Department sues New York over shelters", "Justice Department Sues New York"),
        ("UK government refuses to comment on sanctions", "UK Government Refuses to Comment"),
        ("Trump calls TikTok concerns 'overrated'", "Trump Calls TikTok Concerns Overrated"),
        ("Managers voice concerns over China bond", "Managers Voice Concerns over China Bond"),
        ("Paris voices outrage", "Paris Voices Outrage"),
        ("Libya threatens to bomb N.Korean tanker if it sails", "Libya Threatens to Bomb N.Korean Tanker"),
        ("International pressure mounts on junta", "International Pressure Mounts on Junta"),
        ("Families protested against the operation", "Families Protested against Operation"),
        ("Footage sparks debate about soldiers' refusal", "Footage Sparks Debate about Soldiers’ Refusal"),
        ("Footage sparks debate about soldiers' refusal to react", "Footage Sparks Debate"),  # refusal to what?
        ("Israel approves controversial West Bank settlement project", "Israel Approves West Bank Settlement Project"),
    ],
)
def test_a_label_ends_where_a_phrase_does(gazetteer: Gazetteer, sentence: str, label: str) -> None:
    found = _label(gazetteer, sentence)
    assert found is not None and found.casefold() == label.casefold()


@pytest.mark.parametrize(
    "sentence",
    [
        "Israel did not deny the report of famine",  # denied
        "Paris could reject the trade deal",  # what may be
        "Deal rejected by Paris",  # a passive: who is not told first
        "Trump can't deny funds to cities",
        "Support for Ukraine grows",  # a noun
        "He condemned the attack",  # who?
        "Bessent praises Gor's close association with the president",  # with whom?
        "France voices",
        "Prosecutors urged court",  # to do what?
        "Aid groups warned for months",
        "Opposition accuses minister",  # of what?
        "Hamas accuses government of sabotaging ceasefire",  # whose?
        "World pressure grows",  # on whom?
        "Managers voice concerns",  # about what?
        "MAGA decries Trump's latest move",  # which?
        "Maxwell denies seeing Trump in such a setting",  # seeing him is not what she denies
        "Cubs fans celebrate first triumph in 108 years",  # the first of all it was not
        "Zelensky calls for Putin to meet him",
        "Singer joins stars in 'Ban Bossy' campaign",  # the ban is the campaign's
        "Comedian apologises for not so great joke",
        "Hamas strongly condemned this decision",  # which?
        "The moves raised questions",
        "A region of the Moon called South Pole Basin",
        "Previous claims against Credova",
        "KENYA SLAMS DAM",  # capitals tell no names
        "Kenya rejects it",
    ],
)
def test_what_is_no_stand_or_no_phrase_gives_no_label(gazetteer: Gazetteer, sentence: str) -> None:
    assert _label(gazetteer, sentence) is None


@pytest.mark.parametrize(
    ("headline", "label"),
    [
        ("Recall could cost GM billions and its reputation", "Recall Could Cost GM Billions"),
        ("Police: bank boss accused of hoarding coins", "Bank Boss Accused of Hoarding Coins"),
        ("Regulators slammed for inaction on recall", "Regulators Slammed for Inaction on Recall"),
        ("Airline blamed for delays", "Airline Blamed for Delays"),
        ("Could the recall cost GM billions?", None),  # asked, not told
        ("Recall could be costly", None),
        ("Minister says bank may sell unit", None),  # the minister's word
        ("It may cost GM billions", None),
        ("Bank boss accused by hackers", None),
        ("China accused of letting oil into North Korea", None),  # "of letting oil" is half of it
    ],
)
def test_what_only_headlines_tell(gazetteer: Gazetteer, headline: str, label: str | None) -> None:
    coverage = {*words_of(headline)}
    found = [name for frame in headline_frames(headline) for name, _ in proposals(frame, coverage, gazetteer)]

    assert next(iter(found), None) == label


def test_a_country_with_the_noun_of_its_stand_in_the_coverage(gazetteer: Gazetteer) -> None:
    sentence = "UK condemns settlement plan"

    assert _label(gazetteer, sentence) == "UK Condemns Settlement Plan"
    assert _label(gazetteer, sentence, "British condemnation") == "British Condemnation of Settlement Plan"


def test_what_went_before_the_event_is_no_stand_on_it(gazetteer: Gazetteer) -> None:
    assert _label(gazetteer, "Talks begin after Kenya rejected the dam") is None


def test_title_case() -> None:
    assert title_case("Hamas Accuses Israel Of Sabotage") == "Hamas Accuses Israel of Sabotage"
    assert title_case("ICC condemns sanctions of the US on iPhones") == "ICC Condemns Sanctions of the US on iPhones"
