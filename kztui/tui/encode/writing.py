"""Our words for a paragraph: written under its original, or in the author's editor at the very line."""

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from kztui.article.findings import Finding, Rule, Where
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.text_edits import WriteParagraph
from kztui.files.source_map import locate_findings
from kztui.tui.encode.paragraph_dialog import ParagraphDialog

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen

_PLACE = Rule("place", "warning", "A place to open in the editor.", "")


class WritingController:
    """Writes paragraphs."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen
        self._unsaved: dict[int, str] = {}
        """The texts that could not be written, by the numbers of their paragraphs."""

    def write(self) -> None:
        """Write the paragraph that is shown."""
        screen, number = self._screen, self._screen.number
        paragraph = screen.article.paragraphs.get(number)
        if paragraph is None:
            screen.say("No paragraph is shown")
            return
        text = self._unsaved.get(number, paragraph.text)

        def keep(written: str) -> str:
            """Write the text; why it is refused, or nothing."""
            if written == paragraph.text.strip():
                self._unsaved.pop(number, None)
                return ""
            problem = screen.problem_of(WriteParagraph(number, written))
            if not problem:
                self._unsaved.pop(number, None)
            return problem

        def changed(written: str) -> None:
            """Keep what was written so far."""
            self._unsaved[number] = written

        original = (screen.original.text, screen.original.marks)
        screen.app.push_screen(ParagraphDialog(screen.theme, screen.article, (number, text), original, keep, changed))

    def open_editor(self) -> None:
        """Open the author's editor where the item in hand stands, and read the files again afterwards."""
        screen = self._screen
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
        path, line = self._place()
        try:
            with screen.app.suspend():
                subprocess.run([*command, f"+{line}", path], check=False)
        except OSError as error:
            screen.say(f"{command[0]} cannot be started: {error.strerror}; EDITOR names your editor", warn=True)
            return
        screen.refresh(layout=True)
        try:
            screen.set_files(screen.editor.refresh(), {})
        except EditRefusedError as error:
            screen.say(" · ".join(str(error).splitlines()[:2]), warn=True)

    def _place(self) -> tuple[str, int]:
        """The file and the line of the item in hand, of its paragraph's text where it has one."""
        screen = self._screen
        files = screen.editor.files
        tables = files.examined.file
        target = screen.encoding.target or f"p{screen.number}"
        placed = tables.placed if tables else []
        found = next(((path, item) for path, item in placed if item.id == target), None)
        if found is None:
            return str(files.paths[0]), 1
        path, item = found
        key = next((key for key in ("text", item.id_key) if getattr(item, key, "")), item.id_key)
        problem = locate_findings(files.examined, [Finding(_PLACE, Where((*path, key)), "")])[0]
        index, _ = files.examined.own(path)
        return str(files.paths[index]), problem.line
