"""
Articles into stories, as they arrive. Pure: what was decided is handed back, nothing is stored.

A batch is first joined with what is near to it by average linkage (``linkage.py``). Then each article is asked where it
belongs: to the story whose most similar articles, three at most, are likely to tell of its event; one that belongs
nowhere is a story by itself. And each small story is asked whether it belongs to another one as a whole, until nothing
moves or a few rounds are over. While the window fills, all of it is decided anew whenever it has grown by half: until
then it was a guess how rare a word is. So the order of arrival hardly matters, a story falls apart when its halves find
better company, and two become one when both tell of one event. A story keeps its number where most of it stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.model.article import ArticleId
from desktop_app.model.story import StoryId
from desktop_app.stories.grouping import linkage
from desktop_app.stories.grouping.near import Near
from desktop_app.stories.grouping.window import Arrival

SEEDS = 0.35  # mean likelihood from which on groups are joined at first
JOINS = 0.555  # likelihood from which on an article belongs to a story, or a small story to another one
CLOSEST = 3  # articles of a story that count: one chains stories together, the whole of them tears large ones apart
MATTERS = 0.5  # likelihood from which on it may matter to an article where another one goes
MOVES_WHOLE = 10  # articles: a story up to this size goes into another one as a whole
ASKED_AGAIN = 2  # older articles for one that is new: after a start nobody remembers who is near to them
ROUNDS = 6  # of asking
GROWTH = 1.5  # of the window, after which all of it is decided anew ...
SETTLED = 5_000  # ... until it has so many articles
_FIRST = StoryId(1)
COPY = 0.8  # share of the terms of two articles that both have, where one is a copy of the other
COPY_TERMS = 8  # at least: two short titles may well be the same words


@dataclass(frozen=True, slots=True)
class Membership:
    """To which story an article belongs, and why."""

    article: ArticleId
    story: StoryId
    similarity: float  # 0 to 1: how likely it tells what its closest articles there tell; 1 for a story's only one
    copy_of: ArticleId | None  # another one of the story with nearly the same words, which spoke first


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the user says about pairs of articles."""

    together: frozenset[tuple[ArticleId, ArticleId]] = frozenset()
    apart: frozenset[tuple[ArticleId, ArticleId]] = frozenset()


class Grouper:
    """Holds the articles of the last days and the stories that they make. Not for several threads."""

    def __init__(self, *, next_story: StoryId = _FIRST, corrections: Corrections | None = None) -> None:
        self._near = Near()
        self._next = next_story
        self._story_of: dict[ArticleId, StoryId] = {}
        self._stories: dict[StoryId, set[ArticleId]] = {}
        self._turns: dict[ArticleId, int] = {}  # in which they arrived: who spoke first
        self._told: dict[ArticleId, Membership] = {}
        self._may_ask = 0  # so many older ones who is near to them
        self._moved: set[ArticleId] = set()  # into another story since changes were told
        self._grown_from = 0  # articles when all was decided anew
        self._apart: dict[ArticleId, set[ArticleId]] = {}
        self._together: dict[ArticleId, set[ArticleId]] = {}
        self.correct(corrections or Corrections())

    def __len__(self) -> int:
        return len(self._near)

    @property
    def next_story(self) -> StoryId:
        """The number of the next story that begins."""
        return self._next

    def correct(self, corrections: Corrections) -> None:
        """Heed from now on what the user says, in place of what was said before."""
        self._apart, self._together = _both_ways(corrections.apart), _both_ways(corrections.together)

    def restore(self, arrivals: Iterable[Arrival], memberships: Iterable[Membership]) -> None:
        """Take up what an earlier run has decided about these articles."""
        self._take_in(arrivals)
        for membership in memberships:
            if membership.article in self._near:
                self._put(membership.article, membership.story)
                self._told[membership.article] = membership
                self._next = max(self._next, StoryId(membership.story + 1))
        self._moved.clear()
        self._grown_from = len(self)

    def forget(self, articles: Iterable[ArticleId]) -> None:
        """Compare nothing with these any more: their time is over. Their stories stay as they are."""
        for article in articles:
            self._near.remove(article)
            if (story := self._story_of.pop(article, None)) is not None:
                self._leave(article, story)
            self._told.pop(article, None)
            self._moved.discard(article)
            self._turns.pop(article, None)

    def add(self, arrivals: Sequence[Arrival]) -> list[Membership]:
        """Group articles that are new or have other words now; gives every membership that changed by it."""
        self._take_in(arrivals)
        self._may_ask = ASKED_AGAIN * len(arrivals)
        is_young = self._grown_from < SETTLED and len(self) >= GROWTH * self._grown_from
        if is_young:
            self._grown_from = len(self)
            asked = self._begin_anew()
        else:
            asked = self._join_new([arrival.id for arrival in arrivals])
        return self._decide(asked)

    def reconsider(self, articles: Iterable[ArticleId]) -> list[Membership]:
        """Decide again about these and what is near to them, after the user has corrected something."""
        wanted = [article for article in articles if article in self._near]
        self._may_ask = ASKED_AGAIN * len(wanted)
        self._near.ask(wanted)
        return self._decide(self._affected(wanted))

    # Deciding

    def _begin_anew(self) -> list[ArticleId]:
        """Join all that is here as if nothing had been decided."""
        everyone = list(self._turns)
        self._may_ask = len(everyone)
        self._near.ask(everyone)
        groups = linkage.joined({article: {article} for article in everyone}, self._near.of, SEEDS, self._may_join)
        named = linkage.renamed(groups.values(), self._story_of, self._new_story)
        self._place(named)
        return everyone

    def _join_new(self, new: Sequence[ArticleId]) -> list[ArticleId]:
        """Join the new articles with one another and with the small stories near to them."""
        for article in new:
            if article not in self._story_of:
                self._put(article, self._new_story())
        self._near.ask(new)
        asked = self._affected(new)
        stories = sorted({self._story_of[article] for article in asked})
        groups = {story: set(self._stories[story]) for story in stories if self._is_movable(story)}
        self._place(linkage.joined(groups, self._near.of, SEEDS, self._may_join))
        return asked

    def _decide(self, asked: Sequence[ArticleId]) -> list[Membership]:
        self._unite()
        for _ in range(ROUNDS):
            before = set(self._moved)
            self._moved.clear()
            for article in asked:
                self._settle(article)
            self._merge(asked)
            news = list(self._moved)
            self._moved |= before
            if not news:
                break
            asked = self._affected(news)
        self._keep_numbers()
        return self._changes()

    def _keep_numbers(self) -> None:
        """Give a story that went into a younger one, article by article, the number back that it was told by."""
        told = {article: self._told[article].story for article in self._moved if article in self._told}
        touched = {self._story_of[article] for article in self._moved} | (set(told.values()) & self._stories.keys())
        groups = [set(self._stories[story]) for story in sorted(touched)]
        known = {a: self._told[a].story for group in groups for a in group if a in self._told}
        free = iter(sorted(touched - set(known.values())))
        self._place(linkage.renamed(groups, known, lambda: next(free, None) or self._new_story()))

    def _affected(self, changed: Iterable[ArticleId]) -> list[ArticleId]:
        """Those, whom they are near to, and the rest of their stories where they are small."""
        found: dict[ArticleId, None] = {}
        for article in changed:
            found[article] = None
            found.update((other, None) for other, likely in self._near.of(article).items() if likely >= MATTERS)
        for article in list(found):
            members = self._stories[self._story_of[article]]
            if len(members) <= MOVES_WHOLE:
                found.update(dict.fromkeys(sorted(members)))
        return [article for article in found if self._is_ready(article)]

    def _is_ready(self, article: ArticleId) -> bool:
        """Whether it is known who is near to an article; asking costs a millisecond, so only so many are asked."""
        if self._near.is_fresh(article):
            return True
        if self._may_ask <= 0:
            return False
        self._may_ask -= 1
        self._near.ask((article,))
        return True

    def _is_movable(self, story: StoryId) -> bool:
        """Whether a story may go into another one as a whole."""
        members = self._stories.get(story, ())
        return 0 < len(members) <= MOVES_WHOLE and all(self._is_ready(member) for member in sorted(members))

    def _settle(self, article: ArticleId) -> bool:
        """Put an article where it belongs now; whether that is news."""
        old = self._story_of[article]
        if self._together.get(article):
            return False  # the user put it there
        best = _best(self._scores(article))
        if best == old or (best is None and len(self._stories[old]) == 1):
            return False
        self._put(article, self._new_story() if best is None else best)
        return True

    def _scores(self, article: ArticleId) -> dict[StoryId, float]:
        """How well each story suits an article."""
        closest: defaultdict[StoryId, list[float]] = defaultdict(list)
        for other, likely in self._near.of(article).items():
            closest[self._story_of[other]].append(likely)
        for other in self._apart.get(article, ()):
            closest.pop(self._story_of.get(other, StoryId(0)), None)
        own = self._story_of.get(article)
        scores: dict[StoryId, float] = {}
        for story, near in closest.items():
            counted = min(CLOSEST, len(self._stories[story]) - (story == own))
            scores[story] = sum(sorted(near, reverse=True)[:counted]) / counted
        return scores

    def _merge(self, asked: Iterable[ArticleId]) -> int:
        """Let small stories go into others as a whole; how many did."""
        merged = 0
        stories = {self._story_of[article] for article in asked}
        for story in sorted(stories, key=lambda s: (len(self._stories[s]), s)):
            if not self._is_movable(story):
                continue
            members = self._stories[story]
            best = self._best_for_all(sorted(members), story)
            if best is None or not self._may_join(members, self._stories[best]):
                continue
            stays, goes = sorted((story, best), key=lambda s: (-len(self._stories[s]), s))
            for member in sorted(self._stories[goes]):
                self._put(member, stays)
            merged += 1
        return merged

    def _best_for_all(self, members: Sequence[ArticleId], own: StoryId) -> StoryId | None:
        total: defaultdict[StoryId, float] = defaultdict(float)
        for member in members:
            for story, score in self._scores(member).items():
                total[story] += score / len(members)
        total.pop(own, None)
        return _best(total)

    # What the user says

    def _may_join(self, one: Iterable[ArticleId], other: set[ArticleId]) -> bool:
        """Whether the user does not want one of these apart from one of those."""
        return not self._apart or all(other.isdisjoint(self._apart.get(a, ())) for a in one)

    def _unite(self) -> None:
        """What the user put together follows its company."""
        for article, others in self._together.items():
            for other in others:
                if article < other and article in self._story_of and other in self._story_of:
                    self._put(other, self._story_of[article])

    # Keeping

    def _take_in(self, arrivals: Iterable[Arrival]) -> None:
        for arrival in arrivals:
            self._near.add(arrival)
            self._turns.setdefault(arrival.id, len(self._turns))

    def _new_story(self) -> StoryId:
        story = self._next
        self._next = StoryId(story + 1)
        return story

    def _place(self, groups: Mapping[StoryId, set[ArticleId]]) -> None:
        for story, members in groups.items():
            for article in members:
                self._put(article, story)

    def _put(self, article: ArticleId, story: StoryId) -> None:
        old = self._story_of.get(article)
        if old == story:
            return
        self._story_of[article] = story
        self._moved.add(article)
        self._stories.setdefault(story, set()).add(article)
        if old is not None:
            self._leave(article, old)

    def _leave(self, article: ArticleId, story: StoryId) -> None:
        members = self._stories[story]
        members.discard(article)
        if not members:
            del self._stories[story]

    # What came of it

    def _changes(self) -> list[Membership]:
        """The memberships that changed, with those of copies whose original has moved."""
        asked = set(self._moved)
        for article in self._moved:
            asked.update(o for o in self._near.of(article) if o in self._told and self._told[o].copy_of == article)
        self._moved.clear()
        changed: list[Membership] = []
        for article in sorted(asked):
            told, now = self._told.get(article), self._membership(article, self._story_of[article])
            if told is None or (told.story, told.copy_of) != (now.story, now.copy_of):
                self._told[article] = now
                changed.append(now)
        return changed

    def _membership(self, article: ArticleId, story: StoryId) -> Membership:
        members = self._stories[story]
        if len(members) == 1:
            return Membership(article, story, 1.0, None)
        turn = self._turns[article]
        earlier = [o for o, likely in self._near.of(article).items() if likely >= JOINS and self._turns[o] < turn]
        originals = (o for o in earlier if o in members and self._is_copy(article, o))
        first = min(originals, key=self._turns.__getitem__, default=None)
        return Membership(article, story, round(self._scores(article).get(story, 0.0), 3), first)

    def _is_copy(self, article: ArticleId, other: ArticleId) -> bool:
        shared, either = self._near.overlap(article, other)
        return shared >= COPY_TERMS and shared >= COPY * either


def _best(scores: Mapping[StoryId, float]) -> StoryId | None:
    """The story that suits best, the oldest of several; None where none suits."""
    best = max(scores, key=lambda story: (scores[story], -story), default=None)
    return best if best is not None and scores[best] >= JOINS else None


def _both_ways(pairs: Iterable[tuple[ArticleId, ArticleId]]) -> dict[ArticleId, set[ArticleId]]:
    made: defaultdict[ArticleId, set[ArticleId]] = defaultdict(set)
    for one, other in pairs:
        made[one].add(other)
        made[other].add(one)
    return dict(made)
