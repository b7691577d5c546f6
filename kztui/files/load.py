"""From a path to an article: read, parse, merge, sanitize, fit to the model.

`load(path) -> Loaded` for whoever shows the article; `examine(path) -> Examined` for whoever lists what is wrong.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import tomli

from kztui.article.article import Article
from kztui.article.findings import Finding, Where, first_of_each_rule
from kztui.article.kinds.item import Item
from kztui.article.model import LISTS, SINGLE_TABLES, ArticleFile, ArticleTables
from kztui.article.suggestion import nearest
from kztui.files import problems, sanitize
from kztui.files.folders import LIBRARY, articles_in, has_article_header
from kztui.files.item_ids import doubled, with_safe_ids
from kztui.files.problems import LoadError, Problem, file_problem
from kztui.files.source_files import Examined, FileData, SourceFile, not_files, read_files

MAX_ITEMS = 1_000_000
MAX_NESTING = 400
MAX_KEY_PARTS = 20
_TOO_DEEP = f"lists and tables may be nested {MAX_NESTING} deep, and keys have {MAX_KEY_PARTS} parts"
_START = Where(file=0, line=1, column=1)
_LONG_NUMBER = "a whole number has at most 64 bits: it lies between −2⁶³ and 2⁶³ − 1"


class Loaded(msgspec.Struct, frozen=True):
    """An article to show, the files it came from, and the result of reading them."""

    article: Article
    examined: Examined

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """The files of the article, in order."""
        return tuple(self.examined.files)


def load(path: Path) -> Loaded:
    """The article in the file or folder at `path`; raises `LoadError` where there is none to show."""
    return loaded(examine(path))


def load_texts(path: Path, texts: Mapping[str, str]) -> Loaded:
    """The article in `texts`, by the names of the files that they are not written to yet.

    `path` is what the article is made from. Raises `LoadError` where there is no article to show.
    """
    files = [SourceFile(name, Path(name), text) for name, text in texts.items()]
    with collecting_later():
        return loaded(_with_data(Examined(path, files)))


def examine_files(path: Path, files: list[SourceFile], known: Mapping[int, FileData]) -> Examined:
    """What is in the files of the article at `path`, with these texts. Never raises.

    `known` is what was read of another version of them: files with the same text are not parsed again.
    """
    with collecting_later():
        return _checked(Examined(path, files, read=dict(known)))


def loaded(examined: Examined) -> Loaded:
    """The article in files that were examined. Raises `LoadError` where there is none to show."""
    if examined.fatal or examined.file is None:
        from kztui.files.source_map import locate_findings  # noqa: PLC0415 - its parser is needed for errors alone

        fatal = list(first_of_each_rule(finding for finding in examined.findings if finding.rule.fatal))
        found = examined.problems + examined.left_out + locate_findings(examined, fatal)
        raise LoadError(sorted(found, key=in_order(examined)))
    return Loaded(Article(with_safe_ids(examined.file)), examined)


def items_by_target(examined: Examined) -> dict[str, Item]:
    """The items of files that were examined by the targets under which they open; none where there is no article."""
    return {item.id: item for _, item in with_safe_ids(examined.file).placed} if examined.file else {}


def in_order(examined: Examined) -> Any:
    """A sort key for the problems of an article: by file as read, then by place."""
    ranks = {file.name: rank for rank, file in enumerate(examined.files)}
    return lambda problem: (ranks.get(problem.file, -1), *problem)


def examine(path: Path) -> Examined:
    """Read the file or folder at `path`, and keep what can be kept whatever is wrong with it. Never raises."""
    with collecting_later():
        return _examine(Examined(path), path)


@contextmanager
def collecting_later() -> Iterator[None]:
    """Disable the garbage collector within the block: it would take a third of the time, and free nothing."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _examine(examined: Examined, path: Path) -> Examined:
    examined.files, examined.problems = read_files(path)
    examined.left_out = not_files(path)
    return _checked(examined)


def _checked(examined: Examined) -> Examined:
    """What was examined, with the data of its files, if these are of one article."""
    if several := _several_articles(examined):
        examined.problems = [several]
        return examined
    return _with_data(examined)


def _with_data(examined: Examined) -> Examined:
    """What was examined, with the data of its files."""
    data = _merged(examined)
    if examined.problems:
        return examined
    if "article" not in data:
        if any(finding.rule is problems.SYNTAX for finding in examined.findings):
            return examined
        examined.findings.append(Finding(problems.MISSING_ARTICLE, _START, "there is no [article] table"))
        return examined
    if sum(len(data[key]) for key in LISTS if key in data) > MAX_ITEMS:
        message = f"an article has at most {MAX_ITEMS:,} items"
        examined.findings.append(Finding(problems.TOO_LARGE, _START, message))
        return examined
    examined.file = _fitted(data, examined)
    if examined.file:
        known = any(finding.where.path[:1] == ("article",) and finding.rule.fatal for finding in examined.findings)
        examined.findings += doubled(examined.file, known)
    return examined


def _several_articles(examined: Examined) -> Problem | None:
    """The problem of a folder that holds several articles or is a library; None for an article."""
    headers = sum(has_article_header(file.text) for file in examined.files)
    if headers == 1 and not any(file.path.name == LIBRARY for file in examined.files):
        return None
    found = articles_in(examined.path)
    if found == [examined.path]:
        empty = bool(examined.files) and all(file.path.name == LIBRARY for file in examined.files)
        message = "is a library without articles; kztui new makes one"
        return file_problem(str(examined.path), problems.SEVERAL_ARTICLES, message) if empty else None
    return problems.several_articles(str(examined.path), found)


def _merged(examined: Examined) -> dict[str, Any]:
    """The data of all files as one."""
    merged: dict[str, Any] = {}
    for index, file in enumerate(examined.files):
        known = examined.read.get(index) if examined.read else None
        read = known if known is not None and known.text == file.text else _read(file, index)
        if examined.read is not None:
            examined.read[index] = read
        examined.findings += read.findings
        for key, value in read.data.items():
            if key in LISTS:
                _add_list(merged, key, value, index, examined)
            elif key in SINGLE_TABLES:
                _add_single(merged, key, value, index, examined)
            else:
                examined.findings.append(_unknown(key, index, read.data.get("format")))
    return merged


def _read(file: SourceFile, index: int) -> FileData:
    """A file's data, sanitized, and what is wrong in it."""
    findings: list[Finding] = []
    data = _parsed(file, index, findings)
    bounded = sanitize.bound_numbers(data, file.text)
    findings += [Finding(problems.SYNTAX, Where(path, file=index), _LONG_NUMBER) for path in bounded]
    safe = sanitize.is_safe_data(file.text)
    findings += [] if safe else [_unsafe(removal, index) for removal in sanitize.sanitize_data(data, file.text)]
    return FileData(file.text, data, findings, safe and not findings)


def _parsed(file: SourceFile, index: int, findings: list[Finding]) -> dict[str, Any]:
    """A file's data; empty where it is no TOML, which is then a finding."""
    suggestion = ""
    try:
        line = 0
        if _has_dotted_line(file.text):
            from kztui.files.deep_keys import line_of_deep_key  # noqa: PLC0415 - few texts have so many dots in a line

            line = line_of_deep_key(file.text, MAX_KEY_PARTS)
        if not line:
            return tomli.loads(file.text)
        where, message = Where(file=index, line=line, column=1), _TOO_DEEP
    except tomli.TOMLDecodeError as error:
        from kztui.files.toml_errors import explain_syntax_error  # noqa: PLC0415 - needed only where a file is no TOML

        line, column, message, suggestion = explain_syntax_error(error)
        where = Where(file=index, line=line, column=column)
    except RecursionError:
        where, message = _START._replace(file=index), _TOO_DEEP
    except ValueError:
        from kztui.files.toml_errors import long_number  # noqa: PLC0415 - the same

        before = file.text[: long_number(file.text)]
        where = Where(file=index, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
        message = _LONG_NUMBER
    findings.append(Finding(problems.SYNTAX, where, message, suggestion))
    return {}


def _has_dotted_line(text: str) -> bool:
    """Whether any line has `MAX_KEY_PARTS` dots, as a line has with a key of so many parts."""
    dots = 1
    for between in text.split(".")[1:-1]:
        dots = 1 if "\n" in between else dots + 1
        if dots >= MAX_KEY_PARTS:
            return True
    return False


def _unsafe(removal: sanitize.Removal, index: int) -> Finding:
    from kztui.article.plurals import counted  # noqa: PLC0415 - few texts hold what is removed

    counts = [(count, sort.replace("direction", "writing-direction")) for sort, count in removal.removed.items()]
    found = " and ".join(counted(count, f"{sort} character") for count, sort in counts)
    where = Where(removal.path, at=removal.at, length=1, file=index)
    return Finding(problems.UNSAFE_CHARACTER, where, f"{found} in the text, not shown")


def _unknown(key: str, index: int, written_format: object) -> Finding:
    from kztui.files.coerce import is_newer, keys_of, newer_key_message  # noqa: PLC0415 - the same
    from kztui.files.key_aliases import resolve_alias  # noqa: PLC0415 - needed only where data is wrong

    known = keys_of(ArticleFile)
    message = f"an article has no part called {key or '“”'}"
    meant = "[[sections.paragraphs]]" if key == "paragraphs" else resolve_alias(key, known) or nearest(key, known)
    where = Where((key,), on_key=True, file=index)
    if is_newer(written_format):
        return Finding(problems.NEWER_KEY, where, newer_key_message(key, written_format))
    return Finding(problems.UNKNOWN_KEY, where, message, meant)


def _add_list(merged: dict[str, Any], key: str, value: object, index: int, examined: Examined) -> None:
    if isinstance(value, list):
        entries = merged.setdefault(key, [])
        examined.provenance.starts.setdefault(key, []).append((len(entries), index))
        entries.extend(value)
    else:
        message = f"{key} must be a list of tables"
        suggestion = f"[[{key}]]" if isinstance(value, dict) else ""
        where = Where((key,), on_key=True, file=index)
        examined.findings.append(Finding(problems.WRONG_TYPE, where, message, suggestion))


def _add_single(merged: dict[str, Any], key: str, value: object, index: int, examined: Examined) -> None:
    first = examined.provenance.owners.setdefault(key, index)
    if first == index or (key == "format" and merged[key] == value):
        merged.setdefault(key, value)
        return
    other = examined.files[first].name
    message = f"{'another format' if key == 'format' else f'[{key}]'} stands in {other} already"
    where = Where((key,), on_key=True, file=index)
    examined.findings.append(Finding(problems.DOUBLED_ARTICLE, where, message))


def _fitted(data: dict[str, Any], examined: Examined) -> ArticleTables | None:
    """The data as the model has it; fitted key by key where it cannot be converted as it is."""
    try:
        return msgspec.convert(data, ArticleFile)
    except msgspec.ValidationError:
        from kztui.files.coerce import fit  # noqa: PLC0415 - needed only where data is wrong

        if examined.read:  # what is kept stays as it was read
            data = _merged(Examined(examined.path, examined.files))
    coerced = fit(data, ArticleFile)
    examined.findings += coerced.findings
    examined.provenance.moved = coerced.moved
    try:
        return msgspec.convert(data, ArticleFile)
    except msgspec.ValidationError as error:
        if not any(finding.rule.fatal for finding in coerced.findings):
            examined.findings.append(Finding(problems.WRONG_TYPE, _START, str(error)))
        return None
