"""The terms of a locale: forms, plurals, genders, ordinals (CSL 1.0.2, "Terms").

citeproc-py mixes the ordinals of two languages, and ignores gender.
"""

from collections.abc import Iterable
from functools import cache, cached_property

from msgspec import Struct

from kztui.citation.csl.citeproc_hook import CS, CslElement
from kztui.citation.csl.element import RenderingElement

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Where a term lacks a form, the next one is taken (CSL 1.0.2, "Terms").
_FORMS = {
    "long": ("long",),
    "short": ("short", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
}
_LAST_LONG = 10
_SUB_VERBO = ("sub verbo", "sub-verbo")
_SPELLINGS = dict.fromkeys(_SUB_VERBO, _SUB_VERBO)
"""A term that CSL 1.0.2 spells otherwise than 1.0.1: styles and locales have either."""


class LocaleTerm(Struct, frozen=True):
    """One term in one form: singular, plural, and the gender of the noun that it is."""

    single: str
    multiple: str
    gender: str = ""


TermForms = dict[tuple[str, str], LocaleTerm]
"""By form, and by the gender of the noun that it accompanies (`gender-form`), empty for any."""


def _word(term: CslElement) -> LocaleTerm:
    single, multiple = term.find(f"{CS}single"), term.find(f"{CS}multiple")
    one, many = (_text(term if form is None else form) for form in (single, multiple))
    return LocaleTerm(one, many, term.get("gender", ""))


def _text(element: CslElement) -> str:
    """The text of a term; a line break and indentation alone are none."""
    text = element.text or ""
    return text if text.strip(" \t\r\n") else ""


def _terms_by_name(locale: RenderingElement) -> dict[str, list[CslElement]]:
    """The `cs:term` elements of a `cs:locale` by name, one for each form."""
    found: dict[str, list[CslElement]] = {}
    for terms in locale.iterchildren(f"{CS}terms"):
        for term in terms.iterchildren(f"{CS}term"):
            found.setdefault(term.get("name", ""), []).append(term)
    return found


class LocaleTerms:
    """The terms of a style in one language; of another one only where no locale of that language has the term."""

    def __init__(self, locales: Iterable[RenderingElement], language: str) -> None:
        """`locales`: `cs:locale` elements, nearest first ("Locale Fallback")."""
        own: list[dict[str, list[CslElement]]] = []
        other: list[dict[str, list[CslElement]]] = []
        for locale in locales:
            same = locale.get(_LANG, language)[:2] == language[:2]
            (own if same else other).append(_terms_by_name(locale))
        self._groups = [group for group in (own, other) if group]

    @cache  # noqa: B019 - the terms of a style live as long as the program
    def _words(self, name: str) -> TermForms:
        for group in self._groups:
            found = {
                (term.get("form", "long"), term.get("gender-form", "")): _word(term)
                for locale in reversed(group)
                for spelling in _SPELLINGS.get(name, (name,))
                for term in locale.get(spelling, ())
            }
            if found:
                return found
        return {}

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str:
        """The term `name` in `form`, or in the next form that there is; empty where there is none."""
        words = self._words(name)
        for nearest in _FORMS.get(form, (form, "long")):
            word = words.get((nearest, gender)) or words.get((nearest, ""))
            if word:
                return word.multiple if plural else word.single
        return ""

    def is_defined(self, name: str) -> bool:
        """Whether any locale has the term `name`, even if it is empty there."""
        return bool(self._words(name))

    def gender(self, noun: str) -> str:
        """The gender of the noun that the term `noun` is ("Gender-specific Ordinals"); empty where it has none."""
        return next((word.gender for word in self._words(noun).values() if word.gender), "")

    @cached_property
    def _ordinals(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Suffixes by name and gender, each with its `match`, all of one locale: two sets do not mix."""
        for group in self._groups:
            for locale in group:
                ordinals = [term for name in locale if name.startswith("ordinal") for term in locale[name]]
                if ordinals:
                    return {
                        (term.get("name"), term.get("gender-form", "")): (term.text or "", term.get("match", ""))
                        for term in ordinals
                    }
        return {}

    def ordinal(self, number: int, noun: str = "") -> str:
        """`2` as `2nd`, in the gender of the term `noun` ("Ordinal Suffixes")."""
        digits, gender = str(number), self.gender(noun) if noun else ""
        for name, kinds in (
            (f"ordinal-{number:02}", {"whole-number", "last-two-digits", "last-digit", ""}),
            (f"ordinal-{digits[-2:].zfill(2)}", {"last-two-digits", ""}),
            (f"ordinal-0{digits[-1]}", {"last-digit", ""}),
            ("ordinal", {""}),
        ):
            found = self._ordinals.get((name, gender)) or self._ordinals.get((name, ""))
            if found and found[1] in kinds:
                return digits + found[0]
        return digits

    def long_ordinal(self, number: int, noun: str = "") -> str:
        """`2` as `second`; from 11 on as `11th` ("Long Ordinals")."""
        gender = self.gender(noun) if noun else ""
        word = self.term(f"long-ordinal-{number:02}", gender=gender) if number <= _LAST_LONG else ""
        return word or self.ordinal(number, noun)
