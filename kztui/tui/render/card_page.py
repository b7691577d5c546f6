"""The card of an item as a page: what it is, the facts, and each linked item on one line."""

from collections.abc import Iterator
from functools import partial

from kztui.article.article import Article
from kztui.article.card import Card, LinkedItem, card
from kztui.article.graph import context
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.article.links import STATED
from kztui.article.plurals import counted
from kztui.tui.render.page import Anchor, Block, LazyBlock, Page, anchors_of, my_note, note_block

AROUND = 80
"""Characters of the words around a link: two lines at 120 columns."""
FEW = 3
"""How many other names need no counting where they are cut."""


def card_page(article: Article, target: str, all_names: bool = False) -> Page:
    """The card of an item: head, text, facts, editor's note, and every item that is linked to it.

    Its other names take one line, which is cut where they do not fit, or as many as they need with `all_names`.
    """
    shown = card(article, target)
    blocks: list[Block | LazyBlock] = [*_head(shown, all_names)]
    passed = len(shown.title.spans)
    for passage in shown.body:
        anchors = anchors_of(passage.text)
        blocks.append(Block("words", passage.text.plain, anchors, target, passage.number, space=1, first_link=passed))
        passed += len(anchors)
    blocks += [*_rows(shown), *_original_rows(article, shown.item)]
    if shown.note.plain:
        blocks.append(note_block(shown.note, target, passed))
    blocks += my_note(article, target)
    blocks += _elsewhere(article, target)
    for heading, entries in shown.linked(article).items():
        blocks.append(Block("group", f"{heading}  {len(entries)}", target=target, space=1))
        blocks += [partial(_entry, article, entry, target) for entry in entries]
    return Page(target, blocks)


def _head(shown: Card, all_names: bool) -> Iterator[Block]:
    target, names, title = shown.item.id, len(shown.aliases), shown.title
    yield Block("title", title.plain, anchors_of(title), target, label=shown.item.item_kind)
    text, remark = " · ".join((shown.kind, *shown.aliases)), f"{names} names" if names > FEW else ""
    yield Block("byline" if all_names or not names else "names", text, target=target, remark=remark)


def _rows(shown: Card) -> Iterator[Block]:
    space = 1
    for row in shown.rows:
        if row.label == STATED.name:  # its paragraphs are listed with their words
            continue
        label = row.label
        for value in row.values:
            anchors = anchors_of(value)
            yield Block("row", value.plain, anchors, shown.item.id, label=label, space=space, first_link=-1000)
            label, space = "", 0


def _original_rows(article: Article, item: Item) -> Iterator[Block]:
    """The words of the reader's own copy that say what the item says, and where they stand."""
    if not (article.originals and item.quotes):
        return
    from kztui.tui.render.original_words import original_words  # noqa: PLC0415 - most articles are read without

    label, space = "original", 1
    for words, number, positions in original_words(article, item):
        if not item.is_unwritten:  # else its text is made of them
            yield Block("row", words, (), item.id, label=label, space=space)
            label, space = "", 0
        text, anchor = f"¶{number}, {positions} · your copy", Anchor(0, len(f"¶{number}"), f"p{number}")
        yield Block("row", text, (anchor,), item.id, label=label, space=space, first_link=-1000)
        label, space = "", 0


def _elsewhere(article: Article, target: str) -> Iterator[Block]:
    """The same thing in other articles of the library: which article, the paragraphs, and that article's words."""
    others = article.elsewhere.get(target)
    if others is None:
        return
    yield Block("group", f"also in {counted(others.articles, 'article')}", target=target, space=1)
    for each in others.listed:
        place = f"{each.article} {pilcrows(each.paragraphs)}".strip()
        words = " · ".join(dict.fromkeys(part for part in (each.label, each.words) if part))
        yield Block("passage", f"{place}  {words}", (Anchor(0, len(place), each.address),), target, first_link=-1000)
    more = others.articles - len({each.article for each in others.listed})
    if more > 0:
        yield Block("passage", f"and {more:,} more: kztui library compare lists all", (), target)


def _entry(article: Article, entry: LinkedItem, target: str) -> Block:
    """One linked item: its name and how it is linked; of the text, its number and the words around the link."""
    other = entry.item
    if not other.is_text:
        name = article.label(other.id)
        anchor = Anchor(0, len(name), other.id, entry.at)
        return Block("entry", name, (anchor,), target, first_link=-1000, remark=entry.remark(article))
    at, name = entry.at, other.caption
    if at < 0:
        linked = enumerate(article.main_text(other).spans)
        at = next((number for number, span in linked if span.target == target), -1)
    around = context(article, entry.sides[0], AROUND)
    text = f"{name}  {around.plain}" if around.plain else name
    return Block("passage", text, (Anchor(0, len(name), other.id, at),), target, first_link=-1000)
