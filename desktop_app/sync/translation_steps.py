"""
The work of translating, in steps of some tenths of a second each, so that whoever opens an article need not wait long.

    store --titles, bodies--> [engine: the worker process] --job--> [writer]

For one thread, which has a reader of its own. Each step ends with a job that stores what it made and takes it off the
list of what is to be done, so a kill loses one step and nothing is done twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from desktop_app.language.articles import ArticleTexts
from desktop_app.language.engine import Translator
from desktop_app.model.article import Article, ArticleId, Translation
from desktop_app.model.country import CountryCode
from desktop_app.model.errors import (
    EngineError,
    FetchError,
    ModelError,
    OverviewError,
    SecretsError,
    WorkerError,
    WorkerProblem,
)
from desktop_app.model.events import ArticlesChanged, EngineFailed, Event, TranslationGrew
from desktop_app.model.rendering import Rendering
from desktop_app.model.translating import is_wanted, language_of_rule
from desktop_app.store import articles, memory, translations
from desktop_app.store.connection import Connection
from desktop_app.store.memory import Remembered
from desktop_app.store.translations import Undecided, Waiting
from desktop_app.store.writer import Job, Urgency, Writer
from desktop_app.sync.outside import Met, Outside

log = logging.getLogger(__name__)

ARTICLES_AT_ONCE = 6  # titles and leads: some 250 words, a third of a second with a small model
DECIDED_AT_ONCE = 300  # whose language is told: 30 ms, and a second or two for the first of them
LOOKED_AHEAD = 60  # articles that are read from the store at once
FIRST_WORDS = 30  # of a body, or its first paragraph, of which the first sentence is to be there at once
NEXT_WORDS = 90
EDITION_S = 300  # so old may be what is known of the Edition
MOST_FAILURES = 3  # one after the other, after which it is not the text that is to blame

Detect = Callable[[list[tuple[str, str]]], list[str]]


@dataclass(frozen=True, slots=True)
class TranslationSource:
    """Who translates, and who tells languages."""

    translator: Translator
    detect: Detect  # (text, declared language) to languages. Raises WorkerError
    take_fresh: Callable[[], list[Remembered]] = list  # what the translator made since it was asked last
    is_on_battery: Callable[[], bool] = bool


class ClosingError(Exception):
    """The program ends, and the engine with it."""


class _OutsideError(Exception):
    """The engine outside does not translate this article."""


class _BrokenError(Exception):
    """The engine cannot translate from this language at present."""


@dataclass(slots=True)
class _Body:
    """An article that is under way."""

    article: Article
    language: str
    engine: str  # its name
    texts: ArticleTexts
    next_words: float
    is_shown: bool  # in English already: it is not to go back to its own language part by part
    met: Met | None  # the engine outside, in the place of what is installed
    opening: tuple[str, str] | None  # of what somebody waits for: a text, and its first sentence


@dataclass(slots=True)
class Steps:
    """``clock`` in seconds since the epoch. Raises ClosingError from every step once the engine is closed."""

    db: Connection
    source: TranslationSource
    writer: Writer
    publish: Callable[[Event], None]
    clock: Callable[[], int]
    on_stored: Callable[[], None]
    outside: Outside | None = None  # who translates what is opened; then nobody else is asked for anything
    _planned: list[Waiting] = field(default_factory=list[Waiting])
    _planned_for: object = None
    _in_hand: dict[ArticleId, Future[None]] = field(default_factory=dict[ArticleId, "Future[None]"])
    _bodies: dict[ArticleId, Future[None]] = field(default_factory=dict[ArticleId, "Future[None]"])
    _given_up: set[ArticleId] = field(default_factory=set[ArticleId])  # bodies
    _broken: set[str] = field(default_factory=set[str])  # languages
    _body: _Body | None = None
    _only_inside: ArticleId | None = None  # the engine outside did not translate it
    _from_outside: list[Remembered] = field(default_factory=list[Remembered])
    _of_edition: list[ArticleId] = field(default_factory=list[ArticleId])
    _edition_at: int = 0

    def languages(self) -> frozenset[str]:
        """From which can be translated now."""
        return self.source.translator.languages() - self._broken

    def mend(self) -> None:
        """Models were installed or removed: what did not work may work now."""
        self._broken.clear()
        self._given_up.clear()
        self._planned.clear()

    def settle(self) -> None:
        """Wait until everything is stored."""
        for future in (*self._in_hand.values(), *self._bodies.values()):
            future.exception()
        self._in_hand.clear()
        self._bodies.clear()

    # Titles and leads

    def titles(self, read: Collection[str], among: Sequence[ArticleId] | None = None) -> int:
        """Tell languages or translate some titles and leads, the newest first; how many articles; 0: nothing is left.

        ``read`` are the languages that the user reads, ``among`` the only articles to look at.
        """
        if not self.languages():
            return 0
        held = self._held()
        undecided = [it for it in translations.undecided(self.db, DECIDED_AT_ONCE, among) if it.id not in held]
        if undecided:
            self._decide(undecided)
            return len(undecided)
        return self._translate_some(read, among)

    def _held(self) -> frozenset[ArticleId]:
        """What is on its way into the store. To be asked before the store is: what is not here is there."""
        self._in_hand = {i: future for i, future in self._in_hand.items() if not future.done()}
        return frozenset(self._in_hand)

    def _decide(self, undecided: Sequence[Undecided]) -> None:
        """Waits until the store has it: what follows asks for it."""
        try:
            told = self.source.detect([(it.text, it.declared) for it in undecided])
        except WorkerError as e:
            if e.problem is WorkerProblem.CLOSED:
                raise ClosingError from e
            log.warning("languages not told articles=%d error=%s", len(undecided), e)
            told = [it.declared for it in undecided]
        languages = [
            (it.id, language_of_rule(it.rule) or language or it.declared)
            for it, language in zip(undecided, told, strict=True)
        ]

        def job(db: Connection) -> tuple[Event, ...]:
            changed = translations.decide(db, languages)
            return (ArticlesChanged(frozenset(), 0, changed),) if changed else ()

        self.writer.submit(job).exception()

    def _translate_some(self, read: Collection[str], among: Sequence[ArticleId] | None) -> int:
        batch = self._next_batch(read, among)
        if not batch:
            return 0
        language = batch[0].language
        texts = [ArticleTexts(it.title, it.lead) for it in batch]
        try:
            self._ask_all(texts, language)
        except _BrokenError:
            self._planned.clear()
            return len(batch)
        engine = self.source.translator.name(language)
        known = [(it, text) for it, text in zip(batch, texts, strict=True) if text.is_known]
        made = [(it, text.translation(engine, is_whole=False)) for it, text in known]
        unknown = [it.id for it, text in zip(batch, texts, strict=True) if not text.is_known]
        self._store_titles(made, unknown)
        return len(batch)

    def _next_batch(self, read: Collection[str], among: Sequence[ArticleId] | None) -> list[Waiting]:
        """Articles of one language."""
        wish = (tuple(among) if among is not None else None, frozenset(read), self.languages())
        if not self._planned or self._planned_for != wish:
            languages = self.languages()
            always = languages & set(read) if translations.has_always_rule(self.db) else frozenset[str]()
            held = self._held()
            limit = LOOKED_AHEAD + len(held)
            found = translations.waiting(self.db, languages - set(read), always, limit, among)
            self._planned = [it for it in found if it.id not in held]
            self._planned_for = wish
        batch = [it for it in self._planned if it.language == self._planned[0].language][:ARTICLES_AT_ONCE]
        chosen = {it.id for it in batch}
        self._planned = [it for it in self._planned if it.id not in chosen]
        return batch

    def _ask_all(self, texts: Sequence[ArticleTexts], language: str) -> None:
        """Ask for all of these articles' texts together, until there is nothing left to ask."""
        while True:
            parts = [text.next(1_000) for text in texts]
            asked = list(dict.fromkeys(one for part in parts for one in part))
            if not asked:
                return
            made = dict(zip(asked, self._translated(language, asked), strict=True))
            for text, part in zip(texts, parts, strict=True):
                text.take(part, [made[one] for one in part])

    def _store_titles(self, made: Sequence[tuple[Waiting, Translation]], unknown: Sequence[ArticleId]) -> None:
        fresh, now = self.source.take_fresh(), self.clock()

        def job(db: Connection) -> tuple[Event, ...]:
            memory.put(db, fresh, now)
            translations.done_without(db, unknown)
            stored = [(it, t) for it, t in made if translations.is_as_it_was(db, it)]
            for it, translation in stored:
                articles.put_translation(db, it.id, translation)
            return _changed([(it.id, it.country) for it, _ in stored])

        self._in_hand |= dict.fromkeys([*(it.id for it, _ in made), *unknown], self._submitted(job, Urgency.SYNC))

    # Bodies

    def body(self, article_id: ArticleId, read: Collection[str], *, is_opened: bool = False) -> bool:
        """Translate the next part of an article, and tell of it; False when there is nothing left to do for it."""
        if self._body is None or self._body.article.row.id != article_id:
            self._body = self._begin(article_id, read, is_opened=is_opened)
        body = self._body
        if body is None:
            return False
        try:
            if (opening := body.opening) is not None:
                body.opening = None
                text, sentence = opening
                body.texts.take_opening(text, sentence, self._translated(body.language, [sentence])[0])
                self._show(body)
                return True
            asked = body.texts.next(body.next_words)
            body.texts.take(asked, self._asked_for(body, asked) if asked else [])
        except _BrokenError:
            self._give_up(article_id)
            return False
        except _OutsideError:  # what is installed translates all of it: one hand, one name
            self._body = None
            return False
        body.next_words = NEXT_WORDS if body.met is None else body.met.words_at_once
        if body.texts.is_done:
            self._finish(body)
            return False
        self._remember()
        self._show(body)
        return True

    def _show(self, body: _Body) -> None:
        if body.texts.is_known and not body.is_shown:
            made = body.texts.translation(body.engine, is_whole=False)
            self.publish(TranslationGrew(body.article.row.id, made))

    def _asked_for(self, body: _Body, asked: Sequence[str]) -> list[Rendering | None]:
        if body.met is None or self.outside is None:
            return self._translated(body.language, asked)
        try:
            made, fresh = self.outside.translate(self.db, body.language, asked, body.texts.marked(asked))
        except (EngineError, SecretsError, FetchError) as e:
            self._fail_outside(body.article.row.id, e)
            raise _OutsideError from e
        self._from_outside += fresh
        return made

    def _fail_outside(self, article_id: ArticleId, error: OverviewError) -> None:
        if isinstance(error, FetchError) or self.outside is None:
            return  # cancelled: nobody waits for it
        self._only_inside = article_id
        self.outside.fail(error)
        self.publish(EngineFailed(article_id, error))

    def leave(self, opened: ArticleId | None) -> None:
        """Another article is read than the one that is under way, or that one's text is another now."""
        self._body = None
        self._only_inside = None
        if opened is not None:
            self._given_up.discard(opened)

    def _remember(self) -> None:
        """Keep the sentences of a body that is not finished: it may be left, and opened again."""
        fresh, now = self._take_fresh(), self.clock()

        def job(db: Connection) -> tuple[Event, ...]:
            memory.put(db, fresh, now)
            return ()

        if fresh:
            self.writer.submit(job, may_wait=True)

    def _take_fresh(self) -> list[Remembered]:
        if self.outside is None:
            return self.source.take_fresh()
        fresh, self._from_outside = self._from_outside, []
        return fresh

    def ahead(self, read: Collection[str], *, with_edition: bool = False) -> bool:
        """The next part of what the user keeps, then of what the Edition tells; False when there is nothing left."""
        if self._body is not None:
            return self.body(self._body.article.row.id, read) or True
        self._bodies = {i: future for i, future in self._bodies.items() if not future.done()}
        wanted = translations.starred_in_part(self.db, LOOKED_AHEAD + len(self._given_up))
        if with_edition and self.languages():
            wanted += translations.in_part(self.db, self._edition())
        for article_id in wanted:
            if article_id not in self._given_up and article_id not in self._bodies:
                if not self.body(article_id, read) and article_id not in self._bodies:
                    self._given_up.add(article_id)
                return True
        return False

    def _edition(self) -> list[ArticleId]:
        """The articles of the Edition as it was some minutes ago at most: to find them takes some 50 ms."""
        now = self.clock()
        if not self._edition_at <= now < self._edition_at + EDITION_S or not self._of_edition:
            from desktop_app.sync.edition import articles_of_edition  # noqa: PLC0415 not before it is wanted

            self._of_edition, self._edition_at = articles_of_edition(self.db, now), now
        return self._of_edition

    def _begin(self, article_id: ArticleId, read: Collection[str], *, is_opened: bool = False) -> _Body | None:
        stored = self._bodies.get(article_id)
        if article_id in self._given_up or not (stored is None or stored.done()):
            return None
        article = articles.article(self.db, article_id)
        if article is None or not (self._may_ask(article_id) if self.outside else self._may_translate(article)):
            return None
        if not translations.is_decided(self.db, article_id):
            self._decide(translations.undecided(self.db, 1, (article_id,)))
            article = articles.article(self.db, article_id) or article
        language = article.row.language
        if not is_wanted(language, translations.rule_of(self.db, article_id), read):
            return None
        met = self._met(article)
        if met is None and (self.outside is not None or language not in self.languages()):
            return None
        engine = self.source.translator.name(language) if met is None else met.engine
        if _is_whole(article) and article.translation is not None and article.translation.engine == engine:
            return None
        title, lead, made = article.row.original_title, article.original_lead, article.translation
        texts = ArticleTexts(title, lead, article.document)
        is_begun = made is not None and not made.document and made.engine == engine
        if made is not None and is_begun and len(made.sentences) > 1:
            texts.know(title, made.title, made.sentences[0])
            texts.know(lead, made.lead, made.sentences[1])
        is_shown = made is not None and len(made.document) == len(article.document) > 0
        is_awaited = is_opened and met is None and not is_shown  # an engine outside would be asked twice
        opening = texts.opening(language) if is_awaited else None
        return _Body(article, language, engine, texts, FIRST_WORDS, is_shown, met, opening)

    def _may_ask(self, article_id: ArticleId) -> bool:
        return article_id != self._only_inside and self.outside is not None and self.outside.is_ready

    def _may_translate(self, article: Article) -> bool:
        return bool(self.languages()) and not _is_whole(article)

    def _met(self, article: Article) -> Met | None:
        """The engine outside, where it can be asked for this article."""
        try:
            return self.outside.meet(article.row.language) if self.outside is not None else None
        except (EngineError, SecretsError, FetchError) as e:
            self._fail_outside(article.row.id, e)
            return None

    def _finish(self, body: _Body) -> None:
        self._body = None
        article_id, document = body.article.row.id, body.article.document
        if not body.texts.is_known:
            self._give_up(article_id)
            return
        translation = body.texts.translation(body.engine, is_whole=True)
        fresh, now = self._take_fresh(), self.clock()

        def job(db: Connection) -> tuple[Event, ...]:
            memory.put(db, fresh, now)
            current = articles.article(db, article_id)
            if current is None or current.document != document:
                return ()  # it was edited, or its page came: what is made of the new text follows
            articles.put_translation(db, article_id, translation)
            return _changed([(article_id, body.article.row.country)])

        self.publish(TranslationGrew(article_id, translation))
        self._bodies = {i: f for i, f in self._bodies.items() if not f.done()}
        self._bodies[article_id] = self._submitted(job, Urgency.USER)

    def _give_up(self, article_id: ArticleId) -> None:
        self._given_up.add(article_id)
        self._body = None

    def _submitted(self, job: Job, urgency: Urgency) -> Future[None]:
        future = self.writer.submit(job, urgency, may_wait=True)
        future.add_done_callback(lambda _: self.on_stored())
        return future

    # The engine

    def _translated(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        """Raises _BrokenError where the engine fails whatever the text is, and ClosingError."""
        try:
            return self._asked(language, texts)
        except WorkerError as e:
            if e.problem is WorkerProblem.START:  # no text is to blame for that
                self._broken.add(language)
                raise _BrokenError from e
            log.warning("texts not translated language=%s texts=%d error=%s", language, len(texts), e)
        made: list[Rendering | None] = []
        failures = 0
        for text in texts:  # one of them may be to blame
            try:
                made += self._asked(language, [text])
                failures = 0
            except WorkerError as e:
                made.append(None)
                failures += 1
                if failures == MOST_FAILURES:
                    self._broken.add(language)
                    raise _BrokenError from e
        return made

    def _asked(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        try:
            return self.source.translator.translate(language, texts)
        except ModelError as e:
            log.warning("model not used language=%s error=%s", language, e)
            self._broken.add(language)
            raise _BrokenError from e
        except WorkerError as e:
            if e.problem is WorkerProblem.CLOSED:
                raise ClosingError from e
            raise


def _is_whole(article: Article) -> bool:
    return article.translation is not None and article.translation.is_whole


def _changed(stored: Sequence[tuple[ArticleId, CountryCode]]) -> tuple[Event, ...]:
    if not stored:
        return ()
    return (ArticlesChanged(frozenset(c for _, c in stored), 0, frozenset(i for i, _ in stored)),)
