"""The paraphrase of a paragraph, or the text of an item: written under its original, or in the author's editor."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.text_edits import WriteParagraph
from kztui.session.unwritten_texts import UnwrittenTexts
from kztui.tui.encode.marks import original_marks
from kztui.tui.encode.paragraph_dialog import Keeping, ParagraphDialog, WrittenText
from kztui.tui.external_editor import open_editor, place_of
from kztui.tui.widgets.bars import CONFIRM_SECONDS

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen

TAKEN_UP = "Taken up again: this text could not be written. Written now, it replaces what the article has"


class WritingController:
    """Writes paragraphs."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen
        self._unsaved: dict[str, str] = {}
        """The texts that are written on, or could not be written, by what they are of."""
        self._kept = UnwrittenTexts(screen.editor.path)
        self._warned = -CONFIRM_SECONDS
        """When the author was last told of them."""

    @property
    def remembered(self) -> str:
        """What is said of texts that could not be written when the article was encoded before; empty without any."""
        names = ", ".join(self._kept.texts)
        return f"Not written yet, and shown again where you write it: the text of {names}" if names else ""

    @property
    def is_all_written(self) -> bool:
        """Whether there is no text that could not be written."""
        return not self._unsaved

    def may_leave(self, command: str) -> bool:
        """Whether every text is written, or the author was told a moment ago that one is not; else it is said now."""
        screen = self._screen
        if not self._unsaved or time.monotonic() - self._warned < CONFIRM_SECONDS:
            return True
        self._warned = time.monotonic()
        names, again = ", ".join(self._unsaved), screen.key_of(command)
        fate = ". ".join(dict.fromkeys(self._put_aside(name) for name in self._unsaved))
        screen.say(f"{again} again leaves without the text that could not be written: {names}. {fate}", warn=True)
        return False

    def _put_aside(self, name: str) -> str:
        """Keep a text that could not be written, for the next time; what becomes of it, as a sentence."""
        place, problem = self._kept.keep(name, self._unsaved[name])
        if problem:
            return f"The text is kept nowhere else: {problem}"
        if name in self._kept.texts:
            return "The text is kept in the folder of the saved state, and shown again where you write it"
        return f"The text is kept in {place}"

    def write(self) -> None:
        """Write the paragraph that is shown."""
        screen, number = self._screen, self._screen.number
        paragraph = screen.article.paragraphs.get(number)
        if paragraph is None:
            screen.say("No paragraph is shown")
            return
        self.write_text("", paragraph.text, lambda written: screen.edits.problem_of(WriteParagraph(number, written)))

    def write_text(
        self, title: str, text: str, write: Callable[[str], str], name: str = "", number: int = 0, target: str = ""
    ) -> None:
        """Write a text beside the paragraph that is shown, or another one; `write` does so, or says why not.

        `title` and `name` say what it is, and `target` of which item, where it is not the paragraph's own.
        """
        screen, name = self._screen, name or f"p{self._screen.number}"

        def keep(written: str) -> str:
            """Write the text; why it is refused, or nothing."""
            problem = "" if written == text.strip() else write(written)
            if not problem:
                self._unsaved.pop(name, None)
                self._kept.drop(name)
            return problem

        def changed(written: str) -> None:
            """Keep what was written so far."""
            self._unsaved[name] = written

        begun = self._unsaved.get(name, self._kept.texts.get(name, text))
        remark = TAKEN_UP if begun != text else ""
        written = WrittenText(number or screen.number, begun, title, target, remark)
        original = (screen.original.text, screen.original.marks)
        if number and number != screen.number:
            original = original_marks(screen.article, number, "", screen.theme)[:2]
        keeping = Keeping(keep, changed, lambda: self._put_aside(name))
        shown = (*original, screen.without_original)
        dialog = ParagraphDialog(screen.theme, screen.article, written, shown, keeping)
        screen.app.push_screen(dialog)

    def open_editor(self) -> None:
        """Open the author's editor where the item in hand stands, and read the files again afterwards."""
        screen = self._screen
        target = screen.encoding.target or f"p{screen.number}"
        if message := open_editor(screen.app, *place_of(screen.editor.files.examined, target)):
            screen.say(message, warn=True)
        else:
            self.reload()

    def reload(self) -> None:
        """Read the article's files again; what is in hand stays so."""
        screen, before = self._screen, self._screen.editor.files
        try:
            files = screen.editor.refresh()
        except EditRefusedError as error:
            screen.say(error.in_one_line, warn=True)
            return
        screen.set_files(files, {})
        count = len(files.paths)
        screen.say("No file has changed" if files is before else f"{count} file{'s' * (count > 1)} read again")
