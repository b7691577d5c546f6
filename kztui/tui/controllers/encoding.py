"""The encode mode entered and left: on a kept article with its original; of a bundled article a copy is offered."""

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.editor import ArticleEditor, is_bundled, why_read_only
from kztui.files.folders import expanded, is_there, library_around
from kztui.session.edit_journal import article_journal
from kztui.tui.controllers.articles import free_name
from kztui.tui.dialogs.line_dialog import PathDialog
from kztui.tui.encode.encode_screen import EncodeScreen
from kztui.tui.external_editor import open_editor, place_of

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen


class EncodingController:
    """Opens the screen of the encode mode over the main screen, and shows afterwards what was made there."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    def enter(self) -> None:
        """Begin to encode the article; ask for what is needed first."""
        screen = self._screen
        path = screen.options.path
        if screen.options.unkept:
            screen.status.say("To encode this draft, keep it first: choose a folder")
            screen.articles.keep()
        elif path is None:
            screen.status.say("Nothing to encode: this article is in no file")
        elif is_bundled(path):
            prompt = "This article came with kztui and stays as it is. Copy it into the folder:"
            name = free_name(screen.article.publication.id)
            dialog = PathDialog(screen.theme, "Encode a copy", prompt, name, self._copy)
            screen.app.push_screen(dialog, self._copied)
        else:
            self._open(path)

    def edit_file(self) -> None:
        """Open the reader's editor at the line of the current item, and read the article again afterwards."""
        screen, path = self._screen, self._screen.options.path
        if screen.options.unkept:
            screen.status.say(f"This draft is in no file yet: {screen.status.key_of('keep')} keeps it", warn=True)
        elif path is None:
            screen.status.say("Nothing to edit: this article is in no file", warn=True)
        elif is_bundled(path):
            key = screen.status.key_of("encode")
            screen.status.say(f"This article came with kztui and stays as it is: {key} makes a copy to edit", warn=True)
        elif reason := why_read_only(path):
            screen.status.say(f"Not opened: {reason}", warn=True)
        elif message := open_editor(screen.app, *place_of(screen.loaded.examined, screen.current)):
            screen.status.say(message, warn=True)
        else:
            screen.reloading.reload()

    def _copy(self, path: str) -> str:
        """Copy the article into a folder; why that is not possible, or nothing."""
        source, folder = self._screen.options.path, expanded(path)
        if source is None or is_there(folder):
            return f"{path} is there already"
        try:
            shutil.copytree(source, folder, ignore=lambda _, names: [name for name in names if name[-5:] != ".toml"])
        except OSError as error:
            return f"Not copied: {path} {error.strerror or error}"
        except RecursionError:  # os.makedirs calls itself for each of the folders
            return f"Not copied: {path} lies in too many folders"
        return ""

    def _copied(self, path: str | None) -> None:
        if path is not None:
            self._screen.articles.open_path(expanded(path))
            self._screen.status.say(f"Copied into {path}: E encodes it")

    def _open(self, path: Path) -> None:
        screen = self._screen
        try:
            journal, in_memory = article_journal(path)
            editor = ArticleEditor(path, journal)
        except EditRefusedError as error:
            screen.status.say(" · ".join(str(error).splitlines()[:2]), warn=True)
            return
        awaited = not screen.originals and screen.original.is_known
        if awaited:
            screen.original.open()
        elif not screen.originals:
            screen.status.say("No original is attached: S attaches yours, so that you see what you encode", warn=True)
        follow = partial(self._follow, path)
        originals = None if awaited else screen.originals
        encode = EncodeScreen(screen.theme, editor, originals, screen.current, screen.options.keys, follow)
        encode.quote = partial(self._quote, editor, encode)

        def left(target: str | None) -> None:
            """Show the article as it is by now, at what was in hand last."""
            screen.original.on_read = None
            screen.call_next(self._left, editor, target or "")

        screen.original.on_read = encode.set_originals
        screen.app.push_screen(encode, left)
        if message := editor.recovered or encode.writing.remembered or in_memory:
            encode.call_after_refresh(encode.say, message)

    def _quote(self, editor: ArticleEditor, encode: EncodeScreen, words: str, paragraph: int) -> None:
        """Copy words of the original with their citation, and say on that screen whether it succeeded."""
        self._screen.citations.quote_words(words, paragraph, editor.files.loaded.article, encode.say)

    def _follow(self, path: Path, renamed: Mapping[str, str]) -> None:
        """Notes, bookmarks, history and the verdicts of a library follow items that have another id now."""
        for old, new in renamed.items():
            if new:
                self._screen.persistence.rename(old, new)
                self._screen.notes.rename(old, new)
        if library_around(path) is not None:
            from kztui.library.joins_file import verdicts_follow_edit  # noqa: PLC0415 - most articles are in no library

            article_id = self._screen.article.publication.id
            if message := verdicts_follow_edit(path, article_id, article_id, renamed):
                self._screen.status.say(message, warn=True)

    async def _left(self, editor: ArticleEditor, target: str) -> None:
        screen = self._screen
        await screen.reloading.show(editor.files.loaded)
        if target in screen.article.items and target != screen.current:
            screen.navigation.jump(target)
