"""A CSL style as citeproc-py parses it, with the corrected elements: its parts, its terms, its dates, its options."""

from functools import cache, cached_property, lru_cache

from citeproc import LANGUAGE_NAMES, CitationStylesStyle

from kztui.citation.csl import choose, date, names, number, text  # noqa: F401 to define the corrected elements is to have them used
from kztui.citation.csl.context import Area
from kztui.citation.csl.element import CS, Rendering
from kztui.citation.csl.rich_text import Quotes
from kztui.citation.csl.terms import Terms
from kztui.citation.csl.text import Macro
from kztui.citation.errors import CitationError


class Sheet:
    """One style in one locale."""

    def __init__(self, path: str, locale: str) -> None:
        try:
            self._style = CitationStylesStyle(path, locale=locale or None, validate=False)
        except (ValueError, OSError, SyntaxError, AttributeError, TypeError) as error:
            raise CitationError(f"“{path}” is no CSL style that can be read: {error}") from error
        self.root: Rendering = self._style.root
        if self.root.tag != f"{CS}style":
            raise CitationError(f"“{path}” is no CSL style: it begins with {self.root.tag}")
        self.language = locale or self.root.get("default-locale", "en-US")
        self.page_format: str = self.root.get("page-range-format", "")

    @cached_property
    def macros(self) -> dict[str, Rendering]:
        return {macro.get("name"): macro for macro in self.root.iterchildren() if isinstance(macro, Macro)}

    def area(self, area: Area) -> Rendering:
        """`cs:citation` or `cs:bibliography`; raises `CitationError` where the style has none."""
        found = self.root.find(CS + area)
        if found is None:
            raise CitationError(f"the style has no {area}" + ("" if area == "citation" else ": it makes notes alone"))
        return found

    @cache  # noqa: B019 a sheet lives as long as the program
    def layout(self, area: Area) -> Rendering:
        """What an area prints; raises `CitationError` where the style has no such area."""
        found = self.area(area).find(f"{CS}layout")
        if found is None:
            raise CitationError(f"the style's {area} has no layout")
        return found

    @cached_property
    def note(self) -> bool:
        """Whether citations stand in notes."""
        return self.root.get("class") == "note"

    @cached_property
    def terms(self) -> Terms:
        return Terms(self._style.root.locales, self.language)

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """A word of the locale; empty where it has none."""
        return self.terms.term(name, form, plural=plural)

    @cache  # noqa: B019 a sheet lives as long as the program
    def date(self, form: str) -> Rendering | None:
        """The locale's date in a form, `text` or `numeric`."""
        for locale in self._style.root.locales:
            if found := locale.xpath_search(f"./cs:date[@form='{form}']"):
                localized: Rendering = found[0]
                return localized
        return None

    @cache  # noqa: B019 a sheet lives as long as the program
    def option(self, name: str) -> bool:
        """An option of the locale, such as `punctuation-in-quote`."""
        for locale in self._style.root.locales:
            options = locale.find(f"{CS}style-options")
            if options is not None and options.get(name):
                return bool(options.get(name) == "true")
        return False

    @cached_property
    def quotes(self) -> Quotes:
        return Quotes(*(self.term(f"{name}-quote") for name in ("open", "close", "open-inner", "close-inner")))


def _check_locale(locale: str) -> None:
    """citeproc-py takes an unknown locale in silence and prints American English."""
    if locale and locale not in LANGUAGE_NAMES:
        from difflib import get_close_matches  # noqa: PLC0415 - needed only for the message

        raise CitationError(f"there is no locale “{locale}”", tuple(get_close_matches(locale, LANGUAGE_NAMES, 4, 0.3)))


@lru_cache(maxsize=16)
def sheet(path: str, locale: str = "") -> Sheet:
    """The style at `path` in `locale`, or in its own where that is empty; parsed once."""
    _check_locale(locale)
    return Sheet(path, locale)
