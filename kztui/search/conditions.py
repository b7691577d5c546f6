"""The conditions of a query: by:, type:, is:, has: and in:, and which entries of an index meet them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from kztui.article.kinds import KINDS
from kztui.search.folding import tokenize
from kztui.search.query import Condition, read_terms
from kztui.search.term_expansion import TermExpansion
from kztui.search.term_matches import TermMatches

if TYPE_CHECKING:
    from kztui.search.entries import IndexEntry
    from kztui.search.index import Index

_TEXT_KINDS = frozenset(kind.item_kind for kind in KINDS if kind.is_text)


class ConditionSets:
    """The entries of an index that meet conditions, by their numbers. `bookmarks` are the reader's targets."""

    def __init__(self, index: "Index", bookmarks: Collection[str] = ()) -> None:
        self._index = index
        self._bookmarks = frozenset(bookmarks)
        self.problem = ""
        """Which condition nothing can meet, as it names nothing that there is."""

    def passing(self, conditions: Iterable[Condition]) -> set[int] | None:
        """The entries that meet all conditions, of several by:, type: or in: any one; None without conditions.

        Those that meet an excluded condition are left out.
        """
        wanted: dict[str, set[int]] = {}
        excluded: set[int] = set()
        any_condition = False
        for condition in conditions:
            any_condition = True
            found = self._meeting(condition)
            if condition.excluded:
                excluded |= found
            else:
                key = condition.filter if condition.filter in {"by", "type", "in"} else f"{condition}"
                wanted[key] = wanted.get(key, set()) | found
        if not any_condition:
            return None
        everything = set(range(len(self._index.entries)))
        return everything.intersection(*wanted.values()) - excluded

    def _meeting(self, condition: Condition) -> set[int]:
        if condition.filter == "by":
            return self._by(condition.value)
        if condition.filter == "type":
            return self._of_type(condition.value)
        if condition.filter == "in":
            return self._within(condition.value)
        state = f"{condition.filter}:{condition.value}"
        if state == "is:bookmarked":
            return self._where(lambda entry: entry.target in self._bookmarks)
        return self._where(lambda entry: state in entry.states)

    def _where(self, holds: Callable[["IndexEntry"], bool]) -> set[int]:
        return {at for at, entry in enumerate(self._index.entries) if holds(entry)}

    def _by(self, value: str) -> set[int]:
        sources = {entry.source for entry in self._index.entries if entry.source}
        named = self._named(value, sources)
        if not named:
            self.problem = f"by:{value}: nobody of that name is a source"
        return self._where(lambda entry: entry.source in named)

    def _of_type(self, value: str) -> set[int]:
        kinds = self._index.own_kinds
        word = " ".join(tokenize(value))
        named = {kind for kind, words in kinds.items() if word in words} or {
            kind for kind, words in kinds.items() if any(each.startswith(word) for each in words)
        }
        if not named:
            self.problem = f"type:{value}: no item is of that type"
        return self._where(lambda entry: entry.own_kind in named)

    def _within(self, value: str) -> set[int]:
        number = value.removeprefix("¶")
        texts = {entry.target for entry in self._index.entries if entry.kind in _TEXT_KINDS}
        named = self._named(f"p{number}" if number.isdigit() else value, texts)
        if not named:
            self.problem = f"in:{value}: no section is called so"
        numbers = {number for entry in self._index.entries if entry.target in named for number in entry.paragraphs}
        return self._where(lambda entry: not numbers.isdisjoint(entry.paragraphs))

    def _named(self, value: str, targets: Collection[str]) -> set[str]:
        """Those of `targets` with that id, or else with that name, in any spelling that a query may have."""
        exact = {target for target in targets if target.casefold() == value.casefold()}
        terms = read_terms(value)
        if exact or not terms:
            return exact
        expansions = [TermExpansion(term, self._index.vocabulary) for term in terms]
        found = self._with_names(expansions, targets)
        for expansion in [] if found else expansions:
            expansion.add_typos()
            expansion.add_fuzzy()
        return found or self._with_names(expansions, targets)

    def _with_names(self, expansions: Iterable[TermExpansion], targets: Collection[str]) -> set[str]:
        index = self._index
        sets = [TermMatches(expansion, index.name_postings, _NO_TEXTS).all_entries for expansion in expansions]
        return {index.entries[at].target for at in set.intersection(*sets)} & set(targets)


_NO_TEXTS: Mapping[str, list[int]] = {}
