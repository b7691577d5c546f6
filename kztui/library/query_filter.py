"""The filters of a query as an engine takes them: kinds, dates, by:, type:, in:, is: and has:."""

from collections.abc import Iterator

from msgspec.structs import replace

from kztui.library.engine import Engine, ItemCondition, ItemFilter, TermWords
from kztui.library.stored_items import day_number
from kztui.search.folding import tokenize
from kztui.search.query import Condition, ParsedQuery, read_terms
from kztui.search.term_expansion import TermExpansion
from kztui.search.vocabulary import Vocabulary

_ALTERNATIVES = frozenset({"by", "type", "in"})
"""Of several of these one must hold; of others each."""


def filter_of(
    query: ParsedQuery, engine: Engine, only: ItemFilter, excluded_terms: tuple[tuple[TermWords, ...], ...]
) -> tuple[ItemFilter, str]:
    """What the filters of a query, within `only`, let through; and which of them nothing can meet."""
    kinds = query.kinds & only.kinds if query.kinds and only.kinds else query.kinds or only.kinds
    found = replace(
        only,
        kinds=kinds,
        excluded_kinds=only.excluded_kinds | query.excluded_kinds,
        days=(*only.days, *((day_number(*first), day_number(*last)) for first, last in query.date_ranges)),
        excluded_terms=(*only.excluded_terms, *excluded_terms),
    )
    groups: dict[str, list[ItemCondition]] = {}
    problem = ""
    for condition in query.conditions:
        if (condition.filter, condition.value) == ("is", "bookmarked"):
            problem = "is:bookmarked is known within one article only"
            continue
        made = _condition(condition, engine)
        if not engine.count((), 0, ItemFilter(conditions=((replace(made, excluded=False),),))):
            problem = _NOTHING.get(condition.filter, "").format(condition.value) or problem
        one_of = condition.filter in _ALTERNATIVES and not condition.excluded
        groups.setdefault(condition.filter if one_of else f"{condition}", []).append(made)
    return replace(found, conditions=(*only.conditions, *map(tuple, groups.values()))), problem


_NOTHING = {
    "by": "by:{0}: nobody of that name is a source",
    "type": "type:{0}: no item is of that type",
    "in": "in:{0}: no section is called so",
}


def _condition(condition: Condition, engine: Engine) -> ItemCondition:
    value = condition.value
    if condition.filter == "type":
        word = " ".join(tokenize(value))
        exact = ItemCondition("types", (word,), excluded=condition.excluded)
        if engine.count((), 0, ItemFilter(conditions=((replace(exact, excluded=False),),))):
            return exact
        # Types are among the facts of items, and so among the words.
        return replace(exact, values=(word, *engine.vocabulary.with_prefix(word)))
    if condition.filter == "by":
        names = tuple(_meanings(value, engine.vocabulary))
        return ItemCondition("source", (value.casefold(),), names, excluded=condition.excluded)
    if condition.filter == "in":
        number = value.removeprefix("¶")
        if number.isdigit():
            return ItemCondition("within", (f"p{number}",), excluded=condition.excluded)
        names = tuple(_meanings(value, engine.vocabulary))
        return ItemCondition("within", (value.casefold(),), names, excluded=condition.excluded)
    return ItemCondition("states", (f"{condition.filter}:{value}",), excluded=condition.excluded)


def _meanings(value: str, vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    """For each word of a name, the words that it can mean; typos where it is no word at all."""
    for term in read_terms(value):
        expansion = TermExpansion(term, vocabulary)
        words = [*expansion.confident, *expansion.prefix_matches]
        if not words:
            expansion.add_typos()
            expansion.add_fuzzy()
            words = [*expansion.fuzzy]
        yield tuple(dict.fromkeys(words))
