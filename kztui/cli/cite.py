"""`kztui cite`: the citations that `y` copies on the screen, written to stdout."""

from argparse import Namespace

from kztui.article.article import Article
from kztui.citation.cite import cite_each
from kztui.citation.errors import CitationError
from kztui.citation.locator import read_numbers
from kztui.citation.request import DEFAULT_STYLE, Citation, CitationRequest
from kztui.citation.styles import list_styles
from kztui.cli.columns import aligned
from kztui.cli.load import find_item, open_article
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.config import load_config


def run(options: Namespace, out: Output) -> ExitCode:
    """Write one citation for each target, equal ones only once, and hints to stderr.

    Raises CommandError when a target, the style or a paragraph number is wrong.
    """
    if options.list_styles:
        _list_styles(options, out)
        return ExitCode.OK
    article = open_article(options)
    for target in options.targets:
        find_item(article, target)
    try:
        citations = _citations(article, options)
    except CitationError as error:
        raise CommandError(f"kztui cite: {error}") from error
    if options.json:
        out.json([{"targets": one.targets, "text": one.text, "hints": one.hints} for one in citations])
    else:
        for citation in citations:
            out.line(citation.text.rstrip("\n"))
    for hint in dict.fromkeys(hint for citation in citations for hint in citation.hints):
        write_message(hint)
    return ExitCode.OK


def _citations(article: Article, options: Namespace) -> list[Citation]:
    request = CitationRequest(
        style=options.style or load_config().config.style or DEFAULT_STYLE,
        form=options.form,
        format=options.format,
        locator=options.locator,
        paragraphs=read_numbers(options.paragraph) if options.paragraph else (),
        accessed=options.accessed or "",
    )
    return cite_each(article, options.targets, request)


def _list_styles(options: Namespace, out: Output) -> None:
    styles = list_styles()
    if options.json:
        out.json([{"name": name, "edition": edition} for name, edition in styles.items()])
        return
    for name, edition in aligned(list(styles.items()), out.width, flexible=1):
        out.line(StyledText(name, "target"), edition)
