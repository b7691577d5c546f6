"""The encode mode: an original paragraph with its paraphrase under it, the list of what is left, the item in hand.

It holds an `Encoding`, an immutable value; controllers change it with `update`, and the article with `edit`. Every edit
is written at once, so that leaving loses nothing.
"""

from collections.abc import Callable, Collection, Mapping

from textual import on
from textual.app import ComposeResult
from textual.geometry import Region
from textual.layout import Layout
from textual.widget import Widget

from kztui.article.findings import Finding
from kztui.article.quotes import OriginalParagraph
from kztui.article.with_original import ArticleWithOriginal, read_together
from kztui.files.edit.article_files import ArticleFiles
from kztui.files.edit.editor import ArticleEditor
from kztui.session.encoding import Encoding
from kztui.session.review_queue import Progress, progress, review_queue
from kztui.tui.commands import BY_ID, ENCODING, bindings
from kztui.tui.encode.adding import AddingController
from kztui.tui.encode.edits import EditsController
from kztui.tui.encode.encode_layout import arrange_encoding
from kztui.tui.encode.encode_palette import EncodePaletteController
from kztui.tui.encode.encode_status import EncodeStatusController
from kztui.tui.encode.field_values import FieldValuesController
from kztui.tui.encode.fields import FieldsController
from kztui.tui.encode.item_edits import ItemEditsController
from kztui.tui.encode.making import MakingController
from kztui.tui.encode.marks import missing_original, original_marks, original_title, paraphrase_marks
from kztui.tui.encode.reviewing import ReviewingController
from kztui.tui.encode.writing import WritingController
from kztui.tui.panes.item_facts import ItemFactsPane, fact_rows
from kztui.tui.panes.original_words import OriginalWordsPane
from kztui.tui.panes.review import ReviewPane
from kztui.tui.textual_compat.app import CompatScreen
from kztui.tui.textual_compat.region_layout import RegionLayout, rearrange
from kztui.tui.theme import Palette
from kztui.tui.view_state import CursorMoved, EntrySelected, Say, ViewState
from kztui.tui.widgets.bars import StatusBar, TitleBar
from kztui.tui.widgets.marked_paragraph import ParagraphPane
from kztui.tui.widgets.pane import Pane

NOT_WRITTEN = "(not written yet: {write} writes it, {editor} opens your editor)"


class EncodeScreen(CompatScreen[str], inherit_bindings=False):
    """Dismissed with the target that was in hand last."""

    BINDINGS = bindings("encode mode")
    AUTO_FOCUS = "#review"

    editor: ArticleEditor
    encoding: Encoding
    status: EncodeStatusController
    edits: EditsController
    reviewing: ReviewingController
    item_edits: ItemEditsController
    writing: WritingController
    fields: FieldsController
    field_values: FieldValuesController
    making: MakingController
    adding: AddingController
    original: OriginalWordsPane
    quote: Callable[[str, int], None]
    """Copies words of the original in a paragraph, by its number, with their citation."""

    def __init__(
        self,
        theme: Palette,
        editor: ArticleEditor,
        originals: Collection[OriginalParagraph] | None,
        start: str,
        keys: Mapping[str, str],
        follow: Callable[[Mapping[str, str]], None],
    ) -> None:
        """`start` is where to begin; `follow` is told which targets an edit renamed. No `originals`: not read yet."""
        super().__init__()
        self.theme = theme
        self.editor = editor
        self._originals = originals
        self._follow = follow
        self.findings: list[Finding] = []
        self._set_files(editor.files)
        self.encoding = Encoding(review_queue(self.article, self.findings)).start(self.article, start)
        self.keys = keys
        self.status = EncodeStatusController(self)
        self.edits = EditsController(self)
        self.reviewing = ReviewingController(self)
        self.item_edits = ItemEditsController(self)
        self.writing = WritingController(self)
        self.fields = FieldsController(self)
        self.field_values = FieldValuesController(self)
        self.making = MakingController(self)
        self.adding = AddingController(self)
        self.palette = EncodePaletteController(self)
        self._regions = RegionLayout(self._arrange)

    # The widgets.

    def compose(self) -> ComposeResult:
        """The bars and the panes."""
        self.title_bar = TitleBar("top")
        self.review = ReviewPane("review")
        self.original = OriginalWordsPane("original")
        self.paraphrase = ParagraphPane("paraphrase")
        self.paraphrase.can_focus = False
        self.facts = ItemFactsPane("facts")
        self.status_bar = StatusBar("bottom", self.run_command)
        yield from (self.title_bar, self.review, self.original, self.paraphrase, self.facts, self.status_bar)

    @property
    def layout(self) -> Layout:
        """The layout that gives each pane its region."""
        return self._regions

    def _arrange(self, width: int, height: int) -> Mapping[str, Region]:
        return arrange_encoding(width, height, self.pane.id or "", self.status_bar.height_in(width, height))

    @property
    def pane(self) -> Pane:
        """The pane with the focus."""
        return self.focused if isinstance(self.focused, Pane) else self.review

    def on_mount(self) -> None:
        """Show where the author is."""
        for pane in (self.review, self.original, self.paraphrase, self.facts):
            pane.view = ViewState(self.theme)
        self.show()

    def focus_pane(self, pane: Widget) -> None:
        """Give a pane the focus at once, so that a key that follows immediately goes there."""
        self.set_focus(pane)

    def on_descendant_focus(self) -> None:
        """A pane has got the focus: layout and keys follow."""
        if self.pane is not self.facts:
            self.fields.leave()
        rearrange(self)
        self.status.show_keys()

    # The article and what is left to do.

    def _set_files(self, files: ArticleFiles) -> None:
        self.article: ArticleWithOriginal = read_together(files.loaded.article, self._originals or ())
        self.findings = files.findings

    def set_originals(self, originals: Collection[OriginalParagraph]) -> None:
        """Take the original, once it has been read."""
        self._originals = originals
        if self.is_mounted:
            self.set_files(self.editor.files, {})
        else:
            self._set_files(self.editor.files)

    @property
    def progress(self) -> Progress:
        """How much of the article is done."""
        return progress(self.article, self.findings)

    @property
    def number(self) -> int:
        """The paragraph that is shown; 0 for none."""
        return self.encoding.paragraph(self.article)

    @property
    def is_unwritten(self) -> bool:
        """Whether the paragraph that is shown has no text of ours."""
        paragraph = self.article.paragraphs.get(self.number)
        return paragraph is None or not paragraph.text.strip()

    def set_files(
        self, files: ArticleFiles, renamed: Mapping[str, str], back: bool = False, target: str = "", keep: bool = False
    ) -> None:
        """Show another version of the article. With `back` the cursor goes to what has come back.

        A `target` that is new is in hand then; with `keep` what is in hand stays so, even with nothing left to do.
        """
        hand = self.encoding.target if keep else "" if target in self.article.items else target
        self._set_files(files)
        if renamed:
            self._follow(renamed)
        queue = review_queue(self.article, self.findings)
        self.update(self.encoding.after_edit(queue, renamed, back, hand if hand in self.article.items else ""))

    def update(self, encoding: Encoding) -> None:
        """Go to another place of the review."""
        self.encoding = encoding
        self.show()

    @on(OriginalWordsPane.Taken)
    def _taken(self) -> None:
        self.status.show()

    @on(CursorMoved)
    def _moved(self) -> None:
        self.status.show_keys()

    @on(OriginalWordsPane.Made)
    def _make(self, message: OriginalWordsPane.Made) -> None:
        self.making.make(message.kind)

    @on(ItemFactsPane.Edited)
    def _edit_field(self, message: ItemFactsPane.Edited) -> None:
        (self.field_values.remove if message.removed else self.field_values.edit)(message.row)

    @on(EntrySelected)
    def _select(self, message: EntrySelected) -> None:
        self.update(self.encoding.to(message.row))

    # Showing.

    def show(self) -> None:
        """Bring all panes and both bars up to date."""
        self.review.set_encoding(self.encoding, self.article)
        self._show_paragraph()
        self.show_item()
        self.status.show()

    def show_item(self) -> None:
        """Show what is known of the item in hand, or of the article."""
        item = self.article.items.get(self.fields.target)
        facts = fact_rows(self.article, item.id) if item else []
        self.facts.set_item(self.fields.titles, facts, self.fields.rows, self.fields.letters)

    def _show_paragraph(self) -> None:
        number = self.number
        place = f"¶{number} · " if number else ""
        text, marks, at = original_marks(self.article, number, self.encoding.target, self.theme)
        self.original.set_text(place + original_title(text), text, marks, self.without_original, at)
        empty = NOT_WRITTEN.format(write=self.key_of("write_paragraph"), editor=self.key_of("open_editor"))
        ours = paraphrase_marks(self.article, self.article.paragraphs.get(number), self.theme)
        self.paraphrase.set_text(f"{place}paraphrase", *ours, empty)

    @property
    def without_original(self) -> str:
        """What stands in place of a paragraph that has no words of the original."""
        return missing_original(self._originals, self.key_of("new_item"))

    # Leaving, and from pane to pane.

    def next_pane(self, step: int) -> None:
        """Go `step` panes further on, round and round."""
        panes = (self.review, self.original, self.facts)
        here = panes.index(self.pane) if self.pane in panes else 0
        following = panes[(here + step) % len(panes)]
        if following is self.original:
            self.making.begin()
        elif following is self.facts:
            self.fields.enter()
        else:
            self.focus_pane(following)

    def release(self) -> None:
        """Go back to the list; there, say how to leave."""
        if self.pane is self.original and self.original.release():
            self.status.show()
            return
        if self.pane is self.review:
            self.say(f"{self.key_of('leave_encoding')} leaves the encode mode; everything is saved")
        self.focus_pane(self.review)

    def leave(self) -> None:
        """Go back to the main screen, at what is in hand."""
        if self.writing.may_leave("leave_encoding"):
            self.dismiss(self.encoding.target)

    def may_quit(self) -> bool:
        """Whether the program may end here: no text would be lost, or the author was told a moment ago."""
        return self.app.screen is not self or self.writing.may_leave("quit")  # a dialog above has said so itself

    def key_of(self, command: str) -> str:
        """The first key of a command, as remapped, as a person reads it."""
        return self.status.key_of(command)

    def say(self, text: str, warn: bool = False) -> None:
        """Show a message for a while in place of the keys."""
        self.status.say(text, warn)

    @on(Say)
    def _say(self, message: Say) -> None:
        self.say(message.text, message.warn)

    # Commands.

    def action_run(self, command: str) -> None:
        """Run a command of the encode mode, as its keys do."""
        BY_ID[command].bound(self)()

    def run_command(self, command: str) -> None:
        """Run a command by its id, on the screen or the focused pane."""
        self.call_later(self._run_command, command)

    async def _run_command(self, command: str) -> None:
        if BY_ID[command].scope == ENCODING:
            self.action_run(command)
        elif BY_ID[command].runs_on(self.pane):
            await self.pane.run_action(BY_ID[command].action)
