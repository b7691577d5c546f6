"""Items made of words of the original, and words linked to items that there are."""

from typing import TYPE_CHECKING

from kztui.article.with_original import named_in
from kztui.files.edit.new_items import AddItem
from kztui.files.edit.text_edits import LinkWords
from kztui.files.edit.words_in_text import Positions
from kztui.importing.sentences import has_no_blanks
from kztui.session.review_queue import QueueEntry
from kztui.session.word_selection import WordSelection
from kztui.tui.dialogs.line_dialog import LineDialog

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
            screen.say("There is no original to select words in: outside this mode S attaches your copy")
            return
        by_characters = has_no_blanks(screen.article.publication.language)
        selection = WordSelection(screen.original.text, by_characters=by_characters)
        screen.original.begin(selection.to_offset(screen.original.at))
        screen.focus_pane(screen.original)

    def make(self, kind: str) -> None:
        """Make an item of the words that were taken, or link them where the kind is `link`."""
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
        words, chars = self._positions
        return AddItem(kind, name, self._screen.number, words, chars)

    @property
    def _positions(self) -> tuple[Positions | None, Positions | None]:
        """The words that were taken by their numbers, or in scripts without blanks the characters."""
        quote = self._screen.original.selection.quote(self._screen.number)
        if quote is None:
            return None, None
        return (quote.words or None, quote.chars or None)  # type: ignore[return-value]  # a quote has pairs

    def _report(self, problem: str, words: str = "", target: str = "") -> None:
        """Say why nothing was made; else release the words, and offer to link them elsewhere too."""
        screen = self._screen
        if problem:
            screen.say(problem, warn=True)
            return
        screen.original.release()
        screen.status.show()
        self._last = (words, target or screen.encoding.target)
        others = self._others
        if others:
            key = screen.key_of("link_all")
            where = f"{others} other paragraph{'s' * (others > 1)}"
            screen.say(f"{screen.status.done} · {key} links “{words}” in {where} too")

    @property
    def _others(self) -> int:
        """In how many other paragraphs the words linked last stand that the item is not linked to yet."""
        words, target = self._last
        item = self._screen.article.items.get(target)
        if item is None or not words:
            return 0
        originals = self._screen.article.originals
        return sum(
            1
            for number, original in originals.items()
            if number not in item.numbers and any(named_in(original.text, (words,)))
        )

    # Links.

    def _link(self) -> None:
        screen = self._screen
        words = screen.original.selection.words

        def link(target: str) -> None:
            """Link the words that were taken to the item."""
            positions, _ = self._positions
            operation = (
                LinkWords(screen.number, target, positions=positions, alias=True, originals=self._originals)
                if screen.is_unwritten
                else LinkWords(screen.number, target, words, alias=True)
            )
            self._report(screen.edits.problem_of(operation), words, target)

        screen.item_edits.find(link, words)

    @property
    def _originals(self) -> dict[int, str]:
        return {number: original.text for number, original in self._screen.article.originals.items()}

    def link_all(self) -> None:
        """Link the words that were linked last wherever they stand."""
        screen, (words, target) = self._screen, self._last
        if not words or target not in screen.article.items:
            screen.say("Nothing was linked yet: v selects words, Enter takes them, l links them")
            return
        problem = screen.edits.problem_of(
            LinkWords(screen.number, target, words, everywhere=True, originals=self._originals)
        )
        if problem:
            screen.say(problem, warn=True)

    def link_mention(self, entry: QueueEntry) -> None:
        """Link a name in our text to the item that it names."""
        screen = self._screen
        problem = screen.edits.problem_of(LinkWords(entry.paragraph, entry.target, entry.detail))
        if problem:
            screen.say(problem, warn=True)
