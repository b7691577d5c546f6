"""Autocompletion of links: which items an author may mean by a name, by words linked before, or behind `[[`."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.lazy_regex import LazyPattern
from kztui.article.links import LINK
from kztui.article.with_original import named_in
from kztui.article.word_breaks import LETTERS, WITHOUT_BLANKS, WORD_END

OFFERED = 6
"""How many items are offered at most."""
LONGEST = 80
"""Characters before the cursor that are looked at."""
NAMED_HERE, NAMED_ELSEWHERE, LINKED_HERE = 2, 3, 3
"""From so many letters on the rest is offered: of names of this paragraph's items, of others, of words linked before.

Words that were linked to an item of another paragraph are offered as a link once they are typed whole.
"""
STEM, SHORTEST = 4, 3
"""Letters by which words are alike, whatever their endings; shorter words are not compared."""
NEAR = 0.2
"""What an item of the paragraph has in advance; 1 is a word alike that no other item has."""
NEARER = 4
"""How often a word alike counts of an item of the paragraph."""
_END = LazyPattern(WORD_END)
_WORDS = LazyPattern(LETTERS)
_SIGNS = frozenset("[]|\n")
"""What words of a link cannot have."""


class LinkOffer(NamedTuple):
    """A link that can be made of the words before the cursor."""

    target: str
    words: str
    """What the link reads as; it begins with what was typed."""
    typed: int
    """How many of its characters were typed."""

    @property
    def rest(self) -> str:
        """What was not typed yet; empty where all of it was."""
        return self.words[self.typed :]


class LinkOffers:
    """What can be linked in a text on one paragraph; of several the items that its original states or names first."""

    def __init__(self, article: Article, number: int, original: str, own: str = "") -> None:
        """`number` is the paragraph's, `original` its text in the original, or nothing.

        `own` is the item whose text is written, which never links to itself.
        """
        items = [item for item in article.items.values() if not item.is_text and item.id != own]
        self._here = {item.id for item in items if number in item.numbers or any(named_in(original, item.names))}
        self._items = {item.id: item for item in sorted(items, key=lambda item: item.id not in self._here)}
        """Those of the paragraph first."""
        self._order_of = {target: at for at, target in enumerate(self._items)}
        self._called = {item.id: _folded(item, article) for item in items}
        self._names = dict.fromkeys((name, item.id) for item in items for name in item.names if not _SIGNS & set(name))
        self._uses = Counter(link for item in article.items.values() for link in _links(item) if link[1] in self._items)
        """How often words were linked to an item."""
        self._targets: defaultdict[str, list[str]] = defaultdict(list)
        for words, target in dict.fromkeys([*self._names, *self._uses]):
            self._targets[words].append(target)
        self._phrases = sorted(self._targets)

    def names(self) -> list[tuple[str, Item]]:
        """Every name with its item, the longest first; of one name the items of the paragraph first."""
        found = sorted(self._names, key=lambda each: (-len(each[0]), self._order_of[each[1]]))
        return [(name, self._items[target]) for name, target in found]

    def learn(self, words: str, target: str) -> None:
        """Take in that words were linked to an item just now."""
        self._here.add(target)
        self._uses[words, target] += 1
        if words not in self._targets:
            insort(self._phrases, words)
        if target not in self._targets[words]:
            self._targets[words].append(target)

    # While words are typed.

    def as_typed(self, before: str, after: str) -> list[LinkOffer]:
        """The links that can be made of the end of `before`, best first; none within a link, or where a word goes on.

        `before` and `after` are the line's texts around the cursor. Of what begins there the longest stretch counts.
        """
        if before.rfind("[[") > before.rfind("]]"):
            return []
        joined = (before + after[:2])[-LONGEST - 2 :]
        end = len(joined) - len(after[:2])
        for start in range(end):
            if not joined[start].isspace() and _is_edge(joined, start):
                found = {offer for offer in self._beginning(joined[start:end]) if _is_edge(joined, end)}
                if found:
                    return sorted(found, key=self._order)[:OFFERED]
        return []

    def _beginning(self, typed: str) -> Iterator[LinkOffer]:
        """The links whose words begin with what was typed; the first letter may be a capital where theirs is none."""
        for beginning in {typed, typed[0].lower() + typed[1:]}:
            for at in range(bisect_left(self._phrases, beginning), len(self._phrases)):
                words = self._phrases[at]
                if not words.startswith(beginning):
                    break
                for target in self._targets[words]:
                    if len(typed) >= self._least(words, target):
                        yield LinkOffer(target, typed + words[len(typed) :], len(typed))

    def _least(self, words: str, target: str) -> int:
        """After how many letters the rest of the words is offered; their whole length where it is not."""
        least = NAMED_HERE if target in self._here else NAMED_ELSEWHERE
        if (words, target) not in self._names:
            least = LINKED_HERE if target in self._here else len(words)
        elif WITHOUT_BLANKS.match(words):
            least -= 1
        return min(least, len(words))

    def _order(self, offer: LinkOffer) -> tuple[bool, bool, int, int, str]:
        uses = self._uses[offer.words, offer.target]
        return bool(offer.rest), offer.target not in self._here, -uses, len(offer.words), offer.target

    # Behind `[[`.

    def behind_brackets(self, typed: str) -> list[Item]:
        """The items that words behind `[[` may mean, best first.

        Those that the same words were linked to, those whose name was begun, then those of the paragraph, with others
        before them that have rare words alike.
        """
        wanted = typed.casefold()
        linked = [target for target in self._targets.get(typed, ()) if (typed, target) not in self._names]
        named = [target for target in self._items if self.is_begun(target, typed)]
        alike = self._alike(typed)
        found = [
            *sorted(linked, key=lambda target: (-self._uses[typed, target], self._order_of[target])),
            *sorted(named, key=lambda target: self._rank(target, wanted)),
            *sorted(alike, key=lambda target: (-alike[target], self._order_of[target])),
        ]
        return [self._items[target] for target in list(dict.fromkeys(found))[:OFFERED]]

    def is_begun(self, target: str, typed: str) -> bool:
        """Whether a word of an item's names, of its text where it has none, or its id begins so."""
        wanted = typed.casefold()
        return any(name.startswith(wanted) or f" {wanted}" in name for name in self._called[target])

    def _rank(self, target: str, wanted: str) -> tuple[bool, bool, bool, int]:
        called = self._called[target]
        is_other = wanted not in called
        return is_other, target not in self._here, not called[0].startswith(wanted), len(called[0]) * bool(wanted)

    def _alike(self, typed: str) -> Mapping[str, float]:
        """How much items share words with these, whatever their endings: what few items have counts most."""
        found = defaultdict(float, dict.fromkeys(self._here, NEAR))
        for stem in _stems([typed]):
            having = self._stemmed.get(stem, ())
            for target in having:
                found[target] += (NEARER if target in self._here else 1) / len(having)
        return found

    @cached_property
    def _stemmed(self) -> Mapping[str, Collection[str]]:
        """The items that have a word with a stem, in a name, an id, a text in place of a name, or linked before."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for target, called in self._called.items():
            for stem in _stems(called):
                found[stem].add(target)
        for words, target in self._uses:
            for stem in _stems([words]):
                found[stem].add(target)
        return found


def _folded(item: Item, article: Article) -> tuple[str, ...]:
    """What an item is called, best first, in small letters: its names, or its text where it has none, and its id."""
    names = item.names if item.is_named else (article.main_text(item).plain,)
    return tuple(name.casefold() for name in (*names, item.id))


def _links(item: Item) -> Iterator[tuple[str, str]]:
    """The links in an item's texts that have words of their own: the words and the target of each."""
    for text in item.prose:
        for link in LINK.finditer(text if "[[" in text else ""):
            words = " ".join((link[2] or "").split())
            if words:
                yield words, link[1].strip()


def _stems(texts: Iterable[str]) -> set[str]:
    return {word[0][:STEM].casefold() for text in texts for word in _WORDS.finditer(text) if len(word[0]) >= SHORTEST}


def _is_edge(text: str, at: int) -> bool:
    """Whether a word may begin or end at a place: there are not letters on both sides, or the script has no blanks."""
    if not at or at == len(text) or _END.match(text, at) or _END.match(text, at - 1):
        return True
    return bool(WITHOUT_BLANKS.match(text, at - 1) or WITHOUT_BLANKS.match(text, at))
