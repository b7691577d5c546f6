"""The words of a library's items in tantivy: an inverted index on the disk, searched and changed by several processes.

Its texts are tokens that `kztui.search` has folded; nothing is stored in it but numbers.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from kztui.library.engine import ItemCondition, ItemFilter, NumberFilter, TermWords, words_up_to
from kztui.library.library_store import ITEMS_OF_ARTICLE
from kztui.library.stored_items import LONGEST_BEGINNING, PostedItem

_WORDS = ("names", "starts", "beginnings", "name_starts", "texts", "source_names", "within_names")
"""Fields of tokens separated by blanks."""
_VALUES = ("kind", "types", "states", "source", "within")
"""Fields of whole values."""
_RANKED = ITEMS_OF_ARTICLE << 24
"""The order of items is their rank times this, and their number."""
_WRITER_BYTES = 50_000_000
_NAMES_OF = {"source": "source_names", "within": "within_names"}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _WORDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in _VALUES:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    # Signed numbers, all of them: a Python int in an unsigned field makes the writer panic in tantivy-py 0.27.
    builder.add_integer_field("article", indexed=True, fast=True)
    for name in ("order", "number"):
        builder.add_integer_field(name, fast=True)
    for name in ("first_day", "last_day"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


class TantivyPostings:
    """An inverted index in a folder. Raises ValueError from any method where its files are damaged."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`, or make it. Raises ValueError or OSError where that fails."""
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        # By itself a thread would look for commits and read them, and end the program where a file was cut short since.
        self._index.config_reader("manual")
        self._writer: tantivy.IndexWriter | None = None
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Let go of the lock of the writer."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
        self._writer = None

    def reload(self) -> None:
        """Find what another process has committed."""
        self._index.reload()
        self._searcher = self._index.searcher()

    @property
    def size(self) -> int:
        """How many items there are, as of the last `commit` or `reload`."""
        return int(self._searcher.num_docs)

    def add(self, article: int, items: Sequence[PostedItem]) -> None:
        """Add the items of the article of that number; they are found after the next `commit`."""
        writer = self._writer or self._begun()
        for at, item in enumerate(items):
            document = tantivy.Document()
            for name in _WORDS:
                if words := getattr(item, name):
                    document.add_text(name, words)
            for name in _VALUES[1:]:
                for value in getattr(item, name):
                    document.add_text(name, value)
            number = article * ITEMS_OF_ARTICLE + at
            document.add_text("kind", item.kind)
            document.add_integer("article", article)
            document.add_integer("number", number)
            document.add_integer("order", item.rank * _RANKED + number)
            document.add_integer("first_day", item.first_day)
            document.add_integer("last_day", item.last_day)
            writer.add_document(document)

    def delete(self, article: int) -> None:
        """Delete the items of an article, from the next `commit` on."""
        (self._writer or self._begun()).delete_documents_by_term("article", article)

    def commit(self) -> None:
        """Let what was added be found, and what was deleted no more."""
        (self._writer or self._begun()).commit()
        self.reload()

    def _begun(self) -> tantivy.IndexWriter:
        """The writer, made when it is first needed. Raises ValueError where another process writes."""
        self._writer = self._index.writer(_WRITER_BYTES, num_threads=1)
        return self._writer

    def matching_all(self, terms: Sequence[TermWords], level: int, only: NumberFilter, most: int) -> list[int]:
        """Items that every term matches up to a level, those first that rank lowest; at most `most`."""
        query = self._query(terms, level, only)
        hits = self._searcher.search(query, most, count=False, order_by_field="order", order=tantivy.Order.Asc).hits
        return [int(order) % _RANKED for order, _ in hits]

    def listing(self, only: NumberFilter, most: int) -> list[int]:
        """Items that pass a filter, in the order of articles; at most `most`."""
        query = self._query((), 0, only)
        hits = self._searcher.search(query, most, count=False, order_by_field="number", order=tantivy.Order.Asc).hits
        return [int(number) for number, _ in hits]

    def count(self, terms: Sequence[TermWords], level: int, only: NumberFilter) -> int:
        """How many items every term matches up to a level."""
        found = self._searcher.search(self._query(terms, level, only), 1)
        return int(found.count)  # type: ignore[attr-defined] # its stubs forget it

    def _query(self, terms: Sequence[TermWords], level: int, only: NumberFilter) -> tantivy.Query:
        parts = [(tantivy.Occur.Must, self._term(term, level)) for term in terms]
        parts += self._filter(only.items)
        if only.articles is not None:
            chosen = [tantivy.Query.term_query(self._schema, "article", each) for each in only.articles]
            parts.append((tantivy.Occur.Must, _any(chosen)))
        if not any(occur == tantivy.Occur.Must for occur, _ in parts):
            parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
        return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)

    def _words(self, field: str, words: Iterable[str]) -> tantivy.Query:
        found = list(words)
        if len(found) == 1:
            return tantivy.Query.term_query(self._schema, field, found[0], index_option="basic")
        return tantivy.Query.term_set_query(self._schema, field, found)

    def _term(self, term: TermWords, level: int) -> tantivy.Query:
        names, beginning, texts = words_up_to(term, level)
        start = term.at_name_start
        parts = [self._words("starts" if start else "names", names)] if names else []
        if beginning:
            field = "name_starts" if start else "beginnings"
            known = beginning[:LONGEST_BEGINNING]
            if known == beginning:
                parts.append(self._words(field, [known]))
            elif term.long_beginnings:
                parts.append(self._words("starts" if start else "names", term.long_beginnings))
        if texts:
            parts.append(self._words("texts", texts))
        return _any(parts)

    def _filter(self, only: ItemFilter) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        must, never = tantivy.Occur.Must, tantivy.Occur.MustNot
        parts = []
        if only.kinds:
            parts.append((must, self._words("kind", sorted(only.kinds))))
        if only.excluded_kinds:
            parts.append((never, self._words("kind", sorted(only.excluded_kinds))))
        for first, last in only.days:
            integer = tantivy.FieldType.Integer
            parts.append((must, tantivy.Query.range_query(self._schema, "first_day", integer, upper_bound=last)))
            parts.append((must, tantivy.Query.range_query(self._schema, "last_day", integer, lower_bound=first)))
        for group in only.conditions:
            if group[0].excluded:
                parts += [(never, self._condition(each)) for each in group]
            else:
                parts.append((must, _any([self._condition(each) for each in group])))
        for terms in only.excluded_terms:
            all_of = [(must, self._term(term, 4)) for term in terms]
            parts.append((never, tantivy.Query.boolean_query(all_of)))
        return parts

    def _condition(self, condition: ItemCondition) -> tantivy.Query:
        parts = [self._words(condition.field, condition.values)] if condition.values else []
        if condition.names:
            words = [(tantivy.Occur.Must, self._words(_NAMES_OF[condition.field], each)) for each in condition.names]
            parts.append(tantivy.Query.boolean_query(words))
        return _any(parts)


def _any(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    """What matches any of the parts; nothing where there are none."""
    if not parts:
        return tantivy.Query.empty_query()
    if len(parts) == 1:
        return parts[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
