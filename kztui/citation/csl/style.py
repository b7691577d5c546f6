"""A parsed CSL style in one locale: its layouts, macros, terms, localized dates and options."""

from functools import cache, cached_property, lru_cache

from kztui.article.suggestion import nearest_words
from kztui.citation.csl import choose, names, number  # noqa: F401 - to define elements is to hook them into the parser
from kztui.citation.csl.citeproc_hook import CS, LOCALES, parse
from kztui.citation.csl.context import Area
from kztui.citation.csl.date import DateElement
from kztui.citation.csl.element import RenderingElement
from kztui.citation.csl.rich_text import QuotationMarks
from kztui.citation.csl.terms import LocaleTerms
from kztui.citation.csl.text import MacroElement
from kztui.citation.errors import CitationError


class ParsedStyle:
    """One style in one locale. Raises `CitationError` where the file is no CSL style, or not read (`read_style`)."""

    def __init__(self, path: str, locale: str) -> None:
        try:
            self.root, self._locales = parse(path, locale)
        except CitationError:
            raise
        except (ValueError, OSError, SyntaxError, AttributeError, TypeError) as error:
            raise CitationError(f"“{path}” is not a readable CSL style: {error}") from error
        if self.root.tag != f"{CS}style":
            raise CitationError(f"“{path}” is not a CSL style: its root element is {self.root.tag}")
        # An empty default-locale is no locale, just as a missing one.
        self.language = locale or self.root.get("default-locale") or "en-US"
        self.page_format: str = self.root.get("page-range-format", "")

    @cached_property
    def macros(self) -> dict[str, RenderingElement]:
        """The style's `cs:macro` elements by name."""
        return {macro.get("name"): macro for macro in self.root.iterchildren() if isinstance(macro, MacroElement)}

    def area(self, area: Area) -> RenderingElement:
        """`cs:citation` or `cs:bibliography`. Raises `CitationError` where the style has none."""
        found = self.root.find(CS + area)
        if found is None:
            raise CitationError(f"the style has no {area}" + ("" if area == "citation" else ": it is for notes only"))
        return found

    @property
    def has_bibliography(self) -> bool:
        """Whether it has entries, and not notes alone."""
        return self.root.find(f"{CS}bibliography") is not None

    @cache  # noqa: B019 - a parsed style lives as long as the program
    def layout(self, area: Area) -> RenderingElement:
        """The `cs:layout` of an area. Raises `CitationError` where the style has none."""
        found = self.area(area).find(f"{CS}layout")
        if found is None:
            raise CitationError(f"the style's {area} has no layout")
        return found

    @cached_property
    def note(self) -> bool:
        """Whether citations are notes (`class="note"`)."""
        return self.root.get("class") == "note"

    @cached_property
    def terms(self) -> LocaleTerms:
        """The terms of the locale, with those of the style itself."""
        return LocaleTerms(self._locales, self.language)

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """A term of the locale (CSL 1.0.2, "Terms"); empty where no locale has it."""
        return self.terms.term(name, form, plural=plural)

    @cache  # noqa: B019 - a parsed style lives as long as the program
    def date(self, form: str) -> RenderingElement | None:
        """The `cs:date` of the nearest locale that has `form` ("Localized Date Formats"): `text` or `numeric`."""
        for locale in self._locales:
            for found in locale.iterchildren(f"{CS}date"):
                if isinstance(found, DateElement) and found.get("form") == form:
                    return found
        return None

    @cache  # noqa: B019 - a parsed style lives as long as the program
    def option(self, name: str) -> bool:
        """An option of the nearest locale that sets it, such as `punctuation-in-quote` ("Locale Options")."""
        for locale in self._locales:
            options = locale.find(f"{CS}style-options")
            if options is not None and options.get(name):
                return bool(options.get(name) == "true")
        return False

    @cached_property
    def quotes(self) -> QuotationMarks:
        """The quotation marks of the locale."""
        return QuotationMarks(*(self.term(f"{name}-quote") for name in ("open", "close", "open-inner", "close-inner")))


@lru_cache(maxsize=16)
def load_style(path: str, locale: str = "") -> ParsedStyle:
    """The style at `path` in `locale`, or in its own where that is empty; cached.

    Raises `CitationError` for an unknown locale, which citeproc-py would take for American English, and for no style.
    """
    if locale and locale not in LOCALES:
        raise CitationError(f"there is no locale “{locale}”", nearest_words(locale, LOCALES, 4, 0.3))
    return ParsedStyle(path, locale)
