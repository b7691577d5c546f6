"""The words of a locale: citeproc-py mixes two languages' ordinals, and knows nothing of the gender of nouns."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from kztui.citation.csl.element import CS, Rendering

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Where a term has no such form, CSL takes the next.
_FORMS = {
    "long": ("long",),
    "short": ("short", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
}
_LAST_LONG = 10


class Word(NamedTuple):
    """One term in one form: for one, for many, and of which gender a noun is."""

    single: str
    multiple: str
    gender: str = ""


Words = dict[tuple[str, str], Word]
"""By form and by the gender of the noun that it stands with, empty where that does not matter."""


def _word(term: Rendering) -> Word:
    single, multiple = term.find(f"{CS}single"), term.find(f"{CS}multiple")
    one = (single if single is not None else term).text or ""
    many = (multiple if multiple is not None else term).text or ""
    return Word(one, many, term.get("gender", ""))


class Terms:
    """The terms of a style in one language, those of other locales only where that language has none."""

    def __init__(self, locales: Iterable[Rendering], language: str) -> None:
        """`locales` come nearest first, as citeproc-py puts them: the style's own, then those of files."""
        own: list[Rendering] = []
        other: list[Rendering] = []
        for locale in locales:
            same = locale.get(_LANG, language)[:2] == language[:2]
            (own if same else other).append(locale)
        self._groups = [group for group in (own, other) if group]
        self._known: dict[str, Words] = {}

    def _words(self, name: str) -> Words:
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> Words:
        for group in self._groups:
            found: Words = {}
            for locale in reversed(group):
                for term in locale.xpath_search(f"./cs:terms/cs:term[@name='{name}']"):
                    found[term.get("form", "long"), term.get("gender-form", "")] = _word(term)
            if found:
                return found
        return {}

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str:
        """A word of the locale; empty where it has none."""
        words = self._words(name)
        for nearest in _FORMS.get(form, (form, "long")):
            word = words.get((nearest, gender)) or words.get((nearest, ""))
            if word:
                return word.multiple if plural else word.single
        return ""

    def gender(self, noun: str) -> str:
        """Of which gender a term is; empty where the locale does not say."""
        return next((word.gender for word in self._words(noun).values() if word.gender), "")

    @cached_property
    def _ordinals(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Suffixes by name and gender, with what each is for: all of one locale, since the rules of two do not mix."""
        for group in self._groups:
            for locale in group:
                terms = locale.xpath_search("./cs:terms/cs:term[starts-with(@name, 'ordinal')]")
                if terms:
                    return {
                        (term.get("name"), term.get("gender-form", "")): (term.text or "", term.get("match", ""))
                        for term in terms
                    }
        return {}

    def ordinal(self, number: int, noun: str = "") -> str:
        """`2` as `2nd`, in the words of the locale and in the gender of the noun."""
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
        """`2` as `second`; from 11 on as `11th`."""
        gender = self.gender(noun) if noun else ""
        word = self.term(f"long-ordinal-{number:02}", gender=gender) if number <= _LAST_LONG else ""
        return word or self.ordinal(number, noun)
