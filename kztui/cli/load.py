"""Loading the article of a command, and finding its items by target, with messages for the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.suggestion import Suggester, did_you_mean
from kztui.cli.output import CommandError, ExitCode, write_message
from kztui.config import article_path, load_config
from kztui.files.folders import is_file
from kztui.files.load import Loaded, load
from kztui.files.problems import LoadError, problem_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Mapping

    from kztui.article.quotes import OriginalParagraph
    from kztui.session.state import ArticleKey


MOST_DIGITS = 18
"""Digits of the number of a paragraph; Python refuses to read 4,300."""


def resolve_article_path(chosen: str | None) -> Path:
    """The path of the article: from the command line, KZTUI_ARTICLE, the config, or else the bundled one.

    Raises CommandError when none is chosen and none is bundled.
    """
    path = article_path(chosen)
    if path is None:
        raise CommandError("kztui: no article is bundled here; name one: --article PATH")
    return path


def load_article(path: Path) -> Loaded:
    """The article at `path`. Raises CommandError, which lists every fatal problem, when it cannot be loaded."""
    finish_interrupted(path)
    try:
        return load(path)
    except LoadError as error:
        raise CommandError("\n".join(problem_line(problem) for problem in error.problems)) from error


def finish_interrupted(path: Path) -> None:
    """Finish or take back an edit of the article that was interrupted while it wrote its files, and say so.

    An edit of one file alone cannot be interrupted so that anybody sees half of it.
    """
    if not path.is_dir() or not any(path.glob(".*.kztui-edit")):
        return
    from kztui.files.edit.article_files import EditRefusedError  # noqa: PLC0415 - after a crash alone
    from kztui.files.edit.recovery import recover  # noqa: PLC0415 - the same
    from kztui.session.edit_journal import article_journal  # noqa: PLC0415 - the same

    journal, _ = article_journal(path)
    try:
        with journal.locked():
            message = recover(journal)
    except EditRefusedError as error:
        message = str(error)
    if message:
        write_message(f"kztui: {message}")


def open_article(options: "Namespace") -> Article:
    """The article that the options name. Raises CommandError when it cannot be found or loaded."""
    return load_article(resolve_article_path(options.article)).article


def open_with_notes(options: "Namespace") -> Article:
    """The same together with the reader's own notes; what cannot be read of them is said.

    Raises CommandError as `open_article` does.
    """
    loaded = load_article(resolve_article_path(options.article))
    return loaded.article.with_reader_notes(_notes(loaded))


def with_all_of_reader(article: Article, loaded: Loaded) -> Article:
    """An article, which is that of `loaded` or a part of it, with the reader's notes, bookmarks and selection."""
    from kztui.session.state_file import StateFile  # noqa: PLC0415 - most commands do without

    file, message = StateFile.load()
    if message:
        write_message(message)
    saved = file.open_article(article_key(loaded))  # where the article was moved, what it had before; written nowhere
    return article.with_reader_notes(_notes(loaded), tuple(saved.bookmarks), saved.marks)


def _notes(loaded: Loaded) -> "Mapping[str, str]":
    from kztui.session.notes_folder import notes_folder  # noqa: PLC0415 - most commands do without

    folder = notes_folder()
    if isinstance(folder, str) or not folder.exists():
        return {}
    from kztui.session.notes_file import NotesFile  # noqa: PLC0415 - most readers have no notes

    file, message = NotesFile.open(article_key(loaded))
    if message:
        write_message(message)
    return file.notes.texts


def saved_bookmarks(options: "Namespace", article: Article) -> "Collection[str]":
    """The targets that the reader has bookmarked in the article, which the options name."""
    from kztui.session.state import ArticleKey, path_key  # noqa: PLC0415 - most commands do without
    from kztui.session.state_file import StateFile  # noqa: PLC0415 - the same

    file, _ = StateFile.load()
    key = ArticleKey(article.publication.id, path_key(resolve_article_path(options.article)))
    return file.state.article(key).bookmarks


def article_key(loaded: Loaded) -> "ArticleKey":
    """The article as state and notes know it."""
    from kztui.session.state import ArticleKey, path_key  # noqa: PLC0415 - most commands do without

    return ArticleKey(loaded.article.publication.id, path_key(loaded.examined.path))


def original_path(chosen: str | None, loaded: Loaded) -> Path | None:
    """The reader's copy of the original; None without one.

    That is the one on the command line, in the settings, attached on the screen, or beside the article. Raises
    CommandError when the one on the command line is no file.
    """
    if chosen and not Path(chosen).is_file():
        raise CommandError(f"kztui: no such file: '{chosen}'")
    if named := chosen or load_config().config.original:
        return Path(named)
    return _attached(loaded) or _beside(loaded)


def read_originals(article: Article, original: Path | None, purpose: str) -> "Mapping[int, OriginalParagraph]":
    """The paragraphs of the reader's copy by number; `purpose` begins the messages: "kztui cite: to quote".

    Raises CommandError where there is no copy, it cannot be read, or it has none of the article's paragraphs.
    """
    from kztui.importing.original import find_originals  # noqa: PLC0415 - few commands need the copy
    from kztui.importing.source import OriginalError, source_of_file  # noqa: PLC0415 - the same

    command = purpose.partition(":")[0]
    if original is None:
        raise CommandError(
            f"{purpose} the original, kztui needs your own copy of it: add --original FILE,"
            " attach it on the screen with S, or set `original` in the settings"
        )
    try:
        found = find_originals(source_of_file(original), article)
    except OriginalError as error:
        raise CommandError(f"{command}: the original cannot be read: {error.problem.message}") from error
    if not found:
        raise CommandError(f"{command}: none of the article’s paragraphs is in '{original}'", ExitCode.NOT_FOUND)
    return found


def _attached(loaded: Loaded) -> Path | None:
    """The copy that was attached to the article on the screen, if it is still there."""
    from kztui.session.state_file import StateFile  # noqa: PLC0415 - most citations need no copy

    file, _ = StateFile.load()
    attached = file.state.article(article_key(loaded)).original
    return Path(attached.file) if attached and is_file(attached.file) else None


def _beside(loaded: Loaded) -> Path | None:
    """The copy that the article names in its own folder: nothing outside of that is read unasked."""
    original, path = loaded.article.file.original, loaded.examined.path
    if original is None or not original.file or Path(original.file).name != original.file:
        return None
    beside = (path if path.is_dir() else path.parent) / original.file
    return beside if is_file(beside) else None


def find_item(article: Article, target: str) -> Item:
    """The item with the id `target`. Raises CommandError (NOT_FOUND), with a suggestion, when there is none."""
    item = article.items.get(target)
    if item is None:
        meant = did_you_mean(_nearest_target(article, target))
        raise CommandError(f"no item '{target}'{meant}", ExitCode.NOT_FOUND)
    return item


def _nearest_target(article: Article, word: str) -> str:
    """The target nearest to `word`: `word` may also be the number of a paragraph, or a name or alias of an item."""
    number = word.lstrip("¶pP.# ")
    if len(number) <= MOST_DIGITS and number.isdecimal() and f"p{int(number)}" in article.items:
        return f"p{int(number)}"
    items = article.items.values()
    return Suggester((name, item.id) for item in items for name in (item.id, item.caption, *item.aliases)).nearest(word)
