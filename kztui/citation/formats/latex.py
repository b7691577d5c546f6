"""What BibTeX, BibLaTeX and LaTeX share: escaping, names, titles, and how an entry is laid out."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kztui.citation.csl.nodes import Formatting
from kztui.citation.csl.personal_name import parse_name, with_particle
from kztui.citation.csl_item import CslItem
from kztui.citation.errors import CitationError
from kztui.citation.formats.markup import converted

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_MARKS = {
    Formatting("font-style", "italic"): (r"\emph{", "}"),
    Formatting("font-weight", "bold"): (r"\textbf{", "}"),
    Formatting("font-variant", "small-caps"): (r"\textsc{", "}"),
    Formatting("vertical-align", "sup"): (r"\textsuperscript{", "}"),
    Formatting("vertical-align", "sub"): (r"\textsubscript{", "}"),
    Formatting("font-style", "inherit"): ("{", "}"),
}
_WORD = re.compile(r"[^\s\-–—/(){}\\]+")
_KEY = re.compile(r"[^\s,{}%#~\\\"'()=]+")
_AFTER_COLON = re.compile(r"[:?!.]\s*$")
_COMMAS = 2
"""How many a name may have: for a third one, even within braces, biber leaves out the whole entry."""
_DASH = re.compile(r"\s*[-–—]+\s*")

Fields = Mapping[str, str]
"""A BibTeX entry's fields, each value as it stands between the entry's braces; empty ones are left out."""


def escape(text: str) -> str:
    """Plain text with every sign escaped that LaTeX would take for a command. Letters of any script stay: use UTF-8."""
    signs = _SPECIAL if _balanced(text) else {**_SPECIAL, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    return "".join(signs.get(sign, sign) for sign in text)


def _balanced(text: str) -> bool:
    """Whether each brace has its other half: BibTeX counts even those that are escaped."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def rich(text: str) -> str:
    """A field that may hold CSL's rich text, in LaTeX."""
    return converted(text, escape, _MARKS)


def key(item: CslItem) -> str:
    """The citation key; raises `CitationError` for one that LaTeX could not read back."""
    wanted = str(item.get("citation-key") or item["id"])
    if not _KEY.fullmatch(wanted):
        raise CitationError(f"“{wanted}” cannot be a citation key in LaTeX: write it without blanks and signs")
    return wanted


def _protected(match: re.Match[str]) -> str:
    """A word with a capital in braces, so that no style makes it small; at the beginning only where it needs them."""
    word = match[0]
    before = match.string[: match.start()]
    begins = not before.strip() or bool(_AFTER_COLON.search(before))
    return f"{{{word}}}" if (word[1:] if begins else word).lower() != (word[1:] if begins else word) else word


def title(text: str, language: str) -> str:
    """A title in sentence case whose proper names stay capitals; a title that is not English stays as it is."""
    if language and not language.lower().startswith("en"):
        return f"{{{rich(text)}}}"
    if "<" in text or any(sign in text for sign in _SPECIAL):
        # Within commands single words are not to be told from what LaTeX reads.
        return f"{{{rich(text)}}}" if any(letter.isupper() for letter in text[1:]) else rich(text)
    return _WORD.sub(_protected, text)


def name(one: Mapping[str, Any]) -> str:
    """A name as BibTeX reads it: `von der Family, Jr., Given`; an organisation in braces, so that it stays one word."""
    if one.get("literal") or not one.get("family"):
        return f"{{{escape(str(one.get('literal') or one.get('given') or ''))}}}"
    parts = parse_name(dict(one))
    family = _whole(escape(parts.family))
    if family[:1].islower() and " " in family:
        family = f"{{{family}}}"
    last = with_particle(_whole(escape(parts.particle)), family)
    first = " ".join(part for part in (_whole(escape(parts.given)), _whole(escape(parts.dropping))) if part)
    if not first:
        return f"{{{last}}}"
    whole = ", ".join(part for part in (last, _whole(escape(parts.suffix)), first) if part)
    if whole.count(",") <= _COMMAS:
        return whole
    spoken = (parts.given, parts.dropping, with_particle(parts.particle, parts.family), parts.suffix)
    return f"{{{escape(' '.join(part for part in spoken if part))}}}"


def _whole(text: str) -> str:
    """A part of a name in braces where BibTeX would take it apart."""
    return f"{{{text}}}" if "," in text or " and " in f" {text.lower()} " else text


def names(item: CslItem, *variables: str) -> str:
    """The names of the first variable that has any, joined as BibTeX wants them."""
    found: Iterable[Mapping[str, Any]] = next((item[variable] for variable in variables if item.get(variable)), ())
    return " and ".join(name(one) for one in found)


def pages(item: CslItem) -> str:
    """A page or a range, with LaTeX's dash for ranges."""
    return _DASH.sub("--", escape(str(item.get("page") or "")))


def plain(item: CslItem, *variables: str) -> str:
    """The first variable that has a text, escaped."""
    return next((rich(str(item[variable])) for variable in variables if item.get(variable)), "")


def verbatim(item: CslItem, variable: str) -> str:
    """A URL or DOI: LaTeX reads these as they stand, but for braces, which a URL does not hold anyway."""
    return str(item.get(variable) or "").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def entry(kind: str, cited: str, fields: Fields) -> str:
    """An entry of a `.bib` file, one field a line. That of `month` stands without braces: it holds macros."""
    lines = [
        f"  {field} = {value if field == 'month' else f'{{{value}}}'}," for field, value in fields.items() if value
    ]
    return "\n".join([f"@{kind}{{{cited},", *lines, "}"])
