"""The article as an Obsidian vault: a note for each item, its fields as properties, its links as wiki links."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from kztui.article.article import Article
from kztui.article.card import Card, card, remark
from kztui.article.graph import Side, context_words
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.export.content import UNWRITTEN
from kztui.export.formats import Export
from kztui.export.markdown_text import Linker, escape, in_blockquote, markdown_of

MAX_BYTES = 200
"""How many bytes the name of a note may have: file systems allow 255, with a number and `.md`."""
_NOT_IN_FILE_NAMES = re.compile(r"[^\w\-.]+")
_WINDOWS_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
# What would end a wiki link early, and what programs without wiki links would read as HTML or code in its text.
_NOT_IN_LINK_TEXT = re.compile(r"[\[\]|#^\\<`]")

NoteNames = Mapping[str, str]
"""For each target the name of its note, without `.md`; under `""` that of the article's note."""


WordsAround = dict[tuple[str, int], str]
"""The words around a mention, escaped, by the item in whose prose it is and the number it has there.

Both ends list them, and some articles have hundreds of thousands.
"""


def write(article: Article, _part: str = "") -> Export:
    """Folders by kind, and a note named after the article's id that leads to all of them."""
    names = note_names(article.publication.id, article.items)
    files = {f"{names['']}.md": _index(article, names)}
    around: WordsAround = {}
    for item in article.items.values():
        files[f"{item.plural}/{names[item.id]}.md"] = _note(article, card(article, item.id), names, around)
    return Export(files)


def note_names(article_id: str, targets: Iterable[str]) -> dict[str, str]:
    """A file name for each target and, under ``""``, the article: fit for every system, no two alike in any case."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    for target in ("", *targets):
        plain = _NOT_IN_FILE_NAMES.sub("-", target or article_id).strip(".-") or "note"
        # Cut within a character, the rest of it is left out.
        name = plain[:100].encode()[:MAX_BYTES].decode(errors="ignore")
        wanted = name = f"{name}-" if _WINDOWS_DEVICE.fullmatch(name) else name
        while name.casefold() in taken:
            counts[wanted.casefold()] += 1
            name = f"{wanted}-{counts[wanted.casefold()] + 1}"
        taken.add(name.casefold())
        names[target] = name
    return names


def _index(article: Article, names: NoteNames) -> str:
    publication = article.publication
    title = publication.printed_title or publication.title or publication.id
    properties = {
        "aliases": [title],
        "authors": [name.plain for name in publication.author],
        "issued": publication.issued,
        "url": publication.URL,
        "citekey": publication.id,
    }
    parts = [_properties(properties), f"# {escape(title)}"]
    for kind in KINDS:
        links = [f"- {_wiki(names, item.id, article.label(item.id))}" for item in article.of_kind(kind.item_kind)]
        if links:
            parts += [f"## {kind.plural.capitalize()}", "\n".join(links)]
    return "\n\n".join(parts) + "\n"


def _note(article: Article, shown: Card, names: NoteNames, around: WordsAround) -> str:
    item = shown.item
    link = _linker(article, names)
    parts = [_properties(_fields(article, item, names)), f"# {escape(shown.heading)}"]
    if item.parts:
        parts += [f"![[{names[part.id]}]]" for part in item.parts]
    else:
        parts += [markdown_of(block.text, link) for block in shown.passages]
        parts += [UNWRITTEN] if item.is_unwritten else []
    if item.note:
        parts.append(f"> [!note] Editor's note\n> {in_blockquote(markdown_of(shown.note, link))}")
    for heading, sides in shown.groups.items():
        # One paragraph may link an item many times in the same words.
        parts += [f"## {escape(heading)}", "\n".join(dict.fromkeys(_links(article, sides, names, around)))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _fields(article: Article, item: Item, names: NoteNames) -> dict[str, Any]:
    """The item's own fields as properties; what is empty is left out."""

    def wiki(target: str) -> str:
        """A wiki link to the target's note; the target itself where there is no such item."""
        return _wiki(names, target, article.caption(target)) if target in article.items else target

    common = {"aliases": item.names or item.aliases, "kind": item.kind, "tags": [item.item_kind]}
    source = _wiki(names, "", article.publication.id)
    return {**common, **item.properties(wiki), "paragraphs": list(item.numbers), "source": source}


def _properties(fields: Mapping[str, Any]) -> str:
    """YAML front matter; JSON is YAML too, and leaves no doubt about quoting."""
    kept = {key: value for key, value in fields.items() if value not in ("", [], (), None)}
    lines = [f"{key}: {msgspec.json.encode(value).decode()}" for key, value in kept.items()]
    return "\n".join(["---", *lines, "---"])


def _links(article: Article, sides: Iterable[Side], names: NoteNames, around: WordsAround) -> Iterator[str]:
    """A line for each link; one paragraph may link an item thousands of times, in other words each."""
    heads: dict[tuple[str, str, tuple[int, ...]], str] = {}
    for side in sides:
        link = side.link
        key = (side.other, link.detail, link.numbers)
        if key not in heads:
            beside = remark(article, side)
            line = f"- {_wiki(names, side.other, article.label(side.other))}"
            heads[key] = line + (f" · {escape(beside)}" if beside else "")
        words = around.get((link.source, link.at)) if link.at >= 0 else None
        if words is None:
            words = escape(context_words(article, side))
            if link.at >= 0:
                around[link.source, link.at] = words
        yield f"{heads[key]}: {words}" if words else heads[key]


def _linker(article: Article, names: NoteNames) -> Linker:
    def link(words: str, target: str) -> str:
        """A wiki link with these words; the words alone where there is no such item."""
        return _wiki(names, target, words) if target in article.items else escape(words)

    return link


def _wiki(names: NoteNames, target: str, words: str) -> str:
    """A wiki link; characters that would end it early are left out of its text."""
    words = _NOT_IN_LINK_TEXT.sub("", words).strip()
    return f"[[{names[target]}|{words}]]" if words and words != names[target] else f"[[{names[target]}]]"
