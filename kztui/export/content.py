"""What of an article an export holds: open candidates and editor's notes are left out as the user chooses.

A candidate's name or title may be the publisher's words, and nobody has accepted it yet: it is left out with every link
to it, unless it is asked for. The texts that name it keep its name.

Pages and reports also say whose words they hold, and list the claims by who makes them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from functools import partial
from typing import Any, NamedTuple

from msgspec import structs

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.links import unlinked
from kztui.article.model import LISTS
from kztui.article.quotes import OriginalParagraph
from kztui.article.table import Target

UNWRITTEN = "Not yet paraphrased."
"""What stands where a paragraph or a claim has no text of ours."""


def exported_content(article: Article, *, candidates: bool = False, editor_notes: bool = True) -> Article:
    """The article without its open candidates, unless `candidates`, and without notes, unless `editor_notes`.

    Sections and paragraphs stay; an open paragraph has no text then. An article with nothing to leave out is given back
    as it is.
    """
    left_out = set() if candidates else {item.id for item in article.items.values() if _is_left_out(item)}
    noted = not editor_notes and any(item.note for item in article.items.values())
    if not left_out and not noted:
        return article

    words_alone = partial(unlinked, gone=left_out, caption=article.caption)
    lists = {}
    for name, kind in LISTS.items():
        items = (item for item in article.of(kind) if item.is_text or item.id not in left_out)
        lists[name] = tuple(_kept(item, left_out, words_alone, editor_notes) for item in items)
    return Article(structs.replace(article.file, **lists))


def _is_left_out(item: Item) -> bool:
    """Whether it is a candidate; of a text that stays in its place, whether it has words to leave out."""
    return item.is_open and (not item.is_text or bool(item.main_text))


def with_originals(article: Article, originals: Mapping[int, OriginalParagraph]) -> Article:
    """The same article with the paragraphs of the original by number, for the formats that show them beside ours.

    Unlike an article that is read together with its original, it names and tells of everything in the paraphrase alone.
    """
    made = copy(article)
    made.originals = originals
    return made


def _kept(item: Item, left_out: set[str], words_alone: Callable[[str], str], editor_notes: bool) -> Item:
    """An item without links to what is left out."""
    changes: dict[str, Any] = dict(_fields_without(item, left_out))
    for key in item.prose_keys:
        text = getattr(item, key)
        if "[[" in text and left_out:
            changes[key] = words_alone(text)
    if not editor_notes:
        changes["note"] = ""
    held = item.paragraphs
    if held and isinstance(held[0], Item):
        changes["paragraphs"] = tuple(_kept(each, left_out, words_alone, editor_notes) for each in held)
    elif item.is_text and item.id in left_out:
        changes["text"] = ""
    return structs.replace(item, **changes) if changes else item


def _fields_without(item: Item, left_out: set[str]) -> Iterator[tuple[str, object]]:
    """The fields of an item that name what is left out, without it: `references` says where in them."""
    dropped: defaultdict[str, set[int]] = defaultdict(set)
    for reference in item.references():
        if reference.target not in left_out or item.is_text:
            continue
        key, *at = reference.keys
        if at:
            dropped[str(key)].add(int(at[0]))
        else:
            yield str(key), ""
    for key, places in dropped.items():
        yield key, tuple(value for at, value in enumerate(getattr(item, key)) if at not in places)


def credit(article: Article) -> str:
    """The line at its end: whose words the text is, and which program made it."""
    made = "Made with kztui."
    if article.is_unwritten:
        return made
    return (
        "The text is a paraphrase, not the publisher’s words; the number after each fact is that of the paragraph which"
        f" states it. {made}"
    )


def whose_words(article: Article) -> str:
    """A line on the passages of the original; empty where it holds none."""
    if not article.originals:
        return ""
    publication = article.publication
    holders = [", ".join(name.plain for name in publication.author), publication.container_title, publication.publisher]
    named = ", ".join(dict.fromkeys(filter(None, holders))) or "their author and publisher"
    return (
        f"The passages headed “Original” are the words of the publication ({named}), not ours. They were added from a"
        " reader’s own copy; whoever passes them on needs the right to do so."
    )


NO_SOURCE = "No source named"


class SourceStatements(NamedTuple):
    """What one source says, in the order of the article."""

    source: Target
    """An item of the article; empty where it names none."""
    name: str
    items: Sequence[Item]


def by_source(article: Article, kind: type[Item]) -> list[SourceStatements]:
    """The items of a kind under those who say them, most of them first; those without a source last."""
    found: dict[Target, list[Item]] = {}
    for item in article.of_kind(kind.item_kind):
        found.setdefault(item.source if item.source in article.items else "", []).append(item)
    sources = sorted(found, key=lambda source: (not source, -len(found[source])))
    return [
        SourceStatements(source, article.caption(source) if source else NO_SOURCE, found[source]) for source in sources
    ]
