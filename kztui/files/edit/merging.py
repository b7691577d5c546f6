"""Two items made one, and one made two: what names them follows, and nothing that either says is lost in silence."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kztui.article.links import Reference, unlinked
from kztui.article.quotes import Quote, QuoteError, quoted_words
from kztui.files.edit.article_documents import ArticleDocuments, PlacedItem, key_order
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.homes import add_item
from kztui.files.edit.naming import replace_text
from kztui.files.edit.new_items import free_id
from kztui.files.edit.operation import Operation, Outcome
from kztui.files.edit.toml_literals import TextEdit

_NOT_TAKEN_OVER = frozenset({"id", "review", "kind"})


class MergeItems(Operation, frozen=True):
    """Make two items one: the names, paragraphs, quotes and facts of `target` go to `into`, and all that names it."""

    target: str
    into: str

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Merge them. Raises EditRefusedError for a part of the text, or an item and itself."""
        gone, kept = documents.find(self.target), documents.find(self.into)
        if gone.item.is_text or kept.item.is_text or gone.item.id == kept.item.id:
            raise EditRefusedError(f"{gone.item.id} cannot be merged into {kept.item.id}")
        dropped = _take_over(documents, gone, kept)
        _redirect(documents, gone, kept)
        gone.document.remove(gone.own)
        notes = (f"not taken over: {', '.join(dropped)}",) if dropped else ()
        return Outcome(
            f"merged {gone.item.id} into {kept.item.id}", {self.target: kept.item.id}, kept.item.id, notes=notes
        )


def _take_over(documents: ArticleDocuments, gone: PlacedItem, kept: PlacedItem) -> list[str]:
    """Give one item what another has and it has not; gives the fields that were left out."""
    theirs: dict[str, Any] = gone.document.get(gone.own)
    ours: dict[str, Any] = kept.document.get(kept.own)
    pair = {gone.item.id, kept.item.id}
    dropped = []
    if not gone.item.is_open and kept.item.is_open:
        kept.document.remove_keys(kept.own, ["review"])
    known = key_order(type(kept.item))
    wanted = {_name_in(kept, key, gone): value for key, value in theirs.items() if key not in _NOT_TAKEN_OVER}
    names = [*gone.item.names] if "aliases" in known else []
    naming = {str(reference.keys[0]) for reference in gone.item.references() if reference.target in pair}
    for key in dict.fromkeys((*ours, *wanted, *(["aliases"] if names else []))):
        value = wanted.get(key)
        mine = ours.get(key)
        if key == kept.item.name_key:
            continue
        if key == "aliases" or isinstance(mine if mine is not None else value, list):
            additions = names if key == "aliases" else (value if isinstance(value, list) else [])
            if key in known:
                _extend(documents, kept, key, [*additions], pair)
            elif value is not None:
                dropped.append(key)
        elif mine is None and value is not None and key in known and key not in naming:
            documents.set_value(kept, key, _without_links(value, pair, documents) if isinstance(value, str) else value)
        elif value is not None and value != mine and key not in naming:
            dropped.append(key)
    return dropped


def _name_in(kept: PlacedItem, key: str, gone: PlacedItem) -> str:
    """The key under which an item of the one kind has what one of the other has under `key`."""
    if len(gone.item.prose_keys) > 1 and key == gone.item.prose_keys[0]:
        return kept.item.prose_keys[0]
    return kept.item.name_key if key == gone.item.name_key else key


def _extend(documents: ArticleDocuments, kept: PlacedItem, key: str, additions: list[Any], pair: set[str]) -> None:
    """Add the entries that a list has not, and remove those that name either of the two items."""
    mine: list[Any] = documents.written(kept, key) or []
    gone = [at for at, entry in enumerate(mine) if key != "aliases" and _names_one(entry, pair)]
    left = [entry for entry in mine if key == "aliases" or not _names_one(entry, pair)]
    known = {*map(_hashable, left), *(map(_hashable, kept.item.names) if key == "aliases" else ())}
    new = {_hashable(entry): entry for entry in reversed(additions)}  # of like ones, the first
    added = [new.pop(entry) for entry in map(_hashable, additions) if entry in new and entry not in known]
    added = [entry for entry in added if key == "aliases" or not _names_one(entry, pair)]
    if key == "paragraphs" and added and left == sorted(left):
        documents.set_value(kept, key, sorted({*left, *added}))
    elif left or not mine:
        kept.document.remove_entries((*kept.own, key), gone)
        documents.extend(kept, key, added)
    elif added:
        documents.set_value(kept, key, added)
    else:
        kept.document.remove_keys(kept.own, [key])


def _hashable(entry: object) -> str:
    return repr(sorted(entry.items()) if isinstance(entry, dict) else entry)


def _names_one(entry: object, pair: set[str]) -> bool:
    """Whether an entry of a list names one of the items: as a whole, or in one of its fields."""
    return entry in pair if isinstance(entry, str) else isinstance(entry, dict) and _fields_name(entry, pair)


def _fields_name(entry: Mapping[str, object], pair: set[str]) -> bool:
    return any(isinstance(value, str) and value in pair for key, value in entry.items() if key not in {"role", "kind"})


def _without_links(text: str, pair: set[str], documents: ArticleDocuments) -> str:
    """A text without links to either of the items: neither may link to itself."""
    return unlinked(text, pair, documents.caption)


def _redirect(documents: ArticleDocuments, gone: PlacedItem, kept: PlacedItem) -> None:
    """Let all that names one item name the other; what would name it twice is removed."""
    removed: dict[tuple[int, tuple[str | int, ...]], tuple[PlacedItem, set[int]]] = {}
    for placed, reference in documents.references():
        if reference.target != gone.item.id or placed.item.id in {gone.item.id, kept.item.id}:
            continue
        _, own = documents.place((*placed.path, *reference.keys))
        number = next((at for at in range(len(placed.own), len(own)) if isinstance(own[at], int)), None)
        if number is not None and _is_doubled(placed, own, number, gone.item.id, kept.item.id):
            found = removed.setdefault((id(placed.document), own[:number]), (placed, set()))
            found[1].add(int(own[number]))
        else:
            replace_text(documents, placed, reference.keys, kept.item.id)
    for (_, path), (placed, numbers) in removed.items():
        placed.document.remove_entries(path, numbers)
    if gone.item.id in {reference.target for reference in kept.item.references() if _is_single(reference)}:
        keys = [str(ref.keys[0]) for ref in kept.item.references() if _is_single(ref) and ref.target == gone.item.id]
        kept.document.remove_keys(kept.own, keys)
    for placed, key, links in documents.prose_links({gone.item.id}):
        if placed.item.id == kept.item.id:
            edits = [TextEdit(*link.link, link.words or gone.item.caption) for link in links]
        else:
            edits = [TextEdit(*link.target_span, kept.item.id) for link in links]
        placed.document.edit_text((*placed.own, key), edits)


def _is_single(reference: Reference) -> bool:
    return len(reference.keys) == 1


def _is_doubled(placed: PlacedItem, own: tuple[str | int, ...], number: int, old: str, new: str) -> bool:
    """Whether a list has an entry already that is what one would become."""
    entry = placed.document.get(own[: number + 1])
    changed = new if entry == old else {**entry, own[-1]: new}
    return changed in placed.document.get(own[:number])


class SplitItem(Operation, frozen=True):
    """Make one item two: the new one has a name that the other went by, and the links and quotes with that name."""

    target: str
    name: str
    originals: Mapping[int, str] = MappingProxyType({})

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Add the new item. Raises EditRefusedError for a part of the text."""
        placed = documents.find(self.target)
        kind = type(placed.item)
        if placed.item.is_text:
            raise EditRefusedError(f"{placed.item.id} cannot be split: add a section, or a paragraph")
        target = free_id(documents, self.name)
        numbers = self._move_links(documents, placed, target)
        quotes = self._move_quotes(documents, placed)
        self._move_alias(documents, placed)
        name_key = kind.name_key or kind.prose_keys[0]
        needed = [key for key in (*kind.required_keys, "review") if key != name_key]
        fields: dict[str, Any] = {"id": target, name_key: self.name}
        fields |= {key: value for key in needed if (value := documents.written(placed, key)) is not None}
        own_numbers = sorted({*numbers, *(quote["paragraph"] for quote in quotes)})
        if own_numbers or (documents.written(placed, "paragraphs")):
            fields["paragraphs"] = own_numbers or documents.written(placed, "paragraphs")
        if quotes:
            fields["quotes"] = quotes
        add_item(documents, kind.plural, {key: fields[key] for key in key_order(kind) if key in fields})
        return Outcome(f"split {target} from {placed.item.id}", target=target)

    def _move_links(self, documents: ArticleDocuments, placed: PlacedItem, target: str) -> set[int]:
        """Let the links with the new item's name lead to it; gives the paragraphs that they are in."""
        numbers: set[int] = set()
        for each, key, links in documents.prose_links({placed.item.id}):
            moved = [link for link in links if " ".join(link.words.split()) == self.name]
            each.document.edit_text((*each.own, key), [TextEdit(*link.target_span, target) for link in moved])
            if moved and each.item.is_text:
                numbers.update(each.item.numbers)
        return numbers

    def _move_quotes(self, documents: ArticleDocuments, placed: PlacedItem) -> list[dict[str, Any]]:
        """The quotes whose words are the new item's name, taken from the other; none without the original."""
        quotes: list[dict[str, Any]] = documents.written(placed, "quotes") or []
        moved = [at for at, quote in enumerate(placed.item.quotes) if self._is_named(quote)]
        if len(quotes) != len(placed.item.quotes):
            return []
        placed.document.remove_entries((*placed.own, "quotes"), moved)
        return [quotes[at] for at in moved]

    def _is_named(self, quote: Quote) -> bool:
        try:
            return quoted_words(quote, self.originals.get(quote.paragraph, "")) == self.name
        except QuoteError:
            return False

    def _move_alias(self, documents: ArticleDocuments, placed: PlacedItem) -> None:
        aliases: list[Any] = documents.written(placed, "aliases") or []
        placed.document.remove_entries(
            (*placed.own, "aliases"), [at for at, alias in enumerate(aliases) if alias == self.name]
        )
