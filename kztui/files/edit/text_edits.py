"""Paragraphs written, and words linked to items: in our text as links, in a paragraph without text as quotes."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

from kztui.article.kinds.section import Paragraph
from kztui.article.plurals import counted
from kztui.article.quotes import Quote, QuoteError, quote_of, quoted_words, word_spans
from kztui.article.with_original import named_in
from kztui.files.edit.article_documents import ArticleDocuments, PlacedItem, links_in
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.operation import Operation, Outcome
from kztui.files.edit.toml_literals import TextEdit
from kztui.files.edit.words_in_text import Positions, linked_positions, span_of_positions, unlinked_spans

Originals = Mapping[int, str]
"""The texts of the original's paragraphs by number, as far as the reader has them."""
MOST_WORDS = 7
"""How many words of the original may become a name: more are a sentence, which belongs to its publisher."""
Unit = Literal["words", "chars"]
NO_ORIGINALS: Originals = MappingProxyType({})


class WriteParagraph(Operation, frozen=True):
    """Write the paraphrase of a paragraph; without any, it is not written again."""

    paragraph: int
    text: str

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Set or remove the text. Raises EditRefusedError where there is no such paragraph."""
        placed = documents.find(f"p{self.paragraph}")
        text = self.text.replace("\r\n", "\n").strip()
        if not text:
            placed.document.remove_keys(placed.own, ["text"])
        elif (documents.written(placed, "text") or "").strip() != text:
            documents.set_value(placed, "text", text)
        return Outcome(f"wrote paragraph {self.paragraph}", target=placed.item.id)


class LinkWords(Operation, frozen=True):
    """Link words of a paragraph to an item.

    Either the words are given, or their `positions`: in the text as it is read, in a paragraph without a text in the
    original. `everywhere` links the same words in all paragraphs, `alias` makes them a name of the item.
    """

    paragraph: int
    target: str
    words: str = ""
    positions: Positions | None = None
    everywhere: bool = False
    alias: bool = False
    originals: Originals = NO_ORIGINALS
    unit: Unit = "words"
    """What `positions` count in the original: characters in scripts without blanks."""
    in_original: bool = False
    """Whether words of the original are meant although the paragraph is written, so that a quote is added."""

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Write links and quotes. Raises EditRefusedError where the words do not stand there."""
        placed = documents.find(f"p{self.paragraph}")
        item = documents.find(self.target)
        words = self.words or self._words_at_positions(placed)
        quotes: list[tuple[int, Positions]] = []
        count = 0
        for paragraph in _paragraphs(documents, placed, everywhere=self.everywhere):
            text = documents.written(paragraph, "text") or ""
            if text and not self.in_original:
                count += self._link(documents, paragraph, item, text, words)
            elif not item.item.is_text:
                quotes += self._positions_in(paragraph.item.numbers[0], words)
        count += add_quotes(documents, item, quotes, self.unit) if quotes else 0
        if not count and not quotes:
            raise EditRefusedError(self._missing(placed, words))
        notes = self._add_alias(documents, item, words) if self.alias and words else ()
        return Outcome(f"linked {counted(count, 'mention')} to {item.item.id}", {}, item.item.id, notes)

    def _add_alias(self, documents: ArticleDocuments, item: PlacedItem, words: str) -> tuple[str, ...]:
        """Make the words a name of the item; gives what is to be said of it. A sentence of the original is no name."""
        if words in item.item.names or "aliases" not in item.item.__struct_fields__:
            return ()
        if len(word_spans(words)) > MOST_WORDS:
            return (f"no alias: a name has at most {MOST_WORDS} words",)
        documents.extend(item, "aliases", [words])
        return ()

    def _missing(self, placed: PlacedItem, words: str) -> str:
        """Why there is nothing to link."""
        unwritten = not getattr(placed.item, "text", "")
        if unwritten and not self.positions and self.paragraph not in self.originals:
            return f"paragraph {self.paragraph} is not written yet: give the numbers of its words, or your own original"
        shown = words or "-".join(map(str, self.positions or ()))
        return f"paragraph {self.paragraph} has no unlinked words “{shown}”"

    def _words_at_positions(self, placed: PlacedItem) -> str:
        """The words that are meant, where they are to be looked for elsewhere or become an alias."""
        original = self.originals.get(self.paragraph, "")
        if self.positions and original and (self.in_original or not getattr(placed.item, "text", "")):
            quote = Quote(paragraph=self.paragraph, **{self.unit: self.positions})
            try:
                return quoted_words(quote, original)
            except QuoteError as error:
                raise EditRefusedError(str(error)) from error
        return ""

    def _link(self, documents: ArticleDocuments, paragraph: PlacedItem, item: PlacedItem, text: str, words: str) -> int:
        spans = unlinked_spans(text, words)
        if self.positions and not self.words:
            found = span_of_positions(text, self.positions, documents.caption)
            spans = [found] if found and paragraph.item.numbers == (self.paragraph,) else spans
        target = item.item.id
        chosen = spans if self.everywhere else spans[:1]
        edits = [TextEdit(*span, _link_text(target, item.item.caption, text[slice(*span)])) for span in chosen]
        paragraph.document.edit_text((*paragraph.own, "text"), edits)
        return len(edits)

    def _positions_in(self, number: int, words: str) -> Iterator[tuple[int, Positions]]:
        """Where the words stand in the original of a paragraph."""
        if self.positions and number == self.paragraph:
            yield number, self.positions
            if not self.everywhere:
                return
        original = self.originals.get(number, "")
        for start, end in named_in(original, (words,)) if words else ():
            quote = quote_of(number, original, start, end, by_characters=self.unit == "chars")
            pair = (quote.chars or quote.words) if quote else ()
            if pair and not (number == self.paragraph and pair == self.positions):
                yield number, (pair[0], pair[1])
                if not self.everywhere:
                    return


class UnlinkWords(Operation, frozen=True):
    """Take links to an item away from words of a paragraph, all of them or those with certain words."""

    paragraph: int
    target: str
    words: str = ""
    positions: Positions | None = None
    everywhere: bool = False
    in_original: bool = False
    """Whether quotes are removed of a paragraph that is written too, and its number from those that the item lists."""

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Make links plain words, and remove quotes. Raises EditRefusedError where there is no such link."""
        placed = documents.find(f"p{self.paragraph}")
        item = documents.find(self.target)
        count = 0
        unwritten = set()
        for paragraph in _paragraphs(documents, placed, everywhere=self.everywhere):
            if text := documents.written(paragraph, "text") or "":
                count += self._unlink(documents, paragraph, item.item.id, text)
            if (self.in_original or not text) and not item.item.is_text:
                unwritten.add(paragraph.item.numbers[0])
        count += self._remove_quotes(documents, item, unwritten) if unwritten else 0
        if not count:
            raise EditRefusedError(f"paragraph {self.paragraph} has no such link to {item.item.id}")
        return Outcome(f"unlinked {counted(count, 'mention')} of {item.item.id}", target=item.item.id)

    def _unlink(self, documents: ArticleDocuments, paragraph: PlacedItem, target: str, text: str) -> int:
        edits = []
        for link in links_in(text):
            words = link.words or documents.caption(target)
            if self.words:
                meant = " ".join(words.split()) == " ".join(self.words.split())
            else:
                meant = not self.positions or linked_positions(link, text, documents.caption) == self.positions
            if link.target == target and meant:
                edits.append(TextEdit(*link.link, words))
        paragraph.document.edit_text((*paragraph.own, "text"), edits)
        return len(edits)

    def _remove_quotes(self, documents: ArticleDocuments, item: PlacedItem, numbers: set[int]) -> int:
        quotes: list[Any] = documents.written(item, "quotes") or []
        gone = [
            at
            for at, quote in enumerate(quotes)
            if quote["paragraph"] in numbers and (not self.positions or _pair(quote) == self.positions)
        ]
        item.document.remove_entries((*item.own, "quotes"), gone)
        left = {quote["paragraph"] for at, quote in enumerate(quotes) if at not in gone}
        listed: list[Any] = documents.written(item, "paragraphs") or []
        unsaid = [at for at, number in enumerate(listed) if number in numbers and number not in left]
        item.document.remove_entries((*item.own, "paragraphs"), unsaid)
        return len(gone) or len(unsaid)


def _pair(quote: Mapping[str, Any]) -> tuple[int, ...]:
    """The positions of a quote as written."""
    return tuple(quote.get("words") or quote.get("chars") or ())


def add_quotes(
    documents: ArticleDocuments, placed: PlacedItem, quotes: list[tuple[int, Positions]], unit: Unit = "words"
) -> int:
    """Add quotes of paragraphs without text to an item, and their numbers; gives how many it had not."""
    there = documents.written(placed, "quotes") or []
    known = {repr(sorted(quote.items())) for quote in there if isinstance(quote, dict)}
    wanted: list[dict[str, Any]] = [{"paragraph": number, unit: list(positions)} for number, positions in quotes]
    new = [quote for quote in wanted if repr(sorted(quote.items())) not in known]
    documents.extend(placed, "quotes", new)
    add_numbers(documents, placed, {quote["paragraph"] for quote in new})
    return len(new)


def add_numbers(documents: ArticleDocuments, placed: PlacedItem, numbers: set[int]) -> None:
    """Add paragraphs to those that an item lists, in ascending order where they are."""
    listed: list[int] = documents.written(placed, "paragraphs") or []
    new = sorted(numbers.difference(listed))
    if not new:
        return
    ascending = listed == sorted(listed)
    before = next((at for at, number in enumerate(listed) if number > new[-1]), None) if ascending else None
    if len(new) > 1 and ascending and listed and new[0] < listed[-1]:
        documents.set_value(placed, "paragraphs", sorted([*listed, *new]))
    else:
        documents.extend(placed, "paragraphs", new, before)


def _paragraphs(documents: ArticleDocuments, placed: PlacedItem, *, everywhere: bool) -> list[PlacedItem]:
    """The paragraph, and all others where that is wanted."""
    # Paragraphs alone have a text in which names are linked.
    others = (each for each in documents.items if isinstance(each.item, Paragraph) and each.item.id != placed.item.id)
    return [placed, *(others if everywhere else ())]


def _link_text(target: str, caption: str, words: str) -> str:
    return f"[[{target}]]" if words == caption else f"[[{target}|{words}]]"
