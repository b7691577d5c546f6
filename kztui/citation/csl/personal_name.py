"""One person's name: initials, particles, suffixes.

citeproc-py shortens names that should stay whole, and sets a blank after particles that end in an apostrophe or hyphen.
"""

import re
from typing import NamedTuple

_INITIAL = re.compile(r"([^\W\d_])([^\W\d_]*)(\.)?(.*)", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_HYPHEN = re.compile(r"\s*-\s*")
_JOINING = frozenset("’'-ʻ")
# Letters of scripts whose names have initials, and blanks between their parts: Chinese is not among them.
ALPHABETIC = re.compile(
    "[-0-9a-zA-Z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u06ff\u0900-\u0dff\u0e01-\u0e5b"
    "\u10a0-\u10ff\u1e00-\u1fff\u200c-\u200e]"
)


class Person(NamedTuple):
    """The parts of a person's name."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """Non-dropping: part of the family name, as in `van den Berg`."""
    dropping: str = ""
    """Dropping: printed with the whole name alone, as in `Anne de Gaulle`, `Gaulle`."""
    suffix: str = ""
    comma_suffix: bool = False

    @property
    def alphabetic(self) -> bool:
        """Whether given names go before and can be shortened; Chinese, Japanese and Korean ones cannot."""
        return bool(ALPHABETIC.search(self.family))


def _leading_particle(family: str) -> tuple[str, str]:
    """`van der Berg` as `van der` and `Berg`; only words without a capital are particles."""
    at = 0
    while match := re.match(r"[^ ]+?(?:[-ʻ’']| +)(?=\S)", family[at:]):
        word = match[0].lstrip("-'’ʻ ")
        if not word or not word[0].islower():
            break
        at += match.end()
    return family[:at].strip(), family[at:]


def _trailing_particle(given: str) -> tuple[str, str]:
    """`Anne de` as `Anne` and `de`."""
    words = given.split(" ")
    at = len(words)
    while at > 1 and (bare := words[at - 1].lstrip("-'’ʻ")) and bare[0].islower():
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def person(name: dict[str, str]) -> Person:
    """The name's parts; particles and suffixes that stand within family or given names are taken out of them."""
    family, given = (name.get(part) or "" for part in ("family", "given"))
    particle, dropping = (name.get(f"{part}-particle") or "" for part in ("non-dropping", "dropping"))
    suffix = name.get("suffix") or ""
    comma = bool(name.get("comma-suffix"))
    if len(family) > 2 and family[0] == family[-1] == '"':
        return Person(family[1:-1], given, particle, dropping, suffix, comma)
    if family and given and not particle:
        particle, family = _leading_particle(family)
        if not suffix and "," in given:
            given, _, suffix = given.partition(",")
            comma = suffix.startswith("!")
            given, suffix = given.rstrip(), suffix.lstrip("! ")
        given, found = _trailing_particle(given)
        dropping = dropping or found
    return Person(family, given, particle, dropping, suffix, comma)


def joins(text: str) -> bool:
    """Whether nothing stands between a particle and what follows it: `d’Arc`, `al-Ghazali`."""
    return text[-1:] in _JOINING


def with_particle(particle: str, family: str) -> str:
    """A family name behind its particle: `van der Berg`, `al-Masri`."""
    return f"{particle}{family}" if joins(particle) else f"{particle} {family}".lstrip()


def _spaced(name: str) -> str:
    """`J.R.R.` as `J. R. R.`; hyphens without blanks; a small letter after a hyphen belongs to the same word."""
    name = _HYPHEN.sub("-", _BLANKS.sub(" ", name))
    return re.sub(r"\.(?=[^\s.-])", ". ", name)


def _tokens(name: str) -> list[str]:
    """Words and what stands between them, in turn."""
    return re.split(r"(-(?![a-zß-öø-ÿа-џ])| )", _spaced(name))


def _trimmed(text: str) -> str:
    return _HYPHEN.sub("-", re.sub(r"[\t-\r ]+", " ", text)).rstrip(" \ufeff\u00a0\t")


def initials(given: str, mark: str, *, hyphen: bool) -> str:
    """Given names as initials, each followed by `mark`: `Jean-Luc` and `. ` give `J.-L.`.

    Words without a capital stay as they are, abbreviations such as `Yu.` as long as they are.
    """
    if not given or not ALPHABETIC.search(given[0]):
        return given
    tokens = _tokens(given if hyphen else given.replace("-", " "))
    done = []
    for at in range(0, len(tokens), 2):
        match = _INITIAL.fullmatch(tokens[at])
        between = tokens[at + 1] if at + 1 < len(tokens) else ""
        if match and not match[1].islower():
            kept = match[1] + (match[2] if match[3] else _small_capitals(match[2]))
            done.append(kept + mark + ("-" if between == "-" else ""))
        elif tokens[at]:
            done.append(f" {tokens[at]}{between}")
    return _trimmed("".join(done))


def _small_capitals(rest: str) -> str:
    """Of `IVan` keep `Iv`: where several capitals begin a name they are one initial."""
    capitals = re.match(r"[^\W\d_]*", rest)
    upper = ""
    for letter in capitals[0] if capitals else "":
        if not letter.isupper():
            return upper.lower()
        upper += letter
    return ""


def normalised(given: str, mark: str) -> str:
    """Given names in full, the abbreviations among them followed by `mark`: with an empty one `Ann M.` is `Ann M`."""
    if not given or not ALPHABETIC.search(given[0]):
        return given
    tokens = _tokens(given)
    short = [token.endswith(".") if len(token) > 1 else token.isupper() for token in tokens]
    for at in range(0, len(tokens), 2):
        if not short[at]:
            continue
        tokens[at] = tokens[at].removesuffix(".") + mark
        if at + 2 < len(tokens):
            between = tokens[at + 1]
            tokens[at + 1] = "-" if between == "-" else "" if short[at + 2] else " "
    return _trimmed("".join(tokens))
