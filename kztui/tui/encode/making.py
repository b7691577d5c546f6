"""Items made of words of the original, and words linked to items that there are."""

from typing import TYPE_CHECKING

from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.article.quotes import has_no_blanks, quote_of
from kztui.article.with_original import ArticleWithOriginal, named_in
from kztui.files.edit.new_items import AddItem
from kztui.files.edit.text_edits import LinkWords, Unit, UnlinkWords
from kztui.files.edit.words_in_text import Positions, unlinked_spans
from kztui.session.review_queue import QueueEntry
from kztui.session.word_selection import WordSelection
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.dialogs.question_dialog import QuestionDialog
from kztui.tui.encode.item_edits import NO_TEXT

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen


class MakingController:
    """Makes something of the words that were taken in the original."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen
        self._last: tuple[str, str] = ("", "")
        """The words linked last, and the item that they were linked to."""

    def begin(self) -> None:
        """Begin to select words of the original, at what is in hand."""
        screen = self._screen
        if not screen.original.text:
            new = screen.key_of("new_item")
            screen.say(
                f"No original to select words in: {new} adds an item by its name; outside this mode S attaches one"
            )
            return
        by_characters = has_no_blanks(screen.article.publication.language)
        selection = WordSelection(screen.original.text, by_characters=by_characters)
        screen.original.begin(selection.to_offset(screen.original.at))
        screen.focus_pane(screen.original)

    def make(self, kind: str) -> None:
        """Make an item of the words that were taken; link them where the kind is `link`, copy them where `quote`."""
        if kind == "quote":
            start, end = self._screen.original.selection.span
            self._screen.quote(self._screen.original.text[start:end], self._screen.number)
            return
        if kind == "link":
            self._link()
            return
        screen, words = self._screen, self._screen.original.selection.words
        if not next(
            (item.is_named for item in screen.article.items.values() if item.item_kind == kind), kind != "claim"
        ):
            self._report(screen.edits.problem_of(self._addition(kind, "")))
            return
        prompt = f"The name of the {kind}; its id and where it stands come by themselves"
        dialog = LineDialog(
            screen.theme, f"New {kind}", prompt, words, lambda name: screen.edits.problem_of(self._addition(kind, name))
        )
        screen.app.push_screen(dialog, lambda name: self._report("", words) if name else None)

    def _addition(self, kind: str, name: str) -> AddItem:
        return AddItem(kind, name, self._screen.number, *self._positions)

    @property
    def taken(self) -> tuple[str, tuple[Positions | None, Positions | None]]:
        """The words that were taken in the original, and their positions; an empty text for none."""
        screen = self._screen
        if screen.pane is not screen.original or not screen.original.selection.fixed:
            return "", (None, None)
        return screen.original.selection.words, self._positions

    @property
    def _positions(self) -> tuple[Positions | None, Positions | None]:
        """The words that were taken by their numbers, or in scripts without blanks the characters."""
        quote = self._screen.original.selection.quote(self._screen.number)
        if quote is None:
            return None, None
        return (quote.words or None, quote.chars or None)  # type: ignore[return-value]  # a quote has pairs

    def added(self, name: str) -> None:
        """Show what follows from an item that was just added: where its name stands, it may be linked."""
        self._report("", name)

    def _report(self, problem: str, words: str = "", target: str = "") -> None:
        """Say why nothing was made; else release the words, and ask whether to link them elsewhere too."""
        screen = self._screen
        if problem:
            screen.say(problem, warn=True)
            return
        screen.original.release()
        screen.status.show()
        self._last = (words, target or screen.encoding.target)
        item = screen.article.items.get(self._last[1])
        others = unlinked_mentions(screen.article, item, words) if item and words else []
        if others:
            self._ask(words, others, linked=bool(item and item.quotes))

    def _ask(self, words: str, others: list[int], *, linked: bool) -> None:
        """Ask whether the words are to be linked in these paragraphs too; `linked` where they are in one already."""
        screen, count = self._screen, len(others) + linked
        more = " more" if linked else ""
        question = f"“{words}” stands {len(others)}{more} time{'s' * (len(others) > 1)}, in {pilcrows(others)}."
        every = "links it" if count == 1 else f"links {'both' if count == 2 else f'all {count}'}"
        title = "Link the mention?" if count == 1 else f"All {count} mentions?"
        dialog = QuestionDialog(
            screen.theme, title, question, (every, "this one alone" if linked else "leaves plain words")
        )
        screen.app.push_screen(dialog, lambda answer: self.link_all() if answer else None)

    # Links.

    def _link(self) -> None:
        screen = self._screen
        words = screen.original.selection.words

        def link(target: str) -> None:
            """Link the words that were taken to the item."""
            # The paraphrase may say it in other words: then the original alone is quoted.
            paragraph = screen.article.paragraphs.get(screen.number)
            if paragraph and unlinked_spans(paragraph.text, words):
                operation = LinkWords(screen.number, target, words, alias=True)
            else:
                pair, chars = self._positions
                operation = LinkWords(
                    *(screen.number, target),
                    positions=pair or chars,
                    alias=True,
                    originals=screen.article.original_texts,
                    unit="chars" if chars else "words",
                    in_original=True,
                )
            self._report(screen.edits.problem_of(operation), words, target)

        screen.item_edits.find((f"Link “{words}” to", "link"), link, words, only=NO_TEXT)

    @property
    def _unit(self) -> Unit:
        """What is counted in the original: characters in scripts without blanks."""
        return "chars" if has_no_blanks(self._screen.article.publication.language) else "words"

    def link_all(self) -> None:
        """Link the words that were linked last wherever they stand."""
        screen, (words, target) = self._screen, self._last
        if not self.can_link_all:
            screen.say("Nothing was linked yet: v selects words, Enter takes them, l links them")
            return
        originals = screen.article.original_texts
        screen.edits.make(
            LinkWords(screen.number, target, words, everywhere=True, originals=originals, unit=self._unit)
        )

    @property
    def linked_here(self) -> str:
        """The item that the paragraph names: in the original the one under the cursor, else the one in hand."""
        screen = self._screen
        if screen.pane is screen.original:
            start, end = screen.original.selection.span
            spans = screen.article.linked_original(screen.number).spans
            return next((span.target for span in spans if span.start < end and start < span.end), "")
        item = screen.article.items.get(screen.encoding.target)
        return item.id if item and not item.is_text and screen.number in item.numbers else ""

    @property
    def can_link_all(self) -> bool:
        """Whether words were linked to an item that is still there."""
        return bool(self._last[0]) and self._last[1] in self._screen.article.items

    def unlink(self) -> None:
        """Take an item out of the paragraph: in the original the one under the cursor, else the one in hand."""
        screen, target = self._screen, self.linked_here
        if target:
            screen.edits.make(UnlinkWords(screen.number, target, in_original=True))
        elif screen.pane is screen.original:
            screen.say("No item is named by these words")
        else:
            screen.say(
                "What is in hand is not named in this paragraph" if screen.encoding.target else "No item is in hand"
            )

    def link_mention(self, entry: QueueEntry) -> None:
        """Link a name in our text to the item that it names."""
        self._screen.edits.make(LinkWords(entry.paragraph, entry.target, entry.detail))


def unlinked_mentions(article: ArticleWithOriginal, item: Item, words: str) -> list[int]:
    """The paragraphs with words that are no link to an item yet, one for each time: in our text, else the original."""
    quoted = {(quote.paragraph, quote.words or quote.chars) for quote in item.quotes}
    by_characters = has_no_blanks(article.publication.language)
    found: list[int] = []
    for number, paragraph in article.paragraphs.items():
        if paragraph.text.strip():
            found += [number] * len(unlinked_spans(paragraph.text, words))
        elif number in article.originals:
            text = article.originals[number].text
            quotes = (quote_of(number, text, *span, by_characters=by_characters) for span in named_in(text, (words,)))
            found += [number for quote in quotes if quote and (number, quote.words or quote.chars) not in quoted]
    return found
