"""The one place that hooks into citeproc-py (0.11): its parser and locales are used, its rendering is replaced.

What is used: `CitationStylesStyle` reads a style, and the locale files that it needs, with lxml, which makes one Python
object of each XML element; on the root it leaves `locales`, those that count for the style, nearest first (CSL 1.0.2,
"Locale Fallback").

The hook: `citeproc.frontend.CitationStylesXML` chooses the class of an element among the direct subclasses of
`citeproc.model.CitationStylesElement` by `__name__`, in lower case and with `-` for `_`; of several with one name it
takes the one defined last. So a class of ours that derives from `CslElement` directly and is named by `@csl_element`
takes the place of citeproc-py's in every style and locale parsed from then on. Two things follow:

- the modules that define elements must be imported before a style is parsed: `style.py` does that;
- in the same process citeproc-py itself cannot render any more: tests that compare with it start another one.

Why: citeproc-py joins strings as it goes, so that quotation marks, punctuation and empty groups cannot be corrected
afterwards; `tests/citation/csl/test_upstream_faults.py` lists what it prints wrong. `test_citeproc_hook.py` beside it
fails when a new citeproc-py changes any of this.
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS, CitationStylesStyle

from kztui.citation.errors import CitationError
from kztui.citation.styles import read_style

if TYPE_CHECKING:
    from kztui.citation.csl.element import RenderingElement

    class CslElement:
        """The part of lxml's elements that is used here; neither lxml nor citeproc-py ships types."""

        tag: str
        text: str | None

        def get(self, name: str, default: str = "") -> str:
            """The value of an attribute, or `default`."""

        def iterchildren(self, tag: str = ...) -> "Iterator[CslElement]":
            """The child elements in order, of one tag if it is given."""

        def iterancestors(self, tag: str) -> "Iterator[CslElement]":
            """The enclosing elements of one tag, the nearest first."""

        @property
        def attrib(self) -> dict[str, str]:
            """All attributes."""

        def values(self) -> list[str]:
            """The values of all attributes."""

        def find(self, path: str) -> "RenderingElement | None":
            """The first child element with a tag; None where there is none."""

        def xpath_search(self, path: str) -> "list[RenderingElement]":
            """All elements that an XPath expression finds."""

else:
    from citeproc.model import CitationStylesElement as CslElement

CS = "{http://purl.org/net/xbiblio/csl}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
"""The namespace of CSL as lxml writes it before the name of an element."""
LOCALES: tuple[str, ...] = tuple(LANGUAGE_NAMES)
"""The locales that citeproc-py ships, such as `en-GB`."""
PRIMARY_LOCALES: dict[str, str] = dict(PRIMARY_DIALECTS)
"""From a language to the locale that stands for it (CSL 1.0.2, "Locale Fallback"): `en` gives `en-US`."""

_DOCTYPE = b"<!DOCTYPE"
"""No CSL style has one, and only with one could a file name entities: texts to expand, or other files to read."""
_MAX_ATTRIBUTES = 1_000
"""Of one element; lxml looks up the value of each among all of them."""
_Element = TypeVar("_Element", bound="type[CslElement]")


def csl_element(name: str) -> Callable[[_Element], _Element]:
    """Class decorator: elements `cs:name` are parsed as this class, which must derive from `CslElement` directly."""

    def hook(element: _Element) -> _Element:
        """Name the class after the element."""
        element.__name__ = name
        return element

    return hook


def parse(path: str, locale: str = "") -> tuple["RenderingElement", Sequence["RenderingElement"]]:
    """The root of the CSL file at `path`, and its `cs:locale` elements, nearest first.

    `locale` replaces the style's own; citeproc-py takes one that is not in `LOCALES` for American English in silence.
    Raises CitationError for a file that is not read, ValueError, OSError, SyntaxError, AttributeError or TypeError for
    what is no CSL style.
    """
    content = read_style(Path(path))
    if _DOCTYPE in content:
        raise CitationError(f"“{path}” is not a CSL style: it has a document type declaration")
    if any(element.count(b"=") > _MAX_ATTRIBUTES for element in content.split(b"<")):
        raise CitationError(f"“{path}” is not a readable CSL style: an element has more than 1,000 attributes")
    try:
        # Validation against the schema costs 20 to 100 ms a style, and only warns.
        root = CitationStylesStyle(BytesIO(content), locale=locale or None, validate=False).root
    except ValueError as error:  # `Style.set_locale_list` takes one element of a language
        if language := _locale_twice(content):
            message = f"“{path}” has two locale elements for {language}: put their terms into one"
            raise CitationError(message) from error
        raise
    if not locale and root.get("default-locale") == "":
        root.set_locale_list("en-US", validate=False)
    return root, root.locales


def _locale_twice(content: bytes) -> str:
    """The language that two `cs:locale` elements of a style have; empty where there are no such."""
    from lxml import etree  # type: ignore[import-untyped] # noqa: PLC0415 - lxml ships no types; styles with a fault alone

    locales = etree.fromstring(content).iter(f"{CS}locale")
    languages = [locale.get(_LANGUAGE, "every language") for locale in locales]
    return next((language for language in languages if languages.count(language) > 1), "")
