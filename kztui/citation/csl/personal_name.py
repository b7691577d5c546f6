"""One person's name: its parts and particles, and given names as initials (CSL 1.0.2, "Name", "Name-part Order").

citeproc-py initializes names that should stay in full, and puts a space after particles that end in an apostrophe.
"""

import re

from msgspec import Struct

from kztui.article.lazy_regex import LazyPattern

_INITIAL = LazyPattern(r"(?s:([^\W\d_])([^\W\d_]*)(\.)?(.*))")
_OPENING = LazyPattern(r"(?:<[a-z]+>)*")
_FIRST_PART = LazyPattern(r"[^ ]+?(?:[-ʻ’']| +)(?=\S)")
_TAG = LazyPattern(r"</?[a-z]+>")
_LONGEST_TAG = len("</span>")
_SPACES = LazyPattern(r"\s+")
_HYPHEN = LazyPattern(r"\s*-\s*")
_JOINING = frozenset("’'-ʻ")
# Letters of scripts whose names have initials and spaces; Chinese, Japanese and Korean are not among them.
_ALPHABETIC = LazyPattern(
    "[-0-9a-zA-Z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u06ff\u0900-\u0dff\u0e01-\u0e5b"
    "\u10a0-\u10ff\u1e00-\u1fff\u200c-\u200e]"
)


def begins_in_alphabet(text: str) -> bool:
    """Whether the first character is one of an alphabet, a digit or a hyphen: not in Chinese, Japanese and Korean."""
    first = text[:1]
    return first.isalnum() or first == "-" if first.isascii() else bool(_ALPHABETIC.match(first))


class PersonalName(Struct, frozen=True):
    """The parts of a person's name."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """Non-dropping particle: part of the family name, as in `van den Berg`."""
    dropping: str = ""
    """Dropping particle: only printed with the full name, as in `Anne de Gaulle`, `Gaulle`."""
    suffix: str = ""
    comma_suffix: bool = False

    @property
    def alphabetic(self) -> bool:
        """Whether the family name is in an alphabet, so that given names come first and have initials."""
        return begins_in_alphabet(self.family) or bool(_ALPHABETIC.search(self.family))


def _leading_particle(family: str) -> tuple[str, str]:
    """`van der Berg` as `van der` and `Berg`; only words in lower case are particles."""
    at = 0
    if family[:1].isupper():
        return "", family
    while match := _FIRST_PART.match(family[at:]):
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


def parse_name(name: dict[str, str]) -> PersonalName:
    """The parts of a CSL-JSON name; particles and suffixes within family or given names are split off.

    A family name in double quotation marks is not split.
    """
    family, given = (name.get(part) or "" for part in ("family", "given"))
    particle, dropping = (name.get(f"{part}-particle") or "" for part in ("non-dropping", "dropping"))
    suffix = name.get("suffix") or ""
    comma = bool(name.get("comma-suffix"))
    if len(family) > 2 and family[0] == family[-1] == '"':
        return PersonalName(family[1:-1], given, particle, dropping, suffix, comma)
    if family and given and not particle:
        particle, family = _leading_particle(family)
        if not suffix and "," in given:
            given, _, suffix = given.partition(",")
            comma = suffix.lstrip().startswith("!")
            given, suffix = given.rstrip(), suffix.lstrip("! ")
        given, found = _trailing_particle(given)
        dropping = dropping or found
    return PersonalName(family, given, particle, dropping, suffix, comma)


def joins(text: str) -> bool:
    """Whether no space follows a particle: `d’Arc`, `al-Ghazali`; but the Italian `de’ Medici`, short for `dei`."""
    return text[-1:] in _JOINING and text[:-1].lower() != "de"


def with_particle(particle: str, family: str) -> str:
    """A family name after its particle: `van der Berg`, `al-Masri`."""
    return f"{particle}{family}" if joins(particle) else f"{particle} {family}".lstrip()


def _spaced(name: str) -> str:
    """`J.R.R.` as `J. R. R.`; hyphens without spaces around them."""
    name = _HYPHEN.sub("-", _SPACES.sub(" ", name))
    return re.sub(r"\.(?=[^\s.-])", ". ", name)


def _tokens(name: str) -> list[str]:
    """Words and separators in turn; a lower-case letter after a hyphen continues the word."""
    return re.split(r"(-(?![a-zß-öø-ÿа-џ])| )", _spaced(name))


def _trimmed(text: str) -> str:
    return _HYPHEN.sub("-", re.sub(r"[\t-\r ]+", " ", text)).rstrip(" \ufeff\u00a0\t")


def initials(given: str, mark: str, *, hyphen: bool) -> str:
    """Given names as initials, each followed by `mark` (`initialize-with`): `Jean-Luc` and `. ` give `J.-L.`.

    Words in lower case and abbreviations such as `Yu.` stay. `hyphen` is `initialize-with-hyphen`. Tags of formatting
    stay around what they were around.
    """
    if not begins_in_alphabet(_TAG.sub("", given)):
        return given
    tokens = _tokens(given if hyphen else given.replace("-", " "))
    done = []
    for at in range(0, len(tokens), 2):
        before, word, after = _tagged(tokens[at])
        match = _INITIAL.fullmatch(word)
        between = tokens[at + 1] if at + 1 < len(tokens) else ""
        if match and not match[1].islower():
            kept = match[1] + (match[2] if match[3] else _further_capitals(match[2]))
            stop = mark.rstrip() if after else mark
            done.append(before + kept + stop + after + mark[len(stop) :] + ("-" if between == "-" else ""))
        elif tokens[at]:
            done.append(f" {tokens[at]}{between}")
    return _trimmed("".join(done))


def _tagged(token: str) -> tuple[str, str, str]:
    """A word between the tags of formatting that open before it and close after it."""
    opening = _OPENING.match(token)
    start, end = opening.end() if opening else 0, len(token)
    while token.endswith(">", start, end) and (at := token.rfind("</", max(start, end - _LONGEST_TAG), end)) >= 0:
        end = at
    return token[:start], token[start:end], token[end:]


def _further_capitals(rest: str) -> str:
    """`v` of `IVan`: several capitals at the start of a name are one initial, `Iv`."""
    capitals = re.match(r"[^\W\d_]*", rest)
    upper = ""
    for letter in capitals[0] if capitals else "":
        if not letter.isupper():
            return upper.lower()
        upper += letter
    return ""


def mark_abbreviations(given: str, mark: str) -> str:
    """Given names in full, abbreviations in them followed by `mark`: with an empty one `Ann M.` is `Ann M`."""
    # Most given names are one word in full.
    if (len(given) > 1 and given.isalpha()) or not begins_in_alphabet(_TAG.sub("", given)):
        return given
    tokens = _tokens(given)
    words = [_tagged(token)[1] for token in tokens]
    short = [word.endswith(".") if len(word) > 1 else word.isupper() for word in words]
    for at in range(0, len(tokens), 2):
        if not short[at]:
            continue
        before, word, after = _tagged(tokens[at])
        stop = mark.rstrip() if after else mark
        tokens[at] = before + word.removesuffix(".") + stop + after + mark[len(stop) :]
        if at + 2 < len(tokens):
            between = tokens[at + 1]
            tokens[at + 1] = "-" if between == "-" else "" if short[at + 2] else " "
    return _trimmed("".join(tokens))
