"""The elements of a page with their words and links, and which of them are no part of the article, by kind."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kztui.article.data_tables import mappings, rows
from kztui.importing.blocks import word_count
from kztui.importing.html_elements import CONTROL, HIDDEN, NAMED
from kztui.importing.html_tree import Element

HIDDEN_KIND = "hidden elements"
BYLINE = "byline and date"
RELATED = "related links"
RELATED_MOST = 0.25
"""Related articles are often summed up in prose; that is left out up to this share of the page."""
MOST = 0.4
"""What holds more than this share of the page's words is left out by no word of its class."""
MOST_CERTAIN = 0.9
"""Comments may be longer than the article."""
LINK_HEAVY = 0.7
"""A list with more than this share of its words in links leads elsewhere."""
BYLINE_WORDS = 40
PROSE_WORDS = 20
"""A paragraph with at least so many words, few of them links, is prose."""
MOSTLY_PROSE = 0.6
"""What holds more than this share of its words in prose is left out by no word of its class, save of some kinds."""
SLUG_WORDS = 3
"""An id of more words is made from a heading, and says nothing about the kind of element."""

_CERTAIN = frozenset({"comments", HIDDEN_KIND, "cookie banners", "about the author", "page footer"})

_PARTS = mappings("importing/data/page_parts.tsv")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_FOOTNOTES = re.compile(r"(?:foot|end)-?notes?\b|\bfn\b|doc-(?:foot|end)note|\breferences\b|reflist", re.IGNORECASE)
_KEPT_WHOLE = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
_ABOUT_OTHERS = re.compile(
    r"\b(?:category|tag|type|status|format|has|is|no|not|with|without|hide|elementor|wp-block)[-_]\S+"
)
"""Classes that name something else than the kind of element: WordPress's topics, and states."""


@cache
def _furniture() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of page furniture, each with a pattern for the blank-separated words of class, id and role."""
    table = (
        (kind, "|".join(word.replace("-", " ") for word in words.split()))
        for kind, words in rows("importing/data/page_furniture.tsv")
    )
    return tuple((kind, re.compile(f" (?:{words}) ")) for kind, words in table)


class PageNode(NamedTuple):
    """An element by its number in document order: that of its parent (-1 for the root), and what it holds."""

    element: Element
    parent: int


class PageTree:
    """The elements below the root in document order, the words and linked words below each, and what is left out."""

    def __init__(self, root: Element, *, furniture: bool = True) -> None:
        self.nodes: list[PageNode] = []
        self.left_out: dict[int, str] = {}
        """The kind of each element that is left out with all that it holds, by its number."""
        numbers: dict[Element, int] = {}
        self._inside: list[bool] = []
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            parent = numbers.get(element.getparent(), -1)
            numbers[element] = number = len(self.nodes)
            self.nodes.append(PageNode(element, parent))
            inside = parent >= 0 and self._inside[parent]
            if not inside and (kind := _hidden_kind(element)):
                self.left_out[number] = kind
                inside = True
            self._inside.append(inside)
        self.number_of = numbers
        self._count()
        self.shown = list(self.words)
        """The words that a browser shows below each element, also those that are left out."""
        if furniture:
            self._find_furniture()
        for counts in (self.words, self.link_words, self.prose):
            self._subtract(counts)

    def _count(self) -> None:
        """Count the visible words below each element, and those in links."""
        size = len(self.nodes)
        self.words, self.link_words, self.links, self.prose = [0] * size, [0] * size, [0] * size, [0] * size
        for number in range(size - 1, -1, -1):
            element, parent = self.nodes[number]
            if not self._inside[number]:
                self.words[number] += word_count(element.text or "")
            if element.tag == "a" and element.get("href") is not None:
                self.link_words[number], self.links[number] = self.words[number], 1
            elif element.tag == "p" and self.words[number] >= PROSE_WORDS and self.link_share(number) < 0.3:
                self.prose[number] = self.words[number]
            if parent >= 0:
                outside = not self._inside[parent]
                self.words[parent] += self.words[number] + (word_count(element.tail or "") if outside else 0)
                self.link_words[parent] += self.link_words[number]
                self.links[parent] += self.links[number]
                self.prose[parent] += self.prose[number]

    def link_share(self, number: int) -> float:
        """The share of the words below an element that are in links, 0–1."""
        return self.link_words[number] / self.words[number] if self.words[number] else 0.0

    def is_left_out(self, number: int) -> bool:
        """Whether an element is left out, alone or with what holds it."""
        return self._inside[number]

    def is_hidden(self, number: int) -> bool:
        """Whether an element shows nothing."""
        return self._inside[number] and not self.shown[number]

    def is_of_others(self, number: int) -> bool:
        """Whether an element lies in comments, in related articles, or in a sidebar outside of any article."""
        while number > 0:
            kind, outer = self.left_out.get(number), self.nodes[number].parent
            aside = kind == "sidebars" and self.nodes[outer].element.tag != "article"
            if kind in {"comments", RELATED} or aside:
                return True
            number = outer
        return False

    def _find_furniture(self) -> None:
        total = self.words[0] if self.nodes else 0
        holders = self._ancestors_of_titles()
        for number, (element, parent) in enumerate(self.nodes):
            if self._inside[number]:
                continue
            if parent >= 0 and self._inside[parent]:
                self._inside[number] = True
            elif element.tag not in _KEPT_WHOLE and number not in holders and (kind := self._kind(number, total)):
                self.left_out[number] = kind
                self._inside[number] = True

    def _subtract(self, counts: list[int]) -> None:
        """Take what is left out from the counts of the elements around it."""
        below = [0] * len(counts)
        for number in range(len(counts) - 1, 0, -1):
            if number in self.left_out:
                below[number] = counts[number]
            below[self.nodes[number].parent] += below[number]
        for number, count in enumerate(below):
            counts[number] -= count

    def _ancestors_of_titles(self) -> set[int]:
        """The elements that hold an `<h1>`, `<article>` or `<main>` with most of the words of its kind."""
        found: set[int] = set()
        for tag in ("h1", "article", "main"):
            named = [number for number, node in enumerate(self.nodes) if node.element.tag == tag]
            if named:
                number = max(named, key=lambda one: self.words[one])
                while number >= 0:
                    found.add(number)
                    number = self.nodes[number].parent
        return found

    def _kind(self, number: int, total: int) -> str:
        """The kind of page furniture that an element is, or nothing."""
        element, words = self.nodes[number].element, self.words[number]
        tag, share, named = element.tag, words / max(total, 1), _features(element)
        if not words or _FOOTNOTES.search(named):
            return ""
        if tag in CONTROL or (tag == "form" and share < MOST and element.find(".//input") is not None):
            return "buttons and forms"
        found = (
            _PARTS["tag"].get(tag)
            or _PARTS["role"].get(element.get("role", ""))
            or (_kind_of(named) if tag in NAMED else "")
        )
        if found and self._is_furniture(found, number, share):
            return found
        if tag in {"ul", "ol"} and share < MOST and self.links[number] >= 3 and self.link_share(number) > LINK_HEAVY:
            return "table of contents" if self._leads_within(element) else RELATED
        return ""

    def _is_furniture(self, kind: str, number: int, share: float) -> bool:
        """Whether an element that is called of a kind is so small, or so unlike prose, that it can be of that kind."""
        if kind in _CERTAIN:
            return share < (MOST_CERTAIN if kind in {"comments", HIDDEN_KIND} else MOST)
        if kind == BYLINE:
            return self.words[number] <= BYLINE_WORDS
        certain = self.nodes[number].element.tag in _PARTS["tag"] or (kind == RELATED and share < RELATED_MOST)
        return share < MOST and (certain or not self._is_prose(number))

    def _is_prose(self, number: int) -> bool:
        """Whether an element holds mostly prose, and few links."""
        few = self.link_share(number) < 0.2 or self.links[number] < 3
        return few and self.prose[number] > MOSTLY_PROSE * self.words[number]

    def _leads_within(self, element: Element) -> bool:
        """Whether the links below an element lead to places of the same page."""
        return all(link.get("href", "").startswith("#") for link in element.iter("a"))


def _hidden_kind(element: Element) -> str:
    """Why no browser shows an element: its tag, its attributes, its style; nothing where it is shown."""
    tag, given = element.tag, element.attrib
    if tag == "noscript":
        return "text for browsers without scripts"
    if tag in HIDDEN:
        return HIDDEN_KIND
    if "hidden" in given and given["hidden"] != "until-found":
        return HIDDEN_KIND
    if given.get("aria-hidden") == "true" and "fallback" not in given.get("class", ""):
        return HIDDEN_KIND
    if "style" in given and _INVISIBLE.search(given["style"]):
        return HIDDEN_KIND
    return ""


def _features(element: Element) -> str:
    """The words of an element's class and id that may say what it is."""
    given = element.attrib
    named = _ABOUT_OTHERS.sub("", given.get("class", ""))
    identity = given.get("id", "")
    return f"{named} {identity}" if len(_WORDS.findall(identity)) <= SLUG_WORDS else named


@lru_cache(4096)
def _kind_of(features: str) -> str:
    """The kind of page furniture that the words of class, id and role name, or nothing."""
    words = f" {' '.join(_WORDS.findall(features)).lower()} " if features else ""
    return next((kind for kind, pattern in _furniture() if pattern.search(words)), "") if words else ""
