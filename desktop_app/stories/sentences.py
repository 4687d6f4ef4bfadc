"""Which sentences of an article can stand by themselves, as facts that its outlet tells."""

from __future__ import annotations

import re

from desktop_app.model.story import StoryArticle
from desktop_app.model.take import Quote
from desktop_app.notation.sentences import sentences
from desktop_app.stories.words import words

_BEGINNING = 1800  # characters in which the first sentences are
_MOST_SENTENCES = 6
_WORDS = range(9, 39)
_MOST_CAPITALS = 0.7  # of the words: a headline or a list of names, not a sentence
# Where a report was written, before its first sentence: OSLO, May 2 (AP) -
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .,'’/-]{2,40}(?:\([^)]{1,30}\))?\s*[-–—:]+\s+"
    r"|[A-Z][A-Z .'’-]{2,30}, [A-Z][a-z]{2,4}\.? \d{1,2}(?:, \d{4})?\s*(?:\([^)]{1,30}\))?\s*[-–—:]+\s+"
    r"|[A-Z][\w .,]{2,40}\([A-Z][\w .]{1,12}\)\s*[-–—:]*\s+"
    r"|\([A-Z][\w /]{1,30}\)\s*[-–—:]*\s+"
    r"|(?:[A-Z][a-z]+ ){1,3}[–—]\s+"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}(?=[A-Z][a-z]* ))"
)
GLUED = re.compile(r"\d[A-Z][a-z]")  # "August 25, 2025Prime Minister": a line's end was lost
# Somebody's own words, somebody addressed, a site speaking of itself, or what is written below a picture
_NOT_TELLING = re.compile(
    r"[“”\"«»|•►…@#]|\.\.\.|https?:|www\.|\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Mm]y|us|[Yy]our|I['’]m|[Ww]e['’]re)\b"
    r"|(?i:\b(?:subscri\w+|newsletter|cookies?|click|sign up|follow us|read more|advertis\w+|photo\w*|getty|copyright"
    r"|whatsapp|telegram channel|image|listen|updated|published|posted|comments?|transcript|this article|this story"
    r"|editor|reporting by|minutes? read|watch|(?:is|are) (?:seen|pictured|shown)(?! to\b)|in this (?:file|handout))\b)"
    r"|\((?:(?:far|top|bottom) )?(?:left|right|cent(?:re|er)|above|below|pictured)\)"
)
# What it begins with hangs on the sentence before
_HANGING = re.compile(
    r"^(?:He|She|It|They|This|That|These|Those|But|And|So|Or|Yet|However|Also|In addition|Meanwhile|Moreover|His|Her"
    r"|Their|Its|Here|There|By|Then|Instead|Still|Such|Both|Another|Other|Others|Earlier|Later|Among them"
    r"|According to (?:a|the) report|At th(?:at|e)(?: same)? time|In the meantime|As a result|For (?:example|instance)"
    r"|Following (?:his|her|its|their|this|that)|When asked|(?:Minutes|Hours|Days|Weeks) later"
    r"|Additionally|Furthermore|Similarly|Nevertheless|Separately"
    r"|The (?:move|decision|announcement|statement|law|bill|officials?|judges?|deal|strike|attack|latter|former"
    r"|two|three|four|five|six|pair|company|report|agency|ministry|minister|group|plan|meeting|ruling|case"
    r"|president|country))\b"
)
_HEADING = re.compile(r"^[^:]{2,32}:\s")  # "Driving the news: "
_LOADED = words("loaded")


def is_english(article: StoryArticle) -> bool:
    """Whether its title and text are English, or may be: nobody knows."""
    return article.language.partition("-")[0] in ("", "en")


def quote_of(article: StoryArticle, sentence: str) -> Quote:
    """A sentence of the article, with what is to be said of its source."""
    return Quote(
        sentence,
        article.id,
        article.outlet_name,
        article.country,
        article.published,
        article.url,
        article.is_state_controlled,
    )


def telling_sentences(article: StoryArticle) -> list[tuple[int, str]]:
    """(place, sentence) of the first sentences that can be told by themselves, word for word, without the dateline."""
    text = article.text[:_BEGINNING]
    found: list[tuple[int, str]] = []
    for place, (start, end) in enumerate(sentences(text, "en")[:_MOST_SENTENCES]):
        dateline = _DATELINE.match(text[start:end])
        sentence = text[start + (dateline.end() if dateline else 0) : end]
        is_cut_off = end == len(text) < len(article.text)
        if not is_cut_off and is_telling(sentence):
            found.append((place, sentence))
    return found


def is_telling(sentence: str) -> bool:
    """Whether it is whole, of a good length, nobody's speech, and to be understood without the one before."""
    said = sentence.split()
    if len(said) not in _WORDS or not sentence.endswith((".", "!")) or not sentence[0].isupper():
        return False
    if GLUED.search(sentence) or _HEADING.match(sentence) or _NOT_TELLING.search(sentence) or _HANGING.match(sentence):
        return False
    letters = [word for word in said if word[0].isalpha()]
    return sum(word[0].isupper() for word in letters) <= _MOST_CAPITALS * len(letters)


def is_loaded(sentence: str) -> bool:
    """Whether it has words that take sides by themselves."""
    return any(word.strip(".,;:'’").lower() in _LOADED for word in sentence.split())
