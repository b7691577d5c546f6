"""`kztui cite`: the citations and quotes that `y` and `"` copy on the screen, to stdout or a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.citation.cite import cite_each
from kztui.citation.errors import CitationError
from kztui.citation.locator import read_numbers
from kztui.citation.request import DEFAULT_STYLE, RUNNING_TEXT_STYLE, Citation, CitationRequest
from kztui.citation.styles import list_styles
from kztui.cli.load import find_item, load_article, original_path, read_originals, resolve_article_path
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.config import load_config
from kztui.files.folders import expanded

if TYPE_CHECKING:
    from argparse import Namespace

    from kztui.citation.quotation import Originals, SeveralPassagesError

DOCX = "docx"
PURPOSE = "kztui cite: to quote"
QUOTED_FORMATS = ("text", "markdown", "html", DOCX)


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write one citation for each target, equal ones only once, and hints to stderr.

    Raises CommandError when a target, the style or a paragraph number is wrong, options do not fit together, or the
    output cannot be written.
    """
    if options.list_styles:
        _list_styles(options, out)
        return ExitCode.OK
    _check_options(options)
    if any(":" in target for target in options.targets):
        from kztui.cli.library_cite import cite_addresses  # noqa: PLC0415 - most citations are of one article

        _write_with_hints(cite_addresses(options, _request(options)), options, out)
        return ExitCode.OK
    loaded = load_article(resolve_article_path(options.article))
    article = loaded.article
    for target in options.targets:
        find_item(article, target)
    request = _request(options)
    original = original_path(options.original, loaded) if options.quote or options.original else None
    try:
        if options.quote:
            citations = _quotes(article, options, request, original)
        else:
            citations = cite_each(article, options.targets, request, _pages(article, original, options))
    except CitationError as error:
        raise CommandError(f"kztui cite: {error}") from error
    _write_with_hints(citations, options, out)
    return ExitCode.OK


def _write_with_hints(citations: list[Citation], options: "Namespace", out: Output) -> None:
    """Write the citations as the options say, and their hints to stderr, each once."""
    _write(citations, options, out)
    for hint in dict.fromkeys(hint for citation in citations for hint in citation.hints):
        write_message(hint)


def _check_options(options: "Namespace") -> None:
    """Raises CommandError where options do not go together."""
    if options.format == DOCX and options.output is None:
        raise CommandError("kztui cite: a Word document is no text for a terminal; name a file: -o FILE.docx")
    if options.json and options.output is not None:
        raise CommandError("kztui cite: --json is written to standard output; leave out -o")
    if options.quote and (options.form == "entry" or options.format not in QUOTED_FORMATS):
        formats = ", ".join(QUOTED_FORMATS)
        raise CommandError(f"kztui cite: a quote stands in running text: --quote goes with --format {formats}")
    if options.quote and not options.targets and not options.paragraph:
        raise CommandError("kztui cite: name what to quote: kztui cite p3 --quote")


def _request(options: "Namespace") -> CitationRequest:
    configured = load_config()
    for problem in configured.problems:
        write_message(f"{problem.file}:{problem.line}:{problem.column}: {problem.text}")
    config = configured.config
    default = RUNNING_TEXT_STYLE if options.quote else DEFAULT_STYLE
    return CitationRequest(
        style=options.style or config.style or default,
        form=options.form,
        format="html" if options.format == DOCX else options.format,
        locator=options.locator or config.locator,
        paragraphs=_paragraphs(options),
        accessed=options.accessed or "",
    )


def _paragraphs(options: "Namespace") -> tuple[int, ...]:
    """The paragraphs that `--paragraph` names. Raises CommandError when they cannot be read."""
    try:
        return read_numbers(options.paragraph) if options.paragraph else ()
    except CitationError as error:
        raise CommandError(f"kztui cite: {error}") from error


def _pages(article: Article, original: Path | None, options: "Namespace") -> Mapping[int, str]:
    """The pages of the paragraphs, where a copy is named for this citation and has them."""
    if not options.original:
        return {}
    from kztui.citation.quotation import pages_of  # noqa: PLC0415 - most citations need no copy

    return pages_of(read_originals(article, original, PURPOSE))


def _quotes(article: Article, options: "Namespace", request: CitationRequest, original: Path | None) -> list[Citation]:
    """The quotes of every target, a citation each.

    Raises CommandError with the sentences to choose from where a target has several, CitationError where it has none.
    """
    from kztui.citation.formats.quoted_text import quote  # noqa: PLC0415 - it brings in citeproc
    from kztui.citation.quotation import SeveralPassagesError, find_passages, pages_of  # noqa: PLC0415 - the same

    originals = read_originals(article, original, PURPOSE)
    made: list[Citation] = []
    for target in options.targets or [f"p{number}" for number in request.paragraphs]:
        try:
            passages = find_passages(article, target, _wanted(article, target, request.paragraphs, originals))
        except SeveralPassagesError as error:
            passages = error.passages[options.choose - 1 : options.choose] if options.choose else ()
            if not passages:
                raise CommandError(_choices(error), ExitCode.NOT_FOUND) from error
        quotes = (quote(article, passage, request, pages_of(originals)) for passage in passages)
        made += [citation._replace(targets=(target,)) for citation in quotes]
    return made


def _wanted(article: Article, target: str, numbers: tuple[int, ...], originals: "Originals") -> "Originals":
    """The paragraphs to quote from: those of `--paragraph`, or all. Raises CitationError where the item is in none."""
    item = article.items.get(target)
    if item is None or not numbers:
        return originals
    there = sorted({*item.numbers, *(quote.paragraph for quote in item.quotes)})
    if there and not set(there) & set(numbers):
        raise CitationError(f"“{target}” is in {pilcrows(there)}, not in {pilcrows(numbers)} of --paragraph")
    return {number: originals[number] for number in originals if number in numbers}


def _choices(error: "SeveralPassagesError") -> str:
    """What there is to choose from, each with its number."""
    lines = [
        f"  {number:>2}  ¶{passage.paragraph}  {passage.words}" for number, passage in enumerate(error.passages, 1)
    ]
    return "\n".join([f"kztui cite: {error}; choose one with --choose N:", *lines])


def _write(citations: list[Citation], options: "Namespace", out: Output) -> None:
    """Write the citations as the options say. Raises CommandError where the file exists or cannot be written."""
    if options.json:
        out.json([{"targets": one.targets, "text": one.text, "hints": one.hints} for one in citations])
        return
    if options.output is None or options.output == "-":
        for citation in citations:
            out.line(citation.text.rstrip("\n"))
        return
    from kztui.export.save import save_file  # noqa: PLC0415 - most citations are printed

    goal = expanded(options.output)
    texts = [citation.text.rstrip("\n") for citation in citations]
    try:
        save_file(goal, _document(texts, options), force=options.force)
    except FileExistsError as error:
        raise CommandError(f"kztui cite: '{goal}' {error.strerror}; --force overwrites it") from error
    except OSError as error:
        raise CommandError(f"kztui cite: '{goal}' cannot be written: {error.strerror}") from error
    write_message(f"wrote {goal}")


def _document(texts: list[str], options: "Namespace") -> str | bytes:
    if options.format != DOCX:
        return "\n".join(texts) + "\n"
    from kztui.citation.formats.docx import docx  # noqa: PLC0415 - few citations go to Word

    return docx(texts, hanging=options.form == "entry")


def _list_styles(options: "Namespace", out: Output) -> None:
    from kztui.cli.columns import aligned  # noqa: PLC0415 - a citation has no columns, and should not wait for them

    styles = list_styles()
    if options.json:
        out.json([{"name": name, "edition": edition} for name, edition in styles.items()])
        return
    for name, edition in aligned(list(styles.items()), out.width, flexible=1):
        out.line(StyledText(name, "target"), edition)
