"""From a byline to CSL names: persons with their particles and suffixes, organisations whole."""

import re
import unicodedata
from functools import cache

from kztui.article.data_tables import rows
from kztui.article.lazy_regex import LazyPattern
from kztui.files.sanitize import sanitize_line
from kztui.importing.gazetteer import known_name

NameParts = dict[str, str]
"""CSL name variables: `family`, `given`, `suffix`, `non-dropping-particle`, or `literal` alone."""

MAX_NAME = 80
MAX_BYLINE = 1000
MAX_NAMES = 200
_HAN = LazyPattern(r"[\u3400-\u9fff\uf900-\ufaff]{2,5}")
_HANGUL = LazyPattern(r"[\uac00-\ud7a3]{2,4}")
_INITIALS_LAST = LazyPattern(r"([^\W\d_][\w’'-]+),?\s+((?:[^\W\d_]\.[\s-]?){1,3})")
_ADDRESS = re.compile(r"\S+@\S+|https?:|www\.|^/|[/\\]\w+[/\\]|\.(?:com|org|net|html?)\b|[=<>{}]", re.IGNORECASE)
_HANDLE = LazyPattern(r"^@\w+$|^\W*$|^\W*\d[\d\W]*$")
_OTHER_ROLE = re.compile(
    r"\b(?:edited|illustrat\w+|photo\w*|video|translated|narrated|reviewed|produced|updated)\s+by\b.*"
    r"|\s+(?:on|am|le|el|at|\||[-–—])\s+[^,;]{0,20}\d.*|,?\s+\d{1,2}\D.*\d{4}.*|\b\d{4}\b.*",
    re.IGNORECASE,
)
"""What follows the names in a byline: other people's parts in the work, and dates."""
_MEDIA_TYPE = LazyPattern(r"\w+/[\w.+-]+")
_SLAVIC_FAMILY = LazyPattern(r"(?i:\w+(?:[оеё]ва?|ина?|ск(?:ий|ая|ой)|ц(?:кий|кая)|ко|[уюи]к|ян|дзе|швили|улы|қызы))")
_SLAVIC_PATRONYMIC = LazyPattern(r"(?i:\w+(?:вич|вна|ична))")
_CAPITAL_PARTICLES = frozenset({"De", "Del", "Della", "Di", "Du", "La", "Le", "Van", "Von"})
"""Written so they are a part of the family name: `Yann Le Goff`."""
_BRACKETED = LazyPattern(r"\s*[(\[（][^()\[\]（）]{0,200}[)\]）]")
_MAIL_NAME = LazyPattern(r"\S+@\S+\s*\((.{2,80})\)|(.{2,80}?)\s*<\S+@\S+>")
_AFFILIATION = re.compile(
    r"(\S+(?: \S+){1,3}?) ((?:special(?:ly)? (?:to|for))|for|in|from|at|специально для) (?![’']t\b)(.+)", re.IGNORECASE
)
_SEPARATOR = LazyPattern(r"\s*(?:;|；|、|\||•|·(?=\s)|\n|\t| / | – | — )\s*")


@cache
def _words(group: str) -> frozenset[str]:
    table = dict(rows("importing/data/name_words.tsv"))
    return frozenset(word.replace("_", " ") for word in table[group].split())


@cache
def _introduction() -> re.Pattern[str]:
    words = sorted(_words("introduction"), key=len, reverse=True)
    # A name follows a Chinese or Japanese word without a blank.
    ends = "".join({word[-1] for word in words if "\u3400" <= word[-1] <= "\u9fff"})
    return re.compile(rf"\s*(?i:{'|'.join(map(re.escape, words))})(?:\s*[:：]\s*|\s+|(?<=[{ends}])\s*)")


@cache
def byline_start() -> re.Pattern[str]:
    """What a line of names begins with: “By” and the like, or other such words with a colon."""
    short, long = ("|".join(map(re.escape, _words(group))) for group in ("byline", "introduction"))
    return re.compile(rf"\W*(?:(?:{short})\s+|(?:{long})\s*[:：]\s*)\S", re.IGNORECASE)


@cache
def _conjunction() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _words("conjunction"))
    return re.compile(rf"\s+(?:{words}|&)\s+", re.IGNORECASE)


def names_in(byline: str, *, inverted: bool = False) -> list[NameParts]:
    """The CSL names in a byline, in order, each once; none where it names nobody.

    With `inverted`, a comma divides a family name from a given one, as in `citation_author`.
    """
    text = sanitize_line(byline[:MAX_BYLINE].replace("\n", " ; ").replace("\t", " "))
    if mail := _MAIL_NAME.fullmatch(text):
        text = mail[1] or mail[2]
    text = _OTHER_ROLE.sub("", _without_introduction(_BRACKETED.sub("", text)))
    found: list[NameParts] = []
    for part in _SEPARATOR.split(text):
        if found and _is_role(part.strip()):
            continue
        for name in _separate(part.strip(" ,;:–—-"), inverted=inverted):
            parts = name_parts(name)
            if parts and parts not in found:
                found.append(parts)
    return found[:MAX_NAMES]


def organisation(name: str) -> list[NameParts]:
    """The one name of an organisation, whole; none where it is no name."""
    text = sanitize_line(name[:MAX_BYLINE])
    return [{"literal": text}] if text and len(text) <= 2 * MAX_NAME and not _is_nobody(text) else []


def _without_introduction(text: str) -> str:
    """The byline without “By” and the like; not where nothing but a particle such as “de” precedes a name."""
    match = _introduction().match(text)
    if not match:
        return text
    rest = text[match.end() :]
    if match[0].strip().casefold() not in _words("particle"):
        return rest
    return rest if match[0].lstrip()[0].isupper() and len(rest.partition(",")[0].split()) >= 2 else text


def _separate(text: str, *, inverted: bool) -> list[str]:
    """The names in a text between two separators, each “Given Family”, “Family, Given”, or an organisation."""
    if len(words := text.split()) > 1 and all(map(_is_chinese, words)):
        return words
    if _is_organisation(text) and "," not in text:
        return [_without_affiliation(half) for half in _halves(text)]
    parts = [part.strip() for part in re.split(r"[,，]", text) if part.strip()]
    if len(parts) == 2 and _is_inverted(*parts, inverted=inverted):
        return [f"{parts[0]}, {parts[1]}"]
    names: list[str] = []
    for part in parts:
        if names and part.casefold() in _words("suffix"):
            names[-1] += f" {part}"
        elif names and _is_affiliation(part):
            names += [half for half in _conjunction().split(part)[1:] if len(half.split()) > 1]
        elif not names or not _is_role(part):
            names += [_without_affiliation(half) for half in _halves(_without_conjunction(part)) if half]
    return names


def _is_affiliation(part: str) -> bool:
    """Whether what follows a name says for whom, or where, that person writes: special to the Gazette, Oslo."""
    place = known_name(part, "en")
    return (place is not None and place.is_place) or (
        " " in part and (part.split(maxsplit=1)[0].casefold() in _words("affiliation") or part.startswith("The "))
    )


def _without_affiliation(name: str) -> str:
    """A person's name without for whom, or where, the person writes: Mary Peters for The Times, Mary Peters in Oslo."""
    match = _AFFILIATION.match(name)
    if not match or _is_organisation(f"a {match[1]}"):
        return name
    outlet = match[2].casefold() != "for" or not match[3][0].isalpha() or _is_organisation(f"a {match[3]}")
    return match[1] if outlet or match[3].casefold().startswith("the ") else name


def _without_conjunction(part: str) -> str:
    """“and Bek Petrov”, the last of a list, without its first word."""
    first, _, rest = part.partition(" ")
    return rest if rest and first.casefold() in {*_words("conjunction"), "&"} - _words("particle") else part


def _is_inverted(first: str, second: str, *, inverted: bool) -> bool:
    """Whether two parts with a comma between them are a family and a given name."""
    if second.casefold() in _words("suffix") or _is_role(second) or _is_organisation(first) or _is_organisation(second):
        return False
    if inverted:
        return True
    acronym = len(second) > 1 and second.isupper() and second.isalpha()
    *particles, _ = first.split()
    return (
        all(_is_particle(word.casefold()) for word in particles)
        and len(second.split()) <= 2
        and not acronym
        and not first.isupper()
    )


def _halves(text: str) -> list[str]:
    """The names on both sides of “and”, where the first is a person's; else the text as it is."""
    for match in _conjunction().finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        several = len(before.split()) >= 2 and not _is_organisation(before) and " of " not in f" {before} "
        word = match[0].strip().casefold()
        if several and len(after.split()) >= 2 and (word not in {"y", "e", "i"} or len(after.split()) >= 2):
            return [*_halves(before), *_halves(after)]
    return [text]


def _is_organisation(text: str) -> bool:
    words = [word.strip(".,") for word in text.casefold().split()]
    return len(words) > 1 and any(word in _words("organisation") for word in words)


def _is_role(text: str) -> bool:
    words = [word.strip(".") for word in text.casefold().split()]
    return (
        _is_affiliation(text)
        or (bool(words) and words[-1] in _words("role") | {"writer"})
        or any(word in {"editor", "reporter"} for word in words)
    )


def _is_nobody(text: str) -> bool:
    """Whether a text is an address, a number, a handle, or a word that is nobody's name."""
    folded = text.casefold().strip(" .")
    words = folded.split()
    if len(words) > 1 and words[-1].isdigit() and not _is_organisation(text):
        return True
    generic = folded in _words("generic") or all(word in _words("generic") for word in folded.split())
    address = _ADDRESS.search(text) or _HANDLE.match(text) or _MEDIA_TYPE.fullmatch(text)
    return generic or bool(address) or "charset" in folded or not any(map(str.isalpha, text))


def name_parts(name: str) -> NameParts:
    """A name as CSL name variables; empty where it is nobody's."""
    name = " ".join(name.split()).strip(" ,;:")
    if not name or len(name) > MAX_NAME or _is_nobody(name):
        return {}
    if initials := _INITIALS_LAST.fullmatch(name):
        return {"family": initials[1], "given": initials[2].strip()}
    if not name.isascii() and (_HAN.fullmatch(name) or _HANGUL.fullmatch(name)):
        length = 2 if name[:2] in _words("surname") and len(name) > 2 else 1
        return {"family": name[:length], "given": name[length:]}
    if "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
        return _with_particle({"family": family, "given": given}) if given else {"literal": family}
    return _of_words(name.split())


def _of_words(words: list[str]) -> NameParts:
    """The parts of “Dr. Willem van den Berg Jr.” or “José Ortega y Gasset”; an organisation's name is literal."""
    while len(words) > 1 and words[0].casefold().strip(".") in _words("title"):
        words.pop(0)
    name = " ".join(words)
    joined = _conjunction().search(name.replace(" y ", " "))
    if len(words) == 1 or _is_organisation(name) or joined or len(words) > 6 or words[0].casefold() == "the":
        return {"literal": name} if len(words) > 1 or not (name.isascii() and name.islower()) else {}
    if _is_east_asian(name):
        return {"family": words[0], "given": " ".join(words[1:])}
    suffix = ""
    if len(words) > 2 and words[-1].casefold() in _words("suffix"):
        suffix = words.pop().rstrip(",")
    if len(words[-1]) > 3:
        words[-1] = words[-1].rstrip(".")
    if _is_family_first(words):
        return {"family": words[0], "given": " ".join(words[1:])}
    start = len(words) - 1
    at = next((at for at in range(1, len(words) - 1) if _is_particle(words[at])), start)
    if at == start > 1 and words[start - 1] in _CAPITAL_PARTICLES:
        at -= 1
    if words[at].casefold() == "y" and at > 1:
        at -= 1
    parts = {"family": " ".join(words[at:]), "given": " ".join(words[:at])}
    parts = _with_particle(parts)
    return {**parts, "suffix": suffix} if suffix else parts


def _is_family_first(words: list[str]) -> bool:
    """Whether words are in the order of “Орлова Ада Петровна” or “Nguyễn Văn An”."""
    if words[0].casefold() in _words("family_first"):
        return True
    if not "\u0400" <= words[0][0] <= "\u04ff" or len(words) > 3:
        return False
    if _SLAVIC_PATRONYMIC.fullmatch(words[-1]):
        return len(words) == 3
    return bool(_SLAVIC_FAMILY.fullmatch(words[0])) and not _SLAVIC_FAMILY.fullmatch(words[-1])


def _is_chinese(word: str) -> bool:
    """Whether a word is a whole Chinese name; names of two words, as Japanese ones are written, begin with others."""
    return 2 <= len(word) <= 3 and word[0] in _words("chinese") and bool(_HAN.fullmatch(word))


def _is_particle(word: str) -> bool:
    return word[:1].islower() and (word in _words("particle") or word.rstrip("-’'") in _words("particle"))


def _with_particle(parts: NameParts) -> NameParts:
    """A family name without the particles that precede it, which are a part of their own."""
    words = parts["family"].split()
    count = next((at for at, word in enumerate(words) if not _is_particle(word)), 0)
    if not count:
        return {name: value for name, value in parts.items() if value}
    particle, family = " ".join(words[:count]), " ".join(words[count:])
    return {"family": family, "given": parts["given"], "non-dropping-particle": particle}


def _is_east_asian(name: str) -> bool:
    return all(
        char.isspace() or unicodedata.name(char, "").startswith(("CJK", "HANGUL", "HIRA", "KATA")) for char in name
    )


def plain_name(parts: NameParts) -> str:
    """A name in natural order."""
    order = ("literal", "given", "non-dropping-particle", "family", "suffix")
    return " ".join(parts[name] for name in order if name in parts)
