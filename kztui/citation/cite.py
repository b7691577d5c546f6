"""The way in: an article, what of it is meant and how it is wanted; out comes text for the clipboard or stdout."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from kztui.article.article import Article

DEFAULT_STYLE = "chicago-notes"

Form = Literal["citation", "entry"]
FORMS: tuple[Form, ...] = ("citation", "entry")
"""`citation` stands in the text or its note, with a locator; `entry` stands in the list of references, without."""

LocatorPolicy = Literal["auto", "csl", "none"]
LOCATOR_POLICIES: tuple[LocatorPolicy, ...] = ("auto", "csl", "none")
"""`auto` is what the style's manual wants for paragraphs without printed numbers, `csl` what the CSL file prints."""


class Wish(NamedTuple):
    """How a citation is wanted. `style`: a name of `styles.list_styles()`, any CSL id, or a path to a `.csl` file."""

    style: str = DEFAULT_STYLE
    form: Form = "citation"
    format: str = "text"
    """One of `formats.table.FORMATS`; machine formats pay no heed to `style` and `form`."""
    locator: LocatorPolicy = "auto"
    paragraphs: tuple[int, ...] = ()
    """Paragraphs to cite in place of those that the target stands for."""
    accessed: str = ""
    """The day on which the reader saw the page (EDTF); printed by the styles that ask for it."""
    locale: str = ""
    """A locale such as `de-DE` in place of the style's own."""


AS_USUAL = Wish()


class Citation(NamedTuple):
    """A citation, ready to paste: plain text or, in `markdown` and `html`, marked up and escaped."""

    text: str
    hints: tuple[str, ...] = ()
    """What the reader should know about it, such as that the style gives no locator."""
    targets: tuple[str, ...] = ()
    """Which items of a batch it cites; none where that is the article as a whole."""


def cite(article: Article, targets: Sequence[str] = (), wish: Wish = AS_USUAL) -> Citation:
    """One citation of all `targets` together; of the article as a whole where there are none.

    Raises `CitationError` where no right citation can be given: an unknown style, target, format or paragraph.
    """
    from kztui.citation.formats.dispatch import written  # noqa: PLC0415 - brings in citeproc, which only citing needs

    return written(article, targets, wish)


def batch(article: Article, targets: Sequence[str], wish: Wish = AS_USUAL) -> list[Citation]:
    """One citation for each target, in order; what would read the same stands once. No targets: the whole article."""
    found: dict[str, Citation] = {}
    groups: list[tuple[str, ...]] = [(target,) for target in targets]
    for group in groups or [()]:
        citation = cite(article, group, wish)
        known = found.setdefault(citation.text, Citation(citation.text))
        found[citation.text] = known._replace(
            hints=tuple(dict.fromkeys(known.hints + citation.hints)),
            targets=tuple(dict.fromkeys(known.targets + group)),
        )
    return list(found.values())
