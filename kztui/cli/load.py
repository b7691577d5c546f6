"""The article that a command is about: found, loaded, and its items found by their targets."""

from pathlib import Path
from typing import TYPE_CHECKING

from kztui.article.article import Article
from kztui.article.model import Item
from kztui.cli.exit_codes import CommandError, ExitCode
from kztui.config import article_path
from kztui.files.load import Loaded, load
from kztui.files.problems import LoadError, problem_line

if TYPE_CHECKING:
    from argparse import Namespace


def path_of(chosen: str | None) -> Path:
    """Where the article is: as chosen on the command line, by KZTUI_ARTICLE, in the config, or else the bundled one."""
    path = article_path(chosen)
    if path is None:
        raise CommandError("kztui: there is no bundled article here; name one: --article PATH")
    return path


def load_at(path: Path) -> Loaded:
    """Load the article; what leaves none to show stops the command, all of it listed."""
    try:
        return load(path)
    except LoadError as error:
        raise CommandError("\n".join(problem_line(problem) for problem in error.problems)) from error


def open_article(options: "Namespace") -> Article:
    """The article that the options ask for."""
    return load_at(path_of(options.article)).article


def find(article: Article, target: str) -> Item:
    """The item of that id; else the command stops with what may have been meant."""
    item = article.items.get(target)
    if item is None:
        meant = _meant(article, target)
        raise CommandError(f"no item '{target}'" + (f"; did you mean {meant}?" if meant else ""), ExitCode.NOT_FOUND)
    return item


def _meant(article: Article, word: str) -> str:
    """The target nearest to `word`, which may as well be a paragraph's number, or a name or alias of the item."""
    number = word.lstrip("¶pP.# ")
    if number.isdecimal() and f"p{int(number)}" in article.items:
        return f"p{int(number)}"
    from kztui.files.coerce import nearest  # noqa: PLC0415 needed only for a wrong target

    names = {name: item.id for item in article.items.values() for name in (item.caption, *item.aliases, item.id)}
    return names.get(nearest(word, list(names)), "")
